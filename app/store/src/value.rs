//! Values that go into a statement and rows that come out of it.

use sqlx::any::{AnyArguments, AnyRow};
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
        }
        .map_err(sqlx::Error::Encode)
    }

    /// What a remembered count is filed under.
    pub(crate) fn describe(&self, into: &mut String) {
        use std::fmt::Write as _;
        let _ = write!(into, "\u{1}{self:?}");
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
pub struct Row(pub(crate) AnyRow);

impl Row {
    fn expected<T>(&self, column: usize, kind: &str, got: sqlx::Result<T>) -> T {
        got.unwrap_or_else(|error| panic!("column {column} is not {kind}: {error}"))
    }

    /// TEXT that is always there.
    pub fn text(&self, column: usize) -> &str {
        self.expected(column, "TEXT", self.0.try_get(column))
    }

    /// TEXT that may be missing.
    pub fn opt_text(&self, column: usize) -> Option<&str> {
        if self.is_null(column) { None } else { Some(self.text(column)) }
    }

    /// BIGINT that is always there.
    pub fn int(&self, column: usize) -> i64 {
        self.expected(column, "BIGINT", self.0.try_get(column))
    }

    /// BIGINT that may be missing.
    pub fn opt_int(&self, column: usize) -> Option<i64> {
        if self.is_null(column) { None } else { Some(self.int(column)) }
    }

    /// DOUBLE PRECISION that is always there.
    pub fn real(&self, column: usize) -> f64 {
        self.expected(column, "DOUBLE PRECISION", self.0.try_get(column))
    }

    /// BYTEA that is always there.
    pub fn bytes(&self, column: usize) -> Vec<u8> {
        self.expected(column, "BYTEA", self.0.try_get(column))
    }

    /// A day written by us; `None` where the column is empty.
    pub fn opt_day(&self, column: usize) -> Option<record::Day> {
        self.opt_text(column).and_then(record::Day::parse)
    }

    fn is_null(&self, column: usize) -> bool {
        self.expected(column, "there", self.0.try_get_raw(column).map(|value| value.is_null()))
    }
}
