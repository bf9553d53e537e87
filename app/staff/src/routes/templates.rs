//! Texts that letters are made from. A change is a new revision; earlier ones stay in the table.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use store::Store;
use ui::{Failure, Visit};

use crate::audit::{self, Entry};
use crate::desk::private;
use crate::form::{Fields, Sent};
use crate::pages::templates as pages;
use crate::table::templates::{self, Template};
use crate::{Action, Actor, Object, ObjectKind, Office, authorize, permit};

/// The longest title and the longest text, in characters.
const TITLE: usize = 60;
const BODY: usize = 8_000;

pub(super) async fn list(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
) -> Result<Response, Failure> {
    let object = Object::of(ObjectKind::Template);
    if let Err(answer) = permit(&visit, &store, &actor, Action::TemplateUse, &object).await? {
        return Ok(answer);
    }
    let may_write = authorize(&actor, Action::TemplateEdit, &object).is_ok();
    let standing = templates::all(&store).await?;
    Ok(pages::list(&visit, &actor, StatusCode::OK, &standing, may_write, &pages::Form::default()))
}

pub(super) async fn one(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let object = Object::of(ObjectKind::Template).key(name.as_str());
    if let Err(answer) = permit(&visit, &store, &actor, Action::TemplateUse, &object).await? {
        return Ok(answer);
    }
    let may_write = authorize(&actor, Action::TemplateEdit, &object).is_ok();
    let Some(template) = templates::find(&store, &name).await? else { return Ok(private(visit.not_found())) };
    let form = pages::Form::of(&template);
    Ok(pages::one(&visit, &actor, StatusCode::OK, &template, may_write, &form))
}

fn errors(fields: &Fields) -> Vec<(&'static str, &'static str)> {
    let mut errors = Vec::new();
    let within = |text: &str, most: usize| (1..=most).contains(&text.chars().count());
    if !within(fields.get("title"), TITLE) {
        errors.push(("title", "staff-template-title-wrong"));
    }
    if !within(fields.get("body"), BODY) {
        errors.push(("body", "staff-template-body-wrong"));
    }
    errors
}

pub(super) async fn create(
    visit: Visit,
    actor: Actor,
    office: Office,
    State(store): State<Store>,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::from(sent);
    let id = office.id()?;
    let object = Object::of(ObjectKind::Template).key(id.as_str());
    if let Err(answer) = permit(&visit, &store, &actor, Action::TemplateEdit, &object).await? {
        return Ok(answer);
    }
    let errors = errors(&fields);
    if !errors.is_empty() {
        let standing = templates::all(&store).await?;
        let form = pages::Form::read(&fields, errors);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(pages::list(&visit, &actor, status, &standing, true, &form));
    }
    put(&visit, &actor, &store, &object, &fields, false).await
}

pub(super) async fn write(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
    Path(name): Path<String>,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::from(sent);
    let object = Object::of(ObjectKind::Template).key(name.as_str());
    if let Err(answer) = permit(&visit, &store, &actor, Action::TemplateEdit, &object).await? {
        return Ok(answer);
    }
    let Some(template) = templates::find(&store, &name).await? else { return Ok(private(visit.not_found())) };
    let withdraws = fields.get("do") == "withdraw";
    let errors = if withdraws { Vec::new() } else { errors(&fields) };
    if !errors.is_empty() {
        let form = pages::Form::read(&fields, errors);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(pages::one(&visit, &actor, status, &template, true, &form));
    }
    put(&visit, &actor, &store, &object, &fields, withdraws).await
}

async fn put(
    visit: &Visit,
    actor: &Actor,
    store: &Store,
    object: &Object,
    fields: &Fields,
    withdraws: bool,
) -> Result<Response, Failure> {
    let mut write = store.write().await?;
    write.queue().await?;
    let name = object.key.clone().unwrap_or_default();
    let template = Template {
        revision: templates::revision(&mut write, &name).await? + 1,
        name,
        title: fields.get("title").to_owned(),
        body: fields.get("body").to_owned(),
        written: actor.at,
    };
    templates::put(&mut write, &template, &actor.account, withdraws).await?;
    audit::append(&mut write, Entry::done(actor.at, actor, Action::TemplateEdit, object)).await?;
    write.commit_unseen().await?;
    Ok(private(Redirect::to(&visit.href("/staff/templates")).into_response()))
}
