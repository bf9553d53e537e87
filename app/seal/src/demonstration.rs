//! Key officers for a demonstration. Everyone can sign with their keys, so that a server on which citizens rely refuses to start
//! with them, as it refuses every other placeholder.

use record::Day;
use sha2::{Digest, Sha256};

use crate::{Holder, HolderRole, Manifest, SignedManifest, StaffKey};

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

/// The recipients of a unit of the demonstration city for a week: two of its own, and a custodian and boards that all units share.
///
/// ```
/// use record::Day;
/// let today = Day::parse("2026-11-23").unwrap();
/// let signed = seal::demonstration::recipients("hall.example", "cdi", today);
/// let officers = seal::TrustedOfficers { keys: seal::demonstration::officers().to_vec(), threshold: 2 };
/// let wanted = seal::Wanted { portal: "hall.example", unit: "cdi", today };
/// assert!(signed.verify(&officers, &wanted).is_ok());
/// ```
pub fn recipients(portal: &str, unit: &str, today: Day) -> SignedManifest {
    let holders = [
        (format!("{unit}-intake-1"), HolderRole::Team),
        (format!("{unit}-intake-2"), HolderRole::Team),
        ("inspection-custodian".to_owned(), HolderRole::Custodian),
        ("board-content".to_owned(), HolderRole::RecoveryContent),
        ("board-identity".to_owned(), HolderRole::RecoveryIdentity),
    ];
    let holder = |(id, role): (String, HolderRole)| {
        let key = key(&id);
        Holder { key: key.public(), verify: key.verify(), id, role }
    };
    sign(&Manifest {
        expires: today.plus(7),
        holders: holders.into_iter().map(holder).collect(),
        issued: today,
        portal: portal.to_owned(),
        unit: unit.to_owned(),
        version: Manifest::VERSION,
    })
}

/// The keys of a holder in the demonstration city. Everyone can make them, so that everyone can see how a report is opened.
pub fn key(holder: &str) -> StaffKey {
    let half =
        |what: &str| -> [u8; 32] { Sha256::digest(format!("sunhall demonstration {what} {holder}")).into() };
    let mut entropy = [0; 64];
    entropy[..32].copy_from_slice(&half("opens"));
    entropy[32..].copy_from_slice(&half("signs"));
    StaffKey::from_entropy(&entropy)
}

fn seeds() -> [[u8; 32]; OFFICERS] {
    std::array::from_fn(|place| Sha256::digest(format!("sunhall demonstration officer {}", place + 1)).into())
}
