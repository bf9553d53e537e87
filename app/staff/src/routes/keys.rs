//! One's own keys. They are made on one's own device; the house keeps the public halves, and the private ones behind doors that it
//! cannot open.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use keyring::Keys;
use store::Store;
use ui::{Failure, Visit};

use crate::audit::{self, Entry};
use crate::desk::private;
use crate::keys;
use crate::pages::keys as pages;
use crate::table::passkeys;
use crate::{Action, Actor, Office, permit};

/// The page on which keys are made. The second factor is asked for here, because the script that sends them cannot show a page.
pub(super) async fn page(
    visit: Visit,
    actor: Actor,
    office: Office,
    State(store): State<Store>,
) -> Result<Response, Failure> {
    if let Err(answer) = permit(&visit, &store, &actor, Action::KeySlot, &actor.own_account()).await? {
        return Ok(answer);
    }
    let held = keys::of(&store, &actor.account).await?;
    let board = keys::board(&visit, &store, &actor.unit).await?;
    let passkeys = match office.passkeys() {
        Some(_) => passkeys::of(&store, &actor.account).await?,
        None => Vec::new(),
    };
    Ok(pages::page(&visit, &actor, held.as_ref(), board, &passkeys))
}

/// One's keys, as one's own browser asks for them.
pub(super) async fn own(actor: Actor, State(store): State<Store>) -> Result<Response, Failure> {
    let keys = serde_json::to_string(&keys::of(&store, &actor.account).await?)?;
    Ok(private(([(CONTENT_TYPE, "application/json")], keys).into_response()))
}

/// One's keys, as one's own browser has made them.
pub(super) async fn keep(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
    sent: Bytes,
) -> Result<Response, Failure> {
    let object = actor.own_account();
    if let Err(answer) = permit(&visit, &store, &actor, Action::KeySlot, &object).await? {
        return Ok(answer);
    }
    let keys: Option<Keys> = serde_json::from_slice(&sent).ok().filter(keys::are_sound);
    let Some(keys) = keys else {
        return Ok(private(StatusCode::UNPROCESSABLE_ENTITY.into_response()));
    };
    let mut write = store.write().await?;
    keys::keep(&mut write, &actor.account, &keys, actor.at).await?;
    audit::append(&mut write, Entry::done(actor.at, &actor, Action::KeySlot, &object)).await?;
    write.commit_unseen().await?;
    Ok(private(StatusCode::NO_CONTENT.into_response()))
}
