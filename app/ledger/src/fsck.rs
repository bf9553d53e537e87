//! The log checked against itself: from the entries to the tiles, to the root, to the signature. It streams, so that a log
//! of any length needs the same memory.

use std::fmt;

use store::{Result, Store};

use crate::checkpoint::Checkpoint;
use crate::key::VerifierKey;
use crate::leaf::Leaf;
use crate::table;
use crate::tile::bundle::{self, Bundle};
use crate::tile::{Edge, Tile};
use crate::tree::{Hash, leaf_hash};

/// Something that is not as it should be: where it stands, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The table.
    pub table: &'static str,
    /// The key of the row.
    pub key: String,
    /// What is wrong.
    pub what: String,
}

impl Finding {
    pub(crate) fn new(table: &'static str, key: impl ToString, what: impl ToString) -> Finding {
        Finding { table, key: key.to_string(), what: what.to_string() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.table, self.key, self.what)
    }
}

/// What a check went through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The entries that were hashed.
    pub entries: u64,
    /// The findings that were told.
    pub findings: u64,
}

/// Hears every entry that could be read, with its index, in their order.
pub(crate) trait Reader {
    /// One bundle's entries, from `first` on.
    fn bundle(
        &mut self,
        first: u64,
        entries: &[&[u8]],
        found: &mut Found<'_>,
    ) -> impl Future<Output = Result<()>> + Send;
}

/// Where findings are told, and how many were.
pub(crate) struct Found<'a> {
    tell: &'a mut (dyn FnMut(Finding) + Send),
    pub(crate) count: u64,
}

impl<'a> Found<'a> {
    pub(crate) fn new(tell: &'a mut (dyn FnMut(Finding) + Send)) -> Found<'a> {
        Found { tell, count: 0 }
    }

    pub(crate) fn add(&mut self, table: &'static str, key: impl ToString, what: impl ToString) {
        self.count += 1;
        (self.tell)(Finding::new(table, key, what));
    }
}

/// Checks the published log: entries, tiles, root and signature by `key`. Every finding is told as it is made.
///
/// # Errors
/// Only where the database does not answer.
pub async fn fsck(
    store: &Store,
    key: &VerifierKey,
    tell: &mut (dyn FnMut(Finding) + Send),
) -> Result<Checked> {
    let mut found = Found::new(tell);
    let entries = walk(store, key, &mut Nobody, &mut found).await?;
    Ok(Checked { entries, findings: found.count })
}

struct Nobody;

impl Reader for Nobody {
    async fn bundle(&mut self, _: u64, _: &[&[u8]], _: &mut Found<'_>) -> Result<()> {
        Ok(())
    }
}

/// Goes through the log once, and lets `reader` hear the entries. How many entries there are.
pub(crate) async fn walk(
    store: &Store,
    key: &VerifierKey,
    reader: &mut impl Reader,
    found: &mut Found<'_>,
) -> Result<u64> {
    let head = match table::head(store).await {
        Ok(Some(head)) => head,
        Ok(None) => return Ok(0),
        Err(store::Error::Corrupt { table, key, what }) => {
            found.add(table, key, what);
            return Ok(0);
        }
        Err(error) => return Err(error),
    };
    if head.published != head.size {
        let left = head.size - head.published.min(head.size);
        found.add("log_head", "log", format!("{left} leaves are signed for and not published"));
    }
    signature(store, &head, key, found).await?;
    let size = head.published.min(head.size);
    let mut edge = Edge::default();
    for number in 0..size.div_ceil(256) {
        let Some(place) = Bundle::of(number * 256, size) else { break };
        let Some(hashes) = entries(store, place, reader, found).await? else { break };
        let Ok(tiles) = edge.append(&hashes) else { break };
        for (tile, bytes) in tiles {
            // Higher tiles grow with every one below; only what the tree ends with is kept.
            if Tile::at(tile.level, tile.number, size) == Some(tile) {
                compare(store, tile, &bytes, found).await?;
            }
        }
    }
    if edge.size() == size && size == head.size && edge.root() != head.root {
        found.add("log_head", "log", "the entries do not lead to the root that was signed");
    }
    for (table, key) in table::beyond(store, size).await? {
        found.add(table, key, "it lies outside the log");
    }
    Ok(edge.size())
}

/// Whether both rows of the head say what was signed.
async fn signature(
    store: &Store,
    head: &table::Head,
    key: &VerifierKey,
    found: &mut Found<'_>,
) -> Result<()> {
    let mut check = |row: &'static str, size: u64, root: Hash, note: &str| match Checkpoint::open(note, key) {
        Ok(signed) if (signed.size, signed.root) == (size, root) => {}
        Ok(_) => found.add("log_head", row, "its size and root are not those that were signed"),
        Err(error) => found.add("log_head", row, error),
    };
    check("log", head.size, head.root, &head.checkpoint);
    match table::read::head(store).await {
        Ok(Some(shown)) => {
            check("published", shown.size, shown.root, &shown.checkpoint);
            if shown.size != head.published
                || (shown.size == head.size && shown.checkpoint != head.checkpoint)
            {
                found.add("log_head", "published", "it is not what was published last");
            } else if shown.size == head.size && shown.signed != head.signed_at {
                found.add("log_head", "published", "its time of signing is not that of the head");
            }
        }
        Ok(None) => found.add("log_head", "published", "it is missing"),
        Err(store::Error::Corrupt { table, key, what }) => found.add(table, key, what),
        Err(error) => return Err(error),
    }
    Ok(())
}

/// The hashes of one bundle's entries. Nothing where they cannot be had.
async fn entries(
    store: &Store,
    place: Bundle,
    reader: &mut impl Reader,
    found: &mut Found<'_>,
) -> Result<Option<Vec<Hash>>> {
    let name = |width: i64| format!("{} {width}", place.number);
    let widths = table::widths(store, None, place.number).await?;
    let Some((_, bytes)) = widths.iter().find(|(width, _)| *width == i64::from(place.width)) else {
        found.add("log_bundle", name(place.width.into()), "it is missing");
        return Ok(None);
    };
    let entries = match place.entries(bytes) {
        Ok(entries) => entries,
        Err(error) => {
            found.add("log_bundle", name(place.width.into()), error);
            return Ok(None);
        }
    };
    for (index, entry) in (place.number * 256..).zip(&entries) {
        if let Err(error) = Leaf::parse(entry) {
            found.add("log_bundle", name(place.width.into()), format!("entry {index}: {error}"));
        }
    }
    for (width, earlier) in widths.iter().filter(|(width, _)| *width < i64::from(place.width)) {
        let same = bundle::decode(earlier)
            .is_ok_and(|earlier| earlier.len() as i64 == *width && entries.starts_with(&earlier));
        if !same {
            found.add("log_bundle", name(*width), "it does not begin as the one that followed it");
        }
    }
    reader.bundle(place.number * 256, &entries, found).await?;
    Ok(Some(entries.iter().map(|entry| leaf_hash(entry)).collect()))
}

/// Whether a tile holds what follows from the entries, and its partial forms the beginning of it.
async fn compare(store: &Store, tile: Tile, bytes: &[u8], found: &mut Found<'_>) -> Result<()> {
    let name = |width: i64| format!("{} {} {width}", tile.level, tile.number);
    let widths = table::widths(store, Some(tile.level), tile.number).await?;
    if !widths.iter().any(|(width, _)| *width == i64::from(tile.width)) {
        found.add("log_tile", name(tile.width.into()), "it is missing");
    }
    for (width, there) in widths {
        let length = usize::try_from(width).unwrap_or(0) * crate::tile::HASH_BYTES;
        if width <= i64::from(tile.width) && bytes.get(..length) != Some(&there[..]) {
            found.add("log_tile", name(width), "it does not follow from the entries");
        }
    }
    Ok(())
}
