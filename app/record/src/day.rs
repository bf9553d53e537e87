//! A day of the calendar, without time and without zone.

mod reading;

use jiff::SignedDuration;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const EPOCH: Date = jiff::civil::date(1970, 1, 1);
const SECONDS_A_DAY: i64 = 86_400;

/// A day of the Gregorian calendar from 0001-01-01 to 9999-12-31; text is always `YYYY-MM-DD`, so it sorts as it reads.
///
/// Sums saturate at the two ends instead of failing. Periods counted in months follow the Civil Code, art. 202:
/// they end on the day of the same number, or on the last day of a shorter month.
///
/// ```
/// use record::Day;
/// let day = Day::parse("2026-01-31").unwrap();
/// assert_eq!(day.plus(1).to_string(), "2026-02-01");
/// assert_eq!(day.plus_months(1).to_string(), "2026-02-28");
/// assert_eq!(day.days_since(Day::new(2026, 1, 1).unwrap()), 30);
/// assert!(Day::parse("2026-02-29").is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The first day that can be written.
    pub const FIRST: Day = Day(jiff::civil::date(1, 1, 1));
    /// The last day that can be written.
    pub const LAST: Day = Day(jiff::civil::date(9999, 12, 31));
    /// The founding of the People's Republic: an administrative record cannot be older.
    pub const EARLIEST_RECORD: Day = Day(jiff::civil::date(1949, 10, 1));
    /// How "long term" 长期 is written in the double-publicity (双公示) field list.
    pub const LONG_TERM: Day = Day(jiff::civil::date(2099, 12, 31));

    /// The day of this year, month (1–12) and day of the month; `None` if there is none.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().map(Day).filter(|day| *day >= Day::FIRST)
    }

    /// Reads `YYYY-MM-DD` and nothing else. For what people write, see [`Day::read`].
    pub fn parse(text: &str) -> Option<Day> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |from: usize, to: usize| {
            bytes[from..to]
                .iter()
                .try_fold(0i16, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i16::from(byte - b'0')))
        };
        Day::new(number(0, 4)?, i8::try_from(number(5, 7)?).ok()?, i8::try_from(number(8, 10)?).ok()?)
    }

    /// The day that is so many days after 1970-01-01.
    pub fn from_number(days: i64) -> Day {
        Day(EPOCH).plus(days)
    }

    /// The days since 1970-01-01, negative before it.
    pub fn number(self) -> i64 {
        self.0.duration_since(EPOCH).as_secs() / SECONDS_A_DAY
    }

    /// The year, 1–9999.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1–12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1–31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The day of the week: 1 for Monday to 7 for Sunday.
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// The day so many days later, or earlier if negative.
    pub fn plus(self, days: i64) -> Day {
        let seconds = days.saturating_mul(SECONDS_A_DAY);
        Day(self.0.saturating_add(SignedDuration::from_secs(seconds))).max(Day::FIRST)
    }

    /// The day so many months later, or earlier if negative; the last of the month where the number does not exist.
    pub fn plus_months(self, months: i32) -> Day {
        let total = i64::from(self.year()) * 12 + i64::from(self.month()) - 1 + i64::from(months);
        let Ok(year) = i16::try_from(total.div_euclid(12)) else {
            return if months < 0 { Day::FIRST } else { Day::LAST };
        };
        let month = i8::try_from(total.rem_euclid(12) + 1).expect("a month is 1 to 12");
        match Date::new(year, month, 1) {
            Ok(first) => {
                let day = self.day().min(first.days_in_month());
                Day::new(year, month, day).unwrap_or(Day::FIRST)
            }
            Err(_) => {
                if months < 0 {
                    Day::FIRST
                } else {
                    Day::LAST
                }
            }
        }
    }

    /// The days from `earlier` to this day; negative if it is the later one.
    pub fn days_since(self, earlier: Day) -> i64 {
        self.0.duration_since(earlier.0).as_secs() / SECONDS_A_DAY
    }

    /// The last day of its month.
    pub fn end_of_month(self) -> Day {
        Day(self.0.last_of_month())
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl std::fmt::Debug for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let text = String::deserialize(deserializer)?;
        Day::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("{text:?} is not a day")))
    }
}
