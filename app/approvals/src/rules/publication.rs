//! How long after the decision it was published.

use record::{Calendar, Day, Thresholds};

/// The publication of one decision, in working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Working days from the decision to its publication.
    pub days: u32,
    /// Working days over the limit.
    pub over_days: u32,
}

/// The delay of a publication, against the seven working days of 发改办财金〔2018〕424号 and 国办发〔2015〕51号,
/// or fewer where the city promises that. See docs/rules/approval-clock.md.
pub fn publication(
    decided: Day,
    published: Day,
    calendar: &Calendar,
    thresholds: &Thresholds,
) -> Publication {
    let days = super::clock::count(calendar, decided, published, &mut false);
    Publication { days, over_days: days.saturating_sub(thresholds.publication_working_days) }
}
