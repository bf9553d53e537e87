//! What was done by whom. Rows are appended in the transaction of what they tell, never changed, and hashed into a tree whose
//! root is a leaf of the public log every hour, so that who can write into the database cannot rewrite the past unnoticed.
//!
//! A row holds no content, no receipt, no number of a person: an account's id, an action, the hash of what it was done to, the
//! decision, the request. Things are named by the hash of their kind and number, so that a thief of the table learns which
//! rows are about one case and not which case.

mod hourly;
mod verify;

use record::Instant;
use sha2::{Digest, Sha256};
use store::{Result, Write};

use crate::table::audit::{self as table, AuditRow};
use crate::{Action, Actor, Object, ObjectKind};

pub use hourly::{Hourly, enter_root};
pub use verify::{Verified, verify};

/// The job that enters a root each hour, as the actor of its own row.
pub(crate) const CLOCK: &str = "clock";
/// The command line, as the actor of the first accounts.
pub const COMMAND_LINE: &str = "command-line";

/// One row, before it has a number.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// When it was done, by the machine's clock.
    pub at: Instant,
    /// The account that did it; the name of a job where nobody did.
    pub actor: &'a str,
    /// What was done: an [`Action`]'s word, or one of a job's own.
    pub action: &'a str,
    /// What kind of thing it was done to.
    pub kind: ObjectKind,
    /// The number or id of the thing; only its hash is kept.
    pub key: &'a str,
    /// `done`, or why it was denied.
    pub decision: &'a str,
    /// The request, as the server's log names it.
    pub request: &'a str,
}

impl<'a> Entry<'a> {
    /// What an actor did to a thing.
    pub fn done(at: Instant, actor: &'a Actor, action: Action, object: &'a Object) -> Entry<'a> {
        Entry {
            at,
            actor: &actor.account,
            action: action.as_str(),
            kind: object.kind,
            key: object.key.as_deref().unwrap_or_default(),
            decision: "done",
            request: &actor.request,
        }
    }

    /// What an actor did to their own account, or failed to.
    pub(crate) fn own(actor: &'a Actor, action: &'a str, decision: &'a str) -> Entry<'a> {
        Entry {
            at: actor.at,
            actor: &actor.account,
            action,
            kind: ObjectKind::Account,
            key: &actor.account,
            decision,
            request: &actor.request,
        }
    }
}

/// The hash a thing is named by: SHA-256 over its kind, a zero byte and its number, in hexadecimal.
///
/// ```
/// use staff::{ObjectKind, audit::object_hash};
/// assert_eq!(object_hash(ObjectKind::Case, "A-1").len(), 64);
/// assert_ne!(object_hash(ObjectKind::Case, "A-1"), object_hash(ObjectKind::Identity, "A-1"));
/// ```
pub fn object_hash(kind: ObjectKind, key: &str) -> String {
    hex::encode(Sha256::new().chain_update(kind.as_str()).chain_update([0]).chain_update(key).finalize())
}

/// Appends a row in the transaction of what it tells; its number. Either both are kept or neither.
///
/// # Errors
/// Where the database does not take it: then what was to be done must not be done either.
pub async fn append(write: &mut Write, entry: Entry<'_>) -> Result<i64> {
    let seq = table::next(write).await?;
    let row = AuditRow {
        seq,
        at: entry.at.to_string(),
        actor: entry.actor.to_owned(),
        action: entry.action.to_owned(),
        object_kind: entry.kind.as_str().to_owned(),
        object_hash: object_hash(entry.kind, entry.key),
        decision: entry.decision.to_owned(),
        request: entry.request.to_owned(),
    };
    table::insert(write, &row).await?;
    Ok(seq)
}

/// The bytes of a row that are hashed: a JSON list of its columns in their order, so that no two rows read alike.
fn entry_bytes(row: &AuditRow) -> Vec<u8> {
    let list = serde_json::json!([
        row.seq,
        row.at,
        row.actor,
        row.action,
        row.object_kind,
        row.object_hash,
        row.decision,
        row.request
    ]);
    list.to_string().into_bytes()
}
