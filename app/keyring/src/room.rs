//! What ships to the desk: opening a case with one's own key, answering the reporter, letting a colleague in, and releasing the second
//! half of an identity. Keys and words exist only in the page that is open, and go with it; the server sees neither.
//!
//! Everything that was sealed by a stranger is shown as text and never as markup.
#![expect(missing_docs, reason = "the macro makes a struct of the properties and has no place for its words")]

mod open;
mod words;

use leptos::prelude::*;
use leptos::task::spawn_local;
use record::Id;

use crate::field::secret_field;
use crate::parcel::{Colleague, Parcel};
use open::{Opened, Said, let_in, opened, release, reply};
pub use words::DeskWords;

/// Where a part of the desk stands.
#[derive(Clone, Debug, PartialEq)]
enum State {
    /// Waiting for the passphrase, maybe with what went wrong before.
    Locked(String),
    /// At work.
    Working(String),
    /// Open.
    Open,
}

impl State {
    fn said(&self) -> String {
        match self {
            Self::Locked(text) | Self::Working(text) => text.clone(),
            Self::Open => String::new(),
        }
    }
}

/// A case, opened on the officer's own device.
#[island]
pub fn CaseRoom(
    /// The case.
    case: Id,
    /// The sentences.
    words: DeskWords,
) -> impl IntoView {
    let (state, turn) = signal(State::Locked(String::new()));
    let (passphrase, type_in) = signal(String::new());
    let (answer, write) = signal(String::new());
    let (said, say) = signal(Vec::<Said>::new());
    let (waiting, wait_for) = signal(Vec::<Colleague>::new());
    // The parcel and the case's key, as long as the page is open.
    let room = StoredValue::new(None::<(Parcel, seal::Secret)>);

    let at_work = words.clone();
    let unlock = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = at_work.clone();
        let case = case.clone();
        turn.set(State::Working(words.opening.clone()));
        spawn_local(async move {
            let given = passphrase.get_untracked();
            // The field is emptied whatever comes of it.
            type_in.set(String::new());
            match opened(&case, &given, &words).await {
                Ok(Opened { parcel, key, said }) => {
                    say.set(said);
                    wait_for.set(parcel.waiting.clone());
                    room.set_value(Some((parcel, key)));
                    turn.set(State::Open);
                }
                Err(fault) => turn.set(State::Locked(words.fault(&fault))),
            }
        });
    };
    let at_work = words.clone();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = at_work.clone();
        let text = answer.get_untracked();
        if text.trim().is_empty() {
            return;
        }
        turn.set(State::Working(words.sending.clone()));
        spawn_local(async move {
            let Some((mut parcel, key)) = room.try_update_value(Option::take).flatten() else { return };
            let sent = reply(&mut parcel, &text).await;
            room.set_value(Some((parcel, key)));
            match sent {
                Ok(posted) => {
                    say.update(|said| said.push(Said { title: words.to_reporter.clone(), text: posted }));
                    write.set(String::new());
                    turn.set(State::Open);
                }
                Err(fault) => turn.set(State::Working(words.fault(&fault))),
            }
        });
    };
    let at_work = StoredValue::new(words.clone());
    let admit = move |colleague: Colleague| {
        spawn_local(async move {
            let words = at_work.get_value();
            let Some((parcel, key)) = room.get_value() else { return };
            match let_in(&parcel, &key, &colleague).await {
                Ok(()) => wait_for.update(|waiting| waiting.retain(|one| one.account != colleague.account)),
                Err(fault) => turn.set(State::Working(words.fault(&fault))),
            }
        });
    };

    let is_locked = move || !state.with(|state| matches!(state, State::Locked(_)));
    let is_shut =
        move || room.with_value(Option::is_none) || state.with(|state| matches!(state, State::Locked(_)));
    let status = move || state.with(State::said);
    let parts = move || {
        let line = |part: Said| {
            view! {
                <dt class="opened__name">{part.title}</dt>
                <dd class="opened__text">{part.text}</dd>
            }
        };
        said.get().into_iter().map(line).collect::<Vec<_>>()
    };
    let let_in_word = words.let_in.clone();
    let colleagues = move || {
        let word = let_in_word.clone();
        let line = move |colleague: Colleague| {
            let name = colleague.name.clone();
            view! {
                <li>
                    {name} " "
                    <button class="button button--second" type="button" on:click=move |_| admit(colleague.clone())>
                        {word.clone()}
                    </button>
                </li>
            }
        };
        waiting.get().into_iter().map(line).collect::<Vec<_>>()
    };
    view! {
        <div class="opened">
            <form method="post" on:submit=unlock hidden=is_locked>
                {secret_field("passphrase", words.passphrase.clone(), passphrase, type_in)}
                <button class="button" type="submit">{words.open.clone()}</button>
            </form>
            <p role="status">{status}</p>
            <div hidden=is_shut>
                <dl>{parts}</dl>
                <ul class="opened__waiting">{colleagues}</ul>
                <form method="post" on:submit=send>
                    <label class="field__label" for="answer">{words.answer.clone()}</label>
                    {leptos::html::textarea()
                        .id("answer")
                        .class("text-area")
                        .rows("5")
                        .prop("value", answer)
                        .on(leptos::ev::input, move |event| write.set(event_target_value(&event)))}
                    <button class="button" type="submit">{words.send.clone()}</button>
                </form>
            </div>
        </div>
    }
}

/// A custodian's act: the second half of an identity's key, released to the officer who asks.
#[island]
pub fn ReleaseHalf(
    /// The case.
    case: Id,
    /// Which request.
    seq: u32,
    /// The sentences.
    words: DeskWords,
) -> impl IntoView {
    let (state, turn) = signal(State::Locked(String::new()));
    let (passphrase, type_in) = signal(String::new());
    let at_work = words.clone();
    let give = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = at_work.clone();
        let case = case.clone();
        turn.set(State::Working(words.opening.clone()));
        spawn_local(async move {
            let given = passphrase.get_untracked();
            type_in.set(String::new());
            match release(&case, seq, &given).await {
                Ok(()) => turn.set(State::Working(words.released.clone())),
                Err(fault) => turn.set(State::Locked(words.fault(&fault))),
            }
        });
    };
    let is_done = move || !state.with(|state| matches!(state, State::Locked(_)));
    let status = move || state.with(State::said);
    view! {
        <div class="opened">
            <form method="post" on:submit=give hidden=is_done>
                {secret_field("passphrase", words.passphrase.clone(), passphrase, type_in)}
                <button class="button" type="submit">{words.release.clone()}</button>
            </form>
            <p role="status">{status}</p>
        </div>
    }
}
