//! The commitment that stands for a report in the day's intake tree. Only who has the receipt can show that it is theirs, and
//! nobody can tell it from the commitments that only fill the tree.
//!
//! `HMAC-SHA256(opening, "sunhall/intake/v1" ‖ 0x00 ‖ lookup)`, with the 32 bytes of both from [`crate::ReceiptKeys`].

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest, Sha256};

const LABEL: &[u8] = b"sunhall/intake/v1\0";

/// The commitment to a lookup key.
///
/// ```
/// use seal::{Receipt, intake};
///
/// let keys = Receipt::from_entropy(&[7; 17]).keys();
/// let commitment = intake::commitment(&keys.opening, &keys.lookup);
/// assert!(intake::opens(&commitment, &keys.opening, &keys.lookup));
/// assert!(!intake::opens(&commitment, &[0; 32], &keys.lookup));
/// ```
pub fn commitment(opening: &[u8; 32], lookup: &[u8; 32]) -> [u8; 32] {
    mac(opening, lookup).finalize().into_bytes().into()
}

/// Whether these open it.
pub fn opens(commitment: &[u8; 32], opening: &[u8; 32], lookup: &[u8; 32]) -> bool {
    mac(opening, lookup).verify_slice(commitment).is_ok()
}

/// A commitment that stands for no report, from 32 bytes of chance. They are published when the month is counted: then everyone
/// sees that nothing was hidden among these.
pub fn dummy(entropy: &[u8; 32]) -> [u8; 32] {
    let lookup = Sha256::digest([b"sunhall/intake/dummy/v1\0".as_slice(), entropy].concat());
    commitment(entropy, &lookup.into())
}

fn mac(opening: &[u8; 32], lookup: &[u8; 32]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(opening).expect("HMAC takes a key of any length");
    mac.update(LABEL);
    mac.update(lookup);
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commitment_is_opened_by_its_own_keys_alone() {
        let commitment = commitment(&[1; 32], &[2; 32]);
        assert!(opens(&commitment, &[1; 32], &[2; 32]));
        assert!(!opens(&commitment, &[2; 32], &[1; 32]));
        assert!(!opens(&dummy(&[1; 32]), &[1; 32], &[2; 32]));
        assert_ne!(dummy(&[1; 32]), dummy(&[2; 32]));
    }
}
