//! One contracting process from plan to payment: what happened when, who bid what, what the price did, what was signed
//! and paid, and the releases all this was read from.

use leptos::prelude::*;
use proof::Proofs;
use record::reference::escaped;
use store::Version;
use ui::{
    Chart, Event as Mark, Figure, Nav, Notice, Point, Robots, Stage, Tag, Timeline, Tone, Visit, fact,
    fact_sum,
};

use super::awards::{amendments, awards, contracts, documents, items, milestones};
use super::bids::bids;
use super::crumbs;
use super::history::history;
use super::releases::releases;
use super::side::side;
use super::words::{kind, money, original, own, percent, period, short_money, state};
use crate::process::{Process, State};
use crate::rules::facts::Facts;
use crate::rules::money::Amount;
use crate::rules::process::{
    Competition, Event, Step, award_value, competition, main_award, paid, time_line,
};
use crate::stage::{Moment, Period};
use crate::table::Release;

/// Everything the page shows.
pub(crate) struct About {
    pub(crate) process: Process,
    pub(crate) facts: Facts,
    pub(crate) releases: Vec<Release>,
    pub(crate) version: Version,
    /// Where it stands in the public log.
    pub(crate) proofs: Proofs,
    /// All of them, the newest first.
    pub(crate) versions: Vec<Version>,
}

/// The page.
pub(crate) fn process(visit: &Visit, about: &About) -> ui::Page {
    let process = &about.process;
    let competition = competition(process);
    let (tone, word) = state(visit, process.state);
    let number = if process.number.is_empty() { &process.ocid } else { &process.number };
    let method = (!process.method_words.is_empty())
        .then(|| view! { <Tag tone=Tone::Plain text=process.method_words.clone() /> " " });
    let body = view! {
        <h1>{held(about, "/compiled/tender/title", &process.title, original(visit, process, &process.title))}</h1>
        <p>
            <Tag tone=tone text=word />
            " "
            {method}
            <span class="fixed">{held(about, "/compiled/tender/id", number, number.clone().into_any())}</span>
        </p>
        <p class="lead">{summary(visit, process, &competition)}</p>
        {remarks(visit, about)}
        <div class="two">
            <div>
                {course(visit, about)}
                {bids(visit, process, &competition)}
                {price(visit, process)}
                {awards(visit, about)}
                {contracts(visit, about)}
                {items(visit, process)}
                {milestones(visit, process)}
                {amendments(visit, process)}
                {documents(visit, process)}
                {releases(visit, about)}
                {history(visit, &about.versions)}
            </div>
            <div>{side(visit, about)}</div>
        </div>
    };
    let list = (kind(visit, process.kind).to_owned(), format!("/trading?kind={}", process.kind.as_str()));
    ui::Page {
        title: format!("{} {number}", process.title),
        description: summary(visit, process, &competition),
        nav: Nav::Trading,
        crumbs: crumbs(visit, &[(visit.t("trading-title").to_owned(), "/trading".to_owned()), list]),
        // A sole trader's business is a person's: the hall shows it to who asks, not to search engines.
        robots: if process.names_a_sole_trader() { Robots::NoIndex } else { Robots::Index },
        body: body.into_any(),
        bundle: ui::Bundle::Public.when(about.proofs.has_island(visit)),
        feed: Some(format!("{}/changes.atom", path(&process.ocid))),
        desk: None,
    }
}

/// One sentence: who got it, for how much, against how many; or what it has come to.
fn summary(visit: &Visit, process: &Process, competition: &Competition) -> String {
    let winners = main_award(process).map(|award| award.suppliers.as_slice()).unwrap_or_default();
    let winners: Vec<&str> = winners.iter().map(|winner| winner.name.as_str()).collect();
    let bidders =
        competition.bidders.map(|n| visit.tn("trading-of-bidders", &[("n", n.into())])).unwrap_or_default();
    let kind = process.kind.as_str();
    if !winners.is_empty() {
        let winner = winners.join(visit.t("trading-comma"));
        return match award_value(process) {
            Some(value) => visit.tn(
                "trading-summary-won",
                &[
                    ("kind", kind.into()),
                    ("winner", winner.into()),
                    ("money", short_money(visit, &value).into()),
                    ("bidders", bidders.into()),
                ],
            ),
            None => visit.tn(
                "trading-summary-won-unpriced",
                &[("kind", kind.into()), ("winner", winner.into()), ("bidders", bidders.into())],
            ),
        };
    }
    let buyer = process.buyer.as_ref().map(|buyer| buyer.name.clone()).unwrap_or_default();
    match process.state {
        State::Cancelled => visit.tn("trading-summary-cancelled", &[("buyer", buyer.into())]),
        State::Unsuccessful => {
            visit.tn("trading-summary-unsuccessful", &[("buyer", buyer.into()), ("bidders", bidders.into())])
        }
        State::Planned => visit.tn("trading-summary-planned", &[("buyer", buyer.into())]),
        _ => {
            let end = process.tender_period.end.map(|end| visit.day(end.day));
            let end = end.map(|day| visit.tn("trading-until", &[("day", day.into())])).unwrap_or_default();
            visit.tn("trading-summary-tendering", &[("buyer", buyer.into()), ("until", end.into())])
        }
    }
}

/// What a reader should know before reading on: that the data break the standard, or were compiled elsewhere.
fn remarks(visit: &Visit, about: &About) -> AnyView {
    let errors: i64 = about.facts.releases.iter().map(|release| release.errors).sum();
    let marked = (errors > 0).then(|| {
        view! {
            <Notice title=visit.tn("trading-marked", &[("n", errors.into())]) tone=Tone::Warn>
                <p>
                    {visit.t("trading-marked-what")} " " <a href="#releases">{visit.t("trading-marked-see")}</a>
                </p>
            </Notice>
        }
    });
    let compiled = about.facts.by_publisher.then(|| {
        view! {
            <Notice title=visit.t("trading-compiled") tone=Tone::Notice>
                <p>{visit.t("trading-compiled-what")}</p>
            </Notice>
        }
    });
    view! {
        {marked}
        {compiled}
    }
    .into_any()
}

/// The time line.
fn course(visit: &Visit, about: &About) -> AnyView {
    let process = &about.process;
    let planned = about.facts.first_tagged("planning").and_then(Moment::parse);
    let ended = about.facts.releases.last().and_then(|release| Moment::parse(&release.date));
    let steps = time_line(process, planned, ended);
    if steps.is_empty() {
        return ().into_any();
    }
    let today = visit.today();
    let events = steps.iter().map(|step| event(visit, process, step, today)).collect();
    view! {
        <section>
            <h2>{visit.t("trading-course")}</h2>
            <Timeline events=events />
        </section>
    }
    .into_any()
}

fn event(visit: &Visit, process: &Process, step: &Step, today: record::Day) -> Mark {
    let kind = process.kind;
    let title = match step.event {
        Event::Planned => visit.t("trading-event-planned").to_owned(),
        Event::Announced => own(visit, "trading-event-announced", kind),
        Event::Deadline => own(visit, "trading-event-deadline", kind),
        Event::Candidates => own(visit, "trading-event-candidates", kind),
        Event::Awarded => own(visit, "trading-event-awarded", kind),
        Event::Ended if process.state == State::Cancelled => visit.t("trading-event-cancelled").to_owned(),
        Event::Ended => visit.t("trading-event-unsuccessful").to_owned(),
        Event::Signed => visit.t("trading-event-signed").to_owned(),
        Event::Paid => visit.t("trading-event-paid").to_owned(),
        Event::Due => visit.t("trading-event-due").to_owned(),
    };
    let when = match step.until {
        Some(until) => period(visit, Period { start: Some(step.from), end: Some(until) }),
        // The hour of a deadline decides who is late, so it is shown.
        None if step.event == Event::Deadline => {
            step.from.at.map_or_else(|| visit.day(step.from.day), |at| visit.moment(at))
        }
        None => visit.day(step.from.day),
    };
    let since = step.days_since.filter(|days| *days > 0);
    let since = since
        .map(|days| view! { <p class="muted">{visit.tn("trading-days-later", &[("n", days.into())])}</p> });
    let lasted = step.until.map(|until| until.day.days_since(step.from.day) + 1).filter(|days| *days > 0);
    let lasted = lasted.map(|days| view! { <p>{visit.tn("trading-lasted", &[("n", days.into())])}</p> });
    let what = match step.event {
        Event::Planned => (!process.rationale.is_empty())
            .then(|| view! { <p>{original(visit, process, &process.rationale)}</p> }.into_any()),
        Event::Awarded => awarded(visit, process, step.from),
        _ => None,
    };
    Mark {
        title: title.into(),
        when: when.into(),
        stage: if step.from.day > today { Stage::Next } else { Stage::Done },
        body: view! {
            {what}
            {lasted}
            {since}
        }
        .into_any(),
    }
}

/// Who was chosen on that day, and at what price.
fn awarded(visit: &Visit, process: &Process, on: Moment) -> Option<AnyView> {
    let awards = process.awards.iter().filter(|award| award.stands() && award.date == Some(on));
    let lines: Vec<AnyView> = awards
        .map(|award| {
            let names: Vec<&str> = award.suppliers.iter().map(|supplier| supplier.name.as_str()).collect();
            let names = names.join(visit.t("trading-comma"));
            let value = award.value.as_ref().map(|value| format!(" {}", money(visit, value)));
            view! { <p>{original(visit, process, &names)} {value}</p> }.into_any()
        })
        .collect();
    (!lines.is_empty()).then(|| lines.into_any())
}

/// What the price did from the estimate to what was paid, where all of it is in one currency.
fn price(visit: &Visit, process: &Process) -> AnyView {
    let kind = process.kind;
    let contracted = {
        let mut sums = crate::rules::money::Sums::default();
        process
            .contracts
            .iter()
            .filter_map(|contract| contract.value.as_ref())
            .for_each(|value| sums.add(value));
        one(sums.amounts())
    };
    let stages = [
        (visit.t("trading-price-budget").to_owned(), process.budget.clone()),
        (own(visit, "trading-estimate", kind), process.estimate.clone()),
        (own(visit, "trading-price", kind), award_value(process)),
        (visit.t("trading-price-contract").to_owned(), contracted),
        (visit.t("trading-price-paid").to_owned(), one(paid(process).amounts())),
    ];
    let stages = stages.into_iter().filter_map(|(label, amount)| Some((label, amount?)));
    // Publishers write a zero for what they do not know, and corrections below it.
    let stages = stages.filter(|(_, amount)| !amount.number.is_zero() && !amount.number.is_negative());
    let stages: Vec<(String, Amount)> = stages.collect();
    let currency = stages.first().map(|(_, amount)| amount.currency.clone());
    if stages.len() < 2 || stages.iter().any(|(_, amount)| Some(&amount.currency) != currency.as_ref()) {
        return ().into_any();
    }
    let points = stages.iter().map(|(label, amount)| Point {
        label: label.clone().into(),
        value: u64::try_from(amount.number.hundredths_floor()).unwrap_or(0),
        shown: money(visit, amount).into(),
    });
    let points = points.collect();
    let compared = process.estimate.as_ref().zip(award_value(process)).and_then(|(estimate, award)| {
        let change = award.number.minus(estimate.number)?;
        let share = change.per_mille_of(estimate.number)?;
        let key = match (change.is_zero(), change.is_negative()) {
            (true, _) => "trading-price-same",
            (_, true) => "trading-price-below",
            _ => "trading-price-above",
        };
        // In the middle of an English sentence.
        let estimate = own(visit, "trading-estimate", kind).to_lowercase();
        Some(visit.tn(key, &[("estimate", estimate.into()), ("share", percent(share.abs()).into())]))
    });
    let heads = [visit.t("trading-stage").into(), visit.t("trading-sum").into()];
    view! {
        <section>
            <h2>{visit.t("trading-price-title")}</h2>
            <Figure
                visit=visit
                title=visit.t("trading-price-figure")
                sentence=compared.unwrap_or_default()
                chart=Chart::Bars
                heads=heads
                points=points
            />
        </section>
    }
    .into_any()
}

fn one(mut amounts: impl Iterator<Item = Amount>) -> Option<Amount> {
    let first = amounts.next();
    if amounts.next().is_some() { None } else { first }
}

/// A text, marked as a field of the record where the record has exactly this text there.
pub(super) fn held(about: &About, field: &str, text: &str, shown: AnyView) -> AnyView {
    let found = field.strip_prefix("/compiled").and_then(|field| about.facts.compiled.pointer(field));
    match found.and_then(serde_json::Value::as_str) {
        Some(found) if found == text => fact(field, shown),
        _ => shown,
    }
}

/// A sum to its last digit, marked as a field of the record where the record has exactly this sum there. `field` points to
/// the number; beside it stands its currency.
pub(super) fn held_sum(visit: &Visit, about: &About, field: &str, amount: &Amount) -> AnyView {
    let shown = money(visit, amount);
    let sum = field.strip_prefix("/compiled").and_then(|field| field.strip_suffix("/amount"));
    let found = sum.and_then(|sum| about.facts.compiled.pointer(sum)).and_then(Amount::read);
    if found.as_ref() == Some(amount) { fact_sum(field, shown, false) } else { shown.into_any() }
}

/// The address of a process, without the language.
pub(super) fn path(ocid: &str) -> String {
    format!("/trading/{}", escaped(ocid))
}
