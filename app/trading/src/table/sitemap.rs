//! Which processes search engines may read of.

use std::collections::HashSet;

use record::Day;
use store::{Store, sort_id, sql};

/// The processes under the days from `from` to the one before `to` in which no sole trader took part: the codes of
/// sole traders begin with 92. A page that names one asks not to be kept, so no map leads there.
pub async fn of_organizations(store: &Store, from: Day, to: Day) -> store::Result<HashSet<String>> {
    let rows = sql("
        SELECT t.ocid
        FROM trading t
        WHERE t.sort >= $1 AND t.sort < $2
          AND NOT EXISTS (SELECT 1 FROM trading_suppliers s WHERE s.ocid = t.ocid AND s.uscc LIKE '92%')")
    .bind(sort_id(from, 0))
    .bind(sort_id(to, 0))
    .all(store)
    .await?;
    Ok(rows.iter().map(|row| row.text(0).to_owned()).collect())
}
