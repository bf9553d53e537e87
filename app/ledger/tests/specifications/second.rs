//! Second implementations agree: `tlog_tiles` and `signed_note`, ports of Go's, and `ct-merkle`, written from RFC 6962.

use std::collections::BTreeMap;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use ledger::checkpoint::Checkpoint;
use ledger::key::Signer;
use ledger::note::Note;
use ledger::tile::{Tile, for_inclusion, new_tiles};
use ledger::tree::{Hash, HashReader, consistency, inclusion, root_of};
use sha2::Sha256;
use signed_note::{StandardSigner, StandardVerifier, VerifierList};

use super::given::{self, ORIGIN, Tree, Uniform};

/// Our reader as theirs.
struct Theirs<'a, R>(&'a R);

impl<R: HashReader> tlog_tiles::HashReader for Theirs<'_, R> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        Ok(indexes
            .iter()
            .map(|index| {
                let (level, place) = tlog_tiles::split_stored_hash_index(*index);
                tlog_tiles::Hash(self.0.hash(level, place).unwrap().0)
            })
            .collect())
    }
}

fn ours(hashes: &[tlog_tiles::Hash]) -> Vec<Hash> {
    hashes.iter().map(|hash| Hash(hash.0)).collect()
}

fn theirs(hashes: &[Hash]) -> Vec<tlog_tiles::Hash> {
    hashes.iter().map(|hash| tlog_tiles::Hash(hash.0)).collect()
}

fn bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

#[test]
fn ten_thousand_random_proofs_agree_with_tlog_tiles() {
    let mut random = fastrand::Rng::with_seed(6962);
    let tree = Tree::over(given::leaves(20_000));
    let reader = Theirs(&tree);
    for _ in 0..10_000 {
        let size = random.u64(1..=20_000);
        let (index, old) = (random.u64(0..size), random.u64(1..=size));
        let root = root_of(size, &tree).unwrap();
        let old_root = root_of(old, &tree).unwrap();
        assert_eq!(tlog_tiles::tree_hash(size, &reader).unwrap().0, root.0);

        let proof = inclusion::prove(index, size, &tree).unwrap();
        assert_eq!(ours(&tlog_tiles::prove_record(size, index, &reader).unwrap()), proof);
        assert_eq!(inclusion::verify(index, size, &tree.leaf(index), &proof, &root), Ok(()));
        let leaf = tlog_tiles::Hash(tree.leaf(index).0);
        tlog_tiles::check_record(&theirs(&proof), size, tlog_tiles::Hash(root.0), index, leaf).unwrap();

        let proof = consistency::prove(old, size, &tree).unwrap();
        assert_eq!(ours(&tlog_tiles::prove_tree(size, old, &reader).unwrap()), proof);
        assert_eq!(consistency::verify(old, &old_root, size, &root, &proof), Ok(()));
        let (old_root, root) = (tlog_tiles::Hash(old_root.0), tlog_tiles::Hash(root.0));
        tlog_tiles::check_tree(&theirs(&proof), size, root, old, old_root).unwrap();
    }
}

#[test]
fn ten_thousand_random_proofs_agree_with_ct_merkle() {
    let mut random = fastrand::Rng::with_seed(9162);
    let tree = Tree::over(given::leaves(1000));
    let mut second = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    for size in 1..=1000_u64 {
        second.push(given::entry(size - 1));
        let root = root_of(size, &tree).unwrap();
        assert_eq!(second.root().as_bytes().as_slice(), root.0);
        for _ in 0..10 {
            let index = random.u64(0..size);
            let proof = inclusion::prove(index, size, &tree).unwrap();
            assert_eq!(second.prove_inclusion(index as usize).as_bytes(), bytes(&proof));
            assert_eq!(inclusion::verify(index, size, &tree.leaf(index), &proof, &root), Ok(()));
            let proof = InclusionProof::try_from_bytes(bytes(&proof)).unwrap();
            second.root().verify_inclusion(&given::entry(index), index, &proof).unwrap();

            let old = random.u64(1..=size);
            let old_root = root_of(old, &tree).unwrap();
            let proof = consistency::prove(old, size, &tree).unwrap();
            assert_eq!(second.prove_consistency((size - old) as usize).as_bytes(), bytes(&proof));
            assert_eq!(consistency::verify(old, &old_root, size, &root, &proof), Ok(()));
            let proof = ConsistencyProof::try_from_bytes(bytes(&proof)).unwrap();
            let old_root = RootHash::new(old_root.0.into(), old);
            second.root().verify_consistency(&old_root, &proof).unwrap();
        }
    }
}

/// A changed proof is refused by all, and one that holds is held by all: nobody is more lenient.
#[test]
fn ten_thousand_broken_proofs_are_broken_for_all() {
    let mut random = fastrand::Rng::with_seed(404);
    let tree = Tree::over(given::leaves(600));
    for _ in 0..10_000 {
        let size = random.u64(1..=600);
        let index = random.u64(0..size);
        let root = root_of(size, &tree).unwrap();
        let mut proof = inclusion::prove(index, size, &tree).unwrap();
        let (mut claimed_index, mut claimed_size) = (index, size);
        match random.u8(0..5) {
            0 => claimed_index ^= 1 << random.u8(0..11),
            1 => claimed_size ^= 1 << random.u8(0..11),
            2 => proof.push(root),
            3 => drop(proof.pop()),
            _ => random.shuffle(&mut proof),
        }
        let we = inclusion::verify(claimed_index, claimed_size, &tree.leaf(index), &proof, &root).is_ok();
        let leaf = tlog_tiles::Hash(tree.leaf(index).0);
        let theirs = theirs(&proof);
        let go =
            tlog_tiles::check_record(&theirs, claimed_size, tlog_tiles::Hash(root.0), claimed_index, leaf);
        let rfc = RootHash::<Sha256>::new(root.0.into(), claimed_size).verify_inclusion(
            &given::entry(index),
            claimed_index,
            &InclusionProof::try_from_bytes(bytes(&proof)).unwrap(),
        );
        assert_eq!(
            (we, we),
            (go.is_ok(), rfc.is_ok()),
            "{index} in {size} as {claimed_index} in {claimed_size}"
        );
    }
}

#[test]
fn proofs_in_trees_no_computer_holds_agree_with_tlog_tiles() {
    let mut random = fastrand::Rng::with_seed(63);
    let tree = Uniform::new();
    let reader = Theirs(&tree);
    for _ in 0..2000 {
        let bits = random.u8(33..61);
        let size = random.u64(1..1 << bits);
        let (index, old) = (random.u64(0..size), random.u64(1..=size));
        let proof = inclusion::prove(index, size, &tree).unwrap();
        assert_eq!(ours(&tlog_tiles::prove_record(size, index, &reader).unwrap()), proof);
        let proof = consistency::prove(old, size, &tree).unwrap();
        assert_eq!(ours(&tlog_tiles::prove_tree(size, old, &reader).unwrap()), proof);
    }
}

#[test]
fn new_tiles_are_those_of_tlog_tiles() {
    let mut random = fastrand::Rng::with_seed(256);
    for _ in 0..500 {
        let old = random.u64(0..200_000);
        let new = old + random.u64(0..200_000);
        let mut second: Vec<Tile> = tlog_tiles::Tile::new_tiles(8, old, new)
            .iter()
            .map(|tile| Tile { level: tile.level(), number: tile.level_index(), width: tile.width() as u16 })
            .collect();
        second.sort();
        assert_eq!(new_tiles(old, new).collect::<Vec<_>>(), second, "{old} to {new}");
    }
}

/// Our tiles as theirs; only the addresses differ: Go's name the height, and write data for entries.
struct Served(BTreeMap<Tile, Vec<u8>>);

impl tlog_tiles::TileReader for Served {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        Ok(tiles
            .iter()
            .map(|tile| {
                let path = tile.path().replace("tile/8/", "tile/");
                self.0[&Tile::parse(&path).unwrap()].clone()
            })
            .collect())
    }

    fn save_tiles(&self, _tiles: &[tlog_tiles::Tile], _data: &[Vec<u8>]) {}
}

#[test]
fn tlog_tiles_reads_our_tiles_and_proves_the_same_from_them() {
    let served = Served(given::tiles(&[70_000]));
    let tree = Tree::over(given::leaves(70_000));
    let root = tlog_tiles::Hash(root_of(70_000, &tree).unwrap().0);
    let reader = tlog_tiles::TileHashReader::new(70_000, root, &served);
    for index in [0, 1, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999] {
        let second = ours(&tlog_tiles::prove_record(70_000, index, &reader).unwrap());
        assert_eq!(second, inclusion::prove(index, 70_000, &tree).unwrap());
        assert!(for_inclusion(index, 70_000).unwrap().iter().all(|tile| served.0.contains_key(tile)));
    }
}

#[test]
fn signed_note_opens_what_we_sign_and_we_what_it_signs() {
    for (number, name) in [ORIGIN, "a", "日志.example/记录"].into_iter().enumerate() {
        let seed = given::seed(number as u8 + 1);
        let signer = Signer::new(name, &seed).unwrap();
        let text =
            Checkpoint { origin: name.to_owned(), size: 7, root: root_of(7, &Uniform::new()).unwrap() };
        let note = text.sign(&signer).unwrap();

        let verifier = || StandardVerifier::new(&signer.key().to_string()).unwrap();
        let second = signed_note::Note::from_bytes(note.to_string().as_bytes()).unwrap();
        let (verified, unknown) = second.verify(&VerifierList::new(vec![Box::new(verifier())])).unwrap();
        assert_eq!((verified.len(), unknown.len()), (1, 0));
        let read = tlog_tiles::Checkpoint::from_bytes(second.text()).unwrap();
        assert_eq!((read.origin(), read.size(), read.hash().0), (name, 7, text.root.0));

        let secret = StandardSigner::new(&private(&signer, &seed)).unwrap();
        let mut second = signed_note::Note::new(text.text().as_bytes(), &[]).unwrap();
        second.add_sigs(&[&secret]).unwrap();
        assert_eq!(Checkpoint::open(second.to_bytes(), signer.key()), Ok(text));
        // Ed25519 has one signature for one text, so both are the same to the letter.
        assert_eq!(Note::parse(second.to_bytes()).unwrap(), note);
    }
}

/// The form `signed_note` reads secret keys in.
fn private(signer: &Signer, seed: &[u8; 32]) -> String {
    use base64::Engine;
    let key = base64::engine::general_purpose::STANDARD.encode([&[1], &seed[..]].concat());
    format!("PRIVATE+KEY+{}+{:08x}+{key}", signer.key().name(), signer.key().id())
}

#[test]
fn a_note_that_signed_note_refuses_is_refused_here_too() {
    let note = given::checkpoint(3).to_string();
    let key = given::log().key().clone();
    let verifiers = VerifierList::new(vec![Box::new(StandardVerifier::new(&key.to_string()).unwrap())]);
    let mut random = fastrand::Rng::with_seed(1);
    for _ in 0..10_000 {
        let mut bytes = note.clone().into_bytes();
        let place = random.usize(0..bytes.len());
        match random.u8(0..3) {
            0 => bytes[place] ^= 1 << random.u8(0..8),
            1 => drop(bytes.remove(place)),
            _ => bytes.insert(place, bytes[random.usize(0..bytes.len())]),
        }
        let second = signed_note::Note::from_bytes(&bytes).is_ok_and(|note| note.verify(&verifiers).is_ok());
        let we = Checkpoint::open(&bytes, &key).is_ok();
        assert!(second || !we, "{}", String::from_utf8_lossy(&bytes));
        // The one change that leaves a note as it was is none.
        assert_eq!(we, bytes == note.as_bytes());
    }
}
