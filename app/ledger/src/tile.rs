//! Tiles: the tree cut into pieces of 256 hashes that never change once they are full. <https://c2sp.org/tlog-tiles>
//!
//! A tile of level 0 holds hashes of leaves; one of level 1 the roots of full tiles of level 0, and so on. The tile at the
//! right edge of a level is partial; it is served for the sizes that were signed, until the full one exists.

use crate::tree::{Hash, Node, root};

pub mod bundle;
mod edge;
mod path;
mod reader;

pub use edge::Edge;
pub use reader::{Refused, TileReader, for_consistency, for_inclusion};

/// How many hashes a full tile holds.
pub const FULL: u16 = 256;

/// Bytes of one hash in a tile.
pub const HASH_BYTES: usize = 32;

/// How many levels the largest tree has tiles of.
const LEVELS: u8 = 8;

/// The highest level an address may name.
const HIGHEST_LEVEL: u8 = 63;

/// Which tile: its level, its place in the level, and how many of its hashes there are.
///
/// ```
/// use ledger::tile::Tile;
///
/// let tile = Tile { level: 1, number: 1_234_067, width: 17 };
/// assert_eq!(tile.path(), "tile/1/x001/x234/067.p/17");
/// assert_eq!(Tile::parse("tile/1/x001/x234/067.p/17"), Some(tile));
/// assert_eq!(Tile::parse("tile/1/1234067.p/17"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tile {
    /// 0 for hashes of leaves; each hash of a level stands for 256 of the level below.
    pub level: u8,
    /// The place among the tiles of its level, from 0.
    pub number: u64,
    /// How many hashes it holds: 1 to 255, or [`FULL`].
    pub width: u16,
}

impl Tile {
    /// This tile as it stands in a tree of `size` leaves; `None` if it holds nothing there.
    pub fn at(level: u8, number: u64, size: u64) -> Option<Self> {
        let width = hashes(level, size).checked_sub(number.checked_mul(u64::from(FULL))?)?;
        (width > 0).then(|| Self { level, number, width: width.min(u64::from(FULL)) as u16 })
    }

    /// The tile from which the hash of this complete subtree follows, as it stands in a tree of `size` leaves; `None` if
    /// the tree does not hold the whole subtree.
    pub fn of(node: Node, size: u64) -> Option<Self> {
        let (level, height) = (node.level / 8, node.level % 8);
        let tile = Self::at(level, node.index >> (8 - height), size)?;
        tile.place(node).map(|_| tile)
    }

    /// Whether it holds all 256 hashes and will never change.
    pub fn is_full(self) -> bool {
        self.width == FULL
    }

    /// The full tile in this place: what to ask for if a partial one is no longer served.
    pub fn full(self) -> Self {
        Self { width: FULL, ..self }
    }

    /// The hash of a complete subtree from this tile's bytes; `None` if it does not follow from this tile, or these are not
    /// its bytes. The bytes are believed: see [`TileReader`] for those that come from elsewhere.
    pub fn hash(self, bytes: &[u8], node: Node) -> Option<Hash> {
        let place = self.place(node)?;
        let hashes = self.hashes(bytes)?;
        Some(root(&hashes[place]))
    }

    /// The hashes in this tile's bytes; `None` if these are too few or too many.
    pub fn hashes(self, bytes: &[u8]) -> Option<Vec<Hash>> {
        let (hashes, rest) = bytes.as_chunks::<HASH_BYTES>();
        let whole = rest.is_empty() && hashes.len() == usize::from(self.width);
        whole.then(|| hashes.iter().map(|hash| Hash(*hash)).collect())
    }

    /// Which of this tile's hashes a complete subtree spans.
    fn place(self, node: Node) -> Option<std::ops::Range<usize>> {
        let (level, height) = (node.level / 8, node.level % 8);
        if level != self.level || node.index >> (8 - height) != self.number {
            return None;
        }
        let begin = ((node.index << height) & 0xff) as usize;
        let end = begin + (1 << height);
        (end <= usize::from(self.width)).then_some(begin..end)
    }

    /// The subtree that is this tile, if it is full: one hash in the level above.
    fn node(self) -> Option<Node> {
        let level = self.level.checked_add(1)?.checked_mul(8)?;
        self.is_full().then_some(Node { level, index: self.number })
    }
}

/// All tiles of a tree of `size` leaves, level by level.
pub fn tiles_for(size: u64) -> impl Iterator<Item = Tile> {
    new_tiles(0, size)
}

/// The tiles a tree of `new_size` leaves has and one of `old_size` leaves has not, level by level: what to write when a log
/// has grown. None if it has not.
///
/// ```
/// use ledger::tile::{Tile, new_tiles};
///
/// let paths: Vec<String> = new_tiles(255, 256).map(Tile::path).collect();
/// assert_eq!(paths, ["tile/0/000", "tile/1/000.p/1"]);
/// ```
pub fn new_tiles(old_size: u64, new_size: u64) -> impl Iterator<Item = Tile> {
    (0..LEVELS).flat_map(move |level| {
        let (old, new) = (hashes(level, old_size), hashes(level, new_size));
        let grown = if old < new { old / 256..(new - 1) / 256 + 1 } else { 0..0 };
        grown.filter_map(move |number| Tile::at(level, number, new_size))
    })
}

/// The partial tiles at the right edge of a tree of `size` leaves, the lowest level first: all its root follows from.
pub fn edge(size: u64) -> Vec<Tile> {
    (0..LEVELS).filter_map(|level| Tile::at(level, hashes(level, size) / 256, size)).collect()
}

/// How many hashes of a level a tree of `size` leaves has: one for every 256^level leaves.
fn hashes(level: u8, size: u64) -> u64 {
    size.checked_shr(u32::from(level) * 8).unwrap_or(0)
}
