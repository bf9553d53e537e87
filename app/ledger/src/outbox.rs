//! From a row of the outbox and its version to the entry of the log. The entry follows from the database alone, so that
//! two servers, or one that was killed and started again, make the same bytes.

use record::{Instant, Kind, Ref, Uscc};
use serde_json::Value;
use store::Version;

use crate::leaf::{Leaf, LeafKind, Redaction};
use crate::opening::{self, Commitment, Kept, Seed, fields_root, flatten};

/// One row of the outbox with the version it is about.
#[derive(Clone, Debug)]
pub struct Entered {
    /// Its index in the log.
    pub position: u64,
    /// What it reports.
    pub kind: LeafKind,
    /// The number of the version it is about, as the row says.
    pub number: Option<i64>,
    /// That version, if it is there.
    pub version: Option<Version>,
    /// The index of the record's leaf before this one.
    pub previous: Option<u64>,
    /// The seed of the version's salts; none after a redaction.
    pub seed: Option<[u8; 32]>,
    /// What else the leaf says, as JSON.
    pub note: Option<String>,
}

/// Why a row cannot be a leaf: something in the database was changed or lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsound {
    /// The table that holds what is wrong.
    pub table: &'static str,
    /// The key of the row.
    pub key: String,
    /// What is wrong with it.
    pub what: String,
}

impl Unsound {
    pub(crate) fn new(table: &'static str, key: impl ToString, what: impl ToString) -> Unsound {
        Unsound { table, key: key.to_string(), what: what.to_string() }
    }
}

impl std::fmt::Display for Unsound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {}", self.table, self.key, self.what)
    }
}

impl std::error::Error for Unsound {}

impl From<Unsound> for store::Error {
    fn from(unsound: Unsound) -> store::Error {
        store::Error::Corrupt { table: unsound.table, key: unsound.key, what: unsound.what }
    }
}

/// The leaf of a row. `kept` are the salts and commitments of a version whose seed is gone; it is not asked for others.
///
/// # Errors
/// [`Unsound`] names the row that cannot be what it should be.
pub fn leaf(row: &Entered, kept: &[Kept]) -> Result<Leaf, Unsound> {
    let unsound = |what: &str| Unsound::new("leaf", row.position, what);
    let leaf = match (&row.version, row.number) {
        (Some(version), _) if row.kind == LeafKind::Redact => {
            let (at, note) = note(row)?;
            let redaction = Redaction::read(&note).map_err(|error| unsound(&error.to_string()))?;
            let previous = row.previous.ok_or_else(|| unsound("its record has no leaf before it"))?;
            Leaf::redact(reference(version), revision(version)?, previous, at, &redaction)
        }
        (Some(version), _) => {
            let mut leaf = of_version(row, version, kept)?;
            leaf.previous = row.previous;
            leaf
        }
        (None, Some(number)) => {
            return Err(unsound(&format!("the version it is about, number {number}, is gone")));
        }
        (None, None) => {
            let (at, note) = note(row)?;
            Leaf::notice(row.kind, at, note)
        }
    };
    Ok(leaf)
}

/// The entry of a row: the bytes of its leaf.
///
/// # Errors
/// As for [`leaf`].
pub fn entry(row: &Entered, kept: &[Kept]) -> Result<Vec<u8>, Unsound> {
    leaf(row, kept)?.bytes().map_err(|error| Unsound::new("leaf", row.position, error))
}

fn of_version(row: &Entered, version: &Version, kept: &[Kept]) -> Result<Leaf, Unsound> {
    let damaged = |what: &dyn std::fmt::Display| Unsound::new("version", version.seq, what);
    let facts = opening::read(&version.facts).map_err(|error| damaged(&error))?;
    let commitments = match &row.seed {
        Some(seed) => sealed(&Seed::new(seed), &facts),
        None => kept_commitments(version, kept)?,
    };
    let root = fields_root(&commitments);
    let mut leaf = Leaf::version(row.kind, reference(version), revision(version)?, version.entered, root);
    leaf.unit = unit(version.kind, &facts);
    // The file it came from, by its hash. A city that was made up came from no file.
    if version.source.len() == 64 {
        leaf.documents = vec![format!("sha256:{}", version.source)];
    }
    Ok(leaf)
}

fn sealed(seed: &Seed, facts: &Value) -> Vec<Commitment> {
    let fields = flatten(facts);
    fields.iter().map(|(field, value)| opening::commitment(&seed.salt(field), field, value)).collect()
}

fn kept_commitments(version: &Version, kept: &[Kept]) -> Result<Vec<Commitment>, Unsound> {
    if kept.is_empty() {
        return Err(Unsound::new("leaf", version.seq, "the seed is gone and no salts were kept"));
    }
    let mut kept: Vec<&Kept> = kept.iter().collect();
    kept.sort_by(|a, b| a.field.cmp(&b.field));
    Ok(kept.into_iter().map(|kept| kept.commitment).collect())
}

fn reference(version: &Version) -> Ref {
    Ref::new(version.kind, version.key.as_str())
}

fn revision(version: &Version) -> Result<u64, Unsound> {
    u64::try_from(version.revision)
        .map_err(|_| Unsound::new("version", version.seq, "its revision is below zero"))
}

/// When a leaf without a new version was entered, and what it says.
fn note(row: &Entered) -> Result<(Instant, Value), Unsound> {
    let read = || {
        let note: Value = serde_json::from_str(row.note.as_deref()?).ok()?;
        Some((Instant::parse(note.get("at")?.as_str()?)?, note.get("note")?.clone()))
    };
    read().ok_or_else(|| Unsound::new("leaf", row.position, "its note cannot be read"))
}

/// Where the facts of a kind of record name the unit responsible: its code, else its name.
pub(crate) fn unit_fields(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Approval => &["/case/unit/code", "/case/unit/name"],
        Kind::Item => &["/about/department"],
        Kind::Agency => &["/code"],
        Kind::Process => &["/compiled/buyer/id"],
        Kind::Enterprise => &[],
        Kind::CreditRecord => &["/authority"],
        Kind::Penalty => &["/authority/uscc", "/authority/name"],
    }
}

fn unit(kind: Kind, facts: &Value) -> Option<String> {
    let named = |field: &&str| facts.pointer(field)?.as_str().filter(|text| !text.trim().is_empty());
    let unit = unit_fields(kind).iter().find_map(named)?;
    // A buyer may be a person; only what holds the code of an organisation is one beyond doubt.
    if kind == Kind::Process {
        let code = unit.get(unit.len().checked_sub(18)?..)?;
        return Uscc::parse(code).ok().map(|uscc| uscc.to_string());
    }
    Some(unit.to_owned())
}
