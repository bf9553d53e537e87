//! Passkeys, and the questions that browsers have not answered yet.

use record::Instant;
use store::{Result, Row, Store, Write, sql};

use super::{corrupt, moment};
use crate::rules::passkey::{ANSWER_SECONDS, in_time};

/// One passkey.
#[derive(Clone, Debug)]
pub(crate) struct Passkey {
    /// What the page calls it.
    pub(crate) id: String,
    pub(crate) account: String,
    /// What its owner calls it.
    pub(crate) name: String,
    /// What its authenticator calls it, in hexadecimal digits.
    pub(crate) credential: String,
    /// What its answers are checked against.
    pub(crate) record: String,
    pub(crate) made: Instant,
    pub(crate) used: Option<Instant>,
    /// Since when it opens nothing, because it seems to have been copied.
    pub(crate) stopped: Option<Instant>,
}

fn read(row: &Row) -> Result<Passkey> {
    let id = row.text(0);
    let opt_moment = |column| match row.opt_text(column) {
        Some(text) => Instant::parse(text)
            .map(Some)
            .ok_or_else(|| corrupt("staff_passkey", id, "holds something that is not a moment")),
        None => Ok(None),
    };
    Ok(Passkey {
        id: id.to_owned(),
        account: row.text(1).to_owned(),
        name: row.text(2).to_owned(),
        credential: row.text(3).to_owned(),
        record: row.text(4).to_owned(),
        made: moment(row, 5, "staff_passkey")?,
        used: opt_moment(6)?,
        stopped: opt_moment(7)?,
    })
}

/// The passkeys of an account, the oldest first.
pub(crate) async fn of(store: &Store, account: &str) -> Result<Vec<Passkey>> {
    let rows = sql("
        SELECT id, account, name, credential, record, made, used, stopped
        FROM staff_passkey
        WHERE account = $1
        ORDER BY made, id")
    .bind(account)
    .all(store)
    .await?;
    rows.iter().map(read).collect()
}

/// The passkey an authenticator calls so.
pub(crate) async fn by_credential(store: &Store, credential: &str) -> Result<Option<Passkey>> {
    let row = sql("
        SELECT id, account, name, credential, record, made, used, stopped
        FROM staff_passkey
        WHERE credential = $1")
    .bind(credential)
    .one(store)
    .await?;
    row.as_ref().map(read).transpose()
}

/// Keeps a new one. `false` where somebody has this very one already.
pub(crate) async fn insert(write: &mut Write, passkey: &Passkey) -> Result<bool> {
    let rows = sql("
        INSERT INTO staff_passkey (id, account, name, credential, record, made)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT DO NOTHING")
    .bind(&passkey.id)
    .bind(&passkey.account)
    .bind(&passkey.name)
    .bind(&passkey.credential)
    .bind(&passkey.record)
    .bind(passkey.made)
    .run(write)
    .await?;
    Ok(rows == 1)
}

/// Writes down that it was used, and what its next answer is checked against. `false` where it was ended, stopped or used by
/// another request since it was read: then this answer opens nothing.
pub(crate) async fn used(write: &mut Write, read: &Passkey, record: &str, now: Instant) -> Result<bool> {
    let rows = sql("
        UPDATE staff_passkey
        SET record = $1, used = $2
        WHERE id = $3 AND record = $4 AND stopped IS NULL")
    .bind(record)
    .bind(now)
    .bind(&read.id)
    .bind(&read.record)
    .run(write)
    .await?;
    Ok(rows == 1)
}

/// Lets it open nothing any more.
pub(crate) async fn stop(write: &mut Write, id: &str, now: Instant) -> Result<()> {
    sql("UPDATE staff_passkey SET stopped = $1 WHERE id = $2 AND stopped IS NULL")
        .bind(now)
        .bind(id)
        .run(write)
        .await?;
    Ok(())
}

/// Ends one of an account; what its authenticator called it, or none where the account has none like it.
pub(crate) async fn end(write: &mut Write, account: &str, id: &str) -> Result<Option<String>> {
    let row = sql("SELECT credential FROM staff_passkey WHERE account = $1 AND id = $2")
        .bind(account)
        .bind(id)
        .one_in(write)
        .await?;
    let rows = sql("DELETE FROM staff_passkey WHERE account = $1 AND id = $2")
        .bind(account)
        .bind(id)
        .run(write)
        .await?;
    Ok(row.filter(|_| rows == 1).map(|row| row.text(0).to_owned()))
}

/// Ends every one of an account, and what was asked of it.
pub(crate) async fn end_all(write: &mut Write, account: &str) -> Result<()> {
    sql("DELETE FROM staff_passkey WHERE account = $1").bind(account).run(write).await?;
    sql("DELETE FROM staff_question WHERE account = $1").bind(account).run(write).await?;
    Ok(())
}

/// What a question was for. An answer to one is none to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Add,
    SignIn,
    StepUp,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Purpose::Add => "add",
            Purpose::SignIn => "sign-in",
            Purpose::StepUp => "step-up",
        }
    }
}

/// Who was asked and what for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    /// The hash of what the browser holds.
    pub(crate) holder: &'a str,
    pub(crate) purpose: Purpose,
    /// Whose passkey is wanted; at the door that is not known.
    pub(crate) account: Option<&'a str>,
}

/// Remembers a question until it is answered. An earlier one for the same purpose is void, and those nobody answered go.
pub(crate) async fn ask(write: &mut Write, asked: Asked<'_>, state: &str, now: Instant) -> Result<()> {
    let long_ago = now.plus_seconds(-ANSWER_SECONDS);
    sql("DELETE FROM staff_question WHERE asked < $1").bind(long_ago).run(write).await?;
    sql("DELETE FROM staff_question WHERE holder = $1 AND purpose = $2")
        .bind(asked.holder)
        .bind(asked.purpose.as_str())
        .run(write)
        .await?;
    sql("INSERT INTO staff_question (holder, purpose, account, state, asked) VALUES ($1, $2, $3, $4, $5)")
        .bind(asked.holder)
        .bind(asked.purpose.as_str())
        .bind(asked.account)
        .bind(state)
        .bind(now)
        .run(write)
        .await?;
    Ok(())
}

/// The state of a question that is answered now. Whatever comes of the answer, the question is over: of two who answer at once
/// one is heard.
pub(crate) async fn answered(write: &mut Write, asked: Asked<'_>, now: Instant) -> Result<Option<String>> {
    let row = sql("SELECT state, asked, account FROM staff_question WHERE holder = $1 AND purpose = $2")
        .bind(asked.holder)
        .bind(asked.purpose.as_str())
        .one_in(write)
        .await?;
    let rows = sql("DELETE FROM staff_question WHERE holder = $1 AND purpose = $2")
        .bind(asked.holder)
        .bind(asked.purpose.as_str())
        .run(write)
        .await?;
    let Some(row) = row.filter(|_| rows == 1) else { return Ok(None) };
    let is_due = in_time(now.seconds_since(moment(&row, 1, "staff_question")?));
    let is_theirs = row.opt_text(2) == asked.account;
    Ok((is_due && is_theirs).then(|| row.text(0).to_owned()))
}
