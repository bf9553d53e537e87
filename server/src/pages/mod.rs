//! The pages that belong to no register: the front page, the search through all of them, how the figures
//! are made, what may be done with the data, and what a public body owes its readers.

pub(crate) mod about;
pub(crate) mod data;
pub(crate) mod home;
pub(crate) mod methods;
mod news;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod sitemap;

use leptos::prelude::*;
use ui::Visit;

/// A heading and the paragraphs under it, as keys of the language files.
type Section = (&'static str, &'static [&'static str]);

/// Plain text under its headings.
fn text_sections(visit: &Visit, sections: &[Section]) -> impl IntoView + use<> {
    sections
        .iter()
        .map(|(heading, paragraphs)| {
            let paragraphs = paragraphs.iter().map(|key| view! { <p>{visit.t(key)}</p> }).collect::<Vec<_>>();
            view! {
                <section class="section">
                    <h2>{visit.t(heading)}</h2>
                    {paragraphs}
                </section>
            }
        })
        .collect::<Vec<_>>()
}

/// The crumbs of a page one step below the front page.
fn from_home(visit: &Visit) -> Vec<(String, String)> {
    vec![(visit.t("shell-nav-home").to_owned(), "/".to_owned())]
}
