//! Every bid, the losing ones like the winning one, the best price marked.

use leptos::prelude::*;
use ui::{Column, Table, Tag, Tone, Visit, cells};

use super::side::{party, together};
use super::words::{code, moment, money, own, percent};
use crate::process::Process;
use crate::rules::process::{Competition, counts, is_best, is_chosen};
use crate::stage::Bid;

/// The bids; where none were published, who bid.
pub(super) fn bids(visit: &Visit, process: &Process, competition: &Competition) -> AnyView {
    let bidders = own(visit, "trading-bidders-of", process.kind);
    if process.bids.is_empty() {
        return only_names(visit, process, competition, bidders);
    }
    let columns = vec![
        Column::name(own(visit, "trading-bidder", process.kind)),
        Column::number(visit.t("trading-bid-price")),
        Column::number(visit.t("trading-bid-difference")),
        Column::text(visit.t("trading-bid-status")),
        Column::text(visit.t("trading-bid-date")),
    ];
    let mut all: Vec<&Bid> = process.bids.iter().collect();
    // By price, the best first; what cannot be compared stands behind.
    all.sort_by(|one, other| {
        let price = |bid: &Bid| bid.value.as_ref().map(|value| value.number);
        let by_price = if process.kind.is_sale() {
            price(other).cmp(&price(one))
        } else {
            price(one).is_none().cmp(&price(other).is_none()).then(price(one).cmp(&price(other)))
        };
        counts(other).cmp(&counts(one)).then(by_price)
    });
    let rows = all.into_iter().map(|bid| row(visit, process, competition, bid)).collect();
    view! {
        <section>
            <h2>{bidders.clone()}</h2>
            <p>{sentence(visit, process, competition)}</p>
            <Table caption=bidders columns=columns rows=rows quiet=true />
        </section>
    }
    .into_any()
}

fn row(visit: &Visit, process: &Process, competition: &Competition, bid: &Bid) -> Vec<AnyView> {
    let best = is_best(process, competition, bid)
        .then(|| view! { <Tag tone=Tone::Notice text=own(visit, "trading-best", process.kind) /> });
    let chosen = is_chosen(process, bid)
        .then(|| view! { <Tag tone=Tone::Good text=own(visit, "trading-won", process.kind) /> " " });
    let best_price = if process.kind.is_sale() { &competition.highest } else { &competition.lowest };
    let difference =
        bid.value.as_ref().zip(best_price.as_ref()).filter(|_| counts(bid)).and_then(|(value, best)| {
            let number = value.number.minus(best.number).filter(|number| !number.is_zero())?;
            let share = number.per_mille_of(best.number).filter(|share| *share != 0);
            let sign = if number.is_negative() { "" } else { "+" };
            // To the last digit: two bids that lie a few yuan apart are worth a second look.
            let sum = format!("{sign}{}", number.grouped(2));
            let share =
                share.map(|share| view! { <br /> <span class="muted">{sign} {percent(share)}</span> });
            Some(view! { <span>{sum} {share}</span> })
        });
    let tone = match bid.status.as_str() {
        "valid" => Tone::Plain,
        "disqualified" => Tone::Warn,
        _ => Tone::Plain,
    };
    let status = (!bid.status.is_empty())
        .then(|| view! { <Tag tone=tone text=code(visit, "bid-status", &bid.status) /> });
    cells![
        view! { <span>{together(visit, process, &bid.tenderers)}</span> },
        bid.value.as_ref().map(|value| money(visit, value)),
        view! { <span>{best} {difference}</span> },
        view! { <span>{chosen} {status}</span> },
        // The minute counts: a bid that came after the deadline is late.
        bid.date.map(|date| date.at.map_or_else(|| moment(visit, date), |at| visit.moment(at))),
    ]
}

/// How many bid and how far apart, in a sentence.
fn sentence(visit: &Visit, process: &Process, competition: &Competition) -> String {
    let mut parts = Vec::new();
    if let Some(bidders) = competition.bidders {
        parts.push(
            visit.tn(
                "trading-bidders-count",
                &[("kind", process.kind.as_str().into()), ("n", bidders.into())],
            ),
        );
    }
    for (key, count) in [
        ("trading-bids-valid", competition.valid),
        ("trading-bids-disqualified", competition.disqualified),
        ("trading-bids-withdrawn", competition.withdrawn),
    ] {
        if count > 0 {
            parts.push(visit.tn(key, &[("n", count.into())]));
        }
    }
    if let (Some(lowest), Some(highest)) = (&competition.lowest, &competition.highest)
        && competition.valid > 1
    {
        let (low, high) = (money(visit, lowest), money(visit, highest));
        parts.push(visit.tn("trading-bids-range", &[("low", low.into()), ("high", high.into())]));
    }
    parts.join(visit.t("trading-comma"))
}

/// Names without prices: many publishers tell who bid and not what.
fn only_names(visit: &Visit, process: &Process, competition: &Competition, title: String) -> AnyView {
    if process.tenderers.is_empty() && competition.bidders.is_none() {
        return ().into_any();
    }
    let names: Vec<_> = process
        .tenderers
        .iter()
        .map(|tenderer| view! { <li>{party(visit, process, tenderer)}</li> })
        .collect();
    let names = (!names.is_empty()).then(|| view! { <ul>{names}</ul> });
    view! {
        <section>
            <h2>{title}</h2>
            <p>{sentence(visit, process, competition)}</p>
            {names}
            <p class="muted">{visit.t("trading-bids-unpublished")}</p>
        </section>
    }
    .into_any()
}
