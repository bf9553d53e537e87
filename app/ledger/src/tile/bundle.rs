//! Bundles: the entries of a log, 256 in a file. <https://c2sp.org/tlog-tiles>, "Log entries".

use std::fmt;

use super::{FULL, Tile};
use crate::tree::{Hash, leaf_hash};

/// The longest entry in bytes: its length is written in 16 bits.
pub const ENTRY_BYTES: usize = 65_535;

/// Which bundle: its place and how many entries it holds. Its entries are those hashed in the tile of level 0 in the same
/// place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bundle {
    /// The place among the bundles, from 0: entry `i` is in bundle `i / 256`.
    pub number: u64,
    /// How many entries it holds: 1 to 255, or 256 for a full one.
    pub width: u16,
}

impl Bundle {
    /// The bundle that holds entry `index`, as it stands in a log of `size` entries; `None` if there is no such entry.
    pub fn of(index: u64, size: u64) -> Option<Self> {
        let tile = Tile::at(0, index / 256, size)?;
        (index < size).then_some(Self { number: tile.number, width: tile.width })
    }

    /// Whether it holds all 256 entries and will never change.
    pub fn is_full(self) -> bool {
        self.width == FULL
    }

    /// The full bundle in this place: what to ask for if a partial one is no longer served.
    pub fn full(self) -> Self {
        Self { width: FULL, ..self }
    }

    /// The tile that holds the hashes of these entries.
    pub fn tile(self) -> Tile {
        Tile { level: 0, number: self.number, width: self.width }
    }

    /// The entries in this bundle's bytes.
    ///
    /// # Errors
    /// [`BadBundle`] if these are not exactly as many as the bundle holds.
    pub fn entries(self, bytes: &[u8]) -> Result<Vec<&[u8]>, BadBundle> {
        let entries = decode(bytes)?;
        if entries.len() == usize::from(self.width) { Ok(entries) } else { Err(BadBundle::Count) }
    }
}

/// The bundles a log of `new_size` entries has and one of `old_size` entries has not.
pub fn new_bundles(old_size: u64, new_size: u64) -> impl Iterator<Item = Bundle> {
    let grown = if old_size < new_size { old_size / 256..(new_size - 1) / 256 + 1 } else { 0..0 };
    grown.filter_map(move |number| {
        Tile::at(0, number, new_size).map(|tile| Bundle { number, width: tile.width })
    })
}

/// The bytes of a bundle: before each entry its length in two bytes, the higher one first.
///
/// # Errors
/// [`BadBundle::Entry`] for an entry that is too long, [`BadBundle::Count`] for more entries than a bundle holds.
///
/// ```
/// use ledger::tile::bundle::{decode, encode};
///
/// let bytes = encode(["one", "", "three"]).unwrap();
/// assert_eq!(bytes, b"\0\x03one\0\0\0\x05three");
/// assert_eq!(decode(&bytes).unwrap(), [&b"one"[..], b"", b"three"]);
/// ```
pub fn encode<E: AsRef<[u8]>>(entries: impl IntoIterator<Item = E>) -> Result<Vec<u8>, BadBundle> {
    let mut bytes = Vec::new();
    for (index, entry) in entries.into_iter().enumerate() {
        let entry = entry.as_ref();
        let length = u16::try_from(entry.len()).map_err(|_| BadBundle::Entry)?;
        if index >= usize::from(FULL) {
            return Err(BadBundle::Count);
        }
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(entry);
    }
    Ok(bytes)
}

/// The entries in the bytes of a bundle, whatever their number up to 256.
///
/// # Errors
/// [`BadBundle`] if the bytes end inside an entry or hold too many.
pub fn decode(bytes: &[u8]) -> Result<Vec<&[u8]>, BadBundle> {
    let mut entries = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        if entries.len() == usize::from(FULL) {
            return Err(BadBundle::Count);
        }
        let (length, after) = rest.split_first_chunk::<2>().ok_or(BadBundle::Cut)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, after) = after.split_at_checked(length).ok_or(BadBundle::Cut)?;
        entries.push(entry);
        rest = after;
    }
    Ok(entries)
}

/// The hashes of the entries as leaves of the tree: what the tile in the same place must hold.
pub fn leaves<E: AsRef<[u8]>>(entries: impl IntoIterator<Item = E>) -> Vec<Hash> {
    entries.into_iter().map(|entry| leaf_hash(entry.as_ref())).collect()
}

/// Why bytes are no bundle, or entries cannot be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadBundle {
    /// The bytes end inside an entry.
    Cut,
    /// There are more or fewer entries than the bundle holds.
    Count,
    /// An entry is longer than [`ENTRY_BYTES`].
    Entry,
}

impl fmt::Display for BadBundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cut => "The bundle ends inside an entry",
            Self::Count => "The bundle does not hold as many entries as it should",
            Self::Entry => "An entry is longer than 65,535 bytes",
        })
    }
}

impl std::error::Error for BadBundle {}
