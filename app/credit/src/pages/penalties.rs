//! The list of penalties that are public today. A natural person stands in it without a name in full, without a
//! link and without a page; a withdrawn penalty stands in it as a tombstone.

use leptos::prelude::*;
use record::Page;
use ui::{Column, Fields, Listing, Nav, Robots, Tag, Tone, Visit, cells, downloads, field_errors, listing};

use super::crumbs;
use super::lists::{List, others};
use super::naming::{chinese, class, severity};
use crate::penalty::{Entry, Party, Penalty, Tombstone, Why};
use crate::rules::publication::Severity;
use crate::table::PenaltyFilter;

/// The days of the filter as they were typed, and which of them cannot be read, with the key of what to do.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dates {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) errors: Vec<(&'static str, &'static str)>,
}

/// The page.
pub(crate) fn penalties(
    visit: &Visit,
    filter: &PenaltyFilter,
    dates: &Dates,
    authorities: &[String],
    found: Page<Entry>,
) -> ui::Page {
    let body = view! {
        {field_errors(visit, &dates.errors)}
        <h1>{visit.t("credit-list-penalties")}</h1>
        <p class="lead">{visit.t("credit-penalties-lead")}</p>
        {filters(visit, filter, dates, authorities)}
        {list(visit, found)}
        {downloads(visit, "/credit/penalties", &[])}
        <h2>{visit.t("credit-other-lists")}</h2>
        {others(visit, List::Penalties)}
    };
    ui::Page {
        title: visit.t("credit-list-penalties").to_owned(),
        description: visit.t("credit-penalties-lead").to_owned(),
        nav: Nav::Credit,
        crumbs: crumbs(visit, &[("credit-title", "/credit")]),
        // It names natural persons, if only by surname, and its lines come and go with their periods.
        robots: Robots::NoIndex,
        body: body.into_any(),
        bundle: None,
        feed: Some("/credit.atom".to_owned()),
        desk: None,
    }
}

fn filters(visit: &Visit, filter: &PenaltyFilter, dates: &Dates, authorities: &[String]) -> AnyView {
    let authorities = authorities.iter().map(|name| (name.clone(), name.clone()));
    let severities = Severity::ALL.map(|word| (word.as_str(), severity(visit, word).1));
    let orders = [
        ("newest", visit.t("credit-order-decided-newest")),
        ("oldest", visit.t("credit-order-decided-oldest")),
    ];
    let order = if filter.oldest_first { "oldest" } else { "newest" };
    Fields::new(visit, &dates.errors)
        .words(visit.t("shell-filter-words"), filter.words.as_deref())
        .select("authority", visit.t("credit-authority"), authorities, filter.authority.as_deref())
        .select("severity", visit.t("credit-severity"), severities, filter.severity.map(Severity::as_str))
        .more()
        .day("from", visit.t("shell-from"), &dates.from)
        .day("to", visit.t("shell-to"), &dates.to)
        .order("order", visit.t("credit-order"), orders, order)
        .at("/credit/penalties")
}

fn list(visit: &Visit, found: Page<Entry>) -> AnyView {
    let about = Listing {
        caption: visit.t("credit-list-penalties"),
        none: visit.t("credit-none-found"),
        columns: vec![
            Column::name(visit.t("credit-party")),
            Column::text(visit.t("credit-offence")),
            Column::number(visit.t("credit-fine")),
            Column::text(visit.t("credit-authority")),
            Column::text(visit.t("credit-decided")),
            Column::text(visit.t("credit-public-until")),
        ],
    };
    listing(visit, about, found, |entry| match entry {
        Entry::Standing(penalty) => line(visit, &penalty),
        Entry::Withdrawn(tombstone) => stone(visit, &tombstone),
    })
}

fn line(visit: &Visit, penalty: &Penalty) -> Vec<AnyView> {
    let (tone, grave) = severity(visit, penalty.severity);
    let offence = penalty.offence.clone().unwrap_or_else(|| penalty.document.clone());
    let (party, offence) = match &penalty.party {
        Party::Person { masked_name } => {
            (format!("{masked_name} · {}", visit.t("credit-person")).into_any(), chinese(visit, &offence))
        }
        Party::Organisation { uscc, name } | Party::SoleTrader { uscc, name } => (
            view! { <a href=visit.href(&format!("/credit/{uscc}"))>{name.clone()}</a> }.into_any(),
            view! { <a href=visit.href(&path(&penalty.key))>{chinese(visit, &offence)}</a> }.into_any(),
        ),
    };
    cells![
        party,
        view! {
            <div>
                {offence}
                <br />
                <Tag tone=tone text=grave />
                <br />
                <span class="muted">{penalty.document.clone()}</span>
            </div>
        },
        fine(visit, penalty),
        chinese(visit, &penalty.authority.name),
        visit.day(penalty.decided_on),
        visit.day(penalty.publish_until),
    ]
}

fn stone(visit: &Visit, tombstone: &Tombstone) -> Vec<AnyView> {
    cells![
        visit.t("credit-withdrawn-party"),
        view! {
            <div>
                <Tag tone=Tone::Notice text=why(visit, tombstone.withdrawal.why) />
                <br />
                {chinese(visit, &tombstone.withdrawal.reason)}
                " · "
                {visit.day(tombstone.withdrawal.on)}
                <br />
                // The number of a natural person's decision leads to a page without a person, like any other tombstone.
                <a class="muted" href=visit.href(&path(&tombstone.key))>
                    {tombstone.document.clone()}
                </a>
            </div>
        },
        "—",
        chinese(visit, &tombstone.authority.name),
        visit.day(tombstone.decided_on),
        "—",
    ]
}

/// The page of a penalty.
pub(super) fn path(key: &str) -> String {
    format!("/credit/penalties/{}", record::reference::escaped(key))
}

/// The fine to the fen; the kinds of penalty where there is no fine.
pub(super) fn fine(visit: &Visit, penalty: &Penalty) -> String {
    match penalty.fine.filter(|fine| fine.fen() > 0) {
        Some(fine) => visit.money(fine),
        None => kinds(visit, penalty),
    }
}

/// The kinds of a penalty in the reader's language.
pub(super) fn kinds(visit: &Visit, penalty: &Penalty) -> String {
    let kinds: Vec<String> = penalty.kinds.iter().map(|kind| class(visit, kind)).collect();
    kinds.join(visit.t("credit-comma"))
}

/// What happened to a withdrawn penalty.
pub(super) fn why(visit: &Visit, why: Why) -> &'static str {
    match why {
        Why::Changed => visit.t("credit-why-changed"),
        Why::Revoked => visit.t("credit-why-revoked"),
    }
}
