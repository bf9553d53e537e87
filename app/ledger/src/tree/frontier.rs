//! A tree that grows by one leaf after another and keeps no more than its right edge.

use super::cover::fold;
use super::{EMPTY_ROOT, Hash, node_hash};

/// The roots of the complete subtrees that stand side by side, each larger than the next: as many as the size has bits. What
/// is needed to append and to know the root, for a tree whose leaves stand elsewhere.
///
/// ```
/// use ledger::tree::{Frontier, leaf_hash, root};
///
/// let leaves = ["a", "b", "c"].map(|entry| leaf_hash(entry.as_bytes()));
/// let mut frontier = Frontier::default();
/// leaves.iter().for_each(|leaf| frontier.push(*leaf));
/// assert_eq!(frontier.root(), root(&leaves));
/// assert_eq!(Frontier::read(3, &frontier.bytes()), Some(frontier));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// Appends a leaf by its hash.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        // The leaf completes one subtree for every one that ends the number of leaves before it.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node_hash(&left, &hash);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// The number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root; [`EMPTY_ROOT`] where there are no leaves.
    pub fn root(&self) -> Hash {
        fold(&self.peaks).unwrap_or(EMPTY_ROOT)
    }

    /// The hashes it keeps, one after another.
    pub fn bytes(&self) -> Vec<u8> {
        self.peaks.iter().flat_map(|peak| peak.0).collect()
    }

    /// What [`Frontier::bytes`] wrote for a tree of this size; `None` for any other number of hashes.
    pub fn read(size: u64, bytes: &[u8]) -> Option<Frontier> {
        let (hashes, rest) = bytes.as_chunks::<32>();
        let fits = rest.is_empty() && hashes.len() == usize::try_from(size.count_ones()).ok()?;
        fits.then(|| Frontier { size, peaks: hashes.iter().map(|hash| Hash(*hash)).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{HashReader, leaf_hash, root_of};

    #[test]
    fn it_grows_to_the_root_of_every_size() {
        let leaves: Vec<Hash> = (0..200_u32).map(|leaf| leaf_hash(&leaf.to_be_bytes())).collect();
        fn node(leaves: &[Hash], level: u8, index: u64) -> Hash {
            match level {
                0 => leaves[index as usize],
                _ => node_hash(&node(leaves, level - 1, index * 2), &node(leaves, level - 1, index * 2 + 1)),
            }
        }
        let reader = |level: u8, index: u64| Some(node(&leaves, level, index));
        assert_eq!(reader.hash(0, 7), Some(leaves[7]));
        let mut frontier = Frontier::default();
        for (size, leaf) in (0..).zip(&leaves) {
            assert_eq!(frontier.size(), size);
            assert_eq!(root_of(size, &reader), Ok(frontier.root()), "{size}");
            let again = Frontier::read(size, &frontier.bytes()).expect("it was written so");
            assert_eq!(again, frontier);
            assert_eq!(Frontier::read(size ^ 1, &frontier.bytes()), None, "{size}");
            frontier.push(*leaf);
        }
    }
}
