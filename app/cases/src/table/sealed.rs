//! Keys and sealed objects of a case. The server hands them on and can open none.

use record::Id;
use store::{Store, Value, Write, sql};

/// The private key of an epoch, sealed to one holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// Who can open it.
    pub holder: String,
    /// The sealed key.
    pub bytes: Vec<u8>,
}

/// The public keys a letter to the reporter needs: the receipt's key, and the one that signs what the reporter adds.
pub async fn keys_for_reporter(store: &Store, case: &Id) -> store::Result<Option<(String, String)>> {
    let row =
        sql("SELECT reply_key, sign_key FROM case_file WHERE id = $1").bind(case.as_str()).one(store).await?;
    Ok(row.map(|row| (row.text(0).to_owned(), row.text(1).to_owned())))
}

/// A sealed object: `report`, `identity`, `share_a`, or `previous-key-2` and on.
pub async fn blob(store: &Store, case: &Id, name: &str) -> store::Result<Option<Vec<u8>>> {
    let row = sql("SELECT bytes FROM case_blob WHERE case_id = $1 AND name = $2")
        .bind(case.as_str())
        .bind(name)
        .one(store)
        .await?;
    Ok(row.map(|row| row.bytes(0).to_vec()))
}

/// The holder's wrap of an epoch. Who is excluded has none: it was deleted with the exclusion, and is not asked for here
/// either.
pub async fn wrap_for(store: &Store, case: &Id, epoch: u32, holder: &str) -> store::Result<Option<Vec<u8>>> {
    let row = sql("
        SELECT w.bytes
        FROM case_wrap w
        WHERE w.case_id = $1 AND w.epoch = $2 AND w.holder = $3
          AND NOT EXISTS (SELECT 1 FROM case_exclusion x WHERE x.case_id = w.case_id AND x.account = w.holder)")
    .bind(case.as_str())
    .bind(epoch)
    .bind(holder)
    .one(store)
    .await?;
    Ok(row.map(|row| row.bytes(0).to_vec()))
}

/// The holder's share of the identity's key.
pub async fn share_for(store: &Store, case: &Id, holder: &str) -> store::Result<Option<Vec<u8>>> {
    let row = sql("
        SELECT s.bytes
        FROM case_share s
        WHERE s.case_id = $1 AND s.holder = $2
          AND NOT EXISTS (SELECT 1 FROM case_exclusion x WHERE x.case_id = s.case_id AND x.account = s.holder)")
    .bind(case.as_str())
    .bind(holder)
    .one(store)
    .await?;
    Ok(row.map(|row| row.bytes(0).to_vec()))
}

/// Gives someone the key of the newest epoch, sealed to them by a colleague. Refused, with `false`, to who is excluded, who is
/// in no team of the case, and for any other epoch.
pub async fn wrap_to(write: &mut Write, case: &Id, epoch: u32, wrap: &Wrapped) -> store::Result<bool> {
    let rows = sql("
        INSERT INTO case_wrap (case_id, epoch, holder, bytes)
        SELECT $1, CAST($2 AS BIGINT), $3, $4
        WHERE CAST($2 AS BIGINT) = (SELECT MAX(e.epoch) FROM case_epoch e WHERE e.case_id = $1)
          AND EXISTS (SELECT 1 FROM case_team t WHERE t.case_id = $1 AND t.account = $3)
          AND NOT EXISTS (SELECT 1 FROM case_exclusion x WHERE x.case_id = $1 AND x.account = $3)
        ON CONFLICT (case_id, epoch, holder) DO UPDATE SET bytes = excluded.bytes")
    .bind(case.as_str())
    .bind(epoch)
    .bind(&wrap.holder)
    .bind(wrap.bytes.clone())
    .run(write)
    .await?;
    if rows == 1 {
        read_by(write, case, epoch, &wrap.holder).await?;
    }
    Ok(rows == 1)
}

/// Remembers that this holder was given the key of an epoch.
pub(super) async fn read_by(write: &mut Write, case: &Id, epoch: u32, holder: &str) -> store::Result<()> {
    sql("INSERT INTO case_reader (case_id, epoch, holder) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(case.as_str())
        .bind(epoch)
        .bind(holder)
        .run(write)
        .await?;
    Ok(())
}

/// Takes the key from everyone but these: after a case is assigned the whole intake no longer has it. How many lost theirs.
pub async fn keep_wraps_of(write: &mut Write, case: &Id, holders: &[String]) -> store::Result<u64> {
    let rows = sql("SELECT DISTINCT holder FROM case_wrap WHERE case_id = $1")
        .bind(case.as_str())
        .all_in(write)
        .await?;
    let mut gone = 0;
    for row in rows.iter().filter(|row| !holders.iter().any(|holder| holder == row.text(0))) {
        sql("DELETE FROM case_wrap WHERE case_id = $1 AND holder = $2")
            .bind(case.as_str())
            .bind(Value::from(row.text(0)))
            .run(write)
            .await?;
        gone += 1;
    }
    Ok(gone)
}
