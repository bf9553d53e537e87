//! Proofs hold for what is true and for nothing else.

use ledger::tree::{Broken, EMPTY_ROOT, Hash, MAX_SIZE, consistency, inclusion, root_of};
use proptest::prelude::*;

use super::given::{self, Tree, Uniform};

#[test]
fn every_leaf_of_every_small_tree_is_proved() {
    let tree = Tree::over(given::leaves(70));
    for size in 1..=70 {
        for index in 0..size {
            let proof = inclusion::prove(index, size, &tree).unwrap();
            let root = tree.root(size);
            assert_eq!(inclusion::verify(index, size, &tree.leaf(index), &proof, &root), Ok(()));
            assert_eq!(root_of(size, &tree), Ok(root));
        }
    }
}

#[test]
fn every_small_tree_begins_with_every_smaller_one() {
    let tree = Tree::over(given::leaves(70));
    for new in 0..=70 {
        for old in 0..=new {
            let proof = consistency::prove(old, new, &tree).unwrap();
            assert_eq!(consistency::verify(old, &tree.root(old), new, &tree.root(new), &proof), Ok(()));
            // It does not begin with a tree of another root.
            let other = tree.root((old + 1) % 71);
            assert!(consistency::verify(old, &other, new, &tree.root(new), &proof).is_err());
        }
    }
}

#[test]
fn every_place_has_one_proof_of_one_length() {
    let tree = Tree::over(given::leaves(33));
    for index in 0..33 {
        let mut proof = inclusion::prove(index, 33, &tree).unwrap();
        let leaf = tree.leaf(index);
        let last = proof.pop().unwrap();
        assert_eq!(inclusion::verify(index, 33, &leaf, &proof, &tree.root(33)), Err(Broken::Length));
        proof.extend([last, last]);
        assert_eq!(inclusion::verify(index, 33, &leaf, &proof, &tree.root(33)), Err(Broken::Length));
    }
    for old in 1..33 {
        let mut proof = consistency::prove(old, 33, &tree).unwrap();
        let (old_root, root) = (tree.root(old), tree.root(33));
        let last = proof.pop().unwrap();
        assert_eq!(consistency::verify(old, &old_root, 33, &root, &proof), Err(Broken::Length));
        proof.extend([last, last]);
        assert_eq!(consistency::verify(old, &old_root, 33, &root, &proof), Err(Broken::Length));
    }
}

#[test]
fn an_inner_node_is_no_leaf() {
    let tree = Tree::over(given::leaves(4));
    let inner = inclusion::prove(0, 4, &tree).unwrap()[1];
    let other = inclusion::prove(3, 4, &tree).unwrap()[1];
    // The root of four leaves is also the root over two inner nodes, were these leaves.
    assert_eq!(inclusion::verify(1, 2, &inner, &[other], &tree.root(4)), Ok(()));
    // But nobody has an entry whose leaf is that node: an entry is hashed behind another byte.
    let entry = [given::leaves(4)[2].0, given::leaves(4)[3].0].concat();
    assert_ne!(ledger::tree::leaf_hash(&entry), inner);
}

#[test]
fn what_is_not_in_the_tree_has_no_proof() {
    let tree = Tree::over(given::leaves(5));
    assert_eq!(inclusion::prove(5, 5, &tree), Err(Broken::Range));
    assert_eq!(inclusion::prove(0, 0, &tree), Err(Broken::Range));
    assert_eq!(inclusion::verify(0, 0, &tree.leaf(0), &[], &EMPTY_ROOT), Err(Broken::Range));
    assert_eq!(consistency::prove(6, 5, &tree), Err(Broken::Range));
    assert_eq!(consistency::verify(2, &tree.root(2), 1, &tree.root(1), &[]), Err(Broken::Range));
}

#[test]
fn a_missing_hash_is_named() {
    let tree = Tree::over(given::leaves(5));
    let missing = inclusion::nodes(6, 9).unwrap()[3];
    assert_eq!((missing.level, missing.index), (0, 8));
    assert_eq!(inclusion::prove(4, 9, &tree), Err(Broken::Missing(inclusion::nodes(4, 9).unwrap()[0])));
}

#[test]
fn every_tree_begins_with_the_empty_one_by_an_empty_proof_only() {
    let tree = Tree::over(given::leaves(5));
    let root = tree.root(5);
    assert_eq!(consistency::verify(0, &EMPTY_ROOT, 5, &root, &[]), Ok(()));
    assert_eq!(consistency::verify(0, &EMPTY_ROOT, 5, &root, &[root]), Err(Broken::Length));
    assert_eq!(consistency::verify(0, &root, 5, &root, &[]), Err(Broken::Root));
    assert_eq!(consistency::verify(5, &root, 5, &root, &[]), Ok(()));
    assert_eq!(consistency::verify(5, &root, 5, &root, &[root]), Err(Broken::Length));
    assert_eq!(consistency::verify(5, &tree.root(4), 5, &root, &[]), Err(Broken::Root));
}

fn flipped(hash: Hash, bit: usize) -> Hash {
    let mut hash = hash;
    hash.0[bit / 8] ^= 1 << (bit % 8);
    hash
}

#[test]
fn no_bit_of_a_proof_can_change() {
    let tree = Tree::over(given::leaves(100));
    let (root, old_root) = (tree.root(100), tree.root(37));
    let proof = inclusion::prove(36, 100, &tree).unwrap();
    let since = consistency::prove(37, 100, &tree).unwrap();
    for bit in 0..256 {
        let other = flipped(tree.leaf(36), bit);
        assert_eq!(inclusion::verify(36, 100, &other, &proof, &root), Err(Broken::Root));
        let other = flipped(root, bit);
        assert_eq!(inclusion::verify(36, 100, &tree.leaf(36), &proof, &other), Err(Broken::Root));
        assert_eq!(consistency::verify(37, &old_root, 100, &other, &since), Err(Broken::Root));
        assert_eq!(consistency::verify(37, &flipped(old_root, bit), 100, &root, &since), Err(Broken::Root));
        for place in 0..proof.len() {
            let mut proof = proof.clone();
            proof[place] = flipped(proof[place], bit);
            assert_eq!(inclusion::verify(36, 100, &tree.leaf(36), &proof, &root), Err(Broken::Root));
        }
        for place in 0..since.len() {
            let mut since = since.clone();
            since[place] = flipped(since[place], bit);
            assert_eq!(consistency::verify(37, &old_root, 100, &root, &since), Err(Broken::Root));
        }
    }
}

proptest! {
    #[test]
    fn a_proof_holds_for_no_other_place(size in 2_u64..2000, seed: u64, bit in 0_u32..64) {
        let tree = Tree::over(given::leaves(size));
        let index = seed % size;
        let proof = inclusion::prove(index, size, &tree).unwrap();
        let other = index ^ (1 << bit);
        prop_assert!(inclusion::verify(other, size, &tree.leaf(index), &proof, &tree.root(size)).is_err());
    }

    #[test]
    fn a_proof_of_growth_holds_for_no_other_roots(new in 2_u64..2000, seed: u64, bit in 0_u32..64) {
        let tree = Tree::over(given::leaves(new));
        let old = 1 + seed % (new - 1);
        let proof = consistency::prove(old, new, &tree).unwrap();
        let (old_root, root) = (tree.root(old), tree.root(new));
        prop_assert_eq!(consistency::verify(old, &old_root, new, &root, &proof), Ok(()));
        // The signed root of another size never passes for this one.
        let other = old ^ (1 << bit);
        if other <= new {
            let other_root = tree.root(other);
            prop_assert!(consistency::verify(old, &other_root, new, &root, &proof).is_err());
            prop_assert!(consistency::verify(other, &other_root, new, &root, &proof).is_err());
        }
    }

    /// With a size that is larger by any bit the proof holds only if the tree has the same shape beside that leaf; then a
    /// root alone cannot tell. This is why a size is believed only from the checkpoint that is signed with the root.
    #[test]
    fn a_size_is_as_good_as_its_signature(size in 1_u64..500, seed: u64, bit in 0_u32..63) {
        let tree = Tree::over(given::leaves(size));
        let index = seed % size;
        let proof = inclusion::prove(index, size, &tree).unwrap();
        let other = size ^ (1 << bit);
        let same_shape = inclusion_sides(index, size) == inclusion_sides(index, other);
        let held = inclusion::verify(index, other, &tree.leaf(index), &proof, &tree.root(size)).is_ok();
        prop_assert_eq!(held, same_shape);
    }

    #[test]
    fn the_largest_trees_are_proved_like_small_ones(from_top in 0_u64..1 << 40, seed: u64, bits in 1_u32..63) {
        let tree = Uniform::new();
        for size in [MAX_SIZE - from_top, u64::MAX - from_top, (1 << bits) + seed % (1 << bits)] {
            let root = root_of(size, &tree).unwrap();
            let index = seed % size;
            let proof = inclusion::prove(index, size, &tree).unwrap();
            prop_assert_eq!(inclusion::verify(index, size, &tree.leaf(), &proof, &root), Ok(()));
            let old = seed.rotate_left(17) % size;
            let old_root = root_of(old, &tree).unwrap();
            let proof = consistency::prove(old, size, &tree).unwrap();
            prop_assert_eq!(consistency::verify(old, &old_root, size, &root, &proof), Ok(()));
        }
    }
}

/// On which side each hash of the proof stands, from the leaf up; none if there is no such leaf.
fn inclusion_sides(index: u64, size: u64) -> Option<Vec<bool>> {
    (index < size).then(|| {
        let (mut low, mut high) = (0, size);
        let mut sides = Vec::new();
        while high - low > 1 {
            let middle = low + (high - low).next_power_of_two() / 2;
            sides.push(index < middle);
            if index < middle { high = middle } else { low = middle }
        }
        sides
    })
}
