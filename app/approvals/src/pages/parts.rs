//! What several pages show alike: the state of a case as a word with a shape, a case as a line, Chinese data.

use leptos::prelude::*;
use record::{Day, Kind, Lang, Ref};
use ui::{Tag, Tone, Visit};

use crate::rules::card::Card;
use crate::table::{CaseResult, Listed};

/// The language of the data, where it is not the page's own.
pub(super) fn data_lang(visit: &Visit) -> Option<&'static str> {
    (visit.lang() != Lang::Zh).then_some(Lang::Zh.code())
}

/// A text out of the data.
pub(super) fn data(visit: &Visit, text: impl Into<String>) -> AnyView {
    let text = text.into();
    match data_lang(visit) {
        Some(lang) => view! { <span lang=lang>{text}</span> }.into_any(),
        None => text.into_any(),
    }
}

/// A link to another record, named by the data.
pub(super) fn link(visit: &Visit, to: Ref, text: &str) -> AnyView {
    let text = text.to_owned();
    view! { <a href=visit.href(&to.path()) lang=data_lang(visit)>{text}</a> }.into_any()
}

/// The name of a division, from the city's own list.
pub(super) fn district_name(visit: &Visit, code: &str) -> Option<String> {
    visit.city().division(code).map(|division| division.name(visit.lang()).to_owned())
}

/// What the card of a case says, where it says something; the shape is the tone's.
pub(super) fn card(visit: &Visit, listed: &Listed) -> Option<(Tone, String)> {
    let n = |days: Option<i64>| [("n", days.unwrap_or(0).max(0).into())];
    let over = |limit: Option<i64>| Some(listed.days_used? - limit?);
    Some(match listed.card {
        Card::None => return None,
        Card::Notice => {
            let left = over(listed.promised_days).map(|days| -days);
            (Tone::Notice, visit.tn("approvals-tag-notice", &n(left)))
        }
        Card::Yellow => match listed.steps_over.as_deref().and_then(|steps| steps.split('、').next()) {
            Some(step) => (Tone::Warn, visit.tn("approvals-tag-yellow-step", &[("step", step.into())])),
            None => (Tone::Warn, visit.t("approvals-tag-yellow").to_owned()),
        },
        Card::Red => (Tone::Bad, visit.tn("approvals-tag-red", &n(over(listed.promised_days)))),
        Card::RedStatutory => {
            (Tone::Bad, visit.tn("approvals-tag-red_statutory", &n(over(listed.statutory_days))))
        }
        Card::Unknown => (Tone::Plain, visit.t("approvals-tag-unknown").to_owned()),
    })
}

/// How a case ended, or that it is open.
pub(super) fn result(visit: &Visit, listed: &Listed) -> (Tone, &'static str) {
    match listed.result {
        CaseResult::Open if listed.standing_still => (Tone::Notice, visit.t("approvals-paused")),
        CaseResult::Open => (Tone::Notice, visit.t("approvals-result-open")),
        CaseResult::Granted => (Tone::Good, visit.t("approvals-result-granted")),
        CaseResult::Refused => (Tone::Plain, visit.t("approvals-result-refused")),
        CaseResult::Withdrawn => (Tone::Plain, visit.t("approvals-result-withdrawn")),
    }
}

/// The one word a line has room for: the card where the clock gives one, else how the case ended.
pub fn state(visit: &Visit, listed: &Listed) -> (Tone, String) {
    card(visit, listed).filter(|_| listed.card != Card::Unknown).unwrap_or_else(|| {
        let (tone, word) = result(visit, listed);
        (tone, word.to_owned())
    })
}

/// The working days of a case against the promise, as far as they are known.
fn length(visit: &Visit, listed: &Listed) -> Option<String> {
    let used = listed.days_used?;
    Some(match (listed.promised_days, listed.result) {
        (Some(promised), CaseResult::Open) => {
            visit.tn("approvals-used-so-far", &[("n", used.into()), ("promised", promised.into())])
        }
        (Some(promised), _) => {
            visit.tn("approvals-used-of", &[("n", used.into()), ("promised", promised.into())])
        }
        (None, _) => visit.tn("approvals-used", &[("n", used.into())]),
    })
}

/// Approvals as lines of a list, each with its state, called by their items.
pub fn record_lines<'a>(visit: &Visit, listed: impl IntoIterator<Item = &'a Listed>) -> AnyView {
    lines(visit, listed, false)
}

/// The same of one item, where the applicant tells a line from its neighbours.
pub(super) fn lines_of_item(visit: &Visit, listed: &[Listed]) -> AnyView {
    lines(visit, listed, true)
}

fn lines<'a>(visit: &Visit, listed: impl IntoIterator<Item = &'a Listed>, of_item: bool) -> AnyView {
    let lang = data_lang(visit);
    let lines = listed
        .into_iter()
        .map(|listed| {
            let (tone, word) = state(visit, listed);
            let (title, who) = if of_item {
                (listed.applicant.clone(), listed.unit_name.clone())
            } else {
                (listed.title.clone(), format!("{} · {}", listed.applicant, listed.unit_name))
            };
            let length = length(visit, listed).map(|length| format!(" · {length}"));
            let day = listed.decided.or(listed.accepted).or(listed.applied);
            let day = day.map(|day: Day| format!(" · {}", visit.day(day)));
            view! {
                <li class="record-list__item">
                    <p class="record-list__line">
                        <a
                            class="record-list__link"
                            lang=lang
                            href=visit.href(&Ref::new(Kind::Approval, listed.number.as_str()).path())
                        >
                            {title}
                        </a>
                        <Tag tone=tone text=word />
                    </p>
                    <p class="record-list__detail">
                        <span lang=lang>{who}</span>
                        {length}
                        {day}
                    </p>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! { <ul class="record-list">{lines}</ul> }.into_any()
}

/// A share in tenths of a per cent: 97.8%.
pub(super) fn percent(visit: &Visit, per_mille: u64) -> String {
    visit.tn("approvals-percent", &[("whole", (per_mille / 10).into()), ("tenth", (per_mille % 10).into())])
}
