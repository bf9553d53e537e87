//! What must not lie open in the database, sealed with a key that is not in it: the secrets of second factors.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};

/// The layout of what is sealed: this byte, 24 bytes of nonce, then the ciphertext with its tag.
const VERSION: u8 = 1;
const NONCE_BYTES: usize = 24;

/// Seals and opens with XChaCha20-Poly1305. What it is for goes into the seal, so that a row cannot be moved to another
/// account.
///
/// ```
/// use staff::Vault;
/// let vault = Vault::new(&[7; 32]);
/// let sealed = vault.seal("account 1", b"secret", [9; 24]);
/// assert_eq!(vault.open("account 1", &sealed).as_deref(), Some(&b"secret"[..]));
/// assert_eq!(vault.open("account 2", &sealed), None);
/// assert_eq!(Vault::new(&[8; 32]).open("account 1", &sealed), None);
/// ```
#[derive(Clone)]
pub struct Vault(XChaCha20Poly1305);

impl Vault {
    /// A vault with this key.
    pub fn new(key: &[u8; 32]) -> Vault {
        Vault(XChaCha20Poly1305::new(&(*key).into()))
    }

    /// Seals for a purpose. The nonce is drawn anew each time.
    pub fn seal(&self, purpose: &str, secret: &[u8], nonce: [u8; NONCE_BYTES]) -> Vec<u8> {
        let payload = Payload { msg: secret, aad: purpose.as_bytes() };
        let sealed = self.0.encrypt(&XNonce::from(nonce), payload).expect("a secret is shorter than 256 GiB");
        [&[VERSION], nonce.as_slice(), &sealed].concat()
    }

    /// A key for this purpose alone, the same on every server that has the vault's key.
    ///
    /// ```
    /// use staff::Vault;
    /// let vault = Vault::new(&[7; 32]);
    /// assert_eq!(vault.derived("forms"), Vault::new(&[7; 32]).derived("forms"));
    /// assert_ne!(vault.derived("forms"), vault.derived("letters"));
    /// ```
    pub fn derived(&self, purpose: &str) -> [u8; 32] {
        // The tag of an empty text under a key nobody else has; all else that is sealed draws its nonce.
        Sha256::digest(self.seal(&format!("derived key for {purpose}"), &[], [0; NONCE_BYTES])).into()
    }

    /// Opens what was sealed for this purpose with this key; `None` for anything else.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (version, rest) = sealed.split_first()?;
        let (nonce, rest) = rest.split_at_checked(NONCE_BYTES)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().ok()?;
        let payload = Payload { msg: rest, aad: purpose.as_bytes() };
        (*version == VERSION).then(|| self.0.decrypt(&XNonce::from(nonce), payload).ok())?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_was_changed_does_not_open() {
        let vault = Vault::new(&[7; 32]);
        let sealed = vault.seal("a", b"twenty bytes of it..", [9; 24]);
        assert_eq!(sealed.len(), 1 + 24 + 20 + 16);
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(vault.open("a", &changed), None, "byte {at}");
            assert_eq!(vault.open("a", &sealed[..at]), None, "cut at {at}");
        }
    }
}
