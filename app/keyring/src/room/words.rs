//! The desk's sentences, in the officer's language.

use device::{said, sentences};
use seal::{FileKind, SealFault};

use super::open::Fault;
use crate::parcel::Lacks;
use crate::prf::DoorWords;

sentences! {
    /// All of them.
    pub struct DeskWords {
        /// Over the field for the passphrase.
        pub passphrase: String,
        /// Opens the case.
        pub open: String,
        /// While it is opened.
        pub opening: String,
        /// That it is open, and for how long.
        pub opened: String,
        /// That it was closed because nobody did anything.
        pub idle: String,
        /// While a message is sent.
        pub sending: String,
        /// That it was sent.
        pub sent: String,
        /// Over the field for an answer.
        pub answer: String,
        /// Sends it.
        pub send: String,
        /// Over the colleagues who cannot read yet.
        pub waiting: String,
        /// Lets a colleague in.
        pub let_in: String,
        /// That a colleague is in, with `{name}`.
        pub is_in: String,
        /// Releases the half.
        pub release: String,
        /// Releases it with a passkey.
        pub release_by_passkey: String,
        /// That it was released.
        pub released: String,
        /// Above a message of the reporter.
        pub from_reporter: String,
        /// Above a message to the reporter.
        pub to_reporter: String,
        /// Above a note of the team.
        pub note: String,
        /// About the second half of an identity.
        pub half: HalfWords,
        /// About who has a tie to whom a case is about.
        pub ties: TieWords,
        /// About a new key.
        pub renewal: RenewalWords,
        /// About files.
        pub files: FileWords,
        /// Opens it with a passkey, and why that does not work.
        pub doors: DoorWords,
        /// Why something does not work.
        pub faults: FaultWords,
        /// The parts of a report: unit, person, post, what, when, where, evidence.
        pub report: [String; 7],
        /// The parts of an identity: name, number, telephone, address.
        pub identity: [String; 4],
    }
}

sentences! {
    /// About the second half of an identity that was released.
    pub struct HalfWords {
        /// It waits for the second factor.
        pub waits: String,
        /// Leads to where that is shown.
        pub step_up: String,
    }
}

sentences! {
    /// About who has a tie to whom a case is about.
    pub struct TieWords {
        /// Over the list.
        pub title: String,
        /// What was compared, and what an exclusion takes.
        pub about: String,
        /// That nobody was found.
        pub nobody: String,
        /// Proposes to keep somebody away, with `{name}`.
        pub propose: String,
        /// The grounds, in the order of [`recusal::Ground::ALL`].
        pub grounds: Vec<String>,
    }
}

sentences! {
    /// About a new key.
    pub struct RenewalWords {
        /// That one is needed.
        pub title: String,
        /// Why, and what to compare.
        pub about: String,
        /// Makes it.
        pub make: String,
        /// That it is made.
        pub made: String,
    }
}

sentences! {
    /// About files.
    pub struct FileWords {
        /// Over the list.
        pub title: String,
        /// The kinds, in the order of [`FileKind::ALL`].
        pub kinds: Vec<String>,
        /// Saves the team's copy, with `{n}`.
        pub team: String,
        /// That this copy was not cleaned.
        pub not_cleaned: String,
        /// Saves it as it was, with `{n}`.
        pub original: String,
        /// What that can tell.
        pub original_warning: String,
        /// That this takes the identity.
        pub original_closed: String,
        /// While it is opened, with `{n}` and `{percent}`.
        pub opening: String,
        /// That it is saved, with `{name}`.
        pub saved: String,
    }
}

sentences! {
    /// Why something does not work.
    pub struct FaultWords {
        /// The passphrase is wrong.
        pub passphrase: String,
        /// The account has no keys.
        pub no_keys: String,
        /// Nobody has let the account in.
        pub no_wrap: String,
        /// Somebody did something meanwhile.
        pub overtaken: String,
        /// The browser cannot do it.
        pub unable: String,
        /// Nobody is signed in any more.
        pub signed_out: String,
        /// The second factor must be shown again.
        pub step_up: String,
        /// The portal does not answer.
        pub unreachable: String,
        /// The portal refuses, with `{status}`.
        pub refused: String,
        /// Why something cannot be opened, in the order of [`SealFault::ALL`].
        pub sealed: [String; 4],
    }
}

impl FileWords {
    /// What the reporter's device took a file for; whatever else stands there is none of its words.
    pub(super) fn kind(&self, word: &str) -> &str {
        said(&FileKind::ALL, |known| known.as_str() == word, &self.kinds)
    }
}

impl DeskWords {
    /// The sentence for what went wrong.
    pub(super) fn fault(&self, fault: &Fault) -> String {
        let words = &self.faults;
        match fault {
            Fault::Sealed(fault) => said(&SealFault::ALL, |known| known == fault, &words.sealed).to_owned(),
            Fault::Passphrase => words.passphrase.clone(),
            // A passkey that gives something else is one the keys have no door for.
            Fault::Passkey(why) => self.doors.of(*why).unwrap_or(&self.doors.missing).to_owned(),
            Fault::Lacks(Lacks::Keys) => words.no_keys.clone(),
            Fault::Lacks(Lacks::Wrap) => words.no_wrap.clone(),
            Fault::Overtaken => words.overtaken.clone(),
            Fault::Unable => words.unable.clone(),
            Fault::Refused(0) => words.unreachable.clone(),
            Fault::Refused(401) => words.signed_out.clone(),
            Fault::Refused(403) => words.step_up.clone(),
            Fault::Refused(status) => words.refused.replace("{status}", &status.to_string()),
        }
    }
}
