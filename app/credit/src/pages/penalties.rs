//! The list of penalties that are public today. A natural person stands in it without a name in full, without a
//! link and without a page; a withdrawn penalty stands in it as a tombstone.

use leptos::prelude::*;
use record::Page;
use ui::{
    Answer, Choice, Column, DateInput, ErrorSummary, Filters, Input, Kind, Nav, Offer, Pager, Robots, Table,
    Tag, Text, Tone, Visit, cells,
};

use super::crumbs;
use super::enterprises::{any_or, chosen};
use super::lists::{List, downloads, others};
use super::naming::{chinese, class, severity};
use crate::penalty::{Entry, Party, Penalty, Tombstone, Why};
use crate::rules::publication::Severity;
use crate::table::PenaltyFilter;

/// The days of the filter as they were typed, and whether each could be read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dates {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) is_from_bad: bool,
    pub(crate) is_to_bad: bool,
}

/// The page.
pub(crate) fn penalties(
    visit: &Visit,
    filter: &PenaltyFilter,
    dates: &Dates,
    authorities: &[String],
    found: Page<Entry>,
) -> ui::Page {
    let errors: Vec<(Text, Text)> = [(dates.is_from_bad, "from"), (dates.is_to_bad, "to")]
        .into_iter()
        .filter(|(is_bad, _)| *is_bad)
        .map(|(_, field)| (field.into(), visit.t("credit-day-bad").into()))
        .collect();
    let errors =
        (!errors.is_empty()).then(|| view! { <ErrorSummary visit=visit errors=errors /> }.into_any());
    let body = view! {
        {errors}
        <h1>{visit.t("credit-list-penalties")}</h1>
        <p class="lead">{visit.t("credit-penalties-lead")}</p>
        {filters(visit, filter, dates, authorities)}
        {list(visit, found)}
        {downloads(visit, List::Penalties)}
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
        island: false,
        feed: Some("/credit.atom".to_owned()),
    }
}

fn filters(visit: &Visit, filter: &PenaltyFilter, dates: &Dates, authorities: &[String]) -> AnyView {
    let authorities = authorities.iter().map(|name| Answer::new(name.clone(), name.clone()));
    let authorities = any_or(visit, authorities);
    let severities = Severity::ALL.map(|word| Answer::new(word.as_str(), severity(visit, word).1));
    let severities = any_or(visit, severities);
    let orders = vec![
        Answer::new("newest", visit.t("credit-order-decided-newest")),
        Answer::new("oldest", visit.t("credit-order-decided-oldest")),
    ];
    let error = |is_bad: bool| if is_bad { visit.t("credit-day-bad") } else { "" };
    let opened = !dates.from.is_empty() || !dates.to.is_empty() || filter.oldest_first;
    let more = view! {
        <DateInput name="from" label=visit.t("shell-from") value=dates.from.clone() error=error(dates.is_from_bad) />
        <DateInput name="to" label=visit.t("shell-to") value=dates.to.clone() error=error(dates.is_to_bad) />
        <Choice
            name="order"
            label=visit.t("credit-order")
            answers=orders
            chosen=chosen(Some(if filter.oldest_first { "oldest" } else { "newest" }))
            offer=Offer::List
        />
    };
    view! {
        <Filters visit=visit action="/credit/penalties" more=Some(more.into_any()) opened=opened>
            <Input
                name="q"
                id="list-q"
                label=visit.t("shell-filter-words")
                value=filter.words.clone().unwrap_or_default()
                kind=Kind::Search
            />
            <Choice
                name="authority"
                label=visit.t("credit-authority")
                answers=authorities
                chosen=chosen(filter.authority.as_deref())
                offer=Offer::List
            />
            <Choice
                name="severity"
                label=visit.t("credit-severity")
                answers=severities
                chosen=chosen(filter.severity.map(Severity::as_str))
                offer=Offer::List
            />
        </Filters>
    }
    .into_any()
}

fn list(visit: &Visit, found: Page<Entry>) -> AnyView {
    let Page { rows, next, previous, count } = found;
    if rows.is_empty() {
        return view! { <p>{visit.t("credit-none-found")}</p> }.into_any();
    }
    let columns = vec![
        Column::name(visit.t("credit-party")),
        Column::text(visit.t("credit-offence")),
        Column::number(visit.t("credit-fine")),
        Column::text(visit.t("credit-authority")),
        Column::text(visit.t("credit-decided")),
        Column::text(visit.t("credit-public-until")),
    ];
    let rows = rows
        .into_iter()
        .map(|row| match row {
            Entry::Standing(penalty) => line(visit, &penalty),
            Entry::Withdrawn(tombstone) => stone(visit, &tombstone),
        })
        .collect();
    view! {
        <Table caption=visit.t("credit-list-penalties") columns=columns rows=rows quiet=true />
        <Pager visit=visit count=count previous=previous next=next />
    }
    .into_any()
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
