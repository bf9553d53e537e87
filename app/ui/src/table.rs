//! Rows and columns, which become labelled lines on a phone.

use crate::content::{Text, html};
use crate::html::{escape, push, push_view};
use crate::visit::Visit;
use leptos::prelude::*;

/// What Leptos writes for no text and for no view.
const NOTHING: [&str; 3] = [" ", "<!>", "<!--<() />-->"];

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
    let class = |column: &Column| match column.holds {
        Holds::Number => " class=\"table__number\"",
        Holds::Text | Holds::Name => "",
    };
    // Written by hand: the cells of a list are most of what the server renders all day.
    let mut markup = String::with_capacity(256 + rows.len() * columns.len() * 96);
    markup.push_str("<thead><tr>");
    for column in &columns {
        push(&mut markup, &["<th scope=\"col\"", class(column), ">", &escape(&column.head), "</th>"]);
    }
    markup.push_str("</tr></thead><tbody>");
    let openings: Vec<(String, &str)> = columns
        .iter()
        .map(|column| {
            let label = escape(&column.head);
            match column.holds {
                Holds::Name => (format!("<th scope=\"row\" data-label=\"{label}\">"), "</th>"),
                _ => (format!("<td{} data-label=\"{label}\">", class(column)), "</td>"),
            }
        })
        .collect();
    for row in rows {
        markup.push_str("<tr>");
        for (cell, (opening, closing)) in row.into_iter().zip(&openings) {
            markup.push_str(opening);
            let start = markup.len();
            push_view(&mut markup, cell);
            // A cell that is truly empty is left out on a phone.
            if NOTHING.contains(&&markup[start..]) {
                markup.truncate(start);
            }
            markup.push_str(closing);
        }
        markup.push_str("</tr>");
    }
    markup.push_str("</tbody>");
    view! {
        <table class="table">
            <caption class=if quiet { "unseen" } else { "table__caption" }>{caption}</caption>
            {html(markup)}
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
    vec![("table", view! { <Table caption=visit.t("example-table") columns=columns rows=rows /> }.into_any())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_without_content_is_empty() {
        let columns = || vec![Column::name("A"), Column::text("B"), Column::text("C"), Column::text("D")];
        let nobody = None::<&str>;
        let rows = vec![crate::cells!["a", "", (), nobody]];
        let html = view! { <Table caption="T" columns=columns() rows=rows /> }.to_html();
        for label in ["B", "C", "D"] {
            assert!(html.contains(&format!("<td data-label=\"{label}\"></td>")), "{html}");
        }
    }
}
