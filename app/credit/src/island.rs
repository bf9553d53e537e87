//! The code field: a plain text input that says, as one types, whether this is a code. What it says comes from
//! the same rule as the server's answer to the form, in sentences the server has written.
#![expect(missing_docs, reason = "the macro makes a struct of the properties and has no place for its words")]

use leptos::prelude::*;

use crate::rules::code::{Reading, Words, reading, sentence};

/// An input for a unified social credit code, with the answer to what stands in it.
///
/// The server renders a plain input; the label, the hint and the error of a refused form belong to the page and
/// are named after the `id`, so the page says the same without JavaScript.
#[island]
pub fn CodeField(
    /// Id of the input; the answer is `{id}-answer`, outside stand `{id}-hint` and `{id}-error`.
    id: String,
    /// Name of the form field.
    name: String,
    /// What was typed before, if the form came back.
    value: String,
    /// Whether the page itself already says what is wrong with `value`.
    refused: bool,
    /// The sentences, in the reader's language.
    words: Words,
) -> impl IntoView {
    let (typed, set_typed) = signal(value.clone());
    // The error above the field belongs to the value that was sent; with the first change it is an old story.
    let (is_as_sent, set_as_sent) = signal(refused);
    let found = Memo::new(move |_| reading(&typed.get()));
    let is_problem = move || is_as_sent.get() || found.with(Reading::is_problem);
    let is_whole = move || found.with(|reading| matches!(reading, Reading::Whole(_)));
    // What could be a person's number must not end up in an address: such a field is not sent.
    let sent_name = move || found.with(|found| *found != Reading::ResidentId).then(|| name.clone());
    // The count changes with every key, and a screen reader must not read it out each time.
    let count = {
        let words = words.clone();
        move || found.with(|found| spoken(found, &words, false))
    };
    let answer = move || {
        if is_as_sent.get() { String::new() } else { found.with(|found| spoken(found, &words, true)) }
    };
    let answer_id = format!("{id}-answer");
    let described_by =
        format!("{id}-hint {}{answer_id}", if refused { format!("{id}-error ") } else { String::new() });
    view! {
        <input
            class="input code-field__input"
            type="text"
            id=id
            name=sent_name
            value=value
            maxlength="40"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            aria-describedby=described_by
            aria-invalid=move || is_problem().then_some("true")
            on:input=move |event| {
                set_as_sent.set(false);
                set_typed.set(event_target_value(&event));
            }
        />
        <p class="code-field__count">{count}</p>
        <p
            class="code-field__answer"
            class:code-field__answer--good=is_whole
            class:code-field__answer--bad=is_problem
            id=answer_id
            aria-live="polite"
        >
            {answer}
        </p>
    }
}

/// The sentence of a reading, if it is of the kind asked for: what is worth saying aloud, or the mere count.
fn spoken(reading: &Reading, words: &Words, aloud: bool) -> String {
    let is_count = matches!(reading, Reading::Unfinished { .. });
    if is_count == aloud { String::new() } else { sentence(reading, words) }
}
