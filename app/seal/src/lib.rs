//! Sealing: what a citizen reports is readable by those who must handle it, and by nobody else, from before it leaves the
//! citizen's own device.
//!
//! A report begins with a [`Receipt`], which the citizen keeps and from which the keys of the answer come. The recipients are
//! named by a [`SignedManifest`], which is believed only when enough key officers have signed it and it is fresh. [`submit`]
//! makes of both, and of the words, the one [`Submission`] that is sent: the words sealed to a key of this case alone, the key
//! to each member of the team, and the identity to a second key whose halves nobody holds together ([`share`]).
//!
//! Every sealed object is an age v1 file (<https://c2sp.org/age>), so that an auditor can open it with Debian's `age` and the
//! right key, without a line of ours; inside it says where it belongs ([`Context`]) and is padded ([`envelope`]). Nothing here reads a
//! clock, a file or a database. The caller brings the keys' entropy; only `age` draws the ephemeral keys of its own format from the
//! system. docs/THREATS.md says what this protects and what it does not.

mod receipt;
pub mod receipt_keys;

mod context;
mod key;

pub mod envelope;
mod opening;
mod sealing;

mod case_keys;
mod chain;
pub mod share;

mod manifest;
mod verified;

pub mod intake;
mod report;
mod submission;
mod submit;

pub mod demonstration;
pub mod grant;
pub mod message;

pub mod slot;
mod staff_key;

pub mod strip;

pub use case_keys::CaseKeys;
pub use chain::{EpochKey, KeyChain};
pub use context::{Context, Object, Role};
pub use envelope::{SealFault, Sealed, open, open_any, seal};
pub use key::{Public, Secret};
pub use manifest::{Holder, HolderRole, Manifest, Offered, Signature, SignedManifest, officer};
pub use opening::Opening;
pub use receipt::{Receipt, ReceiptFault};
pub use receipt_keys::{ReceiptKeys, lookup_hash};
pub use report::{FileName, FileNote, Identity, Report, Subject};
pub use sealing::Sealing;
pub use slot::Slot;
pub use staff_key::StaffKey;
pub use strip::{FileKind, NotStrippable, Stripped, strip};
pub use submission::{Attached, MOST_FILES, Submission, SubmissionFault, Wrap};
pub use submit::{Draft, submit};
pub use verified::{ManifestFault, TrustedOfficers, Verified, Wanted};

pub use zeroize::Zeroizing;
