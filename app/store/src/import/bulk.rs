//! First versions in great number, for a register that starts empty: a city that moves in, a demonstration,
//! a benchmark. Nothing is staged and nothing merged; the slice's lists and the index follow as always.

use std::sync::mpsc::sync_channel;

use record::{Instant, Kind};

use super::{Published, Register};
use crate::version::Draft;
use crate::{Result, Store};

/// Records in one transaction.
const BATCH: usize = 16_384;

/// A record that was never published before.
#[derive(Clone, Debug)]
pub struct First {
    /// What the record is.
    pub kind: Kind,
    /// Its own number or code.
    pub key: String,
    /// When it was entered.
    pub entered: Instant,
    /// Everything published of it, as JSON.
    pub facts: String,
    /// Whether it is not public: see [`Decision::withheld`](super::Decision::withheld).
    pub withheld: bool,
}

/// Publishes records that do not exist yet. One that does exist stops it with an error.
///
/// `secret` is as in [`File`](super::File). Records of one kind stand together; `progress` hears how many are in. The next batch is drawn by a thread of its
/// own while one is written, so that making records costs no time of the database's.
pub async fn bulk<R: Register>(
    store: &Store,
    register: &R,
    source: &str,
    secret: [u8; 32],
    records: impl Iterator<Item = First> + Send + 'static,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<u64> {
    let (sender, batches) = sync_channel(1);
    std::thread::spawn(move || {
        let mut records = records.peekable();
        while let Some(kind) = records.peek().map(|record| record.kind) {
            let mut batch = Vec::with_capacity(BATCH);
            while batch.len() < BATCH {
                let Some(next) = records.next_if(|next| next.kind == kind) else { break };
                batch.push(next);
            }
            // Nobody listens any more where the writing has failed.
            if sender.send(batch).is_err() {
                return;
            }
        }
    });
    let mut done = 0;
    while let Ok(batch) = batches.recv() {
        let Some(kind) = batch.first().map(|record| record.kind) else { continue };
        let mut write = store.write().await?;
        let drafts: Vec<Draft<'_>> = batch
            .iter()
            .map(|record| Draft {
                kind,
                key: &record.key,
                revision: 1,
                entered: record.entered,
                reason: None,
                withdrawn: false,
                withheld: record.withheld,
                restores: false,
                source,
                facts: &record.facts,
            })
            .collect();
        let numbers = write.append(&secret, &drafts).await?;
        let published: Vec<Published> = batch
            .into_iter()
            .zip(numbers)
            .map(|(record, seq)| Published {
                kind,
                key: record.key,
                seq,
                revision: 1,
                withdrawn: false,
                entered: record.entered,
                facts: record.facts,
            })
            .collect();
        register.publish(&mut write, &published).await?;
        write.commit().await?;
        done += published.len() as u64;
        progress(done);
    }
    Ok(done)
}
