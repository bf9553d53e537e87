//! The list of credit records that are public today, good and bad.

use leptos::prelude::*;
use record::Page;
use ui::{Answer, Choice, Column, Filters, Input, Kind, Nav, Offer, Pager, Robots, Table, Tag, Visit, cells};

use super::crumbs;
use super::enterprises::{any_or, chosen};
use super::lists::{List, downloads, others};
use super::naming::{chinese, class, day_or_none, severity};
use crate::credit_record::{CreditRecord, Finding};
use crate::rules::publication::Severity;
use crate::table::RecordFilter;

/// The page.
pub(crate) fn records(
    visit: &Visit,
    filter: &RecordFilter,
    categories: &[String],
    found: Page<CreditRecord>,
) -> ui::Page {
    let body = view! {
        <h1>{visit.t("credit-list-records")}</h1>
        <p class="lead">{visit.t("credit-records-lead")}</p>
        {filters(visit, filter, categories)}
        {list(visit, found)}
        {downloads(visit, List::Records)}
        <h2>{visit.t("credit-other-lists")}</h2>
        {others(visit, List::Records)}
    };
    ui::Page {
        title: visit.t("credit-list-records").to_owned(),
        description: visit.t("credit-records-lead").to_owned(),
        nav: Nav::Credit,
        crumbs: crumbs(visit, &[("credit-title", "/credit")]),
        // Its lines come and go with their periods; a search engine would keep them for longer.
        robots: Robots::NoIndex,
        body: body.into_any(),
        island: false,
        feed: Some("/credit.atom".to_owned()),
    }
}

fn filters(visit: &Visit, filter: &RecordFilter, categories: &[String]) -> AnyView {
    let sides = [("1", "credit-good"), ("0", "credit-bad")];
    let sides = any_or(visit, sides.map(|(value, key)| Answer::new(value, visit.t(key))));
    let side = filter.good.map(|good| if good { "1" } else { "0" });
    let categories = categories.iter().map(|word| Answer::new(word.clone(), class(visit, word)));
    let categories = any_or(visit, categories);
    let severities = Severity::ALL.map(|word| Answer::new(word.as_str(), severity(visit, word).1));
    let severities = any_or(visit, severities);
    view! {
        <Filters visit=visit action="/credit/records">
            <Input
                name="q"
                id="list-q"
                label=visit.t("shell-filter-words")
                value=filter.words.clone().unwrap_or_default()
                kind=Kind::Search
            />
            <Choice name="good" label=visit.t("credit-side") answers=sides chosen=chosen(side) offer=Offer::List />
            <Choice
                name="category"
                label=visit.t("credit-category")
                answers=categories
                chosen=chosen(filter.category.as_deref())
                offer=Offer::List
            />
            <Choice
                name="severity"
                label=visit.t("credit-severity")
                answers=severities
                chosen=chosen(filter.severity.map(Severity::as_str))
                offer=Offer::List
            />
        </Filters>
    }
    .into_any()
}

fn list(visit: &Visit, found: Page<CreditRecord>) -> AnyView {
    let Page { rows, next, previous, count } = found;
    if rows.is_empty() {
        return view! { <p>{visit.t("credit-none-found")}</p> }.into_any();
    }
    let columns = vec![
        Column::name(visit.t("credit-enterprise")),
        Column::text(visit.t("credit-finding")),
        Column::text(visit.t("credit-authority")),
        Column::text(visit.t("credit-decided")),
        Column::text(visit.t("credit-public-until")),
    ];
    let rows = rows.into_iter().map(|row| line(visit, row)).collect();
    view! {
        <Table caption=visit.t("credit-list-records") columns=columns rows=rows quiet=true />
        <Pager visit=visit count=count previous=previous next=next />
    }
    .into_any()
}

fn line(visit: &Visit, record: CreditRecord) -> Vec<AnyView> {
    let until = match record.finding {
        Finding::Honour { valid_until } => day_or_none(visit, valid_until),
        Finding::Negative { publish_until, .. } => visit.day(publish_until),
    };
    cells![
        view! { <a href=visit.href(&format!("/credit/{}", record.uscc))>{record.enterprise.clone()}</a> },
        view! {
            <div>
                {chinese(visit, &record.name)}
                <br />
                {mark(visit, &record)}
            </div>
        },
        chinese(visit, &record.authority),
        visit.day(record.decided_on),
        until,
    ]
}

/// The class of a record with what it means to the reader.
pub(super) fn mark(visit: &Visit, record: &CreditRecord) -> AnyView {
    let (tone, text) = match record.finding {
        Finding::Honour { .. } => (ui::Tone::Good, class(visit, &record.category)),
        Finding::Negative { severity: grave, .. } => {
            let (tone, word) = severity(visit, grave);
            (tone, format!("{} · {word}", class(visit, &record.category)))
        }
    };
    view! { <Tag tone=tone text=text /> }.into_any()
}
