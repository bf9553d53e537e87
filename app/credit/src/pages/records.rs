//! The list of credit records that are public today, good and bad.

use leptos::prelude::*;
use record::Page;
use ui::{Column, Fields, Listing, Nav, Robots, Tag, Visit, cells, downloads, listing};

use super::crumbs;
use super::lists::{List, others};
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
        {downloads(visit, "/credit/records", &[])}
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
        bundle: None,
        feed: Some("/credit.atom".to_owned()),
        desk: None,
    }
}

fn filters(visit: &Visit, filter: &RecordFilter, categories: &[String]) -> AnyView {
    let sides = [("1", visit.t("credit-good")), ("0", visit.t("credit-bad"))];
    let side = filter.good.map(|good| if good { "1" } else { "0" });
    let categories = categories.iter().map(|word| (word.clone(), class(visit, word)));
    let severities = Severity::ALL.map(|word| (word.as_str(), severity(visit, word).1));
    Fields::new(visit, &[])
        .words(visit.t("shell-filter-words"), filter.words.as_deref())
        .select("good", visit.t("credit-side"), sides, side)
        .select("category", visit.t("credit-category"), categories, filter.category.as_deref())
        .select("severity", visit.t("credit-severity"), severities, filter.severity.map(Severity::as_str))
        .at("/credit/records")
}

fn list(visit: &Visit, found: Page<CreditRecord>) -> AnyView {
    let about = Listing {
        caption: visit.t("credit-list-records"),
        none: visit.t("credit-none-found"),
        columns: vec![
            Column::name(visit.t("credit-enterprise")),
            Column::text(visit.t("credit-finding")),
            Column::text(visit.t("credit-authority")),
            Column::text(visit.t("credit-decided")),
            Column::text(visit.t("credit-public-until")),
        ],
    };
    listing(visit, about, found, |record| line(visit, record))
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
