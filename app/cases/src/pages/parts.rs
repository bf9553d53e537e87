//! What several pages show alike: the way out, who reads it, what comes next, and the other ways to us.

use leptos::prelude::*;
use record::{Calendar, Day};
use ui::{Panel, Text, Visit};

use crate::case::Kind;
use crate::rules::clock::{Limit, deadline};
use crate::rules::receive::{Problem, What};

/// Where the error of a problem stands on the page, and what it says.
pub(crate) fn error(visit: &Visit, problem: Problem) -> (Text, Text) {
    let place = match problem.what {
        What::FileSize(place) | What::FileEmpty(place) => place,
        _ => 0,
    };
    let sentence = visit.tn(&problem.key(), &[("n", place.into())]);
    (problem.field.into(), sentence.into())
}

/// A receiving unit as people call it.
pub(crate) fn unit_name<'a>(visit: &'a Visit, code: &'a str) -> &'a str {
    visit.city().receiver(code).map_or(code, |receiver| receiver.name(visit.lang()))
}

/// The last day of a limit that begins today.
pub(crate) fn limit_day(visit: &Visit, limit: Limit) -> Day {
    deadline(limit, visit.today(), Calendar::china()).day
}

/// The quick way out, first on the page and easy to hit.
pub(super) fn leave(visit: &Visit) -> AnyView {
    view! {
        <p class="leave">
            <a class="leave__link" href=visit.href("/report/leave") rel="noreferrer">
                {visit.t("cases-leave")}
            </a>
            <span class="leave__hint">{visit.t("cases-leave-hint")}</span>
        </p>
    }
    .into_any()
}

/// What happens after it was sent, with days.
pub(super) fn next_steps(visit: &Visit, kind: Kind) -> AnyView {
    let steps: Vec<String> = match kind {
        Kind::Report => vec![
            visit.tn("cases-next-report-1", &[("day", visit.day(limit_day(visit, Limit::RepAck)).into())]),
            visit.t("cases-next-report-2").to_owned(),
            visit.t("cases-next-report-3").to_owned(),
        ],
        Kind::Complaint | Kind::Suggestion => vec![
            visit.tn("cases-next-complaint-1", &[("day", visit.day(limit_day(visit, Limit::PetReg)).into())]),
            visit.t("cases-next-complaint-2").to_owned(),
            visit.t("cases-next-complaint-3").to_owned(),
        ],
    };
    let steps = steps.into_iter().map(|step| view! { <li>{step}</li> }).collect::<Vec<_>>();
    view! {
        <Panel title=visit.t("cases-next")>
            <ol class="steps">{steps}</ol>
        </Panel>
    }
    .into_any()
}

/// Who will see it.
pub(super) fn readers(visit: &Visit, kind: Kind) -> AnyView {
    let lines = match kind {
        Kind::Report => ["cases-readers-report-1", "cases-readers-report-2", "cases-readers-report-3"],
        Kind::Complaint | Kind::Suggestion => {
            ["cases-readers-complaint-1", "cases-readers-complaint-2", "cases-readers-complaint-3"]
        }
    };
    let lines = lines
        .into_iter()
        .map(|key| view! { <p>{visit.word(key).unwrap_or_default()}</p> })
        .collect::<Vec<_>>();
    view! { <Panel title=visit.t("cases-readers")>{lines}</Panel> }.into_any()
}

/// For who would rather call or write.
pub(super) fn other_ways(visit: &Visit) -> AnyView {
    let telephones = visit
        .city()
        .telephones
        .iter()
        .map(|telephone| {
            view! {
                <li>
                    {telephone.name(visit.lang()).to_owned()} " "
                    <a class="foot__number" href=telephone.number.link()>
                        {telephone.number.as_str().to_owned()}
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <Panel title=visit.t("cases-other-ways")>
            <p>{visit.t("cases-other-ways-text")}</p>
            <ul class="plain-list">{telephones}</ul>
            <p>{visit.t("cases-by-post")} " " {visit.city().address(visit.lang()).to_owned()}</p>
        </Panel>
    }
    .into_any()
}
