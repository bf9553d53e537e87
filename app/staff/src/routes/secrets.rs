//! Changing one's own password, and getting new recovery codes. The second factor was shown just before.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use store::Store;
use ui::{Failure, Visit};

use super::join::new_codes;
use super::sign_in::missed;
use crate::audit::{self, Entry};
use crate::desk::private;
use crate::form::{Fields, Sent};
use crate::pages::{join, secrets as pages};
use crate::rules::password;
use crate::table::{accounts, sessions};
use crate::{Action, Actor, Office, door, permit};

pub(super) async fn form(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
) -> Result<Response, Failure> {
    if let Err(answer) = permit(&visit, &store, &actor, Action::KeySlot, &actor.own_account()).await? {
        return Ok(answer);
    }
    let left = accounts::recovery_left(&store, &actor.account).await?;
    Ok(pages::form(&visit, &actor, StatusCode::OK, left, &[]))
}

pub(super) async fn change(
    visit: Visit,
    actor: Actor,
    office: Office,
    State(store): State<Store>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::from(sent);
    if let Err(answer) = permit(&visit, &store, &actor, Action::KeySlot, &actor.own_account()).await? {
        return Ok(answer);
    }
    if fields.get("do") == "codes" {
        let (codes, hashes) = new_codes(&office)?;
        let mut write = store.write().await?;
        accounts::put_recovery(&mut write, &actor.account, &hashes).await?;
        audit::append(&mut write, Entry::own(&actor, "recovery-codes", "done")).await?;
        write.commit_unseen().await?;
        return Ok(join::codes(&visit, &codes));
    }
    let kept = accounts::by_name(&store, &actor.name).await?.and_then(|secrets| secrets.password);
    let chosen = fields.raw("password");
    let mut errors = Vec::new();
    if !office.hashing().verify(fields.raw("current"), kept.as_deref()).await? {
        errors.push(("current", "staff-own-wrong"));
    }
    let city = visit.city();
    let own = [actor.name.as_str(), actor.title.as_str(), city.name_en.as_str(), city.name_zh.as_str()];
    if let Some(fault) = password::fault(chosen, &own) {
        errors.push(("password", fault.key()));
    } else if chosen != fields.raw("again") {
        errors.push(("again", "staff-password-again-differs"));
    }
    if !errors.is_empty() {
        return refuse(&visit, &actor, &office, &store, &headers, &errors).await;
    }
    let hash = office.hashing().hash(chosen, office.draw()?).await?;
    let mut write = store.write().await?;
    accounts::set_password(&mut write, &actor.account, &hash).await?;
    // Who knew the old one may be in somewhere.
    sessions::end_others(&mut write, &actor.account, &actor.session).await?;
    audit::append(&mut write, Entry::own(&actor, "password", "done")).await?;
    write.commit_unseen().await?;
    Ok(private(Redirect::to(&visit.href("/staff/sessions")).into_response()))
}

/// A wrong present password counts like a wrong code: five of them end the session somebody left open.
async fn refuse(
    visit: &Visit,
    actor: &Actor,
    office: &Office,
    store: &Store,
    headers: &HeaderMap,
    errors: &[(&'static str, &'static str)],
) -> Result<Response, Failure> {
    if errors.iter().any(|(field, _)| *field == "current")
        && let Some(session) = door::session(office, store, headers).await?
    {
        let mut write = store.write().await?;
        audit::append(&mut write, Entry::own(actor, "password", "wrong-password")).await?;
        let is_over = missed(&mut write, &session).await?;
        write.commit_unseen().await?;
        if is_over {
            return Ok(private(Redirect::to(&visit.href("/staff/sign-in")).into_response()));
        }
    }
    let left = accounts::recovery_left(store, &actor.account).await?;
    Ok(pages::form(visit, actor, StatusCode::UNPROCESSABLE_ENTITY, left, errors))
}
