//! Which words of citizens the public reads, and who decides. What is taken away leaves a tombstone with its reason, and
//! its author can appeal. The unit the words are about never decides about them.

use record::{Day, Instant};
use serde::{Deserialize, Serialize};

use crate::word::worded;

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
    },
    /// One person took them away in an emergency; the public sees a tombstone until the hour passes.
    HeldBack {
        /// Why.
        reason: Reason,
        /// Until when.
        until: Instant,
        /// The revision that is shown again.
        revision: u32,
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
    },
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
        /// The time for it is over.
        Over = "over",
        /// Somebody was faster.
        Overtaken = "overtaken",
    }
}

/// How words stand at this moment: what one person held back for a day comes back by itself.
pub fn now(standing: &Standing, at: Instant) -> Standing {
    match standing {
        Standing::HeldBack { until, revision, .. } if at >= *until => Standing::Shown { revision: *revision },
        other => other.clone(),
    }
}

/// How words stand after a move. `concerned` is the unit they are about, `revisions` how many texts there are.
///
/// Showing and redacting take one; hiding and deciding on an appeal take two, of whom none belongs to the unit concerned;
/// holding back takes one and lasts 24 hours. See docs/rules/cases-moderation.md.
///
/// # Errors
/// What stands against it.
pub fn decide(
    standing: &Standing,
    what: &Move,
    by: By<'_>,
    concerned: Option<&str>,
    revisions: u32,
    at: Instant,
    today: Day,
) -> Result<Standing, Refusal> {
    may(what, by, concerned)?;
    match (now(standing, at), what) {
        (Standing::Waits, Move::Show) => Ok(Standing::Shown { revision: 1 }),
        (Standing::Waits | Standing::Shown { .. }, Move::Redact { .. }) => {
            Ok(Standing::Shown { revision: revisions + 1 })
        }
        (Standing::Waits, Move::Hide { reason }) => Ok(hidden(*reason, today, 0)),
        (Standing::Shown { revision }, Move::Hide { reason }) => Ok(hidden(*reason, today, revision)),
        (Standing::HeldBack { revision, .. }, Move::Hide { reason }) => Ok(hidden(*reason, today, revision)),
        (Standing::HeldBack { revision, .. }, Move::Show) => Ok(Standing::Shown { revision }),
        (Standing::Shown { revision }, Move::HoldBack { reason }) => {
            Ok(Standing::HeldBack { reason: *reason, until: at.plus_seconds(EMERGENCY_SECONDS), revision })
        }
        (Standing::Hidden { reason, on, revision, appeal: Appeal::None }, Move::Appeal) => {
            if today > on.plus(APPEAL_DAYS) {
                return Err(Refusal::Over);
            }
            Ok(Standing::Hidden { reason, on, revision, appeal: Appeal::Made(today) })
        }
        (Standing::Hidden { revision, appeal: Appeal::Made(_), .. }, Move::Restore) => {
            Ok(Standing::Shown { revision: revision.max(1) })
        }
        (Standing::Hidden { reason, on, revision, appeal: Appeal::Made(_) }, Move::RefuseAppeal) => {
            Ok(Standing::Hidden { reason, on, revision, appeal: Appeal::Refused(today) })
        }
        _ => Err(Refusal::State),
    }
}

fn hidden(reason: Reason, on: Day, revision: u32) -> Standing {
    Standing::Hidden { reason, on, revision, appeal: Appeal::None }
}

fn may(what: &Move, by: By<'_>, concerned: Option<&str>) -> Result<(), Refusal> {
    let (account, unit) = match (what, by.account, by.unit) {
        (Move::Appeal, None, _) => return Ok(()),
        (Move::Appeal, Some(_), _) => return Err(Refusal::Actor),
        (_, Some(account), Some(unit)) => (account, unit),
        _ => return Err(Refusal::Actor),
    };
    let is_concerned = |unit: &str| concerned == Some(unit);
    if is_concerned(unit) {
        return Err(Refusal::Concerned);
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
mod tests {
    use super::*;

    /// One case of `cases/case-moderation.json`.
    #[derive(Deserialize)]
    struct Case {
        name: String,
        moves: Vec<Made>,
        #[serde(default)]
        hours_later: i64,
        standing: Standing,
    }

    /// A move as a published case writes it: by moderator m1 of the hotline, about the tax office, unless it says otherwise.
    #[derive(Deserialize)]
    struct Made {
        #[serde(flatten)]
        what: Move,
        #[serde(default)]
        unit: Option<String>,
        #[serde(default)]
        second: Option<(String, String)>,
        #[serde(default)]
        author: bool,
        #[serde(default)]
        days_later: i64,
        #[serde(default)]
        revisions: Option<u32>,
        #[serde(default)]
        refused: Option<Refusal>,
    }

    #[derive(Deserialize)]
    struct Cases {
        cases: Vec<Case>,
    }

    #[test]
    fn every_published_case_comes_out_as_written() {
        let Cases { cases } = serde_json::from_str(include_str!("../../cases/case-moderation.json")).unwrap();
        assert!(cases.len() > 9);
        let at = Instant::parse("2026-03-02T01:00:00Z").unwrap();
        for case in cases {
            let mut standing = Standing::Waits;
            for made in &case.moves {
                let account = (!made.author).then_some("m1");
                let unit = account.map(|_| made.unit.as_deref().unwrap_or("hotline"));
                let second = made.second.as_ref().map(|(account, unit)| (account.as_str(), unit.as_str()));
                let by = By { account, unit, second };
                let later = at.plus_seconds(made.days_later * 86_400);
                let revisions = made.revisions.unwrap_or(1);
                let done = decide(&standing, &made.what, by, Some("tax"), revisions, later, later.day(480));
                match made.refused {
                    Some(refusal) => assert_eq!(done, Err(refusal), "{}: {:?}", case.name, made.what),
                    None => standing = done.unwrap(),
                }
            }
            let later = at.plus_seconds(case.hours_later * 3_600);
            assert_eq!(now(&standing, later), case.standing, "{}", case.name);
        }
    }
}
