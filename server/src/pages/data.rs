//! Open data: where it is, what one may do with it, how often it changes, and what each column means.

use super::{from_home, text_sections};
use axum::response::Response;
use leptos::prelude::*;
use ui::{Column, Nav, Page, Table, Visit, cells};

/// A register as a file.
struct Register {
    name: &'static str,
    /// Its address without the ending.
    path: &'static str,
    columns: &'static [&'static str],
    /// What its columns' words begin with in the language files.
    words: &'static str,
}

fn registers() -> [Register; 3] {
    [
        Register {
            name: "shell-nav-approvals",
            path: "/approvals",
            columns: &[],
            words: "approvals-column",
        },
        Register {
            name: "shell-nav-trading",
            path: "/trading",
            columns: &trading::COLUMNS,
            words: "trading-column",
        },
        Register {
            name: "shell-nav-credit",
            path: "/credit",
            columns: &[],
            words: "credit-column",
        },
    ]
}

/// `/data`.
pub(crate) async fn show(visit: Visit) -> Response {
    visit.page(|| page(&visit))
}

fn page(visit: &Visit) -> Page {
    let registers = registers();
    let dictionaries = registers.iter().map(|register| dictionary(visit, register)).collect::<Vec<_>>();
    let body = view! {
        <h1>{visit.t("pages-data-title")}</h1>
        <p class="lead">{visit.t("pages-data-lead")}</p>
        {files(visit, &registers)}
        <section class="section" id="licence">
            <h2>{visit.t("pages-data-licence")}</h2>
            <p>{visit.t("pages-data-licence-1")}</p>
            <p>
                {visit.tn("pages-data-licence-2", &[("publisher", visit.city().publisher(visit.lang()).into())])}
            </p>
        </section>
        {text_sections(
            visit,
            &[
                ("pages-data-fresh", &["pages-data-fresh-1", "pages-data-fresh-2"]),
                ("pages-data-formats", &["pages-data-formats-1", "pages-data-formats-2", "pages-data-formats-3"]),
                ("pages-data-programs", &["pages-data-programs-1", "pages-data-programs-2"]),
                ("pages-data-people", &["pages-data-people-1"]),
            ],
        )}
        <section class="section" id="columns">
            <h2>{visit.t("pages-data-columns")}</h2>
            <p>{visit.t("pages-data-columns-1")}</p>
            {dictionaries}
        </section>
    };
    Page {
        title: visit.t("pages-data-title").to_owned(),
        description: visit.t("pages-data-lead").to_owned(),
        nav: Nav::Data,
        crumbs: from_home(visit),
        body: body.into_any(),
        ..Page::default()
    }
}

/// The registers and their files.
fn files(visit: &Visit, registers: &[Register]) -> impl IntoView + use<> {
    let columns = vec![
        Column::name(visit.t("pages-data-register")),
        Column::text("CSV"),
        Column::text("JSON"),
        Column::text(visit.t("pages-data-page")),
    ];
    let rows = registers
        .iter()
        .map(|register| {
            let link = |ending: &str| {
                let address = format!("{}.{ending}", register.path);
                view! { <a href=address.clone()>{address.clone()}</a> }
            };
            cells![
                visit.t(register.name),
                link("csv"),
                link("json"),
                view! { <a href=visit.href(register.path)>{visit.t("pages-data-list")}</a> },
            ]
        })
        .collect();
    view! { <Table caption=visit.t("pages-data-files") columns=columns rows=rows /> }
}

/// What each column of a register means.
fn dictionary(visit: &Visit, register: &Register) -> impl IntoView + use<> {
    let columns = vec![Column::name(visit.t("pages-data-column")), Column::text(visit.t("pages-data-meaning"))];
    let rows = register
        .columns
        .iter()
        .map(|&column| {
            let key = format!("{}-{}", register.words, column.replace('_', "-"));
            let other = format!("{}-{column}", register.words);
            let meaning = visit.word(&key).or_else(|| visit.word(&other)).unwrap_or(column);
            cells![view! { <code>{column}</code> }, meaning]
        })
        .collect();
    view! {
        <details>
            <summary>{visit.t(register.name)}</summary>
            <Table caption=visit.t(register.name) columns=columns rows=rows quiet=true />
        </details>
    }
}
