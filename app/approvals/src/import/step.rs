//! The row of a step of a case.

use record::{Problem, code, mask};
use sheet::Reading;

use super::cells::{Here, free_text, in_order, moment, number, required_key, required_number, text};
use crate::step::{Pause, Step};

/// The number of the case and the step, if nothing refuses it.
pub(super) fn step(reading: &mut Reading, here: Here) -> Option<(String, Step)> {
    let case = required_key(reading, "number");
    let place = required_number(reading, "step");
    let name = reading.required_text("name");
    let limit_days = number(reading, "limit_days");
    let started = reading.past_day("started_on", here.today);
    let completed = reading.past_day("completed_on", here.today);
    in_order(reading, started, completed, "completed_on");
    let pause = pause(reading, here);
    let entered = moment(reading, "entered_at", here);
    // The staff member is answerable by unit, not by full name, to everybody on the Internet.
    let handler = text(reading, "handler").map(|handler| mask::name(&handler));
    if reading.is_refused() {
        return None;
    }
    Some((case?, Step { number: place?, name, limit_days, started, completed, pause, entered, handler }))
}

fn pause(reading: &mut Reading, here: Here) -> Option<Pause> {
    let from = reading.past_day("paused_from", here.today);
    // The end of a pause may be known beforehand.
    let until = reading.day("paused_until");
    in_order(reading, from, until, "paused_until");
    let reason = free_text(reading, "pause_reason");
    if from.is_none() && until.is_some() && !reading.is_refused() {
        reading.note("paused_from", Problem::error(code::DATE_MISSING));
    }
    Some(Pause { from: from?, until, reason })
}
