//! Sessions, by the hash of their token, and browsers that have signed in before.

use record::Instant;
use store::{Result, Row, Store, Write, sql};

use super::{corrupt, moment};
use crate::rules::session::Times;

/// How far somebody has come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Showed the one-time code of a new account.
    Join,
    /// Showed the password.
    Password,
    /// Is in.
    Full,
}

impl Stage {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Stage::Join => "join",
            Stage::Password => "password",
            Stage::Full => "full",
        }
    }

    fn parse(word: &str) -> Option<Stage> {
        [Stage::Join, Stage::Password, Stage::Full].into_iter().find(|stage| stage.as_str() == word)
    }
}

/// One session.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) token_hash: String,
    /// What lists and the audit call it.
    pub(crate) name: String,
    pub(crate) account: String,
    pub(crate) stage: Stage,
    pub(crate) times: Times,
    /// Codes that were typed wrongly.
    pub(crate) tries: i64,
    /// The sealed secret of a second factor that is being set up.
    pub(crate) pending: Option<Vec<u8>>,
}

const COLUMNS: &str = "
    SELECT s.token_hash, s.name, s.account, s.stage, s.opened, s.seen, s.stepped_up, s.tries, s.pending
    FROM staff_session s
    JOIN staff_account a ON a.id = s.account
    WHERE a.state <> 'closed'";

fn read(row: &Row) -> Result<Session> {
    let name = row.text(1);
    Ok(Session {
        token_hash: row.text(0).to_owned(),
        name: name.to_owned(),
        account: row.text(2).to_owned(),
        stage: Stage::parse(row.text(3)).ok_or_else(|| corrupt("staff_session", name, "has no stage"))?,
        times: Times {
            opened: moment(row, 4, "staff_session")?,
            seen: moment(row, 5, "staff_session")?,
            stepped_up: moment(row, 6, "staff_session")?,
        },
        tries: row.int(7),
        pending: row.opt_bytes(8).map(<[u8]>::to_vec),
    })
}

/// The session of a token, whatever its age, unless its account is closed.
pub(crate) async fn find(store: &Store, token_hash: &str) -> Result<Option<Session>> {
    let mut query = store::Build::new(COLUMNS);
    query.and("s.token_hash = ").arg(token_hash);
    query.one(store).await?.as_ref().map(read).transpose()
}

/// The full sessions of an account, the newest first.
pub(crate) async fn of(store: &Store, account: &str) -> Result<Vec<Session>> {
    let mut query = store::Build::new(COLUMNS);
    query.and("s.stage = 'full' AND s.account = ").arg(account).push(" ORDER BY s.opened DESC, s.name");
    query.all(store).await?.iter().map(read).collect()
}

/// Opens a session, and clears away those that ended long ago.
pub(crate) async fn insert(write: &mut Write, session: &Session) -> Result<()> {
    let long_ago = session.times.seen.plus_seconds(-86_400);
    sql("DELETE FROM staff_session WHERE opened < $1").bind(long_ago).run(write).await?;
    sql("
        INSERT INTO staff_session (token_hash, name, account, stage, opened, seen, stepped_up, tries)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(&session.token_hash)
    .bind(&session.name)
    .bind(&session.account)
    .bind(session.stage.as_str())
    .bind(session.times.opened)
    .bind(session.times.seen)
    .bind(session.times.stepped_up)
    .bind(session.tries)
    .run(write)
    .await?;
    if let Some(pending) = &session.pending {
        sql("UPDATE staff_session SET pending = $1 WHERE token_hash = $2")
            .bind(pending.clone())
            .bind(&session.token_hash)
            .run(write)
            .await?;
    }
    Ok(())
}

/// Writes down that a request came.
pub(crate) async fn touch(write: &mut Write, token_hash: &str, now: Instant) -> Result<()> {
    sql("UPDATE staff_session SET seen = $1 WHERE token_hash = $2")
        .bind(now)
        .bind(token_hash)
        .run(write)
        .await?;
    Ok(())
}

/// A code was typed wrongly; how many were by now, none where the session has ended.
pub(crate) async fn miss(write: &mut Write, token_hash: &str) -> Result<Option<i64>> {
    sql("UPDATE staff_session SET tries = tries + 1 WHERE token_hash = $1")
        .bind(token_hash)
        .run(write)
        .await?;
    let row =
        sql("SELECT tries FROM staff_session WHERE token_hash = $1").bind(token_hash).one_in(write).await?;
    Ok(row.map(|row| row.int(0)))
}

/// Ends the session of a token; `false` where it had ended.
pub(crate) async fn end(write: &mut Write, token_hash: &str) -> Result<bool> {
    Ok(sql("DELETE FROM staff_session WHERE token_hash = $1").bind(token_hash).run(write).await? == 1)
}

/// Ends one session of an account, by its name in the list.
pub(crate) async fn end_named(write: &mut Write, account: &str, name: &str) -> Result<bool> {
    let rows = sql("DELETE FROM staff_session WHERE account = $1 AND name = $2")
        .bind(account)
        .bind(name)
        .run(write)
        .await?;
    Ok(rows == 1)
}

/// Ends every session of an account but the one of this name.
pub(crate) async fn end_others(write: &mut Write, account: &str, name: &str) -> Result<()> {
    sql("DELETE FROM staff_session WHERE account = $1 AND name <> $2")
        .bind(account)
        .bind(name)
        .run(write)
        .await?;
    Ok(())
}

/// Forgets a browser that gets a new token.
pub(crate) async fn forget_browser(write: &mut Write, token_hash: &str, account: &str) -> Result<()> {
    sql("DELETE FROM staff_browser WHERE token_hash = $1 AND account = $2")
        .bind(token_hash)
        .bind(account)
        .run(write)
        .await?;
    Ok(())
}

/// Ends every session of an account and forgets its browsers.
pub(crate) async fn end_all(write: &mut Write, account: &str) -> Result<()> {
    sql("DELETE FROM staff_session WHERE account = $1").bind(account).run(write).await?;
    sql("DELETE FROM staff_browser WHERE account = $1").bind(account).run(write).await?;
    Ok(())
}

/// Whether this browser has signed in to this account before.
pub(crate) async fn knows_browser(store: &Store, token_hash: &str, account: &str) -> Result<bool> {
    let row = sql("SELECT seen FROM staff_browser WHERE token_hash = $1 AND account = $2")
        .bind(token_hash)
        .bind(account)
        .one(store)
        .await?;
    Ok(row.is_some())
}

/// Remembers a browser that has signed in; one that has not for half a year is forgotten.
pub(crate) async fn remember_browser(
    write: &mut Write,
    token_hash: &str,
    account: &str,
    now: Instant,
) -> Result<()> {
    sql("DELETE FROM staff_browser WHERE seen < $1").bind(now.plus_seconds(-180 * 86_400)).run(write).await?;
    sql("
        INSERT INTO staff_browser (token_hash, account, seen)
        VALUES ($1, $2, $3)
        ON CONFLICT (token_hash) DO UPDATE SET account = $2, seen = $3")
    .bind(token_hash)
    .bind(account)
    .bind(now)
    .run(write)
    .await?;
    Ok(())
}
