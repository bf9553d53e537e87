//! The course of one submission on the device: the recipients are checked, the files sealed and sent, then the words.

use ledger::notice::Trust;
use record::Id;
use seal::{
    CaseKeys, Context, Draft, FileName, ManifestFault, Object, Offered, Receipt, Role, Submission, Verified,
    Wanted,
};
use serde::Deserialize;
use web_sys::{File, HtmlFormElement};

use super::files::{Looked, Way};
use super::form::{self, Filled};
use super::transfer::{Going, Sent, Transfer};
use super::{Asked, Words};
use crate::complaint::SealedComplaint;
use crate::recipients::{Distrust, believed};
use crate::rules::receive::Problem;
use crate::rules::routing::Route;

/// Why nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Something is missing in the form.
    Wrong(Vec<Problem>),
    /// Of these files it is not said what becomes of them.
    Undecided(Vec<u32>),
    /// Nobody in this city may read it.
    Outside,
    /// This device gives no chance, or something that cannot happen did.
    Unable,
    /// The portal does not answer.
    Unreachable,
    /// The line was lost in a file of which so many in a hundred have arrived.
    Cut(u64),
    /// The unit has no recipients.
    NoManifest,
    /// The manifest is not believed.
    Distrust(Distrust),
    /// It was sent, and no answer came: whether it arrived is not known.
    Unknown,
    /// The portal refuses, with this status.
    Refused(u16),
    /// Files that had arrived are no longer there: these uploads.
    Lost(Vec<String>),
    /// The file of this number cannot be read.
    Unreadable(u32),
}

impl From<device::Unreachable> for Stopped {
    fn from(_: device::Unreachable) -> Self {
        Self::Unreachable
    }
}

/// What is drawn once and stays the same however often sending is tried: so the same submission cannot arrive twice.
pub(super) struct Course {
    asked: Asked,
    id: Id,
    receipt: Receipt,
    keys: CaseKeys,
    /// Files that have arrived: they are not sent again as long as they are the same.
    sent: Vec<Sent>,
    /// The file in which the line was lost: it goes on where it was.
    under_way: Option<Transfer>,
    /// What was sent without an answer. Sealed anew it would be another text under the same id, so the very same goes again.
    unanswered: Option<String>,
}

impl Course {
    /// Draws a receipt, keys and an id; nothing where the device gives no chance.
    pub(super) fn begin(asked: Asked) -> Option<Self> {
        let receipt = Receipt::from_entropy(&*device::chance::<17>()?);
        let keys = CaseKeys::from_entropy(&*device::chance::<96>()?);
        let id = device::id()?;
        Some(Self { asked, id, receipt, keys, sent: Vec::new(), under_way: None, unanswered: None })
    }

    /// The receipt as it is shown.
    pub(super) fn receipt(&self) -> String {
        self.receipt.to_string()
    }

    /// Seals and sends. Nothing leaves the device before the recipients are believed, and of what is sealed nothing unsealed ever.
    pub(super) async fn send(
        &mut self,
        form: &HtmlFormElement,
        looked: &[Looked],
        words: &Words,
        progress: &impl Fn(String),
    ) -> Result<(), Stopped> {
        if self.unanswered.is_some() {
            progress(words.sending.clone());
            return self.post().await;
        }
        let undecided: Vec<u32> =
            looked.iter().filter(|file| file.is_undecided()).map(|file| file.stamp.number).collect();
        let filled = form::read(form, looked, &self.asked.organisation, self.asked.today())?;
        if !undecided.is_empty() {
            return Err(Stopped::Undecided(undecided));
        }
        let Route::To { unit, .. } = &filled.route else { return Err(Stopped::Outside) };
        let unit = unit.clone();
        match self.once(&filled, looked, &unit, words, progress).await {
            // Another list of recipients is in force since a moment ago.
            Err(Stopped::Refused(409)) => self.once(&filled, looked, &unit, words, progress).await,
            // A page that stood open for more than a day: the portal has given up what had arrived. It goes once more.
            Err(Stopped::Lost(uploads)) => {
                self.sent.retain(|sent| !sent.came_by(&uploads));
                self.once(&filled, looked, &unit, words, progress).await
            }
            ended => ended,
        }
    }

    async fn once(
        &mut self,
        filled: &Filled,
        looked: &[Looked],
        unit: &str,
        words: &Words,
        progress: &impl Fn(String),
    ) -> Result<(), Stopped> {
        let to = self.recipients(unit).await?;
        let files = self.files(&filled.files, looked, &to, words, progress).await?;
        progress(words.sending.clone());
        device::pause(0).await;
        let draft = draft(filled, &files);
        let submission = seal::submit(&draft, &to, &self.receipt, &self.keys, &self.id, Role::Reporter)
            .map_err(|_| Stopped::Unable)?;
        self.unanswered = Some(body(filled, submission).ok_or(Stopped::Unable)?);
        self.post().await
    }

    /// Sends what was sealed, until somebody says what became of it.
    async fn post(&mut self) -> Result<(), Stopped> {
        let json = self.unanswered.as_deref().unwrap_or_default();
        let answer = device::post_json(&self.asked.address, json).await.map_err(|_| Stopped::Unknown)?;
        if answer.status >= 500 {
            return Err(Stopped::Unknown);
        }
        self.unanswered = None;
        if answer.is_good() {
            return Ok(());
        }
        let lost =
            serde_json::from_slice(&answer.body).map_or_else(|_| Vec::new(), |said: Said| said.incomplete);
        Err(if lost.is_empty() { Stopped::Refused(answer.status) } else { Stopped::Lost(lost) })
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
        let offered: Offered = serde_json::from_slice(&answer.body)
            .map_err(|_| Stopped::Distrust(Distrust::List(ManifestFault::Form)))?;
        let wanted = Wanted { portal: &self.asked.portal, unit, today: self.asked.today() };
        let memory = ledger::remembered(&self.asked.log_key);
        let trust =
            Trust { key: &self.asked.log_key, policy: &self.asked.log_policy, memory: memory.as_ref() };
        believed(&offered, &self.asked.officers, &wanted, &trust).map_err(Stopped::Distrust)
    }

    /// Seals and sends the files, one after the other, and goes on with the one in which the line was lost.
    async fn files(
        &mut self,
        files: &[File],
        looked: &[Looked],
        to: &Verified,
        words: &Words,
        progress: &impl Fn(String),
    ) -> Result<Vec<Sent>, Stopped> {
        let place = Context::of_case(&to.portal, self.id.as_str(), 1, Object::Attachment, Role::Reporter);
        let mut all = Vec::new();
        for (file, looked) in files.iter().zip(looked) {
            let way = looked.way.unwrap_or(Way::AsItIs);
            if way == Way::LeaveOut {
                continue;
            }
            if let Some(known) = self.sent.iter().find(|sent| sent.stamp == looked.stamp && sent.way == way) {
                all.push(known.clone());
                continue;
            }
            let mut transfer = match self.under_way.take().filter(|transfer| transfer.is_of(looked)) {
                Some(transfer) => transfer,
                None => Transfer::begin(file, looked, &place, &self.keys).await?,
            };
            let told = |going: Going| progress(words.progress(looked.stamp.number, files.len(), going));
            match transfer.go_on(file, &told).await {
                Ok(()) => {}
                Err(stopped @ Stopped::Cut(_)) => {
                    self.under_way = Some(transfer);
                    return Err(stopped);
                }
                Err(stopped) => return Err(stopped),
            }
            let sent = transfer.arrived();
            self.sent.push(sent.clone());
            all.push(sent);
        }
        Ok(all)
    }
}

/// What the portal says where it does not take a submission.
#[derive(Default, Deserialize)]
struct Said {
    #[serde(default)]
    incomplete: Vec<String>,
}

/// The words, with the files that were sealed and sent before them.
fn draft(filled: &Filled, files: &[Sent]) -> Draft {
    let (mut report, mut identity) = (filled.report.clone(), filled.identity.clone());
    for sent in files {
        report.files.push(sent.note.clone());
        identity.files.push(FileName { number: sent.stamp.number, name: sent.stamp.name.clone() });
    }
    Draft { report, identity, files: files.iter().flat_map(|sent| sent.attached.clone()).collect() }
}

/// What is sent: of a report only what is sealed, of a complaint its words beside it.
fn body(filled: &Filled, submission: Submission) -> Option<String> {
    match &filled.open {
        None => serde_json::to_string(&submission).ok(),
        Some(words) => {
            let (kind, public, words) = (filled.kind, filled.is_public, words.clone());
            serde_json::to_string(&SealedComplaint { submission, kind, public, words }).ok()
        }
    }
}
