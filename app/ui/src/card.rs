//! One figure of the city with the way to its records.

use crate::content::{Content, Text};
use crate::visit::Visit;
use leptos::prelude::*;

/// One figure of the city with the way to its records.
///
/// *When to use*: on the front page of the hall or of a register. *When not to*: for a figure without records.
/// *What a screen reader hears*: the title as a heading, the figure, what it counts.
#[component]
pub fn Card(
    /// The register.
    #[prop(into)]
    title: Text,
    /// The number, set large.
    #[prop(into)]
    figure: Text,
    /// What it counts, of when.
    #[prop(into)]
    counts: Text,
    /// A chart, a line of smaller figures, the link.
    children: Content,
) -> impl IntoView {
    view! {
        <section class="card">
            <h2 class="card__title">{title}</h2>
            <p class="card__figure">
                <b class="card__number">{figure}</b>
                " "
                <span class="card__counts">{counts}</span>
            </p>
            {children.0}
        </section>
    }
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    vec![(
        "card",
        view! {
            <Card title=visit.t("shell-nav-approvals") figure="1,284" counts=visit.t("example-closed-week")>
                <p>
                    <a href=visit.href("/approvals")>{visit.t("example-approvals")}</a>
                </p>
            </Card>
        }
        .into_any(),
    )]
}
