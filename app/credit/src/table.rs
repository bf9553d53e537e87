//! Every SQL statement of the register. The versions hold what was published; the tables here are what lists,
//! filters and pages need of the version that stands, and can be rebuilt from the versions at any time.
//!
//! Each query takes the day it is asked on and shows nothing outside a record's days of publication.

mod enterprises;
mod figures;
mod joined;
mod lists;
mod penalties;
mod publish;
mod publish_penalties;
mod records;
mod register;

pub use enterprises::{Counts, EnterpriseFilter, EnterpriseRow, Has, Order, enterprise, enterprises};
pub use figures::{Change, Week, shown, totals, week};
pub use joined::{Approved, Awarded, Joined, approvals, awards};
pub use lists::words;
pub use penalties::{PenaltyFilter, penalties, penalties_of, penalty};
pub use records::{RecordFilter, record_owner, records, records_of};
pub use register::Register;

use store::Migration;

/// The tables of this slice, in the order they came to be.
pub fn migrations() -> Vec<Migration> {
    vec![
        store::migration(
            202611230301,
            "enterprises",
            include_str!("../migrations/202611230301_enterprises.sql"),
        ),
        store::migration(
            202611230302,
            "credit records",
            include_str!("../migrations/202611230302_credit_records.sql"),
        ),
        store::migration(202611230303, "penalties", include_str!("../migrations/202611230303_penalties.sql")),
        store::migration(
            202611230304,
            "days of penalties",
            include_str!("../migrations/202611230304_credit_days.sql"),
        ),
    ]
}

#[cfg(test)]
pub(crate) mod tests;
