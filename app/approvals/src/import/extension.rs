//! The row of an extension.

use sheet::Reading;

use super::cells::{free_text, number, required_key, required_number};
use crate::step::Extension;

/// The number of the case and the extension, if nothing refuses it.
///
/// The law knows one extension of a case (行政许可法 art. 42), so a file need not number them.
pub(super) fn extension(reading: &mut Reading) -> Option<(String, Extension)> {
    let case = required_key(reading, "number");
    let place = number(reading, "extension").unwrap_or(1);
    let days = required_number(reading, "days");
    let approved_by = free_text(reading, "approved_by");
    let reason = free_text(reading, "reason");
    if reading.is_refused() {
        return None;
    }
    Some((case?, Extension { number: place, days: days?, approved_by, reason }))
}
