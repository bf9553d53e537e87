//! Working days: the statutory holidays and the days worked in exchange, as the State Council announces them each year.

mod china;
mod leave;

pub use china::Paper;
pub use leave::Leave;

use crate::Day;

/// Which days are worked, over a span of whole days for which the official announcements are loaded.
///
/// Licensing periods are counted in working days (Administrative Licensing Law, art. 82); the day a period starts is not counted
/// (Civil Code, art. 201). Outside the span nobody knows the holidays: a count that leaves it goes on by the days of the week
/// and says `provisional`. Every question is answered in constant time or by one binary search.
///
/// ```
/// use record::{Calendar, Day};
/// let china = Calendar::china();
/// let day = |text| Day::parse(text).unwrap();
/// assert_eq!(china.is_working_day(day("2026-02-14")), Some(true)); // a Saturday worked for Spring Festival
/// assert_eq!(china.add_working_days(day("2026-02-09"), 20).day, day("2026-03-13"));
/// assert_eq!(china.working_days_between(day("2026-02-09"), day("2026-03-13")).days, 20);
/// assert!(china.add_working_days(day("2026-12-31"), 1).provisional);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The first day that is known.
    first: Day,
    /// Its number of days since 1970-01-01, so that a day becomes a place by one subtraction.
    first_number: i64,
    /// How many working days lie in the first n days, for n from 0 to the length of the span.
    worked: Vec<u32>,
}

/// The last day of a period.
///
/// ```
/// use record::{Calendar, Day, Deadline};
/// let start = Day::new(2026, 4, 30).unwrap();
/// let deadline = Calendar::china().add_working_days(start, 1);
/// assert_eq!(deadline, Deadline { day: Day::new(2026, 5, 6).unwrap(), provisional: false });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Deadline {
    /// The day.
    pub day: Day,
    /// Whether the count has left the years with official data, so that the day may still change.
    pub provisional: bool,
}

/// A number of working days.
///
/// ```
/// use record::{Calendar, Counted, Day};
/// let (after, until) = (Day::new(2025, 12, 31).unwrap(), Day::new(2026, 12, 31).unwrap());
/// assert_eq!(Calendar::china().working_days_between(after, until), Counted { days: 248, provisional: false });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Counted {
    /// The working days.
    pub days: i64,
    /// Whether the count has left the years with official data, so that it may still change.
    pub provisional: bool,
}

impl Calendar {
    /// The first day with official data.
    pub fn first(&self) -> Day {
        self.first
    }

    /// The last day with official data.
    pub fn last(&self) -> Day {
        Day::from_number(self.first_number + self.length() - 1)
    }

    /// Whether the day is worked; `None` outside the years with official data.
    pub fn is_working_day(&self, day: Day) -> Option<bool> {
        let place = usize::try_from(day.number() - self.first_number).ok()?;
        Some(self.worked.get(place + 1)? > &self.worked[place])
    }

    /// The working days d with `after` < d ≤ `until`; none where `until` is not later.
    pub fn working_days_between(&self, after: Day, until: Day) -> Counted {
        if until <= after {
            return Counted { days: 0, provisional: false };
        }
        let (from, to) = (after.number() + 1, until.number() + 1);
        let provisional = from < self.first_number || to > self.first_number + self.length();
        Counted { days: self.worked_before(to) - self.worked_before(from), provisional }
    }

    /// The day a period of so many working days ends; the day after `start` is day 1, and a period of none ends on `start`.
    pub fn add_working_days(&self, start: Day, working_days: u32) -> Deadline {
        if working_days == 0 {
            return Deadline { day: start, provisional: false };
        }
        let from = start.number() + 1;
        let wanted = self.worked_before(from) + i64::from(working_days);
        let day = self.day_of(wanted);
        let provisional = from < self.first_number || day > self.last();
        Deadline { day, provisional }
    }

    /// The day a period of so many calendar days ends: moved to the next working day where it falls on a day off (Civil Code, art. 203).
    /// The day it would fall on is `start.plus(days)`.
    pub fn add_calendar_days(&self, start: Day, days: u32) -> Deadline {
        self.roll_forward(start.plus(i64::from(days)))
    }

    /// The day itself if it is worked, else the next that is.
    pub fn roll_forward(&self, day: Day) -> Deadline {
        let number = day.number();
        let rolled = self.day_of(self.worked_before(number) + 1);
        Deadline { day: rolled, provisional: number < self.first_number || rolled > self.last() }
    }

    fn length(&self) -> i64 {
        self.worked.len() as i64 - 1
    }

    fn total(&self) -> i64 {
        i64::from(*self.worked.last().expect("the sums begin with a zero"))
    }

    /// The working days from the first known day to the day before this number, negative before it; by the days of the
    /// week where nothing is known.
    fn worked_before(&self, number: i64) -> i64 {
        let place = number - self.first_number;
        if place < 0 {
            weekdays_before(number) - weekdays_before(self.first_number)
        } else if let Some(worked) = usize::try_from(place).ok().and_then(|place| self.worked.get(place)) {
            i64::from(*worked)
        } else {
            self.total() + weekdays_before(number) - weekdays_before(self.first_number + self.length())
        }
    }

    /// The n-th working day, the first of the span being number 1; by the days of the week outside it.
    fn day_of(&self, n: i64) -> Day {
        if n <= 0 {
            Day::from_number(nth_weekday(weekdays_before(self.first_number) + n))
        } else if n <= self.total() {
            let place = self.worked.partition_point(|worked| i64::from(*worked) < n);
            Day::from_number(self.first_number + place as i64 - 1)
        } else {
            let end = self.first_number + self.length();
            Day::from_number(nth_weekday(weekdays_before(end) + n - self.total()))
        }
    }
}

/// The Mondays to Fridays from a Monday in the past (1969-12-29) to the day before this number of days since 1970-01-01.
fn weekdays_before(number: i64) -> i64 {
    let since = number + 3;
    since.div_euclid(7) * 5 + since.rem_euclid(7).min(5)
}

/// The number of the n-th Monday to Friday counted from the same Monday, which is the first.
fn nth_weekday(n: i64) -> i64 {
    (n - 1).div_euclid(5) * 7 + (n - 1).rem_euclid(5) - 3
}

#[cfg(test)]
mod tests;
