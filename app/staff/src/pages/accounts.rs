//! Accounts and their roles.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use ui::{
    Button, Choice, Column, DateInput, Input, Notice, Offer, SummaryList, Table, Tag, Tone, Visit, Weight,
    cells,
};

use super::{Errors, error_at, headed, role_name, roles, units};
use crate::desk::{desk_status, unit_name};
use crate::form::Fields;
use crate::pages::proposals::what;
use crate::table::grants::Given;
use crate::two_hands::Proposal;
use crate::{Account, Action, Actor, Object, ObjectKind, State, offers};

/// The form for a further role, as it was typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct RoleForm {
    role: String,
    unit: String,
    until: String,
    pub(crate) errors: Vec<(&'static str, &'static str)>,
}

impl RoleForm {
    pub(crate) fn read(fields: &Fields, errors: Vec<(&'static str, &'static str)>) -> RoleForm {
        let typed = |name| fields.get(name).to_owned();
        RoleForm { role: typed("role"), unit: typed("unit"), until: typed("until"), errors }
    }
}

/// The form for a new account, as it was typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewForm {
    name: String,
    title: String,
    role: RoleForm,
    pub(crate) errors: Vec<(&'static str, &'static str)>,
}

impl NewForm {
    pub(crate) fn read(fields: &Fields) -> NewForm {
        let typed = |name| fields.get(name).to_owned();
        NewForm {
            name: typed("name"),
            title: typed("title"),
            role: RoleForm::read(fields, Vec::new()),
            errors: Vec::new(),
        }
    }
}

/// What an actor may propose or do to an account; freshness is asked for when it is done.
fn may(actor: &Actor, action: Action, account: &Account) -> bool {
    offers(actor, action, &Object::of(ObjectKind::Account).owner(Some(account.id.as_str())))
}

fn state(visit: &Visit, state: State) -> AnyView {
    let (tone, text) = match state {
        State::Invited => (Tone::Notice, visit.t("staff-state-invited")),
        State::Active => (Tone::Good, visit.t("staff-state-active")),
        State::Closed => (Tone::Plain, visit.t("staff-state-closed")),
    };
    view! { <Tag tone=tone text=text /> }.into_any()
}

pub(crate) fn list(
    visit: &Visit,
    actor: &Actor,
    status: StatusCode,
    accounts: &[Account],
    given: &[Given],
    form: &NewForm,
) -> Response {
    let title = visit.t("staff-accounts-title");
    let columns = vec![
        Column::name(visit.t("staff-account-title")),
        Column::text(visit.t("staff-sign-in-name")),
        Column::text(visit.t("staff-account-unit")),
        Column::text(visit.t("staff-account-roles")),
        Column::text(visit.t("staff-account-state")),
    ];
    let rows = accounts
        .iter()
        .map(|account| {
            let id = account.id.as_str();
            let held: Vec<&str> = given
                .iter()
                .filter(|given| given.account == id && given.grant.holds_on(visit.today()))
                .map(|given| role_name(visit, given.grant.role))
                .collect();
            cells![
                view! { <a href=visit.href(&format!("/staff/accounts/{id}"))>{account.title.clone()}</a> },
                account.name.clone(),
                unit_name(visit, &account.unit).to_owned(),
                held.join(visit.t("staff-list-comma")),
                state(visit, account.state),
            ]
        })
        .collect();
    let may_add = offers(actor, Action::AccountAdd, &Object::of(ObjectKind::Account));
    let new = may_add.then(|| {
        let errors = &form.errors;
        view! {
            <section class="section" aria-labelledby="new">
                <h2 id="new">{visit.t("staff-account-new")}</h2>
                <p>{visit.t("staff-two-how")}</p>
                <form class="door" method="post" action=visit.href("/staff/accounts")>
                    <Input
                        name="name"
                        label=visit.t("staff-sign-in-name")
                        hint=visit.t("staff-account-name-hint")
                        value=form.name.clone()
                        error=error_at(visit, errors, "name")
                        autocomplete="off"
                    />
                    <Input
                        name="title"
                        label=visit.t("staff-account-title")
                        hint=visit.t("staff-account-title-hint")
                        value=form.title.clone()
                        error=error_at(visit, errors, "title")
                        autocomplete="off"
                    />
                    {role_fields(visit, &form.role, errors)}
                    <Button text=visit.t("staff-propose") />
                </form>
            </section>
        }
    });
    let body = view! {
        <Table caption=visit.t("staff-accounts-caption") columns=columns rows=rows />
        <p>
            <a href=visit.href("/staff/manifests")>{visit.t("staff-manifests-title")}</a>
        </p>
        {new}
    };
    desk_status(visit, actor, status, title, headed(visit, title, &form.errors, body))
}

fn role_fields(visit: &Visit, form: &RoleForm, errors: &Errors) -> AnyView {
    view! {
        <Choice
            name="role"
            label=visit.t("staff-role")
            answers=roles(visit)
            chosen=[form.role.clone().into()]
            offer=Offer::List
            error=error_at(visit, errors, "role")
        />
        <Choice
            name="unit"
            label=visit.t("staff-account-unit")
            answers=units(visit)
            chosen=[form.unit.clone().into()]
            offer=Offer::List
            error=error_at(visit, errors, "unit")
        />
        <DateInput
            name="until"
            label=visit.t("staff-until")
            hint=visit.t("staff-until-hint")
            value=form.until.clone()
            min=visit.today().to_string()
            error=error_at(visit, errors, "until")
        />
    }
    .into_any()
}

pub(crate) fn one(
    visit: &Visit,
    actor: &Actor,
    status: StatusCode,
    account: &Account,
    given: &[Given],
    waiting: &[Proposal],
    form: &RoleForm,
) -> Response {
    let path = visit.href(&format!("/staff/accounts/{}", account.id));
    let is_open = account.state != State::Closed;
    let facts = vec![
        (visit.t("staff-sign-in-name").into(), account.name.clone().into_any()),
        (visit.t("staff-account-unit").into(), unit_name(visit, &account.unit).to_owned().into_any()),
        (visit.t("staff-account-state").into(), state(visit, account.state)),
        (visit.t("staff-account-created").into(), visit.moment(account.created).into_any()),
    ];
    let waits = (!waiting.is_empty()).then(|| {
        let lines = waiting.iter().map(|proposal| {
            view! {
                <li>
                    <a href=visit.href(&format!("/staff/proposals/{}", proposal.id))>{what(visit, proposal)}</a>
                </li>
            }
        });
        view! {
            <Notice title=visit.t("staff-account-waiting") tone=Tone::Notice>
                <ul class="plain">{lines.collect::<Vec<_>>()}</ul>
            </Notice>
        }
    });
    let grants = is_open && may(actor, Action::RoleGrant, account);
    let new_role = grants.then(|| {
        view! {
            <section class="section" aria-labelledby="grant">
                <h2 id="grant">{visit.t("staff-role-new")}</h2>
                <p>{visit.t("staff-two-how")}</p>
                <form class="door" method="post" action=path.clone()>
                    <input type="hidden" name="do" value="grant" />
                    {role_fields(visit, form, &form.errors)}
                    <Button text=visit.t("staff-propose") />
                </form>
            </section>
        }
    });
    let body = view! {
        {waits}
        <SummaryList facts=facts />
        {roles_table(visit, given, &path, is_open && may(actor, Action::RoleEnd, account))}
        {new_role}
        {ends(visit, actor, account, &path)}
    };
    desk_status(visit, actor, status, &account.title, headed(visit, &account.title, &form.errors, body))
}

fn roles_table(visit: &Visit, given: &[Given], path: &str, may_end: bool) -> AnyView {
    let columns = vec![
        Column::name(visit.t("staff-role")),
        Column::text(visit.t("staff-account-unit")),
        Column::text(visit.t("staff-role-from")),
        Column::text(visit.t("staff-role-ends")),
        Column::text(visit.t("staff-role-do")),
    ];
    let rows = given
        .iter()
        .map(|given| {
            let stands = given.ended.is_none() && given.grant.holds_on(visit.today());
            let ends = match (&given.ended, given.grant.until) {
                (Some(_), _) => {
                    view! { <Tag tone=Tone::Plain text=visit.t("staff-role-ended") /> }.into_any()
                }
                (None, Some(until)) => visit.day(until).into_any(),
                (None, None) => visit.t("staff-role-open").into_any(),
            };
            let end = (may_end && stands).then(|| {
                view! {
                    <form class="inline" method="post" action=path.to_owned()>
                        <input type="hidden" name="do" value="end" />
                        <input type="hidden" name="grant" value=given.id.clone() />
                        <Button text=visit.t("staff-role-end") weight=Weight::Second />
                    </form>
                }
            });
            cells![
                role_name(visit, given.grant.role),
                unit_name(visit, &given.grant.unit).to_owned(),
                visit.day(given.grant.from),
                ends,
                end,
            ]
        })
        .collect();
    view! { <Table caption=visit.t("staff-account-roles") columns=columns rows=rows /> }.into_any()
}

/// What takes a way in away: by two where it gives another, by one where it only takes.
fn ends(visit: &Visit, actor: &Actor, account: &Account, path: &str) -> AnyView {
    let is_open = account.state != State::Closed;
    let recovers = is_open && may(actor, Action::AccountRecover, account);
    let closes = is_open && may(actor, Action::AccountClose, account);
    let recover = recovers.then(|| {
        view! {
            <form class="block" method="post" action=path.to_owned()>
                <input type="hidden" name="do" value="recover" />
                <p>{visit.t("staff-recover-how")}</p>
                <Button text=visit.t("staff-recover") weight=Weight::Second />
            </form>
        }
    });
    let close = closes.then(|| {
        view! {
            <form class="block" method="post" action=path.to_owned()>
                <input type="hidden" name="do" value="close" />
                <p>{visit.t("staff-close-how")}</p>
                <Button text=visit.t("staff-close") weight=Weight::Danger />
            </form>
        }
    });
    if !recovers && !closes {
        return ().into_any();
    }
    view! {
        <section class="section" aria-labelledby="ends">
            <h2 id="ends">{visit.t("staff-account-ends")}</h2>
            {recover}
            {close}
        </section>
    }
    .into_any()
}
