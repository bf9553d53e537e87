//! Who has to answer for a limit that was not kept.

use record::{Calendar, Day, worded};

use super::limit::Limit;
use super::running::Due;

/// After so many working days the unit's head has not answered either, and whoever stands above is told.
const HEAD_HAS_WORKING_DAYS: i64 = 5;

worded! {
    /// Who answers.
    Answerer {
        /// Whoever leads the unit that has the case.
        Head = "head",
        /// The unit above it.
        Above = "above",
    }
}

/// A limit that was not kept, and who has to say why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Escalation {
    /// Which limit.
    pub limit: Limit,
    /// Working days since its last day.
    pub late_working_days: i64,
    /// Who answers.
    pub answers: Answerer,
}

/// Whether somebody has to answer for this limit on `today`.
///
/// The table of limits says which are escalated and which only shown: PET-REG is shown. The five working days are the
/// portal's own. See docs/rules/cases-clocks.md.
pub fn escalation(due: &Due, today: Day, calendar: &Calendar) -> Option<Escalation> {
    if !due.is_late() || due.limit == Limit::PetReg {
        return None;
    }
    let late_working_days = calendar.working_days_between(due.by.day, today).days;
    let answers = if late_working_days > HEAD_HAS_WORKING_DAYS { Answerer::Above } else { Answerer::Head };
    (late_working_days > 0).then_some(Escalation { limit: due.limit, late_working_days, answers })
}
