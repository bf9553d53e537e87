//! The sealer's sentences, in the reader's language. What stands in braces is filled in on the device.

use seal::ManifestFault;
use serde::{Deserialize, Serialize};

use super::course::Stopped;
use crate::rules::receive::{Problem, What};

/// All of them. The page brings them as properties, so that no word is in the module.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Words {
    /// Before it is woken: what will happen.
    pub waiting: String,
    /// It cannot work on this device.
    pub unable: String,
    /// Above the receipt.
    pub receipt: String,
    /// Above the receipt once the report has arrived.
    pub sent: String,
    /// What the receipt is for.
    pub about: String,
    /// That it was written down.
    pub noted: String,
    /// The link to where a receipt is handed in.
    pub follow: String,
    /// Above the list of what is wrong.
    pub wrong: String,
    /// Under a failure: that nothing was sent.
    pub nothing_sent: String,
    /// The button.
    pub send: String,
    /// The plain way, as a choice.
    pub plain: String,
    /// What the plain way means.
    pub plain_about: String,
    /// That it is wanted.
    pub plain_sure: String,
    /// While the recipients are checked.
    pub checking: String,
    /// While a file is sealed and sent, with `{file}`, `{files}` and `{percent}`.
    pub sealing: String,
    /// While the report itself is sent.
    pub sending: String,
    /// The portal does not answer.
    pub unreachable: String,
    /// It was sent, and no answer came.
    pub unknown: String,
    /// The unit has no recipients now.
    pub no_manifest: String,
    /// The portal refuses, with `{status}`.
    pub refused: String,
    /// A file cannot be read, with `{file}`.
    pub unreadable: String,
    /// The manifest is not believed, with `{why}`.
    pub manifest: String,
    /// Why, in the order of [`ManifestFault::ALL`].
    pub manifest_faults: Vec<String>,
    /// Nobody in this city may read it.
    pub outside: String,
    /// The keys of problems with their sentences; `{n}` is the file's place.
    pub problems: Vec<(String, String)>,
}

impl Words {
    /// The sentence for what stopped it.
    pub(super) fn of(&self, stopped: &Stopped) -> String {
        match stopped {
            Stopped::Wrong(_) => self.wrong.clone(),
            Stopped::Unable => self.unable.clone(),
            Stopped::Unknown => self.unknown.clone(),
            Stopped::Unreachable => self.unreachable.clone(),
            Stopped::NoManifest => self.no_manifest.clone(),
            Stopped::Refused(status) => self.refused.replace("{status}", &status.to_string()),
            Stopped::Unreadable(file) => self.unreadable.replace("{file}", &file.to_string()),
            Stopped::Outside => self.outside.clone(),
            Stopped::Manifest(fault) => self.manifest.replace("{why}", self.why(*fault)),
        }
    }

    fn why(&self, fault: ManifestFault) -> &str {
        let same = |known: &ManifestFault| known.key() == fault.key();
        let place = ManifestFault::ALL.iter().position(same).unwrap_or_default();
        self.manifest_faults.get(place).map_or("", String::as_str)
    }

    /// The sentence of a problem.
    pub(super) fn problem(&self, problem: &Problem) -> String {
        let key = problem.key();
        let sentence =
            self.problems.iter().find(|(known, _)| *known == key).map_or(&self.wrong, |(_, said)| said);
        match problem.what {
            What::FileSize(place) | What::FileEmpty(place) => sentence.replace("{n}", &place.to_string()),
            _ => sentence.clone(),
        }
    }

    /// How far it is with a file.
    pub(super) fn progress(&self, file: usize, files: usize, percent: u64) -> String {
        self.sealing
            .replace("{files}", &files.to_string())
            .replace("{file}", &file.to_string())
            .replace("{percent}", &percent.to_string())
    }
}
