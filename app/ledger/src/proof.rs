//! Proof files: all that is needed to check offline that an entry is in a log. <https://c2sp.org/tlog-proof>

use std::fmt;

use crate::checkpoint::{self, Checkpoint};
use crate::note::{NOTE_BYTES, Note};
use crate::policy::{Policy, Vouched};
use crate::text::{base64, hashes, number, unbase64};
use crate::tree::{Broken, Hash, inclusion, leaf_hash};

/// The first line.
const HEADER: &str = "c2sp.org/tlog-proof@v1\n";

/// A longer extra, in bytes, is refused: an entry is no longer, and nothing here needs more than an entry.
pub const EXTRA_BYTES: usize = 65_535;

/// A proof with more bytes is refused.
pub const PROOF_BYTES: usize = NOTE_BYTES + 2 * EXTRA_BYTES;

/// The proof that an entry stands at an index in the log whose signed checkpoint it carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What else the application wants to hand on. No signature covers it.
    pub extra: Option<Vec<u8>>,
    /// Where the entry stands, from 0.
    pub index: u64,
    /// The hashes beside its way to the root, its neighbour first.
    pub hashes: Vec<Hash>,
    /// The checkpoint, with the signatures of the log and of witnesses.
    pub note: Note,
}

impl Proof {
    /// Reads a proof file.
    ///
    /// # Errors
    /// [`Rejected::Malformed`] if it is anything else.
    pub fn parse(file: impl AsRef<[u8]>) -> Result<Self, Rejected> {
        let file = file.as_ref();
        if file.len() > PROOF_BYTES {
            return Err(Rejected::Malformed);
        }
        let read = || {
            let text = std::str::from_utf8(file).ok()?.strip_prefix(HEADER)?;
            // The text of a checkpoint has no empty line, so the first one ends the proof.
            let (head, note) = text.split_once("\n\n")?;
            let mut lines = head.split('\n').peekable();
            let extra = match lines.next_if(|line| line.starts_with("extra ")) {
                Some(line) => {
                    Some(unbase64(line.strip_prefix("extra ")?).filter(|it| it.len() <= EXTRA_BYTES)?)
                }
                None => None,
            };
            let index = number(lines.next()?.strip_prefix("index ")?)?;
            let hashes = hashes(lines)?;
            Some(Self { extra, index, hashes, note: Note::parse(note).ok()? })
        };
        read().ok_or(Rejected::Malformed)
    }

    /// Whether the entry is in a log of the policy, and who vouches for it. Whether these are enough is told by
    /// [`Vouched::quorum`]: a reader may want to see a proof that still waits for witnesses.
    ///
    /// # Errors
    /// [`Rejected`] if no log of the policy signed the checkpoint, a signature is forged, or the entry is not in its tree.
    pub fn verify(&self, entry: &[u8], policy: &Policy) -> Result<Vouched, Rejected> {
        let vouched = policy.check(&self.note).map_err(Rejected::Checkpoint)?;
        let Checkpoint { size, root, .. } = &vouched.checkpoint;
        inclusion::verify(self.index, *size, &leaf_hash(entry), &self.hashes, root)
            .map_err(Rejected::Broken)?;
        Ok(vouched)
    }
}

impl fmt::Display for Proof {
    /// The file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEADER)?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", base64(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.hashes.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.note)
    }
}

/// Why a proof proves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// It is not written as a proof.
    Malformed,
    /// Its checkpoint is not one to go by.
    Checkpoint(checkpoint::Rejected),
    /// The entry is not in the tree of the checkpoint, or not there.
    Broken(Broken),
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str("This is not written as a proof"),
            Self::Checkpoint(rejected) => rejected.fmt(f),
            Self::Broken(broken) => broken.fmt(f),
        }
    }
}

impl std::error::Error for Rejected {}
