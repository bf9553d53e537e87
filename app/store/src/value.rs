//! Values that go into a statement and rows that come out of it.

use rusqlite::types::{ToSqlOutput, ValueRef};
use sqlx::any::{AnyArguments, AnyRow, AnyTypeInfoKind};
use sqlx::{Arguments as _, Row as _, ValueRef as _};

/// One bound value. An empty one keeps its type, because PostgreSQL asks for it.
#[derive(Clone, Debug)]
pub enum Value {
    /// TEXT.
    Text(String),
    /// BIGINT.
    Int(i64),
    /// DOUBLE PRECISION.
    Real(f64),
    /// BYTEA.
    Bytes(Vec<u8>),
    /// TEXT that is not there.
    NoText,
    /// BIGINT that is not there.
    NoInt,
    /// BYTEA that is not there.
    NoBytes,
}

impl Value {
    pub(crate) fn add_to(self, arguments: &mut AnyArguments) -> sqlx::Result<()> {
        match self {
            Value::Text(text) => arguments.add(text),
            Value::Int(int) => arguments.add(int),
            Value::Real(real) => arguments.add(real),
            Value::Bytes(bytes) => arguments.add(bytes),
            Value::NoText => arguments.add(None::<String>),
            Value::NoInt => arguments.add(None::<i64>),
            Value::NoBytes => arguments.add(None::<Vec<u8>>),
        }
        .map_err(sqlx::Error::Encode)
    }

    /// What a remembered count is filed under.
    pub(crate) fn describe(&self, into: &mut String) {
        use std::fmt::Write as _;
        let _ = write!(into, "\u{1}{self:?}");
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Int(int) => ValueRef::Integer(*int),
            Value::Real(real) => ValueRef::Real(*real),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
            Value::NoText | Value::NoInt | Value::NoBytes => ValueRef::Null,
        }))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Value::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<i64> for Value {
    fn from(int: i64) -> Self {
        Value::Int(int)
    }
}

impl From<&i64> for Value {
    fn from(int: &i64) -> Self {
        Value::Int(*int)
    }
}

impl From<i32> for Value {
    fn from(int: i32) -> Self {
        Value::Int(int.into())
    }
}

impl From<u32> for Value {
    fn from(int: u32) -> Self {
        Value::Int(int.into())
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Value::Int(truth.into())
    }
}

impl From<f64> for Value {
    fn from(real: f64) -> Self {
        Value::Real(real)
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Value::Bytes(bytes)
    }
}

impl From<Option<Vec<u8>>> for Value {
    fn from(bytes: Option<Vec<u8>>) -> Self {
        bytes.map_or(Value::NoBytes, Value::Bytes)
    }
}

impl From<record::Day> for Value {
    fn from(day: record::Day) -> Self {
        Value::Text(day.to_string())
    }
}

impl From<record::Instant> for Value {
    fn from(instant: record::Instant) -> Self {
        Value::Text(instant.to_string())
    }
}

impl From<record::Fen> for Value {
    fn from(fen: record::Fen) -> Self {
        Value::Int(fen.fen())
    }
}

impl From<Option<record::Fen>> for Value {
    fn from(fen: Option<record::Fen>) -> Self {
        fen.map_or(Value::NoInt, Value::from)
    }
}

impl From<Option<i64>> for Value {
    fn from(int: Option<i64>) -> Self {
        int.map_or(Value::NoInt, Value::Int)
    }
}

macro_rules! optional_text {
    ($($kind:ty),*) => {$(
        impl From<Option<$kind>> for Value {
            fn from(text: Option<$kind>) -> Self {
                text.map_or(Value::NoText, Value::from)
            }
        }
    )*};
}
optional_text!(&str, &String, String, record::Day, record::Instant);

/// One row of an answer, its columns in the order of the SELECT.
///
/// A column asked for as the wrong type is a mistake in the query beside it, not in the data: it panics, with
/// the column named, and the edge answers 500.
#[derive(Clone, Debug)]
pub struct Row(Vec<Cell>);

/// One value of a row.
#[derive(Clone, Debug)]
enum Cell {
    Nothing,
    Int(i64),
    Real(f64),
    Text(Box<str>),
    Bytes(Vec<u8>),
}

impl Row {
    /// What PostgreSQL answered, or SQLite within a write.
    pub(crate) fn from_any(row: &AnyRow) -> sqlx::Result<Row> {
        let cell = |at: usize| -> sqlx::Result<Cell> {
            let value = row.try_get_raw(at)?;
            if value.is_null() {
                return Ok(Cell::Nothing);
            }
            Ok(match value.type_info().kind() {
                AnyTypeInfoKind::Text => Cell::Text(row.try_get::<&str, _>(at)?.into()),
                AnyTypeInfoKind::Real | AnyTypeInfoKind::Double => Cell::Real(row.try_get(at)?),
                AnyTypeInfoKind::Blob => Cell::Bytes(row.try_get(at)?),
                AnyTypeInfoKind::Null => Cell::Nothing,
                _ => Cell::Int(row.try_get(at)?),
            })
        };
        (0..row.len()).map(cell).collect::<sqlx::Result<_>>().map(Row)
    }

    /// What SQLite answered a reader.
    pub(crate) fn from_sqlite(row: &rusqlite::Row<'_>, columns: usize) -> rusqlite::Result<Row> {
        let cell = |at: usize| -> rusqlite::Result<Cell> {
            Ok(match row.get_ref(at)? {
                ValueRef::Null => Cell::Nothing,
                ValueRef::Integer(int) => Cell::Int(int),
                ValueRef::Real(real) => Cell::Real(real),
                text @ ValueRef::Text(_) => Cell::Text(text.as_str()?.into()),
                ValueRef::Blob(bytes) => Cell::Bytes(bytes.to_vec()),
            })
        };
        (0..columns).map(cell).collect::<rusqlite::Result<_>>().map(Row)
    }

    fn cell(&self, column: usize) -> &Cell {
        self.0.get(column).unwrap_or_else(|| panic!("column {column} was not selected"))
    }

    /// TEXT that is always there.
    pub fn text(&self, column: usize) -> &str {
        self.opt_text(column).unwrap_or_else(|| panic!("column {column} is empty"))
    }

    /// TEXT that may be missing.
    pub fn opt_text(&self, column: usize) -> Option<&str> {
        match self.cell(column) {
            Cell::Nothing => None,
            Cell::Text(text) => Some(text),
            other => panic!("column {column} is not TEXT: {other:?}"),
        }
    }

    /// BIGINT that is always there.
    pub fn int(&self, column: usize) -> i64 {
        self.opt_int(column).unwrap_or_else(|| panic!("column {column} is empty"))
    }

    /// BIGINT that may be missing.
    pub fn opt_int(&self, column: usize) -> Option<i64> {
        match self.cell(column) {
            Cell::Nothing => None,
            Cell::Int(int) => Some(*int),
            other => panic!("column {column} is not BIGINT: {other:?}"),
        }
    }

    /// DOUBLE PRECISION that is always there.
    pub fn real(&self, column: usize) -> f64 {
        match self.cell(column) {
            Cell::Real(real) => *real,
            // SQLite keeps a whole number of a computed column as one.
            Cell::Int(int) => *int as f64,
            other => panic!("column {column} is not DOUBLE PRECISION: {other:?}"),
        }
    }

    /// BYTEA that is always there.
    pub fn bytes(&self, column: usize) -> &[u8] {
        match self.cell(column) {
            Cell::Bytes(bytes) => bytes,
            other => panic!("column {column} is not BYTEA: {other:?}"),
        }
    }

    /// BYTEA that may be missing.
    pub fn opt_bytes(&self, column: usize) -> Option<&[u8]> {
        match self.cell(column) {
            Cell::Nothing => None,
            Cell::Bytes(bytes) => Some(bytes),
            other => panic!("column {column} is not BYTEA: {other:?}"),
        }
    }

    /// A day written by us; `None` where the column is empty.
    pub fn opt_day(&self, column: usize) -> Option<record::Day> {
        self.opt_text(column).and_then(record::Day::parse)
    }
}
