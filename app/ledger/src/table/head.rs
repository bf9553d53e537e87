//! The signed head, what is about to be published, and the swap that makes one history of several servers.

use record::Instant;
use store::{Error, Result, Row, Store, Write, sql};

use super::{count, int};
use crate::tree::Hash;

/// What was signed last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many leaves it covers.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// The signed note.
    pub checkpoint: String,
    /// When it was signed.
    pub signed_at: Instant,
    /// The size up to which tiles and bundles are published: smaller only while somebody is about to publish them.
    pub published: u64,
}

/// What is about to be published: entries, from the size before on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The checkpoint that covers them.
    pub checkpoint: String,
    /// The size before and the entries, as [`crate::sequencer`] writes them.
    pub bytes: Vec<u8>,
}

fn head_of(row: &Row) -> Result<Head> {
    let corrupt =
        |what: &str| Error::Corrupt { table: "log_head", key: "log".to_owned(), what: what.to_owned() };
    Ok(Head {
        size: count(row.int(0)),
        root: Hash(row.bytes(1).try_into().map_err(|_| corrupt("its root is not of 32 bytes"))?),
        checkpoint: row.text(2).to_owned(),
        signed_at: Instant::parse(row.text(3)).ok_or_else(|| corrupt("its time is no instant"))?,
        published: count(row.int(4)),
    })
}

/// What was signed last; none before the log has signed for the first time.
pub(crate) async fn head(store: &Store) -> Result<Option<Head>> {
    let row = sql("SELECT size, root, checkpoint, signed_at, published FROM log_head WHERE name = 'log'");
    row.one(store).await?.as_ref().map(head_of).transpose()
}

/// Enters the first head. Where another server was faster, its head stands.
pub(crate) async fn open(write: &mut Write, head: &Head) -> Result<()> {
    for name in ["log", "published"] {
        sql("
            INSERT INTO log_head (name, size, root, checkpoint, signed_at, published)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (name) DO NOTHING")
        .bind(name)
        .bind(int(head.size))
        .bind(head.root.0.to_vec())
        .bind(&head.checkpoint)
        .bind(head.signed_at)
        .bind(int(head.published))
        .run(write)
        .await?;
    }
    Ok(())
}

/// Puts the new head in the place of the old one, if that still stands byte for byte. Who is told `false` has lost the
/// race, and nothing has changed.
pub(crate) async fn swap(write: &mut Write, old: &Head, new: &Head) -> Result<bool> {
    let swapped = sql("
        UPDATE log_head
        SET size = $1, root = $2, checkpoint = $3, signed_at = $4
        WHERE name = 'log' AND size = $5 AND root = $6 AND checkpoint = $7 AND published = $5")
    .bind(int(new.size))
    .bind(new.root.0.to_vec())
    .bind(&new.checkpoint)
    .bind(new.signed_at)
    .bind(int(old.size))
    .bind(old.root.0.to_vec())
    .bind(&old.checkpoint)
    .run(write)
    .await?;
    Ok(swapped == 1)
}

/// Notes that all tiles and bundles of a head are there, and lets go of what was staged for it.
pub(crate) async fn mark_published(write: &mut Write, head: &Head) -> Result<()> {
    sql("UPDATE log_head SET published = $1 WHERE name = 'log' AND published < $1 AND size >= $1")
        .bind(int(head.size))
        .run(write)
        .await?;
    sql("
        UPDATE log_head
        SET size = $1, root = $2, checkpoint = $3, signed_at = $4, published = $1
        WHERE name = 'published' AND size < $1")
    .bind(int(head.size))
    .bind(head.root.0.to_vec())
    .bind(&head.checkpoint)
    .bind(head.signed_at)
    .run(write)
    .await?;
    sql("DELETE FROM log_stage WHERE size <= $1").bind(int(head.size)).run(write).await?;
    Ok(())
}

/// Writes down what is about to be published up to `size`.
pub(crate) async fn stage(write: &mut Write, size: u64, stage: &Stage) -> Result<()> {
    // Two servers that read the same outbox stage the same bytes; what an older program left is written over.
    sql("
        INSERT INTO log_stage (size, checkpoint, bytes)
        VALUES ($1, $2, $3)
        ON CONFLICT (size) DO UPDATE SET checkpoint = excluded.checkpoint, bytes = excluded.bytes")
    .bind(int(size))
    .bind(&stage.checkpoint)
    .bind(stage.bytes.clone())
    .run(write)
    .await?;
    Ok(())
}

/// What was staged up to `size`.
pub(crate) async fn staged(store: &Store, size: u64) -> Result<Option<Stage>> {
    let row =
        sql("SELECT checkpoint, bytes FROM log_stage WHERE size = $1").bind(int(size)).one(store).await?;
    Ok(row.map(|row| Stage { checkpoint: row.text(0).to_owned(), bytes: row.bytes(1).to_vec() }))
}

/// The largest size a witness has signed for.
pub(crate) async fn largest_cosigned(store: &Store) -> Result<u64> {
    let row = sql("SELECT COALESCE(MAX(size), 0) FROM log_cosignature").one(store).await?;
    Ok(row.map_or(0, |row| count(row.int(0))))
}

/// What a witness has signed.
pub(crate) struct Cosigned {
    pub(crate) size: u64,
    pub(crate) witness: String,
    pub(crate) line: String,
}

/// Cosignatures behind `after` in the order of size and witness.
pub(crate) async fn cosigned(store: &Store, after: &(i64, String), limit: u64) -> Result<Vec<Cosigned>> {
    let rows = sql("
        SELECT size, witness, line
        FROM log_cosignature
        WHERE (size, witness) > ($1, $2)
        ORDER BY size, witness
        LIMIT $3")
    .bind(after.0)
    .bind(&after.1)
    .bind(int(limit))
    .all(store)
    .await?;
    Ok(rows
        .iter()
        .map(|row| Cosigned {
            size: count(row.int(0)),
            witness: row.text(1).to_owned(),
            line: row.text(2).trim_end().to_owned(),
        })
        .collect())
}
