//! The list of approvals with its filters.

use leptos::prelude::*;
use record::{DivisionLevel, Kind, Page as Rows, Ref, reference::escaped};
use ui::{Fields, Nav, Notice, Page, Pager, Robots, Visit, downloads, field_errors};

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
    let listed = match &rows {
        None => view! { <p>{visit.t("approvals-bad-shown")}</p> }.into_any(),
        Some(rows) if rows.rows.is_empty() => empty(visit, asked).into_any(),
        Some(rows) => record_lines(visit, &rows.rows),
    };
    let around = rows.map(|rows| {
        let pager = view! { <Pager visit=visit count=rows.count previous=rows.previous next=rows.next /> };
        (!rows.rows.is_empty()).then(|| (pager, downloads(visit, "/approvals", &[])))
    });
    let body = view! {
        {field_errors(visit, &asked.errors)}
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
        bundle: None,
        feed: Some("/approvals.atom".to_owned()),
        desk: None,
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
    let words = |slug: &str, word: &str| visit.word(&format!("approvals-{slug}-{word}")).unwrap_or_default();
    let results = CaseResult::ALL.map(|result| (result.as_str(), words("result", result.as_str())));
    let cards = Card::ALL.map(|card| (card.as_str(), words("card", card.as_str())));
    let orders = Order::ALL.map(|order| (order.as_str(), words("order", order.as_str())));
    let districts =
        visit.city().divisions.iter().filter(|division| division.level != DivisionLevel::Township);
    let districts = districts.map(|division| (division.code.clone(), division.name(visit.lang()).to_owned()));
    Fields::new(visit, &asked.errors)
        .words(visit.t("approvals-filter-words"), Some(&asked.words))
        .select("result", visit.t("approvals-filter-result"), results, Some(&asked.result))
        .select("card", visit.t("approvals-filter-card"), cards, Some(&asked.card))
        .select("district", visit.t("approvals-filter-district"), districts, Some(&asked.district))
        .more()
        .text("unit", visit.t("approvals-filter-unit"), Some(&asked.unit))
        .hint(visit.t("approvals-filter-unit-hint"))
        .text("item", visit.t("approvals-filter-item"), Some(&asked.item))
        .hint(visit.t("approvals-filter-item-hint"))
        .day("from", visit.t("shell-from"), &asked.from)
        .hint(visit.t("approvals-filter-day-hint"))
        .day("to", visit.t("shell-to"), &asked.to)
        .order("sort", visit.t("approvals-filter-order"), orders, asked.order().as_str())
        .at("/approvals")
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

/// Where all approvals of an item, or of a unit, are listed.
pub(super) fn narrowed_to(item: &str) -> String {
    format!("/approvals?item={}", escaped(item))
}

/// Where the approvals of a unit are listed.
pub(super) fn of_unit(code: &str) -> Ref {
    Ref::new(Kind::Agency, code)
}
