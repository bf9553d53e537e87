//! What one proposes and another lets stand. A proposal is bound to the hash of what it is about, lives 72 hours, and of all
//! who decide at once exactly one wins, on both databases and with any number of servers.

use record::{Day, Instant};
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::{Result, Store, Write};

use crate::rules::two_hands::{Asked, LIVES_SECONDS, NotApproved, beyond_administrators, may_stand};
use crate::table::{grants, proposals as table};
use crate::{Action, Grant, ObjectKind, Role};

/// A proposal before it is entered.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// Its id, made by the caller.
    pub id: &'a str,
    /// What is to be done.
    pub action: Action,
    /// To what kind of thing.
    pub kind: ObjectKind,
    /// To which one.
    pub key: &'a str,
    /// The unit of the thing, if it has one.
    pub unit: Option<&'a str>,
    /// What exactly is to be done. It never changes; the hash binds it together with the thing.
    pub facts: Value,
    /// The thing as it stands now, in any form that changes when it does; empty for what does not exist yet.
    pub stands: &'a str,
    /// Who proposes it.
    pub author: &'a str,
}

/// A proposal as it was entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Its id.
    pub id: String,
    /// What is to be done.
    pub action: Action,
    /// To what kind of thing.
    pub kind: ObjectKind,
    /// To which one.
    pub key: String,
    /// Binds the facts to the thing as it stood.
    pub hash: String,
    /// The unit of the thing, if it has one.
    pub unit: Option<String>,
    /// What exactly is to be done.
    pub facts: Value,
    /// Who proposed it.
    pub author: String,
    /// When.
    pub proposed: Instant,
    /// Until when it can be approved.
    pub expires: Instant,
    /// What was decided, if it was.
    pub decided: Option<Decision>,
}

/// What was decided about a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// By whom.
    pub by: String,
    /// When.
    pub at: Instant,
    /// `approved`, `refused` or `withdrawn`.
    pub state: String,
}

/// The hash that binds what is to be done to the thing as it stands.
fn bound(action: Action, kind: ObjectKind, key: &str, facts: &Value, stands: &str) -> String {
    let list = serde_json::json!([action.as_str(), kind.as_str(), key, facts, stands]);
    hex::encode(Sha256::digest(list.to_string()))
}

/// Enters a proposal. Whether the author may propose it was asked before, by [`crate::authorize`].
///
/// # Errors
/// Where the database does not take it.
pub async fn propose(write: &mut Write, draft: Draft<'_>, now: Instant) -> Result<Proposal> {
    let proposal = Proposal {
        id: draft.id.to_owned(),
        action: draft.action,
        kind: draft.kind,
        key: draft.key.to_owned(),
        hash: bound(draft.action, draft.kind, draft.key, &draft.facts, draft.stands),
        unit: draft.unit.map(str::to_owned),
        facts: draft.facts,
        author: draft.author.to_owned(),
        proposed: now,
        expires: now.plus_seconds(LIVES_SECONDS),
        decided: None,
    };
    table::insert(write, &proposal).await?;
    Ok(proposal)
}

/// Lets a proposal stand, in the transaction that also does what it says. `stands` is the thing as it stands now, in the form
/// in which [`propose`] was given it: any edit since then voids the proposal.
///
/// # Errors
/// Only where the database does not answer; why a proposal cannot stand is a value.
pub async fn approve(
    write: &mut Write,
    id: &str,
    approver: &str,
    stands: &str,
    now: Instant,
) -> Result<std::result::Result<Proposal, NotApproved>> {
    let Some(proposal) = table::find_in(write, id).await? else { return Ok(Err(NotApproved::Unknown)) };
    if proposal.decided.is_some() {
        return Ok(Err(NotApproved::Decided));
    }
    let hash = bound(proposal.action, proposal.kind, &proposal.key, &proposal.facts, stands);
    let asked = Asked {
        author: &proposal.author,
        approver,
        expires: proposal.expires,
        proposed: &proposal.hash,
        stands: &hash,
    };
    if let Err(why) = may_stand(asked, now) {
        return Ok(Err(why));
    }
    if !table::decide(write, &proposal, "approved", approver, now).await? {
        return Ok(Err(NotApproved::Decided));
    }
    Ok(Ok(proposal))
}

/// The same for accounts, roles and keys, which two administrators cannot give without a supervisor.
///
/// # Errors
/// As for [`approve`].
pub async fn approve_supervised(
    write: &mut Write,
    id: &str,
    approver: (&str, &[Grant]),
    stands: &str,
    today: Day,
    now: Instant,
) -> Result<std::result::Result<Proposal, NotApproved>> {
    let Some(proposal) = table::find_in(write, id).await? else { return Ok(Err(NotApproved::Unknown)) };
    let roles = |grants: &[Grant]| grants.iter().map(|grant| grant.role).collect::<Vec<Role>>();
    // An author who has lost the role since then no longer counts.
    let author = roles(&grants::held_in(write, &proposal.author, today).await?);
    if let Err(why) = beyond_administrators(&author, &roles(approver.1)) {
        return Ok(Err(why));
    }
    approve(write, id, approver.0, stands, now).await
}

/// Refuses a proposal, or takes one's own back.
///
/// # Errors
/// As for [`approve`].
pub async fn decline(
    write: &mut Write,
    id: &str,
    by: &str,
    now: Instant,
) -> Result<std::result::Result<Proposal, NotApproved>> {
    let Some(proposal) = table::find_in(write, id).await? else { return Ok(Err(NotApproved::Unknown)) };
    let state = if proposal.author == by { "withdrawn" } else { "refused" };
    if proposal.decided.is_some() || !table::decide(write, &proposal, state, by, now).await? {
        return Ok(Err(NotApproved::Decided));
    }
    Ok(Ok(proposal))
}

/// The proposal of this id.
///
/// # Errors
/// Where the database does not answer.
pub async fn find(store: &Store, id: &str) -> Result<Option<Proposal>> {
    table::find(store, id).await
}

/// Proposals that wait for a second hand, of one thing where it is given, the oldest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn open(store: &Store, of: Option<(ObjectKind, &str)>, now: Instant) -> Result<Vec<Proposal>> {
    table::open(store, of, now).await
}
