//! What does not agree, with both values where there are two.

use serde::{Deserialize, Serialize};

/// What does not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// The log's key is not the one seen the last time.
    Key,
    /// The checkpoint is not signed by the key, or a witness's line is not its own.
    Signature,
    /// The log has fewer leaves than were seen.
    Shrunk,
    /// The log does not begin with what was seen.
    Forked,
    /// The tiles are not complete or contradict each other.
    Tile,
    /// The leaf is not in the log.
    Included,
    /// The leaf is about something else than the page, or no version that may be shown.
    Leaf,
    /// The openings do not have the root that stands in the leaf.
    Fields,
    /// The page shows another value.
    Field,
    /// The page shows a value that was taken away.
    Gone,
    /// A value was taken away without a leaf that says so.
    Redaction,
    /// What was fetched cannot be read.
    Unreadable,
}

impl What {
    /// Every sort of fault, in the order in which [`What::key`] names them.
    pub const ALL: [What; 12] = [
        What::Key,
        What::Signature,
        What::Shrunk,
        What::Forked,
        What::Tile,
        What::Included,
        What::Leaf,
        What::Fields,
        What::Field,
        What::Gone,
        What::Redaction,
        What::Unreadable,
    ];

    /// The key of its sentence in the language files.
    pub fn key(self) -> &'static str {
        match self {
            What::Key => "log-fault-key",
            What::Signature => "log-fault-signature",
            What::Shrunk => "log-fault-shrunk",
            What::Forked => "log-fault-forked",
            What::Tile => "log-fault-tile",
            What::Included => "log-fault-included",
            What::Leaf => "log-fault-leaf",
            What::Fields => "log-fault-fields",
            What::Field => "log-fault-field",
            What::Gone => "log-fault-gone",
            What::Redaction => "log-fault-redaction",
            What::Unreadable => "log-fault-unreadable",
        }
    }

    /// Whether it says something of the whole log and not of one record.
    pub fn is_about_the_log(self) -> bool {
        matches!(self, What::Key | What::Signature | What::Shrunk | What::Forked)
    }
}

/// One thing that does not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// What it is.
    pub what: What,
    /// The record, as `kind/key`; empty where it is about the log.
    pub record: String,
    /// The field; empty where it is about more than one.
    pub field: String,
    /// What the page shows or the portal served; empty where there is nothing to show.
    pub shown: String,
    /// What the log holds.
    pub held: String,
}

impl Fault {
    pub(crate) fn of(what: What) -> Fault {
        Fault::between(what, String::new(), String::new())
    }

    pub(crate) fn about(what: What, record: &str) -> Fault {
        Fault { record: record.to_owned(), ..Fault::of(what) }
    }

    pub(crate) fn between(what: What, shown: String, held: String) -> Fault {
        Fault { what, record: String::new(), field: String::new(), shown, held }
    }
}
