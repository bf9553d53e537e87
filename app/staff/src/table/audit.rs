//! What was done by whom, and the roots of the tree it is hashed into.

use store::{Build, Result, Row, Store, Write, sql};

/// A row of the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AuditRow {
    pub(crate) seq: i64,
    pub(crate) at: String,
    pub(crate) actor: String,
    pub(crate) action: String,
    pub(crate) object_kind: String,
    pub(crate) object_hash: String,
    pub(crate) decision: String,
    pub(crate) request: String,
}

/// A root that was made public.
#[derive(Clone, Debug)]
pub(crate) struct Rooted {
    pub(crate) size: i64,
    pub(crate) root: String,
    pub(crate) frontier: Vec<u8>,
    /// Its leaf in the public log.
    pub(crate) position: i64,
}

const ROWS: &str = "
    SELECT seq, at, actor, action, object_kind, object_hash, decision, request
    FROM staff_audit
    WHERE 1 = 1";

fn read(row: &Row) -> AuditRow {
    let text = |column| row.text(column).to_owned();
    AuditRow {
        seq: row.int(0),
        at: text(1),
        actor: text(2),
        action: text(3),
        object_kind: text(4),
        object_hash: text(5),
        decision: text(6),
        request: text(7),
    }
}

/// The number of the next row. Held to the end of the transaction, so that rows follow one another without a gap.
pub(crate) async fn next(write: &mut Write) -> Result<i64> {
    write.queue().await?;
    let row = sql("SELECT COALESCE(MAX(seq), 0) FROM staff_audit").one_in(write).await?;
    Ok(row.map_or(0, |row| row.int(0)) + 1)
}

/// Appends a row.
pub(crate) async fn insert(write: &mut Write, row: &AuditRow) -> Result<()> {
    sql("
        INSERT INTO staff_audit (seq, at, actor, action, object_kind, object_hash, decision, request)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(row.seq)
    .bind(&row.at)
    .bind(&row.actor)
    .bind(&row.action)
    .bind(&row.object_kind)
    .bind(&row.object_hash)
    .bind(&row.decision)
    .bind(&row.request)
    .run(write)
    .await?;
    Ok(())
}

/// Rows after a number, in their order.
pub(crate) async fn after(store: &Store, seq: i64, most: i64) -> Result<Vec<AuditRow>> {
    let mut query = Build::new(ROWS);
    query.and("seq > ").arg(seq).push(" ORDER BY seq LIMIT ").arg(most);
    Ok(query.all(store).await?.iter().map(read).collect())
}

/// The same, as the transaction sees it.
pub(crate) async fn after_in(write: &mut Write, seq: i64, most: i64) -> Result<Vec<AuditRow>> {
    let mut query = Build::new(ROWS);
    query.and("seq > ").arg(seq).push(" ORDER BY seq LIMIT ").arg(most);
    Ok(query.sql().all_in(write).await?.iter().map(read).collect())
}

/// The newest rows before a number, by one actor, of one action, with one decision, where they are given.
pub(crate) async fn newest(
    store: &Store,
    before: Option<i64>,
    actor: Option<&str>,
    action: Option<&str>,
    most: i64,
) -> Result<Vec<AuditRow>> {
    let mut query = Build::new(ROWS);
    if let Some(before) = before {
        query.and("seq < ").arg(before);
    }
    if let Some(actor) = actor {
        query.and("actor = ").arg(actor);
    }
    if let Some(action) = action {
        query.and("action = ").arg(action);
    }
    query.push(" ORDER BY seq DESC LIMIT ").arg(most);
    Ok(query.all(store).await?.iter().map(read).collect())
}

/// The newest root that was made public, as the transaction sees it.
pub(crate) async fn last_root(write: &mut Write) -> Result<Option<Rooted>> {
    let row = sql("SELECT size, root, frontier, position FROM staff_audit_root ORDER BY size DESC LIMIT 1")
        .one_in(write)
        .await?;
    Ok(row.as_ref().map(read_root))
}

/// Every root that was made public, in their order.
pub(crate) async fn roots(store: &Store) -> Result<Vec<Rooted>> {
    let rows =
        sql("SELECT size, root, frontier, position FROM staff_audit_root ORDER BY size").all(store).await?;
    Ok(rows.iter().map(read_root).collect())
}

fn read_root(row: &Row) -> Rooted {
    Rooted {
        size: row.int(0),
        root: row.text(1).to_owned(),
        frontier: row.bytes(2).to_vec(),
        position: row.int(3),
    }
}

/// Whether the hour has its root; hours are texts like `2026-11-23T01`.
pub(crate) async fn has_hour(write: &mut Write, hour: &str) -> Result<bool> {
    let row = sql("SELECT size FROM staff_audit_root WHERE hour = $1").bind(hour).one_in(write).await?;
    Ok(row.is_some())
}

/// Remembers a root.
pub(crate) async fn put_root(write: &mut Write, hour: &str, rooted: &Rooted) -> Result<()> {
    sql("INSERT INTO staff_audit_root (size, hour, root, frontier, position) VALUES ($1, $2, $3, $4, $5)")
        .bind(rooted.size)
        .bind(hour)
        .bind(&rooted.root)
        .bind(rooted.frontier.clone())
        .bind(rooted.position)
        .run(write)
        .await?;
    Ok(())
}

/// What the leaf of the public log at a place says: its kind and its note.
pub(crate) async fn leaf(store: &Store, position: i64) -> Result<Option<(String, String)>> {
    let row = sql("SELECT kind, note FROM leaf WHERE position = $1").bind(position).one(store).await?;
    Ok(row.map(|row| (row.text(0).to_owned(), row.opt_text(1).unwrap_or_default().to_owned())))
}
