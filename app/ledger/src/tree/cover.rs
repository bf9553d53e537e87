//! Complete subtrees: the pieces roots and proofs are put together from, and that a tile can give.

use super::{Broken, EMPTY_ROOT, Hash, node_hash};

/// A complete subtree of the tree: the leaves from `index · 2^level` up to, not including, `(index + 1) · 2^level`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node {
    /// The height above the leaves, 0 to 63.
    pub level: u8,
    /// The place among the nodes of this height, from 0.
    pub index: u64,
}

/// Who knows hashes of complete subtrees: a table of tiles, a set of fetched tiles, a list of leaves in a test.
pub trait HashReader {
    /// The hash of the complete subtree of 2^`level` leaves at `index`, or `None` if this reader does not have it.
    fn hash(&self, level: u8, index: u64) -> Option<Hash>;
}

impl<F: Fn(u8, u64) -> Option<Hash>> HashReader for F {
    fn hash(&self, level: u8, index: u64) -> Option<Hash> {
        self(level, index)
    }
}

/// Leaves from `low` up to, not including, `high`; `low` is a multiple of the smallest power of two that spans them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) low: u64,
    pub(crate) high: u64,
}

impl Span {
    /// The whole tree.
    pub(crate) fn tree(size: u64) -> Self {
        Self { low: 0, high: size }
    }

    /// The two parts RFC 6962 splits it into: at the largest power of two smaller than its length, which is over one.
    pub(crate) fn halves(self) -> (Self, Self) {
        let middle = self.low + (1 << (self.high - self.low - 1).ilog2());
        (Self { low: self.low, high: middle }, Self { low: middle, high: self.high })
    }

    /// The complete subtrees it consists of, the largest first, which is from left to right.
    pub(crate) fn nodes(self) -> impl Iterator<Item = Node> {
        let mut low = self.low;
        std::iter::from_fn(move || {
            let level = (self.high - low).checked_ilog2()?;
            let node = Node { level: level as u8, index: low >> level };
            low += 1 << level;
            Some(node)
        })
    }

    /// Its root, from the hashes of its complete subtrees.
    pub(crate) fn root(self, reader: &impl HashReader) -> Result<Hash, Broken> {
        let hashes = self
            .nodes()
            .map(|node| reader.hash(node.level, node.index).ok_or(Broken::Missing(node)))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(fold(&hashes).unwrap_or(EMPTY_ROOT))
    }
}

/// The root over complete subtrees from left to right, each larger than the next; `None` if there are none.
pub(crate) fn fold(peaks: &[Hash]) -> Option<Hash> {
    let (last, rest) = peaks.split_last()?;
    Some(rest.iter().rev().fold(*last, |right, left| node_hash(left, &right)))
}

/// The root of the tree of `size` leaves, from the hashes of its complete subtrees.
///
/// # Errors
/// [`Broken::Missing`] if the reader lacks one of them.
pub fn root_of(size: u64, reader: &impl HashReader) -> Result<Hash, Broken> {
    Span::tree(size).root(reader)
}
