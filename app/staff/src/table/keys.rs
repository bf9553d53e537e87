//! The public keys of staff, the doors to their secret ones, and the lists that reports are sealed to.

use record::{Day, Instant};
use store::{Result, Store, Write, sql};

/// The public keys of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublicKeys {
    /// What is sealed for them is sealed to this.
    pub(crate) public: String,
    /// By this their signatures are checked.
    pub(crate) verify: String,
    /// When they were made.
    pub(crate) since: String,
}

/// Somebody's public keys, if they have any.
pub(crate) async fn public(store: &Store, account: &str) -> Result<Option<PublicKeys>> {
    let row = sql("SELECT public, verify, since FROM staff_key WHERE account = $1")
        .bind(account)
        .one(store)
        .await?;
    Ok(row.map(|row| PublicKeys {
        public: row.text(0).to_owned(),
        verify: row.text(1).to_owned(),
        since: row.text(2).to_owned(),
    }))
}

/// Everybody's public key: account and key.
pub(crate) async fn all_public(store: &Store) -> Result<Vec<(String, String)>> {
    let rows = sql("SELECT account, public FROM staff_key ORDER BY account").all(store).await?;
    Ok(rows.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect())
}

/// The doors to somebody's secret keys: name and text of each.
pub(crate) async fn slots(store: &Store, account: &str) -> Result<Vec<(String, String)>> {
    let rows = sql("SELECT name, wrapped FROM staff_key_slot WHERE account = $1 ORDER BY name")
        .bind(account)
        .all(store)
        .await?;
    Ok(rows.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect())
}

/// The same, as the transaction sees it.
pub(crate) async fn slots_in(write: &mut Write, account: &str) -> Result<Vec<(String, String)>> {
    let rows = sql("SELECT name, wrapped FROM staff_key_slot WHERE account = $1 ORDER BY name")
        .bind(account)
        .all_in(write)
        .await?;
    Ok(rows.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect())
}

/// Takes a door away.
pub(crate) async fn end_slot(write: &mut Write, account: &str, name: &str) -> Result<()> {
    sql("DELETE FROM staff_key_slot WHERE account = $1 AND name = $2")
        .bind(account)
        .bind(name)
        .run(write)
        .await?;
    Ok(())
}

/// One door: what it is called, how it is opened, and what lies behind it.
pub(crate) struct SlotRow<'a> {
    pub(crate) name: &'a str,
    pub(crate) kind: &'static str,
    pub(crate) wrapped: String,
}

/// Sets somebody's keys and all doors to them. The doors of earlier keys go with those keys.
pub(crate) async fn put(
    write: &mut Write,
    account: &str,
    keys: &PublicKeys,
    slots: &[SlotRow<'_>],
    now: Instant,
) -> Result<()> {
    sql("DELETE FROM staff_key_slot WHERE account = $1").bind(account).run(write).await?;
    sql("
        INSERT INTO staff_key (account, public, verify, since)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (account) DO UPDATE SET public = $2, verify = $3, since = $4")
    .bind(account)
    .bind(&keys.public)
    .bind(&keys.verify)
    .bind(&keys.since)
    .run(write)
    .await?;
    for slot in slots {
        sql("INSERT INTO staff_key_slot (account, name, kind, wrapped, made) VALUES ($1, $2, $3, $4, $5)")
            .bind(account)
            .bind(slot.name)
            .bind(slot.kind)
            .bind(&slot.wrapped)
            .bind(now)
            .run(write)
            .await?;
    }
    Ok(())
}

/// The newest list of a unit that holds on a day and whose leaf is among the first `covered` of the log: its leaf and its text.
pub(crate) async fn manifest(
    store: &Store,
    unit: &str,
    today: Day,
    covered: i64,
) -> Result<Option<(i64, String)>> {
    let row = sql("
        SELECT position, manifest
        FROM staff_manifest
        WHERE unit = $1 AND issued <= $2 AND expires >= $2 AND position < $3
        ORDER BY position DESC
        LIMIT 1")
    .bind(unit)
    .bind(today)
    .bind(covered)
    .one(store)
    .await?;
    Ok(row.map(|row| (row.int(0), row.text(1).to_owned())))
}

/// The text of the newest list of a unit, whether it holds or not.
pub(crate) async fn last_manifest(store: &Store, unit: &str) -> Result<Option<String>> {
    let row = sql("SELECT manifest FROM staff_manifest WHERE unit = $1 ORDER BY position DESC LIMIT 1")
        .bind(unit)
        .one(store)
        .await?;
    Ok(row.map(|row| row.text(0).to_owned()))
}

/// The text of the list with this hash.
pub(crate) async fn manifest_by_hash(store: &Store, hash: &str) -> Result<Option<String>> {
    let row = sql("SELECT manifest FROM staff_manifest WHERE hash = $1").bind(hash).one(store).await?;
    Ok(row.map(|row| row.text(0).to_owned()))
}

/// The hash of the newest list of a unit, whether it holds or not, as the transaction sees it.
pub(crate) async fn newest(write: &mut Write, unit: &str) -> Result<Option<String>> {
    let row = sql("SELECT hash FROM staff_manifest WHERE unit = $1 ORDER BY position DESC LIMIT 1")
        .bind(unit)
        .one_in(write)
        .await?;
    Ok(row.map(|row| row.text(0).to_owned()))
}

/// A list as it stands in the table.
pub(crate) struct ManifestRow<'a> {
    pub(crate) unit: &'a str,
    pub(crate) hash: &'a str,
    pub(crate) text: &'a str,
    pub(crate) issued: Day,
    pub(crate) expires: Day,
    /// Its leaf in the public log.
    pub(crate) position: i64,
}

/// Enters a list; `false` where this very one was entered before.
pub(crate) async fn put_manifest(write: &mut Write, row: &ManifestRow<'_>) -> Result<bool> {
    let rows = sql("
        INSERT INTO staff_manifest (unit, hash, manifest, issued, expires, position)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT DO NOTHING")
    .bind(row.unit)
    .bind(row.hash)
    .bind(row.text)
    .bind(row.issued)
    .bind(row.expires)
    .bind(row.position)
    .run(write)
    .await?;
    Ok(rows == 1)
}
