//! The outbox, row by row.

use record::{Instant, Kind};
use store::{Error, Result, Row, Store, Version, sql};

use super::{count, int};
use crate::leaf::LeafKind;
use crate::opening::Kept;
use crate::outbox::Entered;

/// The rows from a position on, at most `limit`, in their order.
pub(crate) async fn entered(store: &Store, from: u64, limit: u64) -> Result<Vec<Entered>> {
    // Only a correction or a redaction has a leaf of its record before it, so that the others need not be looked for.
    let rows = sql("
        SELECT l.position, l.kind, l.version, l.seed, l.note,
               v.seq, v.kind, v.key, v.revision, v.entered, v.reason, v.withdrawn, v.source, v.facts,
               CASE WHEN v.revision = 1 AND l.kind <> 'redact' THEN NULL ELSE (
                   SELECT MAX(b.position)
                   FROM version w
                   JOIN leaf b ON b.version = w.seq
                   WHERE w.kind = v.kind AND w.key = v.key AND b.position < l.position
               ) END
        FROM leaf l
        LEFT JOIN version v ON v.seq = l.version
        WHERE l.position >= $1
        ORDER BY l.position
        LIMIT $2")
    .bind(int(from))
    .bind(int(limit))
    .all(store)
    .await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Entered> {
    let corrupt =
        |table, key: i64, what: &str| Error::Corrupt { table, key: key.to_string(), what: what.to_owned() };
    let position = row.int(0);
    let kind =
        LeafKind::parse(row.text(1)).ok_or_else(|| corrupt("leaf", position, "its kind is not known"))?;
    let seed = match row.opt_bytes(3) {
        Some(seed) => {
            Some(seed.try_into().map_err(|_| corrupt("leaf", position, "its seed is not of 32 bytes"))?)
        }
        None => None,
    };
    Ok(Entered {
        position: count(position),
        kind,
        number: row.opt_int(2),
        version: row.opt_int(5).map(|seq| version(row, seq)).transpose()?,
        previous: row.opt_int(14).map(count),
        seed,
        note: row.opt_text(4).map(str::to_owned),
    })
}

fn version(row: &Row, seq: i64) -> Result<Version> {
    let corrupt =
        |what: &str| Error::Corrupt { table: "version", key: seq.to_string(), what: what.to_owned() };
    Ok(Version {
        seq,
        kind: Kind::parse(row.text(6)).ok_or_else(|| corrupt("its kind is not known"))?,
        key: row.text(7).to_owned(),
        revision: row.int(8),
        entered: Instant::parse(row.text(9)).ok_or_else(|| corrupt("its time of entry is no instant"))?,
        reason: row.opt_text(10).map(str::to_owned),
        withdrawn: row.int(11) == 1,
        source: row.text(12).to_owned(),
        facts: row.text(13).to_owned(),
    })
}

/// What was kept of the salts of a row's version: nothing while it has its seed.
pub(crate) async fn kept(store: &Store, row: &Entered) -> Result<Vec<Kept>> {
    let Some(number) = row.number.filter(|_| row.seed.is_none() && row.kind != LeafKind::Redact) else {
        return Ok(Vec::new());
    };
    let rows = sql("
        SELECT field, salt, commitment, redacted_by
        FROM leaf_salt
        WHERE version = $1
        ORDER BY field")
    .bind(number)
    .all(store)
    .await?;
    rows.iter().map(|row| super::redaction::kept_row(number, row)).collect()
}

/// How many leaves were entered.
pub(crate) async fn length(store: &Store) -> Result<u64> {
    let row = sql("SELECT COALESCE(MAX(position) + 1, 0) FROM leaf").one(store).await?;
    Ok(row.map_or(0, |row| count(row.int(0))))
}

/// Versions behind `after` that have not one leaf of their own but none or several, in the order of their numbers.
pub(crate) async fn lonely_versions(store: &Store, after: i64, limit: u64) -> Result<Vec<(i64, i64)>> {
    let rows = sql("
        SELECT v.seq, COUNT(l.position)
        FROM version v
        LEFT JOIN leaf l ON l.version = v.seq AND l.kind IN ('publish', 'correct', 'withhold', 'restore')
        WHERE v.seq > $1
        GROUP BY v.seq
        HAVING COUNT(l.position) <> 1
        ORDER BY v.seq
        LIMIT $2")
    .bind(after)
    .bind(int(limit))
    .all(store)
    .await?;
    Ok(rows.iter().map(|row| (row.int(0), row.int(1))).collect())
}

/// A field that was taken away, and the leaf of its version.
pub(crate) struct Gone {
    pub(crate) version: i64,
    pub(crate) field: String,
    pub(crate) redacted_by: u64,
    pub(crate) position: u64,
    pub(crate) has_seed: bool,
}

/// Fields that were taken away, behind `after` in the order of version and field.
pub(crate) async fn gone(store: &Store, after: &(i64, String), limit: u64) -> Result<Vec<Gone>> {
    let rows = sql("
        SELECT s.version, s.field, s.redacted_by, COALESCE(l.position, 0),
               CASE WHEN l.seed IS NULL THEN 0 ELSE 1 END
        FROM leaf_salt s
        LEFT JOIN leaf l ON l.version = s.version AND l.kind IN ('publish', 'correct', 'withhold', 'restore')
        WHERE s.redacted_by IS NOT NULL AND (s.version, s.field) > ($1, $2)
        ORDER BY s.version, s.field
        LIMIT $3")
    .bind(after.0)
    .bind(&after.1)
    .bind(int(limit))
    .all(store)
    .await?;
    Ok(rows
        .iter()
        .map(|row| Gone {
            version: row.int(0),
            field: row.text(1).to_owned(),
            redacted_by: count(row.int(2)),
            position: count(row.int(3)),
            has_seed: row.int(4) == 1,
        })
        .collect())
}
