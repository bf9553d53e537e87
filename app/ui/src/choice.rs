//! One or several of a few answers.

use crate::content::Text;
use crate::field::{Words, id_or_name};
use crate::fieldset::Fieldset;
use crate::visit::Visit;
use leptos::either::Either;
use leptos::prelude::*;

/// How the answers are offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offer {
    /// All are seen, one can be chosen.
    #[default]
    One,
    /// All are seen, several can be chosen.
    Many,
    /// A list that opens; for more than about seven answers, and for filters.
    List,
}

/// One of the answers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What is sent.
    pub value: Text,
    /// What is read.
    pub text: Text,
}

impl Answer {
    /// An answer that is sent as `value` and reads as `text`.
    pub fn new(value: impl Into<Text>, text: impl Into<Text>) -> Self {
        Self { value: value.into(), text: text.into() }
    }

    /// Answers to choose from, behind the one that says that none is chosen.
    pub fn list(none: impl Into<Text>, answers: impl IntoIterator<Item = Answer>) -> Vec<Answer> {
        std::iter::once(Answer::new("", none)).chain(answers).collect()
    }
}

/// One or several of a few answers.
///
/// *When to use*: where all answers are known. *When not to*: for yes or no in the middle of a sentence.
/// *What a screen reader hears*: the legend once, then each answer with "radio button, one of three".
#[component]
pub fn Choice(
    /// The name under which the value is sent.
    #[prop(into)]
    name: Text,
    /// What is asked.
    #[prop(into)]
    label: Text,
    /// The answers, in order.
    answers: Vec<Answer>,
    /// The values chosen before.
    #[prop(optional, into)]
    chosen: Vec<Text>,
    /// How the answers are offered.
    #[prop(optional)]
    offer: Offer,
    /// Why it is asked.
    #[prop(optional, into)]
    hint: Text,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: Text,
    /// The id, where the name is not unique on the page.
    #[prop(optional, into)]
    id: Text,
) -> impl IntoView {
    let id = id_or_name(id, &name);
    if offer == Offer::List {
        let words = Words { id, label, hint, error };
        let options = answers
            .into_iter()
            .map(|Answer { value, text }| {
                let selected = chosen.contains(&value);
                view! {
                    <option value=value selected=selected>
                        {text}
                    </option>
                }
            })
            .collect::<Vec<_>>();
        let control = view! {
            <select
                class="input"
                id=words.id.clone()
                name=name
                aria-describedby=words.described_by()
                aria-invalid=words.invalid()
            >
                {options}
            </select>
        };
        return Either::Left(words.around(control));
    }
    let of_type = if offer == Offer::One { "radio" } else { "checkbox" };
    let answers = answers
        .into_iter()
        .enumerate()
        .map(|(index, Answer { value, text })| {
            // The first answer carries the field's own id: the error summary leads there.
            let id = if index == 0 { id.to_string() } else { format!("{id}-{index}") };
            let checked = chosen.contains(&value);
            view! {
                <div class="choice">
                    <input
                        class="choice__box"
                        type=of_type
                        id=id.clone()
                        name=name.clone()
                        value=value
                        checked=checked
                    />
                    <label class="choice__label" for=id>
                        {text}
                    </label>
                </div>
            }
        })
        .collect::<Vec<_>>();
    Either::Right(view! {
        <Fieldset legend=label hint=hint error=error id=id.clone()>
            {answers}
        </Fieldset>
    })
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    let answers = || {
        vec![
            Answer::new("seen", visit.t("example-seen")),
            Answer::new("paper", visit.t("example-paper")),
            Answer::new("heard", visit.t("example-heard")),
        ]
    };
    let label = visit.t("example-how-known");
    vec![
        (
            "choice of one",
            view! { <Choice name="c1" label=label answers=answers() chosen=["seen".into()] /> }.into_any(),
        ),
        (
            "choice of many, with an error",
            view! {
                <Choice
                    name="c2"
                    label=label
                    answers=answers()
                    offer=Offer::Many
                    error=visit.t("example-how-error")
                />
            }
            .into_any(),
        ),
        (
            "choice from a list",
            view! {
                <Choice name="c3" label=label answers=answers() offer=Offer::List chosen=["paper".into()] />
            }
            .into_any(),
        ),
    ]
}
