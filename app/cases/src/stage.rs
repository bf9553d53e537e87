//! Where a case stands: the seven stages of the source, and the states in which one may be.

use record::{Day, Id, worded};
use serde::{Deserialize, Serialize};

worded! {
    /// The seven stages of the source document, in their order. A complaint that is only a complaint knows the first two.
    ///
    /// ```
    /// use cases::stage::Stage;
    /// assert_eq!(Stage::ALL.len(), 7);
    /// assert!(Stage::Assessment < Stage::Preliminary);
    /// ```
    Stage {
        /// 信访受理: it came in, and nobody has said yet whether it is taken.
        Intake = "intake",
        /// 办理反馈: it was taken and is looked into by who took it.
        Handling = "handling",
        /// 线索评估交办: what it says is a clue, and it is studied what to do with it.
        Assessment = "assessment",
        /// 初步核实: the facts are checked.
        Preliminary = "preliminary",
        /// 立案调查: a case was filed against someone and is investigated.
        Investigation = "investigation",
        /// 移送审理: the investigation is over and its result is judged.
        Trial = "trial",
        /// 处理执行: what was decided is carried out.
        Execution = "execution",
    }
}

worded! {
    /// What is done with a clue. 纪检监察机关处理检举控告工作规则, chapter on clues: four ways and no fifth. The public never
    /// learns which one it was.
    Disposition {
        /// 谈话函询: the person concerned is asked, in a talk or in writing.
        Talk = "talk",
        /// 初步核实: the facts are checked.
        Preliminary = "preliminary",
        /// 暂存待查: kept until more is known, and looked at again.
        Shelve = "shelve",
        /// 予以了结: there is nothing to it.
        Settle = "settle",
    }
}

worded! {
    /// How a case ended.
    Ending {
        /// 不予受理: it was not taken.
        Refused = "refused",
        /// 支持: the request of a petition is granted.
        Supported = "supported",
        /// 解释说明: explained.
        Explained = "explained",
        /// 不予支持: the request of a petition is not granted.
        Unsupported = "unsupported",
        /// 予以了结 after the clue was studied.
        Settled = "settled",
        /// 了结 after the person concerned was asked.
        Talked = "talked",
        /// The check of the facts found nothing.
        NothingFound = "nothing_found",
        /// 撤案: the investigation found nothing that can be held against anyone.
        Dismissed = "dismissed",
        /// What was decided has been carried out.
        Executed = "executed",
        /// It belongs to a body that does not work with this portal, and was handed over.
        HandedOver = "handed_over",
    }
}

impl Ending {
    /// Whether this is an answer to a petition, against which the law gives a review (信访工作条例 arts. 32, 35, 36).
    pub const fn is_an_answer(self) -> bool {
        matches!(self, Ending::Supported | Ending::Explained | Ending::Unsupported)
    }
}

worded! {
    /// Who says whether the thing is solved. There is no member for the unit that closed the case.
    Witness {
        /// The citizen who sent it in.
        Citizen = "citizen",
        /// Another unit that looked at a sample of closed cases.
        Recheck = "recheck",
    }
}

/// Whether the thing itself is solved, which is not whether the case is closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Solved {
    /// Nobody who may say has said.
    #[default]
    Unknown,
    /// It is solved.
    Yes {
        /// Who said so.
        by: Witness,
        /// Which day.
        on: Day,
    },
    /// It is not.
    No {
        /// Who said so.
        by: Witness,
        /// Which day.
        on: Day,
    },
}

impl Solved {
    /// The word in columns and language keys: `unknown`, `yes` or `no`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Solved::Unknown => "unknown",
            Solved::Yes { .. } => "yes",
            Solved::No { .. } => "no",
        }
    }
}

/// How far the two reviews of an answer have come: 复查, then 复核, each once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// None was asked for.
    #[default]
    None,
    /// 复查 was asked for.
    Asked(Day),
    /// 复查 confirmed the answer.
    Upheld(Day),
    /// 复核 was asked for.
    FinalAsked(Day),
    /// 复核 confirmed the answer; the same matter is not taken again.
    Final(Day),
}

/// Where a case stands. What belongs to one state alone stands inside it, so that no other can have it: only a closed case
/// has an ending, can be solved or reviewed.
///
/// ```
/// use cases::stage::{Stage, State};
/// assert_eq!(State::At(Stage::Trial).stage(), Some(Stage::Trial));
/// assert_eq!(State::Shelved.stage(), Some(Stage::Assessment));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Under way in this stage.
    At(Stage),
    /// In assessment: the person concerned is being asked.
    Talking,
    /// In assessment: kept until more is known.
    Shelved,
    /// Ended.
    Closed(Closed),
    /// One of several about the same thing; what happens, happens in the other case.
    Joined {
        /// That case.
        into: Id,
    },
}

/// The end of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// The day.
    pub on: Day,
    /// The stage it ended in.
    pub stage: Stage,
    /// How.
    pub ending: Ending,
    /// Whether the thing is solved.
    pub solved: Solved,
    /// The reviews, where the ending is an answer.
    pub review: Review,
}

impl State {
    /// The stage, for those that stand in one of their own.
    pub fn stage(&self) -> Option<Stage> {
        match self {
            State::At(stage) => Some(*stage),
            State::Talking | State::Shelved => Some(Stage::Assessment),
            State::Closed(closed) => Some(closed.stage),
            State::Joined { .. } => None,
        }
    }

    /// The word in columns and language keys: `open`, `talking`, `shelved`, `closed` or `joined`.
    pub const fn as_str(&self) -> &'static str {
        match self {
            State::At(_) => "open",
            State::Talking => "talking",
            State::Shelved => "shelved",
            State::Closed(_) => "closed",
            State::Joined { .. } => "joined",
        }
    }

    /// Whether somebody has to do something about it.
    pub const fn is_open(&self) -> bool {
        matches!(self, State::At(_) | State::Talking | State::Shelved)
    }
}
