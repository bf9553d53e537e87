//! What ships to the phone: "Check this page". It fetches the checkpoint and the proofs, lets [`ledger::check`] decide, and
//! says what came out, in a word with a shape and, where something does not agree, with both values.
#![expect(missing_docs, reason = "the macro makes a struct of the properties and has no place for its words")]

mod answer;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::phone::{Page, look};

/// The sentences, in the reader's language. What stands in braces is filled in by the phone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Words {
    /// What the link does.
    pub check: String,
    /// Where it leads without a script.
    pub about: String,
    /// While it works.
    pub working: String,
    /// A word and a sentence for each verdict, in the order of [`Verdict`], then for a check that failed.
    pub verdicts: [(String, String); 5],
    /// A sentence for each fault, in the order of [`What::ALL`].
    pub faults: Vec<String>,
    /// The log is seen for the first time.
    pub first: String,
    /// It agrees with the `{size}` lines seen before.
    pub again: String,
    /// This browser keeps nothing.
    pub forgetful: String,
    /// The heading above the fields that were checked, with `{n}`.
    pub fields: String,
    /// Before the value on the page.
    pub shown: String,
    /// Before the value of the log.
    pub held: String,
    /// In place of a value that is not there.
    pub nothing: String,
}

/// A link that checks the page on the reader's own device, and the answer.
///
/// Without a script it leads to the page about the log.
#[island]
pub fn CheckPage(
    /// What is to be checked.
    page: Page,
    /// The sentences.
    words: Words,
) -> impl IntoView {
    let (is_working, work) = signal(false);
    let place = NodeRef::<html::Div>::new();
    let (check, about, working) = (words.check.clone(), words.about.clone(), words.working.clone());
    let said = move || if is_working.get() { working.clone() } else { String::new() };
    view! {
        <p class="proof__ask">
            <a
                class="proof__do"
                href=about
                on:click=move |event| {
                    event.prevent_default();
                    if is_working.get_untracked() {
                        return;
                    }
                    work.set(true);
                    let (page, words) = (page.clone(), words.clone());
                    spawn_local(async move {
                        let ended = look(&page).await;
                        work.set(false);
                        if let Some(place) = place.get_untracked() {
                            answer::draw(&place, &ended, &words);
                        }
                    });
                }
            >
                {check}
            </a>
        </p>
        <div role="status" aria-live="polite">
            <p class="proof__working">{said}</p>
            <div node_ref=place></div>
        </div>
    }
}
