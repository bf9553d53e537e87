//! What the three lists share: the way between them.

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
