//! What a citizen says, and who they are: the two texts that are sealed apart.

use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

/// Whom a report is about.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, Zeroize)]
#[serde(default)]
pub struct Subject {
    /// The unit.
    pub unit: String,
    /// The person.
    pub person: String,
    /// The person's post.
    pub post: String,
}

/// A file beside the report, as the team sees it. Its own name stands with the identity, for a name can tell who chose it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Zeroize)]
pub struct FileNote {
    /// The first is 1.
    pub number: u32,
    /// What it is: `jpeg`, `pdf`, …
    pub kind: String,
    /// Its length.
    pub bytes: u64,
    /// Whether what tells of its maker was taken out of the team's copy.
    pub stripped: bool,
    /// Whether there is no copy for the team, because the reporter wants it opened only with the identity.
    #[serde(default)]
    pub custodians_only: bool,
}

/// A file's own name.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, Zeroize)]
pub struct FileName {
    /// The file's number.
    pub number: u32,
    /// As it was called on the reporter's device.
    pub name: String,
}

/// What is reported. There is no `Debug`: the words belong in no log.
///
/// ```
/// let report: seal::Report = serde_json::from_str(r#"{"what": "…", "where": "窗口"}"#).unwrap();
/// assert_eq!(report.place, "窗口");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, Zeroize)]
#[serde(default)]
pub struct Report {
    /// Whom it is about.
    pub subject: Subject,
    /// What happened.
    pub what: String,
    /// When.
    pub when: String,
    /// Where.
    #[serde(rename = "where")]
    pub place: String,
    /// What shows it.
    pub evidence: String,
    /// The files beside it.
    pub files: Vec<FileNote>,
}

/// Who reports. There is no `Debug` either.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, Zeroize)]
#[serde(default)]
pub struct Identity {
    /// The name.
    pub name: String,
    /// The resident identity number.
    pub id_number: String,
    /// The telephone number.
    pub phone: String,
    /// The address.
    pub address: String,
    /// What the files were called.
    pub files: Vec<FileName>,
}
