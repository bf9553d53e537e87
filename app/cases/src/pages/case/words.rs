//! What became of the words that the author let others read: whether they are shown, what was taken out or hidden, by which rule and by how many
//! people, and the appeal against it.

use leptos::prelude::*;
use record::Calendar;
use ui::{Button, Panel, Tag, TextArea, Tone, Visit};

use super::CasePage;
use crate::rules::clock::{Limit, deadline};
use crate::rules::moderation::{Appeal, Reason, Redaction, Standing, appeal_until};
use crate::table::Item;

/// Words that were offered to the public, and what was decided about them.
pub(crate) struct OwnWords {
    /// How they stand.
    pub(crate) item: Item,
    /// What the public reads, where something was taken out.
    pub(crate) redacted: Option<String>,
    /// How many people decided.
    pub(crate) hands: usize,
}

/// Nothing where no words were offered: those of a report never are.
pub(super) fn words(visit: &Visit, page: &CasePage<'_>) -> Option<AnyView> {
    let own = page.words.as_ref()?;
    let (tone, state) = match &own.item.standing {
        Standing::Waits => (Tone::Notice, visit.t("cases-own-waits")),
        Standing::Shown { redacted: None, .. } => (Tone::Good, visit.t("cases-own-shown")),
        Standing::Shown { redacted: Some(_), .. } => (Tone::Warn, visit.t("cases-own-redacted")),
        Standing::HeldBack { .. } => (Tone::Warn, visit.t("cases-own-held-back")),
        Standing::Hidden { .. } => (Tone::Warn, visit.t("cases-own-hidden")),
    };
    let held_back = match &own.item.standing {
        Standing::HeldBack { reason, until, .. } => {
            let until = visit.tn("cases-own-until", &[("moment", visit.moment(*until).into())]);
            Some(view! {
                {rule(visit, *reason)}
                <p>{until}</p>
            })
        }
        _ => None,
    };
    let decided = own.item.standing.decision().map(|decision| decided(visit, page, own, decision));
    Some(
        view! {
            <Panel title=visit.t("cases-own-words")>
                <p>
                    <Tag tone=tone text=state />
                </p>
                {held_back}
                {decided}
                <p class="muted">
                    <a href=visit.href("/cases/words")>{visit.t("cases-own-where")}</a>
                    " "
                    <a href=visit.href("/methods/cases-moderation")>{visit.t("cases-own-how")}</a>
                </p>
            </Panel>
        }
        .into_any(),
    )
}

/// The reason, and what it rests on.
fn rule(visit: &Visit, reason: Reason) -> AnyView {
    let word =
        |what: &str| visit.word(&format!("cases-words-{what}-{}", reason.as_str())).unwrap_or_default();
    let named = [("reason", word("reason").into()), ("basis", word("basis").into())];
    view! { <p>{visit.tn("cases-own-rule", &named)}</p> }.into_any()
}

fn decided(visit: &Visit, page: &CasePage<'_>, own: &OwnWords, decision: Redaction) -> AnyView {
    let day = [("day", visit.day(decision.on).into())];
    let who = match own.hands {
        0 | 1 => visit.tn("cases-own-by-one", &day),
        _ => visit.tn("cases-own-by-two", &day),
    };
    let shown = own.redacted.as_ref().map(|text| {
        view! {
            <details>
                <summary>{visit.t("cases-own-shown-text")}</summary>
                <p class="letter__text">{text.clone()}</p>
            </details>
        }
    });
    let appeal = match decision.appeal {
        Appeal::None if visit.today() > appeal_until(decision.on) => {
            view! { <p>{visit.t("cases-own-over")}</p> }.into_any()
        }
        Appeal::None => form(visit, page, own, decision),
        Appeal::Made(on) => {
            let by = deadline(Limit::OwnObj, on, Calendar::china()).day;
            let words = [("on", visit.day(on).into()), ("by", visit.day(by).into())];
            let key = if visit.today() > by { "cases-own-appealed-late" } else { "cases-own-appealed" };
            view! { <p>{visit.tn(key, &words)}</p> }.into_any()
        }
        Appeal::Refused(on) => {
            view! { <p>{visit.tn("cases-own-refused", &[("day", visit.day(on).into())])}</p> }.into_any()
        }
    };
    view! {
        {rule(visit, decision.reason)}
        <p>{who}</p>
        {shown}
        {appeal}
    }
    .into_any()
}

fn form(visit: &Visit, page: &CasePage<'_>, own: &OwnWords, decision: Redaction) -> AnyView {
    let title = visit.t("cases-own-appeal");
    let until = visit.tn("cases-own-appeal-hint", &[("day", visit.day(appeal_until(decision.on)).into())]);
    let error = page.errors.iter().find(|(field, _)| field == "appeal-words").map(|(_, text)| text.clone());
    let typed = if error.is_some() { page.typed.to_owned() } else { String::new() };
    let is_open = error.is_some();
    view! {
        <details class="do" open=is_open>
            <summary class="do__title">{title}</summary>
            <form method="post" action=visit.href("/case") autocomplete="off" spellcheck="false" novalidate>
                <input type="hidden" name="receipt" value=page.receipt.to_owned() />
                <input type="hidden" name="words" value=own.item.next_seq.to_string() />
                <TextArea
                    name="text"
                    id="appeal-words"
                    label=visit.t("cases-own-appeal-why")
                    hint=until
                    value=typed
                    error=error.unwrap_or_default()
                />
                <Button text=title name="do" value="appeal-words" />
            </form>
        </details>
    }
    .into_any()
}
