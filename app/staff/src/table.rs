//! Every SQL statement of the staff's part of the house.

pub(crate) mod accounts;
pub(crate) mod audit;
pub(crate) mod grants;
pub(crate) mod interests;
pub(crate) mod keys;
pub(crate) mod pace;
pub(crate) mod passkeys;
pub(crate) mod proposals;
pub(crate) mod sessions;
pub(crate) mod templates;

use record::Instant;
use store::{Error, Migration, Result, Row, Store};

/// The tables of the staff, in the order they came to be.
pub fn migrations() -> Vec<Migration> {
    vec![
        store::migration(
            202611231210,
            "accounts, sessions, proposals, audit",
            include_str!("../migrations/202611231210_staff.sql"),
        ),
        store::migration(
            202611231220,
            "what staff declare that could make them partial",
            include_str!("../migrations/202611231220_interests.sql"),
        ),
        store::append_only(
            202611231211,
            "what staff did is appended",
            &["staff_audit", "staff_audit_root", "staff_manifest", "staff_template"],
        ),
        store::migration(202611231230, "passkeys", include_str!("../migrations/202611231230_passkeys.sql")),
    ]
}

/// Whether anybody works here yet.
///
/// # Errors
/// Where the database does not answer.
pub async fn has_accounts(store: &Store) -> Result<bool> {
    accounts::is_any(store).await
}

/// A moment that we wrote down.
fn moment(row: &Row, column: usize, table: &'static str) -> Result<Instant> {
    Instant::parse(row.text(column)).ok_or_else(|| corrupt(table, row.text(column), "is not a moment"))
}

fn corrupt(table: &'static str, key: &str, what: &str) -> Error {
    Error::Corrupt { table, key: key.to_owned(), what: what.to_owned() }
}
