//! From a request to the one who asks, and from a decision to an answer.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use record::reference::escaped;
use store::Store;
use ui::{Failure, Visit, error_page};

use crate::actor::Line;
use crate::audit::{self, Entry};
use crate::desk::private;
use crate::table::sessions::{self, Stage};
use crate::table::{accounts, grants};
use crate::{Action, Actor, Denied, Object, Office, authorize, door};

impl<S: Sync> FromRequestParts<S> for Office {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        parts.extensions.get::<Office>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl FromRequestParts<Store> for Actor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, store: &Store) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, store).await.map_err(IntoResponse::into_response)?;
        let office = Office::from_request_parts(parts, store).await.map_err(IntoResponse::into_response)?;
        match actor(parts, &visit, &office, store).await {
            Ok(Some(actor)) => Ok(actor),
            Ok(None) if by_script(&parts.headers) => Err(private(StatusCode::UNAUTHORIZED.into_response())),
            Ok(None) => Err(to_the_door(&parts.method, &visit)),
            Err(failure) => Err(failure.into_response()),
        }
    }
}

async fn actor(
    parts: &Parts,
    visit: &Visit,
    office: &Office,
    store: &Store,
) -> Result<Option<Actor>, Failure> {
    let now = office.now();
    let session = door::session(office, store, &parts.headers).await?;
    let Some(session) = session.filter(|session| session.stage == Stage::Full && session.times.live(now))
    else {
        return Ok(None);
    };
    let Some(account) = accounts::by_id(store, &session.account).await? else { return Ok(None) };
    if session.times.to_touch(now) {
        let mut write = store.write().await?;
        sessions::touch(&mut write, &session.token_hash, now).await?;
        write.commit_unseen().await?;
    }
    // Read anew for every request: a role that was ended is gone at once.
    let grants = grants::held(store, account.id.as_str(), visit.today()).await?;
    let request = parts.headers.get("x-request-id").and_then(|id| id.to_str().ok());
    Ok(Some(Actor {
        account: account.id.to_string(),
        name: account.name,
        title: account.title,
        unit: account.unit,
        grants,
        fresh: session.times.fresh(now),
        session: session.name,
        request: request.unwrap_or_default().to_owned(),
        by_script: by_script(&parts.headers),
        at: now,
        line: Line::of(visit.city()),
    }))
}

/// Whether a script asks and not a person: it would follow to the door and take that page for its answer.
fn by_script(asked: &HeaderMap) -> bool {
    let says =
        |name: &str, word: &[u8]| asked.get(name).is_some_and(|value| value.as_bytes().starts_with(word));
    says("sec-fetch-dest", b"empty") || says("content-type", b"application/json")
}

/// Leads to the door, and from there back to the page that was asked for. A form that was sent is not sent again.
fn to_the_door(method: &Method, visit: &Visit) -> Response {
    let next = if *method == Method::GET { visit.here() } else { visit.path().to_owned() };
    private(Redirect::to(&visit.href(&format!("/staff/sign-in?next={}", escaped(&next)))).into_response())
}

/// Asks the policy, and writes down what it denied. `Err` is the answer for who may not: for who is excluded, the same as if
/// the thing did not exist.
///
/// # Errors
/// Where the denial cannot be written down.
pub async fn permit(
    visit: &Visit,
    store: &Store,
    actor: &Actor,
    action: Action,
    object: &Object,
) -> Result<Result<(), Response>, Failure> {
    let Err(denied) = authorize(actor, action, object) else { return Ok(Ok(())) };
    if denied == Denied::StepUp && actor.by_script {
        return Ok(Err(private(StatusCode::FORBIDDEN.into_response())));
    }
    if denied == Denied::StepUp {
        // The page the form stands on has the address it is sent to.
        let next = escaped(visit.path());
        let to = visit.href(&format!("/staff/step-up?next={next}"));
        return Ok(Err(private(Redirect::to(&to).into_response())));
    }
    let mut write = store.write().await?;
    let entry = Entry { decision: denied.as_str(), ..Entry::done(actor.at, actor, action, object) };
    audit::append(&mut write, entry).await?;
    write.commit_unseen().await?;
    let status = if denied == Denied::Excluded { StatusCode::NOT_FOUND } else { StatusCode::FORBIDDEN };
    Ok(Err(private(error_page(visit, status))))
}
