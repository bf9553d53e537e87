//! Key officers for a demonstration. Everyone can sign with their keys, so that a server on which citizens rely refuses to start
//! with them, as it refuses every other placeholder.

use record::{Day, Id};
use sha2::{Digest, Sha256};

use crate::{
    CaseKeys, Holder, HolderRole, Manifest, Receipt, SignedManifest, StaffKey, TrustedOfficers, Verified,
    Wanted,
};

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

/// The same list, checked as a reporter's device checks it.
pub fn verified(portal: &str, unit: &str, today: Day) -> Verified {
    let officers = TrustedOfficers { keys: officers().to_vec(), threshold: 2 };
    let signed = recipients(portal, unit, today);
    signed.verify(&officers, &Wanted { portal, unit, today }).expect("two of its officers have signed it")
}

/// What a reporter's device draws for one report.
pub struct Drawn {
    /// The number of the submission.
    pub id: Id,
    /// The receipt.
    pub receipt: Receipt,
    /// The keys of its case.
    pub keys: CaseKeys,
}

/// The same for the report of this number, so that a test or a benchmark finds it again.
///
/// ```
/// use record::Day;
/// use seal::{Draft, Identity, Report, Role, demonstration};
/// let today = Day::parse("2026-11-23").unwrap();
/// let drawn = demonstration::drawn(7);
/// let to = demonstration::verified("hall.example", "cdi", today);
/// let draft = Draft { report: Report::default(), identity: Identity::default(), files: Vec::new() };
/// let sent = seal::submit(&draft, &to, &drawn.receipt, &drawn.keys, &drawn.id, Role::Reporter).unwrap();
/// assert!(sent.check(&to).is_ok());
/// assert_ne!(demonstration::drawn(8).id, drawn.id);
/// ```
pub fn drawn(number: u64) -> Drawn {
    let bytes = |what: &str| -> [u8; 32] {
        Sha256::digest(format!("sunhall demonstration report {number} {what}")).into()
    };
    let id = bytes("id");
    let digits = hex::encode(&id[..16]);
    let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
    let mut keys = [0; 96];
    for (third, what) in keys.chunks_exact_mut(32).zip(["case", "one half", "other half"]) {
        third.copy_from_slice(&bytes(what));
    }
    let receipt = bytes("receipt");
    Drawn {
        id: Id::parse(&parts.join("-")).expect("it has the 36 characters of a UUID"),
        receipt: Receipt::from_entropy(&std::array::from_fn(|byte| receipt[byte])),
        keys: CaseKeys::from_entropy(&keys),
    }
}

fn seeds() -> [[u8; 32]; OFFICERS] {
    std::array::from_fn(|place| Sha256::digest(format!("sunhall demonstration officer {}", place + 1)).into())
}
