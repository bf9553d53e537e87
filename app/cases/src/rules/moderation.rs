//! Which words of citizens the public reads, and who decides. What is taken away leaves a tombstone with its reason, and
//! its author can appeal. The unit the words are about never decides about them.

use record::{Day, Instant, worded};
use serde::{Deserialize, Serialize};

/// One person may hide something at once, for so long; then it is shown again by itself.
const EMERGENCY_SECONDS: i64 = 24 * 60 * 60;
/// The author may appeal for so many days.
const APPEAL_DAYS: i64 = 30;

worded! {
    /// Why words are not shown, or not as they were written. Each has its sentence on the tombstone.
    Reason {
        /// They name or describe a person.
        Personal = "personal",
        /// They insult or threaten someone.
        Insult = "insult",
        /// They would warn whom a report is about.
        Warning = "warning",
        /// They are advertising.
        Advertising = "advertising",
        /// They have nothing to do with a public service.
        OffTopic = "off_topic",
        /// A law forbids them.
        Unlawful = "unlawful",
    }
}

/// How words stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nobody has decided yet; the public sees nothing.
    Waits,
    /// Shown, in this revision: 1 as written, later ones with something taken out.
    Shown {
        /// Which.
        revision: u32,
        /// What was taken out, where something was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        redacted: Option<Redaction>,
    },
    /// One person took them away in an emergency; the public sees a tombstone until the hour passes.
    HeldBack {
        /// Why.
        reason: Reason,
        /// Until when.
        until: Instant,
        /// The revision that is shown again.
        revision: u32,
        /// What was taken out of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        redacted: Option<Redaction>,
    },
    /// Two took them away; the public sees a tombstone.
    Hidden {
        /// Why.
        reason: Reason,
        /// Since which day.
        on: Day,
        /// The revision that would be shown again; 0 if none ever was.
        revision: u32,
        /// Where the appeal stands.
        appeal: Appeal,
        /// What was taken out of the revision that would be shown again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        redacted: Option<Redaction>,
    },
}

/// Something was taken out of words before they were shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redaction {
    /// Why.
    pub reason: Reason,
    /// Since which day.
    pub on: Day,
    /// Where the appeal stands.
    pub appeal: Appeal,
}

impl Standing {
    /// What its author may appeal against: why, since which day, and where the appeal stands. Nothing where the words are shown as they
    /// were written, and where one person holds them back for a day.
    pub fn decision(&self) -> Option<Redaction> {
        match self {
            Standing::Shown { redacted, .. } => *redacted,
            Standing::Hidden { reason, on, appeal, .. } => {
                Some(Redaction { reason: *reason, on: *on, appeal: *appeal })
            }
            Standing::Waits | Standing::HeldBack { .. } => None,
        }
    }

    /// Whether an appeal waits to be decided.
    pub fn is_appealed(&self) -> bool {
        let redacted = match self {
            Standing::HeldBack { redacted, .. } => *redacted,
            other => other.decision(),
        };
        redacted.is_some_and(|decision| matches!(decision.appeal, Appeal::Made(_)))
    }
}

/// Where an appeal stands. There is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Appeal {
    /// None was made.
    #[default]
    None,
    /// Made, and not decided.
    Made(Day),
    /// Refused.
    Refused(Day),
}

/// What somebody does about words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "move", rename_all = "snake_case")]
pub enum Move {
    /// Show them as written.
    Show,
    /// Show them with something taken out; the new text is a revision.
    Redact {
        /// Why.
        reason: Reason,
    },
    /// Take them away at once, for a day.
    HoldBack {
        /// Why.
        reason: Reason,
    },
    /// Take them away.
    Hide {
        /// Why.
        reason: Reason,
    },
    /// The author does not agree.
    Appeal,
    /// The appeal is right: they are shown again.
    Restore,
    /// The appeal is not right.
    RefuseAppeal,
}

/// Who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By<'a> {
    /// The account; none of the author, who has a receipt.
    pub account: Option<&'a str>,
    /// The unit of the account.
    pub unit: Option<&'a str>,
    /// Who agreed, with their unit.
    pub second: Option<(&'a str, &'a str)>,
}

worded! {
    /// Why something cannot be done about words.
    Refusal {
        /// Not as they stand.
        State = "state",
        /// A unit does not decide about words on itself.
        Concerned = "concerned",
        /// A second person must agree.
        Hands = "hands",
        /// Only the author may, or only staff.
        Actor = "actor",
        /// Who made the decision does not decide on the appeal against it.
        Same = "same",
        /// The time for it is over.
        Over = "over",
        /// Somebody was faster.
        Overtaken = "overtaken",
    }
}

/// How words stand at this moment: what one person held back for a day comes back by itself.
pub fn now(standing: &Standing, at: Instant) -> Standing {
    match standing {
        Standing::HeldBack { until, revision, redacted, .. } if at >= *until => {
            Standing::Shown { revision: *revision, redacted: *redacted }
        }
        other => other.clone(),
    }
}

/// What a move is about.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// The unit the words are about.
    pub concerned: Option<&'a str>,
    /// How many texts there are.
    pub revisions: u32,
    /// Who made the decision that is appealed against.
    pub decided_by: &'a [String],
}

/// The last day on which the author may appeal against what was decided on a day.
pub fn appeal_until(on: Day) -> Day {
    on.plus(APPEAL_DAYS)
}

/// How words stand after a move.
///
/// Showing and redacting take one; hiding and deciding on an appeal take two, of whom none belongs to the unit concerned, and none of
/// those who decide on an appeal made the decision; holding back takes one and lasts 24 hours. While an appeal waits, nothing else is
/// done but holding back. See docs/rules/cases-moderation.md.
///
/// # Errors
/// What stands against it.
pub fn decide(
    standing: &Standing,
    what: &Move,
    by: By<'_>,
    about: About<'_>,
    at: Instant,
    today: Day,
) -> Result<Standing, Refusal> {
    may(what, by, about)?;
    let standing = now(standing, at);
    let is_appealed = standing.is_appealed();
    match what {
        Move::Appeal => return appealed(standing, today),
        Move::Restore if is_appealed => return restored(standing),
        Move::RefuseAppeal if is_appealed => return with_appeal(standing, Appeal::Refused(today)),
        _ => {}
    }
    match (standing, what) {
        (Standing::Shown { revision, redacted }, Move::HoldBack { reason }) => {
            let until = at.plus_seconds(EMERGENCY_SECONDS);
            Ok(Standing::HeldBack { reason: *reason, until, revision, redacted })
        }
        (Standing::HeldBack { revision, redacted, .. }, Move::Show) => {
            Ok(Standing::Shown { revision, redacted })
        }
        // What is appealed against is not overtaken by another decision.
        _ if is_appealed => Err(Refusal::State),
        (Standing::Waits, Move::Show) => Ok(Standing::Shown { revision: 1, redacted: None }),
        (Standing::Waits | Standing::Shown { .. }, Move::Redact { reason }) => {
            let redacted = Some(Redaction { reason: *reason, on: today, appeal: Appeal::None });
            Ok(Standing::Shown { revision: about.revisions + 1, redacted })
        }
        (Standing::Waits, Move::Hide { reason }) => Ok(hidden(*reason, today, 0, None)),
        (
            Standing::Shown { revision, redacted } | Standing::HeldBack { revision, redacted, .. },
            Move::Hide { reason },
        ) => Ok(hidden(*reason, today, revision, redacted)),
        _ => Err(Refusal::State),
    }
}

fn hidden(reason: Reason, on: Day, revision: u32, redacted: Option<Redaction>) -> Standing {
    Standing::Hidden { reason, on, revision, appeal: Appeal::None, redacted }
}

/// One appeal against each decision, within the time for it.
fn appealed(standing: Standing, today: Day) -> Result<Standing, Refusal> {
    match standing.decision() {
        Some(Redaction { appeal: Appeal::None, on, .. }) if today > appeal_until(on) => Err(Refusal::Over),
        Some(Redaction { appeal: Appeal::None, .. }) => with_appeal(standing, Appeal::Made(today)),
        _ => Err(Refusal::State),
    }
}

fn with_appeal(standing: Standing, appeal: Appeal) -> Result<Standing, Refusal> {
    match standing {
        Standing::Hidden { reason, on, revision, redacted, .. } => {
            Ok(Standing::Hidden { reason, on, revision, appeal, redacted })
        }
        Standing::Shown { revision, redacted: Some(redacted) } => {
            Ok(Standing::Shown { revision, redacted: Some(Redaction { appeal, ..redacted }) })
        }
        _ => Err(Refusal::State),
    }
}

/// Hidden words are shown again as they stood before, redacted ones as they were written.
fn restored(standing: Standing) -> Result<Standing, Refusal> {
    match standing {
        Standing::Hidden { revision, redacted, .. } => {
            Ok(Standing::Shown { revision: revision.max(1), redacted })
        }
        Standing::Shown { .. } => Ok(Standing::Shown { revision: 1, redacted: None }),
        _ => Err(Refusal::State),
    }
}

/// Whether somebody who made the decision would decide on the appeal against it.
fn is_same(account: &str, about: About<'_>) -> bool {
    about.decided_by.iter().any(|decided| decided == account)
}

fn may(what: &Move, by: By<'_>, about: About<'_>) -> Result<(), Refusal> {
    let (account, unit) = match (what, by.account, by.unit) {
        (Move::Appeal, None, _) => return Ok(()),
        (Move::Appeal, Some(_), _) => return Err(Refusal::Actor),
        (_, Some(account), Some(unit)) => (account, unit),
        _ => return Err(Refusal::Actor),
    };
    let is_concerned = |unit: &str| about.concerned == Some(unit);
    if is_concerned(unit) {
        return Err(Refusal::Concerned);
    }
    let is_about_an_appeal = matches!(what, Move::Restore | Move::RefuseAppeal);
    let others = by.second.map(|(second, _)| second);
    if is_about_an_appeal && std::iter::once(account).chain(others).any(|it| is_same(it, about)) {
        return Err(Refusal::Same);
    }
    let needs_two = matches!(what, Move::Hide { .. } | Move::Restore | Move::RefuseAppeal);
    match by.second {
        Some((second, _)) if second == account => Err(Refusal::Hands),
        Some((_, unit)) if is_concerned(unit) => Err(Refusal::Concerned),
        None if needs_two => Err(Refusal::Hands),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
