//! Rows as open data: the same values under the same names in CSV and in JSON.

use std::borrow::Cow;

use record::{Day, Fen, Uscc};
use serde_json::{Map, Number, Value};

/// A row that can be taken away.
///
/// ```
/// use sheet::{Datum, Exported};
/// struct Shop { name: String, founded: Option<record::Day> }
/// impl Exported for Shop {
///     fn columns() -> impl Iterator<Item = &'static str> {
///         ["name", "founded_on"].into_iter()
///     }
///     fn cells(&self) -> impl Iterator<Item = Datum<'_>> {
///         [Datum::from(&self.name), self.founded.into()].into_iter()
///     }
/// }
/// let shop = Shop { name: "港城书店".to_owned(), founded: None };
/// assert_eq!(serde_json::json!(sheet::object(&shop)), serde_json::json!({"name": "港城书店", "founded_on": null}));
/// ```
pub trait Exported {
    /// The names of the columns, in the order of the file.
    fn columns() -> impl Iterator<Item = &'static str>;

    /// The values, in the same order.
    fn cells(&self) -> impl Iterator<Item = Datum<'_>>;
}

/// A row as a JSON object. What is missing is null.
pub fn object<T: Exported>(row: &T) -> Map<String, Value> {
    T::columns().map(str::to_owned).zip(row.cells().map(Value::from)).collect()
}

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum<'a> {
    /// What is not known: an empty cell, a null.
    Nothing,
    /// Text.
    Text(Cow<'a, str>),
    /// A number, with the digits it came with.
    Number(Number),
    /// `true` or `false`.
    Truth(bool),
}

impl Datum<'_> {
    /// A number digit by digit, so that an amount never passes through a float. Nothing, where the text is no number.
    ///
    /// ```
    /// use sheet::Datum;
    /// assert!(matches!(Datum::digits("48598.00"), Datum::Number(number) if number.to_string() == "48598.00"));
    /// assert_eq!(Datum::digits("4万"), Datum::Nothing);
    /// ```
    pub fn digits(text: &str) -> Datum<'static> {
        text.parse().map_or(Datum::Nothing, Datum::Number)
    }

    /// As a cell of CSV.
    pub(crate) fn text(self) -> String {
        match self {
            Datum::Nothing => String::new(),
            Datum::Text(text) => text.into_owned(),
            Datum::Number(number) => number.to_string(),
            Datum::Truth(truth) => truth.to_string(),
        }
    }
}

impl From<Datum<'_>> for Value {
    fn from(datum: Datum<'_>) -> Value {
        match datum {
            Datum::Nothing => Value::Null,
            Datum::Text(text) => Value::String(text.into_owned()),
            Datum::Number(number) => Value::Number(number),
            Datum::Truth(truth) => Value::Bool(truth),
        }
    }
}

impl<'a, T: Into<Datum<'a>>> From<Option<T>> for Datum<'a> {
    fn from(value: Option<T>) -> Datum<'a> {
        value.map_or(Datum::Nothing, Into::into)
    }
}

impl<'a> From<&'a str> for Datum<'a> {
    fn from(text: &'a str) -> Datum<'a> {
        Datum::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Datum<'a> {
    fn from(text: &'a String) -> Datum<'a> {
        Datum::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Datum<'_> {
    fn from(text: String) -> Self {
        Datum::Text(Cow::Owned(text))
    }
}

impl<'a> From<&'a Uscc> for Datum<'a> {
    fn from(uscc: &'a Uscc) -> Datum<'a> {
        uscc.as_str().into()
    }
}

impl From<Day> for Datum<'_> {
    fn from(day: Day) -> Self {
        day.to_string().into()
    }
}

/// Yuan with two decimals.
impl From<Fen> for Datum<'_> {
    fn from(fen: Fen) -> Self {
        Datum::digits(&fen.to_string())
    }
}

impl From<i64> for Datum<'_> {
    fn from(number: i64) -> Self {
        Datum::Number(number.into())
    }
}

impl From<u64> for Datum<'_> {
    fn from(number: u64) -> Self {
        Datum::Number(number.into())
    }
}

impl From<bool> for Datum<'_> {
    fn from(truth: bool) -> Self {
        Datum::Truth(truth)
    }
}
