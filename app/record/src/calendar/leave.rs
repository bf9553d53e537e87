//! A short stretch of the calendar, small enough to be handed to a page.

use super::Calendar;
use crate::Day;
use serde::{Deserialize, Serialize};

/// The days of a span that differ from the plain week, as handed to an island, so that the same rules run in the browser
/// without the table of twenty years.
///
/// ```
/// use record::{Calendar, Day, Leave};
/// let day = |text| Day::parse(text).unwrap();
/// let leave = Calendar::china().leave(day("2026-02-01"), day("2026-03-31"));
/// let json = serde_json::to_string(&leave).unwrap();
/// let short = Calendar::from(&serde_json::from_str::<Leave>(&json).unwrap());
/// assert_eq!(short.add_working_days(day("2026-02-09"), 20), Calendar::china().add_working_days(day("2026-02-09"), 20));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leave {
    /// The first day the list speaks of.
    pub first: Day,
    /// The last day the list speaks of.
    pub last: Day,
    /// Mondays to Fridays that are off.
    pub off: Vec<Day>,
    /// Saturdays and Sundays that are worked.
    pub worked: Vec<Day>,
}

impl Calendar {
    /// The days between `first` and `last`, both counted, that differ from the plain week; only as far as there are official data.
    pub fn leave(&self, first: Day, last: Day) -> Leave {
        let first = first.max(self.first());
        let last = last.min(self.last());
        let mut leave = Leave { first, last, off: Vec::new(), worked: Vec::new() };
        for day in days(first, last) {
            match (self.is_working_day(day), is_weekday(day)) {
                (Some(false), true) => leave.off.push(day),
                (Some(true), false) => leave.worked.push(day),
                _ => {}
            }
        }
        leave
    }

    /// Every day off between `first` and `last`, both counted, weekends among them, for a drawn calendar.
    pub fn off_days(&self, first: Day, last: Day) -> Vec<Day> {
        days(first, last).filter(|day| self.is_working_day(*day) == Some(false)).collect()
    }
}

impl From<&Leave> for Calendar {
    /// A calendar that knows this span; an empty span knows nothing and answers everything provisionally.
    fn from(leave: &Leave) -> Calendar {
        let mut worked = vec![0];
        let mut sum = 0;
        let off: std::collections::BTreeSet<Day> = leave.off.iter().copied().collect();
        let extra: std::collections::BTreeSet<Day> = leave.worked.iter().copied().collect();
        for day in days(leave.first, leave.last) {
            let is_worked = extra.contains(&day) || (is_weekday(day) && !off.contains(&day));
            sum += u32::from(is_worked);
            worked.push(sum);
        }
        Calendar { first: leave.first, first_number: leave.first.number(), worked }
    }
}

fn days(first: Day, last: Day) -> impl Iterator<Item = Day> {
    (first.number()..=last.number()).map(Day::from_number)
}

fn is_weekday(day: Day) -> bool {
    day.weekday() <= 5
}
