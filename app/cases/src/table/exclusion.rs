//! Who may not touch a case. Found by two; from then on they have no key, no row, no count and no hit.

use record::{Day, Id};
use store::{Row, Store, Write, sql};

use crate::rules::recusal::Ground;

/// One who may not touch a case, and the two who found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// The account.
    pub account: String,
    /// Why.
    pub ground: Ground,
    /// The two.
    pub by: (String, String),
}

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

/// Everyone who is excluded from a case.
///
/// # Errors
/// Where the database does not answer, or a ground is no word of ours.
pub async fn exclusions(store: &Store, case: &Id) -> store::Result<Vec<Exclusion>> {
    read(case, &sql(EXCLUDED).bind(case.as_str()).all(store).await?)
}

/// The same, as the open transaction sees it.
///
/// # Errors
/// As [`exclusions`].
pub async fn exclusions_in(write: &mut Write, case: &Id) -> store::Result<Vec<Exclusion>> {
    read(case, &sql(EXCLUDED).bind(case.as_str()).all_in(write).await?)
}

const EXCLUDED: &str =
    "SELECT account, ground, by_a, by_b FROM case_exclusion WHERE case_id = $1 ORDER BY account";

fn read(case: &Id, rows: &[Row]) -> store::Result<Vec<Exclusion>> {
    rows.iter()
        .map(|row| {
            Ok(Exclusion {
                account: row.text(0).to_owned(),
                ground: super::word("case_exclusion", case.as_str(), row.text(1), Ground::parse)?,
                by: (row.text(2).to_owned(), row.text(3).to_owned()),
            })
        })
        .collect()
}

/// The accounts excluded from a case that this one is linked with or joined to, from either side.
///
/// # Errors
/// Where the database does not answer.
pub async fn excluded_from_linked(store: &Store, case: &Id) -> store::Result<Vec<String>> {
    let rows = sql("
        SELECT DISTINCT x.account
        FROM case_exclusion x
        WHERE x.case_id <> $1
          AND (x.case_id IN (SELECT l.other FROM case_link l WHERE l.case_id = $1)
            OR x.case_id IN (SELECT l.case_id FROM case_link l WHERE l.other = $1)
            OR x.case_id IN (SELECT s.joined_into FROM case_state s WHERE s.case_id = $1)
            OR x.case_id IN (SELECT s.case_id FROM case_state s WHERE s.joined_into = $1))
        ORDER BY x.account")
    .bind(case.as_str())
    .all(store)
    .await?;
    Ok(rows.iter().map(|row| row.text(0).to_owned()).collect())
}

#[cfg(test)]
mod tests;
