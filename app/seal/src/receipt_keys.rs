//! What follows from a receipt: where the case is found, which key reads the answers, which one signs what is added later, and
//! what opens the commitment in the intake tree.
//!
//! HKDF-SHA256 (RFC 5869). The input is the receipt's 26 characters as numbers from 0 to 31, a byte each; the salt is
//! `sunhall/receipt/v1`; the info strings are `lookup`, `reply`, `sign` and `opening`. A receipt has 130 bits of chance, so no slow
//! password hash is needed, and no stranger can make a server work by guessing (ASVS 5.0, 6.5.2 and 11.5.1).

use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use crate::{Receipt, Secret};

const SALT: &[u8] = b"sunhall/receipt/v1";

/// The four keys of a receipt.
///
/// ```
/// use seal::{Receipt, lookup_hash};
///
/// let keys = Receipt::from_entropy(&[7; 17]).keys();
/// // The server keeps only this, and finds the case by it.
/// assert_eq!(lookup_hash(&keys.lookup).len(), 64);
/// assert!(keys.reply.public().as_str().starts_with("age1"));
/// ```
pub struct ReceiptKeys {
    /// Finds the case. The server keeps its hash.
    pub lookup: [u8; 32],
    /// Reads what the team writes.
    pub reply: Secret,
    /// The seed of the Ed25519 key that signs the submission and what is added to it.
    pub sign: [u8; 32],
    /// Opens the commitment in the intake tree.
    pub opening: [u8; 32],
}

impl Receipt {
    /// Its keys. The same on every device.
    pub fn keys(&self) -> ReceiptKeys {
        let chance = Hkdf::<Sha256>::new(Some(SALT), self.secret());
        let key = |info: &str| {
            let mut key = [0; 32];
            chance.expand(info.as_bytes(), &mut key).expect("32 bytes are fewer than HKDF can give");
            key
        };
        let reply = Zeroizing::new(key("reply"));
        ReceiptKeys {
            lookup: key("lookup"),
            reply: Secret::from_bytes(*reply),
            sign: key("sign"),
            opening: key("opening"),
        }
    }
}

impl Drop for ReceiptKeys {
    fn drop(&mut self) {
        self.lookup.zeroize();
        self.sign.zeroize();
        self.opening.zeroize();
    }
}

/// What the server keeps of a lookup key: its SHA-256, in hexadecimal digits.
pub fn lookup_hash(lookup: &[u8; 32]) -> String {
    hex::encode(Sha256::digest(lookup))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed by a second program. A change here would lock every citizen out of their case.
    #[test]
    fn the_keys_of_a_receipt_never_change() {
        let keys = Receipt::from_entropy(&[7; 17]).keys();
        assert_eq!(
            [
                hex::encode(keys.lookup),
                lookup_hash(&keys.lookup),
                keys.reply.public().to_string(),
                hex::encode(keys.sign),
                hex::encode(keys.opening),
            ],
            [
                "8c824b0840fd3152f5f9ff0ddac9ab8335c15024246b73fb2c8d20ce80017e67",
                "c79b44a872a0fda01cb0cbf1548d8abbae9889cffce3f9d01ed82f58e3726ee3",
                "age16pea706lzvyhhqrwmd539gnymugwnnmv42u9naym902ftxa69dts7j3vlf",
                "914a310813fcf06d5571d57d5b803ec9e0220796b40ed86eb473419454e0da9a",
                "9b508ee7a07a1b7a9c5bf1d29281645464406dc4365b7afff1449e2e63264ce1",
            ]
        );
    }

    #[test]
    fn no_key_tells_of_another_nor_of_another_receipt() {
        let one = Receipt::from_entropy(&[7; 17]).keys();
        let other = Receipt::from_entropy(&[8; 17]).keys();
        let all = [one.lookup, one.sign, one.opening, other.lookup, other.sign, other.opening];
        let different: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!(different.len(), 6);
        assert_ne!(one.reply.public(), other.reply.public());
    }
}
