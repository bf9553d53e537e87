//! The desk's sentences, in the officer's language.

use seal::SealFault;
use serde::{Deserialize, Serialize};

use super::open::Fault;

/// All of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeskWords {
    /// Over the field for the passphrase.
    pub passphrase: String,
    /// Opens the case.
    pub open: String,
    /// While it is opened.
    pub opening: String,
    /// While a message is sent.
    pub sending: String,
    /// Over the field for an answer.
    pub answer: String,
    /// Sends it.
    pub send: String,
    /// Lets a colleague in.
    pub let_in: String,
    /// Releases the half.
    pub release: String,
    /// That it was released.
    pub released: String,
    /// Above a message of the reporter, and above one to the reporter.
    pub from_reporter: String,
    /// Above a message to the reporter.
    pub to_reporter: String,
    /// The portal does not answer or refuses, with `{status}`.
    pub refused: String,
    /// Why something cannot be opened, in the order of [`SealFault::ALL`].
    pub faults: [String; 4],
    /// The parts of a report: unit, person, post, what, when, where, evidence, files.
    pub report: [String; 8],
    /// The parts of an identity: name, number, telephone, address.
    pub identity: [String; 4],
}

impl DeskWords {
    /// The sentence for what went wrong.
    pub(super) fn fault(&self, fault: &Fault) -> String {
        match fault {
            Fault::Sealed(fault) => {
                let place = SealFault::ALL.iter().position(|known| known == fault).unwrap_or_default();
                self.faults[place].clone()
            }
            Fault::Refused(status) => self.refused.replace("{status}", &status.to_string()),
        }
    }
}
