//! The root of the hour.

use ledger::tree::{Frontier, leaf_hash};
use record::Instant;
use store::{Error, NewLeaf, Result, Store, Write};

use super::{CLOCK, Entry, append, entry_bytes};
use crate::ObjectKind;
use crate::table::accounts;
use crate::table::audit::{self as table, Rooted};

/// Rows read at once.
const BATCH: i64 = 1_000;

/// What came of an hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hourly {
    /// Nobody works here yet.
    NoStaff,
    /// This hour has its root.
    Done,
    /// The public log has not begun; the next look may find that it has.
    LogNotReady,
    /// The root was entered, as the leaf of the public log at this place.
    Entered {
        /// Rows under the root.
        size: u64,
        /// The place of the leaf.
        position: i64,
    },
}

/// Enters the root of this hour, once, whoever asks first.
///
/// The job appends a row of its own before, so that an hour in which nobody did anything looks like any other; and the
/// leaf says nothing but the root, so that nobody outside learns how much was done.
///
/// # Errors
/// Where the database does not answer, or what it holds of earlier hours cannot be.
pub async fn enter_root(store: &Store, now: Instant) -> Result<Hourly> {
    if !accounts::is_any(store).await? {
        return Ok(Hourly::NoStaff);
    }
    let hour = now.to_string()[..13].to_owned();
    let mut write = store.write().await?;
    // Whoever waits here behind another server finds the hour done.
    write.queue().await?;
    if table::has_hour(&mut write, &hour).await? {
        return Ok(Hourly::Done);
    }
    let entry = Entry {
        at: now,
        actor: CLOCK,
        action: "audit-root",
        kind: ObjectKind::Audit,
        key: &hour,
        decision: "done",
        request: "",
    };
    append(&mut write, entry).await?;
    let frontier = grown(&mut write).await?;
    let root = frontier.root().to_string();
    let note = serde_json::json!({ "hour": hour, "root": root });
    let leaf = NewLeaf { kind: "audit-root", version: None, at: now, note };
    let Some(position) = write.append_leaf(leaf).await? else { return Ok(Hourly::LogNotReady) };
    let size = frontier.size();
    let rooted =
        Rooted { size: i64::try_from(size).unwrap_or(i64::MAX), root, frontier: frontier.bytes(), position };
    table::put_root(&mut write, &hour, &rooted).await?;
    // Seen, because the sequencer waits for it.
    write.commit().await?;
    Ok(Hourly::Entered { size, position })
}

/// The tree as it was under the last root, with every row since.
async fn grown(write: &mut Write) -> Result<Frontier> {
    let mut frontier = match table::last_root(write).await? {
        None => Frontier::default(),
        Some(last) => u64::try_from(last.size)
            .ok()
            .and_then(|size| Frontier::read(size, &last.frontier))
            .ok_or_else(|| Error::Corrupt {
                table: "staff_audit_root",
                key: last.size.to_string(),
                what: "does not hold the edge of its tree".to_owned(),
            })?,
    };
    loop {
        let after = i64::try_from(frontier.size()).unwrap_or(i64::MAX);
        let rows = table::after_in(write, after, BATCH).await?;
        for row in &rows {
            frontier.push(leaf_hash(&entry_bytes(row)));
        }
        if (rows.len() as i64) < BATCH {
            return Ok(frontier);
        }
    }
}
