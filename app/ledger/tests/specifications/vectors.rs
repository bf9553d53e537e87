//! Vectors computed by others: RFC 6962's reference leaves, the example of the signed-note specification, and what Go's
//! `golang.org/x/mod/sumdb` makes of three entries.

use ledger::checkpoint::Checkpoint;
use ledger::key::VerifierKey;
use ledger::note::Note;
use ledger::tile::{Tile, bundle, edge, tiles_for};
use ledger::tree::{EMPTY_ROOT, Hash, consistency, inclusion, leaf_hash, root};

use super::given::{self, ORIGIN, Tree};

const LEAVES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const CHECKPOINT: &str = "portal.example/log\n3\npkvybgkSj2/i/m+LLYyAHhZrV8BHp82bK4Ceepai8cs=\n\n\
    — portal.example/log f1pS4Mo7vflZe12PZdysIRQ4qWxpTgHNX4Pgzbxk0ZphXNM0vkbLeouUkN+E9RPUoXt76oNvtbm+DAwxyIxYyXw59A8=\n";

#[test]
fn the_reference_leaves_have_the_reference_roots() {
    let leaves: Vec<Hash> = LEAVES.iter().map(|leaf| leaf_hash(&hex::decode(leaf).unwrap())).collect();
    for (size, expected) in ROOTS.iter().enumerate() {
        assert_eq!(root(&leaves[..size]).hex(), *expected, "{size} leaves");
    }
    assert_eq!(EMPTY_ROOT.hex(), ROOTS[0]);
}

#[test]
fn three_entries_have_their_leaves_root_and_bundle() {
    let leaves = given::leaves(3);
    let expected = [
        "QHZrIDNCkCb1PVRQJnmoOXBrR0H43K86i7pfQbX/4HU=",
        "6GiBGkgsJ9ULbUXd55xGXWrbmwZkUQBHepDPPYUYiYs=",
        "BJ19zbVrz+vTEzBMmDnxlqPUtu873AsIKY+TrIGR8Kg=",
    ];
    assert_eq!(leaves.iter().map(Hash::to_string).collect::<Vec<_>>(), expected);
    assert_eq!(root(&leaves).to_string(), "pkvybgkSj2/i/m+LLYyAHhZrV8BHp82bK4Ceepai8cs=");
    let bundle = bundle::encode((0..3).map(given::entry)).unwrap();
    assert_eq!(hex::encode(bundle), "0007656e7472792d300007656e7472792d310007656e7472792d32");
}

#[test]
fn three_entries_have_their_proofs() {
    let leaves = given::leaves(3);
    let tree = Tree::over(leaves.clone());
    assert_eq!(inclusion::prove(1, 3, &tree).unwrap(), [leaves[0], leaves[2]]);
    assert_eq!(consistency::prove(1, 3, &tree).unwrap(), [leaves[1], leaves[2]]);
}

#[test]
fn the_log_has_its_key_and_signs_its_checkpoint() {
    let log = given::log();
    assert_eq!(
        log.key().to_string(),
        "portal.example/log+7f5a52e0+AXm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk"
    );
    let checkpoint = Checkpoint { origin: ORIGIN.to_owned(), size: 3, root: root(&given::leaves(3)) };
    assert_eq!(checkpoint.sign(&log).unwrap().to_string(), CHECKPOINT);
    assert_eq!(Checkpoint::open(CHECKPOINT, log.key()), Ok(checkpoint));
}

#[test]
fn the_witness_has_its_key_and_signs_the_checkpoint() {
    let witness = given::witness();
    assert_eq!(
        witness.key().to_string(),
        "witness.example/w1+7bede9df+BOfxYqEL7FWa/qGV5NzoS2lWjV0ssJY+tEbAaF4rF/Lw"
    );
    let note = Note::parse(CHECKPOINT).unwrap();
    let line = witness.cosign(note.text(), 1_700_000_000).unwrap();
    assert_eq!(
        line.to_string(),
        "— witness.example/w1 e+3p3wAAAABlU/EAqzjiBZz737naKsD5jTmjpGxMIGVjyKIk5ZqTWO+btfl9aJO8JbhKZUDA6bOkj+sVObIEOS30Xe13g1PjIJANDQ=="
    );
    let keys = [witness.key().clone()];
    let verified = note.with([line]).unwrap();
    assert_eq!(verified.verify(&keys).unwrap()[0].time, Some(1_700_000_000));
}

#[test]
fn the_example_of_the_note_specification_verifies() {
    let key: VerifierKey =
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k".parse().unwrap();
    let note = Note::parse(
        "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n",
    )
    .unwrap();
    assert_eq!(note.verify(std::slice::from_ref(&key)).unwrap()[0].key, &key);
}

#[test]
fn a_tree_of_70_000_leaves_has_the_tiles_of_the_specification() {
    let tiles: Vec<Tile> = tiles_for(70_000).collect();
    let of = |level: u8, full: bool| {
        tiles.iter().filter(|tile| tile.level == level && tile.is_full() == full).collect::<Vec<_>>()
    };
    assert_eq!((of(0, true).len(), of(1, true).len(), of(2, true).len()), (273, 1, 0));
    assert_eq!(of(0, false), [&Tile { level: 0, number: 273, width: 112 }]);
    assert_eq!(of(1, false), [&Tile { level: 1, number: 1, width: 17 }]);
    assert_eq!(of(2, false), [&Tile { level: 2, number: 0, width: 1 }]);
    assert_eq!(tiles.len(), 277);
    assert_eq!(edge(70_000).iter().map(|tile| tile.width).collect::<Vec<_>>(), [112, 17, 1]);
}

#[test]
fn a_tree_of_256_leaves_has_one_full_tile_and_one_hash_above() {
    let paths: Vec<String> = tiles_for(256).map(Tile::path).collect();
    assert_eq!(paths, ["tile/0/000", "tile/1/000.p/1"]);
}
