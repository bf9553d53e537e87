//! Accounts, the codes that open them, and the codes that open them again.

use record::{Id, Instant};
use store::{Result, Row, Store, Write, sql};

use super::{corrupt, moment, passkeys};
use crate::{Account, State};

/// An account with what its owner must show.
#[derive(Clone, Debug)]
pub(crate) struct Secrets {
    pub(crate) account: Account,
    /// The hash of the password.
    pub(crate) password: Option<String>,
    /// The secret of the second factor, sealed.
    pub(crate) totp: Option<Vec<u8>>,
    /// The last step whose code was used.
    pub(crate) totp_step: Option<i64>,
}

fn read(row: &Row) -> Result<Account> {
    let key = row.text(0);
    Ok(Account {
        id: Id::parse(key).ok_or_else(|| corrupt("staff_account", key, "has no id"))?,
        name: row.text(1).to_owned(),
        title: row.text(2).to_owned(),
        unit: row.text(3).to_owned(),
        state: State::parse(row.text(4)).ok_or_else(|| corrupt("staff_account", key, "has no state"))?,
        created: moment(row, 5, "staff_account")?,
    })
}

fn read_secrets(row: &Row) -> Result<Secrets> {
    Ok(Secrets {
        account: read(row)?,
        password: row.opt_text(6).map(str::to_owned),
        totp: row.opt_bytes(7).map(<[u8]>::to_vec),
        totp_step: row.opt_int(8),
    })
}

/// Everyone who can sign in.
pub(crate) async fn active(store: &Store) -> Result<Vec<Account>> {
    let rows = sql("
        SELECT id, name, title, unit, state, created
        FROM staff_account
        WHERE state = 'active'
        ORDER BY id")
    .all(store)
    .await?;
    rows.iter().map(read).collect()
}

/// The account of this name, with its secrets.
pub(crate) async fn by_name(store: &Store, name: &str) -> Result<Option<Secrets>> {
    let row = sql("
        SELECT id, name, title, unit, state, created, password, totp, totp_step
        FROM staff_account
        WHERE name = $1")
    .bind(name)
    .one(store)
    .await?;
    row.as_ref().map(read_secrets).transpose()
}

/// The account of this id, with its secrets, as the transaction sees it.
pub(crate) async fn secrets(write: &mut Write, id: &str) -> Result<Option<Secrets>> {
    let row = sql("
        SELECT id, name, title, unit, state, created, password, totp, totp_step
        FROM staff_account
        WHERE id = $1")
    .bind(id)
    .one_in(write)
    .await?;
    row.as_ref().map(read_secrets).transpose()
}

/// The account of this id.
pub(crate) async fn by_id(store: &Store, id: &str) -> Result<Option<Account>> {
    let row = sql("SELECT id, name, title, unit, state, created FROM staff_account WHERE id = $1")
        .bind(id)
        .one(store)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Every account, those that are closed last.
pub(crate) async fn all(store: &Store) -> Result<Vec<Account>> {
    let rows = sql("
        SELECT id, name, title, unit, state, created
        FROM staff_account
        ORDER BY CASE state WHEN 'closed' THEN 1 ELSE 0 END, name")
    .all(store)
    .await?;
    rows.iter().map(read).collect()
}

/// How many accounts there ever were.
pub(crate) async fn count(write: &mut Write) -> Result<i64> {
    // Two who add the first account at once must not both see none.
    write.queue().await?;
    let row = sql("SELECT CAST(COUNT(*) AS BIGINT) FROM staff_account").one_in(write).await?;
    Ok(row.map_or(0, |row| row.int(0)))
}

/// Whether there is any account.
pub(crate) async fn is_any(store: &Store) -> Result<bool> {
    Ok(sql("SELECT id FROM staff_account LIMIT 1").one(store).await?.is_some())
}

/// A new account that nobody can sign in with yet. `false` where the name is taken.
pub(crate) async fn insert(write: &mut Write, account: &Account) -> Result<bool> {
    let rows = sql("
        INSERT INTO staff_account (id, name, title, unit, state, created)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT DO NOTHING")
    .bind(account.id.as_str())
    .bind(&account.name)
    .bind(&account.title)
    .bind(&account.unit)
    .bind(account.state.as_str())
    .bind(account.created)
    .run(write)
    .await?;
    Ok(rows == 1)
}

/// Sets what the owner must show from now on.
pub(crate) async fn activate(
    write: &mut Write,
    id: &str,
    password: &str,
    totp: Vec<u8>,
    step: i64,
) -> Result<()> {
    sql("
        UPDATE staff_account
        SET state = 'active', password = $1, totp = $2, totp_step = $3
        WHERE id = $4 AND state <> 'closed'")
    .bind(password)
    .bind(totp)
    .bind(step)
    .bind(id)
    .run(write)
    .await?;
    Ok(())
}

/// Sets another password.
pub(crate) async fn set_password(write: &mut Write, id: &str, password: &str) -> Result<()> {
    sql("UPDATE staff_account SET password = $1 WHERE id = $2 AND state = 'active'")
        .bind(password)
        .bind(id)
        .run(write)
        .await?;
    Ok(())
}

/// Uses a step of the second factor. `false` where it or a later one was used meanwhile: of two requests with one code, one
/// comes in.
pub(crate) async fn use_step(write: &mut Write, id: &str, step: i64) -> Result<bool> {
    let rows = sql("
        UPDATE staff_account
        SET totp_step = $1
        WHERE id = $2 AND (totp_step IS NULL OR totp_step < $1)")
    .bind(step)
    .bind(id)
    .run(write)
    .await?;
    Ok(rows == 1)
}

/// Takes away everything the owner could show: nobody signs in until a new code is used.
pub(crate) async fn invite_again(write: &mut Write, id: &str) -> Result<()> {
    sql("UPDATE staff_account SET state = 'invited', password = NULL, totp = NULL WHERE id = $1 AND state <> 'closed'")
        .bind(id)
        .run(write)
        .await?;
    sql("DELETE FROM staff_recovery_code WHERE account = $1").bind(id).run(write).await?;
    passkeys::end_all(write, id).await
}

/// Nobody signs in with it any more.
pub(crate) async fn close(write: &mut Write, id: &str) -> Result<()> {
    sql("UPDATE staff_account SET state = 'closed', password = NULL, totp = NULL WHERE id = $1")
        .bind(id)
        .run(write)
        .await?;
    sql("DELETE FROM staff_recovery_code WHERE account = $1").bind(id).run(write).await?;
    sql("DELETE FROM staff_invitation WHERE account = $1").bind(id).run(write).await?;
    passkeys::end_all(write, id).await
}

/// Lets a one-time code open an account; an earlier one stops working.
pub(crate) async fn invite(write: &mut Write, id: &str, code_hash: &str, expires: Instant) -> Result<()> {
    sql("DELETE FROM staff_invitation WHERE account = $1").bind(id).run(write).await?;
    sql("INSERT INTO staff_invitation (code_hash, account, expires) VALUES ($1, $2, $3)")
        .bind(code_hash)
        .bind(id)
        .bind(expires)
        .run(write)
        .await?;
    Ok(())
}

/// The account a one-time code opens, if it still does.
pub(crate) async fn invited(store: &Store, code_hash: &str, now: Instant) -> Result<Option<Account>> {
    let row = sql("
        SELECT a.id, a.name, a.title, a.unit, a.state, a.created
        FROM staff_invitation i
        JOIN staff_account a ON a.id = i.account
        WHERE i.code_hash = $1 AND i.expires > $2 AND a.state = 'invited'")
    .bind(code_hash)
    .bind(now)
    .one(store)
    .await?;
    row.as_ref().map(read).transpose()
}

/// Uses the one-time code of an account. `false` where it was used meanwhile.
pub(crate) async fn use_invitation(write: &mut Write, id: &str) -> Result<bool> {
    Ok(sql("DELETE FROM staff_invitation WHERE account = $1").bind(id).run(write).await? == 1)
}

/// Gives new recovery codes, by their hashes; earlier ones stop working.
pub(crate) async fn put_recovery(write: &mut Write, id: &str, hashes: &[String]) -> Result<()> {
    sql("DELETE FROM staff_recovery_code WHERE account = $1").bind(id).run(write).await?;
    for hash in hashes {
        sql("INSERT INTO staff_recovery_code (account, code_hash) VALUES ($1, $2)")
            .bind(id)
            .bind(hash)
            .run(write)
            .await?;
    }
    Ok(())
}

/// Uses a recovery code. `false` where there is none like it, or it was used.
pub(crate) async fn use_recovery(write: &mut Write, id: &str, hash: &str, now: Instant) -> Result<bool> {
    let rows = sql("
        UPDATE staff_recovery_code
        SET used = $1
        WHERE account = $2 AND code_hash = $3 AND used IS NULL")
    .bind(now)
    .bind(id)
    .bind(hash)
    .run(write)
    .await?;
    Ok(rows == 1)
}

/// How many recovery codes somebody has left.
pub(crate) async fn recovery_left(store: &Store, id: &str) -> Result<i64> {
    let row =
        sql("SELECT CAST(COUNT(*) AS BIGINT) FROM staff_recovery_code WHERE account = $1 AND used IS NULL")
            .bind(id)
            .one(store)
            .await?;
    Ok(row.map_or(0, |row| row.int(0)))
}
