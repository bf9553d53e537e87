//! Every SQL statement of the slice. The versions are the record; the tables here are what lists, filters and
//! figures need of the version that stands, and can be rebuilt from the versions at any time.

mod bulk;
mod decide;
mod figures;
mod items;
mod list;
mod projection;
mod publish;
mod refresh;
mod register;
mod sitemap;
mod tally;

pub use bulk::{create_indexes, drop_indexes};
pub use figures::{ItemFigures, WeekFigures, figures, week};
pub use items::{ItemRow, UnitRow, item, items, items_named, unit, units};
pub use list::{Filter, Order, code_opens, first, moved_to, newest, page};
pub use projection::{CaseResult, Listed, Surroundings};
pub use refresh::refresh_open;
pub use register::Register;
pub use sitemap::of_organizations;

use store::Migration;

/// The tables of this slice, in the order they came to be.
pub fn migrations() -> Vec<Migration> {
    vec![store::migration(
        202611230101,
        "approvals, items, agencies",
        include_str!("../migrations/202611230101_approvals.sql"),
    )]
}
