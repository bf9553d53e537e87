//! Proofs that a tree holds all leaves of an older one, unchanged and in their order. RFC 6962, section 2.1.2; verified as
//! in RFC 9162, section 2.1.4.2.

use super::cover::Span;
use super::{Broken, EMPTY_ROOT, Hash, HashReader, Node, node_hash};

/// The parts of the newer tree the proof names: where the older one ends first, then outwards.
fn parts(old_size: u64, new_size: u64) -> Result<Vec<Span>, Broken> {
    if old_size > new_size {
        return Err(Broken::Range);
    }
    let mut spans = Vec::new();
    if old_size == 0 {
        return Ok(spans);
    }
    let mut span = Span::tree(new_size);
    while old_size < span.high {
        let (left, right) = span.halves();
        let (inside, outside) = if old_size <= left.high { (left, right) } else { (right, left) };
        spans.push(outside);
        span = inside;
    }
    // A part that begins with the tree is the older tree itself, whose root the verifier has.
    if span.low > 0 {
        spans.push(span);
    }
    spans.reverse();
    Ok(spans)
}

/// The complete subtrees whose hashes [`prove`] will ask for, so that they can be fetched at once.
///
/// # Errors
/// [`Broken::Range`] if the older tree is the larger one.
pub fn nodes(old_size: u64, new_size: u64) -> Result<Vec<Node>, Broken> {
    Ok(parts(old_size, new_size)?.into_iter().flat_map(Span::nodes).collect())
}

/// The proof that the tree of `new_size` leaves begins with the tree of `old_size` leaves: at most 65 hashes, none if the
/// older tree is empty or the same.
///
/// # Errors
/// [`Broken::Range`] if the older tree is the larger one, [`Broken::Missing`] if the reader lacks a hash.
///
/// ```
/// use ledger::tree::{Hash, consistency, leaf_hash, root};
///
/// let leaves: Vec<Hash> = (0..7u8).map(|leaf| leaf_hash(&[leaf])).collect();
/// let reader = |level: u8, index: u64| Some(root(leaves.chunks(1 << level).nth(index as usize)?));
/// let proof = consistency::prove(3, 7, &reader).unwrap();
/// assert_eq!(consistency::verify(3, &root(&leaves[..3]), 7, &root(&leaves), &proof), Ok(()));
/// ```
pub fn prove(old_size: u64, new_size: u64, reader: &impl HashReader) -> Result<Vec<Hash>, Broken> {
    parts(old_size, new_size)?.into_iter().map(|span| span.root(reader)).collect()
}

/// Whether the tree with `new_root` begins with all leaves of the tree with `old_root`.
///
/// Every tree begins with the empty one, by an empty proof; RFC 6962 leaves that case open, tlog-witness names it.
///
/// # Errors
/// [`Broken`] says what is wrong with the proof.
pub fn verify(
    old_size: u64,
    old_root: &Hash,
    new_size: u64,
    new_root: &Hash,
    proof: &[Hash],
) -> Result<(), Broken> {
    if old_size > new_size {
        return Err(Broken::Range);
    }
    if old_size == 0 || old_size == new_size {
        let begin = if old_size == 0 { EMPTY_ROOT } else { *new_root };
        return match (proof.is_empty(), *old_root == begin) {
            (false, _) => Err(Broken::Length),
            (true, false) => Err(Broken::Root),
            (true, true) => Ok(()),
        };
    }
    // Below the first node the proof names, the two trees are the same: climb there.
    let same = (old_size - 1).trailing_ones().min(63);
    let (mut here, mut last) = ((old_size - 1) >> same, (new_size - 1) >> same);
    // If the older tree is one complete subtree, that node is its root, and the proof leaves it out.
    let (first, rest) = if old_size.is_power_of_two() {
        (old_root, proof)
    } else {
        proof.split_first().ok_or(Broken::Length)?
    };
    let (mut old, mut new) = (*first, *first);
    for beside in rest {
        if last == 0 {
            return Err(Broken::Length);
        }
        if here & 1 == 1 || here == last {
            old = node_hash(beside, &old);
            new = node_hash(beside, &new);
            let alone = here.trailing_zeros().min(63);
            here >>= alone;
            last >>= alone;
        } else {
            new = node_hash(&new, beside);
        }
        here >>= 1;
        last >>= 1;
    }
    match (last == 0, old == *old_root && new == *new_root) {
        (false, _) => Err(Broken::Length),
        (true, false) => Err(Broken::Root),
        (true, true) => Ok(()),
    }
}
