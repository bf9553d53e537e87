//! What a citizen reads: the two steps of a form, the page of a case, and the counts for everyone.

mod ask;
mod case;
mod form;
mod funnel;
mod outcome;
mod parts;
mod public_words;

pub(crate) use ask::{AskPage, ask};
pub(crate) use case::{CasePage, Opened, OwnWords, ReceiptPage, Said, case, receipt};
pub(crate) use form::{FormPage, form};
pub(crate) use form::{about_fields, file_field, own_fields, story_fields};
pub(crate) use funnel::funnel;
pub(crate) use outcome::{outside, sent, unavailable};
pub(crate) use parts::{error, unit_name};
pub(crate) use public_words::public_words;

use ui::Text;

/// What is wrong with a form: the id of the field, and what to do.
pub(crate) type Errors = Vec<(Text, Text)>;

/// How a form is to be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Way {
    /// Sealed in the browser where scripts run; plain where none do.
    #[default]
    Scripts,
    /// Plain, because the reader chose so.
    Plain,
}

impl Way {
    /// What the address or the form says.
    pub(crate) fn asked(pairs: &[(String, String)]) -> Self {
        let is_plain = pairs.iter().any(|(name, value)| name == "plain" && value == "1");
        if is_plain { Self::Plain } else { Self::Scripts }
    }
}
