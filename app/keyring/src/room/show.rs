//! The lists of a case room.

use leptos::prelude::*;
use recusal::{Ground, Tied};

use super::files::Offer;
use super::said::Said;
use super::words::{FileWords, TieWords};
use crate::fingerprint;
use crate::parcel::{Colleague, SealedFile};

pub(super) fn said_list(said: Vec<Said>) -> Vec<impl IntoView + use<>> {
    let line = |part: Said| {
        view! {
            <dt class="opened__name">{part.title}</dt>
            <dd class="opened__text">{part.text}</dd>
        }
    };
    said.into_iter().map(line).collect()
}

/// Who gets a new key. The server names them: two people compare the letters by telephone.
pub(super) fn heir_list(heirs: Vec<Colleague>) -> Vec<impl IntoView + use<>> {
    let line = |colleague: Colleague| {
        view! {
            <li>
                {colleague.name} " " <code class="fixed">{fingerprint(&colleague.key)}</code>
            </li>
        }
    };
    heirs.into_iter().map(line).collect()
}

/// Who is assigned and cannot read yet, each with a button.
pub(super) fn colleagues(
    waiting: Vec<Colleague>,
    let_in: &str,
    busy: ReadSignal<bool>,
    admit: impl Fn(Colleague) + Copy + Send + 'static,
) -> Vec<AnyView> {
    let line = |colleague: Colleague| {
        let (name, word) = (colleague.name.clone(), let_in.to_owned());
        let label = format!("{word} {name}");
        let letters = fingerprint(&colleague.key);
        view! {
            <li>
                {name} " " <code class="fixed">{letters}</code> " "
                <button
                    class="button button--second"
                    type="button"
                    aria-label=label
                    prop:disabled=busy
                    on:click=move |_| admit(colleague.clone())
                >
                    {word}
                </button>
            </li>
        }
        .into_any()
    };
    waiting.into_iter().map(line).collect()
}

/// Who has a tie to whom the case is about, each with the proposal to keep them away. It is a plain form: the case closes with the page.
pub(super) fn tie_list(tied: Vec<Tied>, words: &TieWords, to: &str) -> AnyView {
    if tied.is_empty() {
        return view! { <p>{words.nobody.clone()}</p> }.into_any();
    }
    let line = |one: Tied| {
        let why =
            one.grounds.iter().map(|ground| ground_word(words, *ground)).collect::<Vec<_>>().join(" · ");
        let ground = one.grounds.first().map_or("", |ground| ground.as_str());
        let label = words.propose.replace("{name}", &one.name);
        view! {
            <li>
                <p>
                    <strong>{one.name}</strong>
                    " · "
                    {why}
                </p>
                <form method="post" action=to.to_owned()>
                    <input type="hidden" name="account" value=one.account />
                    <input type="hidden" name="ground" value=ground />
                    <button class="button button--second" type="submit">
                        {label}
                    </button>
                </form>
            </li>
        }
    };
    let lines = tied.into_iter().map(line).collect::<Vec<_>>();
    view! { <ul class="opened__people opened__ties">{lines}</ul> }.into_any()
}

fn ground_word(words: &TieWords, ground: Ground) -> String {
    device::said(Ground::ALL, |known| *known == ground, &words.grounds).to_owned()
}

/// The files, each with what can be saved of it and what that can tell.
pub(super) fn file_list(
    files: Vec<Offer>,
    words: &FileWords,
    busy: ReadSignal<bool>,
    take: impl Fn(SealedFile) + Copy + Send + 'static,
) -> Vec<AnyView> {
    let line = |offer: Offer| {
        let number = offer.number.to_string();
        let button = |file: SealedFile, word: &str| {
            let word = word.replace("{n}", &number);
            view! {
                <button
                    class="button button--second"
                    type="button"
                    prop:disabled=busy
                    on:click=move |_| take(file.clone())
                >
                    {word}
                </button>
            }
        };
        let team = offer.team.map(|file| button(file, &words.team));
        let raw = (team.is_some() && !offer.is_cleaned)
            .then(|| view! { <p class="opened__warning">{words.not_cleaned.clone()}</p> });
        let original = offer.original.map(|file| match offer.is_named {
            true => view! {
                <p class="opened__warning">{words.original_warning.clone()}</p>
                {button(file, &words.original)}
            }
            .into_any(),
            false => view! { <p class="muted">{words.original_closed.clone()}</p> }.into_any(),
        });
        view! {
            <li>
                <p>{number.clone()} " · " {words.kind(&offer.kind).to_owned()} " · " {offer.size}</p>
                {raw}
                {team}
                {original}
            </li>
        }
        .into_any()
    };
    files.into_iter().map(line).collect()
}
