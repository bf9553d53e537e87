//! Everything that happened to a case, for who handles it: both times of each event, who entered it and who agreed.

use leptos::prelude::*;
use ui::{Event as Line, Stage as Place, Text, Timeline};

use super::Shown;
use crate::event::{Actor, Deed};
use crate::pages::unit_name;
use crate::table::Sender;

pub(super) fn course(shown: &Shown<'_>) -> AnyView {
    let visit = &shown.seat.visit;
    let events = shown.found.case.events();
    let last = events.len().saturating_sub(1);
    let lines = events
        .iter()
        .enumerate()
        .map(|(place, event)| {
            let who = match &event.actor {
                Actor::Reporter => visit.t("cases-desk-by-reporter").to_owned(),
                Actor::Portal => visit.t("cases-desk-by-portal").to_owned(),
                Actor::Staff(account) => shown.title(account),
            };
            let agreed = (!event.approvals.is_empty()).then(|| {
                let names: Vec<String> = event.approvals.iter().map(|it| shown.title(it)).collect();
                visit.tn("cases-desk-agreed", &[("who", names.join(visit.t("cases-and")).into())])
            });
            let late = event.days_late(visit.city().utc_offset_minutes);
            let entered = match late {
                0 => None,
                _ => Some(visit.tn("cases-entered-late", &[("n", late.into())])),
            };
            let body = view! {
                <p class="muted">{who} {agreed.map(|agreed| format!(" · {agreed}"))}</p>
                {entered.map(|entered| view! { <p class="muted">{entered}</p> })}
            };
            let stage = match event.deed {
                Deed::Paused { .. } => Place::Pause,
                _ if place == last => Place::Now,
                _ => Place::Done,
            };
            Line {
                title: Text::from(deed_words(shown, &event.deed)),
                when: Text::from(visit.day(event.happened)),
                stage,
                body: body.into_any(),
            }
        })
        .collect();
    let letters = shown.messages.iter().map(|message| {
        let who = match (message.letter.sender, &message.letter.account) {
            (Sender::Reporter, _) | (_, None) => visit.t("cases-desk-by-reporter").to_owned(),
            (Sender::Staff, Some(account)) => shown.title(account),
            (Sender::Note, Some(account)) => {
                visit.tn("cases-desk-note-of", &[("who", shown.title(account).into())])
            }
        };
        view! {
            <li>
                {message.seq.to_string()} " · " {who} " · " {visit.day(message.day)}
            </li>
        }
    });
    let letters = letters.collect::<Vec<_>>();
    let said = (!letters.is_empty()).then(|| {
        view! {
            <h3>{visit.t("cases-letters")}</h3>
            <ul class="plain-list">{letters}</ul>
        }
    });
    view! {
        <Timeline events=lines />
        {said}
    }
    .into_any()
}

/// A deed in a sentence.
pub(in crate::desk) fn deed_words(shown: &Shown<'_>, deed: &Deed) -> String {
    let visit = &shown.seat.visit;
    let facts = serde_json::to_value(deed).unwrap_or_default();
    let name = facts.get("deed").and_then(|name| name.as_str()).unwrap_or_default();
    let what = visit.word(&format!("cases-deed-{name}")).unwrap_or_default().to_owned();
    let word =
        |begin: &str, word: &str| visit.word(&format!("{begin}-{word}")).unwrap_or_default().to_owned();
    let more = match deed {
        Deed::Refused { ground } => word("cases-refused", ground.as_str()),
        Deed::Assigned { account } | Deed::Released { account } => shown.title(account),
        Deed::Transferred { to, ground } => {
            format!("{} · {}", unit_name(visit, to), word("cases-transfer", ground.as_str()))
        }
        Deed::TransferObjected { reason } | Deed::Extended { reason } => reason.clone(),
        Deed::Assessed { disposition } | Deed::Talked { then: disposition } => {
            word("cases-disposition", disposition.as_str())
        }
        Deed::Answered { ending } => word("cases-ending", ending.as_str()),
        Deed::HandedOver { body } => body.clone(),
        Deed::Paused { reason } => word("cases-pause", reason.as_str()),
        Deed::Reviewed { result } | Deed::FinallyReviewed { result } => word("cases-review", result.as_str()),
        Deed::Reopened { ground } => word("cases-reopen", ground.as_str()),
        Deed::SolvedSaid { solved, .. } => word("cases-solved", if *solved { "yes" } else { "no" }),
        Deed::Escalated { limit, to } => {
            let limit = word("cases-limit", &limit.as_str().to_ascii_lowercase());
            format!("{limit} · {}", unit_name(visit, to))
        }
        _ => String::new(),
    };
    if more.is_empty() {
        what
    } else {
        visit.tn("cases-deed-with", &[("what", what.into()), ("more", more.into())])
    }
}
