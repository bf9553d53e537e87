//! What the reporter can do on the page: write, object, ask for a review, and say whether it is solved. Which of these are offered
//! is asked of the same table that decides about them.

use leptos::prelude::*;
use record::{Calendar, Instant};
use ui::{Button, TextArea, Visit, Weight};

use super::CasePage;
use crate::case::CaseFile;
use crate::event::{Actor, Deed, Event};
use crate::rules::stage::{in_time, may};
use crate::stage::{State, Witness};

pub(super) fn forms(visit: &Visit, page: &CasePage<'_>, case: &CaseFile) -> AnyView {
    let possible = |deed: Deed| {
        let event = Event {
            seq: case.next_seq(),
            happened: visit.today(),
            entered: Instant::start_of(visit.today(), 0),
            actor: Actor::Reporter,
            approvals: Vec::new(),
            deed,
        };
        may(case, &event).is_ok() && in_time(case, &event, visit.today(), Calendar::china()).is_ok()
    };
    let solved = |solved| possible(Deed::SolvedSaid { by: Witness::Citizen, solved });
    let is_closed = matches!(case.state(), State::Closed(_));
    let say_hint = if page.exchange.is_some() { "cases-do-say-hint-sealed" } else { "cases-do-say-hint" };
    view! {
        {with_words(visit, page, case, "say", "cases-do-say", say_hint, true)}
        {(is_closed && solved(true)).then(|| is_solved(visit, page, case))}
        {possible(Deed::Objected)
            .then(|| with_words(visit, page, case, "object", "cases-do-object", "cases-do-object-hint", false))}
        {possible(Deed::ReviewAsked)
            .then(|| with_words(visit, page, case, "review", "cases-do-review", "cases-do-review-hint", false))}
        {possible(Deed::FinalReviewAsked)
            .then(|| {
                with_words(visit, page, case, "final-review", "cases-do-final-review", "cases-do-final-review-hint", false)
            })}
    }
    .into_any()
}

/// The receipt again, and what stood when the page was made: sent twice, it is done once.
fn hidden(page: &CasePage<'_>, case: &CaseFile) -> impl IntoView + use<> {
    let receipt = (!page.receipt.is_empty())
        .then(|| view! { <input type="hidden" name="receipt" value=page.receipt.to_owned() /> });
    view! {
        {receipt}
        <input type="hidden" name="seq" value=case.next_seq().to_string() />
        <input type="hidden" name="message" value=page.next_message.to_string() />
    }
}

fn with_words(
    visit: &Visit,
    page: &CasePage<'_>,
    case: &CaseFile,
    what: &'static str,
    title: &'static str,
    hint: &'static str,
    is_open: bool,
) -> AnyView {
    let error = page.errors.iter().find(|(field, _)| field == what).map(|(_, text)| text.clone());
    let typed = if error.is_some() { page.typed.to_owned() } else { String::new() };
    let is_open = is_open || error.is_some();
    let title = visit.word(title).unwrap_or_default();
    view! {
        <details class="do" open=is_open>
            <summary class="do__title">{title}</summary>
            <form method="post" action=visit.href("/case") autocomplete="off" spellcheck="false" novalidate>
                {hidden(page, case)}
                <TextArea
                    name="text"
                    id=what
                    label=visit.t("cases-field-message")
                    hint=visit.word(hint).unwrap_or_default()
                    value=typed
                    error=error.unwrap_or_default()
                />
                <Button text=title name="do" value=what />
            </form>
        </details>
    }
    .into_any()
}

/// Closed is not solved: only the citizen, or a sampled re-check, says the second.
fn is_solved(visit: &Visit, page: &CasePage<'_>, case: &CaseFile) -> AnyView {
    view! {
        <section class="do">
            <h2>{visit.t("cases-do-solved")}</h2>
            <p>{visit.t("cases-do-solved-hint")}</p>
            <form method="post" action=visit.href("/case") autocomplete="off" novalidate>
                {hidden(page, case)}
                <p class="report-form__do">
                    <Button text=visit.t("cases-do-solved-yes") name="do" value="solved" weight=Weight::Second />
                    " "
                    <Button text=visit.t("cases-do-solved-no") name="do" value="not-solved" weight=Weight::Second />
                </p>
            </form>
        </section>
    }
    .into_any()
}
