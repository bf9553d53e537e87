//! All components with their examples: the page `/components`, the snapshots, the HTML checker and the
//! accessibility checker read the same list.

use crate::content::written;
use crate::page::{Nav, Page, Robots};
use crate::visit::Visit;
use leptos::prelude::*;

/// A component and what it looks like.
pub struct Component {
    /// Its word: the name of its file here and of its style.
    pub name: &'static str,
    /// What it looks like in its states.
    pub examples: Vec<(&'static str, AnyView)>,
}

/// Every component, in the order of the alphabet.
pub fn components(visit: &Visit) -> Vec<Component> {
    let component = |name, examples: fn(&Visit) -> Vec<(&'static str, AnyView)>| Component {
        name,
        examples: examples(visit),
    };
    vec![
        component("button", crate::button::examples),
        component("card", crate::card::examples),
        component("choice", crate::choice::examples),
        component("clock-bar", crate::clock_bar::examples),
        component("date-input", crate::date_input::examples),
        component("error-summary", crate::error_summary::examples),
        component("fieldset", crate::fieldset::examples),
        component("figure", crate::figure::examples),
        component("filters", crate::filters::examples),
        component("input", crate::input::examples),
        component("notice", crate::notice::examples),
        component("pager", crate::pager::examples),
        component("panel", crate::panel::examples),
        component("qr", crate::qr::examples),
        component("record-list", crate::record_list::examples),
        component("search-box", crate::search_box::examples),
        component("summary-list", crate::summary_list::examples),
        component("table", crate::table::examples),
        component("tag", crate::tag::examples),
        component("text-area", crate::text_area::examples),
        component("timeline", crate::timeline::examples),
        component("version-list", crate::version_list::examples),
    ]
}

/// The page that shows every component. The server answers `/components` with it.
pub fn components_page(visit: &Visit) -> Page {
    let sections = components(visit)
        .into_iter()
        .map(|Component { name, examples }| {
            let examples = examples
                .into_iter()
                .map(|(state, example)| {
                    view! {
                        <h3 class="example__state">{state}</h3>
                        <div class="example__view">{example}</div>
                    }
                })
                .collect::<Vec<_>>();
            view! {
                <section class="example" aria-label=name>
                    <h2 class="example__name">{name}</h2>
                    {examples}
                </section>
            }
        })
        .collect::<Vec<_>>();
    let body = view! {
        <h1>{visit.t("example-title")}</h1>
        <p>{visit.t("example-intro")}</p>
        {sections}
    };
    Page {
        title: visit.t("example-title").to_owned(),
        nav: Nav::Elsewhere,
        crumbs: vec![(visit.t("shell-nav-home").to_owned(), "/".to_owned())],
        robots: Robots::NoIndex,
        body: written(body),
        ..Page::default()
    }
}
