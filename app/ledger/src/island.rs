//! What ships to the phone: "Check this page". It fetches the checkpoint and the proofs, lets [`crate::check`] decide, and
//! says what came out, in a word with a shape and, where something does not agree, with both values.
#![expect(missing_docs, reason = "the macro makes a struct of the properties and has no place for its words")]

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::check::{Fault, Verdict, What, plain};
use crate::phone::{Before, Looked, Page, Unreachable, look};

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

type Ended = Result<Looked, Unreachable>;

/// Which of the sentences, its shape and its class.
fn verdict(ended: &Ended) -> (usize, &'static str, &'static str) {
    match ended {
        Ok(looked) => match looked.report.verdict {
            Verdict::Witnessed => (0, "✓", "proof__verdict proof__verdict--green"),
            Verdict::Proven => (1, "▲", "proof__verdict proof__verdict--amber"),
            Verdict::Pending => (2, "○", "proof__verdict"),
            Verdict::Broken => (3, "■", "proof__verdict proof__verdict--red"),
        },
        Err(_) => (4, "○", "proof__verdict"),
    }
}

/// What came out, as one paragraph.
fn sentence(ended: &Ended, words: &Words) -> String {
    let (_, sentence) = &words.verdicts[verdict(ended).0];
    match ended {
        Ok(looked) => {
            let before = match looked.before {
                _ if looked.report.memory.is_none() => String::new(),
                Before::Forgetful => words.forgetful.clone(),
                Before::First => words.first.clone(),
                Before::Size(size) => words.again.replace("{size}", &size.to_string()),
            };
            let witnesses = looked.report.witnesses.join(", ");
            let sentence = sentence.replace("{size}", &looked.report.size.to_string());
            format!("{} {before}", sentence.replace("{witnesses}", &witnesses))
        }
        Err(Unreachable(address)) => sentence.replace("{address}", address),
    }
}

/// One thing that does not agree, with both values side by side.
fn fault(fault: &Fault, words: &Words) -> AnyView {
    let place = What::ALL.iter().position(|what| *what == fault.what).unwrap_or_default();
    let said = words.faults.get(place).cloned().unwrap_or_default().replace("{record}", &fault.record);
    let or_nothing = |text: &str| if text.is_empty() { words.nothing.clone() } else { text.to_owned() };
    let has_values = !fault.shown.is_empty() || !fault.held.is_empty();
    let values = has_values.then(|| {
        let where_it_is = (!fault.field.is_empty()).then(|| format!("{} {}", fault.record, fault.field));
        view! {
            <dl>
                <dt class="proof__name">{words.shown.clone()}</dt>
                <dd class="proof__value">{or_nothing(&fault.shown)}</dd>
                <dt class="proof__name">{words.held.clone()}</dt>
                <dd class="proof__value">{or_nothing(&fault.held)}</dd>
            </dl>
            {where_it_is.map(|place| view! { <code>{place}</code> })}
        }
    });
    view! { <li>{said} {values}</li> }.into_any()
}

/// Every field that was proven, to be opened by who wants to see them.
fn fields(looked: &Looked, words: &Words) -> AnyView {
    let fields = &looked.report.fields;
    let rows = fields
        .iter()
        .map(|(record, field, value)| {
            view! {
                <dt class="proof__name">
                    <code>{format!("{record} {field}")}</code>
                </dt>
                <dd class="proof__value">{plain(value)}</dd>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <details>
            <summary>{words.fields.replace("{n}", &fields.len().to_string())}</summary>
            <dl>{rows}</dl>
        </details>
    }
    .into_any()
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
    let (ended, end) = signal(None::<Ended>);
    let (is_working, work) = signal(false);
    let (check, about, working) = (words.check.clone(), words.about.clone(), words.working.clone());
    let answer = move || {
        ended.with(|ended| {
            let ended = ended.as_ref()?;
            let (place, shape, class) = verdict(ended);
            let (word, _) = words.verdicts[place].clone();
            let faults = ended.as_ref().map(|looked| looked.report.faults.as_slice()).unwrap_or_default();
            let faults = faults.iter().map(|one| fault(one, &words)).collect::<Vec<_>>();
            let faults = (!faults.is_empty()).then(|| view! { <ul class="proof__faults">{faults}</ul> });
            let proven = ended
                .as_ref()
                .ok()
                .filter(|looked| matches!(looked.report.verdict, Verdict::Witnessed | Verdict::Proven));
            Some(
                view! {
                    <p class=class>
                        <span aria-hidden="true">{shape}</span>
                        " "
                        {word}
                    </p>
                    <p>{sentence(ended, &words)}</p>
                    {faults}
                    {proven.map(|looked| fields(looked, &words))}
                }
                .into_any(),
            )
        })
    };
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
                    let page = page.clone();
                    spawn_local(async move {
                        let looked = look(&page).await;
                        work.set(false);
                        end.set(Some(looked));
                    });
                }
            >
                {check}
            </a>
        </p>
        <div role="status" aria-live="polite">
            <p class="proof__working">{said}</p>
            {answer}
        </div>
    }
}
