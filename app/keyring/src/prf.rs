//! A passkey as a door to one's own keys: a finger in place of the passphrase. It is one door among several and never the only one,
//! because a deleted passkey is gone for good, and what it derived with it.
#![expect(missing_docs, reason = "the macro makes a struct of the properties and has no place for its words")]

pub use device::passkey::Given;
use device::passkey::{Asked as AskedOf, NotGiven, derived};
use device::sentences;
use leptos::prelude::*;
use leptos::task::spawn_local;
use seal::slot::Door;
use seal::{SealFault, Slot, StaffKey};
use serde::{Deserialize, Serialize};

use crate::field::{is_off, secret_field, submit_button};
use crate::{Keys, NamedSlot};

/// Why a passkey opens no keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDoor {
    /// The keys have no such door.
    Missing,
    /// Somebody cancelled or waited too long.
    Cancelled,
    /// The browser or the authenticator cannot do this.
    Unable,
    /// What it gave does not open the door.
    Sealed(SealFault),
}

impl From<NotGiven> for NoDoor {
    fn from(why: NotGiven) -> Self {
        match why {
            NotGiven::Cancelled => Self::Cancelled,
            NotGiven::Unable => Self::Unable,
        }
    }
}

impl From<SealFault> for NoDoor {
    fn from(fault: SealFault) -> Self {
        Self::Sealed(fault)
    }
}

/// What each door that a passkey opens asks of it.
fn asked(slots: &[Slot]) -> Vec<AskedOf> {
    let of_passkey = |slot: &Slot| match &slot.door {
        Door::Passkey { credential, salt } => {
            let salt: [u8; 32] = bytes(salt)?;
            Some(AskedOf { credential: credential.clone(), salt })
        }
        Door::Passphrase { .. } | Door::Recovery { .. } => None,
    };
    slots.iter().filter_map(of_passkey).collect()
}

fn bytes(digits: &str) -> Option<[u8; 32]> {
    hex::decode(digits).ok()?.try_into().ok()
}

/// The keys behind the door that a passkey has opened.
///
/// # Errors
/// [`SealFault::NotForThisKey`] where no door is that passkey's.
fn opened(slots: &[Slot], portal: &str, account: &str, given: &Given) -> Result<StaffKey, SealFault> {
    let theirs = |slot: &&Slot| matches!(&slot.door, Door::Passkey { credential, .. } if *credential == given.credential);
    let slot = slots.iter().find(theirs).ok_or(SealFault::NotForThisKey)?;
    slot.open_with_passkey(portal, account, &given.bytes)
}

/// Asks for a passkey and opens the keys with it.
///
/// # Errors
/// [`NoDoor`].
pub async fn unlock(slots: &[Slot], portal: &str, account: &str) -> Result<StaffKey, NoDoor> {
    let asked = asked(slots);
    if asked.is_empty() {
        return Err(NoDoor::Missing);
    }
    Ok(opened(slots, portal, account, &derived(&asked).await?)?)
}

impl Keys {
    /// The same keys with one door more, for the passkey that gave these bytes for this salt. An earlier door of that passkey is
    /// replaced; the passphrase opens the keys, and so shows whose they are.
    ///
    /// # Errors
    /// [`SealFault::NotForThisKey`] for another passphrase.
    pub fn with_passkey(
        &self,
        portal: &str,
        account: &str,
        passphrase: &str,
        salt: &[u8; 32],
        given: &Given,
    ) -> Result<Keys, SealFault> {
        let slots: Vec<Slot> = self.slots.iter().map(|named| named.slot.clone()).collect();
        let key = seal::slot::unlock(&slots, portal, account, passphrase)?;
        let slot = Slot::passkey(portal, account, &key, &given.credential, salt, &given.bytes)?;
        let mut keys = self.clone();
        let theirs = |named: &NamedSlot| matches!(&named.slot.door, Door::Passkey { credential, .. } if *credential == given.credential);
        keys.slots.retain(|named| !theirs(named));
        let letters: String = given.credential.chars().take(8).collect();
        keys.slots.push(NamedSlot { name: format!("passkey {letters}"), slot });
        Ok(keys)
    }
}

/// What the page hands over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// The portal's host.
    pub portal: String,
    /// The account that is signed in.
    pub account: String,
    /// Its keys as they stand.
    pub keys: Keys,
    /// Its passkeys, as their authenticators call them.
    pub credentials: Vec<String>,
    /// Where the keys are sent.
    pub address: String,
}

sentences! {
    /// The sentences, in the reader's language.
    pub struct Words {
        /// Over the field for the passphrase.
        pub passphrase: String,
        /// Adds the door.
        pub add: String,
        /// While the device asks and the keys are opened.
        pub working: String,
        /// It is there.
        pub added: String,
        /// The passphrase is wrong.
        pub wrong: String,
        /// The portal did not take it.
        pub refused: String,
        /// Why a passkey opens nothing.
        pub doors: DoorWords,
    }
}

sentences! {
    /// Why a passkey opens no keys, in words.
    pub struct DoorWords {
        /// The button.
        pub open: String,
        /// The keys have no such door.
        pub missing: String,
        /// Somebody cancelled or waited too long.
        pub cancelled: String,
        /// The browser or the authenticator cannot do this.
        pub unable: String,
    }
}

impl DoorWords {
    /// The sentence for what went wrong; none where it is a matter of what was sealed.
    pub fn of(&self, why: NoDoor) -> Option<&str> {
        match why {
            NoDoor::Missing => Some(&self.missing),
            NoDoor::Cancelled => Some(&self.cancelled),
            NoDoor::Unable => Some(&self.unable),
            NoDoor::Sealed(_) => None,
        }
    }
}

/// Adds a passkey's door to one's keys.
#[island]
pub fn PasskeyDoor(
    /// What it needs to know.
    asked: Asked,
    /// The sentences.
    words: Words,
) -> impl IntoView {
    let (passphrase, type_in) = signal(String::new());
    let (said, say) = signal(String::new());
    let (is_busy, keep_busy) = signal(false);
    let off = is_off(is_busy);
    let at_work = words.clone();
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        keep_busy.set(true);
        let (asked, words) = (asked.clone(), at_work.clone());
        say.set(words.working.clone());
        spawn_local(async move {
            let given = passphrase.get_untracked();
            // The field is emptied whatever comes of it.
            type_in.set(String::new());
            let sentence = match added(&asked, &given, &words).await {
                Ok(()) => words.added,
                Err(sentence) => sentence,
            };
            say.set(sentence);
            keep_busy.set(false);
        });
    };
    view! {
        <div>
            <form class="door" method="post" on:submit=add>
                {secret_field("door-passphrase", words.passphrase.clone(), passphrase, type_in)}
                {submit_button(words.add.clone(), off)}
            </form>
            <p role="status">{said}</p>
        </div>
    }
}

/// Asks the passkey first, as long as the reader's touch is fresh; the passphrase takes a second.
async fn added(asked: &Asked, passphrase: &str, words: &Words) -> Result<(), String> {
    let why = |why: NoDoor| words.doors.of(why).unwrap_or(&words.wrong).to_owned();
    let salt = device::chance::<32>().ok_or_else(|| words.doors.unable.clone())?;
    let ask = |credential: &String| AskedOf { credential: credential.clone(), salt: *salt };
    let given = derived(&asked.credentials.iter().map(ask).collect::<Vec<_>>()).await;
    let given = given.map_err(|not_given| why(not_given.into()))?;
    device::pause(30).await;
    let keys = asked.keys.with_passkey(&asked.portal, &asked.account, passphrase, &salt, &given);
    let keys = keys.map_err(|fault| why(fault.into()))?;
    let json = serde_json::to_string(&keys).map_err(|_| words.refused.clone())?;
    match device::post_json(&asked.address, &json).await {
        Ok(answer) if answer.is_good() => Ok(()),
        _ => Err(words.refused.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSPHRASE: &str = "words that nobody would put together";

    fn keys() -> Keys {
        let board = seal::Secret::from_bytes([1; 32]).public();
        Keys::make("hall.example", "officer", PASSPHRASE, &board, &[2; 80]).unwrap()
    }

    fn given(credential: &str, byte: u8) -> Given {
        Given { credential: credential.to_owned(), bytes: [byte; 32].into() }
    }

    fn slots(keys: &Keys) -> Vec<Slot> {
        keys.slots.iter().map(|named| named.slot.clone()).collect()
    }

    #[test]
    fn a_passkey_opens_the_same_keys_and_the_other_doors_stay() {
        let before = keys();
        let keys =
            before.with_passkey("hall.example", "officer", PASSPHRASE, &[3; 32], &given("aa01", 4)).unwrap();
        assert_eq!((keys.slots.len(), &keys.slots[..2]), (3, &before.slots[..]));
        assert_eq!((before.has_passkey(), keys.has_passkey()), (false, true));
        assert_eq!(asked(&slots(&keys)), [AskedOf { credential: "aa01".to_owned(), salt: [3; 32] }]);
        let key = opened(&slots(&keys), "hall.example", "officer", &given("aa01", 4)).unwrap();
        assert_eq!((key.public(), key.verify()), (keys.public.clone(), keys.verify.clone()));
        for (credential, byte) in [("aa01", 5), ("bb02", 4)] {
            let wrong = opened(&slots(&keys), "hall.example", "officer", &given(credential, byte));
            assert_eq!(wrong.err(), Some(SealFault::NotForThisKey), "{credential} {byte}");
        }
        assert!(opened(&slots(&keys), "hall.example", "another", &given("aa01", 4)).is_err());
    }

    #[test]
    fn one_passkey_has_one_door_and_each_further_one_its_own() {
        let mut keys = keys();
        for (credential, byte) in [("aa01", 4), ("aa01", 5), ("bb02", 6)] {
            keys = keys
                .with_passkey("hall.example", "officer", PASSPHRASE, &[byte; 32], &given(credential, byte))
                .unwrap();
        }
        let names: Vec<&str> = keys.slots.iter().map(|named| named.name.as_str()).collect();
        assert_eq!(names, ["passphrase", "recovery", "passkey aa01", "passkey bb02"]);
        assert!(
            opened(&slots(&keys), "hall.example", "officer", &given("aa01", 4)).is_err(),
            "the earlier door is gone"
        );
        assert!(opened(&slots(&keys), "hall.example", "officer", &given("aa01", 5)).is_ok());
    }

    #[test]
    fn without_the_passphrase_there_is_no_door() {
        let refused = keys().with_passkey(
            "hall.example",
            "officer",
            "other words altogether",
            &[3; 32],
            &given("aa01", 4),
        );
        assert_eq!(refused, Err(SealFault::NotForThisKey));
    }
}
