//! Notes: text signed by one key or more. <https://c2sp.org/signed-note>

use std::fmt;

use crate::key::{VerifierKey, is_name};
use crate::text::{base64, unbase64};

/// A note of more bytes is refused. Room for sixteen signatures of the largest type the specification speaks of.
pub const NOTE_BYTES: usize = 256 * 1024;

/// A note with more signatures is refused; the specification asks for at least 16.
pub const SIGNATURES: usize = 64;

/// One signature line of a note: who claims to have signed, and the bytes that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub(crate) name: String,
    pub(crate) id: u32,
    pub(crate) bytes: Vec<u8>,
}

impl Signature {
    /// Reads a line without its newline: an em dash, the name, and id and signature in base64.
    ///
    /// # Errors
    /// [`Rejected::Malformed`] if it is anything else.
    pub fn parse(line: &str) -> Result<Self, Rejected> {
        let read = || {
            let (name, bytes) = line.strip_prefix("— ")?.split_once(' ')?;
            let bytes = unbase64(bytes)?;
            let (id, bytes) = bytes.split_first_chunk::<4>()?;
            let signature =
                Self { name: name.to_owned(), id: u32::from_be_bytes(*id), bytes: bytes.to_vec() };
            (is_name(name) && !bytes.is_empty()).then_some(signature)
        };
        read().ok_or(Rejected::Malformed)
    }

    /// The name of the key that is said to have signed.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for Signature {
    /// The line without its newline.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.id.to_be_bytes()[..], &self.bytes].concat();
        write!(f, "— {} {}", self.name, base64(&bytes))
    }
}

/// Text with the signatures that stand below it. Read from anywhere, so worth nothing until [`Note::verify`] says by whom
/// it is signed.
///
/// ```
/// use ledger::note::{Note, Rejected};
///
/// let note = Note::parse("This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONnc\
///     AlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n").unwrap();
/// let key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k".parse().unwrap();
/// assert_eq!(note.verify(&[key]).unwrap().len(), 1);
/// assert_eq!(note.verify(&[]).unwrap_err(), Rejected::Unknown);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

impl Note {
    /// Puts a note together; the text ends with a newline.
    ///
    /// # Errors
    /// [`Rejected::Malformed`] if the note could not be read again as it is.
    pub fn new(text: &str, signatures: Vec<Signature>) -> Result<Self, Rejected> {
        let note = Self { text: text.to_owned(), signatures };
        // What stands in the note must not be able to end the text elsewhere.
        if Self::parse(note.to_string())? == note { Ok(note) } else { Err(Rejected::Malformed) }
    }

    /// Reads a note; the text ends at the last empty line.
    ///
    /// # Errors
    /// [`Rejected::Malformed`] or [`Rejected::TooLarge`].
    pub fn parse(note: impl AsRef<[u8]>) -> Result<Self, Rejected> {
        let note = note.as_ref();
        if note.len() > NOTE_BYTES {
            return Err(Rejected::TooLarge);
        }
        let note = std::str::from_utf8(note).map_err(|_| Rejected::Malformed)?;
        if note.bytes().any(|byte| byte < b' ' && byte != b'\n') {
            return Err(Rejected::Malformed);
        }
        let end = note.rfind("\n\n").ok_or(Rejected::Malformed)? + 1;
        Ok(Self { text: note[..end].to_owned(), signatures: signatures(&note[end + 1..])? })
    }

    /// What is signed, with its last newline.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures, in their order, true or not.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// The same text with more signatures below.
    ///
    /// # Errors
    /// [`Rejected::TooLarge`] if these are more than a note may have.
    pub fn with(&self, more: impl IntoIterator<Item = Signature>) -> Result<Self, Rejected> {
        Self::new(&self.text, self.signatures.iter().cloned().chain(more).collect())
    }

    /// Who of those we know signed this. Signatures by others are ignored; one that claims to be by a key we know and is
    /// not makes the whole note worthless.
    ///
    /// # Errors
    /// [`Rejected::Forged`] or, if none is by a key we know, [`Rejected::Unknown`].
    pub fn verify<'k>(&self, keys: &'k [VerifierKey]) -> Result<Vec<Verified<'k>>, Rejected> {
        let mut verified: Vec<Verified<'k>> = Vec::new();
        for signature in &self.signatures {
            for key in keys.iter().filter(|key| key.is_named_by(signature)) {
                let time = key
                    .verify(&self.text, &signature.bytes)
                    .map_err(|_| Rejected::Forged(signature.name.clone()))?;
                // Who signs twice is still one.
                if !verified.iter().any(|earlier| earlier.key == key) {
                    verified.push(Verified { key, time });
                }
            }
        }
        if verified.is_empty() { Err(Rejected::Unknown) } else { Ok(verified) }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

/// A signature that was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified<'k> {
    /// By whom.
    pub key: &'k VerifierKey,
    /// When a witness saw it, in seconds since 1970; a log's signature has no time.
    pub time: Option<u64>,
}

/// Signature lines, each ended by a newline; at least one.
pub(crate) fn signatures(lines: &str) -> Result<Vec<Signature>, Rejected> {
    let lines = lines.strip_suffix('\n').ok_or(Rejected::Malformed)?;
    if lines.split('\n').count() > SIGNATURES {
        return Err(Rejected::TooLarge);
    }
    lines.split('\n').map(Signature::parse).collect()
}

/// Why a note is worth nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// It is not written as a note.
    Malformed,
    /// It has more than [`NOTE_BYTES`] or more than [`SIGNATURES`].
    TooLarge,
    /// No key we know has signed it.
    Unknown,
    /// A signature claims to be by a key we know, of this name, and is not.
    Forged(String),
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str("This is not written as a signed note"),
            Self::TooLarge => f.write_str("The note is larger than any honest one"),
            Self::Unknown => f.write_str("No key we know has signed the note"),
            Self::Forged(name) => write!(f, "The signature of {name} does not belong to this text"),
        }
    }
}

impl std::error::Error for Rejected {}
