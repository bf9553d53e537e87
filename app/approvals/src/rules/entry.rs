//! When a step was written down, against when it happened. Late entry hides delay; early entry invents progress.

use record::{Calendar, Day, Thresholds};
use serde::{Deserialize, Serialize};

/// How the day of entry stands to the day of completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// On the day, or soon enough after it.
    InTime,
    /// Keyed in later than the city allows (one working day unless it says otherwise).
    Late {
        /// Working days between completion and entry.
        days: u32,
    },
    /// Keyed in as completed before it was.
    Early,
}

/// Whether a step completed on `completed` was keyed in at the right time. See docs/rules/approval-clock.md.
pub fn entry(completed: Day, entered: Day, calendar: &Calendar, thresholds: &Thresholds) -> Entry {
    if entered < completed {
        return Entry::Early;
    }
    let days = super::clock::count(calendar, completed, entered, &mut false);
    if days > thresholds.entry_working_days { Entry::Late { days } } else { Entry::InTime }
}
