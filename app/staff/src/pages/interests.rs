//! What one declares: who is near, where one worked, what one holds.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use record::Day;
use ui::{Answer, Button, Choice, Column, Input, Notice, Offer, Table, Tone, Visit, Weight, cells};

use super::{Errors, error_at, headed};
use crate::Actor;
use crate::desk::{desk_status, handles_cases};
use crate::interests::{Held, Sort, holds};

fn sort_name(visit: &Visit, sort: Sort) -> &'static str {
    match sort {
        Sort::Person => visit.t("staff-interest-person"),
        Sort::Unit => visit.t("staff-interest-unit"),
    }
}

pub(crate) fn list(
    visit: &Visit,
    actor: &Actor,
    status: StatusCode,
    held: &[Held],
    said: Option<Day>,
    typed: &str,
    errors: &Errors,
) -> Response {
    let title = visit.t("staff-interests-title");
    let sorts = Sort::ALL.map(|sort| Answer::new(sort.as_str(), sort_name(visit, sort))).to_vec();
    let body = view! {
        {standing(visit, said)}
        <p>{visit.t("staff-interests-what")}</p>
        <p class="muted">{visit.t("staff-interests-who-reads")}</p>
        {declared(visit, held)}
        <form class="door" method="post" action=visit.href("/staff/interests") autocomplete="off">
            <h2>{visit.t("staff-interest-new")}</h2>
            <Choice
                name="sort"
                label=visit.t("staff-interest-sort")
                answers=sorts
                offer=Offer::One
                error=error_at(visit, errors, "sort")
            />
            <Input
                name="words"
                label=visit.t("staff-interest-words")
                hint=visit.t("staff-interest-words-hint")
                value=typed.to_owned()
                error=error_at(visit, errors, "words")
                autocomplete="off"
            />
            <Button text=visit.t("staff-interest-declare") name="do" value="declare" weight=Weight::Second />
        </form>
        <form class="door" method="post" action=visit.href("/staff/interests")>
            <h2>{visit.t("staff-interests-all")}</h2>
            <p>{visit.t("staff-interests-all-what")}</p>
            <Button text=visit.t("staff-interests-all-say") name="do" value="complete" />
        </form>
    };
    desk_status(visit, actor, status, title, headed(visit, title, errors, body))
}

/// On the page of one's work: what is still to be declared, for whoever handles cases.
pub(super) fn asked_for(visit: &Visit, actor: &Actor, said: Option<Day>) -> Option<AnyView> {
    let is_said = said.is_some_and(|day| holds(day, visit.today()));
    (handles_cases(actor) && !is_said).then(|| {
        view! {
            {standing(visit, said)}
            <p>
                <a href=visit.href("/staff/interests")>{visit.t("staff-interests-todo")}</a>
            </p>
        }
        .into_any()
    })
}

/// Whether the yearly declaration is made.
fn standing(visit: &Visit, said: Option<Day>) -> AnyView {
    let (tone, title) = match said {
        Some(day) if holds(day, visit.today()) => {
            (Tone::Good, visit.tn("staff-interests-said", &[("day", visit.day(day).into())]))
        }
        Some(day) => (Tone::Warn, visit.tn("staff-interests-old", &[("day", visit.day(day).into())])),
        None => (Tone::Warn, visit.t("staff-interests-never").to_owned()),
    };
    view! { <Notice title=title tone=tone /> }.into_any()
}

fn declared(visit: &Visit, held: &[Held]) -> AnyView {
    if held.is_empty() {
        return view! { <p>{visit.t("staff-interests-none")}</p> }.into_any();
    }
    let columns = vec![
        Column::name(visit.t("staff-interest-words")),
        Column::text(visit.t("staff-interest-sort")),
        Column::text(visit.t("staff-interest-since")),
        Column::text(visit.t("staff-interest-end")),
    ];
    let rows = held
        .iter()
        .map(|it| {
            let end = view! {
                <form class="inline" method="post" action=visit.href("/staff/interests")>
                    <input type="hidden" name="seq" value=it.seq.to_string() />
                    <Button text=visit.t("staff-interest-end") name="do" value="end" weight=Weight::Second />
                </form>
            };
            cells![
                it.interest.words.clone(),
                sort_name(visit, it.interest.sort),
                visit.moment(it.declared),
                end,
            ]
        })
        .collect();
    view! { <Table caption=visit.t("staff-interests-caption") columns=columns rows=rows /> }.into_any()
}
