//! Tiles fetched from someone we do not trust: which ones a proof needs, and a reader that has checked every byte of them
//! against the root before it answers.

use std::fmt;

use super::{FULL, Tile, edge};
use crate::tree::{Broken, Hash, HashReader, Node, consistency, inclusion, node_hash, root_of};

/// The tiles to fetch to prove that leaf `index` is in the tree of `size` leaves, and to check the tiles themselves: those
/// above the leaf, and the right edge. Five for a million leaves.
///
/// # Errors
/// [`Broken::Range`] if the tree has no such leaf.
///
/// ```
/// use ledger::tile::{Tile, for_inclusion};
///
/// let paths: Vec<String> = for_inclusion(3, 70_000).unwrap().into_iter().map(Tile::path).collect();
/// assert_eq!(paths, ["tile/0/000", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"]);
/// ```
pub fn for_inclusion(index: u64, size: u64) -> Result<Vec<Tile>, Broken> {
    let mut nodes = inclusion::nodes(index, size)?;
    nodes.push(Node { level: 0, index });
    Ok(with_parents(nodes, size))
}

/// The tiles to fetch, as they stand in the newer tree, to prove that it begins with the older one, and to check the tiles
/// themselves.
///
/// # Errors
/// [`Broken::Range`] if the older tree is the larger one.
pub fn for_consistency(old_size: u64, new_size: u64) -> Result<Vec<Tile>, Broken> {
    Ok(with_parents(consistency::nodes(old_size, new_size)?, new_size))
}

/// The tiles of these nodes, those above them up to the edge, and the edge.
fn with_parents(nodes: Vec<Node>, size: u64) -> Vec<Tile> {
    // A dozen at most, in their order from the beginning: a list will do, and a phone downloads no tree for it.
    let mut tiles = edge(size);
    for node in nodes {
        let mut above = Tile::of(node, size);
        while let Some(tile) = above {
            if let Err(at) = tiles.binary_search(&tile) {
                tiles.insert(at, tile);
            }
            above = tile.node().and_then(|node| Tile::of(node, size));
        }
    }
    tiles
}

/// Checked tiles of one tree. It exists only if every tile in it leads to the root, so what it answers is as true as the
/// root is.
///
/// ```
/// use ledger::tile::{Edge, TileReader, for_inclusion};
/// use ledger::tree::{inclusion, leaf_hash};
///
/// let leaves: Vec<_> = (0..300u32).map(|leaf| leaf_hash(&leaf.to_be_bytes())).collect();
/// let mut edge = Edge::default();
/// let mut served = edge.append(&leaves).unwrap();
/// let needed = for_inclusion(7, 300).unwrap();
/// let fetched: Vec<_> = served.iter().filter(|(tile, _)| needed.contains(tile)).cloned().collect();
///
/// let reader = TileReader::open(300, &edge.root(), fetched).unwrap();
/// let proof = inclusion::prove(7, 300, &reader).unwrap();
/// assert_eq!(inclusion::verify(7, 300, &leaves[7], &proof, &edge.root()), Ok(()));
///
/// served[0].1[40] ^= 1;
/// assert!(TileReader::open(300, &edge.root(), served).is_err());
/// ```
#[derive(Clone, Debug)]
pub struct TileReader {
    tiles: Vec<((u8, u64), Heights)>,
}

impl TileReader {
    /// Checks fetched tiles against the root of the tree of `size` leaves, both from a signed checkpoint. In the place of a
    /// partial tile the full one may be given, of which the hashes beyond `size` are left out.
    ///
    /// # Errors
    /// [`Refused`] names the tile that is missing, or has the wrong length, or does not lead to the root.
    pub fn open<B: AsRef<[u8]>>(
        size: u64,
        root: &Hash,
        tiles: impl IntoIterator<Item = (Tile, B)>,
    ) -> Result<Self, Refused> {
        let mut reader = Self { tiles: Vec::new() };
        for (tile, bytes) in tiles {
            let hashes = checked(tile, bytes.as_ref(), size)?;
            reader.tiles.push(((tile.level, tile.number), Heights::over(hashes)));
        }
        reader.check(size, root)?;
        Ok(reader)
    }

    fn check(&self, size: u64, root: &Hash) -> Result<(), Refused> {
        if let Some(missing) = edge(size).into_iter().find(|tile| !self.has(*tile)) {
            return Err(Refused::Missing(missing));
        }
        // The root follows from every hash of the edge's tiles, so all of these are true if it is.
        if root_of(size, self).ok().as_ref() != Some(root) {
            return Err(Refused::Root);
        }
        // A full tile is one hash of the tile above it, which is true in turn, up to the edge.
        for ((level, number), _) in &self.tiles {
            let tile = Tile { level: *level, number: *number, width: FULL };
            let (Some(node), Some(top)) = (tile.node(), self.top(tile)) else { continue };
            let above = Tile::of(node, size).ok_or(Refused::Outside(tile))?;
            if !self.has(above) {
                return Err(Refused::Missing(above));
            }
            if self.hash(node.level, node.index) != Some(top) {
                return Err(Refused::Hash(tile));
            }
        }
        Ok(())
    }

    fn find(&self, level: u8, number: u64) -> Option<&Heights> {
        self.tiles.iter().find(|(place, _)| *place == (level, number)).map(|(_, heights)| heights)
    }

    fn has(&self, tile: Tile) -> bool {
        self.find(tile.level, tile.number).is_some()
    }

    /// The root of a tile, if it is here and full.
    fn top(&self, tile: Tile) -> Option<Hash> {
        self.find(tile.level, tile.number)?.hash(8, 0)
    }
}

impl HashReader for TileReader {
    fn hash(&self, level: u8, index: u64) -> Option<Hash> {
        let (tile, height) = (level / 8, level % 8);
        let number = index >> (8 - height);
        let inside = index & (0xff >> height);
        self.find(tile, number)?.hash(height, inside as usize)
    }
}

/// The hashes of a tile and all complete subtrees above them, computed once: a proof asks for most of them.
#[derive(Clone, Debug)]
struct Heights(Vec<Vec<Hash>>);

impl Heights {
    fn over(hashes: Vec<Hash>) -> Self {
        let mut heights = vec![hashes];
        while let Some(below) = heights.last().filter(|below| below.len() > 1) {
            let (pairs, _) = below.as_chunks::<2>();
            heights.push(pairs.iter().map(|[left, right]| node_hash(left, right)).collect());
        }
        Self(heights)
    }

    fn hash(&self, height: u8, index: usize) -> Option<Hash> {
        self.0.get(usize::from(height))?.get(index).copied()
    }
}

/// The hashes of a tile as the tree of `size` leaves has it; its bytes may be those of the full tile.
pub(super) fn checked(tile: Tile, bytes: &[u8], size: u64) -> Result<Vec<Hash>, Refused> {
    let here = Tile::at(tile.level, tile.number, size).ok_or(Refused::Outside(tile))?;
    if tile.width != here.width && !tile.is_full() {
        return Err(Refused::Outside(tile));
    }
    let mut hashes = tile.hashes(bytes).ok_or(Refused::Length(tile))?;
    hashes.truncate(usize::from(here.width));
    Ok(hashes)
}

/// Why fetched tiles are not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The tree has no such tile.
    Outside(Tile),
    /// The tile is needed and was not given.
    Missing(Tile),
    /// The bytes are more or fewer than the tile's.
    Length(Tile),
    /// The tile does not lead to the hash above it.
    Hash(Tile),
    /// The tiles at the edge do not lead to the root.
    Root,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outside(tile) => write!(f, "The tree has no {}", tile.path()),
            Self::Missing(tile) => write!(f, "{} is missing", tile.path()),
            Self::Length(tile) => write!(f, "{} has the wrong length", tile.path()),
            Self::Hash(tile) => write!(f, "{} does not lead to the root", tile.path()),
            Self::Root => f.write_str("The tiles do not lead to the root"),
        }
    }
}

impl std::error::Error for Refused {}
