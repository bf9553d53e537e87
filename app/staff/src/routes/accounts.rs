//! The list of accounts, and proposing a new one.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use record::Day;
use store::Store;
use ui::{Failure, Visit};

use crate::appointments::NewAccount;
use crate::audit::{self, Entry};
use crate::desk::private;
use crate::form::{Fields, Sent};
use crate::pages::accounts as pages;
use crate::table::{accounts, grants};
use crate::two_hands::{self, Draft};
use crate::{Account, Action, Actor, Object, ObjectKind, Office, Role, permit};

pub(super) async fn list(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
) -> Result<Response, Failure> {
    let object = Object::of(ObjectKind::Account);
    if let Err(answer) = permit(&visit, &store, &actor, Action::AccountRead, &object).await? {
        return Ok(answer);
    }
    show(&visit, &actor, &store, StatusCode::OK, &pages::NewForm::default()).await
}

async fn show(
    visit: &Visit,
    actor: &Actor,
    store: &Store,
    status: StatusCode,
    form: &pages::NewForm,
) -> Result<Response, Failure> {
    let accounts = accounts::all(store).await?;
    let given = grants::standing(store).await?;
    Ok(pages::list(visit, actor, status, &accounts, &given, form))
}

pub(super) async fn propose(
    visit: Visit,
    actor: Actor,
    office: Office,
    State(store): State<Store>,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::from(sent);
    let object = Object::of(ObjectKind::Account);
    if let Err(answer) = permit(&visit, &store, &actor, Action::AccountAdd, &object).await? {
        return Ok(answer);
    }
    let mut form = pages::NewForm::read(&fields);
    let new = match draft(&visit, &fields) {
        Ok(new) if accounts::by_name(&store, &new.name).await?.is_none() => new,
        Ok(_) => {
            form.errors.push(("name", "staff-appoint-name-taken"));
            return show(&visit, &actor, &store, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
        }
        Err(errors) => {
            form.errors = errors;
            return show(&visit, &actor, &store, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
        }
    };
    let id = office.id()?;
    let mut write = store.write().await?;
    let draft = Draft {
        id: id.as_str(),
        action: Action::AccountAdd,
        kind: ObjectKind::Account,
        key: &new.name,
        unit: Some(&new.unit),
        facts: serde_json::to_value(&new)?,
        stands: "",
        author: &actor.account,
    };
    two_hands::propose(&mut write, draft, actor.at).await?;
    let object = object.key(id.as_str());
    audit::append(&mut write, Entry::done(actor.at, &actor, Action::AccountAdd, &object)).await?;
    write.commit_unseen().await?;
    Ok(private(Redirect::to(&visit.href(&format!("/staff/proposals/{id}"))).into_response()))
}

type Errors = Vec<(&'static str, &'static str)>;

fn draft(visit: &Visit, fields: &Fields) -> Result<NewAccount, Errors> {
    let mut errors = Errors::new();
    let name = Account::name_of(fields.get("name"));
    if name.is_none() {
        errors.push(("name", "staff-account-name-wrong"));
    }
    let title = fields.get("title");
    if title.is_empty() || title.chars().count() > Account::LONGEST {
        errors.push(("title", "staff-account-title-wrong"));
    }
    let appointed = role(visit, fields, &mut errors);
    match (name, appointed) {
        (Some(name), Some((role, unit, until))) if errors.is_empty() => {
            Ok(NewAccount { name, title: title.to_owned(), unit, role, until })
        }
        _ => Err(errors),
    }
}

/// The role, its unit and its last day, as the two forms ask for them.
pub(super) fn role(
    visit: &Visit,
    fields: &Fields,
    errors: &mut Errors,
) -> Option<(Role, String, Option<Day>)> {
    let role = Role::parse(fields.get("role"));
    if role.is_none() {
        errors.push(("role", "staff-role-missing"));
    }
    let unit = visit.city().receiver(fields.get("unit")).map(|receiver| receiver.code.clone());
    if unit.is_none() {
        errors.push(("unit", "staff-unit-missing"));
    }
    let until = match fields.get("until") {
        "" => None,
        typed => Some(Day::parse(typed).filter(|day| *day >= visit.today())),
    };
    if until == Some(None) {
        errors.push(("until", "staff-until-wrong"));
    }
    Some((role?, unit?, until.map_or(Some(None), |day| day.map(Some))?))
}
