//! What the three lists share: the way between them and the way to the data.

use leptos::prelude::*;
use ui::Visit;

/// Which list a page is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Enterprises,
    Records,
    Penalties,
}

impl List {
    pub(super) fn path(self) -> &'static str {
        match self {
            List::Enterprises => "/credit",
            List::Records => "/credit/records",
            List::Penalties => "/credit/penalties",
        }
    }

    pub(super) fn name(self, visit: &Visit) -> &'static str {
        match self {
            List::Enterprises => visit.t("credit-list-enterprises"),
            List::Records => visit.t("credit-list-records"),
            List::Penalties => visit.t("credit-list-penalties"),
        }
    }
}

/// Links to the other lists.
pub(super) fn others(visit: &Visit, here: List) -> AnyView {
    let links = [List::Enterprises, List::Records, List::Penalties]
        .into_iter()
        .filter(|list| *list != here)
        .map(|list| view! { <li><a href=visit.href(list.path())>{list.name(visit)}</a></li> })
        .collect::<Vec<_>>();
    view! { <ul>{links}</ul> }.into_any()
}

/// The list as data, with the filters of the page and without its place in the list.
pub(super) fn downloads(visit: &Visit, here: List) -> AnyView {
    let query: Vec<&str> = visit
        .query()
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("after=") && !pair.starts_with("before="))
        .collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    // Open data has one address in both languages: its names are the same.
    let csv = format!("{}.csv{query}", here.path());
    let json = format!("{}.json{query}", here.path());
    view! {
        <p class="muted">
            {visit.t("credit-as-data")} " " <a href=csv>"CSV"</a> " · " <a href=json>"JSON"</a> " · "
            <a href=visit.href("/data#columns")>{visit.t("credit-columns")}</a>
        </p>
    }
    .into_any()
}
