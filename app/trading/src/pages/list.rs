//! The list: what is traded, by whom, for how much. Narrowed by plain links and a plain form.

use leptos::prelude::*;
use record::{Count, Kind as RecordKind, Lang, Page, Ref};
use ui::{
    Answer, Choice, Column, DateInput, ErrorSummary, Filters, Input, Kind as InputKind, Nav, Offer, Pager,
    Robots, Table, Tag, Text, Visit, cells,
};

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
    /// The days as typed, and whether each is no day.
    pub(crate) from: (String, bool),
    pub(crate) to: (String, bool),
}

impl Asked {
    /// Whether a day was typed that is none.
    pub(crate) fn is_bad(&self) -> bool {
        self.from.1 || self.to.1
    }
}

/// The page.
pub(crate) fn list(visit: &Visit, asked: &Asked, answers: &Answers, found: Page<Listed>) -> ui::Page {
    let plain = visit.query().is_empty();
    let errors = asked.is_bad().then(|| {
        let of = |name: &'static str, is_bad: bool| {
            is_bad.then(|| (Text::from(name), Text::from(visit.t("trading-day-error"))))
        };
        let errors = of("from", asked.from.1).into_iter().chain(of("to", asked.to.1)).collect();
        view! { <ErrorSummary visit=visit errors=errors /> }
    });
    let body = view! {
        {errors}
        <h1>{visit.t("trading-title")}</h1>
        <p class="lead">{visit.t("trading-lead")}</p>
        {kinds(visit, asked, answers)}
        {filters(visit, asked, answers)}
        {table(visit, found)}
        {downloads(visit)}
    };
    ui::Page {
        title: visit.t("trading-title").to_owned(),
        description: visit.t("trading-description").to_owned(),
        nav: Nav::Trading,
        crumbs: crumbs(visit, &[]),
        robots: if plain { Robots::Index } else { Robots::NoIndex },
        body: body.into_any(),
        island: false,
        feed: Some("/trading.atom".to_owned()),
    }
}

/// The kinds with their numbers, each a way to its list.
fn kinds(visit: &Visit, asked: &Asked, answers: &Answers) -> AnyView {
    let links = answers.kinds.iter().filter(|(_, count)| !count.is_zero()).map(|(each, count)| {
        let number = match count {
            Count::Exact(number) => visit.number(*number),
            Count::AtLeast(number) => format!("{}+", visit.number(*number)),
        };
        let href = visit.here_with(&[("kind", Some(each.as_str())), ("after", None), ("before", None)]);
        let current = (asked.filter.kind == Some(*each)).then_some("true");
        view! {
            <a href=href aria-current=current>
                {kind(visit, *each)}
            </a>
            " "
            {number}
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

fn any_or(visit: &Visit, answers: impl IntoIterator<Item = Answer>) -> Vec<Answer> {
    std::iter::once(Answer::new("", visit.t("shell-filter-all"))).chain(answers).collect()
}

fn chosen(value: Option<&str>) -> Vec<Text> {
    vec![value.unwrap_or_default().to_owned().into()]
}

fn filters(visit: &Visit, asked: &Asked, answers: &Answers) -> AnyView {
    let filter = &asked.filter;
    let kinds = any_or(visit, Kind::ALL.map(|each| Answer::new(each.as_str(), kind(visit, each))));
    let states = any_or(visit, State::ALL.map(|each| Answer::new(each.as_str(), state(visit, each).1)));
    let methods = Method::ALL.map(|each| Answer::new(each.as_str(), method(visit, each)));
    let methods = any_or(visit, methods);
    let lang = visit.lang();
    let divisions = visit.city().divisions.iter().filter(|division| division.code.len() == 6);
    let divisions =
        divisions.map(|division| Answer::new(division.code.clone(), division.name(lang).to_owned()));
    let divisions = any_or(visit, divisions);
    let currencies =
        answers.currencies.iter().map(|currency| Answer::new(currency.clone(), currency.clone()));
    let currencies = any_or(visit, currencies);
    let orders: Vec<Answer> =
        Order::ALL.map(|order| Answer::new(order.as_str(), order_word(visit, order))).into();
    let opened = filter.method.is_some()
        || filter.buyer.is_some()
        || filter.currency.is_some()
        || !asked.from.0.is_empty()
        || !asked.to.0.is_empty()
        || asked.order != Order::Newest;
    let day_error = |is_bad: bool| if is_bad { visit.t("trading-day-error") } else { "" };
    let more = view! {
        <Choice
            name="method"
            label=visit.t("trading-method")
            answers=methods
            chosen=chosen(filter.method.as_deref())
            offer=Offer::List
        />
        <Input
            name="buyer"
            label=visit.t("trading-filter-buyer")
            hint=visit.t("trading-filter-buyer-hint")
            value=filter.buyer.clone().unwrap_or_default()
        />
        <DateInput
            name="from"
            label=visit.t("shell-from")
            value=asked.from.0.clone()
            error=day_error(asked.from.1)
        />
        <DateInput name="to" label=visit.t("shell-to") value=asked.to.0.clone() error=day_error(asked.to.1) />
        <Choice
            name="currency"
            label=visit.t("trading-currency")
            answers=currencies
            chosen=chosen(filter.currency.as_deref())
            offer=Offer::List
        />
        <Choice
            name="sort"
            label=visit.t("trading-order")
            hint=visit.t("trading-order-hint")
            answers=orders
            chosen=chosen(Some(asked.order.as_str()))
            offer=Offer::List
        />
    };
    view! {
        <Filters visit=visit action="/trading" more=Some(more.into_any()) opened=opened>
            <Input
                name="q"
                id="list-q"
                label=visit.t("trading-filter-words")
                value=filter.words.clone().unwrap_or_default()
                kind=InputKind::Search
            />
            <Choice
                name="kind"
                label=visit.t("trading-kind")
                answers=kinds
                chosen=chosen(filter.kind.map(Kind::as_str))
                offer=Offer::List
            />
            <Choice
                name="state"
                label=visit.t("trading-state")
                answers=states
                chosen=chosen(filter.state.map(State::as_str))
                offer=Offer::List
            />
            <Choice
                name="district"
                label=visit.t("trading-district")
                answers=divisions
                chosen=chosen(filter.district.as_deref())
                offer=Offer::List
            />
        </Filters>
    }
    .into_any()
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
    if found.rows.is_empty() {
        return view! { <p>{visit.t("trading-none-found")}</p> }.into_any();
    }
    let columns = vec![
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
    ];
    let rows = found.rows.iter().map(|listed| row(visit, listed)).collect();
    view! {
        <Table caption=visit.t("trading-title") columns=columns rows=rows quiet=true />
        <Pager visit=visit count=found.count previous=found.previous next=found.next />
    }
    .into_any()
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

/// The list as data, with the filters of the page and without its place in the list.
fn downloads(visit: &Visit) -> AnyView {
    let query: Vec<&str> = visit
        .query()
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("after=") && !pair.starts_with("before="))
        .collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    // Open data has one address in both languages: its names are the same.
    let to = |path: &str| format!("{path}{query}");
    view! {
        <p class="muted">
            {visit.t("trading-as-data")} " " <a href=to("/trading.csv")>"CSV"</a> " · "
            <a href=to("/trading.json")>"JSON"</a> " · "
            <a href=to("/trading/releases.json")>{visit.t("trading-as-releases")}</a> " · "
            <a href=visit.href("/data")>{visit.t("trading-columns")}</a>
        </p>
    }
    .into_any()
}
