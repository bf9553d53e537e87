//! Roles that were given.

use record::{Day, Instant};
use store::{Result, Row, Store, Write, sql};

use super::corrupt;
use crate::{Grant, Role};

/// A role that was given, as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) id: String,
    pub(crate) account: String,
    pub(crate) grant: Grant,
    /// When somebody ended it before its time.
    pub(crate) ended: Option<String>,
}

fn read(row: &Row) -> Result<Given> {
    let id = row.text(0);
    let unsound = |what| corrupt("staff_grant", id, what);
    Ok(Given {
        id: id.to_owned(),
        account: row.text(1).to_owned(),
        grant: Grant {
            role: Role::parse(row.text(2)).ok_or_else(|| unsound("names no role"))?,
            unit: row.text(3).to_owned(),
            from: Day::parse(row.text(4)).ok_or_else(|| unsound("has no first day"))?,
            until: row.opt_day(5),
        },
        ended: row.opt_text(6).map(str::to_owned),
    })
}

/// Every role somebody was ever given, the newest first.
pub(crate) async fn of(store: &Store, account: &str) -> Result<Vec<Given>> {
    let rows = sql("
        SELECT id, account, role, unit, from_day, until_day, ended
        FROM staff_grant
        WHERE account = $1
        ORDER BY id DESC")
    .bind(account)
    .all(store)
    .await?;
    rows.iter().map(read).collect()
}

/// Every role that nobody has ended, of all accounts.
pub(crate) async fn standing(store: &Store) -> Result<Vec<Given>> {
    let rows = sql("
        SELECT id, account, role, unit, from_day, until_day, ended
        FROM staff_grant
        WHERE ended IS NULL
        ORDER BY account, id")
    .all(store)
    .await?;
    rows.iter().map(read).collect()
}

/// The ids of the roles of somebody that nobody has ended, as the transaction sees it.
pub(crate) async fn standing_of(write: &mut Write, account: &str) -> Result<Vec<String>> {
    let rows = sql("SELECT id FROM staff_grant WHERE account = $1 AND ended IS NULL ORDER BY id")
        .bind(account)
        .all_in(write)
        .await?;
    Ok(rows.iter().map(|row| row.text(0).to_owned()).collect())
}

/// The roles somebody holds on a day.
pub(crate) async fn held(store: &Store, account: &str, today: Day) -> Result<Vec<Grant>> {
    let given = of(store, account).await?;
    Ok(holding(given, today))
}

/// The same, as the transaction sees it.
pub(crate) async fn held_in(write: &mut Write, account: &str, today: Day) -> Result<Vec<Grant>> {
    let rows = sql("
        SELECT id, account, role, unit, from_day, until_day, ended
        FROM staff_grant
        WHERE account = $1")
    .bind(account)
    .all_in(write)
    .await?;
    Ok(holding(rows.iter().map(read).collect::<Result<_>>()?, today))
}

fn holding(given: Vec<Given>, today: Day) -> Vec<Grant> {
    let stands = |given: &Given| given.ended.is_none() && given.grant.holds_on(today);
    given.into_iter().filter(stands).map(|given| given.grant).collect()
}

/// Gives a role.
pub(crate) async fn insert(write: &mut Write, id: &str, account: &str, grant: &Grant) -> Result<()> {
    sql("
        INSERT INTO staff_grant (id, account, role, unit, from_day, until_day)
        VALUES ($1, $2, $3, $4, $5, $6)")
    .bind(id)
    .bind(account)
    .bind(grant.role.as_str())
    .bind(&grant.unit)
    .bind(grant.from)
    .bind(grant.until)
    .run(write)
    .await?;
    Ok(())
}

/// Ends a role; `false` where it had ended.
pub(crate) async fn end(write: &mut Write, id: &str, account: &str, now: Instant) -> Result<bool> {
    let rows = sql("UPDATE staff_grant SET ended = $1 WHERE id = $2 AND account = $3 AND ended IS NULL")
        .bind(now)
        .bind(id)
        .bind(account)
        .run(write)
        .await?;
    Ok(rows == 1)
}

/// Ends every role of somebody.
pub(crate) async fn end_all(write: &mut Write, account: &str, now: Instant) -> Result<()> {
    sql("UPDATE staff_grant SET ended = $1 WHERE account = $2 AND ended IS NULL")
        .bind(now)
        .bind(account)
        .run(write)
        .await?;
    Ok(())
}
