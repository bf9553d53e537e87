//! Button, and the link that looks like one.

use crate::content::Text;
use crate::visit::Visit;
use leptos::prelude::*;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// The one thing to do on this page.
    #[default]
    Main,
    /// Something else one may do.
    Second,
    /// Something that cannot be taken back.
    Danger,
}

impl Weight {
    fn class(self) -> &'static str {
        match self {
            Weight::Main => "button",
            Weight::Second => "button button--second",
            Weight::Danger => "button button--danger",
        }
    }
}

/// Sends the form it stands in.
///
/// *When to use*: to send a form. *When not to*: to go to a page, which is a link.
/// *What a screen reader hears*: the text, "button".
#[component]
pub fn Button(
    /// What happens when it is pressed, as a verb.
    #[prop(into)]
    text: Text,
    /// How much it asks for attention.
    #[prop(optional)]
    weight: Weight,
    /// Name and value, where a form has several buttons.
    #[prop(optional, into)]
    name: Text,
    /// The value that goes with the name.
    #[prop(optional, into)]
    value: Text,
) -> impl IntoView {
    let named = !name.is_empty();
    view! {
        <button class=weight.class() type="submit" name=named.then_some(name) value=named.then_some(value)>
            {text}
        </button>
    }
}

/// A link that starts something, with the looks of a button.
///
/// *When to use*: for the first step of a task. *When not to*: to send a form.
/// *What a screen reader hears*: the text, "link".
#[component]
pub fn LinkButton(
    /// Where it leads, in the reader's language already.
    #[prop(into)]
    href: Text,
    /// What happens when it is followed.
    #[prop(into)]
    text: Text,
    /// How much it asks for attention.
    #[prop(optional)]
    weight: Weight,
) -> impl IntoView {
    view! {
        <a class=weight.class() href=href>
            {text}
        </a>
    }
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    vec![
        ("button", view! { <Button text=visit.t("shell-search") /> }.into_any()),
        (
            "button, second",
            view! { <Button text=visit.t("shell-filter-apply") weight=Weight::Second name="step" value="2" /> }
                .into_any(),
        ),
        (
            "button, danger",
            view! { <Button text=visit.t("example-withdraw") weight=Weight::Danger /> }.into_any(),
        ),
        (
            "link as a button",
            view! { <LinkButton href=visit.href("/approvals") text=visit.t("example-approvals") /> }.into_any(),
        ),
    ]
}
