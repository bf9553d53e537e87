//! The one box that looks through everything.

use crate::content::Text;
use crate::visit::Visit;
use leptos::prelude::*;

/// The one box that looks through everything. The shell puts a small one into the masthead of every page
/// but the front page and the search page, which bring the large one.
///
/// *When to use*: once a page. *When not to*: to narrow a list ([`crate::Filters`]).
/// *What a screen reader hears*: "search", the label, "edit text".
#[component]
pub fn SearchBox<'a>(
    /// The reader's visit.
    visit: &'a Visit,
    /// Whether it is the large one.
    #[prop(optional)]
    large: bool,
    /// What was looked for.
    #[prop(optional, into)]
    value: Text,
) -> impl IntoView {
    view! {
        <form
            class=if large { "search-box search-box--large" } else { "search-box" }
            role="search"
            action=visit.href("/search")
        >
            <input
                class="search-box__input"
                type="search"
                name="q"
                aria-label=visit.t("shell-search")
                placeholder=visit.t("shell-search-hint")
                value=(!value.is_empty()).then_some(value)
            />
            <button class="search-box__button" type="submit">{visit.t("shell-search")}</button>
        </form>
    }
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    vec![("search box, large", view! { <SearchBox visit=visit large=true value="农药" /> }.into_any())]
}
