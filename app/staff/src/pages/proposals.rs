//! What waits for a second hand.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use seal::Manifest;
use ui::{Button, Column, Notice, SummaryList, Table, Tag, Text, Tone, Visit, Weight, cells};

use super::{headed, role_name, title_of};
use crate::appointments::{Made, NewAccount, NewRole, read};
use crate::desk::{desk, desk_status, unit_name};
use crate::keys::NewManifest;
use crate::two_hands::Proposal;
use crate::{Account, Action, Actor};

/// What a proposal would do, in a few words.
pub(crate) fn what(visit: &Visit, proposal: &Proposal) -> String {
    match proposal.action {
        Action::AccountAdd => visit.t("staff-proposal-account"),
        Action::RoleGrant => visit.t("staff-proposal-role"),
        Action::AccountRecover => visit.t("staff-proposal-recover"),
        _ => visit.t("staff-proposal-manifest"),
    }
    .to_owned()
}

/// The same, and whom or what it is about.
pub(crate) fn line(visit: &Visit, proposal: &Proposal, accounts: &[Account]) -> String {
    format!("{} · {}", what(visit, proposal), about(visit, proposal, accounts))
}

/// Whom or what it is about.
fn about(visit: &Visit, proposal: &Proposal, accounts: &[Account]) -> String {
    match proposal.action {
        Action::AccountAdd => {
            read::<NewAccount>(&proposal.facts).map_or_else(|| proposal.key.clone(), |new| new.title)
        }
        Action::KeyManifest => unit_name(visit, &proposal.key).to_owned(),
        _ => title_of(accounts, &proposal.key).to_owned(),
    }
}

pub(crate) fn list(visit: &Visit, actor: &Actor, waiting: &[Proposal], accounts: &[Account]) -> Response {
    let title = visit.t("staff-proposals-title");
    let columns = vec![
        Column::name(visit.t("staff-proposal-what")),
        Column::text(visit.t("staff-proposal-about")),
        Column::text(visit.t("staff-proposal-author")),
        Column::text(visit.t("staff-proposal-until")),
    ];
    let rows = waiting
        .iter()
        .map(|proposal| {
            let path = format!("/staff/proposals/{}", proposal.id);
            cells![
                view! { <a href=visit.href(&path)>{what(visit, proposal)}</a> },
                about(visit, proposal, accounts),
                title_of(accounts, &proposal.author).to_owned(),
                visit.moment(proposal.expires),
            ]
        })
        .collect();
    let body = if waiting.is_empty() {
        view! { <p>{visit.t("staff-proposals-none")}</p> }.into_any()
    } else {
        view! { <Table caption=visit.t("staff-proposals-caption") columns=columns rows=rows /> }.into_any()
    };
    let body = view! {
        {body}
        <p class="muted">{visit.t("staff-two-how")}</p>
    };
    desk(visit, actor, title, headed(visit, title, &[], body))
}

pub(crate) fn one(
    visit: &Visit,
    actor: &Actor,
    status: StatusCode,
    proposal: &Proposal,
    accounts: &[Account],
    refused: Option<&'static str>,
) -> Response {
    let title = line(visit, proposal, accounts);
    let mut facts: Vec<(Text, AnyView)> = detail(visit, proposal);
    facts.push((
        visit.t("staff-proposal-author").into(),
        title_of(accounts, &proposal.author).to_owned().into_any(),
    ));
    facts.push((visit.t("staff-proposal-proposed").into(), visit.moment(proposal.proposed).into_any()));
    facts.push((visit.t("staff-proposal-until").into(), visit.moment(proposal.expires).into_any()));
    facts.push((visit.t("staff-proposal-state").into(), state(visit, actor, proposal, accounts)));
    let refused = refused.map(|key| {
        view! {
            <Notice title=visit.t("staff-two-not") tone=Tone::Bad>
                <p>{visit.t(key)}</p>
            </Notice>
        }
    });
    let is_open = proposal.decided.is_none() && actor.at < proposal.expires;
    let is_mine = proposal.author == actor.account;
    let path = visit.href(&format!("/staff/proposals/{}", proposal.id));
    let decide = is_open.then(|| {
        let approve = (!is_mine).then(|| {
            view! { <Button text=visit.t("staff-approve") name="do" value="approve" /> }
        });
        let decline = if is_mine { visit.t("staff-withdraw") } else { visit.t("staff-refuse") };
        view! {
            <form class="pair" method="post" action=path>
                {approve}
                <Button text=decline weight=Weight::Second name="do" value="decline" />
            </form>
        }
    });
    let waits = (is_open && is_mine).then(|| view! { <p>{visit.t("staff-two-waits")}</p> });
    let body = view! {
        {refused}
        <SummaryList facts=facts />
        {waits}
        {decide}
        <p>
            <a href=visit.href("/staff/proposals")>{visit.t("staff-proposals-title")}</a>
        </p>
    };
    desk_status(visit, actor, status, &title, headed(visit, &title, &[], body))
}

/// Everything that would come of it.
fn detail(visit: &Visit, proposal: &Proposal) -> Vec<(Text, AnyView)> {
    let role = |role, unit: &str, until: Option<record::Day>| -> Vec<(Text, AnyView)> {
        let until = until.map_or_else(|| visit.t("staff-role-open").to_owned(), |until| visit.day(until));
        vec![
            (visit.t("staff-role").into(), role_name(visit, role).into_any()),
            (visit.t("staff-account-unit").into(), unit_name(visit, unit).to_owned().into_any()),
            (visit.t("staff-role-ends").into(), until.into_any()),
        ]
    };
    match proposal.action {
        Action::AccountAdd => read::<NewAccount>(&proposal.facts).map_or_else(Vec::new, |new| {
            let mut facts: Vec<(Text, AnyView)> =
                vec![(visit.t("staff-sign-in-name").into(), new.name.into_any())];
            facts.extend(role(new.role, &new.unit, new.until));
            facts
        }),
        Action::RoleGrant => {
            read::<NewRole>(&proposal.facts).map_or_else(Vec::new, |new| role(new.role, &new.unit, new.until))
        }
        Action::KeyManifest => {
            let signed = read::<NewManifest>(&proposal.facts).map(|new| new.signed);
            let manifest: Option<Manifest> =
                signed.as_ref().and_then(|signed| serde_json::from_str(&signed.manifest).ok());
            manifest.map_or_else(Vec::new, |manifest| super::manifests::facts(visit, &manifest))
        }
        _ => Vec::new(),
    }
}

fn state(visit: &Visit, actor: &Actor, proposal: &Proposal, accounts: &[Account]) -> AnyView {
    let Some(decided) = &proposal.decided else {
        let (tone, text) = match actor.at < proposal.expires {
            true => (Tone::Notice, visit.t("staff-proposal-open")),
            false => (Tone::Plain, visit.t("staff-proposal-expired")),
        };
        return view! { <Tag tone=tone text=text /> }.into_any();
    };
    let (tone, text) = match decided.state.as_str() {
        "approved" => (Tone::Good, visit.t("staff-proposal-approved")),
        "refused" => (Tone::Bad, visit.t("staff-proposal-refused")),
        _ => (Tone::Plain, visit.t("staff-proposal-withdrawn")),
    };
    let by = title_of(accounts, &decided.by).to_owned();
    view! {
        <Tag tone=tone text=text />
        " "
        {by}
        " · "
        {visit.moment(decided.at)}
    }
    .into_any()
}

/// The one time a code is shown.
pub(crate) fn code(visit: &Visit, actor: &Actor, made: &Made) -> Response {
    let title = visit.t("staff-invited-title");
    let facts: Vec<(Text, AnyView)> = vec![
        (visit.t("staff-sign-in-name").into(), made.name.clone().into_any()),
        (
            visit.t("staff-join-code").into(),
            view! { <span class="secret">{made.code.clone().unwrap_or_default()}</span> }.into_any(),
        ),
    ];
    let body = view! {
        <Notice title=visit.t("staff-invited-once") tone=Tone::Warn>
            <p>{visit.t("staff-invited-todo")}</p>
        </Notice>
        <SummaryList facts=facts />
        <p>
            <a href=visit.href(&format!("/staff/accounts/{}", made.account))>{visit.t("staff-invited-account")}</a>
        </p>
    };
    desk(visit, actor, title, headed(visit, title, &[], body))
}
