//! A state: a word, a shape and a colour, in that order of importance.

use crate::content::Text;
use crate::visit::Visit;
use leptos::prelude::*;

/// What a state means to the reader. Warnings are yellow and errors are red, and nothing else is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    #[default]
    Plain,
    /// Done, on time, granted.
    Good,
    /// Something to know.
    Notice,
    /// Something is late or doubtful.
    Warn,
    /// Something is wrong.
    Bad,
}

impl Tone {
    /// The shape that says the same without colour.
    pub fn shape(self) -> &'static str {
        match self {
            Tone::Plain => "○",
            Tone::Good => "✓",
            Tone::Notice => "●",
            Tone::Warn => "▲",
            Tone::Bad => "■",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Tone::Plain => "tag",
            Tone::Good => "tag tag--good",
            Tone::Notice => "tag tag--notice",
            Tone::Warn => "tag tag--warn",
            Tone::Bad => "tag tag--bad",
        }
    }
}

/// A state in a word or two.
///
/// *When to use*: for a state that a rule decided. *When not to*: to decorate, or as a button.
/// *What a screen reader hears*: the word; the shape is not read.
#[component]
pub fn Tag(
    /// What the state means to the reader.
    tone: Tone,
    /// The state in a word or two.
    #[prop(into)]
    text: Text,
) -> impl IntoView {
    view! {
        <span class=tone.class()>
            <span class="tag__shape" aria-hidden="true">
                {tone.shape()}
            </span>
            {text}
        </span>
    }
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    let tag = |tone, key| view! { <Tag tone=tone text=visit.t(key) /> }.into_any();
    vec![
        ("tag, plain", tag(Tone::Plain, "example-open")),
        ("tag, good", tag(Tone::Good, "example-on-time")),
        ("tag, notice", tag(Tone::Notice, "example-announced")),
        ("tag, warning", tag(Tone::Warn, "example-yellow")),
        ("tag, bad", tag(Tone::Bad, "example-red")),
    ]
}
