//! The records checked against the log: every version has its leaf, and every leaf says what its version says.

use std::collections::BTreeMap;

use record::Kind;
use store::{Error, Result, Store};

use crate::checkpoint::Checkpoint;
use crate::cosignature;
use crate::fsck::{Checked, Finding, Found, Reader, walk};
use crate::key::VerifierKey;
use crate::leaf::{Leaf, LeafKind};
use crate::note::Signature;
use crate::opening::{self, Kept, Openings, commitment, flatten};
use crate::outbox::{self, Entered};
use crate::policy::Witness;
use crate::table;
use crate::tile::{TileReader, for_consistency};
use crate::tree::{EMPTY_ROOT, Hash, root_of};

/// What stands in the place of a text that was taken away.
pub const REMOVED: &str = crate::check::REMOVED;

/// Whose signatures and whose rules a check goes by.
pub struct Trusted<'a> {
    /// The log's key.
    pub key: &'a VerifierKey,
    /// Its witnesses; cosignatures of others are not looked at.
    pub witnesses: &'a [Witness],
    /// Whether the public may see these facts: a version that it may not see is withheld.
    pub is_public: &'a (dyn Fn(Kind, &str) -> bool + Sync),
}

/// Checks the log as [`crate::fsck::fsck`] does, and every version against its leaf. Every finding is told as it is made.
///
/// # Errors
/// Only where the database does not answer.
pub async fn verify(
    store: &Store,
    trusted: &Trusted<'_>,
    tell: &mut (dyn FnMut(Finding) + Send),
) -> Result<Checked> {
    let mut found = Found::new(tell);
    let mut records = Records { store, trusted, gone: BTreeMap::new() };
    let entries = walk(store, trusted.key, &mut records, &mut found).await?;
    records.waiting(entries, &mut found).await?;
    lonely(store, &mut found).await?;
    redactions(store, &records.gone, &mut found).await?;
    cosignatures(store, trusted, &mut found).await?;
    Ok(Checked { entries, findings: found.count })
}

/// Hears the entries and holds each against its row and its version.
struct Records<'a> {
    store: &'a Store,
    trusted: &'a Trusted<'a>,
    /// What redact leaves say is gone: version and field, by the index of the leaf. As many as there are redactions.
    gone: BTreeMap<u64, (i64, String, u64)>,
}

impl Reader for Records<'_> {
    async fn bundle(&mut self, first: u64, entries: &[&[u8]], found: &mut Found<'_>) -> Result<()> {
        let rows = self.rows(first, entries.len() as u64, found).await?;
        for (index, entry) in (first..).zip(entries) {
            match rows.get(&index) {
                Some(row) => self.compare(row, Some(entry), found).await?,
                None => found.add("leaf", index, "it is missing, and the log has its entry"),
            }
        }
        Ok(())
    }
}

impl Records<'_> {
    /// The rows of a stretch of the outbox. A row that cannot be read is told and left out.
    async fn rows(&self, first: u64, count: u64, found: &mut Found<'_>) -> Result<BTreeMap<u64, Entered>> {
        match table::entered(self.store, first, count).await {
            Ok(rows) => Ok(rows
                .into_iter()
                .filter(|row| row.position < first + count)
                .map(|row| (row.position, row))
                .collect()),
            // One of them is damaged: then one at a time, so that it alone is told.
            Err(Error::Corrupt { .. }) if count > 1 => {
                let mut rows = BTreeMap::new();
                for index in first..first + count {
                    match table::entered(self.store, index, 1).await {
                        Ok(row) => rows.extend(
                            row.into_iter().filter(|row| row.position == index).map(|row| (index, row)),
                        ),
                        Err(Error::Corrupt { table, key, what }) => found.add(table, key, what),
                        Err(error) => return Err(error),
                    }
                }
                Ok(rows)
            }
            Err(Error::Corrupt { table, key, what }) => {
                found.add(table, key, what);
                Ok(BTreeMap::new())
            }
            Err(error) => Err(error),
        }
    }

    /// Rows that the log does not cover yet: they must be whole, and follow one another.
    async fn waiting(&mut self, entries: u64, found: &mut Found<'_>) -> Result<()> {
        let length = table::length(self.store).await?;
        let mut index = entries;
        while index < length {
            let count = 256.min(length - index);
            let rows = self.rows(index, count, found).await?;
            for index in index..index + count {
                match rows.get(&index) {
                    Some(row) => self.compare(row, None, found).await?,
                    None => found.add("leaf", index, "it is missing, and later ones are there"),
                }
            }
            index += count;
        }
        Ok(())
    }

    /// One row against its version, and against its entry where the log has one.
    async fn compare(&mut self, row: &Entered, entry: Option<&[u8]>, found: &mut Found<'_>) -> Result<()> {
        let kept = match table::kept(self.store, row).await {
            Ok(kept) => kept,
            Err(Error::Corrupt { table, key, what }) => {
                found.add(table, key, what);
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        let leaf = match outbox::leaf(row, &kept) {
            Ok(leaf) => leaf,
            Err(unsound) => {
                found.add(unsound.table, unsound.key, unsound.what);
                return Ok(());
            }
        };
        match (leaf.bytes(), entry) {
            (Ok(bytes), Some(entry)) if bytes != entry => differs(row, &leaf, entry, found),
            (Err(error), _) => found.add("leaf", row.position, error),
            _ => {}
        }
        self.kind(row, found);
        self.salts(row, &kept, found);
        if let (Some(number), Some(redaction)) = (row.number, leaf.redaction()) {
            self.gone.insert(row.position, (number, redaction.field, redaction.target));
        }
        Ok(())
    }

    /// Whether the kind of a version's leaf is the one that follows from the version.
    fn kind(&self, row: &Entered, found: &mut Found<'_>) {
        let Some(version) = row.version.as_ref().filter(|_| row.kind.is_a_version()) else { return };
        let is_shown = !version.withdrawn && (self.trusted.is_public)(version.kind, &version.facts);
        if is_shown == (row.kind == LeafKind::Withhold) {
            let what = if is_shown { "it is shown" } else { "it is not shown" };
            found.add("version", version.seq, format!("{what}, and its leaf says {}", row.kind.as_str()));
        }
    }

    /// Whether what was kept of the salts of a version opens all that is left of its facts.
    fn salts(&mut self, row: &Entered, kept: &[Kept], found: &mut Found<'_>) {
        let Some(version) = row.version.as_ref().filter(|_| !kept.is_empty()) else { return };
        let Ok(facts) = opening::read(&version.facts) else { return };
        let record = record::Ref::new(version.kind, version.key.as_str());
        let revision = u64::try_from(version.revision).unwrap_or_default();
        if let Err(mismatch) = Openings::kept(record, revision, row.position, &facts, kept.to_vec()) {
            found.add("leaf_salt", version.seq, mismatch);
        }
        let values: BTreeMap<String, String> = flatten(&facts).into_iter().collect();
        for Kept { field, salt, commitment: kept } in kept {
            match (salt, values.get(field)) {
                (Ok(salt), Some(value)) if commitment(salt, field, value) != *kept => {
                    found.add(
                        "leaf_salt",
                        format!("{} {field}", version.seq),
                        "it does not open its commitment",
                    );
                }
                (Err(_), Some(value)) if value != "null" && *value != format!("\"{REMOVED}\"") => {
                    let what = format!("{field} was taken away, and something else stands in its place");
                    found.add("version", version.seq, what);
                }
                _ => {}
            }
        }
    }
}

/// Which member of the leaf is another than the log's.
fn differs(row: &Entered, leaf: &Leaf, entry: &[u8], found: &mut Found<'_>) {
    let Ok(said) = Leaf::parse(entry) else {
        // Told already, where the entry was read.
        return;
    };
    let version = row.number.unwrap_or_default();
    let mut add = |table, key: String, what: &str| found.add(table, key, format!("{what} than the log says"));
    let mut any = false;
    let mut other = |is_other: bool, table: &'static str, what: &str| {
        if is_other {
            any = true;
            let key = if table == "leaf" { row.position.to_string() } else { version.to_string() };
            add(table, key, what);
        }
    };
    other(said.kind != leaf.kind, "leaf", "it is of another kind");
    other(said.record != leaf.record, "version", "it is of another record");
    other(said.revision != leaf.revision, "version", "it is another revision");
    other(said.previous != leaf.previous, "leaf", "another leaf stands before it");
    other(said.at != leaf.at, "version", "it was entered at another time");
    other(said.fields != leaf.fields, "version", "its facts or their salts are others");
    other(said.unit != leaf.unit, "version", "it names another unit");
    other(said.documents != leaf.documents, "version", "it comes from another file");
    other(said.note != leaf.note, "leaf", "its note is another");
    if !any {
        found.add("leaf", row.position, "it is written otherwise than the log has it");
    }
}

/// Versions without a leaf, or with several.
async fn lonely(store: &Store, found: &mut Found<'_>) -> Result<()> {
    let mut after = i64::MIN;
    loop {
        let versions = table::lonely_versions(store, after, 1_000).await?;
        let Some((last, _)) = versions.last() else { return Ok(()) };
        after = *last;
        for (seq, leaves) in versions {
            let what = match leaves {
                0 => "it has no leaf in the log".to_owned(),
                leaves => format!("it has {leaves} leaves in the log"),
            };
            found.add("version", seq, what);
        }
    }
}

/// Every field that was taken away has the leaf that says so, and every such leaf its field.
async fn redactions(
    store: &Store,
    gone: &BTreeMap<u64, (i64, String, u64)>,
    found: &mut Found<'_>,
) -> Result<()> {
    let mut told: BTreeMap<u64, &(i64, String, u64)> = gone.iter().map(|(at, what)| (*at, what)).collect();
    let mut after = (i64::MIN, String::new());
    loop {
        let rows = table::gone(store, &after, 1_000).await?;
        let Some(last) = rows.last() else { break };
        after = (last.version, last.field.clone());
        for row in rows {
            let key = format!("{} {}", row.version, row.field);
            match told.remove(&row.redacted_by) {
                Some((version, field, _)) if (*version, field) == (row.version, &row.field) => {}
                _ => found.add("leaf_salt", key, "no leaf of the log says that it was taken away"),
            }
            if row.has_seed {
                found.add(
                    "leaf",
                    row.position,
                    "its seed is there, and a field of its version was taken away",
                );
            }
        }
    }
    for (position, (version, field, _)) in told {
        found.add(
            "leaf_salt",
            format!("{version} {field}"),
            format!("leaf {position} took it away, and it is there"),
        );
    }
    Ok(())
}

/// Whether the witnesses have signed for the tree the entries make.
async fn cosignatures(store: &Store, trusted: &Trusted<'_>, found: &mut Found<'_>) -> Result<()> {
    let Some(head) = table::head(store).await.ok().flatten() else { return Ok(()) };
    let mut after = (-1, String::new());
    let mut known: Option<(u64, Hash)> = None;
    loop {
        let rows = table::cosigned(store, &after, 1_000).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = (table::int(last.size), last.witness.clone());
        for row in rows {
            let Some(witness) = trusted.witnesses.iter().find(|witness| witness.name == row.witness) else {
                continue;
            };
            let key = format!("{} {}", row.size, row.witness);
            let root = match known.filter(|(size, _)| *size == row.size) {
                Some((_, root)) => Some(root),
                None => root_at(store, &head, row.size).await?,
            };
            known = root.map(|root| (row.size, root));
            let signed = root.zip(Signature::parse(&row.line).ok()).is_some_and(|(root, signature)| {
                let origin = trusted.key.name().to_owned();
                let text = Checkpoint { origin, size: row.size, root }.text();
                !cosignature::valid(&text, &[signature], std::slice::from_ref(&witness.key)).is_empty()
            });
            if !signed {
                found.add("log_cosignature", key, "the witness has not signed for this tree");
            }
        }
    }
}

/// The root the log had at a size, from its tiles.
async fn root_at(store: &Store, head: &table::Head, size: u64) -> Result<Option<Hash>> {
    if size == 0 {
        return Ok(Some(EMPTY_ROOT));
    }
    if size == head.size {
        return Ok(Some(head.root));
    }
    let Ok(wanted) = for_consistency(size, head.size) else { return Ok(None) };
    let tiles = table::tiles(store, &wanted).await?;
    let Ok(reader) = TileReader::open(head.size, &head.root, tiles) else { return Ok(None) };
    Ok(root_of(size, &reader).ok())
}
