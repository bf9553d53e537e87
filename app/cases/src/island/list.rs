//! The files as the reporter sees them before anything is sent: what each is, what becomes of what tells of its maker, and the choice where
//! that stays in.

use leptos::prelude::*;
use seal::FileKind;

use super::FileWords;
use super::files::{Looked, Way};

/// The id of the first answer about a file, to which the list of what is wrong leads.
pub(super) fn first_choice(file: u32) -> String {
    format!("file-{file}-way-0")
}

/// The list, as long as there are files and nothing was sent.
pub(super) fn file_list(
    looked: RwSignal<Vec<Looked>>,
    is_sent: impl Fn() -> bool + Copy + Send + Sync + 'static,
    words: FileWords,
) -> impl IntoView {
    let title = words.title.clone();
    let lines =
        move || looked.with(|files| files.iter().map(|file| line(file, looked, &words)).collect::<Vec<_>>());
    view! {
        <div class="sealer__files" aria-live="polite" hidden=move || is_sent() || looked.with(Vec::is_empty)>
            <h2 class="sealer__title">{title}</h2>
            <ol class="sealer__list">{lines}</ol>
        </div>
    }
}

fn line(file: &Looked, looked: RwSignal<Vec<Looked>>, words: &FileWords) -> AnyView {
    let about = words.about(file.kind, file.stamp.bytes);
    let fate = if file.is_clean {
        let fate = if file.kind == FileKind::Text { &words.nothing } else { &words.clean };
        view! {
            <p class="sealer__fate">
                <span aria-hidden="true">"✓ "</span>
                {fate.clone()}
            </p>
        }
        .into_any()
    } else {
        choice(file, looked, words)
    };
    view! {
        <li class="sealer__file">
            <p class="sealer__name">
                <b>{file.stamp.name.clone()}</b>
                " "
                <span class="muted">{about}</span>
            </p>
            {fate}
        </li>
    }
    .into_any()
}

fn choice(file: &Looked, looked: RwSignal<Vec<Looked>>, words: &FileWords) -> AnyView {
    let number = file.stamp.number;
    let chosen = file.way;
    let answers = Way::ALL
        .into_iter()
        .zip(words.ways.clone())
        .enumerate()
        .map(|(place, (way, text))| {
            let id = if place == 0 { first_choice(number) } else { format!("file-{number}-way-{place}") };
            // The box shows it already: drawn anew, the list would take the focus from who chooses by keyboard.
            let choose = move |_| {
                looked.update_untracked(|files| {
                    if let Some(file) = files.iter_mut().find(|file| file.stamp.number == number) {
                        file.way = Some(way);
                    }
                });
            };
            view! {
                <div class="choice">
                    <input
                        class="choice__box"
                        type="radio"
                        id=id.clone()
                        name=format!("file-{number}-way")
                        prop:checked=chosen == Some(way)
                        on:change=choose
                    />
                    <label class="choice__label" for=id>
                        {text}
                    </label>
                </div>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <fieldset class="sealer__ways">
            <legend class="sealer__fate">
                <span aria-hidden="true">"▲ "</span>
                {words.unclean(file.kind)}
            </legend>
            {answers}
        </fieldset>
    }
    .into_any()
}
