//! A field of one line.

use crate::content::Text;
use crate::field::{Words, id_or_name, unless_empty};
use crate::visit::Visit;
use leptos::prelude::*;

/// What one types into an [`Input`]; decides the keyboard of a phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    #[default]
    Text,
    /// Something to look for.
    Search,
    /// Digits only. Still a text field: a number field drops leading zeros and scrolls away its value.
    Digits,
    /// A telephone number.
    Telephone,
    /// An e-mail address.
    Email,
    /// A password. What was typed is never sent back.
    Password,
}

/// A field of one line.
///
/// *When to use*: for a name, a number, a code. *When not to*: for more than a line ([`crate::TextArea`]) or
/// for one of a few answers ([`crate::Choice`]).
/// *What a screen reader hears*: the label, "edit text", the hint, then the error.
#[component]
pub fn Input(
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
    /// What the reader typed before.
    #[prop(optional, into)]
    value: Text,
    /// What one types here.
    #[prop(optional)]
    kind: Kind,
    /// What the browser may fill in, such as `name` or `tel`.
    #[prop(optional, into)]
    autocomplete: Text,
    /// The id, where the name is not unique on the page.
    #[prop(optional, into)]
    id: Text,
) -> impl IntoView {
    let words = Words { id: id_or_name(id, &name), label, hint, error };
    let (of_type, keyboard) = match kind {
        Kind::Text => ("text", None),
        Kind::Search => ("search", None),
        Kind::Digits => ("text", Some("numeric")),
        Kind::Telephone => ("tel", None),
        Kind::Email => ("email", None),
        Kind::Password => ("password", None),
    };
    let value = if kind == Kind::Password { Text::default() } else { value };
    let control = view! {
        <input
            class="input"
            type=of_type
            id=words.id.clone()
            name=name
            value=value
            inputmode=keyboard
            autocomplete=unless_empty(autocomplete)
            aria-describedby=words.described_by()
            aria-invalid=words.invalid()
        />
    };
    words.around(control)
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    let label = visit.t("example-code");
    vec![
        ("input", view! { <Input name="i1" label=label hint=visit.t("example-code-hint") /> }.into_any()),
        (
            "input with an error",
            view! {
                <Input
                    name="i2"
                    label=label
                    hint=visit.t("example-code-hint")
                    error=visit.t("example-code-error")
                    value="91130300MA0EXAMPLE"
                />
            }
            .into_any(),
        ),
    ]
}
