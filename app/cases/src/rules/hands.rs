//! How many people an act needs. What ends a case, keeps it from being taken, or decides about a clue is never one person's.

use serde::{Deserialize, Serialize};

use super::stage::Refusal;
use crate::event::{Actor, Deed, Event, ReopenGround};
use crate::stage::Disposition;

/// Who takes part in collective study: whoever proposes and at least two more. The rules say 集体研究 without a number.
const COLLECTIVE: usize = 3;

/// How many people an act needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hands {
    /// One is enough.
    One,
    /// Two: whoever does it and one more.
    Two,
    /// 集体研究: three or more.
    Collective,
}

impl Hands {
    /// How many people besides the one who does it.
    pub const fn others(self) -> usize {
        match self {
            Hands::One => 0,
            Hands::Two => 1,
            Hands::Collective => COLLECTIVE - 1,
        }
    }
}

/// How many people this takes.
///
/// 检举控告工作规则: a clue is disposed of 经集体研究 and approved; 监察法 (2024) arts. 38 to 48: checks and cases are opened
/// with approval; recusal by two, so that nobody forms a team alone. See docs/rules/cases-hands.md.
pub fn needed(deed: &Deed) -> Hands {
    match deed {
        Deed::Assessed { .. } | Deed::Filed | Deed::Dismissed => Hands::Collective,
        Deed::Talked { then: Disposition::Settle } | Deed::NothingFound | Deed::Refused { .. } => Hands::Two,
        Deed::Assigned { .. } | Deed::Answered { .. } | Deed::Executed | Deed::HandedOver { .. } => {
            Hands::Two
        }
        Deed::Transferred { .. } | Deed::Joined { .. } | Deed::Extended { .. } => Hands::Two,
        Deed::SentToTrial | Deed::Tried | Deed::Reviewed { .. } | Deed::FinallyReviewed { .. } => Hands::Two,
        // Looking again is no decision about anyone; that an objection was right is one about the answer.
        Deed::Reopened { ground: ReopenGround::Objection } => Hands::Two,
        _ => Hands::One,
    }
}

/// How many people besides the one who does it.
pub fn others(deed: &Deed) -> usize {
    needed(deed).others()
}

/// Whether enough different people agreed. A reporter needs nobody's consent, and the portal does only what a rule says.
///
/// # Errors
/// [`Refusal::Hands`] where somebody is missing or stands twice.
pub fn enough(event: &Event) -> Result<(), Refusal> {
    let Actor::Staff(author) = &event.actor else { return Ok(()) };
    let mut people: Vec<&str> = event.approvals.iter().map(String::as_str).collect();
    people.push(author);
    people.sort_unstable();
    let different = people.windows(2).all(|pair| pair[0] != pair[1]);
    let are_enough = event.approvals.len() >= others(&event.deed);
    if different && are_enough { Ok(()) } else { Err(Refusal::Hands) }
}
