//! `/cases`: how many come in, how far they get and how long it takes. Nothing small, nothing early, nobody's name.

use leptos::prelude::*;
use ui::{Column, Figure as Drawing, Nav, Notice, Page, Point, Robots, Table, Text, Visit, cells, downloads};

use crate::rules::funnel::{Cell, Figure, Funnel, SMALL, Step};

/// `/cases`
pub(crate) fn funnel(visit: &Visit, funnels: &[Funnel]) -> Page {
    let title = visit.t("cases-title");
    let newest =
        crate::case::Kind::ALL.iter().filter_map(|kind| funnels.iter().rev().find(|it| it.kind == *kind));
    let sections = newest.map(|funnel| section(visit, funnel)).collect::<Vec<_>>();
    let shown = match sections.is_empty() {
        true => view! {
            <Notice title=visit.t("cases-none-yet")>
                <p>{visit.t("cases-none-yet-why")}</p>
            </Notice>
        }
        .into_any(),
        false => sections.into_any(),
    };
    let earlier = (!funnels.is_empty()).then(|| table(visit, funnels));
    let ways = [
        ("/report", "cases-report"),
        ("/complain", "cases-complain"),
        ("/case", "cases-case"),
        ("/cases/words", "cases-public-title"),
    ]
    .into_iter()
    .map(|(path, key)| {
        view! {
            <li>
                <a href=visit.href(path)>{visit.word(key).unwrap_or_default()}</a>
            </li>
        }
    })
    .collect::<Vec<_>>();
    let body = view! {
        <h1>{title}</h1>
        <p class="lead">{visit.t("cases-lead")}</p>
        <ul>{ways}</ul>
        {shown}
        {earlier}
        <section class="section">
            <h2>{visit.t("cases-how")}</h2>
            <p>{visit.tn("cases-how-small", &[("n", SMALL.into())])}</p>
            <p>{visit.t("cases-how-late")}</p>
            <p>{visit.t("cases-how-solved")}</p>
            <p>
                <a href=visit.href("/methods/cases-funnel")>{visit.t("cases-how-rule")}</a>
            </p>
        </section>
        {downloads(visit, "/cases", &[])}
    };
    Page {
        title: title.to_owned(),
        description: visit.t("cases-description").to_owned(),
        nav: Nav::Cases,
        crumbs: vec![(visit.t("shell-nav-home").to_owned(), "/".to_owned())],
        robots: Robots::Index,
        body: body.into_any(),
        ..Page::default()
    }
}

fn kind_name(visit: &Visit, funnel: &Funnel) -> &'static str {
    visit.word(&format!("cases-kind-{}", funnel.kind.as_str())).unwrap_or_default()
}

fn period(visit: &Visit, funnel: &Funnel) -> String {
    let days =
        [("from", visit.day(funnel.from.first()).into()), ("until", visit.day(funnel.until.last()).into())];
    visit.tn("cases-period", &days)
}

fn step_name(visit: &Visit, step: Step) -> &'static str {
    visit.word(&format!("cases-step-{}", step.as_str())).unwrap_or_default()
}

fn told(visit: &Visit, figure: Figure) -> String {
    match figure {
        Figure::Is(count) => visit.number(count),
        Figure::Few => visit.t("cases-few").to_owned(),
    }
}

/// The newest period of a kind, drawn.
fn section(visit: &Visit, funnel: &Funnel) -> AnyView {
    let points = Step::ALL
        .iter()
        .zip(funnel.city.steps)
        .map(|(step, figure)| Point {
            label: step_name(visit, *step).into(),
            value: match figure {
                Figure::Is(count) => count,
                Figure::Few => 0,
            },
            shown: told(visit, figure).into(),
        })
        .collect();
    let sentence = match funnel.city.median_days {
        Some(days) => visit.tn("cases-sentence-median", &[("n", days.into())]),
        None => visit.t("cases-sentence").to_owned(),
    };
    let heads: [Text; 2] = [visit.t("cases-column-step").into(), visit.t("cases-column-count").into()];
    let title = visit.tn(
        "cases-figure",
        &[("kind", kind_name(visit, funnel).into()), ("period", period(visit, funnel).into())],
    );
    let districts = (funnel.districts.len() > 1).then(|| {
        let rows = funnel.districts.iter().map(|cell| row(visit, cell, names(visit, cell))).collect();
        view! { <Table caption=visit.t("cases-by-district") columns=columns(visit, "cases-column-district") rows=rows /> }
    });
    view! {
        <section class="section">
            <h2>{kind_name(visit, funnel)}</h2>
            <Drawing visit=visit title=title sentence=sentence heads=heads points=points />
            {districts}
        </section>
    }
    .into_any()
}

fn names(visit: &Visit, cell: &Cell) -> String {
    let name = |code: &String| {
        visit.city().division(code).map_or_else(|| code.clone(), |it| it.name(visit.lang()).to_owned())
    };
    cell.districts.iter().map(name).collect::<Vec<_>>().join(visit.t("cases-and"))
}

fn columns(visit: &Visit, first: &str) -> Vec<Column> {
    let mut columns = vec![Column::name(visit.word(first).unwrap_or_default())];
    columns.extend(Step::ALL.iter().map(|step| Column::number(step_name(visit, *step))));
    columns.push(Column::number(visit.t("cases-column-median")));
    columns
}

fn row(visit: &Visit, cell: &Cell, name: String) -> Vec<AnyView> {
    let mut cells = cells![name];
    cells.extend(cell.steps.map(|figure| ui::written(told(visit, figure))));
    let days = cell.median_days.map(|days| visit.tn("cases-days", &[("n", days.into())]));
    cells.push(ui::written(days.unwrap_or_else(|| visit.t("cases-few").to_owned())));
    cells
}

/// Every period that was published, the newest first.
fn table(visit: &Visit, funnels: &[Funnel]) -> AnyView {
    let mut newest: Vec<&Funnel> = funnels.iter().collect();
    newest.sort_by_key(|funnel| (std::cmp::Reverse(funnel.until), funnel.kind));
    let rows = newest
        .into_iter()
        .map(|funnel| {
            row(visit, &funnel.city, format!("{} · {}", kind_name(visit, funnel), period(visit, funnel)))
        })
        .collect();
    view! { <Table caption=visit.t("cases-by-period") columns=columns(visit, "cases-column-period") rows=rows /> }.into_any()
}
