//! What is inside every age file of ours, and how one is made and opened.
//!
//! ```text
//! {"case":…,"epoch":1,"number":0,"object":"report","portal":…,"role":"reporter"}   one line: where it belongs
//! the content
//! zeros, up to the length that Padmé gives
//! the length of the content: 8 bytes, the greatest first
//! ```
//!
//! With Debian's `age -d`, the first line says what it is and the content follows. Padmé (Nikitin et al., "Reducing Metadata Leakage
//! from Encrypted Files", PETS 2019) adds at most 12 % and leaves only so many lengths that a length says little; short texts all
//! take [`LEAST`] bytes.

use std::fmt;
use std::io::{Read, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::{Zeroize, Zeroizing};

use crate::{Context, Public, Sealing, Secret};

/// Nothing sealed is shorter, before the age file's own header.
pub const LEAST: u64 = 1_024;
/// Bytes that hold the length of the content.
pub(crate) const LENGTH_BYTES: u64 = 8;
/// A context has one line of less than this.
pub(crate) const LONGEST_LINE: usize = 1_000;

/// An age v1 file. In JSON it is base64.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(pub Vec<u8>);

/// Why something could not be sealed or opened. It says nothing of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealFault {
    /// Nobody is named to open it, so it is not sealed.
    NoRecipient,
    /// The bytes are no age file, or were cut or changed.
    Broken,
    /// This key does not open it.
    NotForThisKey,
    /// It belongs to another case, kind, epoch or sender.
    Elsewhere,
}

impl SealFault {
    /// All of them, for the words.
    pub const ALL: [Self; 4] = [Self::NoRecipient, Self::Broken, Self::NotForThisKey, Self::Elsewhere];

    /// The key of its sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoRecipient => "seal-fault-no-recipient",
            Self::Broken => "seal-fault-broken",
            Self::NotForThisKey => "seal-fault-not-for-this-key",
            Self::Elsewhere => "seal-fault-elsewhere",
        }
    }
}

/// Seals for all of these recipients: each can open it alone.
///
/// ```
/// use seal::{Context, Object, Role, Secret, open, seal};
///
/// let officer = Secret::from_bytes([1; 32]);
/// let place = Context::of_case("hall.example", "1", 1, Object::Message, Role::Reporter);
/// let sealed = seal(&place, "谢谢".as_bytes(), &[officer.public()]).unwrap();
/// assert_eq!(open(&place, &sealed.0, &officer).unwrap().as_slice(), "谢谢".as_bytes());
/// // In another case it is worth nothing.
/// let elsewhere = Context::of_case("hall.example", "2", 1, Object::Message, Role::Reporter);
/// assert!(open(&elsewhere, &sealed.0, &officer).is_err());
/// ```
///
/// # Errors
/// [`SealFault::NoRecipient`] where nobody could open it.
pub fn seal(context: &Context, content: &[u8], recipients: &[Public]) -> Result<Sealed, SealFault> {
    let size = padded(context.line().len() as u64 + content.len() as u64 + 1 + LENGTH_BYTES);
    // The header of the file: a hundred bytes a recipient.
    let room = size + size / 4_096 + 300 + recipients.len() as u64 * 120;
    let buffer = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
    let mut sealing = Sealing::begin(context, buffer, recipients)?;
    sealing.write_all(content).expect("memory takes what is written");
    Ok(Sealed(sealing.finish().expect("memory takes what is written")))
}

/// Opens what was sealed for this key, if it belongs here.
///
/// # Errors
/// [`SealFault`]; a file that was cut anywhere is [`SealFault::Broken`].
pub fn open(context: &Context, sealed: &[u8], key: &Secret) -> Result<Zeroizing<Vec<u8>>, SealFault> {
    open_any(std::slice::from_ref(context), sealed, key)
}

/// Opens what belongs to one of several places, such as a report that the browser or the server sealed.
///
/// # Errors
/// As [`open`].
pub fn open_any(contexts: &[Context], sealed: &[u8], key: &Secret) -> Result<Zeroizing<Vec<u8>>, SealFault> {
    let mut content = decrypted(sealed, key)?;
    // Taken at once: growing would leave copies of the content behind in memory.
    let mut plain = Zeroizing::new(Vec::with_capacity(sealed.len()));
    content.read_to_end(&mut plain).map_err(|_| SealFault::Broken)?;
    let (line, body) = parts(&plain).ok_or(SealFault::Broken)?;
    if !contexts.iter().any(|context| context.line().as_bytes() == line) {
        return Err(SealFault::Elsewhere);
    }
    Ok(Zeroizing::new(body.to_vec()))
}

/// What this key opens, to be read.
pub(crate) fn decrypted<R: Read>(sealed: R, key: &Secret) -> Result<age::stream::StreamReader<R>, SealFault> {
    let identity = key.identity();
    let file = age::Decryptor::new(sealed).map_err(|_| SealFault::Broken)?;
    file.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|error| match error {
        age::DecryptError::NoMatchingKeys | age::DecryptError::DecryptionFailed => SealFault::NotForThisKey,
        _ => SealFault::Broken,
    })
}

/// The line and the content; nothing where padding or lengths are not as they must be.
fn parts(plain: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = plain.iter().take(LONGEST_LINE).position(|byte| *byte == b'\n')?;
    let (line, rest) = (&plain[..end], &plain[end + 1..]);
    let (rest, length) = rest.split_last_chunk::<8>()?;
    let length = usize::try_from(u64::from_be_bytes(*length)).ok()?;
    let (body, padding) = rest.split_at_checked(length)?;
    let expected = padded(line.len() as u64 + 1 + body.len() as u64 + LENGTH_BYTES);
    (expected == plain.len() as u64 && padding.iter().all(|byte| *byte == 0)).then_some((line, body))
}

/// The length that this one is padded to: Padmé, and at least [`LEAST`].
pub fn padded(length: u64) -> u64 {
    let length = length.max(LEAST);
    // As many bits of the length may differ from zero as the exponent has bits itself.
    let exponent = length.ilog2();
    let free = exponent - (exponent.ilog2() + 1);
    let mask = (1 << free) - 1;
    (length + mask) & !mask
}

impl Sealed {
    /// The bytes of the file.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

impl Serialize for Sealed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Sealed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut text = String::deserialize(deserializer)?;
        let bytes = STANDARD.decode(&text).map_err(|_| serde::de::Error::custom("not base64"));
        text.zeroize();
        bytes.map(Sealed)
    }
}

#[cfg(test)]
mod tests;
