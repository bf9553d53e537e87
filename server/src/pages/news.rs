//! What was published just now, a line each, from all three registers.

use record::{Day, Kind, Ref};
use ui::{Line, Tone, Visit};

use approvals::rules::card::Card;
use approvals::table::CaseResult;
use trading::process::State;

/// A line and the day it is news of.
pub(super) type News = (Day, Line);

/// The newest lines of several registers, newest day first. Of one day the registers take turns, so that
/// the busiest does not fill the page.
pub(super) fn newest(registers: [Vec<News>; 3], most: usize) -> Vec<Line> {
    let mut all: Vec<(Day, usize, Line)> = registers
        .into_iter()
        .flat_map(|lines| lines.into_iter().enumerate().map(|(turn, (day, line))| (day, turn, line)))
        .collect();
    // Stable: of one day and one turn the registers keep their order.
    all.sort_by_key(|(day, turn, _)| (std::cmp::Reverse(*day), *turn));
    all.into_iter().take(most).map(|(_, _, line)| line).collect()
}

/// An approval that was decided, or that moved.
pub(super) fn approval(visit: &Visit, one: &approvals::table::Listed) -> News {
    let state = match (one.card, one.result) {
        (Card::RedStatutory, _) => (Tone::Bad, "pages-card-red-statutory"),
        (Card::Red, _) => (Tone::Bad, "pages-card-red"),
        (Card::Yellow, _) => (Tone::Warn, "pages-card-yellow"),
        (_, CaseResult::Granted) => (Tone::Good, "pages-result-granted"),
        (_, CaseResult::Refused) => (Tone::Plain, "pages-result-refused"),
        (_, CaseResult::Withdrawn) => (Tone::Plain, "pages-result-withdrawn"),
        (_, CaseResult::Open) => (Tone::Notice, "pages-result-open"),
    };
    let day = one.decided.or(one.accepted).or(one.applied).unwrap_or_else(|| visit.today());
    let used = match (one.days_used, one.promised_days) {
        (Some(used), Some(promised)) => {
            visit.tn("pages-news-days", &[("used", used.into()), ("promised", promised.into())])
        }
        _ => String::new(),
    };
    let line = Line {
        href: visit.href(&Ref::new(Kind::Approval, one.number.clone()).path()),
        title: one.title.clone().into(),
        state: Some((state.0, visit.t(state.1).into())),
        detail: joined([one.applicant.clone(), one.unit_name.clone(), used, visit.short_day(day)]),
    };
    (day, line)
}

/// A contracting process that moved.
pub(super) fn process(visit: &Visit, one: &trading::listed::Listed) -> News {
    let state = match one.state {
        State::Planned => (Tone::Plain, "pages-trade-planned"),
        State::Tendering => (Tone::Notice, "pages-trade-tendering"),
        State::Awarded => (Tone::Notice, "pages-trade-awarded"),
        State::Contracted => (Tone::Good, "pages-trade-contracted"),
        State::Completed => (Tone::Good, "pages-trade-completed"),
        State::Cancelled => (Tone::Plain, "pages-trade-cancelled"),
        State::Unsuccessful => (Tone::Plain, "pages-trade-unsuccessful"),
    };
    let day = one.contract_day.or(one.award_day).or(one.notice_day).unwrap_or_else(|| visit.today());
    let price = one.award_value.as_ref().and_then(|value| {
        // Other currencies stand on the process's own page, in the publisher's own digits.
        let money = visit.round_money(record::Fen(value.fen()?));
        Some(visit.tn("pages-news-price", &[("money", money.into())]))
    });
    let bidders = one.bidders.map(|bidders| visit.tn("pages-news-bidders", &[("n", bidders.into())]));
    let line = Line {
        href: visit.href(&Ref::new(Kind::Process, one.ocid.clone()).path()),
        title: one.title.clone().into(),
        state: Some((state.0, visit.t(state.1).into())),
        detail: joined([
            one.winner.clone().unwrap_or_else(|| one.buyer.clone()),
            price.unwrap_or_default(),
            bidders.unwrap_or_default(),
            visit.short_day(day),
        ]),
    };
    (day, line)
}

/// An honour, a negative record or a penalty of an enterprise.
pub(super) fn credit(visit: &Visit, one: &credit::table::Change) -> News {
    let state = if one.good {
        (Tone::Good, visit.t("pages-credit-good"))
    } else {
        (Tone::Warn, visit.t("pages-credit-negative"))
    };
    let line = Line {
        href: visit.href(&Ref::new(Kind::Enterprise, one.uscc.clone()).path()),
        title: one.what.clone().into(),
        state: Some((state.0, state.1.into())),
        detail: joined([
            one.enterprise.clone(),
            one.authority.clone(),
            visit.short_day(one.decided_on),
            String::new(),
        ]),
    };
    (one.decided_on, line)
}

/// What is known, with a point between.
fn joined(parts: [String; 4]) -> ui::Text {
    let known: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    known.join(" · ").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(register: &str, days: &[&str]) -> Vec<News> {
        days.iter()
            .enumerate()
            .map(|(turn, day)| {
                let title = format!("{register}{turn}").into();
                let line = Line { href: String::new(), title, state: None, detail: "".into() };
                (Day::parse(day).unwrap(), line)
            })
            .collect()
    }

    #[test]
    fn the_newest_day_comes_first_and_of_one_day_the_registers_take_turns() {
        let registers = [
            lines("a", &["2026-11-23", "2026-11-23", "2026-11-23"]),
            lines("b", &["2026-11-23", "2026-11-20"]),
            lines("c", &["2026-11-22"]),
        ];
        let titles: Vec<String> = newest(registers, 5).iter().map(|line| line.title.to_string()).collect();
        assert_eq!(titles, ["a0", "b0", "a1", "a2", "c0"]);
    }
}
