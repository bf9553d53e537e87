//! Salts, commitments and the root over them.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;

use super::flatten;
use crate::text;
use crate::tree::{Hash, NotAHash, leaf_hash, root};

/// What parts field and value in the text committed to. A value never holds it, JSON escapes it; so the last one of the
/// text is this one, and no other pair of field and value has the same text.
const SEPARATOR: [u8; 1] = [0];

/// The 32 random bytes of a version that all its salts come from. It is never served: who has it has every salt, also
/// those of fields that were taken away. The key is laid out once for all fields.
///
/// ```
/// use ledger::opening::Seed;
/// let seed = Seed::new(&[7; 32]);
/// assert_eq!(seed.salt("/applicant"), ledger::opening::salt(&[7; 32], "/applicant"));
/// assert_eq!(format!("{seed:?}"), "Seed(..)");
/// ```
#[derive(Clone)]
pub struct Seed(Hmac<Sha256>);

impl Seed {
    /// The seed of these bytes, which come from the system's source of randomness.
    pub fn new(bytes: &[u8; 32]) -> Seed {
        Seed(keyed(bytes))
    }

    /// The salt of a field: `HMAC-SHA256(seed, field)`.
    pub fn salt(&self, field: &str) -> Salt {
        let mut mac = self.0.clone();
        mac.update(field.as_bytes());
        Salt(mac.finalize().into_bytes().into())
    }

    /// The root of the fields of these facts, for the leaf that is being written. The same as [`super::Openings::root`] of
    /// [`super::Openings::of`], without looking again at fields that were just made.
    pub fn root(&self, facts: &Value) -> Hash {
        let fields = flatten(facts);
        let commitments: Vec<Commitment> =
            fields.iter().map(|(field, value)| commitment(&self.salt(field), field, value)).collect();
        fields_root(&commitments)
    }
}

impl std::fmt::Debug for Seed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seed(..)")
    }
}

/// 32 bytes that read and write as base64 with padding.
macro_rules! bytes32 {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $name(pub [u8; 32]);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&text::base64(&self.0))
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAHash;

            fn from_str(text: &str) -> Result<$name, NotAHash> {
                text.parse().map(|Hash(bytes)| $name(bytes))
            }
        }
    };
}

bytes32! {
    /// What keeps a value from being guessed from its commitment. It is served with the value and deleted with it.
    Salt
}

bytes32! {
    /// What a leaf holds of a field: 32 bytes that mean nothing without the salt.
    ///
    /// ```
    /// use ledger::opening::{Commitment, Salt, commitment};
    /// let commitment: Commitment = commitment(&Salt([3; 32]), "/days", "12");
    /// assert_eq!(commitment.to_string().parse(), Ok(commitment));
    /// ```
    Commitment
}

/// The salt of a field under a seed. For many fields of one seed, [`Seed::salt`] lays the key out once.
pub fn salt(seed: &[u8; 32], field: &str) -> Salt {
    Seed::new(seed).salt(field)
}

/// `HMAC-SHA256(salt, field ‖ 0x00 ‖ value)`; `value` is the JSON text that [`super::flatten`] gives.
pub fn commitment(salt: &Salt, field: &str, value: &str) -> Commitment {
    let mut mac = keyed(&salt.0);
    mac.update(field.as_bytes());
    mac.update(&SEPARATOR);
    mac.update(value.as_bytes());
    Commitment(mac.finalize().into_bytes().into())
}

/// The RFC 6962 root over commitments as entries, which stand in the bytewise order of their fields' names.
pub fn fields_root(commitments: &[Commitment]) -> Hash {
    let leaves: Vec<Hash> = commitments.iter().map(|commitment| leaf_hash(&commitment.0)).collect();
    root(&leaves)
}

/// RFC 2104: a key shorter than a block of 64 bytes is filled up with zeros.
fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    Hmac::new(&block.into())
}
