//! A complaint or suggestion that was sealed in a browser: who sends it is sealed like a reporter, what it says is readable to those who
//! handle and moderate it.

use seal::Submission;
use serde::{Deserialize, Serialize};

use crate::case::Kind;
use crate::rules::receive::Draft;

/// Everything that one POST to `/complain/sealed` carries.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedComplaint {
    /// Who sends it, and all of it once more, sealed.
    pub submission: Submission,
    /// What it is: never a report.
    pub kind: Kind,
    /// Whether the words may become public.
    pub public: bool,
    /// What it says.
    pub words: Open,
}

/// The part of a form that is sent as it was typed. There is no field here that could hold who sends it.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// The division it is about, by its code.
    pub division: String,
    /// The unit it is about, by its code; empty where it is none of those that can be chosen.
    pub receiver: String,
    /// Whether it is about whoever leads the unit.
    pub is_head: bool,
    /// Whether the level above shall read it.
    pub level_above: bool,
    /// The unit, in words.
    pub unit: String,
    /// What happened.
    pub what: String,
    /// When, in words.
    pub when: String,
    /// Where, in words.
    pub place: String,
    /// What is wished for.
    pub evidence: String,
}

impl Open {
    /// What of a form may be read.
    ///
    /// ```
    /// use cases::{complaint::Open, rules::receive::Draft};
    /// let typed = Draft { what: "queued for hours".into(), phone: "13800000000".into(), ..Draft::default() };
    /// let sent = serde_json::to_string(&Open::of(&typed)).unwrap();
    /// assert!(sent.contains("queued") && !sent.contains("138"));
    /// ```
    pub fn of(typed: &Draft) -> Self {
        Self {
            division: typed.division.clone(),
            receiver: typed.receiver.clone(),
            is_head: typed.is_head,
            level_above: typed.level_above,
            unit: typed.unit.clone(),
            what: typed.what.clone(),
            when: typed.when.clone(),
            place: typed.place.clone(),
            evidence: typed.evidence.clone(),
        }
    }
}

impl From<Open> for Draft {
    fn from(sent: Open) -> Self {
        let Open { division, receiver, is_head, level_above, unit, what, when, place, evidence } = sent;
        Self {
            division,
            receiver,
            is_head,
            level_above,
            unit,
            what,
            when,
            place,
            evidence,
            ..Self::default()
        }
    }
}
