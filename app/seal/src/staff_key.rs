//! The private keys of a member of staff: one that opens, one that signs. Made in that person's browser, and never outside it
//! except in a [`crate::Slot`].

use ed25519_dalek::{Signer as _, SigningKey};
use zeroize::Zeroizing;

use crate::{Public, Secret};

/// Both private keys.
///
/// ```
/// use seal::StaffKey;
///
/// let key = StaffKey::from_entropy(&[3; 64]);
/// assert_eq!(key.verify().len(), 64);
/// assert!(key.public().as_str().starts_with("age1"));
/// ```
#[derive(Clone)]
pub struct StaffKey {
    open: Secret,
    sign: Zeroizing<[u8; 32]>,
}

impl StaffKey {
    /// Keys from 64 bytes of chance.
    pub fn from_entropy(entropy: &[u8; 64]) -> Self {
        let (open, sign) = (Zeroizing::new(half(entropy, 0)), half(entropy, 32));
        Self { open: Secret::from_bytes(*open), sign: Zeroizing::new(sign) }
    }

    /// What opens.
    pub fn secret(&self) -> &Secret {
        &self.open
    }

    /// What others seal to.
    pub fn public(&self) -> Public {
        self.open.public()
    }

    /// The Ed25519 key by which others check, in hexadecimal digits.
    pub fn verify(&self) -> String {
        hex::encode(SigningKey::from_bytes(&self.sign).verifying_key().as_bytes())
    }

    /// A signature (RFC 8032), in hexadecimal digits.
    pub fn sign(&self, message: &[u8]) -> String {
        hex::encode(SigningKey::from_bytes(&self.sign).sign(message).to_bytes())
    }

    /// The seed of the signing key, for [`crate::Manifest::sign`].
    pub fn seed(&self) -> &[u8; 32] {
        &self.sign
    }

    /// Two lines: the age key, as every age program reads it, and the seed in hexadecimal digits behind a `#`, which they take for a
    /// comment.
    pub fn text(&self) -> Zeroizing<String> {
        let seed = Zeroizing::new(hex::encode(self.sign.as_slice()));
        Zeroizing::new(format!("{}\n# ed25519 {}\n", self.open.reveal(), seed.as_str()))
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (open, rest) = text.split_once("\n# ed25519 ")?;
        let seed = Zeroizing::new(crate::verified::bytes::<32>(rest.strip_suffix('\n')?)?);
        Some(Self { open: Secret::parse(open)?, sign: seed })
    }
}

fn half(entropy: &[u8; 64], from: usize) -> [u8; 32] {
    std::array::from_fn(|byte| entropy[from + byte])
}
