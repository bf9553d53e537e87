//! Who can open what is sent to a unit: the recipient manifest. The browser believes it only when key officers have signed it,
//! because the server that hands it over is the one that must not be able to add itself.

use ed25519_dalek::{Signer as _, SigningKey};
use record::Day;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Public;

/// What stands before the text where it is signed, so that no signature can be used for anything else.
const SIGNED: &str = "sunhall recipient manifest v1\n";

/// What a holder of a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HolderRole {
    /// Reads reports: an intake officer of the unit.
    Team,
    /// Holds the second half of identities: of another unit.
    Custodian,
    /// The recovery board of the content's key.
    RecoveryContent,
    /// The recovery board of the identity's second half.
    RecoveryIdentity,
}

impl HolderRole {
    /// All of them: a manifest needs each.
    pub const ALL: [Self; 4] = [Self::Team, Self::Custodian, Self::RecoveryContent, Self::RecoveryIdentity];

    /// Whether the case's key is sealed to it; else the second half of the identity's key is.
    pub fn reads(self) -> bool {
        matches!(self, Self::Team | Self::RecoveryContent)
    }
}

/// One who can open something.
// In the order of the alphabet: what serde writes is canonical JSON (RFC 8785), as long as every text is one of ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// The account, or the name of a board. It is not a person's name.
    pub id: String,
    /// What is sealed for it is sealed to this.
    pub key: Public,
    /// What it is for.
    pub role: HolderRole,
    /// Its Ed25519 key in hexadecimal digits, by which its signatures are checked.
    pub verify: String,
}

/// The recipients of one unit, for a few days.
///
/// ```
/// use record::Day;
/// use seal::{Holder, HolderRole, Manifest, Secret};
///
/// let day = |text| Day::parse(text).unwrap();
/// let manifest = Manifest {
///     expires: day("2026-11-30"),
///     holders: vec![Holder {
///         id: "intake-1".to_owned(),
///         key: Secret::from_bytes([1; 32]).public(),
///         role: HolderRole::Team,
///         verify: "00".repeat(32),
///     }],
///     issued: day("2026-11-23"),
///     portal: "hall.example".to_owned(),
///     unit: "130300-jw".to_owned(),
///     version: Manifest::VERSION,
/// };
/// assert!(manifest.canonical().starts_with(r#"{"expires":"2026-11-30","holders":[{"id":"intake-1","key":"age1"#));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The last day it may be used.
    pub expires: Day,
    /// Everyone who can open something.
    pub holders: Vec<Holder>,
    /// The day from which it may be used.
    pub issued: Day,
    /// The portal: the host of its public address.
    pub portal: String,
    /// Whose recipients they are.
    pub unit: String,
    /// [`Manifest::VERSION`].
    pub version: u32,
}

impl Manifest {
    /// The version of the format, and with it of the suite: age v1 with X25519, Ed25519, SHA-256.
    pub const VERSION: u32 = 1;

    /// The one text of it, which is signed.
    pub fn canonical(&self) -> String {
        serde_json::to_string(self).expect("texts, days and numbers are JSON")
    }

    /// SHA-256 over the text, in hexadecimal digits: its name in a submission and in the log.
    pub fn hash(&self) -> String {
        hex::encode(Sha256::digest(self.canonical()))
    }

    /// A key officer's signature.
    pub fn sign(&self, seed: &[u8; 32]) -> Signature {
        let key = SigningKey::from_bytes(seed);
        Signature {
            officer: officer(seed),
            signature: hex::encode(key.sign(&to_sign(&self.canonical())).to_bytes()),
        }
    }

    /// The holders of a role.
    pub fn holders(&self, role: HolderRole) -> impl Iterator<Item = &Holder> {
        self.holders.iter().filter(move |holder| holder.role == role)
    }
}

/// The public half of a key officer's key, in hexadecimal digits, as it stands in the city's file.
pub fn officer(seed: &[u8; 32]) -> String {
    hex::encode(SigningKey::from_bytes(seed).verifying_key().as_bytes())
}

/// What a key officer signs.
pub(crate) fn to_sign(canonical: &str) -> Vec<u8> {
    [SIGNED.as_bytes(), canonical.as_bytes()].concat()
}

/// One officer's signature, both in hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The officer's Ed25519 key.
    pub officer: String,
    /// The signature (RFC 8032).
    pub signature: String,
}

/// A manifest as it is served: the text that was signed, and who signed it. Nothing in it may be used before
/// [`SignedManifest::verify`] has answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedManifest {
    /// The text, character by character.
    pub manifest: String,
    /// The signatures.
    pub signatures: Vec<Signature>,
}

/// A manifest as a browser gets it: signed, and with what proves that the public log holds it, so that nobody can be handed a list
/// that the others do not see. Who knows the log checks the proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offered {
    /// The list.
    pub list: SignedManifest,
    /// The leaf that names its hash, byte for byte.
    #[serde(default)]
    pub leaf: String,
    /// The file that proves the leaf (C2SP tlog-proof).
    #[serde(default)]
    pub proof: String,
}
