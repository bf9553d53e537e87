//! Several fields that answer one question.

use crate::content::{Content, Text};
use crate::field::Words;
use crate::visit::Visit;
use leptos::prelude::*;

/// Several fields that answer one question.
///
/// *When to use*: around answers to choose from, around the lines of an address. *When not to*: around one field.
/// *What a screen reader hears*: the legend, before the first field in it.
#[component]
pub fn Fieldset(
    /// The question.
    #[prop(into)]
    legend: Text,
    /// The id that the hint and the error derive theirs from.
    #[prop(into)]
    id: Text,
    /// Why it is asked.
    #[prop(optional, into)]
    hint: Text,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: Text,
    /// The fields.
    children: Content,
) -> impl IntoView {
    let words = Words { id, label: legend, hint, error };
    view! {
        <div class=words.class()>
            <fieldset class="fieldset" aria-describedby=words.described_by()>
                <legend class="field__label">{words.label.clone()}</legend>
                {words.notes()}
                {children.0}
            </fieldset>
        </div>
    }
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    use crate::date_input::DateInput;
    vec![(
        "fieldset",
        view! {
            <Fieldset legend=visit.t("example-period") id="fs1" hint=visit.t("example-period-hint")>
                <DateInput name="from" id="fs1-from" label=visit.t("shell-from") />
                <DateInput name="to" id="fs1-to" label=visit.t("shell-to") />
            </Fieldset>
        }
        .into_any(),
    )]
}
