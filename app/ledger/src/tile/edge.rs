//! The right edge of a growing tree: all that is needed to append leaves without reading the tree again.

use super::reader::{Refused, checked};
use super::{FULL, HASH_BYTES, LEVELS, Tile, edge};
use crate::tree::{Broken, EMPTY_ROOT, Hash, MAX_SIZE, node_hash, root};

/// The partial tiles of a log. Appending costs about one hash for each leaf, whatever the size of the log.
///
/// ```
/// use ledger::tile::{Edge, Tile};
/// use ledger::tree::{leaf_hash, root};
///
/// let leaves: Vec<_> = (0..300u32).map(|leaf| leaf_hash(&leaf.to_be_bytes())).collect();
/// let mut edge = Edge::default();
/// let mut paths: Vec<String> = edge.append(&leaves).unwrap().into_iter().map(|(tile, _)| tile.path()).collect();
/// assert_eq!(paths, ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"]);
/// assert_eq!((edge.size(), edge.root()), (300, root(&leaves)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    /// The hashes of the partial tile of each level, the lowest first; none or up to 255.
    levels: [Vec<Hash>; LEVELS as usize],
}

impl Edge {
    /// The edge of a log that exists, from the tiles [`edge`] names and their bytes.
    ///
    /// # Errors
    /// [`Refused`] if one is missing or has the wrong length, or they do not lead to `root`.
    pub fn open<B: AsRef<[u8]>>(
        size: u64,
        root: &Hash,
        tiles: impl IntoIterator<Item = (Tile, B)>,
    ) -> Result<Self, Refused> {
        let mut opened = Self { size, ..Self::default() };
        let needed = edge(size);
        for (tile, bytes) in tiles {
            if !needed.contains(&tile) {
                return Err(Refused::Outside(tile));
            }
            opened.levels[usize::from(tile.level)] = checked(tile, bytes.as_ref(), size)?;
        }
        let missing = |tile: &Tile| opened.levels[usize::from(tile.level)].is_empty();
        if let Some(tile) = needed.into_iter().find(missing) {
            return Err(Refused::Missing(tile));
        }
        if opened.root() == *root { Ok(opened) } else { Err(Refused::Root) }
    }

    /// How many leaves the log has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of its tree.
    pub fn root(&self) -> Hash {
        let mut whole: Option<Hash> = None;
        for level in &self.levels {
            // The complete subtrees of this level end with the smallest one: as many as its length has bits.
            let mut end = level.len();
            while end > 0 {
                let begin = end - (1 << end.trailing_zeros());
                let peak = root(&level[begin..end]);
                whole = Some(whole.map_or(peak, |right| node_hash(&peak, &right)));
                end = begin;
            }
        }
        whole.unwrap_or(EMPTY_ROOT)
    }

    /// Appends leaves, by their hashes, and returns the tiles that are new, level by level, with their bytes: those
    /// [`super::new_tiles`] names. If it fails nothing was appended.
    ///
    /// # Errors
    /// [`Broken::Range`] if the log would grow beyond [`MAX_SIZE`].
    pub fn append(&mut self, leaves: &[Hash]) -> Result<Vec<(Tile, Vec<u8>)>, Broken> {
        let grown = u64::try_from(leaves.len()).ok().and_then(|more| self.size.checked_add(more));
        let size = grown.filter(|size| *size <= MAX_SIZE).ok_or(Broken::Range)?;
        let mut tiles = Vec::new();
        let mut new = leaves.to_vec();
        for level in 0..LEVELS {
            if new.is_empty() {
                break;
            }
            let before = super::hashes(level, self.size) / 256;
            let hashes = &mut self.levels[usize::from(level)];
            hashes.append(&mut new);
            for (tile, number) in hashes.chunks(usize::from(FULL)).zip(before..) {
                let width = tile.len() as u16;
                tiles.push((Tile { level, number, width }, bytes(tile)));
                if width == FULL {
                    new.push(root(tile));
                }
            }
            hashes.drain(..new.len() * usize::from(FULL));
        }
        self.size = size;
        Ok(tiles)
    }
}

fn bytes(hashes: &[Hash]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(hashes.len() * HASH_BYTES);
    hashes.iter().for_each(|hash| bytes.extend_from_slice(&hash.0));
    bytes
}
