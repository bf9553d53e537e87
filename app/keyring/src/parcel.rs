//! What the server hands to an officer's browser, and what comes back: sealed all of it, or public keys. Both sides build against these
//! types, so that neither can leave out what the other needs.

use record::Id;
use recusal::Watch;
use seal::{EpochKey, Object, Public, Role, Sealed, Slot};
use serde::{Deserialize, Serialize};

/// Whose keys open it and where it belongs: what every act on a case needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// The portal's host.
    pub portal: String,
    /// The account that is signed in.
    pub account: String,
    /// The doors to its keys.
    pub slots: Vec<Slot>,
    /// The case, which is the submission's id.
    pub case: Id,
    /// Who sealed the submission.
    pub sealed_by: Role,
    /// The epoch of the case's key.
    pub epoch: u32,
}

/// A case for one who may read it. Answered at `GET /staff/cases/{id}/parcel`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// Whose keys open it.
    pub lock: Lock,
    /// The case's key, sealed for this account, in this epoch.
    pub wrap: Sealed,
    /// The keys of the epochs before, newest first, each under the next one's.
    pub previous: Vec<Sealed>,
    /// The words.
    pub report: Sealed,
    /// Who reports.
    pub identity: Sealed,
    /// The team's half of the identity's key.
    pub share_a: Sealed,
    /// The half that a custodian releases to this account.
    pub half: Half,
    /// The exchange so far, oldest first.
    pub messages: Vec<Posted>,
    /// The sealed files.
    pub files: Vec<SealedFile>,
    /// What a message to the reporter is sealed to.
    pub reply_key: Public,
    /// Colleagues who are assigned and cannot read yet.
    pub waiting: Vec<Colleague>,
    /// For who may keep somebody away from the case: what finds, on their device, who has a tie to whom it is about.
    pub watch: Option<Watch>,
    /// Somebody who was given the key is excluded: those to whom a new one is to be sealed. Nothing else is written before.
    pub heirs: Option<Vec<Colleague>>,
}

/// The second half of an identity's key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Half {
    /// Nobody has released it to this account.
    Kept,
    /// It is there, for who shows the second factor again.
    StepUp,
    /// Under the account's key.
    Released(Sealed),
}

/// A sealed file, which comes in parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedFile {
    /// Under which id its parts are asked for.
    pub upload: Id,
    /// [`Object::Attachment`], for the team, or [`Object::Original`], under the identity's key.
    pub object: Object,
    /// The file's number: the first is 1.
    pub number: u32,
    /// The length of the sealed file.
    pub bytes: u64,
}

/// Why there is no parcel for somebody who may read the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lacks {
    /// The account has made no keys.
    Keys,
    /// Nobody has let the account in.
    Wrap,
}

/// A message of the exchange, as the team can open it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// Its place: the first is 1.
    pub number: u32,
    /// Who sent it.
    pub sender: Sender,
    /// Who sealed it.
    pub role: Role,
    /// Under which epoch's key.
    pub epoch: u32,
    /// The day, as it is shown.
    pub day: String,
    /// The sealed text.
    pub to_team: Sealed,
}

/// Who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sender {
    /// Whoever holds the receipt.
    Reporter,
    /// The team, to the reporter.
    Team,
    /// The team, to itself.
    Note,
}

/// A member of staff, or a board, to whom a key is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// The account.
    pub account: String,
    /// The name on the desk.
    pub name: String,
    /// What is sealed for it is sealed to this.
    pub key: Public,
}

/// A message to the reporter. Sent to `POST /staff/cases/{id}/messages`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Its place in the exchange: refused where another message has taken it meanwhile.
    pub number: u32,
    /// The epoch of the key it is sealed to: refused where that is not the newest.
    pub epoch: u32,
    /// The sealed texts.
    pub letter: seal::message::Letter,
}

/// The case's key for a colleague. Sent to `POST /staff/cases/{id}/wraps`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetIn {
    /// The account.
    pub account: String,
    /// The key.
    pub wrap: Sealed,
}

/// A new key of the case. Sent to `POST /staff/cases/{id}/epochs`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEpoch {
    /// The public key, vouched for by the one before.
    pub key: EpochKey,
    /// The key before, under the new one.
    pub previous: Sealed,
    /// The private key, for each who stays.
    pub wraps: Vec<LetIn>,
}

/// An identity that somebody asks to open, for the custodian. Answered at `GET /staff/openings/{id}/{seq}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// Whose keys open it.
    pub lock: Lock,
    /// The custodian's half.
    pub share: Sealed,
    /// The officer who asks.
    pub officer: Colleague,
}

/// The half, released. Sent to `POST /staff/openings/{id}/{seq}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    /// Under the officer's key.
    pub granted: Sealed,
}
