//! A role given to somebody, in one unit, for a time.

use record::Day;
use serde::{Deserialize, Serialize};

use crate::Role;

/// A role in one unit from a day on. It ends with its last day, or when somebody ends it.
///
/// ```
/// use record::Day;
/// use staff::{Grant, Role};
/// let day = |text| Day::parse(text).unwrap();
/// let grant = Grant {
///     role: Role::Reviewer, unit: "cdi".to_owned(), from: day("2026-11-23"), until: Some(day("2026-11-30")),
/// };
/// assert!(!grant.holds_on(day("2026-11-22")));
/// assert!(grant.holds_on(day("2026-11-30")), "the last day counts");
/// assert!(!grant.holds_on(day("2026-12-01")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// What it lets one do.
    pub role: Role,
    /// Where: the code of a receiver in `city.toml`.
    pub unit: String,
    /// The first day.
    pub from: Day,
    /// The last day; none while nobody has set one.
    pub until: Option<Day>,
}

impl Grant {
    /// Whether it holds on this day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}
