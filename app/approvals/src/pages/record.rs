//! One approval: its state in a word, its clock, its course, its decision, and where the record comes from.

use leptos::prelude::*;
use proof::{Proofs, proof_panel};
use record::{Day, Kind, Ref, reference::escaped};
use store::Version;
use ui::{Nav, Notice, Page, Panel, Robots, SummaryList, Tag, Text, Tone, Visit, fact, fact_day};

use super::clock_panel::clock_panel;
use super::history::history;
use super::list::of_unit;
use super::parts::{card, data, data_lang, district_name, link, result};
use super::time_line::time_line;
use crate::approval::{ApplicantKind, Approval, Case, Decision, State};
use crate::item::Item;
use crate::rules::clock::Course;
use crate::table::{Listed, Surroundings};

/// What the page of an approval is made of.
pub struct RecordPage<'a> {
    /// The approval; its licence row has arrived.
    pub approval: &'a Approval,
    /// Its item, if the catalogue has it.
    pub item: Option<&'a Item>,
    /// The day and the city.
    pub around: Surroundings,
    /// The version that stands.
    pub version: &'a Version,
    /// All versions, newest first, where there are several.
    pub history: &'a [Version],
    /// Where it stands in the public log.
    pub proofs: &'a Proofs,
    /// Shown to one person who knows the query code, and to nobody else.
    pub private: bool,
}

/// `/approvals/{number}`
pub fn record(visit: &Visit, page: &RecordPage, case: &Case) -> Page {
    let approval = page.approval;
    let limits = page.item.and_then(|item| item.about.as_ref()).map(|about| about.limits);
    let course = Course::of(approval, limits);
    let clock = page.around.clock(approval, limits);
    let listed = Listed::of(approval, limits, 0, page.around).expect("the caller has the licence row");
    let tags = card(visit, &listed)
        .into_iter()
        .chain([{
            let (tone, word) = result(visit, &listed);
            (tone, word.to_owned())
        }])
        .map(|(tone, text)| view! { <Tag tone=tone text=text /> " " })
        .collect::<Vec<_>>();
    let body = view! {
        <h1 lang=data_lang(visit)>{case.title().to_owned()}</h1>
        <p>
            {tags} " " {visit.t("approvals-number")} " "
            <span class="fixed">{fact("/number", approval.number.clone())}</span>
        </p>
        {notices(visit, page, &listed)}
        <div class="two">
            <div>
                {clock_panel(visit, page, &course, &clock)}
                <h2>{visit.t("approvals-course")}</h2>
                {time_line(visit, page, &course, &clock)}
                {history(visit, page)}
            </div>
            <div>
                <Panel title=visit.t("approvals-basics")>
                    <SummaryList facts=basics(visit, case) />
                </Panel>
                <Panel title=visit.t("approvals-decision")>
                    {match &case.state {
                        State::Decided(decision) => {
                            view! { <SummaryList facts=decision_facts(visit, page, decision) /> }.into_any()
                        }
                        State::Open { .. } => view! { <p>{visit.t("approvals-decision-none")}</p> }.into_any(),
                    }}
                </Panel>
                <Panel title=visit.t("approvals-record")>{provenance(visit, page)}</Panel>
                {(!page.private).then(|| proof_panel(visit, page.proofs))}
            </div>
        </div>
    };
    Page {
        title: format!("{} {}", case.title(), approval.number),
        description: format!("{} · {} · {}", case.applicant.name, case.unit.name, result(visit, &listed).1),
        nav: Nav::Approvals,
        crumbs: crumbs(visit, case),
        robots: match case.applicant.kind {
            ApplicantKind::Organization if !page.private => Robots::Index,
            // Who looks for a person's name must not find what they once applied for.
            _ => Robots::NoIndex,
        },
        body: body.into_any(),
        bundle: ui::Bundle::Public.when(clock.used_days.is_some() || page.proofs.has_island(visit)),
        feed: (!page.private).then(|| format!("/approvals/{}/changes.atom", escaped(&approval.number))),
        desk: None,
    }
}

fn crumbs(visit: &Visit, case: &Case) -> Vec<(String, String)> {
    let mut crumbs = vec![(visit.t("approvals-title").to_owned(), "/approvals".to_owned())];
    if let Some(code) = &case.unit.code {
        crumbs.push((case.unit.name.clone(), of_unit(code).path()));
    }
    crumbs
}

fn notices(visit: &Visit, page: &RecordPage, listed: &Listed) -> AnyView {
    let private = page.private.then(|| {
        view! {
            <Notice title=visit.t("approvals-progress-private-title") tone=Tone::Notice>
                <p>{visit.t("approvals-progress-private")}</p>
            </Notice>
        }
    });
    let withdrawn = (listed.result == crate::table::CaseResult::Withdrawn).then(|| {
        view! { <Notice title=visit.t("approvals-withdrawn-note") tone=Tone::Notice /> }
    });
    (private, withdrawn).into_any()
}

type Facts = Vec<(Text, AnyView)>;

fn basics(visit: &Visit, case: &Case) -> Facts {
    let applicant = &case.applicant;
    let kind = visit.word(&format!("approvals-kind-{}", applicant.kind.as_str())).unwrap_or_default();
    let name = match &applicant.uscc {
        Some(uscc) => link(visit, Ref::new(Kind::Enterprise, uscc.as_str()), &applicant.name),
        None => data(visit, applicant.name.as_str()),
    };
    let hidden = (applicant.kind == ApplicantKind::Person)
        .then(|| view! { <p class="muted">{visit.t("approvals-person-hidden")}</p> });
    let mut facts: Facts = vec![
        (visit.t("approvals-applicant").into(), (fact("/case/applicant/name", name), hidden).into_any()),
        (visit.t("approvals-applicant-kind").into(), kind.into_any()),
    ];
    let mut add = |key: &'static str, value: Option<AnyView>| {
        facts.extend(value.map(|value| (Text::from(visit.t(key)), value)));
    };
    let fixed = |field: String, text: &String| {
        view! { <span class="fixed">{fact(field, text.clone())}</span> }.into_any()
    };
    let uscc = applicant.uscc.as_ref().map(|uscc| fixed("/case/applicant/uscc".to_owned(), uscc));
    add("approvals-uscc", uscc);
    for (name, key) in [
        ("registration", "approvals-code-registration"),
        ("organisation", "approvals-code-organisation"),
        ("tax", "approvals-code-tax"),
        ("institution", "approvals-code-institution"),
        ("society", "approvals-code-society"),
    ] {
        let code = applicant.codes.get(name);
        add(key, code.map(|code| fixed(format!("/case/applicant/codes/{name}"), code)));
    }
    let representative = match applicant.kind {
        ApplicantKind::SoleTrader => "approvals-operator",
        _ => "approvals-representative",
    };
    let shown = |field: &str, text: &Option<String>| {
        text.as_ref().map(|text| fact(format!("/case/{field}"), data(visit, text.as_str())))
    };
    add(representative, shown("applicant/representative", &applicant.representative));
    let unit = match &case.unit.code {
        Some(code) => link(visit, of_unit(code), &case.unit.name),
        None => data(visit, case.unit.name.as_str()),
    };
    add("approvals-unit", Some(fact("/case/unit/name", unit)));
    let source = case.source.as_ref().map(|source| data(visit, source.name.as_str()));
    add("approvals-source", source.map(|source| fact("/case/source/name", source)));
    let item = case.item.as_ref().map(|code| {
        link(visit, Ref::new(Kind::Item, code.as_str()), case.item_name.as_deref().unwrap_or(code))
    });
    let field = if case.item_name.is_some() { "/case/item_name" } else { "/case/item" };
    add("approvals-item", item.map(|item| fact(field, item)));
    let kind = data(visit, case.licence_kind.as_str());
    add("approvals-licence-kind", Some(fact("/case/licence_kind", kind)));
    add(
        "approvals-district",
        case.district
            .as_ref()
            .map(|code| district_name(visit, code).unwrap_or_else(|| code.clone()).into_any()),
    );
    let day = |field: &'static str| move |day: Day| fact_day(visit, field, day);
    add("approvals-applied", case.applied.map(day("/case/applied")));
    add("approvals-accepted", case.accepted.map(day("/case/accepted")));
    add("approvals-remark", shown("remark", &case.remark));
    facts
}

/// The field of a decision.
fn decided(field: &str) -> String {
    format!("/case/state/decided/{field}")
}

fn decision_facts(visit: &Visit, page: &RecordPage, decision: &Decision) -> Facts {
    let outcome = match decision.outcome {
        crate::approval::Outcome::Granted => visit.t("approvals-result-granted"),
        crate::approval::Outcome::Refused => visit.t("approvals-result-refused"),
    };
    let mut facts: Facts = vec![
        (visit.t("approvals-outcome").into(), outcome.into_any()),
        (visit.t("approvals-decided").into(), fact_day(visit, decided("on"), decision.on)),
    ];
    let mut add = |key: &'static str, value: Option<AnyView>| {
        facts.extend(value.map(|value| (Text::from(visit.t(key)), value)));
    };
    let text = |field: &str, text: &Option<String>| {
        text.as_ref().map(|text| fact(decided(field), data(visit, text.as_str())))
    };
    add("approvals-document", text("title", &decision.title));
    let document = data(visit, decision.document.as_str());
    add("approvals-document-number", Some(fact(decided("document"), document)));
    add("approvals-certificate", text("certificate", &decision.certificate));
    add("approvals-licence", text("licence", &decision.licence));
    add("approvals-content", text("content", &decision.content));
    add("approvals-validity", validity(visit, decision).map(IntoAny::into_any));
    add("approvals-published", Some(published(visit, page, decision)));
    facts
}

fn validity(visit: &Visit, decision: &Decision) -> Option<String> {
    let from = decision.valid_from.map(|day| visit.day(day));
    let until = decision.valid_until.map(|day| visit.day(day));
    let long_term = decision.valid_until == Some(Day::LONG_TERM);
    Some(match (from, until) {
        (Some(from), Some(_)) if long_term => visit.tn("approvals-valid-long", &[("from", from.into())]),
        (Some(from), Some(until)) => {
            visit.tn("approvals-valid", &[("from", from.into()), ("until", until.into())])
        }
        (Some(from), None) => visit.tn("approvals-valid-from", &[("from", from.into())]),
        (None, Some(until)) => visit.tn("approvals-valid-until", &[("until", until.into())]),
        (None, None) => return None,
    })
}

/// When the decision was published, and whether that was in time.
fn published(visit: &Visit, page: &RecordPage, decision: &Decision) -> AnyView {
    let (Some(day), Some(delay)) = (decision.published, page.around.publication(decision)) else {
        return visit.t("approvals-published-unknown").into_any();
    };
    let sentence = [("day", visit.day(day).into()), ("n", delay.days.into())];
    let late = (delay.over_days > 0).then(|| {
        let limit = page.around.thresholds.publication_working_days;
        let words = [("limit", limit.into()), ("n", delay.over_days.into())];
        view! { " " <Tag tone=Tone::Warn text=visit.tn("approvals-published-late", &words) /> }
    });
    (visit.tn("approvals-published-days", &sentence), late).into_any()
}

/// Which version this is, and how to take it away.
fn provenance(visit: &Visit, page: &RecordPage) -> AnyView {
    let version = page.version;
    let words = [("n", version.revision.into()), ("when", visit.moment(version.entered).into())];
    let standing = visit.tn("approvals-revision", &words);
    let away = (!page.private).then(|| {
        let file = |extension: &str| format!("/approvals/{}.{extension}", escaped(&page.approval.number));
        view! {
            <p class="muted">
                {visit.t("approvals-take-record")} " "
                <a href=file("csv")>{visit.t("approvals-csv")}</a> " · "
                <a href=file("json")>{visit.t("approvals-json")}</a>
            </p>
        }
    });
    view! {
        <p>{standing}</p>
        {away}
    }
    .into_any()
}
