//! The front page of the register: look a code up, or narrow the list of enterprises.

use leptos::prelude::*;
use record::{Count, Page};
use ui::{Column, ErrorSummary, Fields, Listing, Nav, Robots, Visit, cells, downloads, listing};

use super::code_form::code_form;
use super::crumbs;
use super::lists::{List, others};
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
        {downloads(visit, "/credit", &[])}
    };
    ui::Page {
        title: visit.t("credit-title").to_owned(),
        description: visit.t("credit-description").to_owned(),
        nav: Nav::Credit,
        crumbs: crumbs(visit, &[]),
        robots: if is_plain { Robots::Index } else { Robots::NoIndex },
        body: body.into_any(),
        bundle: Some(ui::Bundle::Public),
        feed: Some("/credit.atom".to_owned()),
        desk: None,
    }
}

fn lead(visit: &Visit, [enterprises, honours, negatives, penalties]: [Count; 4]) -> String {
    visit.tn(
        "credit-lead",
        &[
            ("enterprises", visit.count(enterprises).into()),
            ("honours", visit.count(honours).into()),
            ("negatives", visit.count(negatives).into()),
            ("penalties", visit.count(penalties).into()),
        ],
    )
}

fn filters(visit: &Visit, filter: &EnterpriseFilter, choices: &Choices) -> AnyView {
    let classes =
        |words: &[String]| words.iter().map(|word| (word.clone(), class(visit, word))).collect::<Vec<_>>();
    let districts = choices.districts.iter().map(|code| (code.clone(), division(visit, code)));
    let has = Has::ALL.map(|has| (has.as_str(), visit.t(has_key(has))));
    let standings = Standing::ALL.map(|word| (word.as_str(), standing(visit, word).1));
    let orders = Order::ALL.map(|order| (order.as_str(), visit.t(order_key(order))));
    Fields::new(visit, &[])
        .words(visit.t("credit-words"), filter.words.as_deref())
        .select("has", visit.t("credit-has"), has, filter.has.map(Has::as_str))
        .select(
            "industry",
            visit.t("credit-industry"),
            classes(&choices.industries),
            filter.industry.as_deref(),
        )
        .select("district", visit.t("credit-district"), districts, filter.district.as_deref())
        .more()
        .select("kind", visit.t("credit-kind"), classes(&choices.kinds), filter.kind.as_deref())
        .select("standing", visit.t("credit-standing"), standings, filter.standing.map(Standing::as_str))
        .order("order", visit.t("credit-order"), orders, filter.order.as_str())
        .at("/credit")
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
    let about = Listing {
        caption: visit.t("credit-list-enterprises"),
        none: visit.t("credit-none-found"),
        columns: vec![
            Column::name(visit.t("credit-enterprise")),
            Column::text(visit.t("credit-industry")),
            Column::text(visit.t("credit-district")),
            Column::text(visit.t("credit-standing")),
            Column::text(visit.t("credit-on-record")),
        ],
    };
    listing(visit, about, found, |row| line(visit, row))
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
