//! The catalogue of items, by department.

use leptos::prelude::*;
use record::{Kind, Ref};
use ui::{Column, Fields, Nav, Notice, Page, Robots, Table, Visit, cells};

use super::parts::{data, data_lang, link};
use crate::table::ItemRow;

/// `/approvals/items`: of all items those whose department is `department` and whose name or code holds `words`.
pub fn catalogue(visit: &Visit, items: &[ItemRow], words: &str, department: &str) -> Page {
    let title = visit.t("approvals-items");
    let mut departments: Vec<&str> = items.iter().map(|item| item.department.as_str()).collect();
    departments.dedup();
    let found: Vec<&ItemRow> = items
        .iter()
        .filter(|item| department.is_empty() || item.department == department)
        .filter(|item| item.name.contains(words) || item.code.contains(words))
        .collect();
    let body = view! {
        <h1>{title}</h1>
        <p class="lead">{visit.t("approvals-items-lead")}</p>
        {(!items.is_empty()).then(|| filters(visit, &departments, words, department))}
        {if found.is_empty() {
            empty(visit, items.is_empty()).into_any()
        } else {
            by_department(visit, &found)
        }}
    };
    Page {
        title: title.to_owned(),
        description: visit.t("approvals-items-description").to_owned(),
        nav: Nav::Approvals,
        crumbs: vec![(visit.t("approvals-title").to_owned(), "/approvals".to_owned())],
        robots: if visit.query().is_empty() { Robots::Index } else { Robots::NoIndex },
        body: body.into_any(),
        bundle: None,
        feed: None,
        desk: None,
    }
}

fn filters(visit: &Visit, departments: &[&str], words: &str, department: &str) -> AnyView {
    let departments = departments.iter().map(|name| ((*name).to_owned(), (*name).to_owned()));
    Fields::new(visit, &[])
        .words(visit.t("approvals-items-words"), Some(words))
        .select("department", visit.t("approvals-items-department"), departments, Some(department))
        .at("/approvals/items")
}

fn empty(visit: &Visit, nothing_yet: bool) -> impl IntoView + use<> {
    let (title, todo) = if nothing_yet {
        (visit.t("approvals-items-none-yet"), visit.t("approvals-none-yet-todo"))
    } else {
        (visit.t("approvals-items-none"), visit.t("approvals-items-none-todo"))
    };
    view! {
        <Notice title=title>
            <p>{todo}</p>
        </Notice>
    }
}

fn by_department(visit: &Visit, items: &[&ItemRow]) -> AnyView {
    let tables = items
        .chunk_by(|a, b| a.department == b.department)
        .map(|items| {
            let columns = vec![
                Column::name(visit.t("approvals-item-name")),
                Column::text(visit.t("approvals-item-kind")),
                Column::number(visit.t("approvals-item-promised")),
                Column::number(visit.t("approvals-item-statutory")),
                Column::number(visit.t("approvals-item-steps")),
            ];
            let rows = items
                .iter()
                .map(|item| {
                    cells![
                        link(visit, Ref::new(Kind::Item, item.code.as_str()), &item.name),
                        data(visit, item.licence_kind.as_str()),
                        item.limits.promised_days,
                        item.limits.statutory_days,
                        item.steps,
                    ]
                })
                .collect();
            let department = items[0].department.clone();
            view! {
                <section class="section">
                    <h2 lang=data_lang(visit)>{department.clone()}</h2>
                    <Table caption=department columns=columns rows=rows quiet=true />
                </section>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <p class="muted">{visit.tn("approvals-items-count", &[("n", items.len().into())])}</p>
        {tables}
    }
    .into_any()
}
