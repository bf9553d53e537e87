//! The first step: only what decides who reads it. Nothing of it is kept.

use leptos::prelude::*;
use record::{DivisionLevel, Lang};
use ui::{Answer, Button, Choice, ErrorSummary, Nav, Offer, Page, Robots, Visit};

use super::parts::{leave, next_steps, other_ways, readers};
use super::{Errors, Way};
use crate::case::Kind;
use crate::routes::Words;

/// What was asked so far.
pub(crate) struct AskPage {
    /// What is to be sent.
    pub(crate) kind: Kind,
    /// How.
    pub(crate) way: Way,
    /// What was chosen.
    pub(crate) words: Words,
    /// What is wrong with it.
    pub(crate) errors: Errors,
}

impl Default for AskPage {
    fn default() -> Self {
        Self { kind: Kind::Report, way: Way::Scripts, words: Words::default(), errors: Errors::new() }
    }
}

/// `/report` and `/complain`
pub(crate) fn ask(visit: &Visit, page: &AskPage) -> Page {
    let is_report = page.kind == Kind::Report;
    let (title, lead, description, action) = if is_report {
        (
            visit.t("cases-report"),
            visit.t("cases-report-lead"),
            visit.t("cases-report-description"),
            "/report",
        )
    } else {
        let description = visit.t("cases-complain-description");
        (visit.t("cases-complain"), visit.t("cases-complain-lead"), description, "/complain")
    };
    let errors = (!page.errors.is_empty()).then(|| {
        let errors = page.errors.clone();
        view! { <ErrorSummary visit=visit errors=errors /> }
    });
    let body = view! {
        {leave(visit)}
        {errors}
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        <div class="two">
            <div>
                <p>{visit.t("cases-ask-why")}</p>
                <form method="post" action=visit.href(action) autocomplete="off" novalidate>
                    {(page.way == Way::Plain).then(|| view! { <input type="hidden" name="plain" value="1" /> })}
                    {(!is_report).then(|| kinds(visit, page.kind))}
                    {fields(visit, page)}
                    <Button text=visit.t("cases-ask-go-on") />
                </form>
                <p class="muted">{visit.t("cases-ask-nothing-kept")}</p>
            </div>
            <div>{next_steps(visit, page.kind)} {readers(visit, page.kind)} {other_ways(visit)}</div>
        </div>
    };
    Page {
        title: title.to_owned(),
        description: description.to_owned(),
        nav: if is_report { Nav::Report } else { Nav::Complain },
        robots: Robots::Index,
        body: body.into_any(),
        ..Page::default()
    }
}

fn kinds(visit: &Visit, kind: Kind) -> AnyView {
    let answers = [Kind::Complaint, Kind::Suggestion].map(|kind| {
        Answer::new(kind.as_str(), visit.word(&format!("cases-kind-{}", kind.as_str())).unwrap_or_default())
    });
    view! {
        <Choice
            name="kind"
            label=visit.t("cases-field-kind")
            answers=answers.to_vec()
            chosen=vec![kind.as_str().into()]
        />
    }
    .into_any()
}

fn fields(visit: &Visit, page: &AskPage) -> AnyView {
    let error = |field: &str| {
        page.errors.iter().find(|(at, _)| at == field).map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let is_report = page.kind == Kind::Report;
    let lang = visit.lang();
    let offered = visit.city().divisions.iter().filter(|it| it.level != DivisionLevel::Township);
    let divisions = Answer::list(
        visit.t("cases-choose"),
        offered.map(|it| {
            let name = it.name(lang).to_owned();
            // The city itself is a choice among its districts: say that its own offices are meant.
            let name = match (it.level, lang) {
                (DivisionLevel::City, Lang::Zh) => format!("{name}（市级单位）"),
                (DivisionLevel::City, Lang::En) => format!("{name} (offices of the city itself)"),
                _ => name,
            };
            Answer::new(it.code.clone(), name)
        }),
    );
    let takes = |receiver: &&record::Receiver| receiver.takes.iter().any(|word| word == page.kind.as_str());
    let receivers = Answer::list(
        visit.t("cases-receiver-none"),
        visit
            .city()
            .receivers
            .iter()
            .filter(takes)
            .map(|it| Answer::new(it.code.clone(), it.name(lang).to_owned())),
    );
    let (head, above) = if is_report {
        (visit.t("cases-field-head"), visit.t("cases-field-above"))
    } else {
        (visit.t("cases-field-head-complaint"), visit.t("cases-field-above"))
    };
    let checked = |is: bool| if is { vec!["1".into()] } else { Vec::new() };
    view! {
        <Choice
            name="division"
            label=if is_report { visit.t("cases-field-division") } else { visit.t("cases-field-division-complaint") }
            hint=visit.t("cases-field-division-hint")
            answers=divisions
            chosen=vec![page.words.division.clone().into()]
            offer=Offer::List
            error=error("division")
        />
        <Choice
            name="receiver"
            label=visit.t("cases-field-receiver")
            hint=visit.t("cases-field-receiver-hint")
            answers=receivers
            chosen=vec![page.words.receiver.clone().into()]
            offer=Offer::List
            error=error("receiver")
        />
        <Choice
            name="is_head"
            label=visit.t("cases-field-head-legend")
            answers=vec![Answer::new("1", head)]
            chosen=checked(page.words.is_head)
            offer=Offer::Many
        />
        <Choice
            name="level_above"
            label=visit.t("cases-field-above-legend")
            hint=visit.t("cases-field-above-hint")
            answers=vec![Answer::new("1", above)]
            chosen=checked(page.words.level_above)
            offer=Offer::Many
        />
    }
    .into_any()
}
