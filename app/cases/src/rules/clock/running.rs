//! Which limits a case has had, and how each stands.

use record::{Calendar, Day, Deadline};

use super::limit::{EXTENSION_DAYS, Limit, Span, ends};
use crate::case::{CaseFile, Kind, Pause};
use crate::event::{Deed, Event, PauseReason, ReviewResult, TransferGround};
use crate::stage::State;

/// One limit of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub limit: Limit,
    /// The day it begins, which is not counted.
    pub from: Day,
    /// Its last day; provisional where it lies in a year whose days off are not announced yet.
    pub by: Deadline,
    /// How it stands.
    pub standing: Standing,
}

/// How a limit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It runs; so many days are left, negative when it is over.
    Running {
        /// Days to the last day.
        left_days: i64,
    },
    /// It stands still, because of a pause the law takes off it.
    Still,
    /// What it asks for was done that day.
    Done {
        /// The day.
        on: Day,
        /// Days after the last day; 0 in time.
        late_days: i64,
    },
    /// It was somebody's time to ask for something, and it is over.
    Over,
}

impl Due {
    /// Whether somebody still has to do something, and by when.
    pub fn is_pending(&self) -> bool {
        matches!(self.standing, Standing::Running { .. } | Standing::Still)
    }

    /// Whether it is over and what it asks for is still not done.
    pub fn is_late(&self) -> bool {
        matches!(self.standing, Standing::Running { left_days } if left_days < 0) && !self.limit.is_a_right()
    }
}

/// Every limit the case has had, in the order in which they began.
///
/// 检举控告工作规则 and 信访工作条例, as docs/rules/cases-clocks.md lists them.
pub fn dues(case: &CaseFile, today: Day, calendar: &Calendar) -> Vec<Due> {
    let mut found = Found { case, today, calendar, dues: Vec::new() };
    found.at_intake();
    match case.head().kind {
        Kind::Report => found.of_a_report(),
        Kind::Complaint | Kind::Suggestion => found.of_a_petition(),
    }
    found.of_objections();
    let mut dues = found.dues;
    dues.sort_by_key(|due| (due.from, due.limit));
    dues
}

/// The limit that comes first among those that run and that somebody at the unit has to keep.
pub fn next(dues: &[Due]) -> Option<&Due> {
    let duty = |due: &&Due| matches!(due.standing, Standing::Running { .. }) && !due.limit.is_a_right();
    dues.iter().filter(duty).min_by_key(|due| (due.by.day, due.limit))
}

struct Found<'a> {
    case: &'a CaseFile,
    today: Day,
    calendar: &'a Calendar,
    dues: Vec<Due>,
}

impl Found<'_> {
    /// Enters a limit that began on `from` and was kept on `done`, if it was.
    fn add(&mut self, limit: Limit, from: Day, done: Option<Day>) {
        let by = ends(limit.span(), from, self.calendar);
        self.add_by(limit, from, by, done);
    }

    fn add_by(&mut self, limit: Limit, from: Day, by: Deadline, done: Option<Day>) {
        let standing = match done {
            Some(on) => Standing::Done { on, late_days: on.days_since(by.day).max(0) },
            None if limit.is_a_right() && self.today > by.day => Standing::Over,
            None => Standing::Running { left_days: by.day.days_since(self.today) },
        };
        self.dues.push(Due { limit, from, by, standing });
    }

    /// The events after the one at `place`, and the day the first of them that fits happened.
    fn first_after(&self, place: usize, fits: impl Fn(&Deed) -> bool) -> Option<Day> {
        self.case.events()[place + 1..].iter().find(|event| fits(&event.deed)).map(|event| event.happened)
    }

    /// Taken, or sent to where it belongs. A report is acknowledged to whoever sent it; a petition is registered.
    fn at_intake(&mut self) {
        let is_report = self.case.head().kind == Kind::Report;
        let events = self.case.events();
        for (place, Event { happened, deed, .. }) in events.iter().enumerate() {
            let at_intake_again = matches!(deed, Deed::Received | Deed::TransferObjected { .. });
            let limit = match deed {
                Deed::Received if is_report => Limit::RepAck,
                Deed::Transferred { .. } if is_report => Limit::RepFwd,
                Deed::Received | Deed::Transferred { .. } => Limit::PetReg,
                Deed::TransferObjected { .. } => {
                    if is_report {
                        Limit::RepFwd
                    } else {
                        Limit::PetReg
                    }
                }
                _ => continue,
            };
            // A reporter waits for the word that it was taken, whoever says it; sending it on does not end the wait.
            let ends_it = |later: &Deed| match limit {
                Limit::RepAck => tells_whether_taken(later),
                _ => tells_whether_taken(later) || moves_away(later),
            };
            self.add(limit, *happened, self.first_after(place, ends_it));
            if let Deed::Transferred { ground, .. } = deed {
                if !is_report && !ground.goes_up() && !at_intake_again {
                    let done =
                        self.first_after(place, |later| tells_whether_taken(later) || moves_away(later));
                    self.add(Limit::PetObj, *happened, done);
                }
                if is_report && *ground == TransferGround::Superior {
                    let came = events[..place].iter().rev().find(|event| arrives(&event.deed));
                    self.add(Limit::RepUp, came.map_or(*happened, |event| event.happened), Some(*happened));
                }
            }
        }
    }

    fn of_a_report(&mut self) {
        let events = self.case.events();
        for (place, event) in events.iter().enumerate() {
            if ends_a_report(self.case, place) {
                let done =
                    self.first_after(place, |deed| matches!(deed, Deed::FedBack | Deed::Reopened { .. }));
                self.add(Limit::RepFb, event.happened, done);
            }
        }
        match self.case.state() {
            State::Shelved => {
                let shelved = self.case.last_day(|deed| matches!(deed, Deed::Assessed { .. }));
                if let Some(from) = shelved {
                    self.add(Limit::OwnShelf, from, None);
                }
            }
            State::At(stage) if *stage > crate::stage::Stage::Intake => self.quarter(),
            State::Talking => self.quarter(),
            _ => {}
        }
    }

    /// Of a report that is under way, something is told every quarter: counted from the last thing that was entered.
    fn quarter(&mut self) {
        let told =
            |deed: &Deed| !matches!(deed, Deed::Objected | Deed::Escalated { .. } | Deed::Linked { .. });
        if let Some(from) = self.case.last_day(told) {
            self.add(Limit::RepQtr, from, None);
        }
    }

    fn of_a_petition(&mut self) {
        let events = self.case.events();
        let mut is_first = true;
        for (place, event) in events.iter().enumerate() {
            match &event.deed {
                Deed::Accepted | Deed::Parted | Deed::Reopened { .. } => {
                    let done = self.first_after(place, ends_handling);
                    let mut span = Limit::PetClose.span();
                    let extended =
                        self.first_after(place, |deed| matches!(deed, Deed::Extended { .. })).is_some();
                    if let (Span::Days(days), true, true) = (span, extended, is_first) {
                        span = Span::Days(days + EXTENSION_DAYS);
                    }
                    is_first = false;
                    self.add_by(
                        Limit::PetClose,
                        event.happened,
                        ends(span, event.happened, self.calendar),
                        done,
                    );
                }
                Deed::Answered { .. } => {
                    let done = self
                        .first_after(place, |deed| matches!(deed, Deed::ReviewAsked | Deed::Reopened { .. }));
                    self.add(Limit::PetRevAsk, event.happened, done);
                }
                Deed::ReviewAsked => {
                    let done = self.first_after(place, |deed| matches!(deed, Deed::Reviewed { .. }));
                    self.add(Limit::PetRev, event.happened, done);
                }
                Deed::Reviewed { result: ReviewResult::Upheld } => {
                    let goes_on =
                        |deed: &Deed| matches!(deed, Deed::FinalReviewAsked | Deed::Reopened { .. });
                    self.add(Limit::PetFinAsk, event.happened, self.first_after(place, goes_on));
                }
                Deed::FinalReviewAsked => self.last_review(place, event.happened),
                _ => {}
            }
        }
    }

    /// The time of the hearing is not counted (art. 36). While it lasts nobody knows the last day.
    fn last_review(&mut self, place: usize, from: Day) {
        let done = self.first_after(place, |deed| matches!(deed, Deed::FinallyReviewed { .. }));
        let end = done.unwrap_or(self.today);
        let hearings = self.case.pauses().iter().filter(|pause| pause.reason == PauseReason::Hearing);
        let days: i64 = hearings.clone().map(|pause| days_within(pause, from, end)).sum();
        let Span::Days(span) = Limit::PetFin.span() else { return };
        let span = span.saturating_add(u32::try_from(days).unwrap_or(0));
        self.add_by(Limit::PetFin, from, ends(Span::Days(span), from, self.calendar), done);
        let is_still = hearings.clone().any(|pause| pause.until.is_none() && pause.from <= self.today);
        if let (Some(due), None, true) = (self.dues.last_mut(), done, is_still) {
            due.standing = Standing::Still;
        }
    }

    fn of_objections(&mut self) {
        for (place, event) in self.case.events().iter().enumerate() {
            if event.deed == Deed::Objected {
                let done = self.first_after(place, |deed| *deed == Deed::ObjectionAnswered);
                self.add(Limit::OwnObj, event.happened, done);
            }
        }
    }
}

/// Days `from < d <= until` of a pause, counted as far as they lie in `after < d <= end`.
fn days_within(pause: &Pause, after: Day, end: Day) -> i64 {
    pause.until.unwrap_or(end).min(end).days_since(pause.from.max(after)).max(0)
}

fn tells_whether_taken(deed: &Deed) -> bool {
    matches!(deed, Deed::Accepted | Deed::Refused { .. } | Deed::HandedOver { .. } | Deed::Joined { .. })
}

fn moves_away(deed: &Deed) -> bool {
    matches!(deed, Deed::Transferred { .. } | Deed::TransferObjected { .. })
}

fn arrives(deed: &Deed) -> bool {
    matches!(deed, Deed::Received | Deed::Transferred { .. } | Deed::TransferObjected { .. })
}

fn ends_handling(deed: &Deed) -> bool {
    matches!(
        deed,
        Deed::Answered { .. } | Deed::HandedOver { .. } | Deed::Joined { .. } | Deed::Transferred { .. }
    )
}

/// Whether the event at `place` ended the report, by folding no more than its word: an ending is one of these deeds.
fn ends_a_report(case: &CaseFile, place: usize) -> bool {
    use crate::stage::Disposition::Settle;
    matches!(
        case.events()[place].deed,
        Deed::Assessed { disposition: Settle }
            | Deed::Talked { then: Settle }
            | Deed::NothingFound
            | Deed::Dismissed
            | Deed::Executed
            | Deed::HandedOver { .. }
    )
}
