//! A block beside the text that stands for itself.

use crate::content::{Content, Text};
use crate::visit::Visit;
use leptos::prelude::*;

/// A block that stands for itself.
///
/// *When to use*: beside the text, for facts and ways onward. *When not to*: around the main text.
/// *What a screen reader hears*: the title as a heading of the second level.
#[component]
pub fn Panel(
    /// What the block is about.
    #[prop(into)]
    title: Text,
    /// What stands in it.
    children: Content,
) -> impl IntoView {
    view! {
        <section class="panel">
            <h2 class="panel__title">{title}</h2>
            {children.0}
        </section>
    }
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    vec![(
        "panel",
        view! {
            <Panel title=visit.t("example-unit-says")>
                <p>{visit.t("example-unit-words")}</p>
            </Panel>
        }
        .into_any(),
    )]
}
