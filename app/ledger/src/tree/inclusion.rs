//! Proofs that a leaf is in a tree. RFC 6962, section 2.1.1; verified as in RFC 9162, section 2.1.3.2.

use super::cover::Span;
use super::{Broken, Hash, HashReader, Node, node_hash};

/// The parts of the tree beside the way from the leaf to the root, the leaf's neighbour first.
fn beside(index: u64, size: u64) -> Result<Vec<Span>, Broken> {
    if index >= size {
        return Err(Broken::Range);
    }
    let mut spans = Vec::new();
    let mut span = Span::tree(size);
    while span.high - span.low > 1 {
        let (left, right) = span.halves();
        let (inside, outside) = if index < left.high { (left, right) } else { (right, left) };
        spans.push(outside);
        span = inside;
    }
    spans.reverse();
    Ok(spans)
}

/// The complete subtrees whose hashes [`prove`] will ask for, so that they can be fetched at once.
///
/// # Errors
/// [`Broken::Range`] if the tree has no such leaf.
pub fn nodes(index: u64, size: u64) -> Result<Vec<Node>, Broken> {
    Ok(beside(index, size)?.into_iter().flat_map(Span::nodes).collect())
}

/// The proof that the leaf at `index` is in the tree of `size` leaves: at most 64 hashes.
///
/// # Errors
/// [`Broken::Range`] if the tree has no such leaf, [`Broken::Missing`] if the reader lacks a hash.
///
/// ```
/// use ledger::tree::{Hash, inclusion, leaf_hash, root};
///
/// let leaves: Vec<Hash> = (0..5u8).map(|leaf| leaf_hash(&[leaf])).collect();
/// let reader = |level: u8, index: u64| Some(root(leaves.chunks(1 << level).nth(index as usize)?));
/// let proof = inclusion::prove(3, 5, &reader).unwrap();
/// assert_eq!(inclusion::verify(3, 5, &leaves[3], &proof, &root(&leaves)), Ok(()));
/// ```
pub fn prove(index: u64, size: u64, reader: &impl HashReader) -> Result<Vec<Hash>, Broken> {
    beside(index, size)?.into_iter().map(|span| span.root(reader)).collect()
}

/// Whether `proof` leads from the leaf's hash at `index` to the root of the tree of `size` leaves.
///
/// A root does not say how many leaves are below it: take `size` and `root` from one signed checkpoint.
///
/// # Errors
/// [`Broken`] says what is wrong with it.
pub fn verify(index: u64, size: u64, leaf: &Hash, proof: &[Hash], root: &Hash) -> Result<(), Broken> {
    if index >= size {
        return Err(Broken::Range);
    }
    let (mut here, mut last, mut hash) = (index, size - 1, *leaf);
    for beside in proof {
        if last == 0 {
            return Err(Broken::Length);
        }
        if here & 1 == 1 || here == last {
            hash = node_hash(beside, &hash);
            // At the right edge a node without a neighbour climbs until it has one to its left.
            let alone = here.trailing_zeros().min(63);
            here >>= alone;
            last >>= alone;
        } else {
            hash = node_hash(&hash, beside);
        }
        here >>= 1;
        last >>= 1;
    }
    match (last == 0, hash == *root) {
        (false, _) => Err(Broken::Length),
        (true, false) => Err(Broken::Root),
        (true, true) => Ok(()),
    }
}
