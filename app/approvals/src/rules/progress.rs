//! What comes next in an open case: the last day for the decision, and who may ask about a case that is not public.

use record::{Calendar, Day, Deadline};

use super::clock::{Clock, Course, paused};
use crate::item::Limits;

/// The last days for the decision of an open case, or why there is no day yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// The clock runs: the last day of the promised and of the statutory limit.
    By {
        /// Last day of the promised limit.
        promised: Deadline,
        /// Last day of the statutory limit.
        statutory: Deadline,
    },
    /// The clock stands still: this many working days are left once it runs again.
    AfterPause {
        /// Working days left of the promised limit; none when it is over.
        left_days: u32,
    },
}

/// When the decision of an open case is due; nothing for a decided case or one whose limits are unknown.
///
/// A pause that is known to end later than today moves both days. See docs/rules/approval-clock.md.
pub fn due(course: &Course, clock: &Clock, calendar: &Calendar) -> Option<Due> {
    if course.decided.is_some() {
        return None;
    }
    let accepted = course.accepted?;
    let limits = clock.limits?;
    let endless =
        course.steps.iter().filter_map(|step| step.pause.as_ref()).any(|pause| pause.until.is_none());
    if endless {
        let left_days = u32::try_from(clock.left_days()?).unwrap_or(0);
        return Some(Due::AfterPause { left_days });
    }
    let Limits { statutory_days, promised_days } = limits;
    Some(Due::By {
        promised: last_day(course, accepted, promised_days, calendar),
        statutory: last_day(course, accepted, statutory_days, calendar),
    })
}

/// The day on which `limit` working days are used. Pauses push it back, and may then reach further pauses;
/// each round can only move the day later and the pauses are finite, so it ends.
fn last_day(course: &Course, accepted: Day, limit: u32, calendar: &Calendar) -> Deadline {
    let mut paused_days = 0;
    loop {
        let deadline = calendar.add_working_days(accepted, limit.saturating_add(paused_days));
        let pauses = course.steps.iter().filter_map(|step| step.pause.as_ref());
        let met = paused(pauses, accepted, deadline.day, calendar, &mut false);
        if met <= paused_days {
            return deadline;
        }
        paused_days = met;
    }
}

/// The code with which a citizen asks about a case: letters and digits only, in one form, so that spaces and
/// small letters typed on a phone do not matter. Nothing if it is too short to protect anything.
///
/// ```
/// assert_eq!(approvals::rules::progress::query_code(" 01144x "), Some("01144X".to_owned()));
/// assert_eq!(approvals::rules::progress::query_code("123"), None);
/// ```
pub fn query_code(typed: &str) -> Option<String> {
    let code: String =
        typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    (6..=64).contains(&code.len()).then_some(code)
}

/// The code of who has no code of their own: the last six characters of their ID or credit code.
pub fn last_six(code: &str) -> Option<String> {
    let code = query_code(code)?;
    Some(code[code.len() - 6..].to_owned())
}
