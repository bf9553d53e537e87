//! What is done with a case's keys afterwards, each in the browser of somebody who holds one: opening a report, letting a colleague
//! in, releasing the second half of an identity to one officer, and beginning a new epoch when somebody must be shut out.

use record::Id;
use serde::de::DeserializeOwned;

use crate::{
    Context, EpochKey, Identity, Object, Public, Report, Role, SealFault, Sealed, Secret, open, open_any,
    seal, share,
};

/// A new epoch of a case.
#[derive(Clone, Debug)]
pub struct NextEpoch {
    /// The case in it: what lets people in.
    pub place: Place,
    /// Its public key, vouched for by the key before.
    pub key: EpochKey,
    /// The key before, under the new one.
    pub previous: Sealed,
}

/// The sealed parts of a case, and where they belong.
#[derive(Clone, Debug)]
pub struct Place {
    context: Context,
}

impl Place {
    /// A case's place: the portal's host, the submission's id, who sealed it, and the epoch of its key.
    pub fn new(portal: &str, submission: &Id, sealed_by: Role, epoch: u32) -> Self {
        Self { context: Context::of_case(portal, submission.as_str(), epoch, Object::CaseKey, sealed_by) }
    }

    /// The context of one of its objects, as the submission sealed it.
    pub fn of(&self, object: Object, number: u32) -> Context {
        // What came with the submission belongs to the first epoch for ever.
        self.context.with(object, number).in_epoch(1)
    }

    /// The context of a wrap in this epoch: by the submission, or by a colleague who let somebody in.
    fn wraps(&self) -> [Context; 2] {
        [self.context.clone(), self.context.by(Role::Staff)]
    }

    /// The case's key out of a wrap.
    ///
    /// # Errors
    /// [`SealFault`].
    pub fn case_key(&self, wrap: &Sealed, own: &Secret) -> Result<Secret, SealFault> {
        secret(&open_any(&self.wraps(), wrap.bytes(), own)?)
    }

    /// The same key for a colleague.
    ///
    /// # Errors
    /// [`SealFault`].
    pub fn rewrap(&self, wrap: &Sealed, own: &Secret, colleague: &Public) -> Result<Sealed, SealFault> {
        self.wrap(&self.case_key(wrap, own)?, colleague)
    }

    /// A key of this epoch, sealed by a member of staff for one who may read.
    ///
    /// # Errors
    /// [`SealFault`].
    pub fn wrap(&self, case: &Secret, reader: &Public) -> Result<Sealed, SealFault> {
        seal(&self.context.by(Role::Staff), case.reveal().as_bytes(), std::slice::from_ref(reader))
    }

    /// The words of the report.
    ///
    /// # Errors
    /// [`SealFault`].
    pub fn report(&self, report: &Sealed, case: &Secret) -> Result<Report, SealFault> {
        json(&open(&self.of(Object::Report, 0), report.bytes(), case)?)
    }

    /// A custodian's act: the second half, sealed again for the officer who asked.
    ///
    /// # Errors
    /// [`SealFault`].
    pub fn release(&self, share: &Sealed, custodian: &Secret, officer: &Public) -> Result<Sealed, SealFault> {
        let half = open(&self.of(Object::ShareB, 0), share.bytes(), custodian)?;
        seal(&self.of(Object::Grant, 0).by(Role::Staff), &half, std::slice::from_ref(officer))
    }

    /// The key of the identity, from the half of the team and the half that a custodian released.
    ///
    /// # Errors
    /// [`SealFault`].
    pub fn identity_key(
        &self,
        share_a: &Sealed,
        case: &Secret,
        granted: &Sealed,
        own: &Secret,
    ) -> Result<Secret, SealFault> {
        let a = open(&self.of(Object::ShareA, 0), share_a.bytes(), case)?;
        let b = open(&self.of(Object::Grant, 0).by(Role::Staff), granted.bytes(), own)?;
        match (a.as_slice().try_into(), b.as_slice().try_into()) {
            (Ok(a), Ok(b)) => Ok(share::join(a, b)),
            _ => Err(SealFault::Broken),
        }
    }

    /// Who reported.
    ///
    /// # Errors
    /// [`SealFault`].
    pub fn identity(&self, identity: &Sealed, key: &Secret) -> Result<Identity, SealFault> {
        json(&open(&self.of(Object::Identity, 0), identity.bytes(), key)?)
    }

    /// Begins the next epoch: who is let into it reads what was before, and who is shut out reads nothing that comes.
    ///
    /// # Errors
    /// [`SealFault`].
    pub fn next_epoch(&self, old: &Secret, new: &Secret) -> Result<NextEpoch, SealFault> {
        let place = Self { context: self.context.in_epoch(self.context.epoch + 1) };
        let Context { portal, case, epoch, .. } = &place.context;
        let key = EpochKey::next(portal, case, *epoch, new, old);
        let under = place.context.with(Object::PreviousKey, 0).by(Role::Staff);
        let previous = seal(&under, old.reveal().as_bytes(), &[new.public()])?;
        Ok(NextEpoch { place, key, previous })
    }

    /// The key of the epoch before this one.
    ///
    /// # Errors
    /// [`SealFault`].
    pub fn previous_key(&self, sealed: &Sealed, case: &Secret) -> Result<Secret, SealFault> {
        secret(&open(&self.context.with(Object::PreviousKey, 0).by(Role::Staff), sealed.bytes(), case)?)
    }
}

fn secret(text: &[u8]) -> Result<Secret, SealFault> {
    std::str::from_utf8(text).ok().and_then(Secret::parse).ok_or(SealFault::Broken)
}

fn json<T: DeserializeOwned>(text: &[u8]) -> Result<T, SealFault> {
    serde_json::from_slice(text).map_err(|_| SealFault::Broken)
}
