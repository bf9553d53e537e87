//! One's own keys.

use axum::http::StatusCode;
use axum::response::Response;
use keyring::Keys;
use keyring::island::{Asked, KeyMaker, Words};
use keyring::prf::{self, PasskeyDoor};
use leptos::prelude::*;
use seal::Slot;
use seal::slot::Door;
use ui::{Bundle, Notice, SummaryList, Text, Tone, Visit};

use super::headed;
use crate::Actor;
use crate::desk::desk_page;
use crate::keys::portal;
use crate::table::passkeys::Passkey;

pub(crate) fn page(
    visit: &Visit,
    actor: &Actor,
    held: Option<&Keys>,
    board: Option<seal::Public>,
    passkeys: &[Passkey],
) -> Response {
    let title = visit.t("staff-key-title");
    let standing = match held {
        Some(keys) => {
            let doors = keys
                .slots
                .iter()
                .map(|named| view! { <li>{door_name(visit, &named.slot)}</li> })
                .collect::<Vec<_>>();
            let facts: Vec<(Text, AnyView)> = vec![
                (
                    visit.t("staff-key-fingerprint").into(),
                    view! { <code class="fixed">{keys.fingerprint()}</code> }.into_any(),
                ),
                (visit.t("staff-key-doors").into(), view! { <ul class="plain">{doors}</ul> }.into_any()),
            ];
            view! {
                <SummaryList facts=facts />
                <Notice title=visit.t("staff-key-again") tone=Tone::Warn>
                    <p>{visit.t("staff-key-again-how")}</p>
                </Notice>
            }
            .into_any()
        }
        None => view! { <p>{visit.t("staff-key-none")}</p> }.into_any(),
    };
    let door = held.map(|keys| door(visit, actor, keys, passkeys));
    let bundle = (board.is_some() || door.is_some()).then_some(Bundle::Staff);
    let maker = match board {
        Some(board) => {
            let asked = Asked {
                portal: portal(&visit.site().base_url).to_owned(),
                account: actor.account.clone(),
                board,
                address: visit.href("/staff/keys"),
            };
            view! {
                <noscript>
                    <p>{visit.t("staff-key-script")}</p>
                </noscript>
                <KeyMaker asked=asked words=words(visit) />
            }
            .into_any()
        }
        None => view! {
            <Notice title=visit.t("staff-key-no-board") tone=Tone::Notice>
                <p>{visit.t("staff-key-no-board-how")}</p>
            </Notice>
        }
        .into_any(),
    };
    let body = view! {
        <p>{visit.t("staff-key-about")}</p>
        {standing}
        {door}
        <section class="section" aria-labelledby="make">
            <h2 id="make">{visit.t("staff-key-make")}</h2>
            {maker}
        </section>
    };
    desk_page(visit, actor, StatusCode::OK, title, headed(visit, title, &[], body), bundle)
}

/// What opens a door, in a word. Passkeys are told apart by the first letters of what their authenticators call them.
fn door_name(visit: &Visit, slot: &Slot) -> Text {
    match &slot.door {
        Door::Passphrase { .. } => visit.t("staff-key-door-passphrase").into(),
        Door::Recovery { .. } => visit.t("staff-key-door-recovery").into(),
        Door::Passkey { credential, .. } => {
            let letters: String = credential.chars().take(8).collect();
            visit.tn("staff-key-door-passkey", &[("letters", letters.as_str().into())]).into()
        }
    }
}

/// The part where a passkey becomes one more door to the keys that are there.
fn door(visit: &Visit, actor: &Actor, keys: &Keys, passkeys: &[Passkey]) -> AnyView {
    let working = passkeys.iter().filter(|passkey| passkey.stopped.is_none());
    let credentials: Vec<String> = working.map(|passkey| passkey.credential.clone()).collect();
    let part = if credentials.is_empty() {
        view! {
            <p>
                <a href=visit.href("/staff/passkeys")>{visit.t("passkey-door-none")}</a>
            </p>
        }
        .into_any()
    } else {
        let asked = prf::Asked {
            portal: portal(&visit.site().base_url).to_owned(),
            account: actor.account.clone(),
            keys: keys.clone(),
            credentials,
            address: visit.href("/staff/keys"),
        };
        view! { <PasskeyDoor asked=asked words=door_words(visit) /> }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="door">
            <h2 id="door">{visit.t("passkey-door")}</h2>
            <p>{visit.t("passkey-door-about")}</p>
            {part}
        </section>
    }
    .into_any()
}

fn door_words(visit: &Visit) -> prf::Words {
    let word = |key: &'static str| visit.t(key).to_owned();
    prf::Words {
        passphrase: word("passkey-door-passphrase"),
        add: word("passkey-door-add"),
        working: word("passkey-door-working"),
        added: word("passkey-door-added"),
        wrong: word("passkey-door-wrong"),
        refused: word("passkey-door-refused"),
        doors: passkey_words(visit),
    }
}

/// What an island says where a passkey is to open keys.
pub fn passkey_words(visit: &Visit) -> prf::DoorWords {
    let word = |key: &'static str| visit.t(key).to_owned();
    prf::DoorWords {
        open: word("passkey-door-open"),
        missing: word("passkey-door-missing"),
        cancelled: word("passkey-door-cancelled"),
        unable: word("passkey-door-unable"),
    }
}

fn words(visit: &Visit) -> Words {
    let word = |key: &'static str| visit.t(key).to_owned();
    Words {
        passphrase: word("seal-keys-passphrase"),
        again: word("seal-keys-again"),
        make: word("seal-keys-make"),
        making: word("seal-keys-making"),
        short: word("seal-keys-short"),
        differs: word("seal-keys-differs"),
        refused: word("seal-keys-refused"),
        // The island puts the fingerprint of the keys it has made in here.
        made: visit.tn("seal-keys-made", &[("fingerprint", "{fingerprint}".into())]),
    }
}
