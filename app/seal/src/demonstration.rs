//! Key officers for a demonstration. Everyone can sign with their keys, so that a server on which citizens rely refuses to start
//! with them, as it refuses every other placeholder.

use sha2::{Digest, Sha256};

use crate::{Manifest, SignedManifest};

/// How many there are. Two of them are enough.
const OFFICERS: usize = 3;

/// Their keys, in hexadecimal digits, as they stand in the repository's own `city.toml`.
///
/// ```
/// let keys = seal::demonstration::officers();
/// assert_eq!(keys[0], "e0802f4b908f4eff88f3855509f3245101a44188b129495b30b3dbd12a491603");
/// ```
pub fn officers() -> [String; OFFICERS] {
    seeds().map(|seed| crate::officer(&seed))
}

/// The manifest, signed by two of them.
pub fn sign(manifest: &Manifest) -> SignedManifest {
    let signatures = seeds()[..2].iter().map(|seed| manifest.sign(seed)).collect();
    SignedManifest { manifest: manifest.canonical(), signatures }
}

fn seeds() -> [[u8; 32]; OFFICERS] {
    std::array::from_fn(|place| Sha256::digest(format!("sunhall demonstration officer {}", place + 1)).into())
}
