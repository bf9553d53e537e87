//! One entry of the log: canonical JSON that a person can read, and that says what happened to which version of which
//! record, when and by whom. What the record says is not in it, only the root of the commitments to its fields
//! ([`crate::opening`]), so that a field can be taken away later without a hole in the log.
//!
//! The members stand in one fixed order, without white space, and those that have nothing to say are left out. A text
//! that reads as a leaf but is not byte for byte what [`Leaf::bytes`] writes is refused: one leaf has one text, one hash.

mod malformed;
mod redaction;
mod wire;

use record::{Instant, Ref};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::tree::Hash;

pub use malformed::Malformed;
pub use redaction::Redaction;
use wire::Wire;
pub(crate) use wire::reference;

/// The longest entry in bytes: C2SP tlog-tiles writes the length of an entry as 16 bits.
pub const BYTES_AT_MOST: usize = 65_535;
/// The version of this format, the first member of every leaf.
pub const FORMAT: u64 = 1;

/// What a leaf reports.
///
/// ```
/// use ledger::leaf::LeafKind;
/// assert_eq!(LeafKind::AuditRoot.as_str(), "audit-root");
/// assert_eq!(LeafKind::parse("publish"), Some(LeafKind::Publish));
/// assert!(LeafKind::Redact.is_about_a_record() && !LeafKind::Manifest.is_about_a_record());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LeafKind {
    /// The first version of a record.
    Publish,
    /// A later version that takes the place of the one before.
    Correct,
    /// A version that is taken back, or that was entered but is not shown to the public.
    Withhold,
    /// A field of a version was taken away for good; see [`Redaction`].
    Redact,
    /// A version that stands after one that was withheld.
    Restore,
    /// The public keys of those who read reports or sign.
    Manifest,
    /// A build of the software.
    Release,
    /// The root of the internal audit log.
    AuditRoot,
    /// The root of a day's intake of reports.
    IntakeRoot,
    /// Something was repaired after a loss; the note says what.
    Recovery,
}

impl LeafKind {
    /// Every kind.
    pub const ALL: [LeafKind; 10] = [
        LeafKind::Publish,
        LeafKind::Correct,
        LeafKind::Withhold,
        LeafKind::Redact,
        LeafKind::Restore,
        LeafKind::Manifest,
        LeafKind::Release,
        LeafKind::AuditRoot,
        LeafKind::IntakeRoot,
        LeafKind::Recovery,
    ];

    /// The word in the leaf and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            LeafKind::Publish => "publish",
            LeafKind::Correct => "correct",
            LeafKind::Withhold => "withhold",
            LeafKind::Redact => "redact",
            LeafKind::Restore => "restore",
            LeafKind::Manifest => "manifest",
            LeafKind::Release => "release",
            LeafKind::AuditRoot => "audit-root",
            LeafKind::IntakeRoot => "intake-root",
            LeafKind::Recovery => "recovery",
        }
    }

    /// The kind of this word.
    pub fn parse(word: &str) -> Option<LeafKind> {
        LeafKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether such a leaf is about one version of a record.
    pub const fn is_about_a_record(self) -> bool {
        self.is_a_version() || matches!(self, LeafKind::Redact)
    }

    /// Whether such a leaf brings a version of a record, and with it the root of its fields.
    pub const fn is_a_version(self) -> bool {
        matches!(self, LeafKind::Publish | LeafKind::Correct | LeafKind::Withhold | LeafKind::Restore)
    }
}

/// One entry of the log.
///
/// A leaf is made by one of the three functions that know what belongs to it, [`Leaf::version`], [`Leaf::redact`] and
/// [`Leaf::notice`], and completed by its public members; [`Leaf::bytes`] and [`Leaf::parse`] refuse what does not belong
/// together. As a part of other JSON it reads and writes through serde, where white space and order are free; the entry of
/// the log is then [`Leaf::bytes`] of it.
///
/// ```
/// use ledger::leaf::{Leaf, LeafKind};
/// use record::{Instant, Kind, Ref};
/// let at = Instant::parse("2026-11-23T16:00:00+08:00").unwrap();
/// let record = Ref::new(Kind::Approval, "QHD2026112300001");
/// let mut leaf = Leaf::version(LeafKind::Publish, record, 1, at, ledger::tree::EMPTY_ROOT);
/// leaf.unit = Some("11130300TE5T00UE3M".into());
/// let bytes = leaf.bytes().unwrap();
/// assert!(bytes.starts_with(br#"{"v":1,"kind":"publish","record":"approval/QHD2026112300001","revision":1,"unit":"#));
/// assert_eq!(Leaf::parse(&bytes), Ok(leaf));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Leaf {
    /// What it reports.
    pub kind: LeafKind,
    /// The record it is about.
    pub record: Option<Ref>,
    /// Which version of the record, from 1.
    pub revision: Option<u64>,
    /// The index of the record's leaf before this one.
    pub previous: Option<u64>,
    /// Code or name of the unit responsible. It can never be taken away, so it is never a person.
    pub unit: Option<String>,
    /// When it was entered here, which is not when it happened.
    pub at: Instant,
    /// The root of the commitments to the fields of the version.
    pub fields: Option<Hash>,
    /// The documents it stands on, as `sha256:` and 64 digits; the file an import read is one.
    pub documents: Vec<String>,
    /// The ids of the keys that approved it, eight hexadecimal digits each.
    pub approvers: Vec<String>,
    /// What else it says, as a JSON object.
    pub note: Option<Value>,
}

impl Leaf {
    /// A version of a record, with the root of its fields; `revision` counts from 1.
    pub fn version(kind: LeafKind, record: Ref, revision: u64, at: Instant, fields: Hash) -> Leaf {
        Leaf { record: Some(record), revision: Some(revision), fields: Some(fields), ..Leaf::bare(kind, at) }
    }

    /// A field of a version is taken away; `previous` is the record's newest leaf.
    pub fn redact(record: Ref, revision: u64, previous: u64, at: Instant, redaction: &Redaction) -> Leaf {
        Leaf {
            record: Some(record),
            revision: Some(revision),
            previous: Some(previous),
            note: Some(redaction.note()),
            ..Leaf::bare(LeafKind::Redact, at)
        }
    }

    /// Something about no record; all it says is in the note, a JSON object.
    pub fn notice(kind: LeafKind, at: Instant, note: Value) -> Leaf {
        Leaf { note: Some(note), ..Leaf::bare(kind, at) }
    }

    fn bare(kind: LeafKind, at: Instant) -> Leaf {
        Leaf {
            kind,
            record: None,
            revision: None,
            previous: None,
            unit: None,
            at,
            fields: None,
            documents: Vec::new(),
            approvers: Vec::new(),
            note: None,
        }
    }

    /// The entry of the log.
    ///
    /// # Errors
    /// [`Malformed`], where members are missing, do not belong to the kind or are not well formed, where the text would
    /// be longer than [`BYTES_AT_MOST`], or where the note would not read back as it is.
    pub fn bytes(&self) -> Result<Vec<u8>, Malformed> {
        wire::shape(self)?;
        let bytes = self.text()?;
        // Only a note can hold what its own text does not give back, such as a member named like serde_json's own.
        if self.note.is_some() && Wire::read(&bytes)?.note != self.note {
            return Err(Malformed::NotCanonical);
        }
        Ok(bytes)
    }

    /// Reads an entry of the log.
    ///
    /// # Errors
    /// [`Malformed`], as for [`Leaf::bytes`]; also where a member is unknown or stands twice, or the text is not byte for
    /// byte what [`Leaf::bytes`] gives.
    ///
    /// ```
    /// use ledger::leaf::{Leaf, Malformed};
    /// let text = r#"{"v":1,"kind":"release","at":"2026-11-23T08:00:00.000000Z","documents":[],"approvers":[],"note":{"version":"0.2.0"}}"#;
    /// assert!(Leaf::parse(text.as_bytes()).is_ok());
    /// assert_eq!(Leaf::parse(text.replace(":1,", ": 1,").as_bytes()), Err(Malformed::NotCanonical));
    /// ```
    pub fn parse(bytes: &[u8]) -> Result<Leaf, Malformed> {
        if bytes.len() > BYTES_AT_MOST {
            return Err(Malformed::TooLong { bytes: bytes.len() });
        }
        let leaf = Leaf::try_from(Wire::read(bytes)?)?;
        if leaf.text()? == bytes { Ok(leaf) } else { Err(Malformed::NotCanonical) }
    }

    /// What was taken away, if this leaf says so.
    pub fn redaction(&self) -> Option<Redaction> {
        if self.kind != LeafKind::Redact {
            return None;
        }
        Redaction::read(self.note.as_ref()?).ok()
    }

    fn text(&self) -> Result<Vec<u8>, Malformed> {
        let bytes = serde_json::to_vec(self).map_err(|error| Malformed::Json(error.to_string()))?;
        if bytes.len() > BYTES_AT_MOST { Err(Malformed::TooLong { bytes: bytes.len() }) } else { Ok(bytes) }
    }
}
