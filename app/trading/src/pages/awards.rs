//! What was awarded, signed, delivered, paid and changed, and the documents that say so.

use leptos::prelude::*;
use ui::{Column, Table, Tag, Tone, Visit, cells};

use super::process::{About, held_sum};
use super::side::{party, together};
use super::words::{code, moment, money, original, own, period};
use crate::process::Process;
use crate::rules::process::paid;
use crate::stage::{Amendment, Award, Document, Item, Milestone};

/// Lines of one table on a page; the data have them all.
const LINES: usize = 60;

fn section(title: String, body: AnyView) -> AnyView {
    view! {
        <section>
            <h2>{title}</h2>
            {body}
        </section>
    }
    .into_any()
}

/// How many lines a page leaves out.
fn rest(visit: &Visit, all: usize) -> AnyView {
    let more = all.saturating_sub(LINES);
    if more == 0 {
        return ().into_any();
    }
    view! { <p class="muted">{visit.tn("trading-more-lines", &[("n", more.into())])}</p> }.into_any()
}

/// Every award.
pub(super) fn awards(visit: &Visit, about: &About) -> AnyView {
    let process = &about.process;
    if process.awards.is_empty() {
        return ().into_any();
    }
    let title = own(visit, "trading-awards", process.kind);
    let columns = vec![
        Column::name(visit.t("trading-subject")),
        Column::text(own(visit, "trading-winner", process.kind)),
        Column::number(own(visit, "trading-price", process.kind)),
        Column::text(visit.t("trading-award-date")),
        Column::text(visit.t("trading-award-status")),
    ];
    let rows = process.awards.iter().take(LINES).enumerate();
    let rows = rows.map(|(place, award)| award_row(visit, about, place, award)).collect();
    let table = view! {
        <Table caption=title.clone() columns=columns rows=rows quiet=true />
        {rest(visit, process.awards.len())}
    };
    section(title, table.into_any())
}

fn award_row(visit: &Visit, about: &About, place: usize, award: &Award) -> Vec<AnyView> {
    let process = &about.process;
    let field = format!("/compiled/awards/{place}/value/amount");
    let title = if award.title.is_empty() { &process.title } else { &award.title };
    let tone = if award.stands() { Tone::Good } else { Tone::Plain };
    let status = (!award.status.is_empty())
        .then(|| view! { <Tag tone=tone text=code(visit, "award-status", &award.status) /> });
    cells![
        original(visit, process, title),
        view! { <span>{together(visit, process, &award.suppliers)}</span> },
        award.value.as_ref().map(|value| held_sum(visit, about, &field, value)),
        award.date.map(|date| moment(visit, date)),
        status,
    ]
}

/// Every contract, and what was paid on it.
pub(super) fn contracts(visit: &Visit, about: &About) -> AnyView {
    let process = &about.process;
    if process.contracts.is_empty() {
        return ().into_any();
    }
    let title = own(visit, "trading-contracts", process.kind);
    let columns = vec![
        Column::name(visit.t("trading-contract")),
        Column::text(visit.t("trading-contract-signed")),
        Column::number(visit.t("trading-contract-value")),
        Column::text(visit.t("trading-contract-period")),
        Column::text(visit.t("trading-contract-status")),
    ];
    let rows = process.contracts.iter().take(LINES).enumerate().map(|(place, contract)| {
        let field = format!("/compiled/contracts/{place}/value/amount");
        let name = if contract.title.is_empty() { &contract.id } else { &contract.title };
        let tone = if contract.status == "cancelled" { Tone::Plain } else { Tone::Good };
        let status = (!contract.status.is_empty())
            .then(|| view! { <Tag tone=tone text=code(visit, "contract-status", &contract.status) /> });
        cells![
            original(visit, process, name),
            contract.signed.map(|signed| moment(visit, signed)),
            contract.value.as_ref().map(|value| held_sum(visit, about, &field, value)),
            period(visit, contract.period),
            status,
        ]
    });
    let rows = rows.collect();
    let body = view! {
        <Table caption=title.clone() columns=columns rows=rows quiet=true />
        {rest(visit, process.contracts.len())}
        {transactions(visit, process)}
    };
    section(title, body.into_any())
}

fn transactions(visit: &Visit, process: &Process) -> AnyView {
    let all: Vec<_> = process.contracts.iter().flat_map(|contract| &contract.transactions).collect();
    if all.is_empty() {
        return ().into_any();
    }
    let sums: Vec<String> = paid(process).amounts().map(|amount| money(visit, &amount)).collect();
    let columns = vec![
        Column::name(visit.t("trading-paid-date")),
        Column::text(visit.t("trading-payer")),
        Column::text(visit.t("trading-payee")),
        Column::number(visit.t("trading-sum")),
    ];
    let rows = all.iter().take(LINES).map(|transaction| {
        cells![
            transaction.date.map(|date| moment(visit, date)),
            transaction.payer.as_ref().map(|payer| party(visit, process, payer)),
            transaction.payee.as_ref().map(|payee| party(visit, process, payee)),
            transaction.value.as_ref().map(|value| money(visit, value)),
        ]
    });
    let rows = rows.collect();
    view! {
        <h3>{visit.t("trading-payments")}</h3>
        <p>{visit.tn("trading-payments-sum", &[("sum", sums.join(visit.t("trading-comma")).into())])}</p>
        <Table caption=visit.t("trading-payments") columns=columns rows=rows quiet=true />
        {rest(visit, all.len())}
    }
    .into_any()
}

/// What is bought or sold.
pub(super) fn items(visit: &Visit, process: &Process) -> AnyView {
    let of_awards = || process.awards.iter().flat_map(|award| &award.items).collect();
    let items: Vec<&Item> =
        if process.items.is_empty() { of_awards() } else { process.items.iter().collect() };
    if items.is_empty() {
        return ().into_any();
    }
    let priced = items.iter().any(|item| item.price.is_some());
    let mut columns = vec![
        Column::name(visit.t("trading-item")),
        Column::text(visit.t("trading-item-class")),
        Column::number(visit.t("trading-item-quantity")),
    ];
    if priced {
        columns.push(Column::number(visit.t("trading-item-price")));
    }
    let rows = items.iter().take(LINES).map(|item| {
        let mut cells = cells![
            original(visit, process, &item.description),
            view! { <span class="fixed">{item.classification.clone()}</span> },
            format!("{} {}", item.quantity, item.unit).trim().to_owned(),
        ];
        if priced {
            cells.extend(cells![item.price.as_ref().map(|price| money(visit, price))]);
        }
        cells
    });
    let rows = rows.collect();
    let body = view! {
        <Table caption=visit.t("trading-items") columns=columns rows=rows quiet=true />
        {rest(visit, items.len())}
    };
    section(visit.t("trading-items").to_owned(), body.into_any())
}

/// What had to happen by when.
pub(super) fn milestones(visit: &Visit, process: &Process) -> AnyView {
    let all =
        process.milestones.iter().chain(process.contracts.iter().flat_map(|contract| &contract.milestones));
    let all: Vec<&Milestone> = all.collect();
    if all.is_empty() {
        return ().into_any();
    }
    let columns = vec![
        Column::name(visit.t("trading-milestone")),
        Column::text(visit.t("trading-milestone-due")),
        Column::text(visit.t("trading-milestone-met")),
        Column::text(visit.t("trading-milestone-status")),
    ];
    let rows = all.iter().take(LINES).map(|milestone| {
        cells![
            original(visit, process, &milestone.title),
            milestone.due.map(|due| moment(visit, due)),
            milestone.met.map(|met| moment(visit, met)),
            code(visit, "milestone-status", &milestone.status),
        ]
    });
    let rows = rows.collect();
    let body = view! {
        <Table caption=visit.t("trading-milestones") columns=columns rows=rows quiet=true />
        {rest(visit, all.len())}
    };
    section(visit.t("trading-milestones").to_owned(), body.into_any())
}

/// What was changed after it was agreed.
pub(super) fn amendments(visit: &Visit, process: &Process) -> AnyView {
    let of_awards = process.awards.iter().flat_map(|award| &award.amendments);
    let of_contracts = process.contracts.iter().flat_map(|contract| &contract.amendments);
    let all: Vec<&Amendment> = process.amendments.iter().chain(of_awards).chain(of_contracts).collect();
    if all.is_empty() {
        return ().into_any();
    }
    let lines = all.iter().take(LINES).map(|amendment| {
        let words = [amendment.rationale.as_str(), amendment.description.as_str()];
        let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
        view! {
            <li>
                {amendment.date.map(|date| view! { <b>{moment(visit, date)}</b> " " })}
                {original(visit, process, &words.join(" "))}
            </li>
        }
    });
    let lines: Vec<_> = lines.collect();
    let body = view! {
        <ul>{lines}</ul>
        {rest(visit, all.len())}
    };
    section(visit.t("trading-amendments").to_owned(), body.into_any())
}

/// Every document, with the site its link leads to.
pub(super) fn documents(visit: &Visit, process: &Process) -> AnyView {
    let of_awards = process.awards.iter().flat_map(|award| &award.documents);
    let of_bids = process.bids.iter().flat_map(|bid| &bid.documents);
    let of_contracts = process.contracts.iter().flat_map(|contract| &contract.documents);
    let mut all: Vec<&Document> =
        process.documents.iter().chain(of_bids).chain(of_awards).chain(of_contracts).collect();
    if all.is_empty() {
        return ().into_any();
    }
    all.sort_by_key(|document| document.published);
    let count = all.len();
    let lines = all.into_iter().take(LINES * 2).map(|document| document_line(visit, process, document));
    let lines: Vec<_> = lines.collect();
    let more = count.saturating_sub(LINES * 2);
    let more = (more > 0)
        .then(|| view! { <p class="muted">{visit.tn("trading-more-lines", &[("n", more.into())])}</p> });
    let body = view! {
        <p class="muted">{visit.t("trading-documents-elsewhere")}</p>
        <ul>{lines}</ul>
        {more}
    };
    section(visit.t("trading-documents").to_owned(), body.into_any())
}

fn document_line(visit: &Visit, process: &Process, document: &Document) -> AnyView {
    let sort = if document.sort.is_empty() || document.sort == document.title {
        String::new()
    } else {
        code(visit, "document", &document.sort)
    };
    let title = if document.title.is_empty() || document.title == document.sort {
        code(visit, "document", &document.sort).into_any()
    } else {
        original(visit, process, &document.title)
    };
    let day = document.published.map(|published| visit.day(published.day));
    let details = [
        day.unwrap_or_default(),
        sort,
        document.format.clone(),
        document.host().unwrap_or_default().to_owned(),
    ];
    let details: Vec<String> = details.into_iter().filter(|detail| !detail.is_empty()).collect();
    // The publisher chose the address: it learns nothing of where the reader came from, and gains no standing by it.
    let link = match document.url.clone() {
        Some(url) => view! {
            <a href=url rel="noopener nofollow external">
                {title}
            </a>
        }
        .into_any(),
        None => title,
    };
    view! {
        <li>
            {link} " " <span class="muted">{details.join(" · ")}</span>
        </li>
    }
    .into_any()
}
