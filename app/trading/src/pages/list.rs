//! The list: what is traded, by whom, for how much. Narrowed by plain links and a plain form.

use leptos::prelude::*;
use record::{Count, Kind as RecordKind, Lang, Page, Ref};
use ui::{Column, Fields, Listing, Nav, Robots, Tag, Visit, cells, downloads, field_errors, listing};

use super::crumbs;
use super::words::{guessed, in_language, kind, money, short_money, state};
use crate::listed::Listed;
use crate::process::{Kind, Method, State};
use crate::table::{Filter, Order};

/// What the filters offer that stands in the data.
pub(crate) struct Answers {
    /// Every currency of the register.
    pub(crate) currencies: Vec<String>,
    /// How many processes of each kind there are.
    pub(crate) kinds: Vec<(Kind, Count)>,
}

/// What the reader asked for, as it was typed.
pub(crate) struct Asked {
    pub(crate) filter: Filter,
    pub(crate) order: Order,
    /// The days as typed.
    pub(crate) from: String,
    pub(crate) to: String,
    /// Which of the days cannot be read, with the key of what to do.
    pub(crate) errors: Vec<(&'static str, &'static str)>,
}

/// The page.
pub(crate) fn list(visit: &Visit, asked: &Asked, answers: &Answers, found: Page<Listed>) -> ui::Page {
    let plain = visit.query().is_empty();
    let body = view! {
        {field_errors(visit, &asked.errors)}
        <h1>{visit.t("trading-title")}</h1>
        <p class="lead">{visit.t("trading-lead")}</p>
        {kinds(visit, asked, answers)}
        {filters(visit, asked, answers)}
        {table(visit, found)}
        {downloads(visit, "/trading", &[("/trading/releases.json", visit.t("trading-as-releases"))])}
    };
    ui::Page {
        title: visit.t("trading-title").to_owned(),
        description: visit.t("trading-description").to_owned(),
        nav: Nav::Trading,
        crumbs: crumbs(visit, &[]),
        robots: if plain { Robots::Index } else { Robots::NoIndex },
        body: body.into_any(),
        bundle: None,
        feed: Some("/trading.atom".to_owned()),
        desk: None,
    }
}

/// The kinds with their numbers, each a way to its list.
fn kinds(visit: &Visit, asked: &Asked, answers: &Answers) -> AnyView {
    let links = answers.kinds.iter().filter(|(_, count)| !count.is_zero()).map(|(each, count)| {
        let href = visit.here_with(&[("kind", Some(each.as_str())), ("after", None), ("before", None)]);
        let current = (asked.filter.kind == Some(*each)).then_some("true");
        view! {
            <a href=href aria-current=current>
                {kind(visit, *each)}
            </a>
            " "
            {visit.count(*count)}
        }
        .into_any()
    });
    let mut line = Vec::new();
    for link in links {
        if !line.is_empty() {
            line.push(" · ".into_any());
        }
        line.push(link);
    }
    view! { <p>{line}</p> }.into_any()
}

fn filters(visit: &Visit, asked: &Asked, answers: &Answers) -> AnyView {
    let filter = &asked.filter;
    let kinds = Kind::ALL.map(|each| (each.as_str(), kind(visit, each)));
    let states = State::ALL.map(|each| (each.as_str(), state(visit, each).1));
    let methods = Method::ALL.map(|each| (each.as_str(), method(visit, each)));
    let divisions = visit.city().divisions.iter().filter(|division| division.code.len() == 6);
    let divisions = divisions.map(|division| (division.code.clone(), division.name(visit.lang()).to_owned()));
    let currencies = answers.currencies.iter().map(|currency| (currency.clone(), currency.clone()));
    let orders = Order::ALL.map(|order| (order.as_str(), order_word(visit, order)));
    Fields::new(visit, &asked.errors)
        .words(visit.t("trading-filter-words"), filter.words.as_deref())
        .select("kind", visit.t("trading-kind"), kinds, filter.kind.map(Kind::as_str))
        .select("state", visit.t("trading-state"), states, filter.state.map(State::as_str))
        .select("district", visit.t("trading-district"), divisions, filter.district.as_deref())
        .more()
        .select("method", visit.t("trading-method"), methods, filter.method.as_deref())
        .text("buyer", visit.t("trading-filter-buyer"), filter.buyer.as_deref())
        .hint(visit.t("trading-filter-buyer-hint"))
        .day("from", visit.t("shell-from"), &asked.from)
        .day("to", visit.t("shell-to"), &asked.to)
        .select("currency", visit.t("trading-currency"), currencies, filter.currency.as_deref())
        .order("sort", visit.t("trading-order"), orders, asked.order.as_str())
        .hint(visit.t("trading-order-hint"))
        .at("/trading")
}

/// The name of a method of the standard.
pub(super) fn method(visit: &Visit, method: Method) -> &'static str {
    match method {
        Method::Open => visit.t("trading-method-open"),
        Method::Selective => visit.t("trading-method-selective"),
        Method::Limited => visit.t("trading-method-limited"),
        Method::Direct => visit.t("trading-method-direct"),
    }
}

fn order_word(visit: &Visit, order: Order) -> &'static str {
    match order {
        Order::Newest => visit.t("trading-order-newest"),
        Order::Oldest => visit.t("trading-order-oldest"),
        Order::Largest => visit.t("trading-order-largest"),
    }
}

fn table(visit: &Visit, found: Page<Listed>) -> AnyView {
    let about = Listing {
        caption: visit.t("trading-title"),
        none: visit.t("trading-none-found"),
        columns: vec![
            Column::name(visit.t("trading-project")),
            Column::text(visit.t("trading-state")),
            Column::text(visit.t("trading-buyer-plain")),
            Column::text(visit.t("trading-winner-plain")),
            Column::number(visit.t("trading-price-plain")),
            Column::number(visit.t("trading-bidders")),
            // A Chinese day is short enough for one line; an English one would squeeze the names.
            if visit.lang() == Lang::Zh {
                Column::number(visit.t("trading-day"))
            } else {
                Column::text(visit.t("trading-day"))
            },
        ],
    };
    listing(visit, about, found, |listed| row(visit, &listed))
}

fn row(visit: &Visit, listed: &Listed) -> Vec<AnyView> {
    let href = visit.href(&Ref::new(RecordKind::Process, listed.ocid.clone()).path());
    let (tone, word) = state(visit, listed.state);
    let text = |text: &str| in_language(visit, guessed(text), text);
    let number = if listed.number.is_empty() { listed.ocid.clone() } else { listed.number.clone() };
    let price = match (&listed.award_value, &listed.estimate) {
        (Some(value), _) => {
            view! { <span title=money(visit, value)>{short_money(visit, value)}</span> }.into_any()
        }
        (None, Some(value)) => view! {
            <span class="muted">{visit.t("trading-estimated")} " " {short_money(visit, value)}</span>
        }
        .into_any(),
        (None, None) => ().into_any(),
    };
    let day = listed.award_day.or(listed.contract_day).or(listed.notice_day);
    cells![
        view! {
            <span>
                <a href=href>{text(&listed.title)}</a>
                <br />
                <span class="muted">
                    {kind(visit, listed.kind)} " · " <span class="fixed">{number}</span>
                </span>
            </span>
        },
        view! { <Tag tone=tone text=word /> },
        text(&listed.buyer),
        text(listed.winner.as_deref().unwrap_or_default()),
        price,
        listed.bidders.map(|bidders| visit.number(bidders.unsigned_abs())),
        day.map(|day| visit.day(day)),
    ]
}
