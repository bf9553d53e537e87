//! Rows and columns, which become labelled lines on a phone.

use crate::content::Text;
use crate::visit::Visit;
use leptos::prelude::*;

/// What a column holds; decides how it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Text,
    Number,
    Name,
}

/// The head of a column.
#[derive(Clone, Debug)]
pub struct Column {
    head: Text,
    holds: Holds,
}

impl Column {
    /// A column of words.
    pub fn text(head: impl Into<Text>) -> Self {
        Self { head: head.into(), holds: Holds::Text }
    }

    /// A column of amounts, set to the right.
    pub fn number(head: impl Into<Text>) -> Self {
        Self { head: head.into(), holds: Holds::Number }
    }

    /// The column that names the row. A screen reader says it with each cell.
    pub fn name(head: impl Into<Text>) -> Self {
        Self { head: head.into(), holds: Holds::Name }
    }
}

/// Rows and columns. On a phone each row becomes a block of labelled lines.
///
/// *When to use*: to compare records by the same facts. *When not to*: for one record's facts
/// ([`crate::SummaryList`]).
/// *What a screen reader hears*: the caption, then each cell with the head of its column and the name of its row.
#[component]
pub fn Table(
    /// What the rows are, and of when.
    #[prop(into)]
    caption: Text,
    /// The heads, in order.
    columns: Vec<Column>,
    /// The cells of each row, in the order of the columns; [`crate::cells!`] makes them.
    rows: Vec<Vec<AnyView>>,
    /// Whether the caption is read aloud only, where a heading above says the same.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    let body = rows
        .into_iter()
        .map(|row| {
            let cells = row
                .into_iter()
                .zip(&columns)
                .map(|(cell, column)| {
                    let label = column.head.clone();
                    match column.holds {
                        Holds::Text => view! { <td data-label=label>{cell}</td> }.into_any(),
                        Holds::Number => {
                            view! {
                                <td class="table__number" data-label=label>
                                    {cell}
                                </td>
                            }
                            .into_any()
                        }
                        Holds::Name => {
                            view! {
                                <th scope="row" data-label=label>
                                    {cell}
                                </th>
                            }
                            .into_any()
                        }
                    }
                })
                .collect::<Vec<_>>();
            view! { <tr>{cells}</tr> }
        })
        .collect::<Vec<_>>();
    let head = columns
        .iter()
        .map(|column| {
            let class = (column.holds == Holds::Number).then_some("table__number");
            view! {
                <th scope="col" class=class>
                    {column.head.clone()}
                </th>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <table class="table">
            <caption class=if quiet { "unseen" } else { "table__caption" }>{caption}</caption>
            <thead>
                <tr>{head}</tr>
            </thead>
            <tbody>{body}</tbody>
        </table>
    }
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    use crate::tag::{Tag, Tone};
    let columns = vec![
        Column::name(visit.t("example-number")),
        Column::text(visit.t("example-item")),
        Column::number(visit.t("example-days")),
        Column::text(visit.t("example-card")),
    ];
    let rows = [
        ("QHD2026111100001", "example-pesticide", 12, Tone::Warn, "example-yellow"),
        ("QHD2026111100002", "example-cafe", 2, Tone::Good, "example-on-time"),
        ("QHD2026111100003", "example-building", 1_284, Tone::Bad, "example-red"),
    ]
    .map(|(number, item, days, tone, card)| {
        crate::cells![
            view! { <a href=visit.href("/approvals")>{number}</a> },
            visit.t(item),
            visit.number(days),
            view! { <Tag tone=tone text=visit.t(card) /> },
        ]
    })
    .into();
    vec![(
        "table",
        view! { <Table caption=visit.t("example-table") columns=columns rows=rows /> }.into_any(),
    )]
}
