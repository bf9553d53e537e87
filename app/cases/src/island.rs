//! What ships to the reporter's device: the sealer, which stands in the plain form where its button is. It shows the receipt before
//! anything is sent, seals words and files on the device, and sends only what is sealed; of a complaint it seals who sends it. Whatever
//! fails: nothing is sent, a sentence says so, and the plain way is the reporter's own choice.
//!
//! It works in pieces and lets the page draw in between: a worker of its own would need the module a second time.
#![expect(missing_docs, reason = "the macro makes a struct of the properties and has no place for its words")]

mod course;
mod files;
mod form;
mod list;
mod state;
mod transfer;
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
use files::Looked;
use list::file_list;
use state::State;
pub use words::{FileWords, Words};

/// What the page hands to the sealer. All of it is public.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// The portal's host, by which everything sealed says where it belongs.
    pub portal: String,
    /// Whose signatures on a manifest count.
    pub officers: TrustedOfficers,
    /// The key of the public log, which must hold the manifest.
    pub log_key: String,
    /// The policy of the log's witnesses.
    pub log_policy: String,
    /// The city's offset in minutes east of UTC.
    pub offset_minutes: i32,
    /// The day of a demonstration that stands still; else the device's own clock decides whether a manifest is fresh.
    pub standing: Option<Day>,
    /// Where it is sent.
    pub address: String,
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
    let looked = RwSignal::new(Vec::<Looked>::new());
    let course = StoredValue::new(None::<Course>);

    // Once it is woken: a receipt, the files are looked at as they are chosen, and the form's own sending is taken over.
    let (given, said) = (asked.clone(), words.clone());
    Effect::new(move |_| {
        let Some(form) = root.get().and_then(|root| device::form::around(&root)) else { return };
        let begun = Course::begin(given.clone());
        match &begun {
            Some(course) => show.set(course.receipt()),
            None => turn.set(State::Failed(said.unable.clone())),
        }
        if begun.is_some() {
            turn.set(State::Ready);
        }
        course.set_value(begun);
        let chosen = form.clone();
        form::watch_files(&form, move || {
            let files = form::files(&chosen);
            spawn_local(async move {
                let before = looked.get_untracked();
                looked.set(files::look(&files, &before).await);
            });
        });
        let said = said.clone();
        let own = form.clone();
        let send = move || {
            if state.with_untracked(State::is_busy) || !noted.get_untracked() {
                return;
            }
            // Taken out while it is under way, so that two touches cannot send twice.
            let Some(mut under_way) = course.try_update_value(Option::take).flatten() else { return };
            turn.set(State::Working(said.checking.clone()));
            let (form, said) = (own.clone(), said.clone());
            spawn_local(async move {
                let progress = |text: String| turn.set(State::Working(text));
                // A file may have been chosen a moment ago, and is not looked at yet.
                let now = files::look(&form::files(&form), &looked.get_untracked()).await;
                if looked.with_untracked(|before| *before != now) {
                    looked.set(now.clone());
                }
                let ended = under_way.send(&form, &now, &said, &progress).await;
                course.set_value(Some(under_way));
                if ended.is_ok() {
                    form::clear(&form);
                    looked.set(Vec::new());
                }
                turn.set(State::after(ended, &form, &said));
            });
        };
        device::form::take_over(&form, send);
    });

    let is = move |question: fn(&State) -> bool| move || state.with(question);
    let (is_asleep, is_sent) = (is(State::is_asleep), is(State::is_sent));
    let (has_failed, is_wrong) = (is(State::has_failed), is(State::is_wrong));
    let locked = move || state.with(State::is_busy) || !noted.get();
    let working = move || state.with(State::working);
    let failure = move || state.with(State::failure);
    let has_words = move || state.with(|state| !state.failure().is_empty());
    let button = {
        let (send, go_on) = (words.send.clone(), words.go_on.clone());
        move || if state.with(State::is_cut) { go_on.clone() } else { send.clone() }
    };
    let wrong = move || {
        let line = |(id, sentence): (String, String)| {
            view! {
                <li>
                    <a class="error-summary__link" href=format!("#{id}")>
                        {sentence}
                    </a>
                </li>
            }
        };
        state.with(State::wrong).into_iter().map(line).collect::<Vec<_>>()
    };
    let picture = words.picture.clone();
    let follow = asked.follow.clone();
    view! {
        <div class="sealer" data-wake="form" data-scripted hidden node_ref=root>
            <p class="muted" hidden=move || !is_asleep()>{words.waiting.clone()}</p>
            <p class="sealer__failed" data-failed hidden role="alert">{words.unable.clone()}</p>
            {file_list(looked, is_sent, words.files.clone())}
            <div class="sealer__receipt" hidden=is_asleep>
                <h2 class="sealer__title">
                    <span hidden=is_sent>{words.receipt.clone()}</span>
                    <span hidden=move || !is_sent()>{words.sent.clone()}</span>
                </h2>
                <p class="sealer__code" translate="no">{receipt}</p>
                {move || qr::drawing(&receipt.get(), picture.clone())}
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
            <div class="sealer__failed" hidden=move || !has_words() role="alert">
                <p>{failure}</p>
                <p class="muted" hidden=move || !has_failed()>{words.nothing_sent.clone()}</p>
            </div>
            <p class="sealer__working" role="status">{working}</p>
            <button class="button" type="submit" hidden=is_sent prop:disabled=locked disabled>
                {button}
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
                            if let Some(form) = root.get_untracked().and_then(|root| device::form::around(&root)) {
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
