//! What stands beside the course of a process: the facts in brief, who takes part, where the data come from.

use leptos::prelude::*;
use proof::proof_panel;
use record::{Kind as RecordKind, Ref, reference::escaped};
use serde_json::Value;
use ui::{Panel, SummaryList, Text, Visit, fact};

use super::list::method;
use super::process::{About, held_sum, path};
use super::words::{code, codes, kind, money, original, own, period};
use crate::party::Party;
use crate::process::{Process, Sale};
use crate::stage::Moment;

/// The panels.
pub(super) fn side(visit: &Visit, about: &About) -> AnyView {
    let process = &about.process;
    let sale = process.sale.as_ref().map(|sale| {
        let facts = of_sale(visit, process, sale);
        (!facts.is_empty()).then(|| {
            view! {
                <Panel title=visit.t("trading-sale")>
                    <SummaryList facts=facts />
                </Panel>
            }
        })
    });
    view! {
        <Panel title=visit.t("trading-basics")>
            <SummaryList facts=basics(visit, about) />
        </Panel>
        {sale}
        {parties(visit, process)}
        {source(visit, about)}
        {proof_panel(visit, &about.proofs)}
        <Panel title=visit.t("trading-data")>
            <ul>
                <li>
                    <a href=format!("{}.json", path(&process.ocid))>{visit.t("trading-data-record")}</a>
                </li>
                <li>
                    <a href="#releases">{visit.t("trading-data-releases")}</a>
                </li>
                <li>
                    <a href=visit.href("/methods/trading")>{visit.t("trading-data-method")}</a>
                </li>
            </ul>
        </Panel>
    }
    .into_any()
}

/// A party's name, and the way to its page where it has a credit code.
pub(super) fn party(visit: &Visit, process: &Process, party: &Party) -> AnyView {
    let name = original(visit, process, if party.name.is_empty() { &party.id } else { &party.name });
    // An office has no page in the credit register.
    match party.uscc.as_ref().filter(|uscc| !uscc.as_str().starts_with('1')) {
        Some(uscc) => {
            let href = visit.href(&Ref::new(RecordKind::Enterprise, uscc.as_str()).path());
            view! { <a href=href>{name}</a> }.into_any()
        }
        None => name,
    }
}

/// Several parties, each on a line of its own: a consortium.
pub(super) fn together(visit: &Visit, process: &Process, parties: &[Party]) -> AnyView {
    let mut lines = Vec::new();
    for each in parties {
        if !lines.is_empty() {
            lines.push(view! { <br /> }.into_any());
        }
        lines.push(party(visit, process, each));
    }
    lines.into_any()
}

type Facts = Vec<(Text, AnyView)>;

fn add(facts: &mut Facts, name: impl Into<Text>, value: String) {
    if !value.is_empty() {
        facts.push((name.into(), value.into_any()));
    }
}

fn basics(visit: &Visit, about: &About) -> Facts {
    let process = &about.process;
    let mut facts: Facts = Vec::new();
    if let Some(buyer) = &process.buyer {
        let link = visit.href(&format!(
            "/trading?buyer={}",
            escaped(if buyer.code().is_empty() { &buyer.name } else { buyer.code() })
        ));
        let name = original(visit, process, &buyer.name);
        facts.push((
            own(visit, "trading-buyer", process.kind).into(),
            view! { <a href=link>{name}</a> }.into_any(),
        ));
    }
    if let Some(agent) = &process.agent {
        facts.push((visit.t("trading-agent").into(), party(visit, process, agent)));
    }
    add(&mut facts, visit.t("trading-kind"), kind(visit, process.kind).to_owned());
    let method = process.method.map(|one| method(visit, one).to_owned());
    let method = match (method, process.method_words.as_str()) {
        (Some(method), words) if words == process.method.map_or("", |method| method.as_str()) => method,
        (Some(method), words) => format!("{words} ({method})"),
        (None, words) => words.to_owned(),
    };
    add(&mut facts, visit.t("trading-method"), method);
    if let Some(budget) = &process.budget {
        let sum = held_sum(visit, about, "/compiled/planning/budget/amount/amount", budget);
        facts.push((visit.t("trading-price-budget").into(), sum));
    }
    if !process.budget_words.is_empty() {
        facts.push((visit.t("trading-budget-words").into(), original(visit, process, &process.budget_words)));
    }
    if let Some(estimate) = process.estimate.as_ref().filter(|_| process.sale.is_none()) {
        let sum = held_sum(visit, about, "/compiled/tender/value/amount", estimate);
        facts.push((own(visit, "trading-estimate", process.kind).into(), sum));
    }
    add(&mut facts, own(visit, "trading-bidding-period", process.kind), period(visit, process.tender_period));
    add(&mut facts, visit.t("trading-enquiry-period"), period(visit, process.enquiry_period));
    if !process.category.is_empty() {
        add(&mut facts, visit.t("trading-category"), code(visit, "category", &process.category));
    }
    if !process.criteria.is_empty() {
        add(&mut facts, visit.t("trading-criteria"), code(visit, "criteria", &process.criteria));
    }
    if !process.eligibility.is_empty() {
        facts.push((visit.t("trading-eligibility").into(), original(visit, process, &process.eligibility)));
    }
    if !process.submission.is_empty() {
        add(&mut facts, visit.t("trading-submission"), codes(visit, "submission", &process.submission));
    }
    for (relation, other) in &process.related {
        let link = visit.href(&path(other));
        let relation =
            if relation.is_empty() { visit.t("trading-related").to_owned() } else { relation.clone() };
        facts.push((relation.into(), view! { <a href=link>{other.clone()}</a> }.into_any()));
    }
    facts.push((
        "ocid".into(),
        view! { <span class="fixed">{fact("/ocid", process.ocid.clone())}</span> }.into_any(),
    ));
    if !process.description.is_empty() && process.description != process.title {
        facts
            .push((visit.t("trading-description-of").into(), original(visit, process, &process.description)));
    }
    facts
}

fn of_sale(visit: &Visit, process: &Process, sale: &Sale) -> Facts {
    let mut facts: Facts = Vec::new();
    for (name, text) in [
        ("trading-sale-location", &sale.location),
        ("trading-sale-area", &sale.area),
        ("trading-sale-use", &sale.usage),
    ] {
        if !text.is_empty() {
            facts.push((visit.word(name).unwrap_or(name).into(), original(visit, process, text)));
        }
    }
    if !sale.term.is_empty() {
        add(
            &mut facts,
            visit.t("trading-sale-term"),
            visit.tn("trading-sale-years", &[("n", sale.term.as_str().into())]),
        );
    }
    for (name, amount) in [
        (own(visit, "trading-estimate", process.kind), &sale.starting_price),
        (visit.t("trading-sale-increment").to_owned(), &sale.increment),
        (visit.t("trading-sale-deposit").to_owned(), &sale.deposit),
    ] {
        if let Some(amount) = amount {
            add(&mut facts, name, money(visit, amount));
        }
    }
    facts
}

/// Everybody who takes part, with place and identifier.
fn parties(visit: &Visit, process: &Process) -> AnyView {
    if process.parties.is_empty() {
        return ().into_any();
    }
    let lines = process.parties.iter().take(60).map(|each| {
        let roles = codes(visit, "role", &each.roles);
        let identifier = each.uscc.as_ref().map(ToString::to_string).or_else(|| each.identifier.clone());
        let details = [Some(roles), identifier, Some(each.place.clone())];
        let details: Vec<String> =
            details.into_iter().flatten().filter(|detail| !detail.is_empty()).collect();
        let masked =
            each.is_person.then(|| view! { <br /> <span class="muted">{visit.t("trading-masked")}</span> });
        view! {
            <li>
                {party(visit, process, each)} <br /> <span class="muted">{details.join(" · ")}</span> {masked}
            </li>
        }
    });
    let lines: Vec<_> = lines.collect();
    view! {
        <Panel title=visit.t("trading-parties")>
            <ul>{lines}</ul>
        </Panel>
    }
    .into_any()
}

/// Who published it, where, under which licence, and when it came here.
fn source(visit: &Visit, about: &About) -> AnyView {
    let package = &about.facts.package;
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut facts: Facts = Vec::new();
    add(&mut facts, visit.t("trading-publisher"), text(package.pointer("/publisher/name")));
    let published = Moment::parse(&text(package.get("publishedDate"))).map(|moment| visit.day(moment.day));
    add(&mut facts, visit.t("trading-published"), published.unwrap_or_default());
    let link = |address: String| match address.split_once("://") {
        Some(("http" | "https", rest)) => {
            let host = rest.split('/').next().unwrap_or_default().to_owned();
            view! {
                <a href=address rel="noopener nofollow external">
                    {host}
                </a>
            }
            .into_any()
        }
        _ => address.into_any(),
    };
    for (name, field) in [
        (visit.t("trading-package"), "uri"),
        (visit.t("trading-licence"), "license"),
        (visit.t("trading-policy"), "publicationPolicy"),
    ] {
        let address = text(package.get(field));
        if !address.is_empty() {
            facts.push((name.into(), link(address)));
        }
    }
    let entered = visit.tn(
        "trading-entered",
        &[
            ("moment", visit.moment(about.version.entered).into()),
            ("revision", about.version.revision.into()),
        ],
    );
    let reason = about.version.reason.clone().map(|reason| view! { <p>{reason}</p> });
    view! {
        <Panel title=visit.t("trading-source")>
            <SummaryList facts=facts />
            <p class="muted">{entered}</p>
            {reason}
        </Panel>
    }
    .into_any()
}
