//! What the server hands to an officer's browser, and what comes back: sealed all of it, or public keys. Both sides build against these
//! types, so that neither can leave out what the other needs.

use record::Id;
use seal::{Public, Role, Sealed, Slot};
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
    /// The half a custodian has released to this account, once it has.
    pub granted: Option<Sealed>,
    /// The exchange so far, oldest first.
    pub messages: Vec<Posted>,
    /// What a message to the team is sealed to.
    pub case_key: Public,
    /// What a message to the reporter is sealed to.
    pub reply_key: Public,
    /// Colleagues who are assigned and cannot read yet.
    pub waiting: Vec<Colleague>,
}

/// A message of the exchange, as the team can open it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// Its place: the first is 1.
    pub number: u32,
    /// Who sent it.
    pub sender: Role,
    /// Under which epoch's key.
    pub epoch: u32,
    /// The day, as it is shown.
    pub day: String,
    /// The sealed text.
    pub to_team: Sealed,
}

/// A member of staff to let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// The account.
    pub account: String,
    /// The name on the desk.
    pub name: String,
    /// The key from the manifest of staff keys.
    pub key: Public,
}

/// A message to the reporter. Sent to `POST /staff/cases/{id}/messages`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Its place in the exchange: refused where another message has taken it meanwhile.
    pub number: u32,
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
