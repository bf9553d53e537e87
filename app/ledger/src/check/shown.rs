//! What a page shows against what the log holds: the same value is written `"2026-11-23"` in the one and
//! `2026年11月23日` in the other. Each form is read back to its digits and compared exactly; nothing is rounded.

use record::{Day, Instant};
use serde::{Deserialize, Serialize};

/// How a page writes a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// Letter by letter.
    #[default]
    Text,
    /// A day in either language.
    Day,
    /// A moment to the minute, in the city's time.
    Moment,
    /// A sum in yuan of a value in fen.
    Fen,
    /// A sum with a currency.
    Sum,
}

impl Form {
    /// The form of an element's `data-form`; what is not known is compared letter by letter.
    pub fn parse(word: &str) -> Form {
        match word {
            "day" => Form::Day,
            "moment" => Form::Moment,
            "fen" => Form::Fen,
            "sum" => Form::Sum,
            _ => Form::Text,
        }
    }
}

/// One value on a page, with the field it claims to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The record, as `kind/key`.
    pub record: String,
    /// The field, an RFC 6901 pointer into the record's facts.
    pub field: String,
    /// What the reader sees.
    pub text: String,
    /// How it is written.
    pub form: Form,
}

/// Whether a text on a page says what the log's value says. `value` is the canonical JSON of one scalar; the city's
/// offset in minutes tells a moment.
///
/// ```
/// use ledger::check::{Form, agrees};
/// assert!(agrees(Form::Day, "23 November 2026", "\"2026-11-23\"", 480));
/// assert!(agrees(Form::Fen, "CNY 1,234.50", "123450", 480));
/// assert!(!agrees(Form::Text, "海港区", "\"海港\"", 480));
/// ```
pub fn agrees(form: Form, text: &str, value: &str, offset_minutes: i32) -> bool {
    let plain = plain(value);
    match form {
        Form::Text => words(text) == words(&plain),
        Form::Day => {
            let day = plain.get(..10).and_then(Day::parse);
            day.is_some_and(|day| {
                Some((day.year().into(), day.month().into(), day.day().into())) == day_of(text)
            })
        }
        Form::Moment => Instant::parse(&plain).is_some_and(|instant| {
            let (day, hour, minute) = instant.local(offset_minutes);
            let Some((before, clock)) = text.trim().rsplit_once(' ') else { return false };
            let day = (day.year().into(), day.month().into(), day.day().into());
            clock == format!("{hour:02}:{minute:02}") && day_of(before) == Some(day)
        }),
        Form::Fen => match (decimal(text), decimal(&plain)) {
            (Some(shown), Some(held)) => shown.shifted(2) == held,
            _ => false,
        },
        Form::Sum => decimal(text).is_some() && decimal(text) == decimal(&plain),
    }
}

/// A value as a reader would write it: the text of a string, everything else as it stands.
pub fn plain(value: &str) -> String {
    serde_json::from_str::<String>(value).unwrap_or_else(|_| value.to_owned())
}

/// White space in markup is no difference.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Year, month and day of `2026年11月23日` or `23 November 2026`.
fn day_of(text: &str) -> Option<(i64, i64, i64)> {
    let text = text.trim();
    if let Some((year, rest)) = text.split_once('年') {
        let (month, rest) = rest.split_once('月')?;
        let day = rest.strip_suffix('日')?;
        return Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?));
    }
    let mut parts = text.split_whitespace();
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? as i64 + 1;
    parts.next().is_none().then_some(())?;
    Some((year.parse().ok()?, month, day.parse().ok()?))
}

/// An exact decimal number: digits without leading zeros, and how many of them stand behind the point.
#[derive(Debug, PartialEq, Eq)]
struct Decimal {
    negative: bool,
    digits: String,
    places: i64,
}

impl Decimal {
    fn new(negative: bool, digits: &str, mut places: i64) -> Decimal {
        let mut digits = digits.trim_start_matches('0').to_owned();
        while digits.ends_with('0') {
            digits.pop();
            places -= 1;
        }
        if digits.is_empty() {
            Decimal { negative: false, digits, places: 0 }
        } else {
            Decimal { negative, digits, places }
        }
    }

    /// A hundred times as much, for 2.
    fn shifted(self, places: i64) -> Decimal {
        let places = if self.digits.is_empty() { 0 } else { self.places - places };
        Decimal { places, ..self }
    }
}

/// The one number in a text such as `CNY 1,234.50`, `-3.5 元` or `1.2e3`.
fn decimal(text: &str) -> Option<Decimal> {
    let first = text.find(|letter: char| letter.is_ascii_digit())?;
    let negative = text[..first].trim_end().ends_with('-');
    let (mut digits, mut places, mut pointed) = (String::new(), 0, false);
    let mut rest = text[first..].char_indices();
    let mut end = text.len();
    for (at, letter) in rest.by_ref() {
        match letter {
            '0'..='9' => {
                digits.push(letter);
                places += i64::from(pointed);
            }
            ',' if !pointed => {}
            '.' if !pointed => pointed = true,
            _ => {
                end = first + at;
                break;
            }
        }
    }
    let rest = &text[end..];
    if let Some(power) = rest.strip_prefix(['e', 'E']) {
        return Some(Decimal::new(
            negative,
            &digits,
            places - power.trim_start_matches('+').parse::<i64>().ok()?,
        ));
    }
    // A second number would make it unclear which of the two is meant.
    (!rest.contains(|letter: char| letter.is_ascii_digit())).then(|| Decimal::new(negative, &digits, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_agrees_in_either_language_and_in_no_other_value() {
        let check = |form, text: &str, value: &str, expected: bool| {
            assert_eq!(agrees(form, text, value, 480), expected, "{text} against {value}");
        };
        check(Form::Text, " 海港区\n 民政局 ", "\"海港区 民政局\"", true);
        check(Form::Text, "海港区民政局", "\"海港区民政\"", false);
        check(Form::Text, "7", "7", true);
        check(Form::Text, "a \"b\"", r#""a \"b\"""#, true);
        for text in ["2026年3月1日", "1 March 2026"] {
            check(Form::Day, text, "\"2026-03-01\"", true);
            check(Form::Day, text, "\"2026-03-01T08:00:00+08:00\"", true);
            check(Form::Day, text, "\"2026-03-02\"", false);
            check(Form::Day, text, "\"2025-03-01\"", false);
        }
        for text in ["", "March 2026", "2026年3月", "1 Brumaire 2026", "1 March 2026 or so"] {
            check(Form::Day, text, "\"2026-03-01\"", false);
        }
        check(Form::Moment, "2026年11月23日 16:41", "\"2026-11-23T08:41:02.000000Z\"", true);
        check(Form::Moment, "23 November 2026 16:41", "\"2026-11-23T08:41:59.999999Z\"", true);
        check(Form::Moment, "2026年11月23日 16:42", "\"2026-11-23T08:41:02.000000Z\"", false);
        check(Form::Moment, "16:41", "\"2026-11-23T08:41:02.000000Z\"", false);
    }

    #[test]
    fn sums_are_compared_to_the_last_digit() {
        let check = |form, text: &str, value: &str, expected: bool| {
            assert_eq!(agrees(form, text, value, 480), expected, "{text} against {value}");
        };
        check(Form::Fen, "1,234.50 元", "123450", true);
        check(Form::Fen, "CNY 1,234.50", "123451", false);
        check(Form::Fen, "0.00 元", "0", true);
        check(Form::Fen, "-0.05 元", "-5", true);
        check(Form::Fen, "0.05 元", "-5", false);
        check(Form::Sum, "UAH 1,234.5678", "1234.5678", true);
        check(Form::Sum, "1,234.50 元", "1234.5", true);
        check(Form::Sum, "1,234.50 元", "\"1234.50\"", true);
        check(Form::Sum, "12,000,000 元", "1.2e7", true);
        check(Form::Sum, "1,234.50 元", "1234.51", false);
        check(Form::Sum, "10 or 20 元", "10", false);
        check(Form::Sum, "", "10", false);
        check(Form::Sum, "元", "\"\"", false);
    }
}
