//! The rows of the catalogue: items and their steps.

use record::{Problem, code};
use sheet::Reading;

use super::cells::{number, required_key, required_number, text};
use crate::item::{About, ItemStep, Limits};

/// The code of an item and what its row says, if nothing refuses it.
pub(super) fn item(reading: &mut Reading) -> Option<(String, About)> {
    let item = required_key(reading, "item");
    let name = reading.required_text("name");
    let department = reading.required_text("department");
    let licence_kind = reading.required_text("licence_kind");
    let statutory_days = required_number(reading, "statutory_days");
    let promised_days = required_number(reading, "promised_days");
    let certificate = text(reading, "certificate");
    if let (Some(statutory), Some(promised)) = (statutory_days, promised_days)
        && promised > statutory
    {
        // Nobody can promise to take longer than the law allows.
        let problem = Problem::error(code::VALUE_RANGE).with("value", promised.to_string());
        reading.note("promised_days", problem.with("from", "0").with("to", statutory.to_string()));
    }
    if reading.is_refused() {
        return None;
    }
    let limits = Limits { statutory_days: statutory_days?, promised_days: promised_days? };
    Some((item?, About { name, department, licence_kind, limits, certificate }))
}

/// The code of an item and one of its steps, if nothing refuses it.
pub(super) fn item_step(reading: &mut Reading) -> Option<(String, ItemStep)> {
    let item = required_key(reading, "item");
    let place = required_number(reading, "step");
    let name = reading.required_text("name");
    let limit_days = number(reading, "limit_days");
    let counts = reading.required_choice("counts", &[("1", true), ("0", false), ("是", true), ("否", false)]);
    if reading.is_refused() {
        return None;
    }
    Some((item?, ItemStep { number: place?, name, limit_days, counts: counts? }))
}
