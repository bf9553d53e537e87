//! Where one is signed in, and going.

use axum::extract::State;
use axum::http::header::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use store::Store;
use ui::{Failure, Visit};

use crate::audit::{self, Entry};
use crate::desk::private;
use crate::form::{Fields, Sent};
use crate::pages::sessions as pages;
use crate::table::{accounts, sessions};
use crate::{Action, Actor, ObjectKind, Office, door, permit};

/// What a browser forgets of us when somebody goes. Not the cookies: that this browser has signed in before is what keeps
/// strangers from making its owner wait, and the session's own cookie is taken back beside it.
const FORGOTTEN: &str = "\"cache\", \"storage\"";

pub(super) async fn list(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
) -> Result<Response, Failure> {
    let listed = sessions::of(&store, &actor.account).await?;
    let live: Vec<_> = listed.into_iter().filter(|session| session.times.live(actor.at)).collect();
    let left = accounts::recovery_left(&store, &actor.account).await?;
    Ok(pages::list(&visit, &actor, &live, left))
}

pub(super) async fn end(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::from(sent);
    let object = actor.own_account();
    if let Err(answer) = permit(&visit, &store, &actor, Action::SessionRevoke, &object).await? {
        return Ok(answer);
    }
    let mut write = store.write().await?;
    if sessions::end_named(&mut write, &actor.account, fields.get("session")).await? {
        audit::append(&mut write, Entry::done(actor.at, &actor, Action::SessionRevoke, &object)).await?;
    }
    write.commit_unseen().await?;
    Ok(private(Redirect::to(&visit.href("/staff/sessions")).into_response()))
}

/// Needs no account: whoever wants to go, goes.
pub(super) async fn sign_out(
    visit: Visit,
    office: Office,
    State(store): State<Store>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if let Some(session) = door::session(&office, &store, &headers).await? {
        let mut write = store.write().await?;
        sessions::end(&mut write, &session.token_hash).await?;
        let entry = Entry {
            at: office.now(),
            actor: &session.account,
            action: "sign-out",
            kind: ObjectKind::Account,
            key: &session.account,
            decision: "done",
            request: "",
        };
        audit::append(&mut write, entry).await?;
        write.commit_unseen().await?;
    }
    let mut response = private(Redirect::to(&visit.href("/staff/sign-in?left=1")).into_response());
    let name = HeaderName::from_static("clear-site-data");
    response.headers_mut().insert(name, HeaderValue::from_static(FORGOTTEN));
    Ok(door::with_cookies(response, [door::forget(&office)]))
}
