//! What somebody has to do, and what somebody looks for.

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use store::Store;
use ui::{Failure, Visit};

use crate::form::{Fields, Sent};
use crate::pages::work as pages;
use crate::table::{accounts, interests};
use crate::work::Works;
use crate::{Action, Actor, Object, ObjectKind, authorize, permit, two_hands};

/// Longest search, in characters.
const LONGEST: usize = 100;

pub(super) async fn show(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
    Extension(Works(works)): Extension<Works>,
) -> Result<Response, Failure> {
    let mut lists = Vec::new();
    for work in works.iter() {
        lists.extend(work.lists(&store, &actor, &visit).await?);
    }
    let reads = authorize(&actor, Action::AccountRead, &Object::of(ObjectKind::Account)).is_ok();
    let mut waiting = if reads { two_hands::open(&store, None, actor.at).await? } else { Vec::new() };
    // What one proposed oneself waits for somebody else.
    waiting.retain(|proposal| proposal.author != actor.account && !proposal.kind.is_of_a_case());
    let accounts = if waiting.is_empty() { Vec::new() } else { accounts::all(&store).await? };
    let said = interests::completed(&store, Some(&actor.account)).await?.first().map(|(_, day)| *day);
    Ok(pages::show(&visit, &actor, lists, &waiting, &accounts, said))
}

pub(super) async fn find_form(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
) -> Result<Response, Failure> {
    if let Err(answer) = permit(&visit, &store, &actor, Action::Search, &searched(&actor)).await? {
        return Ok(answer);
    }
    Ok(pages::find(&visit, &actor, "", Vec::new()))
}

/// The search comes in a body: what staff look for must not stand in an address.
pub(super) async fn find(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
    Extension(Works(works)): Extension<Works>,
    sent: Sent,
) -> Result<Response, Failure> {
    if let Err(answer) = permit(&visit, &store, &actor, Action::Search, &searched(&actor)).await? {
        return Ok(answer);
    }
    let words: String = Fields::from(sent).get("q").chars().take(LONGEST).collect();
    let mut lists = Vec::new();
    if !words.is_empty() {
        for work in works.iter() {
            lists.extend(work.find(&store, &actor, &visit, &words).await?);
        }
    }
    Ok(pages::find(&visit, &actor, &words, lists))
}

/// What is searched: the cases of a unit in which this actor may, if there is one. Which lines of it are shown, the slice asks
/// for each.
fn searched(actor: &Actor) -> Object {
    let units = actor.grants.iter().map(|grant| grant.unit.as_str());
    let mut objects = units.map(|unit| Object::of(ObjectKind::Case).unit(unit));
    let found = objects.find(|object| authorize(actor, Action::Search, object).is_ok());
    found.unwrap_or_else(|| Object::of(ObjectKind::Case).unit(actor.unit.as_str()))
}
