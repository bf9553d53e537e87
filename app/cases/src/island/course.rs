//! The course of one report on the device: the recipients are checked, the files sealed and sent, then the words.

use record::Id;
use seal::{
    CaseKeys, Context, Draft, FileName, FileNote, ManifestFault, Object, Receipt, Role, SignedManifest,
    Verified, Wanted,
};
use web_sys::HtmlFormElement;

use super::files::{Sent, send_file};
use super::form::{self, Filled};
use super::{Asked, Words};
use crate::rules::receive::Problem;
use crate::rules::routing::Route;

/// Why nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Something is missing in the form.
    Wrong(Vec<Problem>),
    /// Nobody in this city may read it.
    Outside,
    /// This device gives no chance, or something that cannot happen did.
    Unable,
    /// The portal does not answer.
    Unreachable,
    /// The unit has no recipients.
    NoManifest,
    /// The manifest is not believed.
    Manifest(ManifestFault),
    /// It was sent, and no answer came: whether it arrived is not known.
    Unknown,
    /// The portal refuses, with this status.
    Refused(u16),
    /// The file of this number cannot be read.
    Unreadable(u32),
}

impl From<device::Unreachable> for Stopped {
    fn from(_: device::Unreachable) -> Self {
        Self::Unreachable
    }
}

/// What is drawn once and stays the same however often sending is tried: so the same report cannot arrive twice.
pub(super) struct Course {
    asked: Asked,
    id: Id,
    receipt: Receipt,
    keys: CaseKeys,
    /// Files that have arrived: they are not sent again as long as they are the same.
    sent: Vec<Sent>,
    /// What was sent without an answer. Sealed anew it would be another text under the same id, so the very same goes again.
    unanswered: Option<String>,
}

impl Course {
    /// Draws a receipt, keys and an id; nothing where the device gives no chance.
    pub(super) fn begin(asked: Asked) -> Option<Self> {
        let receipt = Receipt::from_entropy(&*device::chance::<17>()?);
        let keys = CaseKeys::from_entropy(&*device::chance::<96>()?);
        Some(Self { asked, id: device::id()?, receipt, keys, sent: Vec::new(), unanswered: None })
    }

    /// The receipt as it is shown.
    pub(super) fn receipt(&self) -> String {
        self.receipt.to_string()
    }

    /// Seals and sends. Nothing leaves the device before the recipients are believed, and nothing unsealed ever.
    pub(super) async fn send(
        &mut self,
        form: &HtmlFormElement,
        words: &Words,
        progress: &impl Fn(String),
    ) -> Result<(), Stopped> {
        if self.unanswered.is_some() {
            progress(words.sending.clone());
            return self.post().await;
        }
        let today = self.asked.today();
        let filled = form::read(form, &self.asked.organisation, today).map_err(Stopped::Wrong)?;
        let Route::To { unit, .. } = &filled.route else { return Err(Stopped::Outside) };
        let unit = unit.clone();
        let to = self.recipients(&unit).await?;
        let draft = self.draft(filled, &to, words, progress).await?;
        progress(words.sending.clone());
        device::pause(0).await;
        match self.seal_and_post(&draft, &to).await {
            // Another list of recipients is in force since a moment ago.
            Err(Stopped::Refused(409)) => {
                let to = self.recipients(&unit).await?;
                self.seal_and_post(&draft, &to).await
            }
            ended => ended,
        }
    }

    async fn seal_and_post(&mut self, draft: &Draft, to: &Verified) -> Result<(), Stopped> {
        let submission = seal::submit(draft, to, &self.receipt, &self.keys, &self.id, Role::Reporter)
            .map_err(|_| Stopped::Unable)?;
        self.unanswered = Some(serde_json::to_string(&submission).map_err(|_| Stopped::Unable)?);
        self.post().await
    }

    /// Sends what was sealed, until somebody says what became of it.
    async fn post(&mut self) -> Result<(), Stopped> {
        let json = self.unanswered.as_deref().unwrap_or_default();
        let answer = device::post_json("/report/sealed", json).await.map_err(|_| Stopped::Unknown)?;
        if answer.status >= 500 {
            return Err(Stopped::Unknown);
        }
        self.unanswered = None;
        if answer.is_good() { Ok(()) } else { Err(Stopped::Refused(answer.status)) }
    }

    /// Who may open it, believed only after every check.
    async fn recipients(&self, unit: &str) -> Result<Verified, Stopped> {
        let answer =
            device::get_json(&format!("/report/manifest/{}", record::reference::escaped(unit))).await?;
        match answer.status {
            200 => {}
            404 => return Err(Stopped::NoManifest),
            status => return Err(Stopped::Refused(status)),
        }
        let signed: SignedManifest =
            serde_json::from_slice(&answer.body).map_err(|_| Stopped::Manifest(ManifestFault::Form))?;
        let wanted = Wanted { portal: &self.asked.portal, unit, today: self.asked.today() };
        signed.verify(&self.asked.officers, &wanted).map_err(Stopped::Manifest)
    }

    /// The words, with the files that were sealed and sent before them.
    async fn draft(
        &mut self,
        filled: Filled,
        to: &Verified,
        words: &Words,
        progress: &impl Fn(String),
    ) -> Result<Draft, Stopped> {
        let Filled { mut report, mut identity, files, .. } = filled;
        let place = Context::of_case(&to.portal, self.id.as_str(), 1, Object::Attachment, Role::Reporter);
        let mut attached = Vec::new();
        for (file, number) in files.iter().zip(1..) {
            let known = self.sent.iter().position(|sent| sent.is_of(file, number));
            let sent = match known {
                Some(known) => self.sent[known].clone(),
                None => {
                    let place = place.with(Object::Attachment, number);
                    let told = |percent| progress(words.progress(number as usize, files.len(), percent));
                    let sent = send_file(file, &place, &self.keys, &told).await?;
                    self.sent.push(sent.clone());
                    sent
                }
            };
            report.files.push(FileNote {
                number,
                kind: sent.kind.as_str().to_owned(),
                bytes: sent.bytes,
                stripped: sent.is_stripped,
            });
            identity.files.push(FileName { number, name: file.name() });
            attached.extend(sent.attached);
        }
        Ok(Draft { report, identity, files: attached })
    }
}
