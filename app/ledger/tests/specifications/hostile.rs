//! Whatever comes from outside is answered, never with a panic, and what is accepted is written back as it was.

use ledger::checkpoint::Checkpoint;
use ledger::key::VerifierKey;
use ledger::note::Note;
use ledger::policy::Policy;
use ledger::proof::Proof;
use ledger::tile::bundle::{Bundle, decode, encode};
use ledger::tile::{Tile, TileReader, for_consistency, for_inclusion};
use ledger::tree::{Hash, Node, consistency, inclusion};
use ledger::witness::{Answer, Request};
use proptest::prelude::*;

use super::given;

/// Something that looks like a file of ours, with pieces cut, doubled and swapped.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let files = [
        given::checkpoint(3).to_string(),
        given::proof(1, 3).to_string(),
        Request::new(0, Vec::new(), given::checkpoint(3)).unwrap().to_string(),
        format!("log {}\nwitness w {}\nquorum w\n", given::log().key(), given::witness().key()),
        given::log().key().to_string(),
        "tile/0/x001/234.p/5".to_owned(),
    ];
    let cuts =
        prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_u8..4), 0..6);
    (prop::sample::select(files.to_vec()), cuts).prop_map(|(file, cuts)| {
        let mut bytes = file.into_bytes();
        for (from, to, kind) in cuts {
            let (from, to) = (from.index(bytes.len() + 1), to.index(bytes.len() + 1));
            let (from, to) = (from.min(to), from.max(to));
            match kind {
                0 => drop(bytes.drain(from..to)),
                1 => bytes.splice(from..from, bytes[from..to].to_vec()).for_each(drop),
                2 => bytes[from..to].reverse(),
                _ => bytes.insert(from, b'\n'),
            }
        }
        bytes
    })
}

fn read_everything(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(note) = Note::parse(bytes) {
        prop_assert_eq!(note.to_string().into_bytes(), bytes);
        let _ = note.verify(&[given::log().key().clone(), given::witness().key().clone()]);
    }
    if let Ok(proof) = Proof::parse(bytes) {
        prop_assert_eq!(proof.to_string().into_bytes(), bytes);
    }
    if let Ok(request) = Request::parse(bytes) {
        prop_assert_eq!(request.to_string().into_bytes(), bytes);
    }
    if let Ok(entries) = decode(bytes) {
        let again = encode(entries).unwrap();
        prop_assert_eq!(again, bytes);
    }
    let _ = Policy::parse(bytes);
    for status in [200, 409, 422] {
        let _ = Answer::parse(status, bytes);
    }
    let text = String::from_utf8_lossy(bytes);
    if let Ok(checkpoint) = Checkpoint::parse(&text) {
        prop_assert!(text.starts_with(&checkpoint.text()));
    }
    if let Ok(key) = text.parse::<VerifierKey>() {
        prop_assert_eq!(key.to_string(), text.clone());
    }
    if let Ok(hash) = text.parse::<Hash>() {
        prop_assert_eq!(hash.to_string(), text.clone());
    }
    if let Some(tile) = Tile::parse(&text) {
        prop_assert_eq!(tile.path(), text.clone());
    }
    if let Some(bundle) = Bundle::parse(&text) {
        prop_assert_eq!(bundle.path(), text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn damaged_files_are_answered(bytes in damaged()) {
        read_everything(&bytes)?;
    }

    #[test]
    fn noise_is_answered(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_everything(&bytes)?;
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_numbers_are_answered(
        first: u64,
        second: u64,
        small in 0_u64..600,
        level: u8,
        width: u16,
        hashes in prop::collection::vec(any::<[u8; 32]>(), 0..70),
    ) {
        let hashes: Vec<Hash> = hashes.into_iter().map(Hash).collect();
        let root = Hash([0; 32]);
        for (first, second) in [(first, second), (small, second), (first, small), (u64::MAX, u64::MAX), (u64::MAX - 1, u64::MAX)] {
            prop_assert!(inclusion::verify(first, second, &root, &hashes, &root).is_err());
            let alike = first == second && hashes.is_empty();
            prop_assert!(alike || consistency::verify(first, &root, second, &root, &hashes).is_err());
            prop_assert_eq!(inclusion::nodes(first, second).is_ok(), first < second);
            prop_assert_eq!(consistency::nodes(first, second).is_ok(), first <= second);
            prop_assert_eq!(for_inclusion(first, second).is_ok(), first < second);
            prop_assert_eq!(for_consistency(first, second).is_ok(), first <= second);
            let tile = Tile { level, number: first, width };
            let bytes = vec![0; 32 * usize::from(width % 300)];
            let _ = (tile.path(), tile.full(), tile.hashes(&bytes), tile.hash(&bytes, Node { level, index: second }));
            let _ = (Tile::at(level, first, second), Tile::of(Node { level, index: first }, second));
            prop_assert!(TileReader::open(second, &root, [(tile, bytes)]).is_err());
        }
    }
}
