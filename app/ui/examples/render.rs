//! How long one page takes: a list of twenty approvals with its shell, thousands of times over.
//! `cargo run --release -p ui --example render`
#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
#![expect(clippy::print_stdout, reason = "a measurement tells what it measured")]

use leptos::prelude::*;
use record::{Count, Lang};
use std::time::Instant;
use ui::{Column, Filters, Input, Kind, Nav, Page, Pager, Table, Tag, Tone, Visit, given};

const PAGES: u32 = 20_000;

fn page(visit: &Visit) -> Page {
    let rows = (0..20_u64)
        .map(|row| {
            let number = format!("QHD20261111{row:05}");
            ui::cells![
                view! { <a href=visit.href(&format!("/approvals/{number}"))>{number.clone()}</a> },
                "农药经营许可",
                "市农业农村局",
                visit.day(visit.today()),
                visit.number(row * 137),
                view! { <Tag tone=Tone::Warn text=visit.t("example-yellow") /> },
            ]
        })
        .collect();
    let columns = vec![
        Column::name(visit.t("example-number")),
        Column::text(visit.t("example-item")),
        Column::text(visit.t("example-unit")),
        Column::text(visit.t("example-decided")),
        Column::number(visit.t("example-days")),
        Column::text(visit.t("example-card")),
    ];
    let body = view! {
        <h1>{visit.t("shell-nav-approvals")}</h1>
        <Filters visit=visit action="/approvals">
            <Input name="q" label=visit.t("shell-filter-words") kind=Kind::Search />
        </Filters>
        <Table caption=visit.t("example-table") columns=columns rows=rows />
        <Pager visit=visit count=Count::AtLeast(10_000) next=Some("20261111".to_owned()) />
    };
    Page {
        title: visit.t("shell-nav-approvals").to_owned(),
        nav: Nav::Approvals,
        crumbs: vec![(visit.t("shell-nav-home").to_owned(), "/".to_owned())],
        body: body.into_any(),
        ..Page::default()
    }
}

fn main() {
    let visit = given::visit_to(Lang::Zh, "/approvals", "unit=1");
    assert_eq!(visit.html(|| page(&visit)), visit.html(|| page(&visit)), "the same page is the same bytes");
    if std::env::args().nth(1).as_deref() != Some("page") {
        measure("the document without a page", || visit.html(Page::default()));
    }
    if std::env::args().nth(1).as_deref() != Some("shell") {
        measure("a list of twenty", || visit.html(|| page(&visit)));
    }
}

fn measure(what: &str, html: impl Fn() -> String) {
    let started = Instant::now();
    let bytes: usize = (0..PAGES).map(|_| html().len()).sum();
    let microseconds = started.elapsed().as_secs_f64() * 1e6 / f64::from(PAGES);
    println!("{what}: {} bytes, {microseconds:.1} microseconds", bytes / PAGES as usize);
}
