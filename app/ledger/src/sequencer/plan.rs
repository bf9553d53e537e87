//! What appending entries to a log comes to: its new tiles, bundles and root.

use crate::tile::bundle::{self, Bundle, new_bundles};
use crate::tile::{Edge, Tile};
use crate::tree::{Hash, leaf_hash};

/// The end of a log, as far as appending to it needs.
#[derive(Clone, Debug, Default)]
pub(super) struct Base {
    /// The partial tiles.
    pub(super) edge: Edge,
    /// The entries of the partial bundle.
    pub(super) tail: Vec<Vec<u8>>,
}

/// New tiles and bundles.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) size: u64,
    pub(super) root: Hash,
    pub(super) tiles: Vec<(Tile, Vec<u8>)>,
    pub(super) bundles: Vec<(Bundle, Vec<u8>)>,
}

impl Plan {
    /// Appends entries. Pure: the same base and entries give the same bytes.
    pub(super) fn of(base: &Base, entries: &[&[u8]]) -> Result<Plan, String> {
        let hashes: Vec<Hash> = entries.iter().map(|entry| leaf_hash(entry)).collect();
        let mut edge = base.edge.clone();
        let before = edge.size();
        let tiles = edge.append(&hashes).map_err(|error| error.to_string())?;
        let mut waiting = base.tail.iter().map(Vec::as_slice).chain(entries.iter().copied());
        let mut bundles = Vec::new();
        for place in new_bundles(before, edge.size()) {
            let entries: Vec<&[u8]> = waiting.by_ref().take(usize::from(place.width)).collect();
            bundles.push((place, bundle::encode(entries).map_err(|error| error.to_string())?));
        }
        Ok(Plan { size: edge.size(), root: edge.root(), tiles, bundles })
    }
}

/// The bytes of a stage: the size before in eight bytes, then each entry behind its length in two.
pub(super) fn write_stage(before: u64, entries: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = before.to_be_bytes().to_vec();
    for entry in entries {
        // An entry is at most 65,535 bytes long: a leaf that is longer was refused.
        let length = u16::try_from(entry.len()).unwrap_or(u16::MAX);
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(entry);
    }
    bytes
}

/// The size before and the entries of a stage; nothing where the bytes are none.
pub(super) fn read_stage(bytes: &[u8]) -> Option<(u64, Vec<&[u8]>)> {
    let (before, mut rest) = bytes.split_first_chunk::<8>()?;
    let mut entries = Vec::new();
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<2>()?;
        let (entry, after) = after.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        entries.push(entry);
        rest = after;
    }
    Some((u64::from_be_bytes(*before), entries))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_grown_in_steps_is_the_log_grown_at_once() {
        let entries: Vec<Vec<u8>> = (0..700_u32).map(|n| format!("entry {n}").into_bytes()).collect();
        let slices: Vec<&[u8]> = entries.iter().map(Vec::as_slice).collect();
        let whole = Plan::of(&Base::default(), &slices).unwrap();
        let first = Plan::of(&Base::default(), &slices[..300]).unwrap();
        let mut edge = Edge::default();
        edge.append(&slices[..300].iter().map(|entry| leaf_hash(entry)).collect::<Vec<_>>()).unwrap();
        let base = Base { edge, tail: entries[256..300].to_vec() };
        let second = Plan::of(&base, &slices[300..]).unwrap();
        assert_eq!((first.size, second.size, second.root), (300, 700, whole.root));
        assert_eq!(second.bundles, whole.bundles[1..]);
        assert_eq!(second.tiles.iter().find(|(tile, _)| tile.level == 1), whole.tiles.last());
    }

    #[test]
    fn a_stage_reads_back_as_it_was_written() {
        let entries = vec![b"one".to_vec(), Vec::new(), vec![7; 65_535]];
        let bytes = write_stage(41, &entries);
        let (before, read) = read_stage(&bytes).unwrap();
        assert_eq!((before, read.len(), read[0], read[2]), (41, 3, &b"one"[..], &entries[2][..]));
        assert!(read_stage(&bytes[..bytes.len() - 1]).is_none());
        assert!(read_stage(b"short").is_none());
    }
}
