//! Which approvals search engines may read of.

use std::collections::HashSet;

use record::Day;
use store::{Store, sort_id, sql};

/// The numbers of the cases of organizations under the days from `from` to the one before `to`. Whoever looks for a
/// person or a sole trader must not find what they once applied for.
pub async fn of_organizations(store: &Store, from: Day, to: Day) -> store::Result<HashSet<String>> {
    let rows = sql("
        SELECT number
        FROM approvals
        WHERE sort >= $1 AND sort < $2 AND applicant_kind = 'organization'")
    .bind(sort_id(from, 0))
    .bind(sort_id(to, 0))
    .all(store)
    .await?;
    Ok(rows.iter().map(|row| row.text(0).to_owned()).collect())
}
