//! What stands under the filters of every list: its rows with the way through them, and the way to take them all away.

use crate::pager::Pager;
use crate::table::{Column, Table};
use crate::visit::Visit;
use leptos::prelude::*;
use record::Page;

/// What a list says about its rows.
pub struct Listing {
    /// What the rows are.
    pub caption: &'static str,
    /// What is said where there are none.
    pub none: &'static str,
    /// The heads of the columns.
    pub columns: Vec<Column>,
}

/// The rows of a page as a table with the way to its neighbours.
pub fn listing<T>(
    visit: &Visit,
    about: Listing,
    found: Page<T>,
    line: impl FnMut(T) -> Vec<AnyView>,
) -> AnyView {
    let Page { rows, next, previous, count } = found;
    if rows.is_empty() {
        return view! { <p>{about.none}</p> }.into_any();
    }
    let rows = rows.into_iter().map(line).collect();
    view! {
        <Table caption=about.caption columns=about.columns rows=rows quiet=true />
        <Pager visit=visit count=count previous=previous next=next />
    }
    .into_any()
}

/// The whole list as data: the filters of this page without its place in the list. `more` has other files of the same
/// list, each with its path and its words.
///
/// ```
/// use leptos::prelude::*;
/// let visit = ui::given::visit_to(record::Lang::En, "/credit", "has=penalty&after=5");
/// let html = ui::downloads(&visit, "/credit", &[]).to_html();
/// assert!(html.contains("href=\"/credit.json?has=penalty\""), "{html}");
/// assert!(html.contains("href=\"/credit.csv?has=penalty&amp;bom=1\""), "{html}");
/// ```
pub fn downloads(visit: &Visit, path: &str, more: &[(&str, &'static str)]) -> AnyView {
    let kept = visit.query().split('&');
    let kept: Vec<&str> = kept
        .filter(|pair| !pair.is_empty() && !pair.starts_with("after=") && !pair.starts_with("before="))
        .collect();
    // Open data has one address in both languages: its names are the same.
    let link = |file: String, mark: Option<&'static str>, text: &'static str| {
        let query: Vec<&str> = kept.iter().copied().chain(mark).collect();
        let separator = if query.is_empty() { "" } else { "?" };
        view! {
            <a href=format!("{file}{separator}{}", query.join("&"))>{text}</a>
            " · "
        }
    };
    let more = more.iter().map(|(file, text)| link((*file).to_owned(), None, text)).collect::<Vec<_>>();
    view! {
        <p class="muted">
            {visit.t("shell-take-away")} " " {link(format!("{path}.csv"), None, "CSV")}
            {link(format!("{path}.csv"), Some("bom=1"), visit.t("shell-take-away-spreadsheet"))}
            {link(format!("{path}.json"), None, "JSON")} {more}
            <a href=visit.href("/data#columns")>{visit.t("shell-take-away-columns")}</a>
        </p>
    }
    .into_any()
}
