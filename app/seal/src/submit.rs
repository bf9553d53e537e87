//! The one way from words to a submission: of the browser, of the server that seals for who has no scripts, and of the desk that
//! takes in a letter.

use ed25519_dalek::{Signer as _, SigningKey};
use record::Id;
use serde::Serialize;
use zeroize::{Zeroize, Zeroizing};

use crate::submission::{Attached, Submission, Wrap};
use crate::verified::Verified;
use crate::{
    CaseKeys, Context, EpochKey, Identity, Object, Public, Receipt, Report, Role, SealFault, Sealed, intake,
    lookup_hash, seal,
};

/// What is to be sent. It is forgotten when it goes out of scope.
pub struct Draft {
    /// The words.
    pub report: Report,
    /// Who says them.
    pub identity: Identity,
    /// The files, sealed and sent before.
    pub files: Vec<Attached>,
}

impl Drop for Draft {
    fn drop(&mut self) {
        self.report.zeroize();
        self.identity.zeroize();
    }
}

/// Seals a report. What it needs of chance was drawn before, with the receipt and the keys, so that the receipt could be shown and the
/// files be sealed first.
///
/// # Errors
/// [`SealFault`]; then nothing may be sent.
pub fn submit(
    draft: &Draft,
    to: &Verified,
    receipt: &Receipt,
    keys: &CaseKeys,
    id: &Id,
    role: Role,
) -> Result<Submission, SealFault> {
    let own = receipt.keys();
    let place = Context::of_case(&to.portal, id.as_str(), 1, Object::Report, role);
    let case_key = keys.case.public();
    let signing = SigningKey::from_bytes(&own.sign);
    let each = |reads: bool, object: Object, content: &[u8]| -> Result<Vec<Wrap>, SealFault> {
        to.holders
            .iter()
            .filter(|holder| holder.role.reads() == reads)
            .map(|holder| {
                let bytes = seal(&place.with(object, 0), content, std::slice::from_ref(&holder.key))?;
                Ok(Wrap { holder: holder.id.clone(), bytes })
            })
            .collect()
    };
    let first = EpochKey::first(&to.portal, id, &keys.case, &own.sign);
    let mut submission = Submission {
        id: id.clone(),
        portal: to.portal.clone(),
        unit: to.unit.clone(),
        manifest: to.hash(),
        epoch: place.epoch,
        sealed_by: role,
        reply_key: own.reply.public(),
        sign_key: hex::encode(signing.verifying_key().as_bytes()),
        lookup: lookup_hash(&own.lookup),
        commitment: hex::encode(intake::commitment(&own.opening, &own.lookup)),
        report: sealed_json(&place, &draft.report, &case_key)?,
        identity: sealed_json(&place.with(Object::Identity, 0), &draft.identity, &keys.identity().public())?,
        share_a: seal(&place.with(Object::ShareA, 0), keys.a.as_slice(), std::slice::from_ref(&case_key))?,
        wraps: each(true, Object::CaseKey, keys.case.reveal().as_bytes())?,
        shares: each(false, Object::ShareB, keys.b.as_slice())?,
        files: draft.files.clone(),
        case_key,
        case_verify: first.verify,
        case_voucher: first.signature,
        signature: String::new(),
    };
    submission.signature = hex::encode(signing.sign(&submission.to_sign()).to_bytes());
    Ok(submission)
}

fn sealed_json<T: Serialize>(place: &Context, text: &T, key: &Public) -> Result<Sealed, SealFault> {
    let json = Zeroizing::new(serde_json::to_vec(text).expect("texts and numbers are JSON"));
    seal(place, &json, std::slice::from_ref(key))
}
