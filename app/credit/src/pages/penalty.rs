//! One penalty: what was done, by which article, for how long it is public. Where it was withdrawn: that it was, when
//! and why. Where its time is over: that it is over, and nothing else.

use leptos::prelude::*;
use proof::{Proofs, proof_panel};
use record::reference::escaped;
use record::{Calendar, Day};
use store::Version;
use ui::{
    Event, Nav, Notice, Panel, Robots, Stage, SummaryList, Tag, Text, Timeline, Tone, Visit, fact, fact_day,
    fact_sum,
};

use super::crumbs;
use super::enterprise::objection;
use super::history::of_penalty_page;
use super::naming::{chinese, day_or_none, severity};
use super::penalties::{kinds, why};
use crate::penalty::{Party, Penalty, Tombstone};
use crate::rules::publication::{PUBLISH_WORKING_DAYS, Severity, WITHDRAW_WORKING_DAYS, promptness};

const ABOVE: [(&str, &str); 2] =
    [("credit-title", "/credit"), ("credit-list-penalties", "/credit/penalties")];

fn page(
    visit: &Visit,
    title: String,
    robots: Robots,
    feed: Option<&str>,
    island: bool,
    body: AnyView,
) -> ui::Page {
    ui::Page {
        title,
        description: String::new(),
        nav: Nav::Credit,
        crumbs: crumbs(visit, &ABOVE),
        robots,
        body,
        bundle: ui::Bundle::Public.when(island),
        feed: feed.map(|key| format!("/credit/penalties/{}/changes.atom", escaped(key))),
        desk: None,
    }
}

/// The page of a penalty that stands. `versions` are all of it, newest first.
pub(crate) fn penalty(visit: &Visit, penalty: &Penalty, versions: &[Version], proofs: &Proofs) -> ui::Page {
    let title = penalty.offence.clone().unwrap_or_else(|| penalty.document.clone());
    let (tone, word) = severity(visit, penalty.severity);
    let not_stated = (!penalty.severity_stated)
        .then(|| view! { <p class="muted">{visit.t("credit-severity-assumed")}</p> });
    let body = view! {
        <h1>{chinese(visit, &title)}</h1>
        <p>
            <Tag tone=tone text=word /> " " {fact("/document", chinese(visit, &penalty.document))}
        </p>
        {not_stated}
        <div class="two">
            <div>
                <SummaryList facts=facts(visit, penalty) />
                <h2>{visit.t("credit-course")}</h2>
                <Timeline events=course(visit, penalty) />
                {of_penalty_page(visit, versions)}
            </div>
            <div>{objection(visit)} {proof_panel(visit, proofs)}</div>
        </div>
    };
    let is_person = !matches!(penalty.party, Party::Organisation { .. });
    let robots = if is_person { Robots::NoIndex } else { Robots::Index };
    let title = format!("{title} {}", penalty.document);
    page(visit, title, robots, Some(&penalty.key), proofs.has_island(visit), body.into_any())
}

fn facts(visit: &Visit, penalty: &Penalty) -> Vec<(Text, AnyView)> {
    let mut facts: Vec<(Text, AnyView)> = Vec::new();
    let mut add = |key: &'static str, value: Option<AnyView>| {
        facts.extend(value.map(|value| (visit.t(key).into(), value)));
    };
    let text = |field: &str, text: &Option<String>| {
        text.as_deref().map(|text| fact(format!("/{field}"), chinese(visit, text)))
    };
    add("credit-party", Some(party(visit, &penalty.party)));
    add("credit-representative", text("legal_representative", &penalty.legal_representative));
    add("credit-findings", text("findings", &penalty.findings));
    add("credit-basis", text("basis", &penalty.basis));
    add("credit-penalty-kinds", Some(kinds(visit, penalty).into_any()));
    add("credit-content", text("content", &penalty.content));
    let money = |field: &'static str, fen: Option<record::Fen>| {
        fen.map(|fen| fact_sum(field, visit.money(fen), true))
    };
    add("credit-fine-amount", money("/fine", penalty.fine));
    add("credit-confiscated", money("/confiscated", penalty.confiscated));
    add("credit-licence", text("licence", &penalty.licence));
    add("credit-authority", Some(fact("/authority/name", chinese(visit, &penalty.authority.name))));
    add(
        "credit-source",
        penalty.source.as_ref().map(|source| fact("/source/name", chinese(visit, &source.name))),
    );
    add("credit-effective-until", penalty.valid_until.map(|day| fact_day(visit, "/valid_until", day)));
    add("credit-remark", text("remark", &penalty.remark));
    add("credit-penalty-number", Some(fact("/key", penalty.key.clone())));
    facts
}

fn party(visit: &Visit, party: &Party) -> AnyView {
    match party.uscc() {
        Some(uscc) => {
            let href = visit.href(&format!("/credit/{uscc}"));
            view! {
                <a href=href>{fact("/party/name", chinese(visit, party.name()))}</a>
                " "
                <span class="fixed">{fact("/party/uscc", uscc.to_string())}</span>
            }
            .into_any()
        }
        None => fact("/party/masked_name", party.name().to_owned()),
    }
}

/// From the decision to the day the penalty leaves the register by itself.
fn course(visit: &Visit, penalty: &Penalty) -> Vec<Event> {
    let today = visit.today();
    let stage = |day: Day| if day <= today { Stage::Done } else { Stage::Next };
    let event = |key: &'static str, day: Day, body: AnyView| Event {
        title: visit.t(key).into(),
        when: visit.day(day).into(),
        stage: stage(day),
        body,
    };
    let mut events = vec![event("credit-event-decided", penalty.decided_on, ().into_any())];
    if let (Some(on), Some(prompt)) = (penalty.published_on, promptness(penalty, Calendar::china())) {
        let args = [
            ("used", prompt.days_used.into()),
            ("limit", PUBLISH_WORKING_DAYS.into()),
            ("late", prompt.days_late.into()),
        ];
        let late = (prompt.days_late > 0).then(|| {
            let words = visit.tn("credit-published-late", &args);
            view! { " " <Tag tone=Tone::Warn text=words /> }
        });
        let provisional = prompt.provisional.then(|| format!(" {}", visit.t("credit-provisional")));
        let body = view! {
            <p class="muted">{visit.tn("credit-published-after", &args)} {provisional} {late}</p>
        };
        events.push(event("credit-event-published", on, body.into_any()));
    }
    if penalty.severity != Severity::Minor {
        let body = view! { <p class="muted">{visit.t("credit-repair-short")}</p> };
        events.push(event("credit-event-repair", penalty.publish_min, body.into_any()));
    }
    let body = view! { <p class="muted">{visit.t("credit-ends-by-itself")}</p> };
    events.push(event("credit-event-end", penalty.publish_until, body.into_any()));
    events
}

/// The page of a penalty that was changed or revoked.
pub(crate) fn tombstone(
    visit: &Visit,
    stone: &Tombstone,
    withdraw_by: Day,
    provisional: bool,
    versions: &[Version],
    proofs: &Proofs,
) -> ui::Page {
    let facts: Vec<(Text, AnyView)> = vec![
        (visit.t("credit-document").into(), chinese(visit, &stone.document)),
        (visit.t("credit-authority").into(), chinese(visit, &stone.authority.name)),
        (visit.t("credit-decided").into(), visit.day(stone.decided_on).into_any()),
        (visit.t("credit-withdrawn-on").into(), visit.day(stone.withdrawal.on).into_any()),
        (visit.t("credit-reason").into(), chinese(visit, &stone.withdrawal.reason)),
        (visit.t("credit-basis").into(), visit.t("credit-basis-article-48").into_any()),
        (visit.t("credit-penalty-number").into(), stone.key.clone().into_any()),
    ];
    let due = visit.tn(
        "credit-withdraw-by",
        &[("n", WITHDRAW_WORKING_DAYS.into()), ("day", visit.day(withdraw_by).into())],
    );
    let title = why(visit, stone.withdrawal.why);
    let body = view! {
        <h1>{chinese(visit, &stone.document)}</h1>
        <Notice title=title tone=Tone::Notice>
            <p>{visit.t("credit-tombstone-what")}</p>
        </Notice>
        <div class="two">
            <div>
                <SummaryList facts=facts />
                <p>
                    {due} {provisional.then(|| format!(" {}", visit.t("credit-provisional")))} " "
                    {taken_down(visit, withdraw_by, versions)}
                </p>
                {of_penalty_page(visit, versions)}
            </div>
            <div>{objection(visit)} {proof_panel(visit, proofs)}</div>
        </div>
    };
    let title = format!("{title} {}", stone.document);
    let island = proofs.has_island(visit);
    page(visit, title, Robots::NoIndex, Some(&stone.key), island, body.into_any())
}

/// When the penalty left this register, if it ever stood in it. Only then can its withdrawal here be late.
fn taken_down(visit: &Visit, withdraw_by: Day, versions: &[Version]) -> AnyView {
    // Newest first: the oldest withdrawn version above one that stood.
    let first =
        versions.iter().zip(versions.iter().skip(1)).find(|(now, before)| now.withdrawn && !before.withdrawn);
    let Some((version, _)) = first else {
        return visit.t("credit-never-stood").into_any();
    };
    let on = version.entered.day(visit.city().utc_offset_minutes);
    let words = visit.tn("credit-taken-down", &[("day", visit.day(on).into())]);
    let (tone, key) = if on > withdraw_by {
        (Tone::Warn, "credit-taken-down-late")
    } else {
        (Tone::Good, "credit-taken-down-in-time")
    };
    view! {
        {words}
        " "
        <Tag tone=tone text=visit.t(key) />
    }
    .into_any()
}

/// The page of a penalty whose publication has not begun or is over: it names no party and no offence.
pub(crate) fn gone(visit: &Visit, ended: Option<Day>) -> ui::Page {
    let what = match ended {
        Some(_) => visit.tn("credit-gone-ended", &[("day", day_or_none(visit, ended).into())]),
        None => visit.t("credit-gone-not-yet").to_owned(),
    };
    let title = visit.t("credit-gone-title");
    let body = view! {
        <h1>{title}</h1>
        <p class="lead">{what}</p>
        <p>{visit.t("credit-gone-why")}</p>
        <Panel title=visit.t("credit-next-title")>
            <ul>
                <li>
                    <a href=visit.href("/credit/penalties")>{visit.t("credit-list-penalties")}</a>
                </li>
                <li>
                    <a href=visit.href("/methods/credit-publication")>{visit.t("credit-rule-link")}</a>
                </li>
            </ul>
        </Panel>
    };
    page(visit, title.to_owned(), Robots::NoIndex, None, false, body.into_any())
}
