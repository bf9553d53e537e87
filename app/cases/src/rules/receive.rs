//! What a form must bring: all that is wrong with it at once, each with its field.

use record::{Day, Phone, ResidentId};
use serde::Deserialize;

use super::routing::{Choice, Concerned};
use crate::case::{Channel, Kind};

/// The longest text of all fields together, in bytes.
pub const TEXT_BYTES: usize = 64 * 1024;
/// How many files come with one submission.
pub const FILES: usize = 20;
/// The largest file, in bytes.
pub const FILE_BYTES: u64 = 200 * 1024 * 1024;
/// All files together, in bytes.
pub const ALL_FILES_BYTES: u64 = 1024 * 1024 * 1024;
/// The longest line, such as a name, in characters.
const LINE: usize = 200;

/// A form as it was sent: text as typed. The fields are named as on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Draft {
    /// The division of the unit it is about, by its code.
    pub division: String,
    /// The receiving unit it is about, by its code; empty where it is about none of them.
    pub receiver: String,
    /// Whether it is about whoever leads the unit.
    pub is_head: bool,
    /// Whether the level above shall read it.
    pub level_above: bool,
    /// The unit, in words.
    pub unit: String,
    /// The person, of a report.
    pub person: String,
    /// Their post.
    pub post: String,
    /// What happened.
    pub what: String,
    /// When, in words.
    pub when: String,
    /// Where, in words.
    pub place: String,
    /// What shows it.
    pub evidence: String,
    /// The sender's name.
    pub name: String,
    /// The sender's identity number.
    pub id_number: String,
    /// The sender's telephone number.
    pub phone: String,
    /// The sender's address.
    pub address: String,
    /// Of a paper or a call that staff enter: the day it came in.
    pub came: String,
    /// The sizes of the files, in bytes.
    pub files: Vec<u64>,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It must be filled.
    Missing,
    /// It is longer than a line.
    Long,
    /// It is not one of those that can be chosen.
    Unknown,
    /// It cannot be what it should be.
    Malformed,
    /// It lies in the future.
    Future,
    /// All texts together are too long.
    Text,
    /// There are too many files.
    TooMany,
    /// A file is too large; its place, from 1.
    FileSize(usize),
    /// All files together are too large.
    AllFiles,
    /// A file is empty; its place, from 1.
    FileEmpty(usize),
}

impl What {
    /// The word in the language keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            What::Missing => "missing",
            What::Long => "long",
            What::Unknown => "unknown",
            What::Malformed => "malformed",
            What::Future => "future",
            What::Text => "text",
            What::TooMany => "too-many",
            What::FileSize(_) => "size",
            What::AllFiles => "all",
            What::FileEmpty(_) => "empty",
        }
    }
}

/// Something the sender can put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field, as it is named on the page.
    pub field: &'static str,
    /// What is wrong.
    pub what: What,
}

impl Problem {
    /// The key of its sentence.
    ///
    /// ```
    /// use cases::rules::receive::{Problem, What};
    /// assert_eq!(Problem { field: "what", what: What::Missing }.key(), "case-problem-what-missing");
    /// ```
    pub fn key(self) -> String {
        format!("case-problem-{}-{}", self.field, self.what.as_str())
    }
}

/// Who may be named and where; what the form offers to choose from.
#[derive(Clone, Copy, Debug)]
pub struct Offered<'a> {
    /// The codes of the divisions.
    pub divisions: &'a [&'a str],
    /// The codes of the receiving units.
    pub receivers: &'a [&'a str],
}

/// What a form asks for once it is in order. The texts stay in the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    /// What it is about, as far as routing asks.
    pub about: Concerned,
    /// Which level shall read it.
    pub choice: Choice,
    /// The day it came in, where staff enter it.
    pub came: Option<Day>,
}

/// Every problem of a form at once, in the order of the page.
///
/// A report needs the unit or the person, and what happened. Who sends it need not say who they are; what they say must be
/// possible. A complaint needs what happened and the unit; a suggestion what could be better.
///
/// # Errors
/// All problems; never an empty list.
pub fn check(
    draft: &Draft,
    kind: Kind,
    channel: Channel,
    offered: Offered<'_>,
    today: Day,
) -> Result<Plain, Vec<Problem>> {
    let mut found = Found { problems: Vec::new() };
    let is_empty = |text: &str| text.trim().is_empty();
    if is_empty(&draft.division) {
        found.add("division", What::Missing);
    } else if !offered.divisions.contains(&draft.division.as_str()) {
        found.add("division", What::Unknown);
    }
    if !is_empty(&draft.receiver) && !offered.receivers.contains(&draft.receiver.as_str()) {
        found.add("receiver", What::Unknown);
    }
    let names_nobody = is_empty(&draft.unit) && is_empty(&draft.receiver);
    match kind {
        Kind::Report if names_nobody && is_empty(&draft.person) => found.add("unit", What::Missing),
        Kind::Complaint if names_nobody => found.add("unit", What::Missing),
        _ => {}
    }
    found.line("unit", &draft.unit);
    found.line("person", &draft.person);
    found.line("post", &draft.post);
    if is_empty(&draft.what) {
        found.add("what", What::Missing);
    }
    found.line("when", &draft.when);
    found.line("place", &draft.place);
    found.files(&draft.files);
    found.line("name", &draft.name);
    if !is_empty(&draft.id_number) && ResidentId::parse(&draft.id_number).is_err() {
        found.add("id_number", What::Malformed);
    }
    if !is_empty(&draft.phone) && Phone::parse(&draft.phone).is_err() {
        found.add("phone", What::Malformed);
    }
    found.line("address", &draft.address);
    if texts(draft).map(str::len).sum::<usize>() > TEXT_BYTES {
        found.add("what", What::Text);
    }
    let came = found.came(&draft.came, channel, today);
    if !found.problems.is_empty() {
        return Err(found.problems);
    }
    let receiver = (!is_empty(&draft.receiver)).then(|| draft.receiver.clone());
    let about = Concerned { division: draft.division.clone(), receiver, is_head: draft.is_head };
    let choice = if draft.level_above { Choice::Above } else { Choice::Rule };
    Ok(Plain { about, choice, came })
}

/// Every text of a form.
fn texts(draft: &Draft) -> impl Iterator<Item = &str> {
    [
        &draft.unit,
        &draft.person,
        &draft.post,
        &draft.what,
        &draft.when,
        &draft.place,
        &draft.evidence,
        &draft.name,
        &draft.id_number,
        &draft.phone,
        &draft.address,
    ]
    .into_iter()
    .map(String::as_str)
}

struct Found {
    problems: Vec<Problem>,
}

impl Found {
    fn add(&mut self, field: &'static str, what: What) {
        self.problems.push(Problem { field, what });
    }

    fn line(&mut self, field: &'static str, text: &str) {
        if text.chars().count() > LINE {
            self.add(field, What::Long);
        }
    }

    fn files(&mut self, sizes: &[u64]) {
        if sizes.len() > FILES {
            self.add("files", What::TooMany);
        }
        for (place, size) in sizes.iter().enumerate() {
            match *size {
                0 => self.add("files", What::FileEmpty(place + 1)),
                size if size > FILE_BYTES => self.add("files", What::FileSize(place + 1)),
                _ => {}
            }
        }
        if sizes.iter().fold(0_u64, |sum, size| sum.saturating_add(*size)) > ALL_FILES_BYTES {
            self.add("files", What::AllFiles);
        }
    }

    /// Staff say when a letter came; the form of the portal comes today.
    fn came(&mut self, text: &str, channel: Channel, today: Day) -> Option<Day> {
        if channel == Channel::Web {
            return None;
        }
        let day = Day::parse(text.trim());
        match day {
            Some(day) if day > today => self.add("came", What::Future),
            None if text.trim().is_empty() => self.add("came", What::Missing),
            None => self.add("came", What::Malformed),
            Some(_) => {}
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One case of `cases/case-receive.json`.
    #[derive(Deserialize)]
    struct Case {
        name: String,
        kind: Kind,
        #[serde(default)]
        channel: Option<Channel>,
        draft: Draft,
        /// A field and how many characters it has.
        #[serde(default)]
        repeat: Option<(String, usize)>,
        #[serde(default)]
        files: Vec<u64>,
        problems: Vec<String>,
    }

    #[derive(Deserialize)]
    struct Cases {
        cases: Vec<Case>,
    }

    #[test]
    fn every_published_case_comes_out_as_written() {
        let Cases { cases } = serde_json::from_str(include_str!("../../cases/case-receive.json")).unwrap();
        assert!(cases.len() > 15);
        let offered = Offered { divisions: &["130300", "130302"], receivers: &["cdi", "hotline"] };
        let today = Day::parse("2026-11-23").unwrap();
        for case in cases {
            let mut draft = Draft { files: case.files, ..case.draft };
            match case.repeat {
                Some((field, count)) if field == "what" => draft.what = "某".repeat(count),
                Some((_, count)) => draft.place = "某".repeat(count),
                None => {}
            }
            let channel = case.channel.unwrap_or(Channel::Web);
            let found: Vec<String> = match check(&draft, case.kind, channel, offered, today) {
                Ok(_) => Vec::new(),
                Err(problems) => {
                    assert!(!problems.is_empty(), "{}", case.name);
                    problems.into_iter().map(|it| it.key().replace("case-problem-", "")).collect()
                }
            };
            assert_eq!(found, case.problems, "{}", case.name);
        }
    }

    #[test]
    fn what_was_chosen_is_what_routing_is_asked() {
        let offered = Offered { divisions: &["130302"], receivers: &["cdi"] };
        let today = Day::parse("2026-11-23").unwrap();
        let draft = Draft {
            division: "130302".to_owned(),
            receiver: "cdi".to_owned(),
            is_head: true,
            level_above: true,
            what: "某事".to_owned(),
            came: "2026-11-20".to_owned(),
            ..Draft::default()
        };
        let plain = check(&draft, Kind::Report, Channel::Counter, offered, today).unwrap();
        let (division, receiver) = ("130302".to_owned(), Some("cdi".to_owned()));
        assert_eq!(plain.about, Concerned { division, receiver, is_head: true });
        assert_eq!((plain.choice, plain.came), (Choice::Above, Day::parse("2026-11-20")));
    }
}
