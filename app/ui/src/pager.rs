//! The way through a long list, a page at a time.

use crate::visit::Visit;
use leptos::prelude::*;
use record::Count;

/// The way through a long list. There are no page numbers: a page starts after a record, so that it
/// costs the same anywhere and skips nothing when new records come in. The links carry the cursors
/// as `after` and `before` and keep the rest of the query.
///
/// *When to use*: under each list. *When not to*: where everything fits on the page.
/// *What a screen reader hears*: "navigation, pages", the count, then the links.
#[component]
pub fn Pager<'a>(
    /// The reader's visit, whose path and query the links keep.
    visit: &'a Visit,
    /// How many records the whole list has.
    count: Count,
    /// The cursor of the page before this one.
    #[prop(optional_no_strip)]
    previous: Option<String>,
    /// The cursor of the page after this one.
    #[prop(optional_no_strip)]
    next: Option<String>,
) -> impl IntoView {
    let count = match count {
        Count::Exact(n) => visit.tn("shell-results", &[("n", (n as i64).into())]),
        Count::AtLeast(n) => visit.tn("shell-results-more", &[("n", (n as i64).into())]),
    };
    let link = |rel: &'static str, key: &'static str, cursor: String, text: &'static str| {
        let href = visit.here_with(&[("after", None), ("before", None), (key, Some(cursor.as_str()))]);
        view! {
            <a class="pager__link" rel=rel href=href>
                {text}
            </a>
        }
    };
    view! {
        <nav class="pager" aria-label=format!("{}: {count}", visit.t("shell-pages"))>
            {previous.map(|cursor| link("prev", "before", cursor, visit.t("shell-previous")))}
            <span class="pager__count">{count.clone()}</span>
            {next.map(|cursor| link("next", "after", cursor, visit.t("shell-next")))}
        </nav>
    }
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    vec![
        (
            "pager in the middle",
            view! {
                <Pager visit=visit count=Count::AtLeast(10_000) previous=Some("a1".to_owned()) next=Some("b2".to_owned()) />
            }
            .into_any(),
        ),
        (
            "pager at the end",
            view! { <Pager visit=visit count=Count::Exact(1_284) previous=Some("a1".to_owned()) /> }.into_any(),
        ),
    ]
}
