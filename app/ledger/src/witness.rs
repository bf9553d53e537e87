//! What a log sends a witness, what the witness decides, and what it answers. <https://c2sp.org/tlog-witness>
//!
//! The witness's decision is one function of the request and of what it saw last; storing that atomically, and before
//! the answer is sent, is for the caller.

use std::fmt;

use crate::checkpoint::{self, Checkpoint};
use crate::key::VerifierKey;
use crate::note::{self, NOTE_BYTES, Note, Signature};
use crate::text::{PROOF_LINES, hashes, number};
use crate::tree::{EMPTY_ROOT, Hash, consistency};

/// A request with more bytes is refused.
pub const REQUEST_BYTES: usize = NOTE_BYTES + 64 * 64;

/// The content type of the answer that names the size seen last.
pub const SIZE_TYPE: &str = "text/x.tlog.size";

/// The body of `add-checkpoint`: a checkpoint, and the proof that it holds all of an older one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    old_size: u64,
    proof: Vec<Hash>,
    note: Note,
    checkpoint: Checkpoint,
}

impl Request {
    /// Puts a request together.
    ///
    /// # Errors
    /// [`Refusal::Malformed`] if the note is no checkpoint or the proof too long.
    pub fn new(old_size: u64, proof: Vec<Hash>, note: Note) -> Result<Self, Refusal> {
        let checkpoint = Checkpoint::parse(note.text()).map_err(|_| Refusal::Malformed)?;
        if proof.len() > PROOF_LINES {
            return Err(Refusal::Malformed);
        }
        Ok(Self { old_size, proof, note, checkpoint })
    }

    /// Reads the body of a request.
    ///
    /// # Errors
    /// [`Refusal::Malformed`] if it is anything else.
    pub fn parse(body: impl AsRef<[u8]>) -> Result<Self, Refusal> {
        let body = body.as_ref();
        if body.len() > REQUEST_BYTES {
            return Err(Refusal::Malformed);
        }
        let body = std::str::from_utf8(body).map_err(|_| Refusal::Malformed)?;
        // The text of a checkpoint has no empty line, so the first one ends the proof.
        let (head, note) = body.split_once("\n\n").ok_or(Refusal::Malformed)?;
        let mut lines = head.split('\n');
        let old_size =
            lines.next().and_then(|line| number(line.strip_prefix("old ")?)).ok_or(Refusal::Malformed)?;
        let proof = hashes(lines).ok_or(Refusal::Malformed)?;
        Self::new(old_size, proof, Note::parse(note).map_err(|_| Refusal::Malformed)?)
    }

    /// The size of the checkpoint the proof begins at.
    pub fn old_size(&self) -> u64 {
        self.old_size
    }

    /// The signed checkpoint; [`judge`] says if the signature counts.
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// What the note says: look up by its origin what was seen last.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }
}

impl fmt::Display for Request {
    /// The body to send.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old_size)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.note)
    }
}

/// Whether a witness that saw `seen` last of this origin, size and root, may sign what the request brings. It must then
/// store the new size and root in the transaction it read `seen` in, and sign `request.note().text()` only after that.
///
/// # Errors
/// [`Refusal`], which is also the answer to send.
///
/// ```
/// use ledger::{checkpoint::Checkpoint, key::Signer, tree::leaf_hash, witness::{Refusal, Request, judge}};
///
/// let log = Signer::new("portal.example/log", &[7; 32]).unwrap();
/// let keys = [log.key().clone()];
/// let one = Checkpoint { origin: "portal.example/log".to_owned(), size: 1, root: leaf_hash(b"one") };
/// let request = Request::new(0, Vec::new(), one.sign(&log).unwrap()).unwrap();
/// assert_eq!(judge(None, &request, &keys), Ok(()));
/// assert_eq!(judge(Some((1, leaf_hash(b"one"))), &request, &keys), Err(Refusal::Conflict(1)));
/// ```
pub fn judge(seen: Option<(u64, Hash)>, request: &Request, logs: &[VerifierKey]) -> Result<(), Refusal> {
    let Request { old_size, proof, note, checkpoint } = request;
    let own: Vec<VerifierKey> = logs.iter().filter(|key| key.name() == checkpoint.origin).cloned().collect();
    if own.is_empty() {
        return Err(Refusal::Unknown);
    }
    Checkpoint::of(note, &own).map_err(Refusal::Unsigned)?;
    if *old_size > checkpoint.size {
        return Err(Refusal::Malformed);
    }
    let (seen_size, seen_root) = seen.unwrap_or((0, EMPTY_ROOT));
    if *old_size != seen_size {
        return Err(Refusal::Conflict(seen_size));
    }
    // An empty tree has one root only, whether it is the first we see or not.
    if checkpoint.size == 0 && checkpoint.root != EMPTY_ROOT {
        return Err(Refusal::Inconsistent);
    }
    consistency::verify(seen_size, &seen_root, checkpoint.size, &checkpoint.root, proof)
        .map_err(|_| Refusal::Inconsistent)
}

/// Why a witness does not sign. Each has its HTTP status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// 400: not written as a request, or the older tree is larger than the newer one.
    Malformed,
    /// 403: no key of the log has signed it, or not this text.
    Unsigned(checkpoint::Rejected),
    /// 404: the log is not known here.
    Unknown,
    /// 409: the proof does not begin at the size seen last, which is this.
    Conflict(u64),
    /// 422: the new tree does not hold what was seen before.
    Inconsistent,
}

impl Refusal {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::Unsigned(_) => 403,
            Self::Unknown => 404,
            Self::Conflict(_) => 409,
            Self::Inconsistent => 422,
        }
    }

    /// The body of the answer: for a conflict the size seen last, of content type [`SIZE_TYPE`]; else a sentence.
    pub fn body(&self) -> String {
        match self {
            Self::Conflict(seen) => format!("{seen}\n"),
            other => format!("{other}\n"),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str("This is not a request to add a checkpoint"),
            Self::Unsigned(rejected) => rejected.fmt(f),
            Self::Unknown => f.write_str("This witness does not follow this log"),
            Self::Conflict(seen) => write!(f, "The last checkpoint seen has size {seen}"),
            Self::Inconsistent => f.write_str("The checkpoint does not hold what was seen before"),
        }
    }
}

impl std::error::Error for Refusal {}

/// What a witness answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It says it signed; [`crate::cosignature::valid`] says what of it is true.
    Cosigned(Vec<Signature>),
    /// It saw this size last: send a proof from there. A size beyond our own is a witness to a fork, or a liar.
    Conflict(u64),
    /// It refused, with this HTTP status.
    Refused(u16),
}

impl Answer {
    /// Reads the answer to `add-checkpoint`.
    ///
    /// # Errors
    /// [`note::Rejected`] if the body is not what the status promises.
    pub fn parse(status: u16, body: impl AsRef<[u8]>) -> Result<Self, note::Rejected> {
        let body = body.as_ref();
        if body.len() > NOTE_BYTES {
            return Err(note::Rejected::TooLarge);
        }
        let text = || std::str::from_utf8(body).map_err(|_| note::Rejected::Malformed);
        match status {
            200 => note::signatures(text()?).map(Self::Cosigned),
            // A witness may also send 409 for another root of the same size, and then no size.
            409 => Ok(text()
                .ok()
                .and_then(|body| number(body.strip_suffix('\n')?))
                .map_or(Self::Refused(status), Self::Conflict)),
            _ => Ok(Self::Refused(status)),
        }
    }
}
