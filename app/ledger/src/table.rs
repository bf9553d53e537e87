//! Every SQL statement of the log: `read` for its pages, and here what the sequencer writes and what a check reads.

mod head;
mod pages;
pub mod read;
mod redaction;
mod rows;
pub mod witness;

pub use head::{Head, Stage};
pub(crate) use head::{cosigned, head, largest_cosigned, mark_published, open, stage, staged, swap};
pub(crate) use pages::{beyond, bundle, put, tile, tiles, widths};
pub(crate) use redaction::{keep_salts, kept_in, version_leaf};
pub(crate) use rows::{entered, gone, kept, length, lonely_versions};

use store::{Error, Result, Store};

use crate::outbox;

/// The entry at an index, made from the outbox: what the log says there, or will say.
///
/// # Errors
/// [`Error::Corrupt`] where there is no such row or it cannot be a leaf.
pub async fn leaf_at(store: &Store, index: u64) -> Result<Vec<u8>> {
    let rows = entered(store, index, 1).await?;
    let row = rows.first().filter(|row| row.position == index).ok_or_else(|| Error::Corrupt {
        table: "leaf",
        key: index.to_string(),
        what: "is not there".to_owned(),
    })?;
    Ok(outbox::entry(row, &kept(store, row).await?)?)
}

/// A size or a place as the database keeps it. No log has more than 2^63 - 1 leaves.
pub(crate) fn int(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The same on its way back; a sound database holds none below zero.
pub(crate) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}
