//! The public counts: how many came in, how far they got and how long it took, by kind and district. No cell may point at
//! anybody, so small ones are merged, and everything comes late.

mod disclosure;
mod period;

pub use disclosure::{Cell, Figure, Funnel, SMALL, publish};
pub use period::Quarter;

use record::Day;

use crate::case::Kind;
use crate::word::worded;

worded! {
    /// How far a case got. Counted by the day it was entered: what is entered late counts late, so that a figure that was
    /// published never changes.
    Step {
        /// It came in.
        Received = "received",
        /// It was taken.
        Accepted = "accepted",
        /// Its facts were checked.
        Verified = "verified",
        /// A case was filed.
        Filed = "filed",
        /// It ended, however it ended.
        Concluded = "concluded",
    }
}

/// One step of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What sort of case.
    pub kind: Kind,
    /// The division of the unit that has it.
    pub district: String,
    /// Which step.
    pub step: Step,
    /// The day it was entered.
    pub entered: Day,
    /// Days since it came in.
    pub days: i64,
}

/// The median of these numbers of days; of an even number of them the lower of the two in the middle, which somebody had.
///
/// ```
/// use cases::rules::funnel::median;
/// assert_eq!((median(&mut [9, 1, 5]), median(&mut [4, 1, 2, 9]), median(&mut [])), (Some(5), Some(2), None));
/// ```
pub fn median(days: &mut [i64]) -> Option<i64> {
    days.sort_unstable();
    days.get(days.len().checked_sub(1)? / 2).copied()
}
