//! What whoever holds a receipt reads of the case: where it stands in plain words, what comes next and by when, what the two sides
//! wrote, who asked for the reporter's identity and why, and the proof that it was not dropped.

mod acts;
mod course;
mod proof;
mod words;

use leptos::prelude::*;
use letters::reader::{Reader, ReaderWords};
use letters::{Exchange, Posted};
use record::Day;
use ui::{
    Bundle, Button, ErrorSummary, Input, Nav, Notice, Page, Panel, Robots, SummaryList, Text, Tone, Visit,
};
use zeroize::Zeroizing;

pub(crate) use words::OwnWords;

use super::Errors;
use super::parts::{leave, other_ways, unit_name};
use crate::case::{CaseFile, Kind};
use crate::rules::clock::{self, Due, Standing as Running};
use crate::rules::intake::Standing;
use crate::stage::{Closed, Ending, Stage, State};
use crate::table::{Dropped, Opening, OpeningStep, Proof};

/// The page that asks for a receipt.
#[derive(Default)]
pub(crate) struct ReceiptPage {
    /// What is wrong with the one that was typed. It is not given back.
    pub(crate) error: Option<&'static str>,
    /// Whether the receipt is to be sent as it is: without scripts, or because somebody has chosen so.
    pub(crate) plain: bool,
}

/// A message, opened.
pub(crate) struct Opened {
    /// The day.
    pub(crate) day: Day,
    /// Whether the reporter wrote it.
    pub(crate) is_mine: bool,
    /// What it says.
    pub(crate) words: Said,
}

/// The words of a message.
pub(crate) enum Said {
    /// Opened here.
    Open(Zeroizing<String>),
    /// To be opened on the reporter's device.
    Sealed(Posted),
    /// They cannot be opened.
    Closed,
}

/// What the page of a case is made of.
pub(crate) struct CasePage<'a> {
    /// The receipt, which every form of the page sends again: nothing is kept that could stand for it. Empty where it stays on the device.
    pub(crate) receipt: &'a str,
    /// What the reporter's device must know, where the receipt stays there.
    pub(crate) exchange: Option<Exchange>,
    /// The case; none where it was accepted and is gone.
    pub(crate) case: Option<CaseFile>,
    /// Its limits.
    pub(crate) dues: Vec<Due>,
    /// The messages, oldest first.
    pub(crate) letters: Vec<Opened>,
    /// The number the next one has.
    pub(crate) next_message: u32,
    /// Who asked for the identity.
    pub(crate) openings: Vec<Opening>,
    /// How many officers may not touch it.
    pub(crate) excluded: u64,
    /// Whether the case and its leaf are there.
    pub(crate) standing: Dropped,
    /// The commitment in the intake tree.
    pub(crate) commitment: &'a str,
    /// The proof, once the day is over.
    pub(crate) proof: Option<Proof>,
    /// The words that were offered to the public.
    pub(crate) words: Option<OwnWords>,
    /// What was done just now: the key of a sentence.
    pub(crate) said: Option<&'static str>,
    /// What is wrong with what was sent.
    pub(crate) errors: Errors,
    /// The words that were sent with it.
    pub(crate) typed: &'a str,
}

/// `GET /case`
pub(crate) fn receipt(visit: &Visit, page: &ReceiptPage) -> Page {
    let title = visit.t("cases-case");
    let errors = page.error.map(|error| vec![(Text::from("receipt"), Text::from(error))]);
    let body = view! {
        {leave(visit)}
        {errors.map(|errors| view! { <ErrorSummary visit=visit errors=errors /> })}
        <h1>{title}</h1>
        <p class="lead">{visit.t("cases-case-lead")}</p>
        <div class="two">
            <form method="post" action=visit.href("/case") autocomplete="off" spellcheck="false" novalidate>
                <Input
                    name="receipt"
                    label=visit.t("cases-field-receipt")
                    hint=visit.t("cases-field-receipt-hint")
                    error=page.error.unwrap_or_default()
                    autocomplete="off"
                />
                {show_button(visit, page.plain)}
            </form>
            <div>
                <Panel title=visit.t("cases-receipt-lost")>
                    <p>{visit.t("cases-receipt-lost-text")}</p>
                </Panel>
                {other_ways(visit)}
            </div>
        </div>
    };
    Page {
        title: title.to_owned(),
        description: visit.t("cases-case-description").to_owned(),
        nav: Nav::Case,
        robots: Robots::Index,
        body: body.into_any(),
        bundle: (!page.plain).then_some(Bundle::Case),
        ..Page::default()
    }
}

/// The button of the plain form; where scripts run, the one that keeps the receipt on the device takes its place.
fn show_button(visit: &Visit, plain: bool) -> AnyView {
    let button = view! { <Button text=visit.t("cases-case-show") /> };
    if plain {
        return button.into_any();
    }
    let t = |key| visit.t(key).to_owned();
    let words = ReaderWords {
        show: t("cases-case-show"),
        looking: t("cases-reader-looking"),
        unable: t("cases-reader-unable"),
        plain_about: t("cases-reader-plain-about"),
        plain: t("cases-reader-plain"),
        unknown: t("cases-receipt-wrong"),
        unreachable: t("cases-reader-unreachable"),
        forged: t("cases-reader-forged"),
        faults: [t("seal-receipt-length"), t("seal-receipt-character"), t("seal-receipt-check")],
    };
    view! {
        <noscript>{button}</noscript>
        <Reader words=words plain=visit.href("/case?plain=1") />
    }
    .into_any()
}

/// `POST /case`
pub(crate) fn case(visit: &Visit, page: &CasePage<'_>) -> Page {
    let title = visit.t("cases-case");
    let said = page.said.map(|key| {
        let is_done = !matches!(key, "cases-said-overtaken" | "cases-said-not-possible");
        let tone = if is_done { Tone::Good } else { Tone::Notice };
        view! { <Notice title=visit.word(key).unwrap_or_default() tone=tone /> }
    });
    let errors = (!page.errors.is_empty()).then(|| {
        let errors = page.errors.clone();
        view! { <ErrorSummary visit=visit errors=errors /> }
    });
    let rest = match &page.case {
        Some(case) => found(visit, page, case),
        None => gone(visit, page),
    };
    let body = view! {
        {leave(visit)}
        {errors}
        {said}
        <div data-case="" data-exchange=page.exchange.as_ref().map(json)>
            {rest}
        </div>
    };
    Page {
        title: title.to_owned(),
        nav: Nav::Case,
        robots: Robots::NoIndex,
        body: body.into_any(),
        ..Page::default()
    }
}

/// It was accepted, its leaf is there, and the case is not: the receipt is the proof of it.
fn gone(visit: &Visit, page: &CasePage<'_>) -> AnyView {
    let day = page.standing.day.map_or_else(String::new, |day| visit.day(day));
    view! {
        <h1>{visit.t("cases-gone")}</h1>
        <Notice title=visit.tn("cases-gone-what", &[("day", day.into())]) tone=Tone::Bad>
            <p>{visit.t("cases-gone-todo")}</p>
        </Notice>
        <div class="two">
            <div>{proof::proof(visit, page)}</div>
            <div>{other_ways(visit)}</div>
        </div>
    }
    .into_any()
}

fn found(visit: &Visit, page: &CasePage<'_>, case: &CaseFile) -> AnyView {
    let head = case.head();
    let kind = visit.word(&format!("cases-kind-{}", head.kind.as_str())).unwrap_or_default();
    let facts: Vec<(Text, AnyView)> = vec![
        (visit.t("cases-fact-kind").into(), kind.into_any()),
        (visit.t("cases-fact-received").into(), visit.day(head.received).into_any()),
        (visit.t("cases-fact-unit").into(), unit_name(visit, case.unit()).to_owned().into_any()),
        (
            visit.t("cases-fact-team").into(),
            visit.tn("cases-team", &[("n", case.team().len().into())]).into_any(),
        ),
        (
            visit.t("cases-fact-excluded").into(),
            visit.tn("cases-excluded", &[("n", page.excluded.into())]).into_any(),
        ),
    ];
    let unproven = (page.standing.standing == Standing::Unproven).then(|| {
        view! {
            <Notice title=visit.t("cases-unproven") tone=Tone::Bad>
                <p>{visit.t("cases-gone-todo")}</p>
            </Notice>
        }
    });
    view! {
        <h1>{now(visit, case)}</h1>
        <p class="lead">{next(visit, page, case)}</p>
        {unproven}
        <div class="two">
            <div>
                {letters(visit, page)}
                {acts::forms(visit, page, case)}
                <h2>{visit.t("cases-course")}</h2>
                {course::course(visit, case)}
            </div>
            <div>
                <Panel title=visit.t("cases-facts")>
                    <SummaryList facts=facts />
                </Panel>
                {words::words(visit, page)}
                {openings(visit, page)}
                {proof::proof(visit, page)}
            </div>
        </div>
    }
    .into_any()
}

/// Where it stands, in a sentence. Of a report, no step is told that could warn whom it is about.
fn now(visit: &Visit, case: &CaseFile) -> &'static str {
    let is_report = case.head().kind == Kind::Report;
    match case.state() {
        State::At(Stage::Intake) => visit.t("cases-now-intake"),
        State::Joined { .. } => visit.t("cases-now-joined"),
        State::Closed(Closed { ending: Ending::Refused, .. }) => visit.t("cases-now-refused"),
        State::Closed(Closed { ending: Ending::HandedOver, .. }) => visit.t("cases-now-handed-over"),
        State::Closed(_) if is_report => visit.t("cases-now-closed-report"),
        State::Closed(_) => visit.t("cases-now-closed"),
        _ if case.is_paused() => visit.t("cases-now-paused"),
        _ if is_report => visit.t("cases-now-working-report"),
        _ => visit.t("cases-now-working"),
    }
}

/// The next date and the rule it comes from; that a date has passed is said as plainly.
fn next(visit: &Visit, page: &CasePage<'_>, case: &CaseFile) -> String {
    let told = |due: &&Due| !matches!(due.limit.as_str(), "REP-UP" | "REP-FWD" | "PET-OBJ" | "OWN-SHELF");
    let dues: Vec<Due> = page.dues.iter().filter(told).copied().collect();
    let Some(due) = clock::next(&dues) else {
        return match case.state() {
            State::Closed(_) => visit.t("cases-next-closed").to_owned(),
            _ => visit.t("cases-next-open").to_owned(),
        };
    };
    let limit =
        visit.word(&format!("cases-limit-{}", due.limit.as_str().to_ascii_lowercase())).unwrap_or_default();
    let words = [("what", limit.into()), ("day", visit.day(due.by.day).into())];
    match due.standing {
        Running::Running { left_days } if left_days < 0 => visit.tn("cases-next-late", &words),
        _ if due.by.provisional => visit.tn("cases-next-provisional", &words),
        _ => visit.tn("cases-next-by", &words),
    }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("texts and numbers are JSON")
}

fn letters(visit: &Visit, page: &CasePage<'_>) -> AnyView {
    let lines = page
        .letters
        .iter()
        .map(|letter| {
            let who =
                if letter.is_mine { visit.t("cases-letter-mine") } else { visit.t("cases-letter-team") };
            let class = if letter.is_mine { "letter letter--mine" } else { "letter" };
            let (text, sealed) = match &letter.words {
                Said::Open(text) => (text.to_string(), None),
                Said::Sealed(posted) => (visit.t("cases-letter-closed").to_owned(), Some(json(posted))),
                Said::Closed => (visit.t("cases-letter-closed").to_owned(), None),
            };
            view! {
                <li class=class>
                    <p class="letter__who">
                        <b>{who}</b>
                        " "
                        <span class="muted">{visit.day(letter.day)}</span>
                    </p>
                    <p class="letter__text" data-letter=sealed>
                        {text}
                    </p>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let list = match lines.is_empty() {
        true => view! { <p>{visit.t("cases-letters-none")}</p> }.into_any(),
        false => view! { <ol class="letters">{lines}</ol> }.into_any(),
    };
    view! {
        <h2>{visit.t("cases-letters")}</h2>
        {list}
    }
    .into_any()
}

/// Each step on the way to the identity: the day, the unit and the reason, never a person's name.
fn openings(visit: &Visit, page: &CasePage<'_>) -> AnyView {
    let lines = page
        .openings
        .iter()
        .map(|opening| {
            let day = opening.at.day(visit.city().utc_offset_minutes);
            let reason = visit.word(&format!("cases-reason-{}", opening.reason.as_str())).unwrap_or_default();
            let words = [
                ("day", visit.day(day).into()),
                ("unit", unit_name(visit, &opening.unit).into()),
                ("reason", reason.into()),
            ];
            let line = match opening.step {
                OpeningStep::Asked => visit.tn("cases-opening-asked", &words),
                OpeningStep::Granted => visit.tn("cases-opening-granted", &words),
                OpeningStep::Declined => visit.tn("cases-opening-declined", &words),
                OpeningStep::Opened => visit.tn("cases-opening-opened", &words),
            };
            view! { <li>{line}</li> }
        })
        .collect::<Vec<_>>();
    let list = match lines.is_empty() {
        true => view! { <p>{visit.t("cases-openings-none")}</p> }.into_any(),
        false => view! { <ol class="steps">{lines}</ol> }.into_any(),
    };
    view! { <Panel title=visit.t("cases-openings")>{list}</Panel> }.into_any()
}
