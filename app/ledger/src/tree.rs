//! The Merkle tree of RFC 6962, section 2.1: hashes of leaves and nodes, and the root of a list of leaves.
//!
//! A leaf is hashed behind a zero byte and a node behind a one, so that no node can be passed off as a leaf. Proofs stand
//! in `inclusion` and `consistency`; both are put together from hashes of complete subtrees, which is what tiles hold.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::text;

pub mod consistency;
mod cover;
mod frontier;
pub mod inclusion;

pub use cover::{HashReader, Node, root_of};
pub use frontier::Frontier;

/// The largest tree we speak of: 2^63 - 1 leaves, as in Go's implementation and in a column `BIGINT`.
pub const MAX_SIZE: u64 = i64::MAX as u64;

/// The root of a tree without leaves: SHA-256 of nothing.
pub const EMPTY_ROOT: Hash = Hash([
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27,
    0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
]);

/// A SHA-256 hash in the tree; written and read as base64 with padding, as the C2SP specifications write it.
///
/// ```
/// use ledger::tree::{EMPTY_ROOT, Hash};
///
/// let text = EMPTY_ROOT.to_string();
/// assert_eq!(text, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
/// assert_eq!(text.parse(), Ok(EMPTY_ROOT));
/// assert!(text.trim_end_matches('=').parse::<Hash>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash in lower-case hexadecimal, as tools for people print it.
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::base64(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Hash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        // The length is looked at first: nobody makes us decode a megabyte to learn that it is no hash.
        if text.len() != 44 {
            return Err(NotAHash);
        }
        text::unbase64(text).and_then(|bytes| bytes.try_into().ok()).map(Hash).ok_or(NotAHash)
    }
}

impl TryFrom<String> for Hash {
    type Error = NotAHash;

    fn try_from(text: String) -> Result<Self, NotAHash> {
        text.parse()
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        hash.to_string()
    }
}

/// The text is not 32 bytes in base64 with padding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAHash;

impl fmt::Display for NotAHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("A hash is 32 bytes written as 44 letters of base64")
    }
}

impl std::error::Error for NotAHash {}

/// The hash of an entry as a leaf: SHA-256(0x00 ‖ entry). RFC 6962, section 2.1.
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update([0]).chain_update(entry).finalize().into())
}

/// The hash of a node over its children: SHA-256(0x01 ‖ left ‖ right). RFC 6962, section 2.1.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Hash(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// The root over hashes of leaves, in their order; [`EMPTY_ROOT`] if there are none. RFC 6962, section 2.1.
///
/// ```
/// use ledger::tree::{EMPTY_ROOT, leaf_hash, node_hash, root};
///
/// let [a, b, c] = ["a", "b", "c"].map(|entry| leaf_hash(entry.as_bytes()));
/// assert_eq!(root(&[]), EMPTY_ROOT);
/// assert_eq!(root(&[a, b, c]), node_hash(&node_hash(&a, &b), &c));
/// ```
pub fn root(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    leaves.iter().for_each(|leaf| frontier.push(*leaf));
    frontier.root()
}

/// Why a proof does not hold, or cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The index is not in the tree, or the older tree is larger than the newer one.
    Range,
    /// The proof has more or fewer hashes than its place in the tree needs.
    Length,
    /// The hashes do not lead to the root.
    Root,
    /// A hash that is needed was not to be had.
    Missing(Node),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Range => f.write_str("The place asked for is not in the tree"),
            Self::Length => f.write_str("The proof has the wrong number of hashes"),
            Self::Root => f.write_str("The hashes do not lead to the root"),
            Self::Missing(Node { level, index }) => {
                write!(f, "The hash of node {index} at height {level} is missing")
            }
        }
    }
}

impl std::error::Error for Broken {}
