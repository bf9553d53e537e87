//! The epochs of a case's key. One ends when somebody who was given its key is excluded; the next begins in the browser of a colleague.

use record::Id;
use seal::{EpochKey, KeyChain, Public};
use store::{Store, Write, sql};

use super::sealed::{Wrapped, read_by};

/// The keys a case has had, with who vouches for each.
pub async fn key_chain(store: &Store, case: &Id) -> store::Result<KeyChain> {
    let rows =
        sql("SELECT epoch, case_key, verify, signature FROM case_epoch WHERE case_id = $1 ORDER BY epoch")
            .bind(case.as_str())
            .all(store)
            .await?;
    let read = |row: &store::Row| {
        Ok(EpochKey {
            epoch: super::small(row, 0),
            key: super::word("case_epoch", case.as_str(), row.text(1), Public::parse)?,
            verify: row.text(2).to_owned(),
            signature: row.text(3).to_owned(),
        })
    };
    Ok(KeyChain { keys: rows.iter().map(read).collect::<store::Result<_>>()? })
}

/// Whether somebody who was given the newest key is excluded, so that a new one must come.
pub async fn is_overdue(store: &Store, case: &Id) -> store::Result<bool> {
    let row = sql("
        SELECT 1
        FROM case_reader r
        JOIN case_exclusion x ON x.case_id = r.case_id AND x.account = r.holder
        WHERE r.case_id = $1
          AND r.epoch = (SELECT MAX(e.epoch) FROM case_epoch e WHERE e.case_id = $1)
        LIMIT 1")
    .bind(case.as_str())
    .one(store)
    .await?;
    Ok(row.is_some())
}

/// Who holds the newest key and stays: the next one is sealed to them and to nobody else.
pub async fn heirs(store: &Store, case: &Id) -> store::Result<Vec<String>> {
    let rows = sql(HEIRS).bind(case.as_str()).all(store).await?;
    Ok(rows.iter().map(|row| row.text(0).to_owned()).collect())
}

const HEIRS: &str = "
    SELECT w.holder
    FROM case_wrap w
    WHERE w.case_id = $1
      AND w.epoch = (SELECT MAX(e.epoch) FROM case_epoch e WHERE e.case_id = $1)
      AND NOT EXISTS (SELECT 1 FROM case_exclusion x WHERE x.case_id = w.case_id AND x.account = w.holder)
    ORDER BY w.holder";

/// The hash of the list of recipients that a case was sealed by.
pub async fn manifest_of(store: &Store, case: &Id) -> store::Result<Option<String>> {
    let row = sql("SELECT manifest FROM case_file WHERE id = $1").bind(case.as_str()).one(store).await?;
    Ok(row.map(|row| row.text(0).to_owned()))
}

/// Begins the next epoch: a key that nobody has who is not given it now. `previous` is the old key under the new one, so that
/// who is let in reads what was before. Refused, with `false`, where the epoch is not the next, or somebody would get the key who does
/// not hold the one before.
pub async fn new_epoch(
    write: &mut Write,
    case: &Id,
    next: &EpochKey,
    wraps: &[Wrapped],
    previous: Vec<u8>,
) -> store::Result<bool> {
    let heirs = sql(HEIRS).bind(case.as_str()).all_in(write).await?;
    let stays = |wrap: &Wrapped| heirs.iter().any(|row| row.text(0) == wrap.holder);
    if wraps.is_empty() || !wraps.iter().all(stays) {
        return Ok(false);
    }
    let rows = sql("
        INSERT INTO case_epoch (case_id, epoch, case_key, verify, signature)
        SELECT $1, CAST($2 AS BIGINT), $3, $4, $5
        WHERE CAST($2 AS BIGINT) = (SELECT MAX(e.epoch) + 1 FROM case_epoch e WHERE e.case_id = $1)
        ON CONFLICT (case_id, epoch) DO NOTHING")
    .bind(case.as_str())
    .bind(next.epoch)
    .bind(next.key.as_str())
    .bind(&next.verify)
    .bind(&next.signature)
    .run(write)
    .await?;
    if rows == 0 {
        return Ok(false);
    }
    for wrap in wraps {
        sql("INSERT INTO case_wrap (case_id, epoch, holder, bytes) VALUES ($1, $2, $3, $4)")
            .bind(case.as_str())
            .bind(next.epoch)
            .bind(&wrap.holder)
            .bind(wrap.bytes.clone())
            .run(write)
            .await?;
        read_by(write, case, next.epoch, &wrap.holder).await?;
    }
    sql("INSERT INTO case_blob (case_id, name, epoch, bytes) VALUES ($1, $2, $3, $4)")
        .bind(case.as_str())
        .bind(previous_key(next.epoch))
        .bind(next.epoch)
        .bind(previous)
        .run(write)
        .await?;
    Ok(true)
}

/// The name of the blob that holds the key of the epoch before.
pub(crate) fn previous_key(epoch: u32) -> String {
    format!("previous-key-{epoch}")
}
