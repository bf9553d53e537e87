//! The parts of an enterprise's page: what is public about it, kind by kind, and what other registers decided.

use leptos::prelude::*;
use record::{Fen, Kind, Uscc};
use ui::{Column, Line, RecordList, SummaryList, Table, Tag, Text, Tone, Visit, cells, fact, fact_day};

use super::naming::{chinese, day_or_none};
use super::penalties::{fine, path, why};
use super::records::mark;
use crate::credit_record::{CreditRecord, Finding};
use crate::penalty::{Entry, Penalty, Tombstone};
use crate::table::{Approved, Awarded, Joined};

/// A record as the public log names it.
fn name_of(kind: Kind, key: &str) -> String {
    format!("{kind}/{key}")
}

/// A value that belongs to another record than the enterprise.
fn within(kind: Kind, key: &str, value: AnyView) -> AnyView {
    ui::written(view! { <span data-record=name_of(kind, key)>{value}</span> })
}

/// A text of the record, or a dash where it has none.
fn or_dash(visit: &Visit, field: &'static str, text: Option<&str>) -> AnyView {
    text.map_or_else(|| "—".into_any(), |text| fact(field, chinese(visit, text)))
}

/// A part with its heading; the sentence where there is nothing to show.
fn part(visit: &Visit, title: &'static str, empty: &'static str, content: Option<AnyView>) -> AnyView {
    let content = content.unwrap_or_else(|| view! { <p class="muted">{visit.t(empty)}</p> }.into_any());
    view! {
        <section class="section">
            <h2>{visit.t(title)}</h2>
            {content}
        </section>
    }
    .into_any()
}

pub(super) fn honours(visit: &Visit, records: &[CreditRecord]) -> AnyView {
    let rows: Vec<Vec<AnyView>> = records
        .iter()
        .filter_map(|record| match record.finding {
            Finding::Honour { valid_until } => {
                let of = |value: AnyView| within(Kind::CreditRecord, &record.key, value);
                Some(cells![
                    of(fact("/name", chinese(visit, &record.name))),
                    of(fact("/authority", chinese(visit, &record.authority))),
                    of(fact_day(visit, "/decided_on", record.decided_on)),
                    day_or_none(visit, valid_until),
                    of(or_dash(visit, "/document", record.document.as_deref())),
                ])
            }
            Finding::Negative { .. } => None,
        })
        .collect();
    let table = (!rows.is_empty()).then(|| {
        let columns = vec![
            Column::name(visit.t("credit-honour")),
            Column::text(visit.t("credit-authority")),
            Column::text(visit.t("credit-awarded-on")),
            Column::text(visit.t("credit-valid-until")),
            Column::text(visit.t("credit-document")),
        ];
        view! { <Table caption=visit.t("credit-honours") columns=columns rows=rows quiet=true /> }.into_any()
    });
    part(visit, "credit-honours", "credit-no-honours", table)
}

pub(super) fn negatives(visit: &Visit, records: &[CreditRecord]) -> AnyView {
    let found: Vec<AnyView> = records
        .iter()
        .filter_map(|record| match record.finding {
            Finding::Negative { publish_min, publish_until, .. } => {
                Some((record, publish_min, publish_until))
            }
            Finding::Honour { .. } => None,
        })
        .map(|(record, publish_min, publish_until)| {
            let facts: Vec<(Text, AnyView)> = vec![
                (visit.t("credit-authority").into(), fact("/authority", chinese(visit, &record.authority))),
                (visit.t("credit-document").into(), or_dash(visit, "/document", record.document.as_deref())),
                (visit.t("credit-decided").into(), fact_day(visit, "/decided_on", record.decided_on)),
                (visit.t("credit-repair-from").into(), fact_day(visit, "/finding/publish_min", publish_min)),
                (
                    visit.t("credit-public-until").into(),
                    fact_day(visit, "/finding/publish_until", publish_until),
                ),
                (visit.t("credit-basis").into(), visit.t("credit-basis-order-36").into_any()),
                (visit.t("credit-record-number").into(), fact("/key", record.key.clone())),
            ];
            view! {
                <article
                    id=format!("record-{}", anchor(&record.key))
                    data-record=name_of(Kind::CreditRecord, &record.key)
                >
                    <h3>{fact("/name", chinese(visit, &record.name))}</h3>
                    <p>{mark(visit, record)}</p>
                    <SummaryList facts=facts />
                </article>
            }
            .into_any()
        })
        .collect();
    part(visit, "credit-negatives", "credit-no-negatives", (!found.is_empty()).then(|| found.into_any()))
}

pub(super) fn penalties(visit: &Visit, entries: &[Entry]) -> AnyView {
    let found: Vec<AnyView> = entries
        .iter()
        .map(|entry| match entry {
            Entry::Standing(penalty) => standing(visit, penalty),
            Entry::Withdrawn(tombstone) => withdrawn(visit, tombstone),
        })
        .collect();
    part(visit, "credit-penalties", "credit-no-penalties", (!found.is_empty()).then(|| found.into_any()))
}

fn standing(visit: &Visit, penalty: &Penalty) -> AnyView {
    let (tone, word) = super::naming::severity(visit, penalty.severity);
    let title = penalty.offence.clone().unwrap_or_else(|| penalty.document.clone());
    let facts: Vec<(Text, AnyView)> = vec![
        (visit.t("credit-fine").into(), fine(visit, penalty).into_any()),
        (
            visit.t("credit-authority").into(),
            fact("/authority/name", chinese(visit, &penalty.authority.name)),
        ),
        (visit.t("credit-document").into(), fact("/document", chinese(visit, &penalty.document))),
        (visit.t("credit-decided").into(), fact_day(visit, "/decided_on", penalty.decided_on)),
        (visit.t("credit-repair-from").into(), fact_day(visit, "/publish_min", penalty.publish_min)),
        (visit.t("credit-public-until").into(), fact_day(visit, "/publish_until", penalty.publish_until)),
        (visit.t("credit-basis").into(), or_dash(visit, "/basis", penalty.basis.as_deref())),
    ];
    view! {
        <article
            id=format!("penalty-{}", anchor(&penalty.key))
            data-record=name_of(Kind::Penalty, &penalty.key)
        >
            <h3>
                <a href=visit.href(&path(&penalty.key))>{chinese(visit, &title)}</a>
            </h3>
            <p>
                <Tag tone=tone text=word />
            </p>
            <SummaryList facts=facts />
        </article>
    }
    .into_any()
}

fn withdrawn(visit: &Visit, tombstone: &Tombstone) -> AnyView {
    let facts: Vec<(Text, AnyView)> = vec![
        (visit.t("credit-withdrawn-on").into(), visit.day(tombstone.withdrawal.on).into_any()),
        (visit.t("credit-reason").into(), chinese(visit, &tombstone.withdrawal.reason)),
        (visit.t("credit-authority").into(), chinese(visit, &tombstone.authority.name)),
        (visit.t("credit-basis").into(), visit.t("credit-basis-article-48").into_any()),
    ];
    view! {
        <article>
            <h3>
                <a href=visit.href(&path(&tombstone.key))>{chinese(visit, &tombstone.document)}</a>
            </h3>
            <p>
                <Tag tone=Tone::Notice text=why(visit, tombstone.withdrawal.why) />
            </p>
            <SummaryList facts=facts />
        </article>
    }
    .into_any()
}

pub(super) fn approvals(visit: &Visit, uscc: &Uscc, found: &Joined<Approved>) -> AnyView {
    let lines = found
        .rows
        .iter()
        .map(|row| Line {
            href: visit.href(&record::Ref::new(record::Kind::Approval, row.number.clone()).path()),
            title: row.item.clone().into(),
            state: Some(outcome(visit, &row.result)),
            detail: match row.decided_on {
                Some(day) => format!("{} · {} · {}", row.unit, visit.day(day), row.number),
                None => format!("{} · {}", row.unit, row.number),
            }
            .into(),
        })
        .collect::<Vec<_>>();
    let list = (!lines.is_empty()).then(|| {
        view! {
            <RecordList lines=lines />
            {all(visit, "credit-all-approvals", format!("/approvals?q={uscc}"), found.count)}
        }
        .into_any()
    });
    part(visit, "credit-approvals", "credit-no-approvals", list)
}

pub(super) fn awards(visit: &Visit, uscc: &Uscc, found: &Joined<Awarded>) -> AnyView {
    let lines = found
        .rows
        .iter()
        .map(|row| {
            let day = row.awarded_on.map(|day| visit.day(day));
            let parts = [Some(row.buyer.clone()), amount(visit, row), day];
            Line {
                href: visit.href(&record::Ref::new(record::Kind::Process, row.ocid.clone()).path()),
                title: row.title.clone().into(),
                state: Some(if row.won {
                    (Tone::Good, visit.t("credit-award-won").into())
                } else {
                    (Tone::Plain, visit.t("credit-award-bid").into())
                }),
                detail: parts
                    .into_iter()
                    .flatten()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · ")
                    .into(),
            }
        })
        .collect::<Vec<_>>();
    let list = (!lines.is_empty()).then(|| {
        view! {
            <RecordList lines=lines />
            {all(visit, "credit-all-awards", format!("/trading?q={uscc}"), found.count)}
        }
        .into_any()
    });
    part(visit, "credit-awards", "credit-no-awards", list)
}

/// An amount in yuan as money; in another currency as the source has it.
fn amount(visit: &Visit, row: &Awarded) -> Option<String> {
    let amount = row.amount.as_deref()?;
    let currency = row.currency.as_deref().unwrap_or("CNY");
    match Fen::parse_yuan(amount).filter(|_| currency == "CNY") {
        Some(fen) => Some(visit.money(fen)),
        None => Some(format!("{currency} {amount}")),
    }
}

fn all(visit: &Visit, key: &str, path: String, count: record::Count) -> AnyView {
    let words = visit.tn(key, &[("n", count.number().into())]);
    view! {
        <p>
            <a href=visit.href(&path)>{words}</a>
        </p>
    }
    .into_any()
}

/// The word of the approvals register for an outcome.
fn outcome(visit: &Visit, result: &str) -> (Tone, Text) {
    match result {
        "granted" => (Tone::Good, visit.t("credit-approval-granted").into()),
        "refused" => (Tone::Plain, visit.t("credit-approval-refused").into()),
        "withdrawn" => (Tone::Notice, visit.t("credit-approval-withdrawn").into()),
        _ => (Tone::Plain, visit.t("credit-approval-open").into()),
    }
}

/// A key as the id of an element: letters, digits and dashes.
fn anchor(key: &str) -> String {
    key.chars().filter(|character| character.is_alphanumeric() || *character == '-').collect()
}
