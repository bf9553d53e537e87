//! When a manifest is believed. Everything else means that nothing is sealed and nothing is sent: a report sealed to a stranger's
//! key would be worse than none (security.md's T24).

use std::collections::BTreeSet;
use std::ops::Deref;

use ed25519_dalek::{Signature as Ed25519, VerifyingKey};
use record::Day;
use serde::{Deserialize, Serialize};

use crate::manifest::{HolderRole, Manifest, SignedManifest, to_sign};

/// A manifest may be used this many days after it was issued. Signing it anew each week costs officers a minute, and bounds how
/// long a member of the team who has left still receives reports.
const LONGEST_DAYS: i64 = 7;

/// Whose signatures count, from the city's own file.
///
/// ```
/// let officers: seal::TrustedOfficers = serde_json::from_str(r#"{"keys": [], "threshold": 2}"#).unwrap();
/// assert_eq!(officers.threshold, 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustedOfficers {
    /// The Ed25519 keys of the key officers, in hexadecimal digits.
    pub keys: Vec<String>,
    /// How many of them must have signed: at least two.
    pub threshold: u32,
}

/// What the manifest is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// The portal's host.
    pub portal: &'a str,
    /// The unit that the citizen chose.
    pub unit: &'a str,
    /// The city's day.
    pub today: Day,
}

/// A manifest that was checked. Only from one of these is anything sealed, and only [`SignedManifest::verify`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified(Manifest);

impl Deref for Verified {
    type Target = Manifest;

    fn deref(&self) -> &Manifest {
        &self.0
    }
}

/// Why a manifest is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManifestFault {
    /// The city trusts fewer than two officers, or asks for more signatures than it trusts officers.
    Officers,
    /// The text is no manifest, or is not written in its one form.
    Form,
    /// Too few of the trusted officers have signed this text.
    Signatures,
    /// It is of another portal.
    Portal,
    /// It is of another unit.
    Unit,
    /// It is not yet in use, or its time is over.
    Day,
    /// It is meant to be used for longer than a manifest may.
    TooLong,
    /// A role has no holder.
    Missing(HolderRole),
    /// Two holders share an id or a key, so that one person could hold both halves.
    Twice,
    /// A holder's signing key is none.
    Key,
}

impl ManifestFault {
    /// The key of its sentence. A citizen needs to know that nothing was sent, and what to do; which of the checks failed is for
    /// the officer who mends it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Officers => "seal-manifest-officers",
            Self::Form => "seal-manifest-form",
            Self::Signatures => "seal-manifest-signatures",
            Self::Portal => "seal-manifest-portal",
            Self::Unit => "seal-manifest-unit",
            Self::Day => "seal-manifest-day",
            Self::TooLong => "seal-manifest-too-long",
            Self::Missing(_) => "seal-manifest-missing",
            Self::Twice => "seal-manifest-twice",
            Self::Key => "seal-manifest-key",
        }
    }

    /// One of each, for the words.
    pub const ALL: [Self; 10] = [
        Self::Officers,
        Self::Form,
        Self::Signatures,
        Self::Portal,
        Self::Unit,
        Self::Day,
        Self::TooLong,
        Self::Missing(HolderRole::Team),
        Self::Twice,
        Self::Key,
    ];
}

impl SignedManifest {
    /// Checks everything. The text is read only after its signatures hold.
    ///
    /// # Errors
    /// [`ManifestFault`]: then nothing is sealed.
    pub fn verify(&self, officers: &TrustedOfficers, wanted: &Wanted<'_>) -> Result<Verified, ManifestFault> {
        self.signatures(officers)?;
        let manifest: Manifest = serde_json::from_str(&self.manifest).map_err(|_| ManifestFault::Form)?;
        if manifest.canonical() != self.manifest || manifest.version != Manifest::VERSION {
            return Err(ManifestFault::Form);
        }
        if manifest.portal != wanted.portal {
            return Err(ManifestFault::Portal);
        }
        if manifest.unit != wanted.unit {
            return Err(ManifestFault::Unit);
        }
        let days = manifest.expires.days_since(manifest.issued);
        if days > LONGEST_DAYS {
            return Err(ManifestFault::TooLong);
        }
        if wanted.today < manifest.issued || wanted.today > manifest.expires {
            return Err(ManifestFault::Day);
        }
        holders(&manifest)?;
        Ok(Verified(manifest))
    }

    /// Enough different trusted officers have signed this very text.
    fn signatures(&self, officers: &TrustedOfficers) -> Result<(), ManifestFault> {
        let trusted: BTreeSet<[u8; 32]> = officers.keys.iter().filter_map(|key| bytes(key)).collect();
        let needed = usize::try_from(officers.threshold).unwrap_or(usize::MAX);
        if needed < 2 || trusted.len() < needed || trusted.len() != officers.keys.len() {
            return Err(ManifestFault::Officers);
        }
        let text = to_sign(&self.manifest);
        let signed: BTreeSet<[u8; 32]> = self
            .signatures
            .iter()
            .filter_map(|signature| {
                let officer = bytes(&signature.officer).filter(|officer| trusted.contains(officer))?;
                let key = VerifyingKey::from_bytes(&officer).ok()?;
                let signature = Ed25519::from_bytes(&bytes(&signature.signature)?);
                key.verify_strict(&text, &signature).is_ok().then_some(officer)
            })
            .collect();
        if signed.len() < needed { Err(ManifestFault::Signatures) } else { Ok(()) }
    }
}

/// Each role is held, by different people with different keys.
fn holders(manifest: &Manifest) -> Result<(), ManifestFault> {
    if let Some(role) = HolderRole::ALL.into_iter().find(|role| manifest.holders(*role).next().is_none()) {
        return Err(ManifestFault::Missing(role));
    }
    let different = |texts: BTreeSet<&str>| texts.len() == manifest.holders.len();
    let ids = different(manifest.holders.iter().map(|holder| holder.id.as_str()).collect());
    let keys = different(manifest.holders.iter().map(|holder| holder.key.as_str()).collect());
    let signing = different(manifest.holders.iter().map(|holder| holder.verify.as_str()).collect());
    if !ids || !keys || !signing {
        return Err(ManifestFault::Twice);
    }
    let is_key = |text: &str| {
        bytes(text)
            .and_then(|key: [u8; 32]| VerifyingKey::from_bytes(&key).ok())
            .is_some_and(|key| !key.is_weak())
    };
    if manifest.holders.iter().all(|holder| is_key(&holder.verify)) {
        Ok(())
    } else {
        Err(ManifestFault::Key)
    }
}

/// Bytes from hexadecimal digits, which are small: a text has one way to be written.
pub(crate) fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let small = !text.bytes().any(|byte| byte.is_ascii_uppercase());
    (small && hex::decode_to_slice(text, &mut bytes).is_ok()).then_some(bytes)
}
