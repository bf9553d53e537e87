//! Reading clocks again: those of open cases when the day changes, and those of an item's cases when its limits arrive.

use std::collections::HashMap;

use record::{City, Day, Kind};
use store::{Row, Store, Version, Write, sql};

use super::projection::Surroundings;
use super::publish::{Fresh, publish_approvals, publish_with_limits};
use super::register::facts;
use crate::item::Item;

/// Approvals read again in one transaction.
const BATCH: i64 = 500;
/// The day the clocks of the open cases were last read on, as a number.
const REFRESHED: &str = "approvals_open_cases_read_on";
/// Stands for no day, after an import has read some clocks on a day of its own.
const NO_DAY: i64 = i64::MIN;

/// Notes that the clocks of open cases no longer stand on one day.
pub(super) async fn forget_refresh(write: &mut Write) -> store::Result<()> {
    write.set_meta(REFRESHED, NO_DAY).await
}

/// Reads the clocks of all open cases on `today`, so that lists show today's colours; how many there are.
///
/// The server calls it at its start and when the day changes. On a day that was read already it does nothing.
pub async fn refresh_open(store: &Store, city: &City, today: Day) -> store::Result<u64> {
    if store.meta(REFRESHED).await? == Some(today.number()) {
        return Ok(0);
    }
    let around = Surroundings::of(city, today);
    let mut after = i64::MIN;
    let mut read = 0;
    loop {
        let mut write = store.write().await?;
        let rows = sql("
            SELECT sort, number
            FROM approvals
            WHERE result = 'open' AND sort > $1
            ORDER BY sort
            LIMIT $2")
        .bind(after)
        .bind(BATCH)
        .all_in(&mut write)
        .await?;
        let Some(last) = rows.last() else {
            write.set_meta(REFRESHED, today.number()).await?;
            write.commit().await?;
            return Ok(read);
        };
        after = last.int(0);
        read += rows.len() as u64;
        let approvals = standing(&mut write, &rows).await?;
        publish_approvals(&mut write, approvals, around).await?;
        write.commit().await?;
    }
}

/// Reads the clocks of cases whose item has just said its limits, or has changed them.
pub(super) async fn clocks_of_items(
    write: &mut Write,
    items: &[(Item, i64)],
    around: Surroundings,
) -> store::Result<()> {
    for (item, _) in items {
        let Some(about) = &item.about else { continue };
        let limits = HashMap::from([(item.code.clone(), about.limits)]);
        let mut after = i64::MIN;
        loop {
            let rows = sql("
                SELECT sort, number
                FROM approvals
                WHERE item_code = $1 AND sort > $2
                  AND (promised_days IS NULL OR promised_days <> $3 + extension_days
                       OR statutory_days <> $4 + extension_days)
                ORDER BY sort
                LIMIT $5")
            .bind(&item.code)
            .bind(after)
            .bind(about.limits.promised_days)
            .bind(about.limits.statutory_days)
            .bind(BATCH)
            .all_in(write)
            .await?;
            let Some(last) = rows.last() else { break };
            after = last.int(0);
            let approvals = standing(write, &rows).await?;
            publish_with_limits(write, approvals, &limits, around).await?;
        }
    }
    Ok(())
}

/// The facts that stand of these rows of (sort, number).
async fn standing(write: &mut Write, rows: &[Row]) -> store::Result<Vec<Fresh>> {
    let numbers: Vec<String> = rows.iter().map(|row| row.text(1).to_owned()).collect();
    let versions = write.current(Kind::Approval, &numbers).await?;
    let fresh =
        |version: Version| Some(Fresh { approval: facts(&version.facts)?, seq: version.seq, is_new: false });
    Ok(versions.into_iter().filter_map(fresh).collect())
}
