//! A day.

use crate::content::Text;
use crate::field::{Words, id_or_name, unless_empty};
use crate::visit::Visit;
use leptos::prelude::*;

/// A day, sent as `2026-11-23`. Phones bring their own calendar; where there is none the field takes plain text,
/// and the hint must show how to write it.
///
/// *When to use*: for a day near today, for the ends of a period. *When not to*: for a year alone.
/// *What a screen reader hears*: the label, "date edit", the hint, then the error.
#[component]
pub fn DateInput(
    /// The name under which the value is sent.
    #[prop(into)]
    name: Text,
    /// What is asked.
    #[prop(into)]
    label: Text,
    /// Why it is asked, or how it looks.
    #[prop(optional, into)]
    hint: Text,
    /// What is wrong with the value and what to do.
    #[prop(optional, into)]
    error: Text,
    /// What the reader gave before, as it was sent.
    #[prop(optional, into)]
    value: Text,
    /// The first day that can be given.
    #[prop(optional, into)]
    min: Text,
    /// The last day that can be given.
    #[prop(optional, into)]
    max: Text,
    /// The id, where the name is not unique on the page.
    #[prop(optional, into)]
    id: Text,
) -> impl IntoView {
    let words = Words { id: id_or_name(id, &name), label, hint, error };
    let control = view! {
        <input
            class="input input--day"
            type="date"
            id=words.id.clone()
            name=name
            value=value
            min=unless_empty(min)
            max=unless_empty(max)
            aria-describedby=words.described_by()
            aria-invalid=words.invalid()
        />
    };
    words.around(control)
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    vec![
        (
            "date input",
            view! { <DateInput name="d1" label=visit.t("example-decided") value="2026-11-23" /> }.into_any(),
        ),
        (
            "date input with an error",
            view! {
                <DateInput
                    name="d2"
                    label=visit.t("example-decided")
                    error=visit.t("example-decided-error")
                    value="2026-02-30"
                />
            }
            .into_any(),
        ),
    ]
}
