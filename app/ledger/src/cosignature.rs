//! Cosignatures: a witness says that it saw a checkpoint, when, and that it held all the witness saw before.
//! <https://c2sp.org/tlog-cosignature>, Ed25519.

use crate::checkpoint::{Checkpoint, Rejected};
use crate::key::{KeyKind, NotAKey, Signer, VerifierKey};
use crate::note::Signature;
use crate::tree::MAX_SIZE;

/// Who signs checkpoints as a witness. Its seed never leaves it.
///
/// ```
/// use ledger::{checkpoint::Checkpoint, cosignature::Cosigner, key::Signer, tree::EMPTY_ROOT};
///
/// let log = Signer::new("portal.example/log", &[7; 32]).unwrap();
/// let witness = Cosigner::new("witness.example/w1", &[8; 32]).unwrap();
/// let checkpoint = Checkpoint { origin: "portal.example/log".to_owned(), size: 0, root: EMPTY_ROOT };
/// let note = checkpoint.sign(&log).unwrap();
/// let note = note.with([witness.cosign(note.text(), 1_700_000_000).unwrap()]).unwrap();
/// let keys = [witness.key().clone()];
/// assert_eq!(note.verify(&keys).unwrap()[0].time, Some(1_700_000_000));
/// ```
#[derive(Debug)]
pub struct Cosigner(Signer);

impl Cosigner {
    /// A witness's signer from the 32 bytes of RFC 8032 that must stay secret. One seed serves one witness: the message
    /// does not name the witness.
    ///
    /// # Errors
    /// [`NotAKey::Name`] for a name no note can hold.
    pub fn new(name: &str, seed: &[u8; 32]) -> Result<Self, NotAKey> {
        Signer::of_kind(name, KeyKind::Witness, seed).map(Self)
    }

    /// The key by which its signatures are checked.
    pub fn key(&self) -> &VerifierKey {
        self.0.key()
    }

    /// Signs the text of a checkpoint as seen at `time`, in seconds since 1970. That it holds all that was seen before is
    /// for [`crate::witness::judge`] to say, and must be written down before this signature leaves the house.
    ///
    /// # Errors
    /// [`Rejected::Malformed`] if the text is no checkpoint or the time is beyond 2^63 - 1.
    pub fn cosign(&self, text: &str, time: u64) -> Result<Signature, Rejected> {
        Checkpoint::parse(text)?;
        if time > MAX_SIZE {
            return Err(Rejected::Malformed);
        }
        let mut bytes = time.to_be_bytes().to_vec();
        bytes.extend_from_slice(&self.0.sign_bytes(&message(time, text)));
        Ok(self.0.signature(bytes))
    }
}

/// A cosignature that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned<'k> {
    /// By which witness.
    pub key: &'k VerifierKey,
    /// When it saw the checkpoint, in seconds since 1970.
    pub time: u64,
    /// The line to put below the checkpoint.
    pub signature: Signature,
}

/// Those signatures that are true cosignatures of the text by witnesses we know, one for each witness. All others are
/// left out: a witness that answers nonsense must not keep the others from being heard.
pub fn valid<'k>(text: &str, signatures: &[Signature], witnesses: &'k [VerifierKey]) -> Vec<Cosigned<'k>> {
    let mut valid: Vec<Cosigned<'k>> = Vec::new();
    for signature in signatures {
        for key in witnesses.iter().filter(|key| key.is_named_by(signature)) {
            let Ok(Some(time)) = key.verify(text, &signature.bytes) else { continue };
            if !valid.iter().any(|earlier| earlier.key == key) {
                valid.push(Cosigned { key, time, signature: signature.clone() });
            }
        }
    }
    valid
}

/// What a witness signs: a header that keeps it apart from all other messages, the time, and the whole text.
pub(crate) fn message(time: u64, text: &str) -> Vec<u8> {
    format!("cosignature/v1\ntime {time}\n{text}").into_bytes()
}

/// The time in a cosignature, its highest byte first, and the signature after it.
pub(crate) fn split(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (time, signature) = bytes.split_first_chunk::<8>()?;
    let time = u64::from_be_bytes(*time);
    (time <= MAX_SIZE).then_some((time, signature))
}
