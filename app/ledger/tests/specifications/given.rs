//! Trees, logs and keys to test with, held in memory and put together in the plainest way.

use std::collections::BTreeMap;

use ledger::checkpoint::Checkpoint;
use ledger::cosignature::Cosigner;
use ledger::key::Signer;
use ledger::note::Note;
use ledger::proof::Proof;
use ledger::tile::{Edge, Tile};
use ledger::tree::{Hash, HashReader, inclusion, leaf_hash, node_hash, root};

pub(super) const ORIGIN: &str = "portal.example/log";

/// The signer of the vectors: the bytes 01 to 20, hexadecimal.
pub(super) fn log() -> Signer {
    Signer::new(ORIGIN, &seed(1)).unwrap()
}

/// The witness of the vectors: the bytes 21 to 40, hexadecimal.
pub(super) fn witness() -> Cosigner {
    Cosigner::new("witness.example/w1", &seed(0x21)).unwrap()
}

pub(super) fn seed(first: u8) -> [u8; 32] {
    std::array::from_fn(|place| first + place as u8)
}

pub(super) fn entry(index: u64) -> Vec<u8> {
    format!("entry-{index}").into_bytes()
}

pub(super) fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|index| leaf_hash(&entry(index))).collect()
}

/// All complete subtrees of a tree, made from its leaves.
pub(super) struct Tree {
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    pub(super) fn over(leaves: Vec<Hash>) -> Self {
        let mut levels = vec![leaves];
        while levels.last().unwrap().len() > 1 {
            let below = levels.last().unwrap();
            levels
                .push(below.as_chunks::<2>().0.iter().map(|[left, right]| node_hash(left, right)).collect());
        }
        Self { levels }
    }

    pub(super) fn leaf(&self, index: u64) -> Hash {
        self.levels[0][index as usize]
    }

    /// The root of its first `size` leaves, made from the leaves.
    pub(super) fn root(&self, size: u64) -> Hash {
        root(&self.levels[0][..size as usize])
    }
}

impl HashReader for Tree {
    fn hash(&self, level: u8, index: u64) -> Option<Hash> {
        self.levels.get(usize::from(level))?.get(usize::try_from(index).ok()?).copied()
    }
}

/// A tree of any size whose leaves are all the same, so that every complete subtree of a height is too.
pub(super) struct Uniform(Vec<Hash>);

impl Uniform {
    pub(super) fn new() -> Self {
        let leaf = leaf_hash(b"the same");
        Self(std::iter::successors(Some(leaf), |below| Some(node_hash(below, below))).take(64).collect())
    }

    pub(super) fn leaf(&self) -> Hash {
        self.0[0]
    }
}

impl HashReader for Uniform {
    fn hash(&self, level: u8, _index: u64) -> Option<Hash> {
        self.0.get(usize::from(level)).copied()
    }
}

/// The tiles of a log that grew in these steps, all that were ever written.
pub(super) fn tiles(steps: &[u64]) -> BTreeMap<Tile, Vec<u8>> {
    let mut edge = Edge::default();
    let all = leaves(steps.iter().sum());
    let mut tiles = BTreeMap::new();
    for step in steps {
        let begin = edge.size() as usize;
        tiles.extend(edge.append(&all[begin..begin + *step as usize]).unwrap());
    }
    tiles
}

/// The checkpoint of the first `size` entries, signed by the log.
pub(super) fn checkpoint(size: u64) -> Note {
    let checkpoint = Checkpoint { origin: ORIGIN.to_owned(), size, root: root(&leaves(size)) };
    checkpoint.sign(&log()).unwrap()
}

/// The proof that entry `index` is among the first `size`, not yet seen by any witness.
pub(super) fn proof(index: u64, size: u64) -> Proof {
    let tree = Tree::over(leaves(size));
    let hashes = inclusion::prove(index, size, &tree).unwrap();
    Proof { extra: None, index, hashes, note: checkpoint(size) }
}
