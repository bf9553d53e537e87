//! The facts of one record, a name and a value a line.

use crate::content::Text;
use crate::visit::Visit;
use leptos::prelude::*;

/// The facts of one record.
///
/// *When to use*: for what is known about one thing. *When not to*: to compare several ([`crate::Table`]).
/// *What a screen reader hears*: "definition list", then each name with its value.
#[component]
pub fn SummaryList(
    /// Name and value of each fact, in the order of their weight.
    facts: Vec<(Text, AnyView)>,
) -> impl IntoView {
    let facts = facts
        .into_iter()
        .map(|(name, value)| {
            view! {
                <div class="summary-list__row">
                    <dt class="summary-list__name">{name}</dt>
                    <dd class="summary-list__value">{value}</dd>
                </div>
            }
        })
        .collect::<Vec<_>>();
    view! { <dl class="summary-list">{facts}</dl> }
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    let facts = vec![
        (visit.t("example-applicant").into(), visit.t("example-shop").into_any()),
        (
            visit.t("example-unit").into(),
            view! { <a href=visit.href("/approvals")>{visit.t("example-bureau")}</a> }.into_any(),
        ),
        (visit.t("example-decided").into(), visit.day(visit.today()).into_any()),
    ];
    vec![("summary list", view! { <SummaryList facts=facts /> }.into_any())]
}
