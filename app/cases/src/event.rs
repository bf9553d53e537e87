//! What happens to a case. Events are appended and never changed; a case is what they add up to.

use record::{Day, Id, Instant, worded};
use serde::{Deserialize, Serialize};

use crate::stage::{Disposition, Ending, Witness};

/// One thing that happened, with its two times.
///
/// ```
/// use cases::event::{Actor, Deed, Event};
/// use record::{Day, Instant};
/// let happened = Day::parse("2026-11-20").unwrap();
/// let entered = Instant::parse("2026-11-23T01:00:00Z").unwrap();
/// let event = Event { seq: 2, happened, entered, actor: Actor::Staff("w17".into()), approvals: vec![], deed: Deed::Accepted };
/// assert_eq!(event.days_late(480), 3);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its place among the events of the case, from 1 without a gap.
    pub seq: u32,
    /// The day it happened.
    pub happened: Day,
    /// When it was entered. What the reporter does carries the beginning of the day, so that the hour at which somebody sat
    /// at a computer is nowhere written down.
    pub entered: Instant,
    /// Who entered it.
    pub actor: Actor,
    /// Who else agreed, where the rule asks for more than one: accounts, never that of the actor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<String>,
    /// What happened.
    pub deed: Deed,
}

impl Event {
    /// Days between the day it happened and the day it was entered.
    pub fn days_late(&self, utc_offset_minutes: i32) -> i64 {
        self.entered.day(utc_offset_minutes).days_since(self.happened).max(0)
    }
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// Whoever holds the receipt.
    Reporter,
    /// A member of staff, by account.
    Staff(String),
    /// The portal itself, by a rule.
    Portal,
}

impl Actor {
    /// The account, of a member of staff.
    pub fn account(&self) -> Option<&str> {
        match self {
            Actor::Staff(account) => Some(account),
            Actor::Reporter | Actor::Portal => None,
        }
    }

    /// The word in the column: `reporter`, `portal`, or `staff:` and the account.
    pub fn as_text(&self) -> String {
        match self {
            Actor::Reporter => "reporter".to_owned(),
            Actor::Staff(account) => format!("staff:{account}"),
            Actor::Portal => "portal".to_owned(),
        }
    }

    /// Reads the column back.
    pub fn parse(text: &str) -> Option<Actor> {
        match text {
            "reporter" => Some(Actor::Reporter),
            "portal" => Some(Actor::Portal),
            _ => text.strip_prefix("staff:").map(|account| Actor::Staff(account.to_owned())),
        }
    }
}

worded! {
    /// Why a case was not taken. Each has its words, which the reporter reads.
    RefusalGround {
        /// It is before a court, in arbitration or in an administrative review, or belongs there (信访工作条例 art. 31).
        LegalRoute = "legal_route",
        /// The same matter was taken before and is under way; the reporter is led to it (art. 19).
        AlreadyTaken = "already_taken",
        /// Both reviews are over (art. 36).
        ReviewsOver = "reviews_over",
        /// No fact in it can be looked into.
        NothingToCheck = "nothing_to_check",
        /// No public body of this city has power over it.
        NoPower = "no_power",
    }
}

worded! {
    /// Why a case went to another unit.
    TransferGround {
        /// It is about someone whom only a superior body may look into (检举控告工作规则 art. 15 and following).
        Superior = "superior",
        /// It belongs to another level.
        OtherLevel = "other_level",
        /// It belongs to another unit of the same level.
        OtherUnit = "other_unit",
        /// Too many of this unit may not touch it.
        Recusal = "recusal",
        /// It was passed on as often as is allowed, and whoever stands above them all has to keep it.
        Cap = "cap",
    }
}

impl TransferGround {
    /// Whether it goes up, where it must be taken and what cannot be sent on.
    pub const fn goes_up(self) -> bool {
        matches!(self, TransferGround::Superior | TransferGround::Recusal | TransferGround::Cap)
    }
}

worded! {
    /// Why work on a case stands still.
    PauseReason {
        /// 听证: a hearing. The one pause the law takes off a limit, and off that of the last review alone.
        Hearing = "hearing",
        /// 鉴定: a test, an appraisal or an expert is waited for.
        Appraisal = "appraisal",
        /// A question to the reporter is waited for.
        Reporter = "reporter",
        /// Another body has to decide first.
        OtherBody = "other_body",
    }
}

worded! {
    /// Why a case that had ended goes on.
    ReopenGround {
        /// New facts came in.
        NewEvidence = "new_evidence",
        /// The citizen, or a re-check, says that it is not solved.
        NotSolved = "not_solved",
        /// It was shelved and is looked at again.
        LookedAgain = "looked_again",
        /// An objection was found right.
        Objection = "objection",
    }
}

worded! {
    /// What a review says.
    ReviewResult {
        /// The answer stands.
        Upheld = "upheld",
        /// The answer falls, and the case is handled again.
        Reversed = "reversed",
    }
}

/// What happened. Each says what it needs and no more; what is known to the case already is not repeated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// It came in.
    Received,
    /// It was taken, and the reporter told so.
    Accepted,
    /// It was not taken, and the reporter told why.
    Refused {
        /// Why.
        ground: RefusalGround,
    },
    /// Someone joined the team that handles it.
    Assigned {
        /// The account.
        account: String,
    },
    /// Someone left the team.
    Released {
        /// The account.
        account: String,
    },
    /// It went to another unit, where it is at intake again.
    Transferred {
        /// The unit.
        to: String,
        /// Why.
        ground: TransferGround,
    },
    /// The unit it was sent to says that it does not belong there, and it goes back.
    TransferObjected {
        /// Why, in a sentence for the unit that sent it.
        reason: String,
    },
    /// What it says is a clue: handed over for assessment.
    PassedOn,
    /// The clue was studied.
    Assessed {
        /// What is done with it.
        disposition: Disposition,
    },
    /// The person concerned was asked.
    Talked {
        /// `Settle` or `Preliminary`.
        then: Disposition,
    },
    /// The check of the facts found nothing.
    NothingFound,
    /// A case was filed: it is investigated.
    Filed,
    /// The investigation is over; its result goes to trial.
    SentToTrial,
    /// The trial sent it back to be investigated further.
    SentBack,
    /// The investigation was ended without a result against anyone.
    Dismissed,
    /// It was judged; what was decided is to be carried out.
    Tried,
    /// What was decided has been carried out.
    Executed,
    /// The answer to a complaint or suggestion was given.
    Answered {
        /// `Supported`, `Explained` or `Unsupported`.
        ending: Ending,
    },
    /// It was handed to a body that does not work with this portal.
    HandedOver {
        /// Which, in words.
        body: String,
    },
    /// The reporter was told the result.
    FedBack,
    /// The limit was made longer, once, and the reporter told why.
    Extended {
        /// Why.
        reason: String,
    },
    /// Work stands still.
    Paused {
        /// Why.
        reason: PauseReason,
    },
    /// Work goes on.
    Resumed,
    /// One of several about the same thing, and not the one that is worked on.
    Joined {
        /// The case that is worked on.
        into: Id,
    },
    /// It was not about the same thing after all.
    Parted,
    /// Another case has something to do with it; both go on.
    Linked {
        /// The other case.
        with: Id,
    },
    /// The reporter does not agree with something.
    Objected,
    /// The objection was answered.
    ObjectionAnswered,
    /// The citizen asked for the review of an answer, 复查.
    ReviewAsked,
    /// The review is done.
    Reviewed {
        /// What it says.
        result: ReviewResult,
    },
    /// The citizen asked for the last review, 复核.
    FinalReviewAsked,
    /// The last review is done.
    FinallyReviewed {
        /// What it says.
        result: ReviewResult,
    },
    /// It had ended, and goes on.
    Reopened {
        /// Why.
        ground: ReopenGround,
    },
    /// Someone who may say said whether it is solved.
    SolvedSaid {
        /// Who.
        #[serde(rename = "witness")]
        by: Witness,
        /// What.
        solved: bool,
    },
    /// A limit passed, and whoever stands above was told to answer.
    Escalated {
        /// The limit.
        limit: crate::rules::clock::Limit,
        /// The unit that has to answer.
        to: String,
    },
}
