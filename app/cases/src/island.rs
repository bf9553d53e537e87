//! What ships to the reporter's device: the sealer, which stands in the plain form where its button is. It shows the receipt before
//! anything is sent, seals words and files on the device, and sends only what is sealed. Whatever fails: nothing is sent, a sentence
//! says so, and the plain way is the reporter's own choice.
//!
//! It works in pieces and lets the page draw in between: a worker of its own would need the module a second time.
#![expect(missing_docs, reason = "the macro makes a struct of the properties and has no place for its words")]

mod course;
mod files;
mod form;
mod words;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::Day;
use seal::TrustedOfficers;
use serde::{Deserialize, Serialize};

use crate::rules::routing::Organisation;

use course::Course;
pub use course::Stopped;
pub use words::Words;

/// What the page hands to the sealer. All of it is public.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// The portal's host, by which everything sealed says where it belongs.
    pub portal: String,
    /// Whose signatures on a manifest count.
    pub officers: TrustedOfficers,
    /// The city's offset in minutes east of UTC.
    pub offset_minutes: i32,
    /// The day of a demonstration that stands still; else the device's own clock decides whether a manifest is fresh.
    pub standing: Option<Day>,
    /// The page where a receipt is handed in.
    pub follow: String,
    /// Who reads what: the rule is applied on the device, so that the server need not know whom a report is about.
    pub organisation: Organisation,
}

impl Asked {
    fn today(&self) -> Day {
        self.standing.unwrap_or_else(|| device::today(self.offset_minutes))
    }
}

/// Where the sealer stands.
#[derive(Clone, Debug, PartialEq)]
enum State {
    /// Not woken: so the server draws it.
    Asleep,
    /// The receipt is shown, the form can be filled in and sent.
    Ready,
    /// Sealing and sending; what is being done.
    Working(String),
    /// Something is missing or wrong in the form: the field's id and the sentence.
    Wrong(Vec<(String, String)>),
    /// It did not work, and nothing was sent.
    Failed(String),
    /// It was sent, and whether it arrived is not known.
    Unsure(String),
    /// It arrived.
    Sent,
}

/// The sealer. It takes the place of the plain button as long as scripts run.
#[island]
pub fn Sealer(
    /// What it needs to know.
    asked: Asked,
    /// The sentences.
    words: Words,
) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let (state, turn) = signal(State::Asleep);
    let (receipt, show) = signal(String::new());
    let (noted, note) = signal(false);
    let (plain, ask_plain) = signal(false);
    let course = StoredValue::new(None::<Course>);

    // Once it is woken: a receipt, and the form's own sending is taken over.
    let (given, said) = (asked.clone(), words.clone());
    Effect::new(move |_| {
        let Some(form) = root.get().and_then(|root| form::around(&root)) else { return };
        let begun = Course::begin(given.clone());
        match &begun {
            Some(course) => show.set(course.receipt()),
            None => turn.set(State::Failed(said.unable.clone())),
        }
        if begun.is_some() {
            turn.set(State::Ready);
        }
        course.set_value(begun);
        let said = said.clone();
        let own = form.clone();
        let send = move || {
            let busy = state
                .with_untracked(|state| matches!(state, State::Working(_) | State::Sent | State::Asleep));
            if busy || !noted.get_untracked() {
                return;
            }
            // Taken out while it is under way, so that two touches cannot send twice.
            let Some(mut under_way) = course.try_update_value(Option::take).flatten() else { return };
            turn.set(State::Working(said.checking.clone()));
            let (form, said) = (own.clone(), said.clone());
            spawn_local(async move {
                let progress = |text: String| turn.set(State::Working(text));
                let ended = under_way.send(&form, &said, &progress).await;
                course.set_value(Some(under_way));
                turn.set(match ended {
                    Ok(()) => {
                        form::clear(&form);
                        State::Sent
                    }
                    Err(Stopped::Wrong(problems)) => State::Wrong(form::located(&form, &problems, &said)),
                    Err(Stopped::Unknown) => State::Unsure(said.of(&Stopped::Unknown)),
                    Err(stopped) => State::Failed(said.of(&stopped)),
                });
            });
        };
        form::take_over(&form, send);
    });

    let is_asleep = move || state.with(|state| *state == State::Asleep);
    let is_working = move || state.with(|state| matches!(state, State::Working(_)));
    let is_sent = move || state.with(|state| *state == State::Sent);
    let has_failed = move || state.with(|state| matches!(state, State::Failed(_)));
    let is_wrong = move || state.with(|state| matches!(state, State::Wrong(_)));
    let locked = move || is_asleep() || is_working() || is_sent() || !noted.get();
    let working = move || {
        state.with(|state| if let State::Working(text) = state { text.clone() } else { String::new() })
    };
    let is_unsure = move || state.with(|state| matches!(state, State::Unsure(_)));
    let failure = move || {
        state.with(|state| match state {
            State::Failed(text) | State::Unsure(text) => text.clone(),
            _ => String::new(),
        })
    };
    let wrong = move || {
        state.with(|state| {
            let State::Wrong(fields) = state else { return Vec::new() };
            let line = |(id, sentence): &(String, String)| {
                view! {
                    <li>
                        <a class="error-summary__link" href=format!("#{id}")>
                            {sentence.clone()}
                        </a>
                    </li>
                }
            };
            fields.iter().map(line).collect::<Vec<_>>()
        })
    };
    let follow = asked.follow.clone();
    view! {
        <div class="sealer" data-wake="form" data-scripted hidden node_ref=root>
            <p class="muted" hidden=move || !is_asleep()>{words.waiting.clone()}</p>
            <p class="sealer__failed" data-failed hidden role="alert">{words.unable.clone()}</p>
            <div class="sealer__receipt" hidden=is_asleep>
                <h2 class="sealer__title">
                    <span hidden=is_sent>{words.receipt.clone()}</span>
                    <span hidden=move || !is_sent()>{words.sent.clone()}</span>
                </h2>
                <p class="sealer__code" translate="no">{receipt}</p>
                <p class="muted">{words.about.clone()}</p>
                <label class="sealer__noted" hidden=is_sent>
                    <input
                        class="sealer__box"
                        type="checkbox"
                        prop:checked=noted
                        on:change=move |event| note.set(event_target_checked(&event))
                    />
                    <span>{words.noted.clone()}</span>
                </label>
                <p hidden=move || !is_sent()>
                    <a href=follow>{words.follow.clone()}</a>
                </p>
            </div>
            <div class="error-summary" hidden=move || !is_wrong() role="alert">
                <p class="error-summary__title">{words.wrong.clone()}</p>
                <ul class="error-summary__list">{wrong}</ul>
            </div>
            <div class="sealer__failed" hidden=move || !has_failed() && !is_unsure() role="alert">
                <p>{failure}</p>
                <p class="muted" hidden=is_unsure>{words.nothing_sent.clone()}</p>
            </div>
            <p class="sealer__working" role="status">{working}</p>
            <button class="button" type="submit" hidden=is_sent prop:disabled=locked disabled>
                {words.send.clone()}
            </button>
            <div hidden=move || !has_failed()>
                <button class="button button--second" type="button" hidden=plain on:click=move |_| ask_plain.set(true)>
                    {words.plain.clone()}
                </button>
                <div hidden=move || !plain.get()>
                    <p>{words.plain_about.clone()}</p>
                    <button
                        class="button button--second"
                        type="button"
                        on:click=move |_| {
                            if let Some(form) = root.get_untracked().and_then(|root| form::around(&root)) {
                                form::send_plainly(&form);
                            }
                        }
                    >
                        {words.plain_sure.clone()}
                    </button>
                </div>
            </div>
        </div>
    }
}
