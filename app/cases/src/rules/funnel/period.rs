//! Quarters of a year.

use record::Day;
use serde::{Deserialize, Serialize};

/// A quarter of a year.
///
/// ```
/// use cases::rules::funnel::Quarter;
/// let day = |text| record::Day::parse(text).unwrap();
/// let quarter = Quarter::of(day("2026-11-23"));
/// assert_eq!(quarter.to_string(), "2026-Q4");
/// assert_eq!((quarter.first(), quarter.last()), (day("2026-10-01"), day("2026-12-31")));
/// assert_eq!(quarter.next().to_string(), "2027-Q1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quarter {
    year: i16,
    number: i8,
}

impl Quarter {
    /// The quarter of a day.
    pub fn of(day: Day) -> Quarter {
        Quarter { year: day.year(), number: (day.month() - 1) / 3 + 1 }
    }

    /// Its first day.
    pub fn first(self) -> Day {
        Day::new(self.year, self.number * 3 - 2, 1).unwrap_or(Day::LAST)
    }

    /// Its last day.
    pub fn last(self) -> Day {
        self.first().plus_months(2).end_of_month()
    }

    /// The one after it.
    pub fn next(self) -> Quarter {
        match self.number {
            4 => Quarter { year: self.year.saturating_add(1), number: 1 },
            number => Quarter { year: self.year, number: number + 1 },
        }
    }
}

impl std::fmt::Display for Quarter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.number)
    }
}
