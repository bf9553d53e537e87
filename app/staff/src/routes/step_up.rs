//! Showing the second factor again, before something that matters. The token changes with it.

use axum::extract::State;
use axum::http::header::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use store::Store;
use ui::{Failure, Visit};

use super::sign_in::{Asked, asked, missed, second_factor, stepped_up};
use crate::audit::{self, Entry};
use crate::desk::private;
use crate::door::{self, Opening};
use crate::form::{Fields, Sent, next_page};
use crate::pages::sign_in as pages;
use crate::table::sessions::{self, Stage};
use crate::table::{accounts, passkeys};
use crate::{Actor, Office};

pub(super) async fn form(
    visit: Visit,
    actor: Actor,
    office: Office,
    State(store): State<Store>,
    pairs: Asked,
) -> Result<Response, Failure> {
    let form = pages::Code { next: next_page(asked(&pairs, "next")), error: None };
    page(&visit, &actor, &office, &store, &form).await
}

/// The form, with one's passkeys beside it where there are any.
async fn page(
    visit: &Visit,
    actor: &Actor,
    office: &Office,
    store: &Store,
    form: &pages::Code,
) -> Result<Response, Failure> {
    let held = passkeys::of(store, &actor.account).await?;
    let works = held.iter().any(|passkey| passkey.stopped.is_none());
    Ok(pages::step_up(visit, actor, office.passkeys().filter(|_| works), form))
}

pub(super) async fn code(
    visit: Visit,
    actor: Actor,
    office: Office,
    State(store): State<Store>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::from(sent);
    let form = pages::Code { next: next_page(fields.get("next")), error: Some("staff-code-wrong") };
    let door = || private(Redirect::to(&visit.href("/staff/sign-in")).into_response());
    let Some(session) = door::session(&office, &store, &headers).await? else { return Ok(door()) };
    let mut write = store.write().await?;
    let Some(secrets) = accounts::secrets(&mut write, &actor.account).await? else { return Ok(door()) };
    // A recovery code is for coming in when the app is lost, not for what matters most.
    let is_right = second_factor(&mut write, &office, &secrets, fields.get("code"), false).await?.is_some();
    let decision = if is_right { "done" } else { "wrong-code" };
    audit::append(&mut write, Entry::own(&actor, "step-up", decision)).await?;
    if !is_right {
        let is_over = missed(&mut write, &session).await?;
        write.commit_unseen().await?;
        return if is_over { Ok(door()) } else { page(&visit, &actor, &office, &store, &form).await };
    }
    if !sessions::end(&mut write, &session.token_hash).await? {
        return Ok(door());
    }
    let opening = Opening {
        account: &actor.account,
        stage: Stage::Full,
        times: stepped_up(session.times, office.now()),
        name: Some(session.name),
        pending: None,
    };
    let cookie = door::open(&mut write, &office, opening).await?;
    write.commit_unseen().await?;
    Ok(door::with_cookies(private(Redirect::to(&visit.href(&form.next)).into_response()), [cookie]))
}
