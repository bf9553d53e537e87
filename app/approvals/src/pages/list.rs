//! The list of approvals with its filters.

use leptos::prelude::*;
use record::{DivisionLevel, Kind, Page as Rows, Ref, reference::escaped};
use ui::{
    Answer, Choice, DateInput, ErrorSummary, Filters, Input, Nav, Notice, Offer, Page, Pager, Robots, Text,
    Visit,
};

use super::parts::{data_lang, record_lines};
use crate::routes::Asked;
use crate::rules::card::Card;
use crate::table::{CaseResult, Listed, Order, UnitRow};

/// What the page of the list is made of.
pub struct ListPage<'a> {
    /// What the reader asked for, as it was typed.
    pub asked: &'a Asked,
    /// The lines of this page; nothing where the question has errors.
    pub rows: Option<Rows<Listed>>,
    /// The units the reader's words named, where there are several.
    pub units: Vec<UnitRow>,
}

/// `/approvals`
pub fn list(visit: &Visit, page: ListPage) -> Page {
    let ListPage { asked, rows, units } = page;
    let title = visit.t("approvals-title");
    let errors = (!asked.errors.is_empty()).then(|| {
        let errors = asked.errors.iter().map(|(field, key)| ((*field).into(), visit.t(key).into())).collect();
        view! { <ErrorSummary visit=visit errors=errors /> }
    });
    let listed = match &rows {
        None => view! { <p>{visit.t("approvals-bad-shown")}</p> }.into_any(),
        Some(rows) if rows.rows.is_empty() => empty(visit, asked).into_any(),
        Some(rows) => record_lines(visit, &rows.rows),
    };
    let around = rows.map(|rows| {
        let pager = view! { <Pager visit=visit count=rows.count previous=rows.previous next=rows.next /> };
        (!rows.rows.is_empty()).then(|| (pager, take_away(visit)))
    });
    let body = view! {
        {errors}
        <h1>{title}</h1>
        <p class="lead">{visit.t("approvals-lead")}</p>
        <ul>
            {[
                ("/approvals/items", "approvals-to-items"),
                ("/approvals/progress", "approvals-to-progress"),
                ("/methods/cards", "approvals-to-rule"),
            ]
                .map(|(path, key)| {
                    view! {
                        <li>
                            <a href=visit.href(path)>{visit.t(key)}</a>
                        </li>
                    }
                })
                .into_iter()
                .collect::<Vec<_>>()}
        </ul>
        {filters(visit, asked)}
        <h2>{visit.t("approvals-list")}</h2>
        {named_units(visit, asked, &units)}
        {listed}
        {around}
    };
    Page {
        title: title.to_owned(),
        description: visit.t("approvals-description").to_owned(),
        nav: Nav::Approvals,
        crumbs: vec![(visit.t("shell-nav-home").to_owned(), "/".to_owned())],
        // Each narrowing is one more address of the same cases; search engines need the plain list alone.
        robots: if visit.query().is_empty() { Robots::Index } else { Robots::NoIndex },
        body: body.into_any(),
        island: false,
        feed: Some("/approvals.atom".to_owned()),
    }
}

fn empty(visit: &Visit, asked: &Asked) -> impl IntoView + use<> {
    let (title, todo) = if asked.is_narrow() {
        (visit.t("approvals-none"), visit.t("approvals-none-todo"))
    } else {
        (visit.t("approvals-none-yet"), visit.t("approvals-none-yet-todo"))
    };
    view! {
        <Notice title=title>
            <p>{todo}</p>
        </Notice>
    }
}

fn filters(visit: &Visit, asked: &Asked) -> AnyView {
    let error = |field| asked.error(field).map_or("", |key| visit.t(key));
    let all = || Answer::new("", visit.t("shell-filter-all"));
    let words = |slug: &str| Text::from(visit.word(&format!("approvals-{slug}")).unwrap_or_default());
    let results = CaseResult::ALL
        .map(|result| Answer::new(result.as_str(), words(&format!("result-{}", result.as_str()))));
    let cards = Card::ALL.map(|card| Answer::new(card.as_str(), words(&format!("card-{}", card.as_str()))));
    let orders =
        Order::ALL.map(|order| Answer::new(order.as_str(), words(&format!("order-{}", order.as_str()))));
    let districts =
        visit.city().divisions.iter().filter(|division| division.level != DivisionLevel::Township);
    let districts = districts
        .map(|division| Answer::new(division.code.clone(), division.name(visit.lang()).to_owned()))
        .collect::<Vec<_>>();
    let chosen = |value: &String| vec![Text::from(value.clone())];
    let with_all = |answers: Vec<Answer>| std::iter::once(all()).chain(answers).collect::<Vec<_>>();
    let more = view! {
        <Input
            name="unit"
            label=visit.t("approvals-filter-unit")
            hint=visit.t("approvals-filter-unit-hint")
            value=asked.unit.clone()
            error=error("unit")
        />
        <Input
            name="item"
            label=visit.t("approvals-filter-item")
            hint=visit.t("approvals-filter-item-hint")
            value=asked.item.clone()
            error=error("item")
        />
        <DateInput
            name="from"
            label=visit.t("shell-from")
            hint=visit.t("approvals-filter-day-hint")
            value=asked.from.clone()
            error=error("from")
        />
        <DateInput name="to" label=visit.t("shell-to") value=asked.to.clone() error=error("to") />
        <Choice
            name="sort"
            label=visit.t("approvals-filter-order")
            answers=orders.to_vec()
            offer=Offer::List
            chosen=vec![Text::from(asked.order().as_str())]
            error=error("sort")
        />
    };
    let opened = [&asked.unit, &asked.item, &asked.from, &asked.to, &asked.order]
        .iter()
        .any(|typed| !typed.is_empty());
    view! {
        <Filters visit=visit action="/approvals" more=Some(more.into_any()) opened=opened>
            <Input
                name="q"
                label=visit.t("approvals-filter-words")
                kind=ui::Kind::Search
                value=asked.words.clone()
                error=error("q")
            />
            <Choice
                name="result"
                label=visit.t("approvals-filter-result")
                answers=with_all(results.to_vec())
                offer=Offer::List
                chosen=chosen(&asked.result)
                error=error("result")
            />
            <Choice
                name="card"
                label=visit.t("approvals-filter-card")
                answers=with_all(cards.to_vec())
                offer=Offer::List
                chosen=chosen(&asked.card)
                error=error("card")
            />
            <Choice
                name="district"
                label=visit.t("approvals-filter-district")
                answers=with_all(districts)
                offer=Offer::List
                chosen=chosen(&asked.district)
                error=error("district")
            />
        </Filters>
    }
    .into_any()
}

/// Words such as 农业农村局 name a unit in every district: the reader may take one.
fn named_units(visit: &Visit, asked: &Asked, units: &[UnitRow]) -> Option<AnyView> {
    if units.len() < 2 {
        return None;
    }
    let links = units
        .iter()
        .take(12)
        .map(|unit| {
            view! {
                <li>
                    <a
                        lang=data_lang(visit)
                        href=visit.here_with(&[("unit", Some(&unit.code)), ("after", None), ("before", None)])
                    >
                        {unit.name.clone()}
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let found = [("words", asked.unit.as_str().into()), ("n", units.len().into())];
    Some(
        view! {
            <p>{visit.tn("approvals-units-found", &found)}</p>
            <ul>{links}</ul>
        }
        .into_any(),
    )
}

/// The same question as files. They know no pages, so the place in the list is left out.
fn take_away(visit: &Visit) -> impl IntoView + use<> {
    let kept: Vec<&str> = visit
        .query()
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("after=") && !pair.starts_with("before="))
        .collect();
    let href = |path: &str, extra: Option<&'static str>| {
        let query: Vec<&str> = kept.iter().copied().chain(extra).collect();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
    };
    view! {
        <p class="muted">
            {visit.t("approvals-take-away")} " "
            <a href=href("/approvals.csv", None) download="approvals.csv">{visit.t("approvals-csv")}</a> " · "
            <a href=href("/approvals.csv", Some("bom=1")) download="approvals.csv">
                {visit.t("approvals-csv-excel")}
            </a> " · "
            <a href=href("/approvals.json", None) download="approvals.json">{visit.t("approvals-json")}</a>
        </p>
    }
}

/// Where all approvals of an item, or of a unit, are listed.
pub(super) fn narrowed_to(item: &str) -> String {
    format!("/approvals?item={}", escaped(item))
}

/// Where the approvals of a unit are listed.
pub(super) fn of_unit(code: &str) -> Ref {
    Ref::new(Kind::Agency, code)
}
