//! What staff read. Every page works without JavaScript, by keyboard alone and on a phone.

pub(crate) mod accounts;
pub(crate) mod audit;
pub(crate) mod interests;
pub(crate) mod join;
pub(crate) mod keys;
pub(crate) mod manifests;
pub(crate) mod passkeys;
pub(crate) mod proposals;
pub(crate) mod secrets;
pub(crate) mod sessions;
pub(crate) mod sign_in;
pub(crate) mod templates;
pub(crate) mod work;

pub use keys::passkey_words;

use leptos::prelude::*;
use ui::{Answer, Input, Kind as InputKind, Text, Visit};

use crate::rules::password;
use crate::{Account, Role};

/// What is wrong with fields: the field, and the key of what to do.
pub(crate) type Errors = [(&'static str, &'static str)];

/// What is wrong with one field, in words; empty where nothing is.
fn error_at(visit: &Visit, errors: &Errors, field: &str) -> Text {
    let found = errors.iter().find(|(of, _)| *of == field);
    found.map_or(Text::default(), |(_, key)| visit.t(key).into())
}

/// The two fields of a new password.
fn new_password(visit: &Visit, errors: &Errors) -> impl IntoView + use<> {
    let least = visit.tn("staff-password-hint", &[("n", password::LEAST.into())]);
    view! {
        <Input
            name="password"
            label=visit.t("staff-password-label")
            hint=least
            error=error_at(visit, errors, "password")
            kind=InputKind::Password
            autocomplete="new-password"
        />
        <Input
            name="again"
            label=visit.t("staff-password-again")
            error=error_at(visit, errors, "again")
            kind=InputKind::Password
            autocomplete="new-password"
        />
    }
}

/// A role as people call it.
fn role_name(visit: &Visit, role: Role) -> &'static str {
    match role {
        Role::WindowClerk => visit.t("staff-role-window-clerk"),
        Role::Moderator => visit.t("staff-role-moderator"),
        Role::IntakeOfficer => visit.t("staff-role-intake-officer"),
        Role::CaseOfficer => visit.t("staff-role-case-officer"),
        Role::Reviewer => visit.t("staff-role-reviewer"),
        Role::Custodian => visit.t("staff-role-custodian"),
        Role::Supervisor => visit.t("staff-role-supervisor"),
        Role::Publisher => visit.t("staff-role-publisher"),
        Role::Auditor => visit.t("staff-role-auditor"),
        Role::Administrator => visit.t("staff-role-administrator"),
    }
}

/// The ten roles as answers, the first of them none.
fn roles(visit: &Visit) -> Vec<Answer> {
    let roles = Role::ALL.into_iter().map(|role| Answer::new(role.as_str(), role_name(visit, role)));
    Answer::list(visit.t("staff-choose"), roles)
}

/// The city's receivers as answers, the first of them none.
fn units(visit: &Visit) -> Vec<Answer> {
    let units = visit.city().receivers.iter();
    let units = units.map(|unit| Answer::new(unit.code.clone(), unit.name(visit.lang()).to_owned()));
    Answer::list(visit.t("staff-choose"), units)
}

/// What colleagues call an account; its id where there is none.
fn title_of<'a>(accounts: &'a [Account], id: &'a str) -> &'a str {
    accounts.iter().find(|account| account.id.as_str() == id).map_or(id, |account| account.title.as_str())
}

/// The heading of a page, with what is wrong above it.
fn headed(visit: &Visit, title: &str, errors: &Errors, body: impl IntoView) -> AnyView {
    view! {
        {ui::field_errors(visit, errors)}
        <h1>{title.to_owned()}</h1>
        {body}
    }
    .into_any()
}
