//! Tiles and bundles as they were fetched, and what is left of them once every byte was checked against the root.

use super::{Fault, What};
use crate::checkpoint::Checkpoint;
use crate::tile::bundle::Bundle;
use crate::tile::{Tile, TileReader};
use crate::tree::{HashReader, leaf_hash};

/// What was fetched, as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// Hashes by tile. In the place of a partial tile the full one may stand.
    pub tiles: Vec<(Tile, Vec<u8>)>,
    /// Entries by bundle, likewise.
    pub bundles: Vec<(Bundle, Vec<u8>)>,
}

/// Checked tiles and entries of one tree.
pub(super) struct Log<'a> {
    pub(super) tree: &'a Checkpoint,
    pub(super) tiles: TileReader,
    /// The first index of each bundle, and its entries.
    bundles: Vec<(u64, Vec<&'a [u8]>)>,
}

impl<'a> Log<'a> {
    /// Checks every tile against the root, and every entry against its tile.
    pub(super) fn open(tree: &'a Checkpoint, fetched: &'a Fetched) -> Result<Log<'a>, Fault> {
        let given = fetched.tiles.iter().map(|(tile, bytes)| (*tile, bytes));
        let tiles = TileReader::open(tree.size, &tree.root, given)
            .map_err(|refused| Fault::between(What::Tile, refused.to_string(), tree.root.to_string()))?;
        let mut bundles = Vec::with_capacity(fetched.bundles.len());
        for (bundle, bytes) in &fetched.bundles {
            let wrong = || Fault::between(What::Tile, bundle.path(), tree.root.to_string());
            let entries = bundle.entries(bytes).map_err(|_| wrong())?;
            let first = bundle.number.saturating_mul(256);
            // In a full bundle fetched in the place of a partial one, the rest is beyond the checkpoint.
            let sound = (first..tree.size)
                .zip(&entries)
                .all(|(index, entry)| tiles.hash(0, index) == Some(leaf_hash(entry)));
            if !sound {
                return Err(wrong());
            }
            bundles.push((first, entries));
        }
        Ok(Log { tree, tiles, bundles })
    }

    /// The entry at this place, if its bundle was fetched.
    pub(super) fn entry(&self, index: u64) -> Option<&'a [u8]> {
        let (first, entries) = self.bundles.iter().find(|(first, _)| index / 256 * 256 == *first)?;
        entries.get(usize::try_from(index - first).ok()?).copied()
    }
}
