//! What waits in the outbox, as the entries of the log.

use std::panic::resume_unwind;

use store::{Error, Store};
use tokio::task::{JoinHandle, spawn_blocking};

use super::halt::Halt;
use crate::outbox::{self, Unsound};
use crate::table;

/// Rows read at once: their versions may be long.
const ROWS: u64 = 256;
/// A round of long versions ends earlier.
const ROUND_BYTES: usize = 16 << 20;

type Making = JoinHandle<Result<Vec<Vec<u8>>, Unsound>>;

/// The entries that wait behind `size`, at most `most` of them. While rows are read, those read before are hashed on other
/// cores: a leaf of forty fields is a hundred and sixty hashes.
pub(super) async fn waiting(store: &Store, size: u64, most: u64) -> Result<Vec<Vec<u8>>, Halt> {
    let mut making: Vec<Making> = Vec::new();
    let (mut count, mut bytes) = (0, 0);
    while count < most && bytes < ROUND_BYTES {
        let limit = ROWS.min(most - count);
        let rows = table::entered(store, size + count, limit).await?;
        let mut kept = Vec::with_capacity(rows.len());
        for (row, wanted) in rows.iter().zip(size + count..) {
            if row.position != wanted {
                return Err(Unsound::new("leaf", wanted, "it is missing, and later ones are there").into());
            }
            bytes += row.version.as_ref().map_or(0, |version| version.facts.len());
            kept.push(table::kept(store, row).await?);
        }
        let read = rows.len() as u64;
        making.push(spawn_blocking(move || {
            rows.iter().zip(&kept).map(|(row, kept)| outbox::entry(row, kept)).collect()
        }));
        count += read;
        if read < limit {
            break;
        }
    }
    let mut entries = Vec::new();
    for made in making {
        entries.extend(done(made).await?);
    }
    Ok(entries)
}

async fn done(made: Making) -> Result<Vec<Vec<u8>>, Halt> {
    match made.await {
        Ok(entries) => Ok(entries?),
        Err(ended) => match ended.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(_) => Err(Error::Unavailable("the server is stopping".to_owned()).into()),
        },
    }
}
