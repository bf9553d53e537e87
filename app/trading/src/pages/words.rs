//! Codes, sums and days in the reader's language. Each kind of trading has words of its own; what a publisher writes
//! outside the lists of the standard is shown as it stands.

use leptos::prelude::*;
use record::{Fen, Lang};
use ui::{Tone, Visit};

use crate::process::{Kind, Process, State};
use crate::rules::money::Amount;
use crate::stage::Moment;

/// The name of a kind.
pub(super) fn kind(visit: &Visit, kind: Kind) -> &'static str {
    match kind {
        Kind::Construction => visit.t("trading-kind-construction"),
        Kind::LandMineral => visit.t("trading-kind-land-mineral"),
        Kind::Procurement => visit.t("trading-kind-procurement"),
        Kind::Property => visit.t("trading-kind-property"),
        Kind::Other => visit.t("trading-kind-other"),
    }
}

/// A word that each kind of trading has its own for, such as `trading-winner`.
pub(super) fn own(visit: &Visit, key: &str, kind: Kind) -> String {
    visit.tn(key, &[("kind", kind.as_str().into())])
}

/// A state and how it is marked.
pub(super) fn state(visit: &Visit, state: State) -> (Tone, &'static str) {
    match state {
        State::Planned => (Tone::Plain, visit.t("trading-state-planned")),
        State::Tendering => (Tone::Notice, visit.t("trading-state-tendering")),
        State::Awarded => (Tone::Notice, visit.t("trading-state-awarded")),
        State::Contracted => (Tone::Good, visit.t("trading-state-contracted")),
        State::Completed => (Tone::Good, visit.t("trading-state-completed")),
        State::Cancelled => (Tone::Plain, visit.t("trading-state-cancelled")),
        State::Unsuccessful => (Tone::Plain, visit.t("trading-state-unsuccessful")),
    }
}

/// A code of the standard in the reader's language, else the publisher's word.
pub(super) fn code(visit: &Visit, list: &str, code: &str) -> String {
    let known = code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let word = if known { visit.word(&format!("trading-{list}-{code}")) } else { None };
    word.unwrap_or(code).to_owned()
}

/// Several codes, one after another.
pub(super) fn codes(visit: &Visit, list: &str, all: &[String]) -> String {
    let words: Vec<String> = all.iter().map(|one| code(visit, list, one)).collect();
    words.join(visit.t("trading-comma"))
}

/// A sum to its last digit. Yuan are written as everywhere in the hall, other currencies behind their code.
pub(super) fn money(visit: &Visit, amount: &Amount) -> String {
    if let Some(fen) = amount.fen() {
        return visit.money(Fen(fen));
    }
    let number = amount.number;
    match (amount.currency.as_str(), visit.lang()) {
        ("CNY", Lang::Zh) => format!("{} 元", number.grouped(2)),
        ("", _) => number.grouped(0),
        (currency, _) => format!("{currency} {}", number.grouped(0)),
    }
}

/// The same sum as people say it, still to its last digit: `2,395.4729 万元`. English has no such unit.
pub(super) fn short_money(visit: &Visit, amount: &Amount) -> String {
    const WAN: i64 = 1_000_000;
    const YI: i64 = 10_000_000_000;
    match amount.fen().map(i64::abs) {
        Some(fen) if visit.lang() == Lang::Zh && fen >= YI => {
            format!("{} 亿元", amount.number.shifted(8).grouped(2))
        }
        Some(fen) if visit.lang() == Lang::Zh && fen >= WAN => {
            format!("{} 万元", amount.number.shifted(4).grouped(2))
        }
        _ => money(visit, amount),
    }
}

/// A share in tenths of a percent, as `14.0%`.
pub(super) fn percent(per_mille: i64) -> String {
    let sign = if per_mille < 0 { "-" } else { "" };
    let whole = per_mille.unsigned_abs();
    format!("{sign}{}.{}%", whole / 10, whole % 10)
}

/// A moment: the publisher's day, with the hour where one was given that is not midnight or noon sharp by default.
pub(super) fn moment(visit: &Visit, moment: Moment) -> String {
    visit.day(moment.day)
}

/// From when to when; empty where neither is known.
pub(super) fn period(visit: &Visit, period: crate::stage::Period) -> String {
    let day = |moment: Option<Moment>| moment.map(|moment| visit.day(moment.day)).unwrap_or_default();
    match (period.start, period.end) {
        (None, None) => String::new(),
        (start, end) => visit.tn("trading-period", &[("from", day(start).into()), ("to", day(end).into())]),
    }
}

/// The language a process is written in, where the page's own is another.
fn foreign<'a>(visit: &Visit, language: &'a str) -> Option<&'a str> {
    let here = if visit.lang() == Lang::Zh { "zh" } else { "en" };
    let is_code = language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase());
    Some(language).filter(|language| is_code && *language != here)
}

/// A publisher's text, marked with its language so that a screen reader changes its voice.
pub(super) fn original(visit: &Visit, process: &Process, text: &str) -> AnyView {
    in_language(visit, &process.language, text)
}

/// The same where only the language is at hand.
pub(super) fn in_language(visit: &Visit, language: &str, text: &str) -> AnyView {
    let text = text.to_owned();
    match foreign(visit, language) {
        Some("zh") => view! { <span lang="zh-CN">{text}</span> }.into_any(),
        Some(language) => view! { <span lang=language.to_owned()>{text}</span> }.into_any(),
        None => text.into_any(),
    }
}

/// The language of a list's texts: Chinese where they are written so, else nobody knows.
pub(super) fn guessed(text: &str) -> &'static str {
    if text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) { "zh" } else { "" }
}
