//! The lists of keys that reports are sealed to.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use seal::SignedManifest;
use store::Store;
use ui::{Failure, Visit};

use crate::audit::{self, Entry};
use crate::desk::private;
use crate::form::{Fields, Sent};
use crate::keys::{self, NewManifest};
use crate::pages::manifests as pages;
use crate::two_hands::{self, Draft};
use crate::{Action, Actor, Object, ObjectKind, Office, permit};

const JSON: &str = "application/json";

pub(super) async fn list(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
) -> Result<Response, Failure> {
    let object = Object::of(ObjectKind::Account);
    if let Err(answer) = permit(&visit, &store, &actor, Action::AccountRead, &object).await? {
        return Ok(answer);
    }
    show(&visit, &actor, &store, StatusCode::OK, &pages::Form::default()).await
}

async fn show(
    visit: &Visit,
    actor: &Actor,
    store: &Store,
    status: StatusCode,
    form: &pages::Form,
) -> Result<Response, Failure> {
    let mut standing = Vec::new();
    for receiver in &visit.city().receivers {
        let offered = keys::offered(visit, store, &receiver.code).await?;
        let waits = keys::waits(store, &receiver.code, visit.today(), offered.as_ref()).await?;
        let manifest = offered.and_then(|offered| serde_json::from_str(&offered.list.manifest).ok());
        standing.push(pages::Standing { receiver, manifest, waits });
    }
    Ok(pages::list(visit, actor, status, &standing, form))
}

pub(super) async fn propose(
    visit: Visit,
    actor: Actor,
    office: Office,
    State(store): State<Store>,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::from(sent);
    let unit = fields.get("unit").to_owned();
    let object = Object::of(ObjectKind::Manifest).key(unit.as_str()).unit(unit.as_str());
    if let Err(answer) = permit(&visit, &store, &actor, Action::KeyManifest, &object).await? {
        return Ok(answer);
    }
    let typed = fields.get("manifest");
    let signed: Option<SignedManifest> = serde_json::from_str(typed).ok();
    let fault = match &signed {
        None => Some("seal-manifest-form"),
        Some(signed) => keys::checked(signed, visit.city(), &visit.site().base_url, &unit, visit.today())
            .err()
            .map(|fault| fault.key()),
    };
    let Some(signed) = signed.filter(|_| fault.is_none()) else {
        let form = pages::Form { unit, typed: typed.to_owned(), fault };
        return show(&visit, &actor, &store, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    };
    let id = office.id()?;
    let mut write = store.write().await?;
    write.queue().await?;
    let stands = keys::stands(&mut write, &unit).await?;
    let draft = Draft {
        id: id.as_str(),
        action: Action::KeyManifest,
        kind: ObjectKind::Manifest,
        key: &unit,
        unit: Some(&unit),
        facts: serde_json::to_value(NewManifest { signed })?,
        stands: &stands,
        author: &actor.account,
    };
    two_hands::propose(&mut write, draft, actor.at).await?;
    audit::append(&mut write, Entry::done(actor.at, &actor, Action::KeyManifest, &object)).await?;
    write.commit_unseen().await?;
    Ok(private(Redirect::to(&visit.href(&format!("/staff/proposals/{id}"))).into_response()))
}

/// The beginning of a unit's next list, for the key officers. It holds public keys and nothing else, and is worth nothing unsigned.
pub(super) async fn draft(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
    Path(unit): Path<String>,
) -> Result<Response, Failure> {
    let object = Object::of(ObjectKind::Manifest).key(unit.as_str()).unit(unit.as_str());
    if let Err(answer) = permit(&visit, &store, &actor, Action::KeyManifest, &object).await? {
        return Ok(answer);
    }
    if visit.city().receiver(&unit).is_none() {
        return Ok(private(visit.not_found()));
    }
    let draft = keys::draft(&store, visit.city(), &visit.site().base_url, &unit, visit.today()).await?;
    let text = serde_json::to_string_pretty(&draft)?;
    let headers = [
        (CONTENT_TYPE, JSON.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{unit}.json\"")),
    ];
    Ok(private((headers, text).into_response()))
}

/// The manifest of a unit, for a browser that is about to seal, and for anybody else who wants to know.
pub(super) async fn served(
    visit: Visit,
    State(store): State<Store>,
    Path(unit): Path<String>,
) -> Result<Response, Failure> {
    Ok(match keys::offered(&visit, &store, &unit).await? {
        Some(offered) => private(([(CONTENT_TYPE, JSON)], serde_json::to_string(&offered)?).into_response()),
        None => private((StatusCode::NOT_FOUND, [(CONTENT_TYPE, JSON)], "{}").into_response()),
    })
}
