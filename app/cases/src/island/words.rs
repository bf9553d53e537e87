//! The sealer's sentences, in the reader's language. What stands in braces is filled in on the device.

use device::{said, sentences};
use ledger::notice::Doubt;
use seal::{FileKind, ManifestFault};

use super::course::Stopped;
use super::transfer::Going;
use crate::recipients::Distrust;
use crate::rules::receive::{Problem, What};

sentences! {
    /// All of them. The page brings them as properties, so that no word is in the module.
    pub struct Words {
        /// Before it is woken: what will happen.
        pub waiting: String,
        /// It cannot work on this device.
        pub unable: String,
        /// Above the receipt.
        pub receipt: String,
        /// Above the receipt once the report has arrived.
        pub sent: String,
        /// What the picture of the receipt is.
        pub picture: String,
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
        /// While the line is lost in a file, with the same.
        pub line_lost: String,
        /// The line stayed lost, with `{percent}`.
        pub cut: String,
        /// The button where something is left to be sent.
        pub go_on: String,
        /// About the files that were chosen.
        pub files: FileWords,
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
        /// Why, in the order of [`Doubt::ALL`].
        pub log_doubts: Vec<String>,
        /// Nobody in this city may read it.
        pub outside: String,
        /// The keys of problems with their sentences; `{n}` is the file's place.
        pub problems: Vec<(String, String)>,
    }
}

sentences! {
    /// The sentences about the files that were chosen.
    pub struct FileWords {
        /// Above the list.
        pub title: String,
        /// Kind and size, with `{kind}` and `{size}`.
        pub about: String,
        /// The kinds, in the order of [`FileKind::ALL`].
        pub kinds: Vec<String>,
        /// The team's copy tells nothing of its maker.
        pub clean: String,
        /// There is nothing in it that could tell.
        pub nothing: String,
        /// It cannot be cleaned, with `{tells}`.
        pub unclean: String,
        /// What the copy would tell, in the order of [`FileKind::ALL`].
        pub tells: Vec<String>,
        /// The three ways, in their order.
        pub ways: [String; 3],
        /// None was chosen, with `{file}`.
        pub undecided: String,
    }
}

impl FileWords {
    fn of_kind(all: &[String], kind: FileKind) -> &str {
        said(&FileKind::ALL, |known| *known == kind, all)
    }

    /// What a file is.
    pub(super) fn about(&self, kind: FileKind, bytes: u64) -> String {
        self.about.replace("{kind}", Self::of_kind(&self.kinds, kind)).replace("{size}", &size(bytes))
    }

    /// That it cannot be cleaned, and what it would tell.
    pub(super) fn unclean(&self, kind: FileKind) -> String {
        self.unclean.replace("{tells}", Self::of_kind(&self.tells, kind))
    }
}

/// A length as people read it.
fn size(bytes: u64) -> String {
    match bytes {
        0..100_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

impl Words {
    /// The sentence for what stopped it.
    pub(super) fn of(&self, stopped: &Stopped) -> String {
        match stopped {
            Stopped::Wrong(_) | Stopped::Undecided(_) => self.wrong.clone(),
            Stopped::Unable => self.unable.clone(),
            Stopped::Unknown => self.unknown.clone(),
            Stopped::Unreachable => self.unreachable.clone(),
            Stopped::Cut(percent) => self.cut.replace("{percent}", &percent.to_string()),
            // What was lost is sent once more; here it was lost twice.
            Stopped::Lost(_) => self.refused.replace("{status}", "422"),
            Stopped::NoManifest => self.no_manifest.clone(),
            Stopped::Refused(status) => self.refused.replace("{status}", &status.to_string()),
            Stopped::Unreadable(file) => self.unreadable.replace("{file}", &file.to_string()),
            Stopped::Outside => self.outside.clone(),
            Stopped::Distrust(distrust) => self.manifest.replace("{why}", self.why(*distrust)),
        }
    }

    fn why(&self, distrust: Distrust) -> &str {
        match distrust {
            Distrust::List(fault) => {
                said(&ManifestFault::ALL, |known| known.key() == fault.key(), &self.manifest_faults)
            }
            Distrust::Log(doubt) => said(&Doubt::ALL, |known| *known == doubt, &self.log_doubts),
        }
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

    /// That it is not said what becomes of a file.
    pub(super) fn undecided(&self, file: u32) -> String {
        self.files.undecided.replace("{file}", &file.to_string())
    }

    /// How far it is with a file.
    pub(super) fn progress(&self, file: u32, files: usize, going: Going) -> String {
        let (sentence, percent) = match going {
            Going::Arrived(percent) => (&self.sealing, percent),
            Going::Waits(percent) => (&self.line_lost, percent),
        };
        sentence
            .replace("{files}", &files.to_string())
            .replace("{file}", &file.to_string())
            .replace("{percent}", &percent.to_string())
    }
}
