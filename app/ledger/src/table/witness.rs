//! What witnesses are told and what they answered.

use std::fmt;

use record::Instant;
use store::{Store, sql};

use super::read::{self, Head};
use crate::tile::{Refused, TileReader, for_consistency};
use crate::tree::{Broken, Hash, consistency};

/// Why no proof of consistency can be made.
#[derive(Debug)]
pub enum Unproven {
    /// The database did not answer.
    Store(store::Error),
    /// The tiles do not lead to the root that was signed.
    Tiles(Refused),
    /// The older tree is no part of this one.
    Broken(Broken),
}

impl fmt::Display for Unproven {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unproven::Store(error) => error.fmt(f),
            Unproven::Tiles(refused) => refused.fmt(f),
            Unproven::Broken(broken) => broken.fmt(f),
        }
    }
}

impl std::error::Error for Unproven {}

/// The proof that the published log begins with its first `old` leaves.
///
/// # Errors
/// [`Unproven`] says why there is none.
pub async fn consistency(store: &Store, old: u64, head: &Head) -> Result<Vec<Hash>, Unproven> {
    let mut tiles = Vec::new();
    for tile in for_consistency(old, head.size).map_err(Unproven::Broken)? {
        for place in [tile, tile.full()] {
            if let Some(bytes) = read::tile(store, place).await.map_err(Unproven::Store)? {
                tiles.push((place, bytes));
                break;
            }
        }
    }
    let reader = TileReader::open(head.size, &head.root, tiles).map_err(Unproven::Tiles)?;
    consistency::prove(old, head.size, &reader).map_err(Unproven::Broken)
}

/// Keeps the line of a witness, and the checkpoint that it stands below: the log will have grown when somebody asks for both.
///
/// # Errors
/// [`store::Error`] where the database does not take it.
pub async fn cosign(
    store: &Store,
    head: &Head,
    witness: &str,
    line: &str,
    seen: Instant,
) -> Result<(), store::Error> {
    let mut write = store.write().await?;
    sql("INSERT INTO log_checkpoint (size, root, checkpoint, signed_at)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (size) DO NOTHING")
    .bind(super::int(head.size))
    .bind(head.root.0.to_vec())
    .bind(&head.checkpoint)
    .bind(head.signed)
    .run(&mut write)
    .await?;
    sql("INSERT INTO log_cosignature (size, witness, line, seen_at)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (size, witness) DO NOTHING")
    .bind(super::int(head.size))
    .bind(witness)
    .bind(line)
    .bind(seen)
    .run(&mut write)
    .await?;
    // No record has changed, so the kept pages stay.
    write.commit_unseen().await
}
