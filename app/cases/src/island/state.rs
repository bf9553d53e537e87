//! Where the sealer stands, and what of it the page shows.

use web_sys::HtmlFormElement;

use super::course::Stopped;
use super::{Words, form, list};

/// Where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    /// Not woken: so the server draws it.
    Asleep,
    /// The receipt is shown, the form can be filled in and sent.
    Ready,
    /// Sealing and sending; what is being done.
    Working(String),
    /// Something is missing or wrong in the form: the field's id and the sentence.
    Wrong(Vec<(String, String)>),
    /// It did not work, and nothing was sent.
    Failed(String),
    /// The line was lost in the middle of a file: sent again, it goes on there.
    Cut(String),
    /// It was sent, and whether it arrived is not known.
    Unsure(String),
    /// It arrived.
    Sent,
}

impl State {
    /// Where it stands after a try.
    pub(super) fn after(ended: Result<(), Stopped>, form: &HtmlFormElement, words: &Words) -> Self {
        match ended {
            Ok(()) => Self::Sent,
            Err(Stopped::Wrong(problems)) => Self::Wrong(form::located(form, &problems, words)),
            Err(Stopped::Undecided(files)) => {
                let line = |file| (list::first_choice(file), words.undecided(file));
                Self::Wrong(files.into_iter().map(line).collect())
            }
            Err(stopped @ Stopped::Unknown) => Self::Unsure(words.of(&stopped)),
            Err(stopped @ Stopped::Cut(_)) => Self::Cut(words.of(&stopped)),
            Err(stopped) => Self::Failed(words.of(&stopped)),
        }
    }

    pub(super) fn is_asleep(&self) -> bool {
        *self == Self::Asleep
    }

    pub(super) fn is_sent(&self) -> bool {
        *self == Self::Sent
    }

    pub(super) fn is_busy(&self) -> bool {
        matches!(self, Self::Working(_) | Self::Sent | Self::Asleep)
    }

    pub(super) fn has_failed(&self) -> bool {
        matches!(self, Self::Failed(_))
    }

    pub(super) fn is_wrong(&self) -> bool {
        matches!(self, Self::Wrong(_))
    }

    pub(super) fn is_cut(&self) -> bool {
        matches!(self, Self::Cut(_))
    }

    /// What is being done; empty where nothing is.
    pub(super) fn working(&self) -> String {
        if let Self::Working(text) = self { text.clone() } else { String::new() }
    }

    /// What went wrong on the way; empty where nothing did.
    pub(super) fn failure(&self) -> String {
        match self {
            Self::Failed(text) | Self::Cut(text) | Self::Unsure(text) => text.clone(),
            _ => String::new(),
        }
    }

    /// What is wrong in the form.
    pub(super) fn wrong(&self) -> Vec<(String, String)> {
        if let Self::Wrong(fields) = self { fields.clone() } else { Vec::new() }
    }
}
