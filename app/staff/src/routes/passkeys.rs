//! One's own passkeys: which there are, one more, one less. The second factor was shown just before.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderMap};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::value::RawValue;
use store::Store;
use ui::{Failure, Visit};

use super::sign_in::{Asked as Pairs, asked as parameter};
use crate::audit::{self, Entry};
use crate::desk::private;
use crate::form::{Fields, Sent};
use crate::office::Question;
use crate::pages::passkeys as pages;
use crate::rules::passkey::{MOST, name_of};
use crate::table::accounts;
use crate::table::passkeys::{self as table, Asked, Passkey, Purpose};
use crate::{Action, Actor, Office, door, keys, permit};

/// An answer to a script.
pub(super) fn json(text: String) -> Response {
    private(([(CONTENT_TYPE, "application/json")], text).into_response())
}

/// A status for a script, which has a sentence for each.
pub(super) fn status(status: StatusCode) -> Response {
    private(status.into_response())
}

/// What a script hands back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    /// What a new passkey is called.
    #[serde(default)]
    pub(super) name: String,
    /// The page to go to next.
    #[serde(default)]
    pub(super) next: String,
    /// What the authenticator says.
    answer: Box<RawValue>,
}

impl Answer {
    /// Reads it; none where it is none.
    pub(super) fn read(sent: &Bytes) -> Option<Answer> {
        serde_json::from_slice(sent).ok()
    }

    pub(super) fn authenticator(&self) -> &str {
        self.answer.get()
    }
}

/// Keeps what a question will be judged by, and gives what the browser is asked.
pub(super) async fn put(
    store: &Store,
    office: &Office,
    asked: Asked<'_>,
    question: Question,
) -> store::Result<String> {
    let mut write = store.write().await?;
    table::ask(&mut write, asked, &question.state, office.now()).await?;
    write.commit_unseen().await?;
    Ok(question.json)
}

/// What an answer to a question is judged by, once; none where nothing was asked or the answer comes late.
pub(super) async fn taken(store: &Store, office: &Office, asked: Asked<'_>) -> store::Result<Option<String>> {
    let mut write = store.write().await?;
    let state = table::answered(&mut write, asked, office.now()).await?;
    write.commit_unseen().await?;
    Ok(state)
}

pub(super) async fn list(
    visit: Visit,
    actor: Actor,
    office: Office,
    State(store): State<Store>,
    pairs: Pairs,
) -> Result<Response, Failure> {
    if let Err(answer) = permit(&visit, &store, &actor, Action::Passkey, &actor.own_account()).await? {
        return Ok(answer);
    }
    let held = table::of(&store, &actor.account).await?;
    let is_added = parameter(&pairs, "added") == "1";
    Ok(pages::list(&visit, &actor, office.passkeys(), &held, is_added))
}

pub(super) async fn end(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::from(sent);
    if let Err(answer) = permit(&visit, &store, &actor, Action::Passkey, &actor.own_account()).await? {
        return Ok(answer);
    }
    let mut write = store.write().await?;
    if let Some(credential) = table::end(&mut write, &actor.account, fields.get("passkey")).await? {
        // It was a door to keys as well, perhaps: a lost authenticator must open neither.
        keys::shut_passkey(&mut write, &actor.account, &credential).await?;
        audit::append(&mut write, Entry::own(&actor, "passkey-end", "done")).await?;
    }
    write.commit_unseen().await?;
    Ok(private(Redirect::to(&visit.href("/staff/passkeys")).into_response()))
}

/// Asks this browser for a new passkey.
pub(super) async fn ask(
    visit: Visit,
    actor: Actor,
    office: Office,
    State(store): State<Store>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if let Err(answer) = permit(&visit, &store, &actor, Action::Passkey, &actor.own_account()).await? {
        return Ok(answer);
    }
    let Some(passkeys) = office.passkeys() else { return Ok(status(StatusCode::NOT_FOUND)) };
    let held = table::of(&store, &actor.account).await?;
    if held.len() >= MOST {
        return Ok(status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let Some(account) = accounts::by_id(&store, &actor.account).await? else {
        return Ok(status(StatusCode::UNAUTHORIZED));
    };
    let Some(session) = door::session(&office, &store, &headers).await? else {
        return Ok(status(StatusCode::UNAUTHORIZED));
    };
    let names: Vec<&str> = held.iter().map(|passkey| passkey.credential.as_str()).collect();
    let question = passkeys.ask_for_new(&account, &names)?;
    let asked = Asked { holder: &session.token_hash, purpose: Purpose::Add, account: Some(&actor.account) };
    Ok(json(put(&store, &office, asked, question).await?))
}

/// Keeps the passkey that was made.
pub(super) async fn add(
    visit: Visit,
    actor: Actor,
    office: Office,
    State(store): State<Store>,
    headers: HeaderMap,
    sent: Bytes,
) -> Result<Response, Failure> {
    if let Err(answer) = permit(&visit, &store, &actor, Action::Passkey, &actor.own_account()).await? {
        return Ok(answer);
    }
    let Some(passkeys) = office.passkeys() else { return Ok(status(StatusCode::NOT_FOUND)) };
    let Some(session) = door::session(&office, &store, &headers).await? else {
        return Ok(status(StatusCode::UNAUTHORIZED));
    };
    let asked = Asked { holder: &session.token_hash, purpose: Purpose::Add, account: Some(&actor.account) };
    let Some(state) = taken(&store, &office, asked).await? else { return Ok(status(StatusCode::CONFLICT)) };
    let Some(answer) = Answer::read(&sent) else { return Ok(status(StatusCode::UNPROCESSABLE_ENTITY)) };
    let made = passkeys.made(&state, answer.authenticator())?;
    let (Some(made), Some(name)) = (made, name_of(&answer.name)) else {
        return Ok(status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let passkey = Passkey {
        id: office.id()?.to_string(),
        account: actor.account.clone(),
        name,
        credential: made.credential,
        record: made.record,
        made: office.now(),
        used: None,
        stopped: None,
    };
    let mut write = store.write().await?;
    if !table::insert(&mut write, &passkey).await? {
        return Ok(status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    audit::append(&mut write, Entry::own(&actor, "passkey-add", "done")).await?;
    write.commit_unseen().await?;
    Ok(json(serde_json::json!({ "next": visit.href("/staff/passkeys?added=1") }).to_string()))
}
