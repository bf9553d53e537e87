//! What a reporter's own device and the page of a case say to each other, where the receipt stays on the device: by what the case is found,
//! what is opened there, and what is sealed there; and the island that does it. It is a crate of its own, so that the bundle of who
//! reports holds nothing of it.

pub mod reader;

use record::Id;
use seal::{KeyChain, Role, Sealed, message};
use serde::{Deserialize, Serialize};

/// Finds a case and the commitment to it, and opens nothing: what of a receipt the portal is told.
///
/// ```
/// use letters::Pass;
///
/// let receipt = seal::Receipt::from_entropy(&[7; 17]);
/// let pass = Pass::of(&receipt.keys());
/// assert_eq!(Pass::parse(&pass.to_string()), Some(pass));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The lookup key. The portal keeps its hash.
    pub lookup: [u8; 32],
    /// The commitment in the intake tree.
    pub commitment: [u8; 32],
}

impl Pass {
    /// The pass of a receipt.
    pub fn of(keys: &seal::ReceiptKeys) -> Self {
        Self { lookup: keys.lookup, commitment: seal::intake::commitment(&keys.opening, &keys.lookup) }
    }

    /// Reads what `Display` wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = |text: &str| {
            let mut bytes = [0; 32];
            hex::decode_to_slice(text, &mut bytes).ok().map(|()| bytes)
        };
        let (lookup, commitment) = text.split_once('.')?;
        Some(Self { lookup: bytes(lookup)?, commitment: bytes(commitment)? })
    }
}

impl std::fmt::Display for Pass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", hex::encode(self.lookup), hex::encode(self.commitment))
    }
}

/// What the device must know of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// The portal's host.
    pub portal: String,
    /// The case.
    pub case: Id,
    /// Its keys, the newest of which a message is sealed to once every link holds.
    pub keys: KeyChain,
}

/// A message, as the reporter's device opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// Its place in the exchange: the first is 1.
    pub number: u32,
    /// The epoch it was sealed in.
    pub epoch: u32,
    /// Who sealed it.
    pub role: Role,
    /// Under the receipt's key.
    pub sealed: Sealed,
}

/// A message that the device has sealed and signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// The epoch of the key it is sealed to.
    pub epoch: u32,
    /// For both.
    pub letter: message::Letter,
    /// By the receipt's key, in hexadecimal digits.
    pub signature: String,
}
