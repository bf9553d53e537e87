//! How the page of a case looks to who handles it: what falls due first, then what waits for a second person, the sealed room, what
//! can be done, and everything that happened with both its times.

mod course;
mod write;

use leptos::prelude::*;
use ui::{
    Answer, Button, Choice, Column, ErrorSummary, Notice, Offer, Panel, SummaryList, Table, Tag, Text, Tone,
    Visit, Weight, cells,
};

use super::case::{Page, Shown};
use super::room::{case_room, ground_word};
use super::work::due_words;
use crate::pages::unit_name;
use crate::rules::clock::{Due, Standing};
use crate::rules::opening::Reason;
use crate::rules::recusal::Ground;
use crate::table::{OpeningStep, Proposed};

pub(super) use course::deed_words;

/// The page of a case.
pub(crate) fn case(shown: &Shown<'_>, page: &Page, forms: Vec<AnyView>) -> AnyView {
    let visit = &shown.seat.visit;
    let head = shown.found.case.head();
    let kind = visit.word(&format!("cases-kind-{}", head.kind.as_str())).unwrap_or_default();
    let errors = (!page.errors.is_empty()).then(|| {
        let errors = page.errors.clone();
        view! { <ErrorSummary visit=visit errors=errors /> }
    });
    let done = visit.word(&format!("cases-desk-done-{}", page.done)).filter(|_| !page.done.is_empty());
    let done = done.map(|text| view! { <Notice title=text tone=Tone::Good /> });
    let refusal = page.refusal.and_then(|refusal| visit.word(&format!("cases-refusal-{}", refusal.as_str())));
    let refusal = refusal.map(|text| view! { <Notice title=text tone=Tone::Warn /> });
    let nothing = forms.is_empty().then(|| view! { <p>{visit.t("cases-desk-nothing-to-do")}</p> });
    view! {
        {errors}
        {done}
        {refusal}
        <p class="crumbs-line">
            <a href=visit.href("/staff/cases")>{visit.t("cases-desk-list")}</a>
        </p>
        <h1>{head.number.clone()} " · " {kind}</h1>
        {limits(visit, &shown.dues)}
        {waiting(shown)}
        <div class="two">
            <div>
                {words(shown)}
                {room(shown)}
                <h2>{visit.t("cases-desk-acts")}</h2>
                {nothing}
                {forms}
                <h2>{visit.t("cases-course")}</h2>
                {course::course(shown)}
            </div>
            <div>{facts(shown)} {write::write(shown, page)} {identity(shown)} {exclusions(shown)}</div>
        </div>
    }
    .into_any()
}

/// Every limit the case has had.
fn limits(visit: &Visit, dues: &[Due]) -> AnyView {
    let rows = dues
        .iter()
        .map(|due| {
            let name = visit
                .word(&format!("cases-desk-limit-{}", due.limit.as_str().to_ascii_lowercase()))
                .unwrap_or_default();
            let (tone, text) = match due.standing {
                Standing::Running { left_days } => due_words(visit, left_days),
                Standing::Still => (Tone::Notice, visit.t("cases-desk-still").to_owned()),
                Standing::Done { late_days: 0, .. } => (Tone::Good, visit.t("cases-desk-in-time").to_owned()),
                Standing::Done { late_days, .. } => {
                    (Tone::Warn, visit.tn("cases-desk-done-late", &[("n", late_days.into())]))
                }
                Standing::Over => (Tone::Plain, visit.t("cases-desk-over").to_owned()),
            };
            let mark = due.by.provisional.then(|| visit.t("cases-desk-provisional"));
            cells![name, visit.day(due.by.day), view! { <Tag tone=tone text=text /> " " {mark} }]
        })
        .collect();
    let columns = vec![
        Column::name(visit.t("cases-desk-limit")),
        Column::text(visit.t("cases-desk-last-day")),
        Column::text(visit.t("cases-desk-standing")),
    ];
    view! { <Table caption=visit.t("cases-desk-limits") columns=columns rows=rows /> }.into_any()
}

/// What waits for a second person.
fn waiting(shown: &Shown<'_>) -> Option<AnyView> {
    let visit = &shown.seat.visit;
    if shown.proposals.is_empty() {
        return None;
    }
    let lines = shown
        .proposals
        .iter()
        .map(|(proposal, may)| {
            let what = match &proposal.act {
                Proposed::Deed(deed) => deed_words(shown, deed),
                Proposed::Exclusion { account, ground } => {
                    let ground = visit.word(&format!("cases-ground-{}", ground.as_str())).unwrap_or_default();
                    visit.tn(
                        "cases-desk-exclude-whom",
                        &[("who", shown.title(account).into()), ("ground", ground.into())],
                    )
                }
            };
            let missing = proposal.others.saturating_sub(proposal.consents.len());
            let who = visit.tn(
                "cases-desk-proposed-by",
                &[
                    ("who", shown.title(&proposal.author).into()),
                    ("n", missing.into()),
                    ("until", visit.moment(proposal.expires).into()),
                ],
            );
            let (label, value) = match (may, proposal.author == shown.seat.actor.account) {
                (true, _) => (Some(visit.t("cases-desk-agree")), "agree"),
                (false, true) => (Some(visit.t("cases-desk-withdraw")), "withdraw"),
                (false, false) => (None, ""),
            };
            let button = label.map(|label| {
                let to = format!("/staff/cases/{}/consent", shown.found.case.head().number);
                view! {
                    <form method="post" action=visit.href(&to)>
                        <input type="hidden" name="proposal" value=proposal.id.to_string() />
                        <Button text=label name="do" value=value />
                    </form>
                }
            });
            view! {
                <li>
                    <p>
                        <b>{what}</b>
                    </p>
                    <p class="muted">{who}</p>
                    {button}
                </li>
            }
        })
        .collect::<Vec<_>>();
    Some(
        view! {
            <section class="waiting" aria-labelledby="waiting">
                <h2 id="waiting">{visit.t("cases-desk-waiting")}</h2>
                <ul class="plain-list">{lines}</ul>
            </section>
        }
        .into_any(),
    )
}

/// What a complaint says; a report's words are under its seal.
fn words(shown: &Shown<'_>) -> Option<AnyView> {
    let visit = &shown.seat.visit;
    let text = shown.words.clone()?;
    Some(
        view! {
            <h2>{visit.t("cases-desk-words")}</h2>
            <p class="letter__text">{text}</p>
        }
        .into_any(),
    )
}

/// Where the sealed parts are opened, on this device.
fn room(shown: &Shown<'_>) -> AnyView {
    let visit = &shown.seat.visit;
    let sealed = [("files", shown.files.into()), ("messages", shown.messages.len().into())];
    view! {
        <h2>{visit.t("cases-desk-sealed")}</h2>
        <p>{visit.tn("cases-desk-sealed-what", &sealed)}</p>
        {case_room(visit, shown.found.case.head(), shown.by_passkey)}
        <noscript>
            <p>{visit.t("cases-desk-needs-scripts")}</p>
        </noscript>
        {take_away(shown)}
    }
    .into_any()
}

/// The whole case as it is sealed, for who may take it.
fn take_away(shown: &Shown<'_>) -> Option<AnyView> {
    let (seat, number) = (shown.seat, &shown.found.case.head().number);
    let to = seat.visit.href(&format!("/staff/cases/{number}/export"));
    seat.may(staff::Action::Export, &shown.found.object).then(|| {
        view! {
            <p>
                <a href=to>{seat.visit.t("cases-desk-export")}</a>
                <br />
                <span class="muted">{seat.visit.t("cases-desk-export-hint")}</span>
            </p>
        }
        .into_any()
    })
}

fn facts(shown: &Shown<'_>) -> AnyView {
    let visit = &shown.seat.visit;
    let case = &shown.found.case;
    let head = case.head();
    let word = |begin: &str, word: &str| visit.word(&format!("{begin}-{word}")).unwrap_or_default();
    let people = |accounts: &[String]| match accounts.is_empty() {
        true => visit.t("cases-desk-nobody").to_owned(),
        false => accounts.iter().map(|it| shown.title(it)).collect::<Vec<_>>().join(visit.t("cases-and")),
    };
    let cases = |numbers: &[String]| {
        let links = numbers.iter().map(|number| {
            view! { <a href=visit.href(&format!("/staff/cases/{number}"))>{number.clone()}</a> " " }
        });
        links.collect::<Vec<_>>().into_any()
    };
    let stage = case.state().stage().map_or("", |stage| word("cases-stage", stage.as_str()));
    let mut facts: Vec<(Text, AnyView)> = vec![
        (visit.t("cases-desk-stage").into(), stage.into_any()),
        (visit.t("cases-desk-state").into(), word("cases-state", case.state().as_str()).into_any()),
        (visit.t("cases-desk-channel").into(), word("cases-channel", head.channel.as_str()).into_any()),
        (visit.t("cases-fact-received").into(), visit.day(head.received).into_any()),
        (visit.t("cases-fact-unit").into(), unit_name(visit, case.unit()).to_owned().into_any()),
        (visit.t("cases-desk-team").into(), people(case.team()).into_any()),
        (visit.t("cases-desk-sealed-by").into(), word("cases-sealed-by", head.sealed_by.as_str()).into_any()),
    ];
    if let Some(unit) = &head.concerned_unit {
        facts.push((visit.t("cases-desk-concerned").into(), unit_name(visit, unit).to_owned().into_any()));
    }
    if !shown.joined.is_empty() {
        facts.push((visit.t("cases-desk-joined").into(), cases(&shown.joined)));
    }
    if !shown.linked.is_empty() {
        facts.push((visit.t("cases-desk-linked").into(), cases(&shown.linked)));
    }
    view! {
        <Panel title=visit.t("cases-facts")>
            <SummaryList facts=facts />
        </Panel>
    }
    .into_any()
}

/// Who asked for the identity, and the form to ask.
fn identity(shown: &Shown<'_>) -> AnyView {
    let visit = &shown.seat.visit;
    let lines = shown
        .openings
        .iter()
        .map(|opening| {
            let reason = visit.word(&format!("cases-reason-{}", opening.reason.as_str())).unwrap_or_default();
            let step = match opening.step {
                OpeningStep::Asked => visit.t("cases-step-asked"),
                OpeningStep::Granted => visit.t("cases-step-granted"),
                OpeningStep::Declined => visit.t("cases-step-declined"),
                OpeningStep::Opened => visit.t("cases-step-opened"),
            };
            view! {
                <li>
                    {step} " · " {shown.title(&opening.account)} " · " {reason} " · " {visit.moment(opening.at)}
                </li>
            }
        })
        .collect::<Vec<_>>();
    let object = staff::Object { kind: staff::ObjectKind::Identity, ..shown.found.object.clone() };
    let may = shown.seat.may(staff::Action::IdentityAsk, &object);
    let ask = may.then(|| {
        let reasons = Answer::list(
            visit.t("cases-choose"),
            Reason::ALL.iter().map(|reason| {
                Answer::new(
                    reason.as_str(),
                    visit.word(&format!("cases-reason-{}", reason.as_str())).unwrap_or_default(),
                )
            }),
        );
        let to = format!("/staff/cases/{}/identity", shown.found.case.head().number);
        view! {
            <form method="post" action=visit.href(&to) novalidate>
                <Choice
                    name="reason"
                    id="identity-reason"
                    label=visit.t("cases-desk-identity-why")
                    hint=visit.t("cases-desk-identity-hint")
                    answers=reasons
                    offer=Offer::List
                />
                <Button text=visit.t("cases-desk-identity-ask") weight=Weight::Second />
            </form>
        }
    });
    let none = lines.is_empty().then(|| view! { <p>{visit.t("cases-desk-identity-none")}</p> });
    view! {
        <Panel title=visit.t("cases-desk-identity")>
            {none} <ul class="plain-list">{lines}</ul> {ask}
        </Panel>
    }
    .into_any()
}

/// How many may not touch it, and the form to propose another.
fn exclusions(shown: &Shown<'_>) -> AnyView {
    let visit = &shown.seat.visit;
    let number = visit.tn("cases-excluded", &[("n", shown.excluded.into())]);
    let form = shown.seat.may(staff::Action::CaseExclude, &shown.found.object).then(|| {
        let people = Answer::list(
            visit.t("cases-choose"),
            shown.colleagues.iter().map(|it| {
                Answer::new(it.account.clone(), format!("{} · {}", it.title, unit_name(visit, &it.unit)))
            }),
        );
        let grounds = Answer::list(
            visit.t("cases-choose"),
            Ground::ALL.iter().map(|ground| Answer::new(ground.as_str(), ground_word(visit, *ground))),
        );
        let to = format!("/staff/cases/{}/exclude", shown.found.case.head().number);
        view! {
            <details class="do">
                <summary class="do__title">{visit.t("cases-desk-exclude")}</summary>
                <form method="post" action=visit.href(&to) novalidate>
                    <Choice
                        name="account"
                        id="exclude-account"
                        label=visit.t("cases-desk-whom")
                        answers=people
                        offer=Offer::List
                    />
                    <Choice
                        name="ground"
                        id="exclude-ground"
                        label=visit.t("cases-desk-ground")
                        answers=grounds
                        offer=Offer::List
                    />
                    <Button text=visit.t("cases-desk-exclude") weight=Weight::Second />
                </form>
            </details>
        }
    });
    view! { <Panel title=visit.t("cases-desk-exclusions")><p>{number}</p> {form}</Panel> }.into_any()
}
