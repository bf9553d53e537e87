//! Who may not touch a case. Found by two; from then on they have no key, no row, no count and no hit.

use record::{Day, Id};
use store::{Store, Write, sql};

use crate::rules::recusal::Ground;

/// Excludes an account: their keys to the case and their place in the team are taken away with it. `by` are the two who
/// found it. Doing it twice changes nothing.
pub async fn exclude(
    write: &mut Write,
    case: &Id,
    account: &str,
    ground: Ground,
    by: (&str, &str),
    day: Day,
) -> store::Result<()> {
    sql("
        INSERT INTO case_exclusion (case_id, account, ground, by_a, by_b, day)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (case_id, account) DO NOTHING")
    .bind(case.as_str())
    .bind(account)
    .bind(ground.as_str())
    .bind(by.0)
    .bind(by.1)
    .bind(day)
    .run(write)
    .await?;
    for taken in [
        "DELETE FROM case_wrap WHERE case_id = $1 AND holder = $2",
        "DELETE FROM case_share WHERE case_id = $1 AND holder = $2",
        "DELETE FROM case_team WHERE case_id = $1 AND account = $2",
    ] {
        sql(taken).bind(case.as_str()).bind(account).run(write).await?;
    }
    Ok(())
}

/// Whether this account may not touch the case.
pub async fn is_excluded(store: &Store, case: &Id, account: &str) -> store::Result<bool> {
    let row = sql("SELECT 1 FROM case_exclusion WHERE case_id = $1 AND account = $2")
        .bind(case.as_str())
        .bind(account)
        .one(store)
        .await?;
    Ok(row.is_some())
}

/// The same, as the open transaction sees it.
pub(super) async fn is_excluded_in(write: &mut Write, case: &Id, account: &str) -> store::Result<bool> {
    let row = sql("SELECT 1 FROM case_exclusion WHERE case_id = $1 AND account = $2")
        .bind(case.as_str())
        .bind(account)
        .one_in(write)
        .await?;
    Ok(row.is_some())
}

/// How many are excluded: the reporter reads the number, never the names.
pub async fn excluded_count(store: &Store, case: &Id) -> store::Result<u64> {
    let row =
        sql("SELECT COUNT(*) FROM case_exclusion WHERE case_id = $1").bind(case.as_str()).one(store).await?;
    Ok(row.map_or(0, |row| super::count(&row, 0)))
}
