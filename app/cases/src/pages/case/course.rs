//! The course of a case as its reporter reads it. Of a report only what the rules let a reporter know: that it came in, was taken or
//! not, went to another unit, was concluded, and what the reporter did. What is done with a clue is nobody's to read.

use leptos::prelude::*;
use ui::{Event as Line, Stage as Place, Text, Timeline, Visit};

use crate::case::{CaseFile, Kind};
use crate::event::{Actor, Deed, Event};
use crate::pages::unit_name;
use crate::stage::Disposition;

/// The steps that are told, the first one first.
pub(super) fn course(visit: &Visit, case: &CaseFile) -> AnyView {
    let is_report = case.head().kind == Kind::Report;
    let told: Vec<(&Event, String)> =
        case.events().iter().filter_map(|event| Some((event, said(visit, event, is_report)?))).collect();
    let last = told.len().saturating_sub(1);
    let events = told
        .into_iter()
        .enumerate()
        .map(|(place, (event, title))| {
            let late = event.days_late(visit.city().utc_offset_minutes);
            let entered = match (&event.actor, late) {
                (Actor::Staff(_), 1..) => Some(visit.tn("cases-entered-late", &[("n", late.into())])),
                _ => None,
            };
            Line {
                title: Text::from(title),
                when: Text::from(visit.day(event.happened)),
                stage: if place == last { Place::Now } else { Place::Done },
                body: entered.map(|text| view! { <p class="muted">{text}</p> }).into_any(),
            }
        })
        .collect();
    view! { <Timeline events=events /> }.into_any()
}

/// What a reporter reads of an event; nothing of most.
fn said(visit: &Visit, event: &Event, is_report: bool) -> Option<String> {
    let plain = |key: &'static str| Some(visit.word(key).unwrap_or_default().to_owned());
    let named = |key: &str, name: &str, word: String| {
        let word = visit.word(&word).unwrap_or_default();
        Some(visit.tn(key, &[(name, word.into())]))
    };
    let to_unit = |key: &str, unit: &str| Some(visit.tn(key, &[("unit", unit_name(visit, unit).into())]));
    match &event.deed {
        Deed::Received => plain("cases-did-received"),
        Deed::Accepted => plain("cases-did-accepted"),
        Deed::Refused { ground } => {
            named("cases-did-refused", "ground", format!("cases-refused-{}", ground.as_str()))
        }
        Deed::Transferred { to, .. } => to_unit("cases-did-transferred", to),
        Deed::TransferObjected { .. } => plain("cases-did-transfer-objected"),
        Deed::HandedOver { body } => Some(visit.tn("cases-did-handed-over", &[("body", body.into())])),
        Deed::Joined { .. } => plain("cases-did-joined"),
        Deed::Parted => plain("cases-did-parted"),
        Deed::FedBack => plain("cases-did-fed-back"),
        Deed::Extended { reason } => Some(visit.tn("cases-did-extended", &[("reason", reason.into())])),
        Deed::Objected => plain("cases-did-objected"),
        Deed::ObjectionAnswered => plain("cases-did-objection-answered"),
        Deed::ReviewAsked => plain("cases-did-review-asked"),
        Deed::FinalReviewAsked => plain("cases-did-final-review-asked"),
        Deed::Reviewed { result } => {
            named("cases-did-reviewed", "result", format!("cases-review-{}", result.as_str()))
        }
        Deed::FinallyReviewed { result } => {
            named("cases-did-finally-reviewed", "result", format!("cases-review-{}", result.as_str()))
        }
        Deed::Reopened { .. } => plain("cases-did-reopened"),
        Deed::SolvedSaid { solved: true, .. } => plain("cases-did-solved"),
        Deed::SolvedSaid { solved: false, .. } => plain("cases-did-not-solved"),
        Deed::Escalated { limit, .. } => named(
            "cases-did-escalated",
            "what",
            format!("cases-limit-{}", limit.as_str().to_ascii_lowercase()),
        ),
        Deed::Answered { ending } => {
            named("cases-did-answered", "ending", format!("cases-ending-{}", ending.as_str()))
        }
        Deed::Paused { reason } if !is_report => {
            named("cases-did-paused", "reason", format!("cases-pause-{}", reason.as_str()))
        }
        Deed::Resumed if !is_report => plain("cases-did-resumed"),
        Deed::Assessed { disposition: Disposition::Settle }
        | Deed::Talked { then: Disposition::Settle }
        | Deed::NothingFound
        | Deed::Dismissed
        | Deed::Executed => plain("cases-did-concluded"),
        Deed::Assigned { .. }
        | Deed::Released { .. }
        | Deed::PassedOn
        | Deed::Assessed { .. }
        | Deed::Talked { .. }
        | Deed::Filed
        | Deed::SentToTrial
        | Deed::SentBack
        | Deed::Tried
        | Deed::Linked { .. }
        | Deed::Paused { .. }
        | Deed::Resumed => None,
    }
}
