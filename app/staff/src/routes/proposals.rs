//! What waits for a second hand.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use store::{Store, Write};
use ui::{Failure, Visit};

use crate::appointments::{self, Made, Trouble};
use crate::audit::{self, Entry};
use crate::desk::private;
use crate::form::{Fields, Sent};
use crate::keys;
use crate::pages::proposals as pages;
use crate::table::accounts;
use crate::two_hands::{self, Proposal};
use crate::{Action, Actor, Object, ObjectKind, Office, permit};

/// The action of the second hand.
fn approving(action: Action) -> Option<Action> {
    match action {
        Action::AccountAdd => Some(Action::AccountApprove),
        Action::RoleGrant => Some(Action::RoleApprove),
        Action::AccountRecover => Some(Action::AccountRecoverApprove),
        Action::KeyManifest => Some(Action::KeyManifestApprove),
        _ => None,
    }
}

/// A proposal as the policy sees it: by whom, and about whom.
fn object(proposal: &Proposal) -> Object {
    let object = Object::of(proposal.kind).key(proposal.id.as_str()).author(Some(&proposal.author));
    let object = object.owner((proposal.kind == ObjectKind::Account).then_some(proposal.key.as_str()));
    match &proposal.unit {
        Some(unit) => object.unit(unit.as_str()),
        None => object,
    }
}

pub(super) async fn list(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
) -> Result<Response, Failure> {
    let object = Object::of(ObjectKind::Account);
    if let Err(answer) = permit(&visit, &store, &actor, Action::AccountRead, &object).await? {
        return Ok(answer);
    }
    let mut waiting = two_hands::open(&store, None, actor.at).await?;
    waiting.retain(|proposal| approving(proposal.action).is_some());
    let accounts = accounts::all(&store).await?;
    Ok(pages::list(&visit, &actor, &waiting, &accounts))
}

pub(super) async fn one(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&visit, &actor, &store, &id, None).await
}

async fn show(
    visit: &Visit,
    actor: &Actor,
    store: &Store,
    id: &str,
    refused: Option<&'static str>,
) -> Result<Response, Failure> {
    let object = Object::of(ObjectKind::Account);
    if let Err(answer) = permit(visit, store, actor, Action::AccountRead, &object).await? {
        return Ok(answer);
    }
    let proposal = two_hands::find(store, id).await?.filter(|found| approving(found.action).is_some());
    let Some(proposal) = proposal else { return Ok(private(visit.not_found())) };
    let accounts = accounts::all(store).await?;
    let status = if refused.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok(pages::one(visit, actor, status, &proposal, &accounts, refused))
}

pub(super) async fn decide(
    visit: Visit,
    actor: Actor,
    office: Office,
    State(store): State<Store>,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::from(sent);
    let Some(proposal) = two_hands::find(&store, &id).await? else { return Ok(private(visit.not_found())) };
    let Some(action) = approving(proposal.action) else { return Ok(private(visit.not_found())) };
    let object = object(&proposal);
    if fields.get("do") != "approve" {
        // Who may approve may refuse; the author takes it back under the action it was proposed with.
        let asked = if proposal.author == actor.account { proposal.action } else { action };
        if let Err(answer) = permit(&visit, &store, &actor, asked, &object).await? {
            return Ok(answer);
        }
        let mut write = store.write().await?;
        let declined = two_hands::decline(&mut write, &id, &actor.account, actor.at).await?;
        if let Err(why) = declined {
            return show(&visit, &actor, &store, &id, Some(why.key())).await;
        }
        let entry = Entry { decision: "declined", ..Entry::done(actor.at, &actor, asked, &object) };
        audit::append(&mut write, entry).await?;
        write.commit_unseen().await?;
        return Ok(private(Redirect::to(&visit.href("/staff/proposals")).into_response()));
    }
    if let Err(answer) = permit(&visit, &store, &actor, action, &object).await? {
        return Ok(answer);
    }
    let mut write = store.write().await?;
    // From here on nobody else writes what a decision is made of, so what is looked at is what it is decided about.
    write.queue().await?;
    let stands = stands(&mut write, &proposal).await?;
    let approver = (actor.account.as_str(), actor.grants.as_slice());
    let approved =
        two_hands::approve_supervised(&mut write, &id, approver, &stands, visit.today(), actor.at).await?;
    let proposal = match approved {
        Ok(proposal) => proposal,
        Err(why) => {
            drop(write);
            return show(&visit, &actor, &store, &id, Some(why.key())).await;
        }
    };
    let made = match carry_out(&mut write, &visit, &office, &proposal).await? {
        Ok(made) => made,
        // Nothing of it is kept: the transaction ends here without a commit, and the proposal stays open.
        Err(why) => {
            drop(write);
            return show(&visit, &actor, &store, &id, Some(why)).await;
        }
    };
    audit::append(&mut write, Entry::done(actor.at, &actor, action, &object)).await?;
    // A new list of keys is a leaf of the public log, which waits to be seen.
    write.commit().await?;
    Ok(match made.filter(|made| made.code.is_some()) {
        Some(made) => pages::code(&visit, &actor, &made),
        None => private(Redirect::to(&visit.href(&format!("/staff/proposals/{id}"))).into_response()),
    })
}

async fn stands(write: &mut Write, proposal: &Proposal) -> store::Result<String> {
    match proposal.action {
        Action::RoleGrant | Action::AccountRecover => appointments::stands(write, &proposal.key).await,
        Action::KeyManifest => keys::stands(write, &proposal.key).await,
        _ => Ok(String::new()),
    }
}

async fn carry_out(
    write: &mut Write,
    visit: &Visit,
    office: &Office,
    proposal: &Proposal,
) -> Result<Result<Option<Made>, &'static str>, Failure> {
    if proposal.action == Action::KeyManifest {
        let (city, base_url) = (visit.city(), &visit.site().base_url);
        let entered = keys::carry_out(write, proposal, city, base_url, visit.today(), office.now()).await?;
        return Ok(entered.map(|()| None));
    }
    // Told apart, because a database that does not answer is a matter of waiting.
    let made =
        appointments::carry_out(write, office, proposal, visit.today()).await.map_err(
            |trouble| match trouble {
                Trouble::Store(error) => Failure::from(error),
                Trouble::Chance(error) => Failure::from(error),
            },
        )?;
    Ok(made.map(Some).map_err(|why| why.key()))
}
