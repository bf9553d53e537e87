//! Every SQL statement of the slice. Releases are kept as they came; the versions are the record; the list and the
//! suppliers can be made again from the versions at any time.

mod list;
mod project;
mod register;
mod releases;
mod sitemap;
mod week;

pub use list::{Filter, Order, count, currencies, first, named, page};
pub use register::Register;
pub use releases::{Release, packages, raw, releases, text_of};
pub use sitemap::of_organizations;
pub use week::{Week, week};

use store::Migration;

/// The tables of this slice, in the order they came to be.
pub fn migrations() -> Vec<Migration> {
    vec![store::migration(
        202611230201,
        "trading, releases, suppliers",
        include_str!("../migrations/202611230201_trading.sql"),
    )]
}
