//! Everything that is sent for one report, and what a server can check of it without being able to read a word.

use std::collections::BTreeSet;

use ed25519_dalek::{Signature as Ed25519, VerifyingKey};
use record::Id;
use serde::{Deserialize, Serialize};

use crate::manifest::{HolderRole, Manifest};
use crate::verified::bytes;
use crate::{EpochKey, Object, Public, Role, Sealed};

/// What stands before a submission where it is signed.
const SIGNED: &str = "sunhall submission v1\n";
/// The words of a report and an identity take no more than this when sealed: 64 KiB of text, padded, with room for recipients.
const LONGEST_TEXT: usize = 96 * 1_024;
/// A key or a half of one, padded, with the header of its file.
const LONGEST_KEY: usize = 4 * 1_024;
/// Files beside one report, each in two forms.
pub const MOST_FILES: usize = 20;

/// Something sealed for one holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wrap {
    /// The holder's id in the manifest.
    pub holder: String,
    /// The sealed bytes.
    pub bytes: Sealed,
}

/// A sealed file that was sent in parts before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attached {
    /// Under which id its parts were sent.
    pub upload: Id,
    /// [`Object::Attachment`] or [`Object::Original`].
    pub object: Object,
    /// The file's number: the first is 1.
    pub number: u32,
    /// The length of the sealed file.
    pub bytes: u64,
    /// SHA-256 of the sealed file, in hexadecimal digits.
    pub sha256: String,
}

/// Everything one POST carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// Chosen by the sender: the same again is the same report.
    pub id: Id,
    /// The portal's host.
    pub portal: String,
    /// Who is to read it.
    pub unit: String,
    /// The hash of the manifest it was sealed by.
    pub manifest: String,
    /// The epoch of its key: 1.
    pub epoch: u32,
    /// Who sealed it.
    pub sealed_by: Role,
    /// The case's key: what comes later for the team is sealed to it.
    pub case_key: Public,
    /// By this the key of the case's next epoch is checked, in hexadecimal digits.
    pub case_verify: String,
    /// The receipt's word for both, by `sign_key`: [`crate::KeyChain`] begins with it.
    pub case_voucher: String,
    /// The receipt's key: what the team answers is sealed to it.
    pub reply_key: Public,
    /// The Ed25519 key that signs what the reporter adds, in hexadecimal digits.
    pub sign_key: String,
    /// The hash of the lookup key.
    pub lookup: String,
    /// The commitment in the intake tree, in hexadecimal digits.
    pub commitment: String,
    /// The words.
    pub report: Sealed,
    /// Who reports, under a key of two halves.
    pub identity: Sealed,
    /// The half of the identity's key that the team holds.
    pub share_a: Sealed,
    /// The case's secret key, for each of the team and for its recovery.
    pub wraps: Vec<Wrap>,
    /// The other half of the identity's key, for each custodian and for its recovery.
    pub shares: Vec<Wrap>,
    /// The files.
    pub files: Vec<Attached>,
    /// The signature over all of the above by `sign_key`, in hexadecimal digits.
    pub signature: String,
}

/// Why a submission is refused unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubmissionFault {
    /// Its recipients are not those in force: the sender must fetch the manifest again.
    Manifest,
    /// A field has a form it cannot have.
    Form,
    /// It is larger than a report can be.
    TooLarge,
    /// It is not signed by the key it names.
    Signature,
}

impl SubmissionFault {
    /// The key of its sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::Manifest => "seal-submission-manifest",
            Self::Form => "seal-submission-form",
            Self::TooLarge => "seal-submission-too-large",
            Self::Signature => "seal-submission-signature",
        }
    }
}

impl Submission {
    /// What the reporter's key signs: all of it but the signature.
    pub(crate) fn to_sign(&self) -> Vec<u8> {
        let unsigned = Self { signature: String::new(), ..self.clone() };
        let text = serde_json::to_string(&unsigned).expect("texts and numbers are JSON");
        [SIGNED, &text].concat().into_bytes()
    }

    /// What a server checks before it stores anything, against the manifest in force.
    ///
    /// # Errors
    /// [`SubmissionFault`]: then nothing is stored.
    pub fn check(&self, manifest: &Manifest) -> Result<(), SubmissionFault> {
        self.sizes()?;
        let is_ours =
            self.portal == manifest.portal && self.unit == manifest.unit && self.manifest == manifest.hash();
        if !is_ours || !self.holders_are_those_of(manifest) {
            return Err(SubmissionFault::Manifest);
        }
        self.form()?;
        let key = bytes(&self.sign_key).and_then(|key: [u8; 32]| VerifyingKey::from_bytes(&key).ok());
        let signature = bytes(&self.signature).map(|signature| Ed25519::from_bytes(&signature));
        match (key, signature) {
            (Some(key), Some(signature)) if key.verify_strict(&self.to_sign(), &signature).is_ok() => {}
            _ => return Err(SubmissionFault::Signature),
        }
        let is_vouched = self.first_key().is_vouched_by(&self.sign_key, &self.portal, &self.id);
        if is_vouched { Ok(()) } else { Err(SubmissionFault::Signature) }
    }

    /// The case's first key, as its chain begins.
    pub fn first_key(&self) -> EpochKey {
        EpochKey {
            epoch: self.epoch,
            key: self.case_key.clone(),
            verify: self.case_verify.clone(),
            signature: self.case_voucher.clone(),
        }
    }

    fn sizes(&self) -> Result<(), SubmissionFault> {
        let texts = [&self.report, &self.identity].into_iter().all(|sealed| sealed.0.len() <= LONGEST_TEXT);
        let wrapped = self.wraps.iter().chain(&self.shares).map(|wrap| &wrap.bytes);
        let keys = wrapped.chain([&self.share_a]).all(|sealed| sealed.0.len() <= LONGEST_KEY);
        let files = self.files.len() <= MOST_FILES * 2;
        if texts && keys && files { Ok(()) } else { Err(SubmissionFault::TooLarge) }
    }

    /// Each holder of the manifest has what belongs to them, once, and nobody else has anything.
    fn holders_are_those_of(&self, manifest: &Manifest) -> bool {
        let named = |reads: bool| -> Vec<&str> {
            let mut ids: Vec<&str> = manifest
                .holders
                .iter()
                .filter(|holder| holder.role.reads() == reads)
                .map(|holder| holder.id.as_str())
                .collect();
            ids.sort_unstable();
            ids
        };
        let given = |wraps: &[Wrap]| -> Vec<String> {
            let mut ids: Vec<String> = wraps.iter().map(|wrap| wrap.holder.clone()).collect();
            ids.sort_unstable();
            ids
        };
        given(&self.wraps) == named(true) && given(&self.shares) == named(false)
    }

    fn form(&self) -> Result<(), SubmissionFault> {
        let hex32 = |text: &str| bytes::<32>(text).is_some();
        let hashes = hex32(&self.lookup) && hex32(&self.commitment) && hex32(&self.manifest);
        let different = self.case_key != self.reply_key;
        let uploads: BTreeSet<_> = self.files.iter().map(|file| &file.upload).collect();
        let places: BTreeSet<_> = self.files.iter().map(|file| (file.number, file.object.as_str())).collect();
        let files = self.files.iter().all(|file| {
            matches!(file.object, Object::Attachment | Object::Original)
                && file.number >= 1
                && file.bytes > 0
                && hex32(&file.sha256)
        });
        let once = uploads.len() == self.files.len() && places.len() == self.files.len();
        let first = self.epoch == 1;
        if hashes && different && files && once && first { Ok(()) } else { Err(SubmissionFault::Form) }
    }

    /// The members of the team, without the recovery.
    pub fn team<'a>(&'a self, manifest: &'a Manifest) -> impl Iterator<Item = &'a Wrap> {
        let team: BTreeSet<&str> =
            manifest.holders(HolderRole::Team).map(|holder| holder.id.as_str()).collect();
        self.wraps.iter().filter(move |wrap| team.contains(wrap.holder.as_str()))
    }
}
