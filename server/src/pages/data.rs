//! Open data: where it is, what one may do with it, how often it changes, and what each column means.

use super::{from_home, text_sections};
use axum::response::Response;
use leptos::prelude::*;
use record::Lang;
use ui::{Column, Nav, Page, Table, Visit, cells};

/// A list that can be taken away as a file.
struct File {
    name: &'static str,
    /// The address of the list's page, and of its files without their endings.
    path: &'static str,
    /// Each column and what it means.
    columns: Vec<(&'static str, &'static str)>,
}

fn files(visit: &Visit) -> Vec<File> {
    // A column's words stand under its name; a language file has hyphens where a column has underscores.
    let worded = |slice: &str, columns: &[&'static str]| {
        columns
            .iter()
            .map(|&column| {
                let key = format!("{slice}-column-{}", column.replace('_', "-"));
                let plain = || visit.word(&format!("{slice}-column-{column}"));
                (column, visit.word(&key).or_else(plain).unwrap_or(column))
            })
            .collect()
    };
    let approvals = approvals::data::COLUMNS.iter().map(|column| match visit.lang() {
        Lang::Zh => (column.name, column.zh),
        Lang::En => (column.name, column.en),
    });
    let cases = cases::data::COLUMNS.iter().map(|column| match visit.lang() {
        Lang::Zh => (column.name, column.zh),
        Lang::En => (column.name, column.en),
    });
    let file = |name, path, columns| File { name: visit.t(name), path, columns };
    vec![
        file("pages-data-approvals", "/approvals", approvals.collect()),
        file("pages-data-trading", "/trading", worded("trading", &trading::COLUMNS)),
        file("pages-data-enterprises", "/credit", worded("credit", &credit::data::ENTERPRISE_COLUMNS)),
        file("pages-data-records", "/credit/records", worded("credit", &credit::data::RECORD_COLUMNS)),
        file("pages-data-penalties", "/credit/penalties", worded("credit", &credit::data::PENALTY_COLUMNS)),
        file("cases-title", "/cases", cases.collect()),
    ]
}

/// `/data`.
pub(crate) async fn show(visit: Visit) -> Response {
    visit.page(|| page(&visit))
}

fn page(visit: &Visit) -> Page {
    let files = files(visit);
    let dictionaries = files.iter().map(|file| dictionary(visit, file)).collect::<Vec<_>>();
    let body = view! {
        <h1>{visit.t("pages-data-title")}</h1>
        <p class="lead">{visit.t("pages-data-lead")}</p>
        {addresses(visit, &files)}
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

/// Where each file is.
fn addresses(visit: &Visit, files: &[File]) -> impl IntoView + use<> {
    let columns = vec![
        Column::name(visit.t("pages-data-register")),
        Column::text("CSV"),
        Column::text("JSON"),
        Column::text(visit.t("pages-data-page")),
    ];
    let rows = files
        .iter()
        .map(|file| {
            let link = |ending: &str| {
                let address = format!("{}.{ending}", file.path);
                view! { <a href=address.clone()>{address.clone()}</a> }
            };
            cells![
                file.name,
                link("csv"),
                link("json"),
                view! { <a href=visit.href(file.path)>{visit.t("pages-data-list")}</a> },
            ]
        })
        .collect();
    view! {
        <Table caption=visit.t("pages-data-files") columns=columns rows=rows />
        <p>
            {visit.t("pages-data-releases")} " "
            <a href="/trading/releases.json">"/trading/releases.json"</a>
        </p>
    }
}

/// What each column of a file means.
fn dictionary(visit: &Visit, file: &File) -> impl IntoView + use<> {
    let columns =
        vec![Column::name(visit.t("pages-data-column")), Column::text(visit.t("pages-data-meaning"))];
    let rows = file
        .columns
        .iter()
        .map(|&(column, meaning)| cells![view! { <code>{column}</code> }, meaning])
        .collect();
    view! {
        <details>
            <summary>{file.name}</summary>
            <Table caption=file.name columns=columns rows=rows quiet=true />
        </details>
    }
}
