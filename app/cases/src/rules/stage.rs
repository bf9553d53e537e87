//! Which act is possible in which state, and where it leads. One table for the desk, for what is entered, and for reading
//! a history back, so that the three cannot differ.

use record::{Calendar, Day, worded};

use super::clock::{self, Limit};
use super::hands;
use crate::case::{CaseFile, Kind};
use crate::event::{Actor, Deed, Event, ReopenGround, ReviewResult, TransferGround};
use crate::stage::{Closed, Disposition, Ending, Review, Solved, Stage, State, Witness};

/// A case is passed on to another unit at most so often; after that only upwards, to who stands above them all and keeps
/// it. The law has no number: this one is the portal's, so that nothing travels for ever.
pub const TRANSFERS_AT_MOST: u32 = 3;

worded! {
    /// Why an act is not possible. Each has a sentence in both languages.
    Refusal {
        /// Not in the state the case is in.
        State = "state",
        /// Not for a case of this kind.
        Kind = "kind",
        /// Work stands still; it must go on first.
        Paused = "paused",
        /// It was passed on as often as is allowed.
        Cap = "cap",
        /// That was done already and is done once.
        Once = "once",
        /// The time for it is over.
        Over = "over",
        /// Not enough people agreed, or the same one twice.
        Hands = "hands",
        /// That cannot be done by whoever did it.
        Actor = "actor",
        /// It is said to have happened before what it follows, or on a day that is not there yet.
        Day = "day",
        /// Somebody else was faster: the case is not as it was when this was decided.
        Overtaken = "overtaken",
    }
}

/// A refusal as a result.
pub type Allowed = Result<(), Refusal>;

/// Whether this may happen to the case now. 检举控告工作规则; 信访工作条例 arts. 22, 23, 31 to 36. See docs/rules/cases-stages.md.
///
/// # Errors
/// The first thing that stands against it.
pub fn may(case: &CaseFile, event: &Event) -> Allowed {
    if event.happened < case.head().received {
        return Err(Refusal::Day);
    }
    by_whom(&event.actor, &event.deed)?;
    hands::enough(event)?;
    if case.is_paused() && moves(&event.deed) {
        return Err(Refusal::Paused);
    }
    possible(case, event)
}

/// What the reporter and the portal may do; all else is for staff.
fn by_whom(actor: &Actor, deed: &Deed) -> Allowed {
    let fits = match deed {
        Deed::Objected | Deed::ReviewAsked | Deed::FinalReviewAsked => *actor != Actor::Portal,
        Deed::SolvedSaid { by: Witness::Citizen, .. } => *actor != Actor::Portal,
        Deed::Reopened { ground: ReopenGround::LookedAgain } => *actor != Actor::Reporter,
        Deed::Received | Deed::Escalated { .. } => true,
        _ => matches!(actor, Actor::Staff(_)),
    };
    fits.then_some(()).ok_or(Refusal::Actor)
}

/// Whether the act carries the case on, which it cannot while work stands still.
fn moves(deed: &Deed) -> bool {
    !matches!(
        deed,
        Deed::Resumed
            | Deed::Assigned { .. }
            | Deed::Released { .. }
            | Deed::Linked { .. }
            | Deed::Objected
            | Deed::ObjectionAnswered
            | Deed::Escalated { .. }
            | Deed::Extended { .. }
    )
}

fn possible(case: &CaseFile, event: &Event) -> Allowed {
    use Stage::{Assessment, Execution, Handling, Intake, Investigation, Preliminary, Trial};
    let state = case.state();
    let at = |stages: &[Stage]| match state {
        State::At(stage) if stages.contains(stage) => Ok(()),
        _ => Err(Refusal::State),
    };
    let kind = |is_report: bool| match (case.head().kind, is_report) {
        (Kind::Report, true) | (Kind::Complaint | Kind::Suggestion, false) => Ok(()),
        _ => Err(Refusal::Kind),
    };
    let open = || if state.is_open() { Ok(()) } else { Err(Refusal::State) };
    match &event.deed {
        Deed::Received => Err(Refusal::Once),
        Deed::Accepted | Deed::Refused { .. } => at(&[Intake]),
        Deed::Assigned { account } => {
            open()?;
            if case.team().contains(account) { Err(Refusal::Once) } else { Ok(()) }
        }
        Deed::Released { account } => {
            if case.team().contains(account) {
                Ok(())
            } else {
                Err(Refusal::State)
            }
        }
        Deed::Transferred { to, ground } => {
            // Where too many of a unit turn out to be partial, whoever stands above looks at the case anew, however far it was.
            match ground {
                TransferGround::Recusal => in_work(state)?,
                _ => at(&[Intake, Handling, Assessment])?,
            }
            if to == case.unit() {
                return Err(Refusal::State);
            }
            if case.transfers() >= TRANSFERS_AT_MOST && !ground.goes_up() {
                Err(Refusal::Cap)
            } else {
                Ok(())
            }
        }
        Deed::TransferObjected { .. } => {
            at(&[Intake])?;
            sent_here(case).map(|_| ())
        }
        Deed::PassedOn => at(&[Handling]),
        Deed::Assessed { .. } => at(&[Assessment]),
        Deed::Talked { then } => match (state, then) {
            (State::Talking, Disposition::Settle | Disposition::Preliminary) => Ok(()),
            _ => Err(Refusal::State),
        },
        Deed::NothingFound | Deed::Filed => at(&[Preliminary]),
        Deed::SentToTrial | Deed::Dismissed => at(&[Investigation]),
        Deed::SentBack | Deed::Tried => at(&[Trial]),
        Deed::Executed => at(&[Execution]),
        Deed::Answered { ending } => {
            kind(false)?;
            at(&[Handling])?;
            if ending.is_an_answer() { Ok(()) } else { Err(Refusal::State) }
        }
        Deed::HandedOver { .. } => in_work(state),
        Deed::FedBack => {
            kind(true)?;
            let closed = closed(state)?;
            match case.last_day(|deed| *deed == Deed::FedBack) {
                Some(told) if told >= closed.on => Err(Refusal::Once),
                _ => Ok(()),
            }
        }
        Deed::Extended { .. } => {
            kind(false)?;
            at(&[Handling])?;
            if case.is_extended() { Err(Refusal::Once) } else { Ok(()) }
        }
        Deed::Paused { .. } => may_pause(state),
        Deed::Resumed => {
            if case.is_paused() {
                Ok(())
            } else {
                Err(Refusal::State)
            }
        }
        Deed::Joined { into } => {
            at(&[Intake, Handling, Assessment])?;
            if *into == case.head().id { Err(Refusal::State) } else { Ok(()) }
        }
        Deed::Parted => match state {
            State::Joined { .. } => Ok(()),
            _ => Err(Refusal::State),
        },
        Deed::Linked { with } => {
            if *with == case.head().id {
                Err(Refusal::State)
            } else {
                Ok(())
            }
        }
        Deed::Objected => {
            if case.has_open_objection() {
                Err(Refusal::Once)
            } else {
                Ok(())
            }
        }
        Deed::ObjectionAnswered => {
            if case.has_open_objection() {
                Ok(())
            } else {
                Err(Refusal::State)
            }
        }
        Deed::ReviewAsked | Deed::Reviewed { .. } | Deed::FinalReviewAsked | Deed::FinallyReviewed { .. } => {
            kind(false)?;
            may_review(closed(state)?, &event.deed)
        }
        Deed::Reopened { ground } => may_reopen(case, *ground),
        Deed::SolvedSaid { by, .. } => may_say(closed(state)?, *by),
        Deed::Escalated { .. } => Ok(()),
    }
}

/// In one of the stages, or while the person concerned is being asked.
fn in_work(state: &State) -> Allowed {
    match state {
        State::At(_) | State::Talking => Ok(()),
        _ => Err(Refusal::State),
    }
}

fn closed(state: &State) -> Result<&Closed, Refusal> {
    match state {
        State::Closed(closed) => Ok(closed),
        _ => Err(Refusal::State),
    }
}

/// Work stands still in a stage, or while a last review waits for its hearing.
fn may_pause(state: &State) -> Allowed {
    match state {
        State::At(_) | State::Talking => Ok(()),
        State::Closed(Closed { review: Review::FinalAsked(_), .. }) => Ok(()),
        _ => Err(Refusal::State),
    }
}

/// The day the case was sent to the unit that has it, if that unit may send it back: what was sent up is kept, and what came
/// back from there is not sent back again.
fn sent_here(case: &CaseFile) -> Result<Day, Refusal> {
    let moved = |deed: &Deed| matches!(deed, Deed::Transferred { .. } | Deed::TransferObjected { .. });
    match case.events().iter().rev().find(|event| moved(&event.deed)) {
        Some(Event { happened, deed: Deed::Transferred { ground, .. }, .. }) if !ground.goes_up() => {
            Ok(*happened)
        }
        _ => Err(Refusal::State),
    }
}

/// Whether it happens while there is still time for it. Asked when something is entered, and never of what stands in the
/// history: a calendar that is announced later must not unmake it.
///
/// A unit that was sent a petition has five working days to say that it does not belong there (art. 23); 复查 is asked for
/// within thirty days of the answer, 复核 within thirty days of what the review says (arts. 35, 36); a limit is made longer
/// before it is over (art. 34). Nothing happens tomorrow.
///
/// # Errors
/// [`Refusal::Over`], or [`Refusal::Day`] of what is said to happen after `today`.
pub fn in_time(case: &CaseFile, event: &Event, today: Day, calendar: &Calendar) -> Allowed {
    if event.happened > today {
        return Err(Refusal::Day);
    }
    let (limit, from) = match (&event.deed, case.state()) {
        (Deed::TransferObjected { .. }, _) => (Limit::PetObj, sent_here(case)?),
        (Deed::ReviewAsked, State::Closed(closed)) => (Limit::PetRevAsk, closed.on),
        (Deed::FinalReviewAsked, State::Closed(Closed { review: Review::Upheld(on), .. })) => {
            (Limit::PetFinAsk, *on)
        }
        (Deed::Extended { .. }, _) => match case.last_day(|deed| *deed == Deed::Accepted) {
            Some(accepted) => (Limit::PetClose, accepted),
            None => return Err(Refusal::State),
        },
        _ => return Ok(()),
    };
    let last = clock::deadline(limit, from, calendar).day;
    if event.happened > last { Err(Refusal::Over) } else { Ok(()) }
}

/// 复查, then 复核 of what it says; each once (arts. 35, 36).
fn may_review(closed: &Closed, deed: &Deed) -> Allowed {
    if !closed.ending.is_an_answer() {
        return Err(Refusal::State);
    }
    match (deed, closed.review) {
        (Deed::ReviewAsked, Review::None)
        | (Deed::Reviewed { .. }, Review::Asked(_))
        | (Deed::FinalReviewAsked, Review::Upheld(_))
        | (Deed::FinallyReviewed { .. }, Review::FinalAsked(_)) => Ok(()),
        (Deed::ReviewAsked, _) | (Deed::FinalReviewAsked, Review::FinalAsked(_) | Review::Final(_)) => {
            Err(Refusal::Once)
        }
        _ => Err(Refusal::State),
    }
}

/// After the last review the same matter is not taken again, unless there is something new (art. 36).
fn may_reopen(case: &CaseFile, ground: ReopenGround) -> Allowed {
    match (case.state(), ground) {
        (State::Shelved, ReopenGround::NewEvidence | ReopenGround::LookedAgain) => Ok(()),
        (State::Closed(closed), ReopenGround::NotSolved) => match (closed.solved, closed.review) {
            (_, Review::Final(_)) => Err(Refusal::Over),
            (Solved::No { .. }, _) => Ok(()),
            _ => Err(Refusal::State),
        },
        (State::Closed(closed), ReopenGround::Objection) => match closed.review {
            Review::Final(_) => Err(Refusal::Over),
            _ => Ok(()),
        },
        (State::Closed(_), ReopenGround::NewEvidence) => Ok(()),
        _ => Err(Refusal::State),
    }
}

/// A re-check does not overrule the citizen; the citizen may say something else later.
fn may_say(closed: &Closed, by: Witness) -> Allowed {
    match (closed.solved, by) {
        (
            Solved::Yes { by: Witness::Citizen, .. } | Solved::No { by: Witness::Citizen, .. },
            Witness::Recheck,
        ) => Err(Refusal::Once),
        _ => Ok(()),
    }
}

/// The state after an event that [`may`] happen.
pub fn after(case: &CaseFile, event: &Event) -> State {
    let state = case.state();
    let ends = |ending| {
        let stage = state.stage().unwrap_or(Stage::Intake);
        let (solved, review) = (Solved::Unknown, Review::None);
        State::Closed(Closed { on: event.happened, stage, ending, solved, review })
    };
    match &event.deed {
        Deed::Received | Deed::Transferred { .. } | Deed::TransferObjected { .. } => State::At(Stage::Intake),
        Deed::Accepted | Deed::Parted => State::At(Stage::Handling),
        Deed::Refused { .. } => ends(Ending::Refused),
        Deed::PassedOn => State::At(Stage::Assessment),
        Deed::Assessed { disposition } => match disposition {
            Disposition::Talk => State::Talking,
            Disposition::Preliminary => State::At(Stage::Preliminary),
            Disposition::Shelve => State::Shelved,
            Disposition::Settle => ends(Ending::Settled),
        },
        Deed::Talked { then: Disposition::Preliminary } => State::At(Stage::Preliminary),
        Deed::Talked { .. } => ends(Ending::Talked),
        Deed::NothingFound => ends(Ending::NothingFound),
        Deed::Filed | Deed::SentBack => State::At(Stage::Investigation),
        Deed::SentToTrial => State::At(Stage::Trial),
        Deed::Dismissed => ends(Ending::Dismissed),
        Deed::Tried => State::At(Stage::Execution),
        Deed::Executed => ends(Ending::Executed),
        Deed::Answered { ending } => ends(*ending),
        Deed::HandedOver { .. } => ends(Ending::HandedOver),
        Deed::Joined { into } => State::Joined { into: into.clone() },
        Deed::Reopened { .. } => State::At(again(state)),
        Deed::ReviewAsked => with_review(state, Review::Asked(event.happened)),
        Deed::FinalReviewAsked => with_review(state, Review::FinalAsked(event.happened)),
        Deed::Reviewed { result: ReviewResult::Upheld } => with_review(state, Review::Upheld(event.happened)),
        Deed::FinallyReviewed { result: ReviewResult::Upheld } => {
            with_review(state, Review::Final(event.happened))
        }
        Deed::Reviewed { .. } | Deed::FinallyReviewed { .. } => State::At(Stage::Handling),
        Deed::SolvedSaid { by, solved } => match state {
            State::Closed(closed) => {
                let (by, on) = (*by, event.happened);
                let solved = if *solved { Solved::Yes { by, on } } else { Solved::No { by, on } };
                State::Closed(Closed { solved, ..*closed })
            }
            other => other.clone(),
        },
        Deed::Assigned { .. }
        | Deed::Released { .. }
        | Deed::FedBack
        | Deed::Extended { .. }
        | Deed::Paused { .. }
        | Deed::Resumed
        | Deed::Linked { .. }
        | Deed::Objected
        | Deed::ObjectionAnswered
        | Deed::Escalated { .. } => state.clone(),
    }
}

fn with_review(state: &State, review: Review) -> State {
    match state {
        State::Closed(closed) => State::Closed(Closed { review, ..*closed }),
        other => other.clone(),
    }
}

/// Where a case that had ended goes on: what was refused is decided on anew, an answer is given anew, a clue is studied anew.
fn again(state: &State) -> Stage {
    match state {
        State::Closed(closed) => match closed.ending {
            Ending::Refused | Ending::HandedOver => Stage::Intake,
            ending if ending.is_an_answer() => Stage::Handling,
            _ => Stage::Assessment,
        },
        _ => Stage::Assessment,
    }
}

#[cfg(test)]
mod tests;
