//! What ships to the desk: opening a case with one's own key, answering the reporter, letting a colleague in, saving files, beginning a new
//! key, and releasing the second half of an identity. Keys and words exist only in the page that is open, and go with it, or after ten
//! minutes in which nobody did anything; the server sees neither.
//!
//! Everything that was sealed by a stranger is shown as text and never as markup.
#![expect(missing_docs, reason = "the macro makes a struct of the properties and has no place for its words")]

mod files;
mod open;
mod said;
mod show;
mod words;

use leptos::prelude::*;
use leptos::task::spawn_local;
use record::Id;
use recusal::Tied;
use serde::{Deserialize, Serialize};

use crate::field::{is_off, passkey_button, secret_field, submit_button};
use crate::parcel::{Colleague, Half, SealedFile};
use files::{Offer, offers, save};
use open::{Fault, Opener, Room, release};
use said::Said;
use show::{colleagues, file_list, heir_list, said_list, tie_list};
pub use words::{DeskWords, FaultWords, FileWords, HalfWords, RenewalWords, TieWords};

/// A key does not stay open in a page that somebody has walked away from (security.md 4.6).
const IDLE_MILLISECONDS: i32 = 10 * 60 * 1_000;

/// Which case, and where the desk is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The case.
    pub case: Id,
    /// What staff call it: files are saved under it.
    pub number: String,
    /// Where the desk's addresses begin, in the reader's language.
    pub desk: String,
    /// Whether a passkey is one of the doors to this account's keys.
    pub by_passkey: bool,
}

/// What a case room shows. All of it goes when the room is closed.
#[derive(Clone, Debug, Default)]
struct Shown {
    said: Vec<Said>,
    waiting: Vec<Colleague>,
    /// Who gets a new key, where one is needed.
    heirs: Option<Vec<Colleague>>,
    files: Vec<Offer>,
    /// Who has a tie to whom the case is about; none where this account proposes no exclusions.
    tied: Option<Vec<Tied>>,
    /// The half of an identity is there and waits for the second factor.
    waits: bool,
}

impl Shown {
    fn of(room: &Room, said: Vec<Said>) -> Self {
        Self {
            said,
            waiting: room.parcel.waiting.clone(),
            heirs: room.parcel.heirs.clone(),
            files: offers(room),
            tied: room.tied.clone(),
            waits: room.parcel.half == Half::StepUp,
        }
    }
}

/// A case, opened on the officer's own device.
#[island]
pub fn CaseRoom(
    /// Which.
    asked: Asked,
    /// The sentences.
    words: DeskWords,
) -> impl IntoView {
    let (passphrase, type_in) = signal(String::new());
    let (answer, write) = signal(String::new());
    let (shown, show) = signal(None::<Shown>);
    let (busy, keep_busy) = signal(false);
    let (status, tell) = signal(String::new());
    let off = is_off(busy);
    // What was opened, as long as the page is; taken out while something is under way, so that two touches cannot do it twice.
    let room = StoredValue::new(None::<Room>);
    let said = StoredValue::new(words.clone());
    let place = StoredValue::new(asked.clone());
    let touches = StoredValue::new(0_u32);

    let touch = move || {
        touches.update_value(|count| *count = count.wrapping_add(1));
        let now = touches.get_value();
        spawn_local(async move {
            device::pause(IDLE_MILLISECONDS).await;
            if touches.get_value() == now && room.with_value(Option::is_some) {
                room.set_value(None);
                show.set(None);
                tell.set(said.with_value(|words| words.idle.clone()));
            }
        });
    };
    let fail = move |fault: &Fault| tell.set(said.with_value(|words| words.fault(fault)));

    let open = move |with: Opener| {
        if busy.get_untracked() {
            return;
        }
        // The field is emptied whatever comes of it.
        type_in.set(String::new());
        keep_busy.set(true);
        tell.set(said.with_value(|words| words.opening.clone()));
        spawn_local(async move {
            match Room::open(&place.get_value(), &with, &said.get_value()).await {
                Ok((opened, parts)) => {
                    show.set(Some(Shown::of(&opened, parts)));
                    room.set_value(Some(opened));
                    tell.set(said.with_value(|words| words.opened.clone()));
                    touch();
                }
                Err(fault) => fail(&fault),
            }
            keep_busy.set(false);
        });
    };
    let unlock = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        open(Opener::Passphrase(passphrase.get_untracked()));
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = answer.get_untracked();
        if text.trim().is_empty() {
            return;
        }
        let Some(mut opened) = room.try_update_value(Option::take).flatten() else { return };
        keep_busy.set(true);
        tell.set(said.with_value(|words| words.sending.clone()));
        spawn_local(async move {
            match opened.reply(text.trim()).await {
                Ok(()) => {
                    let title = said.with_value(|words| words.to_reporter.clone());
                    let text = text.trim().to_owned();
                    show.update(|shown| {
                        shown
                            .iter_mut()
                            .for_each(|it| it.said.push(Said { title: title.clone(), text: text.clone() }))
                    });
                    write.set(String::new());
                    tell.set(said.with_value(|words| words.sent.clone()));
                }
                Err(fault) => fail(&fault),
            }
            room.set_value(Some(opened));
            keep_busy.set(false);
            touch();
        });
    };
    let admit = move |colleague: Colleague| {
        let Some(opened) = room.try_update_value(Option::take).flatten() else { return };
        keep_busy.set(true);
        spawn_local(async move {
            match opened.let_in(&colleague).await {
                Ok(()) => {
                    show.update(|shown| {
                        shown
                            .iter_mut()
                            .for_each(|it| it.waiting.retain(|one| one.account != colleague.account));
                    });
                    tell.set(said.with_value(|words| words.is_in.replace("{name}", &colleague.name)));
                }
                Err(fault) => fail(&fault),
            }
            room.set_value(Some(opened));
            keep_busy.set(false);
            touch();
        });
    };
    let renew = move |_| {
        let Some(mut opened) = room.try_update_value(Option::take).flatten() else { return };
        keep_busy.set(true);
        spawn_local(async move {
            match opened.renew().await {
                Ok(()) => {
                    show.update(|shown| shown.iter_mut().for_each(|it| it.heirs = None));
                    tell.set(said.with_value(|words| words.renewal.made.clone()));
                }
                Err(fault) => fail(&fault),
            }
            room.set_value(Some(opened));
            keep_busy.set(false);
            touch();
        });
    };
    let take = move |file: SealedFile| {
        let Some(opened) = room.try_update_value(Option::take).flatten() else { return };
        keep_busy.set(true);
        spawn_local(async move {
            let words = said.with_value(|words| words.files.clone());
            let number = file.number.to_string();
            let told = |percent: u64| {
                tell.set(words.opening.replace("{n}", &number).replace("{percent}", &percent.to_string()));
            };
            told(0);
            let number = place.with_value(|asked| asked.number.clone());
            match save(&opened, &file, &number, &told).await {
                Ok(name) => tell.set(words.saved.replace("{name}", &name)),
                Err(fault) => fail(&fault),
            }
            room.set_value(Some(opened));
            keep_busy.set(false);
            touch();
        });
    };

    let is_open = move || shown.with(Option::is_some);
    let is_shut = move || shown.with(Option::is_none);
    let is_overdue = move || shown.with(|shown| shown.as_ref().is_some_and(|it| it.heirs.is_some()));
    let has_waiting = move || shown.with(|shown| shown.as_ref().is_some_and(|it| !it.waiting.is_empty()));
    let is_watched = move || shown.with(|shown| shown.as_ref().is_some_and(|it| it.tied.is_some()));
    let has_files = move || shown.with(|shown| shown.as_ref().is_some_and(|it| !it.files.is_empty()));
    let waits = move || shown.with(|shown| shown.as_ref().is_some_and(|it| it.waits));
    let step_up = format!("{}/step-up?next={}/cases/{}", asked.desk, asked.desk, asked.number);
    let (let_in_word, file_words) = (words.let_in.clone(), words.files.clone());
    let parts =
        move || said_list(shown.with(|shown| shown.as_ref().map(|it| it.said.clone()).unwrap_or_default()));
    let people = move || {
        let waiting = shown.with(|shown| shown.as_ref().map(|it| it.waiting.clone()).unwrap_or_default());
        colleagues(waiting, &let_in_word, busy, admit)
    };
    let heirs = move || {
        heir_list(shown.with(|shown| shown.as_ref().and_then(|it| it.heirs.clone()).unwrap_or_default()))
    };
    let files = move || {
        let files = shown.with(|shown| shown.as_ref().map(|it| it.files.clone()).unwrap_or_default());
        file_list(files, &file_words, busy, take)
    };
    let (tie_words, exclude) = (words.ties.clone(), format!("{}/cases/{}/exclude", asked.desk, asked.number));
    let ties = move || {
        let tied = shown.with(|shown| shown.as_ref().and_then(|it| it.tied.clone()).unwrap_or_default());
        tie_list(tied, &tie_words, &exclude)
    };
    view! {
        <div class="opened">
            <form method="post" on:submit=unlock hidden=is_open>
                {secret_field("passphrase", words.passphrase.clone(), passphrase, type_in)}
                {submit_button(words.open.clone(), off)}
                {passkey_button(asked.by_passkey, words.doors.open.clone(), off, move |_| open(Opener::Passkey))}
            </form>
            <p class="opened__status" role="status">
                {status}
            </p>
            <div hidden=is_shut>
                <div class="opened__renewal" hidden=move || !is_overdue()>
                    <h3>{words.renewal.title.clone()}</h3>
                    <p>{words.renewal.about.clone()}</p>
                    <ul class="opened__people">{heirs}</ul>
                    <button class="button" type="button" prop:disabled=busy on:click=renew>
                        {words.renewal.make.clone()}
                    </button>
                </div>
                <p hidden=move || !waits()>
                    {words.half.waits.clone()} " " <a href=step_up>{words.half.step_up.clone()}</a>
                </p>
                <dl>{parts}</dl>
                <div hidden=move || !is_watched()>
                    <h3>{words.ties.title.clone()}</h3>
                    {ties}
                    <p class="muted">{words.ties.about.clone()}</p>
                </div>
                <div hidden=move || !has_files()>
                    <h3>{words.files.title.clone()}</h3>
                    <ul class="opened__files">{files}</ul>
                </div>
                <div hidden=move || !has_waiting() || is_overdue()>
                    <h3>{words.waiting.clone()}</h3>
                    <ul class="opened__people">{people}</ul>
                </div>
                <form method="post" on:submit=send hidden=is_overdue>
                    <label class="field__label" for="answer">
                        {words.answer.clone()}
                    </label>
                    {leptos::html::textarea()
                        .id("answer")
                        .class("text-area")
                        .rows("5")
                        .prop("value", answer)
                        .on(leptos::ev::input, move |event| write.set(event_target_value(&event)))}
                    <button class="button" type="submit" prop:disabled=busy>
                        {words.send.clone()}
                    </button>
                </form>
            </div>
        </div>
    }
}

/// A custodian's act: the second half of an identity's key, released to the officer who asks.
#[island]
pub fn ReleaseHalf(
    /// The case.
    asked: Asked,
    /// Which request.
    seq: u32,
    /// The sentences.
    words: DeskWords,
) -> impl IntoView {
    let (passphrase, type_in) = signal(String::new());
    let (done, finish) = signal(false);
    let (busy, keep_busy) = signal(false);
    let (status, tell) = signal(String::new());
    let off = is_off(busy);
    let at_work = words.clone();
    let by_passkey = asked.by_passkey;
    let give = move |with: Opener| {
        if busy.get_untracked() {
            return;
        }
        let (words, asked) = (at_work.clone(), asked.clone());
        type_in.set(String::new());
        keep_busy.set(true);
        tell.set(words.opening.clone());
        spawn_local(async move {
            match release(&asked, seq, &with).await {
                Ok(()) => {
                    finish.set(true);
                    tell.set(words.released.clone());
                }
                Err(fault) => tell.set(words.fault(&fault)),
            }
            keep_busy.set(false);
        });
    };
    let with_passkey = give.clone();
    let typed = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        give(Opener::Passphrase(passphrase.get_untracked()));
    };
    view! {
        <div class="opened">
            <form method="post" on:submit=typed hidden=done>
                {secret_field("passphrase", words.passphrase.clone(), passphrase, type_in)}
                {submit_button(words.release.clone(), off)}
                {passkey_button(by_passkey, words.release_by_passkey.clone(), off, move |_| with_passkey(Opener::Passkey))}
            </form>
            <p class="opened__status" role="status">
                {status}
            </p>
        </div>
    }
}
