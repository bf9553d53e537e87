//! Tiles: their addresses, how they grow, and that none is believed before it was checked.

use std::collections::BTreeMap;

use ledger::tile::bundle::{BadBundle, Bundle, ENTRY_BYTES, decode, encode, leaves, new_bundles};
use ledger::tile::{
    Edge, Refused, Tile, TileReader, edge, for_consistency, for_inclusion, new_tiles, tiles_for,
};
use ledger::tree::{
    Broken, EMPTY_ROOT, Hash, HashReader, MAX_SIZE, Node, consistency, inclusion, root, root_of,
};
use proptest::prelude::*;

use super::given::{self, Tree};

#[test]
fn addresses_are_those_of_the_specification() {
    for (path, level, number, width) in [
        ("tile/0/000", 0, 0, 256),
        ("tile/0/999", 0, 999, 256),
        ("tile/0/x001/000", 0, 1000, 256),
        ("tile/1/x001/x234/067", 1, 1_234_067, 256),
        ("tile/63/000.p/1", 63, 0, 1),
        ("tile/2/x005/001.p/255", 2, 5001, 255),
        ("tile/7/x018/x446/x744/x073/x709/x551/615.p/9", 7, u64::MAX, 9),
    ] {
        let tile = Tile { level, number, width };
        assert_eq!(tile.path(), path);
        assert_eq!(Tile::parse(path), Some(tile));
        let entries = Bundle { number, width };
        let path = path.replacen(&format!("tile/{level}/"), "tile/entries/", 1);
        assert_eq!(entries.path(), path);
        assert_eq!(Bundle::parse(&path), Some(entries));
    }
}

#[test]
fn a_tile_has_one_address() {
    for path in [
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/00/000",
        "tile/+1/000",
        "tile/64/000",
        "tile/256/000",
        "tile/-1/000",
        "tile/0/x000",
        "tile/0/x000/001",
        "tile/0/001/001",
        "tile/0/x001",
        "tile/0/x001/x001",
        "tile/0/xx01",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/257",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000.p",
        "tile/0/000.p/1/",
        "tile/0/000.p/1.p/1",
        "tile/0/000/",
        "tile/0//000",
        "tile/0/٠٠٠",
        "tile/data/000",
        "/tile/0/000",
        "tile/8/0/000",
        "tile/0/x018/x446/x744/x073/x709/x551/616",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/0/x001/x000/x000/x000/x000/x000/x000/000",
    ] {
        assert_eq!(Tile::parse(path), None, "{path}");
        assert_eq!(Bundle::parse(&path.replacen("tile/0/", "tile/entries/", 1)), None, "{path}");
    }
    assert_eq!(Tile::parse("tile/entries/000"), None);
}

#[test]
fn a_log_that_grew_leaf_by_leaf_has_the_tiles_of_one_made_at_once() {
    let grown = given::tiles(&[1; 600]);
    for (tile, bytes) in given::tiles(&[600]) {
        assert_eq!(grown[&tile], bytes, "{}", tile.path());
    }
    // Each size between has left its partial tile.
    assert_eq!(grown.keys().filter(|tile| tile.level == 0).count(), 600);
}

#[test]
fn every_hash_of_a_subtree_follows_from_its_tile() {
    let size = 66_000;
    let tree = Tree::over(given::leaves(size));
    let tiles = given::tiles(&[size]);
    for level in 0..17 {
        for index in (0..size >> level).step_by(37) {
            let node = Node { level, index };
            let tile = Tile::of(node, size).unwrap();
            assert_eq!(tile.hash(&tiles[&tile], node), tree.hash(level, index), "{node:?}");
        }
        assert_eq!(Tile::of(Node { level, index: size >> level }, size), None);
    }
}

#[test]
fn a_tile_answers_only_for_what_it_holds() {
    let tile = Tile { level: 1, number: 2, width: 5 };
    let bytes = vec![7; 5 * 32];
    let hash = |level, index| tile.hash(&bytes, Node { level, index });
    assert!(hash(8, 512).is_some() && hash(8, 516).is_some() && hash(10, 128).is_some());
    assert!(hash(8, 511).is_none() && hash(8, 517).is_none() && hash(10, 129).is_none());
    assert!(hash(7, 1024).is_none() && hash(16, 2).is_none() && hash(16, u64::MAX).is_none());
    assert!(tile.hash(&bytes[1..], Node { level: 8, index: 512 }).is_none());
    assert!(tile.hash(&[], Node { level: 8, index: 512 }).is_none());
}

/// What was served of a log of this size.
fn served(size: u64) -> (BTreeMap<Tile, Vec<u8>>, Tree, Hash) {
    let tree = Tree::over(given::leaves(size));
    let root = root_of(size, &tree).unwrap();
    (given::tiles(&[size]), tree, root)
}

fn fetched(tiles: &BTreeMap<Tile, Vec<u8>>, needed: Vec<Tile>) -> Vec<(Tile, Vec<u8>)> {
    needed.into_iter().map(|tile| (tile, tiles[&tile].clone())).collect()
}

#[test]
fn the_tiles_named_for_a_proof_are_enough_for_it() {
    for size in [1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000] {
        let (tiles, tree, root) = served(size);
        for index in [0, 1, 254, 255, 256, 65_535, 65_536, size / 2, size - 1] {
            if index >= size {
                continue;
            }
            let needed = for_inclusion(index, size).unwrap();
            let reader = TileReader::open(size, &root, fetched(&tiles, needed)).unwrap();
            let proof = inclusion::prove(index, size, &reader).unwrap();
            assert_eq!(inclusion::verify(index, size, &tree.leaf(index), &proof, &root), Ok(()));
            assert_eq!(reader.hash(0, index), Some(tree.leaf(index)));
        }
        for old in [0, 1, 255, 256, 257, 300, 512, 65_535, 65_536, size / 2, size] {
            if old > size {
                continue;
            }
            let needed = for_consistency(old, size).unwrap();
            let reader = TileReader::open(size, &root, fetched(&tiles, needed)).unwrap();
            let proof = consistency::prove(old, size, &reader).unwrap();
            let old_root = root_of(old, &tree).unwrap();
            assert_eq!(consistency::verify(old, &old_root, size, &root, &proof), Ok(()));
        }
    }
}

#[test]
fn a_leaf_among_a_million_needs_five_tiles_or_fewer() {
    for index in [0, 499_999, 999_423, 999_424, 999_999] {
        assert!(for_inclusion(index, 1_000_000).unwrap().len() <= 5);
    }
    assert!(for_consistency(999_000, 1_000_000).unwrap().len() <= 6);
}

#[test]
fn no_bit_of_a_fetched_tile_can_change() {
    let (tiles, _, root) = served(70_000);
    let needed = for_inclusion(300, 70_000).unwrap();
    let all = fetched(&tiles, needed);
    assert!(TileReader::open(70_000, &root, all.clone()).is_ok());
    for (place, (tile, bytes)) in all.iter().enumerate() {
        // In every hash, and each time another bit.
        for byte in (0..bytes.len()).step_by(31) {
            let mut changed = all.clone();
            changed[place].1[byte] ^= 1 << (byte % 8);
            let refused = TileReader::open(70_000, &root, changed).unwrap_err();
            let expected = if tile.is_full() { Refused::Hash(*tile) } else { Refused::Root };
            // A changed tile above is noticed by the tile below it as well, whichever is looked at first.
            let below = matches!(refused, Refused::Hash(other) if other.level + 1 == tile.level);
            assert!(refused == expected || below, "{refused:?} for {}", tile.path());
        }
    }
}

#[test]
fn tiles_that_are_missing_or_cut_or_of_another_tree_are_named() {
    let (tiles, _, root) = served(70_000);
    let all = fetched(&tiles, for_inclusion(300, 70_000).unwrap());
    for place in 0..all.len() {
        let mut some = all.clone();
        let (gone, _) = some.remove(place);
        // The tile of the leaf is missed by the proof only, for nothing else hangs on it.
        let found = TileReader::open(70_000, &root, some);
        if gone.level == 0 && gone.is_full() {
            let missing = inclusion::prove(300, 70_000, &found.unwrap());
            assert_eq!(missing, Err(Broken::Missing(Node { level: 0, index: 301 })));
        } else {
            assert_eq!(found.unwrap_err(), Refused::Missing(gone));
        }

        let mut cut = all.clone();
        cut[place].1.pop();
        assert_eq!(TileReader::open(70_000, &root, cut).unwrap_err(), Refused::Length(all[place].0));
    }
    for beyond in [
        Tile { level: 0, number: 274, width: 256 },
        Tile { level: 0, number: 273, width: 113 },
        Tile { level: 0, number: 0, width: 255 },
        Tile { level: 3, number: 0, width: 1 },
        Tile { level: 63, number: u64::MAX, width: 256 },
        Tile { level: 255, number: 0, width: u16::MAX },
    ] {
        let bytes = vec![0; usize::from(beyond.width) * 32];
        let opened = TileReader::open(70_000, &root, [(beyond, bytes)]);
        assert_eq!(opened.unwrap_err(), Refused::Outside(beyond));
    }
}

#[test]
fn a_full_tile_stands_in_for_a_partial_one_no_longer_served() {
    let (later, _, _) = served(71_000);
    let (tiles, tree, root) = served(70_000);
    let needed = for_inclusion(69_990, 70_000).unwrap();
    assert!(needed.contains(&Tile { level: 0, number: 273, width: 112 }));
    let given: Vec<(Tile, Vec<u8>)> = needed
        .into_iter()
        .map(|tile| {
            let tile = if later.contains_key(&tile.full()) { tile.full() } else { tile };
            (tile, later.get(&tile).unwrap_or_else(|| &tiles[&tile]).clone())
        })
        .collect();
    assert!(given.iter().any(|(tile, _)| *tile == Tile { level: 0, number: 273, width: 256 }));
    let reader = TileReader::open(70_000, &root, given).unwrap();
    let proof = inclusion::prove(69_990, 70_000, &reader).unwrap();
    assert_eq!(inclusion::verify(69_990, 70_000, &tree.leaf(69_990), &proof, &root), Ok(()));
    // What lies beyond the size was not checked, so it is not told.
    assert_eq!(reader.hash(0, 70_000), None);
}

#[test]
fn an_edge_is_opened_only_by_its_own_tiles() {
    let (tiles, _, root) = served(70_000);
    let all = fetched(&tiles, edge(70_000));
    let mut opened = Edge::open(70_000, &root, all.clone()).unwrap();
    assert_eq!((opened.size(), opened.root()), (70_000, root));
    let more = given::leaves(70_300);
    opened.append(&more[70_000..]).unwrap();
    assert_eq!(opened.root(), ledger::tree::root(&more));

    assert_eq!(Edge::open(70_000, &EMPTY_ROOT, all.clone()).unwrap_err(), Refused::Root);
    for place in 0..all.len() {
        let mut changed = all.clone();
        changed[place].1[9] ^= 1;
        assert_eq!(Edge::open(70_000, &root, changed).unwrap_err(), Refused::Root);
        let mut some = all.clone();
        let (gone, _) = some.remove(place);
        assert_eq!(Edge::open(70_000, &root, some).unwrap_err(), Refused::Missing(gone));
    }
    assert_eq!(Edge::open(0, &EMPTY_ROOT, Vec::<(Tile, Vec<u8>)>::new()), Ok(Edge::default()));
}

#[test]
fn a_log_does_not_grow_beyond_what_can_be_said() {
    let tiles: Vec<(Tile, Vec<u8>)> =
        edge(MAX_SIZE).into_iter().map(|tile| (tile, vec![1; usize::from(tile.width) * 32])).collect();
    let root = TileReader::open(MAX_SIZE, &EMPTY_ROOT, tiles.clone()).unwrap_err();
    assert_eq!(root, Refused::Root);
    let reader = |level: u8, index: u64| {
        let node = Node { level, index };
        let tile = Tile::of(node, MAX_SIZE)?;
        tile.hash(&tiles.iter().find(|(it, _)| *it == tile)?.1, node)
    };
    let root = root_of(MAX_SIZE, &reader).unwrap();
    let mut full = Edge::open(MAX_SIZE, &root, tiles.clone()).unwrap();
    assert_eq!(full.append(&[root]), Err(Broken::Range));
    assert_eq!(full.append(&[]), Ok(Vec::new()));
    assert_eq!((full.size(), full.root()), (MAX_SIZE, root));
}

#[test]
fn sizes_at_the_end_of_the_range_have_their_tiles() {
    for size in [MAX_SIZE - 1, MAX_SIZE, MAX_SIZE + 1, u64::MAX] {
        assert!(edge(size).len() <= 8);
        assert!(for_inclusion(size - 1, size).unwrap().len() <= 16);
        assert!(for_inclusion(size / 3, size).unwrap().len() <= 16);
        assert!(for_consistency(size / 3, size).unwrap().len() <= 24);
        assert_eq!(tiles_for(size).next(), Some(Tile { level: 0, number: 0, width: 256 }));
        assert!(new_tiles(size - 1, size).count() <= 8);
    }
}

#[test]
fn a_bundle_is_read_in_one_way() {
    let entries = [vec![], vec![0; ENTRY_BYTES], b"entry".to_vec()];
    let bytes = encode(&entries).unwrap();
    assert_eq!(decode(&bytes).unwrap(), entries);
    assert_eq!(Bundle { number: 0, width: 3 }.entries(&bytes).unwrap(), entries);
    assert_eq!(Bundle { number: 0, width: 2 }.entries(&bytes), Err(BadBundle::Count));
    for end in [1, 2, 3, 100, bytes.len() - 1] {
        let cut = decode(&bytes[..end]);
        assert!(cut == Err(BadBundle::Cut) || cut.unwrap().len() < 3);
    }
    assert_eq!(encode([vec![0; ENTRY_BYTES + 1]]), Err(BadBundle::Entry));
    assert_eq!(encode(vec![b""; 257]), Err(BadBundle::Count));
    assert_eq!(decode(&[0; 2 * 257]), Err(BadBundle::Count));
    assert_eq!(decode(&[0; 2 * 256]).unwrap().len(), 256);
}

#[test]
fn the_entries_of_a_bundle_are_the_leaves_of_its_tile() {
    let tiles = given::tiles(&[300]);
    for bundle in new_bundles(0, 300) {
        let first = bundle.number * 256;
        let bytes = encode((first..first + u64::from(bundle.width)).map(given::entry)).unwrap();
        let entries = bundle.entries(&bytes).unwrap();
        let tile = bundle.tile();
        assert_eq!(Some(leaves(entries)), tile.hashes(&tiles[&tile]));
    }
    assert_eq!(Bundle::of(299, 300), Some(Bundle { number: 1, width: 44 }));
    assert_eq!(Bundle::of(300, 300), None);
    assert_eq!(Bundle::of(u64::MAX, u64::MAX), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn an_address_round_trips(level in 0_u8..64, number: u64, width in 1_u16..=256) {
        let tile = Tile { level, number, width };
        prop_assert_eq!(Tile::parse(&tile.path()), Some(tile));
        let bundle = Bundle { number, width };
        prop_assert_eq!(Bundle::parse(&bundle.path()), Some(bundle));
    }

    #[test]
    fn what_is_read_as_an_address_is_that_address(path in "tile/([0-9]{1,2}|entries)/(x[0-9]{3}/){0,7}[0-9]{3}(\\.p/[0-9]{1,3})?") {
        if let Some(tile) = Tile::parse(&path) {
            prop_assert_eq!(tile.path(), path.clone());
        }
        if let Some(bundle) = Bundle::parse(&path) {
            prop_assert_eq!(bundle.path(), path);
        }
    }

    #[test]
    fn a_log_that_grew_in_any_steps_is_the_log_made_at_once(steps in prop::collection::vec(0_u64..700, 0..12)) {
        let size = steps.iter().sum();
        let all = given::leaves(size);
        let mut edge = Edge::default();
        let mut written = BTreeMap::new();
        for step in &steps {
            let (old, new) = (edge.size(), edge.size() + step);
            let tiles = edge.append(&all[old as usize..new as usize]).unwrap();
            // What is new is what the specification says is new, in its order.
            prop_assert_eq!(tiles.iter().map(|(tile, _)| *tile).collect::<Vec<_>>(), new_tiles(old, new).collect::<Vec<_>>());
            written.extend(tiles);
            prop_assert_eq!(edge.root(), root(&all[..new as usize]));
            // An edge opened again from what was written is the same edge.
            let needed = ledger::tile::edge(new).into_iter().map(|tile| (tile, written[&tile].clone()));
            prop_assert_eq!(&Edge::open(new, &edge.root(), needed).unwrap(), &edge);
        }
        let once = given::tiles(&[size]);
        prop_assert_eq!(once.keys().copied().collect::<Vec<_>>(), tiles_for(size).collect::<Vec<_>>());
        for (tile, bytes) in once {
            prop_assert_eq!(&written[&tile], &bytes);
        }
    }
}
