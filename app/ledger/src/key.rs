//! Keys of notes, and how they are written: signed-note, "Verifier keys" and "Signature types".
//! <https://c2sp.org/signed-note>
//!
//! Two types of signature are known here: a log's Ed25519 signature over the text (0x01), and a witness's Ed25519 signature
//! over the text and the time it was seen (0x04). A key of any other type is refused by name, not taken for one of these.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{Signature as Ed25519, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::cosignature;
use crate::note::Signature;
use crate::text::{base64, unbase64};

/// Names longer than this, in bytes, are refused.
const NAME_BYTES: usize = 255;

/// Whose key it is, and with it how its signatures are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyKind {
    /// A log signs the text: type 0x01.
    Log,
    /// A witness signs the text and the time: type 0x04. <https://c2sp.org/tlog-cosignature>
    Witness,
}

impl KeyKind {
    fn byte(self) -> u8 {
        match self {
            Self::Log => 0x01,
            Self::Witness => 0x04,
        }
    }
}

/// The key by which anyone checks a signature; its text is `name+id+key`.
///
/// ```
/// use ledger::key::{KeyKind, VerifierKey};
///
/// let text = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
/// let key: VerifierKey = text.parse().unwrap();
/// assert_eq!((key.name(), key.id(), key.kind()), ("example.com/foo", 0x530d903a, KeyKind::Log));
/// assert_eq!(key.to_string(), text);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: u32,
    kind: KeyKind,
    key: VerifyingKey,
}

impl VerifierKey {
    /// A key from its parts: the name, whose it is, and 32 bytes of RFC 8032.
    ///
    /// # Errors
    /// [`NotAKey`] for a name no note can hold, and for bytes that are no key or one that would sign anything.
    pub fn new(name: &str, kind: KeyKind, key: &[u8; 32]) -> Result<Self, NotAKey> {
        if !is_name(name) {
            return Err(NotAKey::Name);
        }
        let key = VerifyingKey::from_bytes(key).ok().filter(|key| !key.is_weak()).ok_or(NotAKey::Point)?;
        Ok(Self { name: name.to_owned(), id: id(name, kind, &key), kind, key })
    }

    /// The name, as it stands in signature lines; of a log also its origin.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of a hash over name, type and key: tells keys of one name apart and proves nothing.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Whose key it is.
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The 32 bytes of the public key. Two keys may differ in name and type and yet be the same.
    pub fn bytes(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// Whether the signature claims to be by this key.
    pub(crate) fn is_named_by(&self, signature: &Signature) -> bool {
        self.name == signature.name && self.id == signature.id
    }

    /// Whether these bytes are this key's signature of the text, and the time a witness put beside it, in seconds since
    /// 1970. Strict: a signature that some verifiers take and others refuse is refused.
    pub(crate) fn verify(&self, text: &str, signature: &[u8]) -> Result<Option<u64>, Forged> {
        match self.kind {
            KeyKind::Log => self.verify_bytes(text.as_bytes(), signature).map(|()| None),
            KeyKind::Witness => {
                let (time, signature) = cosignature::split(signature).ok_or(Forged)?;
                self.verify_bytes(&cosignature::message(time, text), signature)?;
                Ok(Some(time))
            }
        }
    }

    fn verify_bytes(&self, message: &[u8], signature: &[u8]) -> Result<(), Forged> {
        let signature = Ed25519::from_slice(signature).map_err(|_| Forged)?;
        self.key.verify_strict(message, &signature).map_err(|_| Forged)
    }
}

/// The signature claims to be by a key and is not.
pub(crate) struct Forged;

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut key = vec![self.kind.byte()];
        key.extend_from_slice(self.bytes());
        write!(f, "{}+{:08x}+{}", self.name, self.id, base64(&key))
    }
}

impl FromStr for VerifierKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        // A name has no plus; base64 may.
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NotAKey::Form);
        };
        // 33 bytes are 44 letters; keys of the types to come are longer, and their type is all we want to know of them.
        if key.len() > 8192 {
            return Err(NotAKey::Form);
        }
        let bytes = unbase64(key).ok_or(NotAKey::Form)?;
        let (&kind, bytes) = bytes.split_first().ok_or(NotAKey::Form)?;
        let kind = [KeyKind::Log, KeyKind::Witness]
            .into_iter()
            .find(|known| known.byte() == kind)
            .ok_or(NotAKey::Kind(kind))?;
        let key = Self::new(name, kind, bytes.try_into().map_err(|_| NotAKey::Form)?)?;
        if id != format!("{:08x}", key.id) {
            return Err(NotAKey::Id);
        }
        Ok(key)
    }
}

/// Why a text or these bytes are no key we can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAKey {
    /// The name is empty, too long, or has a space, a plus or a control character.
    Name,
    /// It is not written as `name+id+key`.
    Form,
    /// The id does not belong to the name and the key.
    Id,
    /// Its type of signature is not known here.
    Kind(u8),
    /// The bytes are no point on the curve, or one of the few that prove nothing.
    Point,
}

impl fmt::Display for NotAKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name => {
                f.write_str("A key's name has 1 to 255 bytes and no space, plus or control character")
            }
            Self::Form => f.write_str("A key is written as name+id+key, the key in base64"),
            Self::Id => f.write_str("The id does not belong to this name and key"),
            Self::Kind(kind) => write!(f, "Signatures of type 0x{kind:02x} are not known here"),
            Self::Point => f.write_str("The bytes are no Ed25519 key that proves anything"),
        }
    }
}

impl std::error::Error for NotAKey {}

/// Who signs checkpoints for a log. Its seed never leaves it.
pub struct Signer {
    key: VerifierKey,
    secret: SigningKey,
}

impl Signer {
    /// A log's signer from the 32 bytes of RFC 8032 that must stay secret.
    ///
    /// # Errors
    /// [`NotAKey::Name`] for a name no note can hold.
    pub fn new(name: &str, seed: &[u8; 32]) -> Result<Self, NotAKey> {
        Self::of_kind(name, KeyKind::Log, seed)
    }

    pub(crate) fn of_kind(name: &str, kind: KeyKind, seed: &[u8; 32]) -> Result<Self, NotAKey> {
        let secret = SigningKey::from_bytes(seed);
        let key = VerifierKey::new(name, kind, secret.verifying_key().as_bytes())?;
        Ok(Self { key, secret })
    }

    /// The key by which its signatures are checked.
    pub fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// Signs the text of a note. Sign checkpoints through [`crate::checkpoint::Checkpoint::sign`], which looks first.
    pub fn sign(&self, text: &str) -> Signature {
        self.signature(self.sign_bytes(text.as_bytes()).to_vec())
    }

    pub(crate) fn sign_bytes(&self, message: &[u8]) -> [u8; 64] {
        self.secret.sign(message).to_bytes()
    }

    pub(crate) fn signature(&self, bytes: Vec<u8>) -> Signature {
        Signature { name: self.key.name.clone(), id: self.key.id, bytes }
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.key)
    }
}

/// Whether a note can hold the name: not empty, no Unicode space, no plus, no control character.
pub(crate) fn is_name(name: &str) -> bool {
    let fits = |letter: char| !letter.is_whitespace() && letter != '+' && letter >= ' ';
    (1..=NAME_BYTES).contains(&name.len()) && name.chars().all(fits)
}

/// The first four bytes of SHA-256(name ‖ newline ‖ type ‖ key), the highest first.
fn id(name: &str, kind: KeyKind, key: &VerifyingKey) -> u32 {
    let hash = Sha256::new()
        .chain_update(name)
        .chain_update(b"\n")
        .chain_update([kind.byte()])
        .chain_update(key.as_bytes())
        .finalize();
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
}
