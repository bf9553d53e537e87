//! One account: its roles, who gives another, who ends one, who closes it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::Value;
use store::Store;
use ui::{Failure, Visit};

use super::accounts::role;
use crate::appointments::{NewRole, stands};
use crate::audit::{self, Entry};
use crate::desk::private;
use crate::form::{Fields, Sent};
use crate::pages::accounts as pages;
use crate::rules::roles;
use crate::table::{accounts, grants, sessions};
use crate::two_hands::{self, Draft};
use crate::{Account, Action, Actor, Object, ObjectKind, Office, State as AccountState, permit};

pub(super) async fn show(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let object = Object::of(ObjectKind::Account).key(id.as_str());
    if let Err(answer) = permit(&visit, &store, &actor, Action::AccountRead, &object).await? {
        return Ok(answer);
    }
    let Some(account) = accounts::by_id(&store, &id).await? else { return Ok(private(visit.not_found())) };
    page(&visit, &actor, &store, StatusCode::OK, &account, &pages::RoleForm::default()).await
}

async fn page(
    visit: &Visit,
    actor: &Actor,
    store: &Store,
    status: StatusCode,
    account: &Account,
    form: &pages::RoleForm,
) -> Result<Response, Failure> {
    let given = grants::of(store, account.id.as_str()).await?;
    let waiting = two_hands::open(store, Some((ObjectKind::Account, account.id.as_str())), actor.at).await?;
    Ok(pages::one(visit, actor, status, account, &given, &waiting, form))
}

pub(super) async fn act(
    visit: Visit,
    actor: Actor,
    office: Office,
    State(store): State<Store>,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::from(sent);
    let action = match fields.get("do") {
        "grant" => Action::RoleGrant,
        "end" => Action::RoleEnd,
        "recover" => Action::AccountRecover,
        "close" => Action::AccountClose,
        _ => return Ok(private(visit.not_found())),
    };
    let object = Object::of(ObjectKind::Account).key(id.as_str()).owner(Some(&id));
    if let Err(answer) = permit(&visit, &store, &actor, action, &object).await? {
        return Ok(answer);
    }
    let Some(account) = accounts::by_id(&store, &id).await? else { return Ok(private(visit.not_found())) };
    if account.state == AccountState::Closed {
        return Ok(private(visit.not_found()));
    }
    let facts = match action {
        Action::RoleGrant => {
            let mut errors = Vec::new();
            let held = grants::held(&store, &id, visit.today()).await?;
            let new = role(&visit, &fields, &mut errors);
            if new.as_ref().is_some_and(|(role, _, _)| roles::forbidden_by(*role, &held).is_some()) {
                errors.push(("role", "staff-appoint-roles-apart"));
            }
            match new.filter(|_| errors.is_empty()) {
                Some((role, unit, until)) => serde_json::to_value(NewRole { role, unit, until })?,
                None => {
                    let form = pages::RoleForm::read(&fields, errors);
                    let status = StatusCode::UNPROCESSABLE_ENTITY;
                    return page(&visit, &actor, &store, status, &account, &form).await;
                }
            }
        }
        Action::AccountRecover => Value::Object(serde_json::Map::new()),
        _ => return end(&visit, &actor, &store, action, &object, &fields).await,
    };
    let proposed = office.id()?;
    let mut write = store.write().await?;
    write.queue().await?;
    let standing = stands(&mut write, &id).await?;
    let draft = Draft {
        id: proposed.as_str(),
        action,
        kind: ObjectKind::Account,
        key: &id,
        unit: Some(&account.unit),
        facts,
        stands: &standing,
        author: &actor.account,
    };
    two_hands::propose(&mut write, draft, actor.at).await?;
    audit::append(&mut write, Entry::done(actor.at, &actor, action, &object)).await?;
    write.commit_unseen().await?;
    Ok(private(Redirect::to(&visit.href(&format!("/staff/proposals/{proposed}"))).into_response()))
}

/// What one hand may do alone: it takes away and gives nothing, and it takes effect with the next request.
async fn end(
    visit: &Visit,
    actor: &Actor,
    store: &Store,
    action: Action,
    object: &Object,
    fields: &Fields,
) -> Result<Response, Failure> {
    let id = object.key.as_deref().unwrap_or_default();
    let mut write = store.write().await?;
    if action == Action::AccountClose {
        sessions::end_all(&mut write, id).await?;
        grants::end_all(&mut write, id, actor.at).await?;
        accounts::close(&mut write, id).await?;
    } else if !grants::end(&mut write, fields.get("grant"), id, actor.at).await? {
        return Ok(private(visit.not_found()));
    }
    audit::append(&mut write, Entry::done(actor.at, actor, action, object)).await?;
    write.commit_unseen().await?;
    Ok(private(Redirect::to(&visit.href(&format!("/staff/accounts/{id}"))).into_response()))
}
