//! The public keys that a case has had, each vouched for by the one before it, the first by the receipt. So whoever holds the receipt
//! needs to believe nobody about the key that a message is sealed to: not the server, which holds none of these keys and can forge
//! no link of the chain.
//!
//! Beside each key of a case stands an Ed25519 key that follows from it (HKDF-SHA256, RFC 5869: the salt is `sunhall/case/v1`, the info
//! string `sign`). With it, who holds the key of one epoch signs the key of the next. What a chain cannot do is say that it is
//! whole: somebody who was shut out *and* rules the server could leave the last link away (docs/THREATS.md).

use ed25519_dalek::{Signature as Ed25519, Signer as _, SigningKey, VerifyingKey};
use hkdf::Hkdf;
use record::Id;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::verified::bytes;
use crate::{Public, SealFault, Secret};

/// What stands before a key where it is signed.
const SIGNED: &str = "sunhall case key v1\n";
const SALT: &[u8] = b"sunhall/case/v1";

/// The public key of one epoch, and who vouches for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EpochKey {
    /// Which epoch: the first is 1.
    pub epoch: u32,
    /// What is sealed for the team is sealed to this.
    pub key: Public,
    /// By this the key of the next epoch is checked: an Ed25519 key in hexadecimal digits.
    pub verify: String,
    /// By the key of the epoch before, in the first by the receipt's: a signature in hexadecimal digits.
    pub signature: String,
}

/// What is signed, as canonical JSON.
// In the order of the alphabet (RFC 8785).
#[derive(Serialize)]
struct Said<'a> {
    case: &'a str,
    epoch: u32,
    key: &'a Public,
    portal: &'a str,
    verify: &'a str,
}

impl EpochKey {
    /// The first key of a case, vouched for by the receipt's seed.
    pub(crate) fn first(portal: &str, case: &Id, key: &Secret, receipt: &[u8; 32]) -> Self {
        Self::vouched(portal, case.as_str(), 1, key, &SigningKey::from_bytes(receipt))
    }

    /// The key of an epoch, vouched for by the key of the epoch before.
    pub(crate) fn next(portal: &str, case: &str, epoch: u32, key: &Secret, before: &Secret) -> Self {
        Self::vouched(portal, case, epoch, key, &signing(before))
    }

    fn vouched(portal: &str, case: &str, epoch: u32, key: &Secret, by: &SigningKey) -> Self {
        let verify = hex::encode(signing(key).verifying_key().as_bytes());
        let mut vouched = Self { epoch, key: key.public(), verify, signature: String::new() };
        vouched.signature = hex::encode(by.sign(&vouched.to_sign(portal, case)).to_bytes());
        vouched
    }

    fn to_sign(&self, portal: &str, case: &str) -> Vec<u8> {
        let said = Said { case, epoch: self.epoch, key: &self.key, portal, verify: &self.verify };
        let text = serde_json::to_string(&said).expect("texts and numbers are JSON");
        [SIGNED, &text].concat().into_bytes()
    }

    /// Whether the key of these hexadecimal digits vouches for it, in this case of this portal.
    pub fn is_vouched_by(&self, verify: &str, portal: &str, case: &Id) -> bool {
        let key = bytes(verify).and_then(|key: [u8; 32]| VerifyingKey::from_bytes(&key).ok());
        let signature = bytes(&self.signature).map(|signature| Ed25519::from_bytes(&signature));
        key.zip(signature).is_some_and(|(key, signature)| {
            key.verify_strict(&self.to_sign(portal, case.as_str()), &signature).is_ok()
        })
    }
}

/// All keys that a case has had, the oldest first.
///
/// ```
/// use seal::KeyChain;
///
/// let chain: KeyChain = serde_json::from_str(r#"{"keys": []}"#).unwrap();
/// let case = record::Id::parse("01931d2c-7f00-4abc-8def-0123456789ab").unwrap();
/// assert!(chain.newest("hall.example", &case, &"00".repeat(32)).is_err());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyChain {
    /// The keys.
    pub keys: Vec<EpochKey>,
}

impl KeyChain {
    /// The one key to seal to, once every link holds. `sign_key` is the receipt's, in hexadecimal digits.
    ///
    /// # Errors
    /// [`SealFault::Broken`] where a link is missing or forged: then nothing is sealed.
    pub fn newest(&self, portal: &str, case: &Id, sign_key: &str) -> Result<&EpochKey, SealFault> {
        let mut before = sign_key;
        for (key, epoch) in self.keys.iter().zip(1..) {
            if key.epoch != epoch || !key.is_vouched_by(before, portal, case) {
                return Err(SealFault::Broken);
            }
            before = &key.verify;
        }
        self.keys.last().ok_or(SealFault::Broken)
    }
}

/// The signing key that follows from a case's key.
fn signing(key: &Secret) -> SigningKey {
    let mut seed = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(SALT), key.reveal().as_bytes())
        .expand(b"sign", seed.as_mut_slice())
        .expect("32 bytes are fewer than HKDF can give");
    SigningKey::from_bytes(&seed)
}
