//! Reading the end of the log from the tables, and checking it against the root.

use std::collections::BTreeMap;

use store::Store;

use super::halt::Halt;
use super::plan::Base;
use crate::checkpoint::Checkpoint;
use crate::outbox::Unsound;
use crate::table::{self, Head};
use crate::tile::bundle::Bundle;
use crate::tile::{Edge, Tile, TileReader, edge, for_consistency};
use crate::tree::{Hash, HashReader, Node, consistency, leaf_hash, root_of};

/// What is needed to append to the log of `size` leaves, checked against its root. Nothing where tiles are not there.
pub(super) async fn load(store: &Store, size: u64, root: &Hash) -> Result<Option<Base>, Halt> {
    let mut tiles = Vec::new();
    for tile in edge(size) {
        let Some(bytes) = table::tile(store, tile).await? else { return Ok(None) };
        tiles.push((tile, bytes));
    }
    let lowest = tiles.iter().find(|(tile, _)| tile.level == 0).cloned();
    let edge = Edge::open(size, root, tiles).map_err(|error| Unsound::new("log_tile", size, error))?;
    let Some((tile, hashes)) = lowest else { return Ok(Some(Base { edge, tail: Vec::new() })) };
    let place = Bundle { number: tile.number, width: tile.width };
    let Some(bytes) = table::bundle(store, place).await? else { return Ok(None) };
    let unsound = |what: &dyn std::fmt::Display| {
        Unsound::new("log_bundle", format!("{} {}", place.number, place.width), what)
    };
    let entries = place.entries(&bytes).map_err(|error| unsound(&error))?;
    let same = tile
        .hashes(&hashes)
        .is_some_and(|hashes| hashes.iter().zip(&entries).all(|(hash, entry)| *hash == leaf_hash(entry)));
    if !same {
        return Err(unsound(&"its entries are not those of the tile").into());
    }
    let tail = entries.into_iter().map(<[u8]>::to_vec).collect();
    Ok(Some(Base { edge, tail }))
}

/// The same where the root at that size is not known: whether it was right shows when the leaves behind it are appended
/// and come to a root that is.
pub(super) async fn unchecked(store: &Store, size: u64) -> Result<Option<Base>, Halt> {
    let mut loose = Loose(BTreeMap::new());
    for tile in edge(size) {
        let Some(bytes) = table::tile(store, tile).await? else { return Ok(None) };
        loose.0.insert((tile.level, tile.number), (tile, bytes));
    }
    let root = root_of(size, &loose).map_err(|error| Unsound::new("log_tile", size, error))?;
    load(store, size, &root).await
}

/// Tiles that are believed.
struct Loose(BTreeMap<(u8, u64), (Tile, Vec<u8>)>);

impl HashReader for Loose {
    fn hash(&self, level: u8, index: u64) -> Option<Hash> {
        let (tile, bytes) = self.0.get(&(level / 8, index >> (8 - level % 8)))?;
        tile.hash(bytes, Node { level, index })
    }
}

/// Whether the log of this head begins with the leaves of a checkpoint that was signed before.
pub(super) async fn begins_with(store: &Store, head: &Head, known: &Checkpoint) -> Result<bool, Halt> {
    if known.size == head.size {
        return Ok(known.root == head.root);
    }
    let unsound = |error: &dyn std::fmt::Display| Unsound::new("log_tile", head.size, error);
    let wanted = for_consistency(known.size, head.size).map_err(|error| unsound(&error))?;
    let tiles = table::tiles(store, &wanted).await?;
    let reader = TileReader::open(head.size, &head.root, tiles).map_err(|error| unsound(&error))?;
    let proof = consistency::prove(known.size, head.size, &reader).map_err(|error| unsound(&error))?;
    Ok(consistency::verify(known.size, &known.root, head.size, &head.root, &proof).is_ok())
}
