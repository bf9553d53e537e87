//! The row of a unit.

use sheet::Reading;

use super::cells::{district, text};
use crate::agency::Agency;

/// The unit, if nothing refuses it.
pub(super) fn agency(reading: &mut Reading) -> Option<Agency> {
    let number = text(reading, "number");
    let name = reading.required_text("name");
    let code = reading.required_uscc("code");
    let district = district(reading, "district");
    let department = text(reading, "department");
    let short = text(reading, "short");
    if reading.is_refused() {
        return None;
    }
    Some(Agency { code: code?.as_str().to_owned(), number, name, district, department, short })
}
