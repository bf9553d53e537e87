//! Checkpoints: how large a log is, and its root. <https://c2sp.org/tlog-checkpoint>

use std::fmt;

use crate::key::{KeyKind, Signer, VerifierKey};
use crate::note::{self, Note};
use crate::text::number;
use crate::tree::Hash;

/// The state of a log at one size. Whoever holds one signed by the log can tell if anything before it changes.
///
/// ```
/// use ledger::{checkpoint::Checkpoint, key::Signer, tree::EMPTY_ROOT};
///
/// let signer = Signer::new("portal.example/log", &[7; 32]).unwrap();
/// let checkpoint = Checkpoint { origin: "portal.example/log".to_owned(), size: 0, root: EMPTY_ROOT };
/// let note = checkpoint.sign(&signer).unwrap();
/// assert_eq!(Checkpoint::open(note.to_string(), signer.key()), Ok(checkpoint));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name: where it is served, without scheme and trailing slash.
    pub origin: String,
    /// How many leaves it has.
    pub size: u64,
    /// The root of its tree.
    pub root: Hash,
}

impl Checkpoint {
    /// The text a log signs.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, self.root)
    }

    /// Reads the text of a note. Lines after the third are allowed by the specification and mean nothing to us: whoever
    /// checks or adds a signature does it over the note's own text.
    ///
    /// # Errors
    /// [`Rejected::Malformed`] if it is no checkpoint.
    pub fn parse(text: &str) -> Result<Self, Rejected> {
        let read = || {
            let mut lines = text.strip_suffix('\n')?.split('\n');
            let origin = lines.next().filter(|origin| !origin.is_empty())?.to_owned();
            let size = number(lines.next()?)?;
            let root = lines.next()?.parse().ok()?;
            lines.all(|line| !line.is_empty()).then_some(Self { origin, size, root })
        };
        read().ok_or(Rejected::Malformed)
    }

    /// Signs it. That it does not contradict one signed before is for the caller to know.
    ///
    /// # Errors
    /// [`Rejected::Origin`] if the key is not the log's own, [`Rejected::Malformed`] if the text would not be read as this
    /// checkpoint.
    pub fn sign(&self, signer: &Signer) -> Result<Note, Rejected> {
        if signer.key().kind() != KeyKind::Log || signer.key().name() != self.origin {
            return Err(Rejected::Origin);
        }
        let text = self.text();
        if Self::parse(&text)? != *self {
            return Err(Rejected::Malformed);
        }
        Note::new(&text, vec![signer.sign(&text)]).map_err(Rejected::Note)
    }

    /// Reads a checkpoint that must be signed by this log.
    ///
    /// # Errors
    /// [`Rejected`] if it is not, or is no checkpoint, or speaks for another log.
    pub fn open(note: impl AsRef<[u8]>, key: &VerifierKey) -> Result<Self, Rejected> {
        Self::of(&Note::parse(note).map_err(Rejected::Note)?, std::slice::from_ref(key))
    }

    /// The checkpoint in a note that must be signed by one of these logs.
    ///
    /// # Errors
    /// [`Rejected`] if it is not, or is no checkpoint, or speaks for another log than the one that signed.
    pub fn of(note: &Note, logs: &[VerifierKey]) -> Result<Self, Rejected> {
        let checkpoint = Self::parse(note.text())?;
        let signed = note.verify(logs).map_err(Rejected::Note)?;
        // A witness's key vouches for having seen a checkpoint, a log's key for its own tree only.
        let own = |key: &VerifierKey| key.kind() == KeyKind::Log && key.name() == checkpoint.origin;
        if signed.iter().any(|signed| own(signed.key)) { Ok(checkpoint) } else { Err(Rejected::Origin) }
    }
}

/// Why a note is no checkpoint we can go by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// The note itself is not worth anything.
    Note(note::Rejected),
    /// The text is not an origin, a size and a root.
    Malformed,
    /// The checkpoint is of another log than the key.
    Origin,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Note(rejected) => rejected.fmt(f),
            Self::Malformed => f.write_str("This is not written as a checkpoint"),
            Self::Origin => f.write_str("The checkpoint speaks for another log than the key that signed it"),
        }
    }
}

impl std::error::Error for Rejected {}
