//! The front page of the register: look a code up, or narrow the list of enterprises.

use leptos::prelude::*;
use record::{Count, Page};
use ui::{
    Answer, Choice, Column, ErrorSummary, Filters, Input, Kind, Nav, Offer, Pager, Robots, Table, Text,
    Visit, cells,
};

use super::code_form::code_form;
use super::crumbs;
use super::lists::{List, downloads, others};
use super::naming::{class, division, standing};
use crate::enterprise::Standing;
use crate::table::{Counts, EnterpriseFilter, EnterpriseRow, Has, Order};

/// What the filters offer.
pub(crate) struct Choices {
    pub(crate) kinds: Vec<String>,
    pub(crate) industries: Vec<String>,
    pub(crate) districts: Vec<String>,
}

/// The page. `refused` is a code that was sent and is none, with the sentence why.
pub(crate) fn enterprises(
    visit: &Visit,
    filter: &EnterpriseFilter,
    choices: &Choices,
    found: Page<EnterpriseRow>,
    totals: [Count; 4],
    refused: Option<(&str, &str)>,
) -> ui::Page {
    let errors = refused.map(|(_, why)| {
        let errors = vec![("code".into(), why.to_owned().into())];
        view! { <ErrorSummary visit=visit errors=errors /> }.into_any()
    });
    let is_plain = visit.query().is_empty();
    let body = view! {
        {errors}
        <h1>{visit.t("credit-title")}</h1>
        <p class="lead">{lead(visit, totals)}</p>
        <div class="two">
            <div>{code_form(visit, refused)}</div>
            <div>
                <section class="panel">
                    <h2 class="panel__title">{visit.t("credit-other-lists")}</h2>
                    {others(visit, List::Enterprises)}
                </section>
                <section class="panel">
                    <h2 class="panel__title">{visit.t("credit-what-title")}</h2>
                    <p>{visit.t("credit-what")}</p>
                    <p>
                        <a href=visit.href("/methods/credit-publication")>{visit.t("credit-rule-link")}</a>
                    </p>
                </section>
            </div>
        </div>
        <h2>{visit.t("credit-list-enterprises")}</h2>
        {filters(visit, filter, choices)}
        {list(visit, found)}
        {downloads(visit, List::Enterprises)}
    };
    ui::Page {
        title: visit.t("credit-title").to_owned(),
        description: visit.t("credit-description").to_owned(),
        nav: Nav::Credit,
        crumbs: crumbs(visit, &[]),
        robots: if is_plain { Robots::Index } else { Robots::NoIndex },
        body: body.into_any(),
        island: true,
        feed: Some("/credit.atom".to_owned()),
    }
}

fn lead(visit: &Visit, [enterprises, honours, negatives, penalties]: [Count; 4]) -> String {
    visit.tn(
        "credit-lead",
        &[
            ("enterprises", number(visit, enterprises).into()),
            ("honours", number(visit, honours).into()),
            ("negatives", number(visit, negatives).into()),
            ("penalties", number(visit, penalties).into()),
        ],
    )
}

/// A count as it is read: beyond what is counted, "10,000+".
fn number(visit: &Visit, count: Count) -> String {
    match count {
        Count::Exact(number) => visit.number(number),
        Count::AtLeast(number) => format!("{}+", visit.number(number)),
    }
}

/// An answer for everything, then the given ones.
pub(super) fn any_or(visit: &Visit, answers: impl IntoIterator<Item = Answer>) -> Vec<Answer> {
    std::iter::once(Answer::new("", visit.t("shell-filter-all"))).chain(answers).collect()
}

/// The answer that was chosen before, if one was.
pub(super) fn chosen(value: Option<&str>) -> Vec<Text> {
    vec![value.unwrap_or_default().to_owned().into()]
}

fn filters(visit: &Visit, filter: &EnterpriseFilter, choices: &Choices) -> AnyView {
    let classes = |words: &[String]| {
        any_or(visit, words.iter().map(|word| Answer::new(word.clone(), class(visit, word))))
    };
    let districts = choices.districts.iter().map(|code| Answer::new(code.clone(), division(visit, code)));
    let districts = any_or(visit, districts);
    let has = any_or(visit, Has::ALL.map(|has| Answer::new(has.as_str(), visit.t(has_key(has)))));
    let standings = Standing::ALL.map(|word| Answer::new(word.as_str(), standing(visit, word).1));
    let standings = any_or(visit, standings);
    let orders = Order::ALL.map(|order| Answer::new(order.as_str(), visit.t(order_key(order)))).to_vec();
    let opened = filter.standing.is_some() || filter.kind.is_some() || filter.order != Order::Newest;
    let more = view! {
        <Choice
            name="kind"
            label=visit.t("credit-kind")
            answers=classes(&choices.kinds)
            chosen=chosen(filter.kind.as_deref())
            offer=Offer::List
        />
        <Choice
            name="standing"
            label=visit.t("credit-standing")
            answers=standings
            chosen=chosen(filter.standing.map(Standing::as_str))
            offer=Offer::List
        />
        <Choice
            name="order"
            label=visit.t("credit-order")
            answers=orders
            chosen=chosen(Some(filter.order.as_str()))
            offer=Offer::List
        />
    };
    view! {
        <Filters visit=visit action="/credit" more=Some(more.into_any()) opened=opened>
            <Input
                name="q"
                id="list-q"
                label=visit.t("credit-words")
                value=filter.words.clone().unwrap_or_default()
                kind=Kind::Search
            />
            <Choice
                name="has"
                label=visit.t("credit-has")
                answers=has
                chosen=chosen(filter.has.map(Has::as_str))
                offer=Offer::List
            />
            <Choice
                name="industry"
                label=visit.t("credit-industry")
                answers=classes(&choices.industries)
                chosen=chosen(filter.industry.as_deref())
                offer=Offer::List
            />
            <Choice
                name="district"
                label=visit.t("credit-district")
                answers=districts
                chosen=chosen(filter.district.as_deref())
                offer=Offer::List
            />
        </Filters>
    }
    .into_any()
}

fn has_key(has: Has) -> &'static str {
    match has {
        Has::Honour => "credit-has-honour",
        Has::Negative => "credit-has-negative",
        Has::Penalty => "credit-has-penalty",
    }
}

fn order_key(order: Order) -> &'static str {
    match order {
        Order::Newest => "credit-order-newest",
        Order::Oldest => "credit-order-oldest",
        Order::Capital => "credit-order-capital",
    }
}

fn list(visit: &Visit, found: Page<EnterpriseRow>) -> AnyView {
    let Page { rows, next, previous, count } = found;
    if rows.is_empty() {
        return view! { <p>{visit.t("credit-none-found")}</p> }.into_any();
    }
    let columns = vec![
        Column::name(visit.t("credit-enterprise")),
        Column::text(visit.t("credit-industry")),
        Column::text(visit.t("credit-district")),
        Column::text(visit.t("credit-standing")),
        Column::text(visit.t("credit-on-record")),
    ];
    let rows = rows.into_iter().map(|row| line(visit, row)).collect();
    view! {
        <Table caption=visit.t("credit-list-enterprises") columns=columns rows=rows quiet=true />
        <Pager visit=visit count=count previous=previous next=next />
    }
    .into_any()
}

fn line(visit: &Visit, row: EnterpriseRow) -> Vec<AnyView> {
    let EnterpriseRow { enterprise, counts, .. } = row;
    let (tone, state) = standing(visit, enterprise.standing);
    let former = enterprise.former_name.as_deref().map(|name| {
        let words = visit.tn("credit-formerly", &[("name", name.into())]);
        view! {
            <br />
            <span class="muted">{words}</span>
        }
    });
    cells![
        view! {
            <div>
                <a href=visit.href(&format!("/credit/{}", enterprise.uscc))>{enterprise.name}</a>
                <br />
                <span class="muted fixed">{enterprise.uscc.to_string()}</span>
                {former}
            </div>
        },
        enterprise.industry.as_deref().map(|word| class(visit, word)),
        enterprise.district.as_deref().map(|code| division(visit, code)),
        view! { <ui::Tag tone=tone text=state /> },
        on_record(visit, counts),
    ]
}

/// What is public about an enterprise, in a line.
pub(super) fn on_record(visit: &Visit, counts: Counts) -> String {
    let parts = [
        (counts.honours, "credit-count-honours"),
        (counts.negatives, "credit-count-negatives"),
        (counts.penalties, "credit-count-penalties"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, key)| visit.tn(key, &[("n", number.into())]))
        .collect();
    if parts.is_empty() {
        visit.t("credit-count-none").to_owned()
    } else {
        parts.join(visit.t("credit-comma"))
    }
}
