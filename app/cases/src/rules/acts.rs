//! What the desk offers: the acts that are possible in the state a case is in, by the same table that decides about them.

use record::{Calendar, Day, Instant, worded};

use super::{hands, stage};
use crate::case::CaseFile;
use crate::event::{
    Actor, Deed, Event, PauseReason, RefusalGround, ReopenGround, ReviewResult, TransferGround,
};
use crate::stage::{Disposition, Ending, Witness};

/// The acts that are possible today, in their order, whatever is then chosen in them and once enough people agree.
///
/// ```
/// use cases::{case::{CaseFile, Channel, Head, Kind, SealedBy}, event::{Actor, Deed, Event}, rules::acts::{Act, open_acts}};
/// use record::{Calendar, Day, Id, Instant};
/// let (received, entered) = (Day::parse("2026-11-23").unwrap(), Instant::parse("2026-11-22T16:00:00Z").unwrap());
/// let id = Id::parse("00112233-4455-6677-8899-aabbccddeeff").unwrap();
/// let head = Head { id, number: "20261123-0000".into(), kind: Kind::Report, channel: Channel::Web,
///     sealed_by: SealedBy::Browser, unit: "J".into(), concerned_unit: None, received };
/// let event = Event { seq: 1, happened: received, entered, actor: Actor::Reporter, approvals: vec![], deed: Deed::Received };
/// let case = CaseFile::fold(head, [event]).unwrap();
/// let acts = open_acts(&case, received, Calendar::china());
/// assert!(acts.contains(&Act::Accept) && !acts.contains(&Act::File));
/// ```
pub fn open_acts(case: &CaseFile, today: Day, calendar: &Calendar) -> Vec<Act> {
    Act::ALL.iter().copied().filter(|act| act.is_possible(case, today, calendar)).collect()
}

worded! {
    /// What the desk offers a button for.
    Act {
        /// Take it.
        Accept = "accept",
        /// Do not take it.
        Refuse = "refuse",
        /// Pass it on to another unit.
        Transfer = "transfer",
        /// Send it up.
        Raise = "raise",
        /// Say that it does not belong here.
        ObjectToTransfer = "object_to_transfer",
        /// Hand it to a body outside.
        HandOver = "hand_over",
        /// Hand it over as a clue.
        PassOn = "pass_on",
        /// Decide what is done with the clue.
        Assess = "assess",
        /// Say what came of the talk.
        Talk = "talk",
        /// Say that the check found nothing.
        FindNothing = "find_nothing",
        /// File a case.
        File = "file",
        /// Send to trial.
        SendToTrial = "send_to_trial",
        /// Send back from trial.
        SendBack = "send_back",
        /// End the investigation.
        Dismiss = "dismiss",
        /// Say that it was judged.
        Try = "try",
        /// Say that it was carried out.
        Execute = "execute",
        /// Answer.
        Answer = "answer",
        /// Tell the reporter the result.
        FeedBack = "feed_back",
        /// Make the limit longer.
        Extend = "extend",
        /// Let work stand still.
        Pause = "pause",
        /// Let it go on.
        Resume = "resume",
        /// Join it to another case.
        Join = "join",
        /// Take it out of another case.
        Part = "part",
        /// Answer an objection.
        AnswerObjection = "answer_objection",
        /// Decide on a review.
        Review = "review",
        /// Decide on the last review.
        ReviewFinally = "review_finally",
        /// Go on with it.
        Reopen = "reopen",
        /// Say what a re-check found.
        Recheck = "recheck",
    }
}

impl Act {
    fn is_possible(self, case: &CaseFile, today: Day, calendar: &Calendar) -> bool {
        self.examples(case).into_iter().any(|deed| {
            // The people are stand-ins: who may act is for `staff`, how many must agree is told by `hands`.
            let approvals = (0..hands::others(&deed)).map(|place| format!("other {place}")).collect();
            let (seq, entered) = (case.next_seq(), Instant::start_of(today, 0));
            let actor = Actor::Staff("one".to_owned());
            let event = Event { seq, happened: today, entered, actor, approvals, deed };
            stage::may(case, &event).is_ok() && stage::in_time(case, &event, today, calendar).is_ok()
        })
    }

    /// One deed for each choice that makes a difference to whether the act is possible.
    fn examples(self, case: &CaseFile) -> Vec<Deed> {
        // A unit that never had the case, and a case that is not this one.
        let to = || format!("not {}", case.unit());
        let other =
            || record::Id::parse("00000000-0000-0000-0000-000000000000").expect("it has the form of one");
        let reopened = |ground| Deed::Reopened { ground };
        match self {
            Act::Accept => vec![Deed::Accepted],
            Act::Refuse => vec![Deed::Refused { ground: RefusalGround::NoPower }],
            Act::Transfer => vec![Deed::Transferred { to: to(), ground: TransferGround::OtherUnit }],
            Act::Raise => vec![Deed::Transferred { to: to(), ground: TransferGround::Superior }],
            Act::ObjectToTransfer => vec![Deed::TransferObjected { reason: String::new() }],
            Act::HandOver => vec![Deed::HandedOver { body: String::new() }],
            Act::PassOn => vec![Deed::PassedOn],
            Act::Assess => vec![Deed::Assessed { disposition: Disposition::Preliminary }],
            Act::Talk => vec![Deed::Talked { then: Disposition::Settle }],
            Act::FindNothing => vec![Deed::NothingFound],
            Act::File => vec![Deed::Filed],
            Act::SendToTrial => vec![Deed::SentToTrial],
            Act::SendBack => vec![Deed::SentBack],
            Act::Dismiss => vec![Deed::Dismissed],
            Act::Try => vec![Deed::Tried],
            Act::Execute => vec![Deed::Executed],
            Act::Answer => vec![Deed::Answered { ending: Ending::Explained }],
            Act::FeedBack => vec![Deed::FedBack],
            Act::Extend => vec![Deed::Extended { reason: String::new() }],
            Act::Pause => vec![Deed::Paused { reason: PauseReason::Hearing }],
            Act::Resume => vec![Deed::Resumed],
            Act::Join => vec![Deed::Joined { into: other() }],
            Act::Part => vec![Deed::Parted],
            Act::AnswerObjection => vec![Deed::ObjectionAnswered],
            Act::Review => vec![Deed::Reviewed { result: ReviewResult::Upheld }],
            Act::ReviewFinally => vec![Deed::FinallyReviewed { result: ReviewResult::Upheld }],
            Act::Reopen => ReopenGround::ALL.iter().copied().map(reopened).collect(),
            Act::Recheck => vec![Deed::SolvedSaid { by: Witness::Recheck, solved: true }],
        }
    }
}
