//! One item of the catalogue: its limits, its steps, how it goes, and the newest cases.

use leptos::prelude::*;
use proof::{Proofs, proof_panel};
use ui::{Column, Nav, Notice, Page, Panel, Robots, SummaryList, Table, Visit, cells, fact};

use super::list::narrowed_to;
use super::parts::{data, data_lang, lines_of_item, percent};
use crate::item::{About, Item};
use crate::table::{ItemFigures, Listed};

/// What the page of an item is made of.
pub struct ItemPage<'a> {
    /// The item.
    pub item: &'a Item,
    /// What its row says.
    pub about: &'a About,
    /// What its decided cases say.
    pub figures: ItemFigures,
    /// Its newest cases.
    pub newest: Vec<Listed>,
    /// Where it stands in the public log.
    pub proofs: Proofs,
}

/// `/approvals/items/{code}`
pub fn item(visit: &Visit, page: ItemPage) -> Page {
    let ItemPage { item, about, figures, newest, proofs } = page;
    let limits =
        [("promised", about.limits.promised_days.into()), ("statutory", about.limits.statutory_days.into())];
    let mut facts = vec![
        (
            visit.t("approvals-items-department").into(),
            fact("/about/department", data(visit, about.department.as_str())),
        ),
        (
            visit.t("approvals-item-limits").into(),
            visit.tn("approvals-item-limits-words", &limits).into_any(),
        ),
        (
            visit.t("approvals-item-kind").into(),
            fact("/about/licence_kind", data(visit, about.licence_kind.as_str())),
        ),
        (visit.t("approvals-item-code").into(), fact("/code", item.code.clone())),
    ];
    if let Some(certificate) = &about.certificate {
        facts.push((
            visit.t("approvals-item-certificate").into(),
            fact("/about/certificate", data(visit, certificate.as_str())),
        ));
    }
    let cases = (!newest.is_empty()).then(|| {
        view! {
            <h2>{visit.t("approvals-item-latest")}</h2>
            {lines_of_item(visit, &newest)}
            <p>
                <a href=visit.href(&narrowed_to(&item.code))>{visit.t("approvals-item-all")}</a>
            </p>
        }
    });
    let body = view! {
        <h1 lang=data_lang(visit)>{fact("/about/name", about.name.clone())}</h1>
        <div class="two">
            <div>
                <h2>{visit.t("approvals-item-steps")}</h2>
                {steps(visit, item)}
                {cases}
            </div>
            <div>
                <Panel title=visit.t("approvals-basics")>
                    <SummaryList facts=facts />
                </Panel>
                <Panel title=visit.t("approvals-item-figures")>{how_it_goes(visit, &figures)}</Panel>
                {proof_panel(visit, &proofs)}
            </div>
        </div>
    };
    let words = [
        ("name", about.name.as_str().into()),
        ("department", about.department.as_str().into()),
        ("promised", about.limits.promised_days.into()),
    ];
    Page {
        title: about.name.clone(),
        description: visit.tn("approvals-item-description", &words),
        nav: Nav::Approvals,
        crumbs: vec![
            (visit.t("approvals-title").to_owned(), "/approvals".to_owned()),
            (visit.t("approvals-items").to_owned(), "/approvals/items".to_owned()),
        ],
        robots: Robots::Index,
        body: body.into_any(),
        bundle: ui::Bundle::Public.when(proofs.has_island(visit)),
        feed: None,
        desk: None,
    }
}

fn steps(visit: &Visit, item: &Item) -> AnyView {
    if item.steps.is_empty() {
        return view! { <Notice title=visit.t("approvals-item-no-steps") /> }.into_any();
    }
    let columns = vec![
        Column::name(visit.t("approvals-item-step")),
        Column::number(visit.t("approvals-item-step-limit")),
        Column::text(visit.t("approvals-item-step-counts")),
    ];
    let rows = item
        .steps
        .iter()
        .map(|step| {
            let counts = if step.counts { "approvals-item-step-yes" } else { "approvals-item-step-no" };
            cells![
                data(visit, step.name.as_str()),
                step.limit_days.map(|days| visit.number(days.into())),
                visit.t(counts),
            ]
        })
        .collect();
    view! { <Table caption=visit.t("approvals-item-steps-caption") columns=columns rows=rows /> }.into_any()
}

fn how_it_goes(visit: &Visit, figures: &ItemFigures) -> AnyView {
    if figures.decided == 0 {
        return view! { <p>{visit.t("approvals-item-no-cases")}</p> }.into_any();
    }
    let mut facts = vec![(
        visit.t("approvals-item-decided").into(),
        visit.tn("approvals-item-decided-n", &[("n", figures.decided.into())]).into_any(),
    )];
    if let Some(share) = figures.on_time_per_mille {
        facts.push((visit.t("approvals-item-on-time").into(), percent(visit, share).into_any()));
    }
    if let Some(days) = figures.median_days {
        let words = visit.tn("approvals-item-median-n", &[("n", days.into())]);
        facts.push((visit.t("approvals-item-median").into(), words.into_any()));
    }
    view! { <SummaryList facts=facts /> }.into_any()
}
