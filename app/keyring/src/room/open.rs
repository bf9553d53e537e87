//! The acts themselves: fetch what is sealed, open it with the officer's key, seal what goes back.

use record::Id;
use seal::grant::Place;
use seal::message::{Letter, read};
use seal::{Context, Identity, Object, Report, Role, SealFault, Sealed, Secret, StaffKey, slot};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::DeskWords;
use crate::parcel::{Asking, Colleague, LetIn, Lock, Parcel, Posted, Released, Reply};

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It cannot be opened or sealed.
    Sealed(SealFault),
    /// The portal answers with this status; 0 where it does not answer.
    Refused(u16),
}

impl From<SealFault> for Fault {
    fn from(fault: SealFault) -> Self {
        Self::Sealed(fault)
    }
}

impl From<device::Unreachable> for Fault {
    fn from(_: device::Unreachable) -> Self {
        Self::Refused(0)
    }
}

/// One part of what was opened, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    pub(super) title: String,
    pub(super) text: String,
}

/// A case that is open.
pub(super) struct Opened {
    pub(super) parcel: Parcel,
    pub(super) key: Secret,
    pub(super) said: Vec<Said>,
}

impl Lock {
    /// The officer's keys. A second of work: the page is drawn before.
    async fn unlock(&self, passphrase: &str) -> Result<StaffKey, Fault> {
        device::pause(30).await;
        Ok(slot::unlock(&self.slots, &self.portal, &self.account, passphrase)?)
    }

    fn place(&self, epoch: u32) -> Place {
        Place::new(&self.portal, &self.case, self.sealed_by, epoch)
    }

    fn message(&self, number: u32, epoch: u32, sender: Role) -> Context {
        let context = Context::of_case(&self.portal, self.case.as_str(), epoch, Object::Message, sender);
        Context { number, ..context }
    }
}

/// Opens a case: its words, the exchange, and the identity where a custodian has released the second half.
pub(super) async fn opened(case: &Id, passphrase: &str, words: &DeskWords) -> Result<Opened, Fault> {
    let parcel: Parcel = fetch(&format!("/staff/cases/{case}/parcel")).await?;
    let own = parcel.lock.unlock(passphrase).await?;
    let keys = keys(&parcel, &own)?;
    let (key, first) = match (keys.first(), keys.last()) {
        (Some((key, _)), Some((first, _))) => (key.clone(), first.clone()),
        _ => return Err(SealFault::Broken.into()),
    };
    let place = parcel.lock.place(parcel.lock.epoch);
    let mut said = of_report(&place.report(&parcel.report, &first)?, words);
    if let Some(granted) = &parcel.granted {
        let identity = place.identity_key(&parcel.share_a, &first, granted, own.secret())?;
        said.extend(of_identity(&place.identity(&parcel.identity, &identity)?, words));
    }
    for posted in &parcel.messages {
        let context = parcel.lock.message(posted.number, posted.epoch, posted.sender);
        let opening = keys.iter().find(|(_, epoch)| *epoch == posted.epoch).ok_or(SealFault::Broken)?;
        let title = match posted.sender {
            Role::Staff => &words.to_reporter,
            Role::Reporter | Role::Server => &words.from_reporter,
        };
        let text = read(&context, &posted.to_team, &opening.0)?;
        said.push(Said { title: format!("{} {title}", posted.day), text: text.to_string() });
    }
    Ok(Opened { parcel, key, said })
}

/// The case's keys with their epochs, the present one first.
fn keys(parcel: &Parcel, own: &StaffKey) -> Result<Vec<(Secret, u32)>, Fault> {
    let mut epoch = parcel.lock.epoch;
    let mut keys = vec![(parcel.lock.place(epoch).case_key(&parcel.wrap, own.secret())?, epoch)];
    for previous in &parcel.previous {
        let (key, _) = keys.last().ok_or(SealFault::Broken)?;
        let before = parcel.lock.place(epoch).previous_key(previous, key)?;
        epoch -= 1;
        keys.push((before, epoch));
    }
    Ok(keys)
}

/// Seals a message for the reporter and the team, and sends it. Gives back what was sent.
pub(super) async fn reply(parcel: &mut Parcel, text: &str) -> Result<String, Fault> {
    let number = parcel.messages.last().map_or(1, |posted| posted.number + 1);
    let epoch = parcel.lock.epoch;
    let context = parcel.lock.message(number, epoch, Role::Staff);
    let letter = Letter::seal(&context, text, &parcel.case_key, &parcel.reply_key)?;
    let to_team = letter.to_team.clone();
    send(&format!("/staff/cases/{}/messages", parcel.lock.case), &Reply { number, letter }).await?;
    parcel.messages.push(Posted { number, sender: Role::Staff, epoch, day: String::new(), to_team });
    Ok(text.to_owned())
}

/// Seals the case's key for a colleague.
pub(super) async fn let_in(parcel: &Parcel, key: &Secret, colleague: &Colleague) -> Result<(), Fault> {
    let wrap: Sealed = parcel.lock.place(parcel.lock.epoch).wrap(key, &colleague.key)?;
    let path = format!("/staff/cases/{}/wraps", parcel.lock.case);
    send(&path, &LetIn { account: colleague.account.clone(), wrap }).await
}

/// Releases the custodian's half to the officer who asks.
pub(super) async fn release(case: &Id, seq: u32, passphrase: &str) -> Result<(), Fault> {
    let path = format!("/staff/openings/{case}/{seq}");
    let asking: Asking = fetch(&path).await?;
    let own = asking.lock.unlock(passphrase).await?;
    let granted =
        asking.lock.place(asking.lock.epoch).release(&asking.share, own.secret(), &asking.officer.key)?;
    send(&path, &Released { granted }).await
}

async fn fetch<T: DeserializeOwned>(path: &str) -> Result<T, Fault> {
    let answer = device::get_json(path).await?;
    if !answer.is_good() {
        return Err(Fault::Refused(answer.status));
    }
    serde_json::from_slice(&answer.body).map_err(|_| Fault::Sealed(SealFault::Broken))
}

async fn send<T: Serialize>(path: &str, what: &T) -> Result<(), Fault> {
    let json = serde_json::to_string(what).map_err(|_| Fault::Sealed(SealFault::Broken))?;
    let answer = device::post_json(path, &json).await?;
    if answer.is_good() { Ok(()) } else { Err(Fault::Refused(answer.status)) }
}

fn of_report(report: &Report, words: &DeskWords) -> Vec<Said> {
    let files: Vec<String> = report
        .files
        .iter()
        .map(|file| format!("{}. {} · {} B", file.number, file.kind, file.bytes))
        .collect();
    let texts = [
        &report.subject.unit,
        &report.subject.person,
        &report.subject.post,
        &report.what,
        &report.when,
        &report.place,
        &report.evidence,
        &files.join("\n"),
    ];
    lines(words.report.iter(), texts)
}

fn of_identity(identity: &Identity, words: &DeskWords) -> Vec<Said> {
    let texts = [&identity.name, &identity.id_number, &identity.phone, &identity.address];
    lines(words.identity.iter(), texts)
}

/// What was said, each with its title; what was left empty is left out.
fn lines<'a, const N: usize>(titles: impl Iterator<Item = &'a String>, texts: [&String; N]) -> Vec<Said> {
    titles
        .zip(texts)
        .filter(|(_, text)| !text.is_empty())
        .map(|(title, text)| Said { title: title.clone(), text: text.clone() })
        .collect()
}
