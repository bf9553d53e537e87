//! What ships to the desk: making one's keys.
#![expect(missing_docs, reason = "the macro makes a struct of the properties and has no place for its words")]

use device::sentences;
use leptos::prelude::*;
use leptos::task::spawn_local;
use seal::Public;
use serde::{Deserialize, Serialize};

use crate::Keys;
use crate::field::{is_off, secret_field, submit_button};

/// What the page hands over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// The portal's host.
    pub portal: String,
    /// The account that is signed in.
    pub account: String,
    /// The recovery board's key, for the second door.
    pub board: Public,
    /// Where the keys are sent.
    pub address: String,
}

sentences! {
    /// The sentences, in the reader's language.
    pub struct Words {
        /// Over the field for the passphrase.
        pub passphrase: String,
        /// Over the field where it is written again.
        pub again: String,
        /// Makes the keys.
        pub make: String,
        /// While they are made.
        pub making: String,
        /// The passphrase is too short.
        pub short: String,
        /// The two are not the same.
        pub differs: String,
        /// The portal did not take them.
        pub refused: String,
        /// They are made; with `{fingerprint}`.
        pub made: String,
    }
}

/// Makes new keys and sends the public halves, and the private ones behind their doors.
#[island]
pub fn KeyMaker(
    /// What it needs to know.
    asked: Asked,
    /// The sentences.
    words: Words,
) -> impl IntoView {
    let (passphrase, type_in) = signal(String::new());
    let (again, type_again) = signal(String::new());
    let (said, say) = signal(String::new());
    let (is_made, finish) = signal(false);
    let (busy, keep_busy) = signal(false);
    let off = is_off(busy);
    let at_work = words.clone();
    let make = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (asked, words) = (asked.clone(), at_work.clone());
        if passphrase.get_untracked() != again.get_untracked() {
            say.set(words.differs);
            return;
        }
        say.set(words.making.clone());
        keep_busy.set(true);
        spawn_local(async move {
            let given = passphrase.get_untracked();
            // The fields are emptied whatever comes of it.
            type_in.set(String::new());
            type_again.set(String::new());
            match made(&asked, &given, &words).await {
                Ok(fingerprint) => {
                    finish.set(true);
                    say.set(words.made.replace("{fingerprint}", &fingerprint));
                }
                Err(sentence) => say.set(sentence),
            }
            keep_busy.set(false);
        });
    };
    view! {
        <div>
            <form method="post" on:submit=make hidden=is_made>
                {secret_field("new-passphrase", words.passphrase.clone(), passphrase, type_in)}
                {secret_field("new-passphrase-again", words.again.clone(), again, type_again)}
                {submit_button(words.make.clone(), off)}
            </form>
            <p role="status">{said}</p>
        </div>
    }
}

/// The fingerprint of the keys that the portal has taken, or what to say.
async fn made(asked: &Asked, passphrase: &str, words: &Words) -> Result<String, String> {
    // A second of work: the page is drawn before.
    device::pause(30).await;
    let entropy = device::chance::<80>().ok_or_else(|| words.refused.clone())?;
    let keys = Keys::make(&asked.portal, &asked.account, passphrase, &asked.board, &entropy)
        .map_err(|_| words.short.clone())?;
    let json = serde_json::to_string(&keys).map_err(|_| words.refused.clone())?;
    match device::post_json(&asked.address, &json).await {
        Ok(answer) if answer.is_good() => Ok(keys.fingerprint()),
        _ => Err(words.refused.clone()),
    }
}
