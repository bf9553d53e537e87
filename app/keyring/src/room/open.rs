//! A case that is open, and what is done in it: fetch what is sealed, open it with the officer's key, seal what goes back.

use recusal::Tied;
use seal::grant::{self, Place};
use seal::message::{Letter, read};
use seal::{Context, FileNote, Identity, Object, Role, SealFault, Sealed, Secret, StaffKey, slot};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::said::{Said, of_identity, of_report};
use super::{Asked, DeskWords};
use crate::parcel::{
    Asking, Colleague, Half, Lacks, LetIn, Lock, NewEpoch, Parcel, Posted, Released, Reply, Sender,
};
use crate::prf::{self, NoDoor};

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It cannot be opened or sealed.
    Sealed(SealFault),
    /// The passphrase opens no door to the account's keys.
    Passphrase,
    /// The passkey does not.
    Passkey(NoDoor),
    /// There is nothing here for this account's keys.
    Lacks(Lacks),
    /// Somebody did something meanwhile.
    Overtaken,
    /// The browser gives no chance, or cannot save a file.
    Unable,
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

/// What somebody opens their keys with.
pub(super) enum Opener {
    /// What was typed.
    Passphrase(String),
    /// A finger, a face or a PIN.
    Passkey,
}

impl Lock {
    /// The officer's keys. A passphrase takes a second of work: the page is drawn before.
    async fn unlock(&self, with: &Opener) -> Result<StaffKey, Fault> {
        let Opener::Passphrase(passphrase) = with else {
            return prf::unlock(&self.slots, &self.portal, &self.account).await.map_err(Fault::Passkey);
        };
        device::pause(30).await;
        let opened = slot::unlock(&self.slots, &self.portal, &self.account, passphrase);
        opened.map_err(|fault| match fault {
            SealFault::NotForThisKey => Fault::Passphrase,
            other => other.into(),
        })
    }

    pub(super) fn place(&self, epoch: u32) -> Place {
        Place::new(&self.portal, &self.case, self.sealed_by, epoch)
    }

    fn message(&self, number: u32, epoch: u32, role: Role) -> Context {
        let context = Context::of_case(&self.portal, self.case.as_str(), epoch, Object::Message, role);
        Context { number, ..context }
    }
}

/// A case that is open, as long as the page is.
#[derive(Clone)]
pub(super) struct Room {
    pub(super) parcel: Parcel,
    /// The case's keys with their epochs, the newest first.
    keys: Vec<(Secret, u32)>,
    /// Who reports, and the key to it, where both halves are here.
    pub(super) identity: Option<(Secret, Identity)>,
    /// Who has a tie to whom the case is about; none where this account proposes no exclusions.
    pub(super) tied: Option<Vec<Tied>>,
    /// What the reporter's device noted of each file.
    pub(super) notes: Vec<FileNote>,
    address: String,
}

impl Room {
    /// Opens a case: its words, the exchange, and the identity where a custodian has released the second half.
    pub(super) async fn open(
        asked: &Asked,
        with: &Opener,
        words: &DeskWords,
    ) -> Result<(Self, Vec<Said>), Fault> {
        let address = format!("{}/cases/{}", asked.desk, asked.case);
        let parcel: Parcel = fetch(&format!("{address}/parcel")).await?;
        let own = parcel.lock.unlock(with).await?;
        let keys = keys(&parcel, &own)?;
        let first = keys.last().map(|(key, _)| key).ok_or(SealFault::Broken)?;
        let place = parcel.lock.place(parcel.lock.epoch);
        let report = place.report(&parcel.report, first)?;
        let mut said = of_report(&report, words);
        let mut identity = None;
        if let Half::Released(half) = &parcel.half {
            let key = place.identity_key(&parcel.share_a, first, half, own.secret())?;
            let opened = place.identity(&parcel.identity, &key)?;
            said.extend(of_identity(&opened, words));
            identity = Some((key, opened));
        }
        // Here and nowhere else: the server does not learn whom a report is about.
        let about = &report.subject;
        let tied = parcel.watch.as_ref().map(|watch| watch.tied(&about.unit, &about.person));
        let room = Self { keys, identity, tied, notes: report.files.clone(), address, parcel };
        for posted in &room.parcel.messages {
            said.push(room.read(posted, words));
        }
        Ok((room, said))
    }

    fn newest(&self) -> Result<(&Secret, u32), SealFault> {
        self.keys.first().map(|(key, epoch)| (key, *epoch)).ok_or(SealFault::Broken)
    }

    /// The key of the first epoch: what came with the report is sealed to it for ever.
    pub(super) fn first(&self) -> Result<&Secret, SealFault> {
        self.keys.last().map(|(key, _)| key).ok_or(SealFault::Broken)
    }

    /// Where the case's own addresses begin.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// A message. One that does not open, because it was sealed to a false key or to none, says so and keeps no other closed.
    fn read(&self, posted: &Posted, words: &DeskWords) -> Said {
        let context = self.parcel.lock.message(posted.number, posted.epoch, posted.role);
        let key = self.keys.iter().find(|(_, epoch)| *epoch == posted.epoch).ok_or(SealFault::Broken);
        let text = key.and_then(|(key, _)| read(&context, &posted.to_team, key));
        let title = match posted.sender {
            Sender::Reporter => &words.from_reporter,
            Sender::Team => &words.to_reporter,
            Sender::Note => &words.note,
        };
        let text = text.map_or_else(|fault| words.fault(&fault.into()), |text| text.to_string());
        Said { title: format!("{} {title}", posted.day), text }
    }

    /// Seals a message for the reporter and the team, and sends it.
    pub(super) async fn reply(&mut self, text: &str) -> Result<(), Fault> {
        let (key, epoch) = self.newest()?;
        let number = self.parcel.messages.last().map_or(1, |posted| posted.number + 1);
        let context = self.parcel.lock.message(number, epoch, Role::Staff);
        // To the key that was opened here, not to one that the server names.
        let letter = Letter::seal(&context, text, &key.public(), &self.parcel.reply_key)?;
        let to_team = letter.to_team.clone();
        send(&format!("{}/messages", self.address), &Reply { number, epoch, letter }).await?;
        let (sender, role, day) = (Sender::Team, Role::Staff, String::new());
        self.parcel.messages.push(Posted { number, sender, role, epoch, day, to_team });
        Ok(())
    }

    /// Seals the case's key for a colleague.
    pub(super) async fn let_in(&self, colleague: &Colleague) -> Result<(), Fault> {
        let (key, epoch) = self.newest()?;
        let wrap: Sealed = self.parcel.lock.place(epoch).wrap(key, &colleague.key)?;
        send(&format!("{}/wraps", self.address), &LetIn { account: colleague.account.clone(), wrap }).await
    }

    /// Begins a new epoch: a new key of the case for those who stay.
    pub(super) async fn renew(&mut self) -> Result<(), Fault> {
        let heirs = self.parcel.heirs.clone().unwrap_or_default();
        let new = Secret::from_bytes(*device::chance::<32>().ok_or(Fault::Unable)?);
        let (old, epoch) = self.newest()?;
        let next: grant::NextEpoch = self.parcel.lock.place(epoch).next_epoch(old, &new)?;
        let wrap = |heir: &Colleague| {
            Ok(LetIn { account: heir.account.clone(), wrap: next.place.wrap(&new, &heir.key)? })
        };
        let wraps = heirs.iter().map(wrap).collect::<Result<_, SealFault>>()?;
        let sent = NewEpoch { key: next.key, previous: next.previous, wraps };
        send(&format!("{}/epochs", self.address), &sent).await?;
        self.keys.insert(0, (new, epoch + 1));
        self.parcel.lock.epoch = epoch + 1;
        self.parcel.heirs = None;
        Ok(())
    }
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

/// Releases the custodian's half to the officer who asks.
pub(super) async fn release(asked: &Asked, seq: u32, with: &Opener) -> Result<(), Fault> {
    let path = format!("{}/openings/{}/{seq}", asked.desk, asked.case);
    let asking: Asking = fetch(&path).await?;
    let own = asking.lock.unlock(with).await?;
    let granted =
        asking.lock.place(asking.lock.epoch).release(&asking.share, own.secret(), &asking.officer.key)?;
    send(&path, &Released { granted }).await
}

/// What the portal says where there is nothing to open.
#[derive(serde::Deserialize)]
struct Lacking {
    lacks: Lacks,
}

async fn fetch<T: DeserializeOwned>(path: &str) -> Result<T, Fault> {
    let answer = device::get_json(path).await?;
    if !answer.is_good() {
        let lacking = serde_json::from_slice::<Lacking>(&answer.body);
        return Err(lacking.map_or_else(|_| refused(answer.status), |it| Fault::Lacks(it.lacks)));
    }
    serde_json::from_slice(&answer.body).map_err(|_| Fault::Sealed(SealFault::Broken))
}

async fn send<T: Serialize>(path: &str, what: &T) -> Result<(), Fault> {
    let json = serde_json::to_string(what).map_err(|_| Fault::Sealed(SealFault::Broken))?;
    let answer = device::post_json(path, &json).await?;
    if answer.is_good() { Ok(()) } else { Err(refused(answer.status)) }
}

fn refused(status: u16) -> Fault {
    if status == 409 { Fault::Overtaken } else { Fault::Refused(status) }
}
