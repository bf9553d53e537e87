//! A case: what came in, and what its events add up to.

use record::{Day, Id, worded};
use serde::{Deserialize, Serialize};

use crate::event::{Actor, Deed, Event, PauseReason};
use crate::rules::stage;
use crate::stage::{Stage, State};

worded! {
    /// What someone sent in.
    Kind {
        /// 检举控告: someone did what he must not.
        Report = "report",
        /// 投诉: a service was bad.
        Complaint = "complaint",
        /// 建议: something could be better.
        Suggestion = "suggestion",
    }
}

worded! {
    /// How it reached the city. Every channel ends in the same intake.
    Channel {
        /// The form of this portal.
        Web = "web",
        /// A letter.
        Letter = "letter",
        /// The telephone.
        Telephone = "telephone",
        /// E-mail.
        Email = "email",
        /// A microblog or another network.
        Microblog = "microblog",
        /// In person.
        Counter = "counter",
    }
}

worded! {
    /// Where it was sealed: what the server could have seen of it.
    SealedBy {
        /// On the device of whoever sent it: the server never had the words.
        Browser = "browser",
        /// By the server, in memory, for a reader without JavaScript.
        Server = "server",
        /// By a member of staff who entered what came by another channel.
        Staff = "staff",
    }
}

/// What is known from the first day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// 128 random bits, drawn where it was sealed: the number of the submission is that of the case.
    pub id: Id,
    /// What staff call it by; says the day it came in and nothing else.
    pub number: String,
    /// What it is.
    pub kind: Kind,
    /// How it came.
    pub channel: Channel,
    /// Where it was sealed.
    pub sealed_by: SealedBy,
    /// The unit it was first sent to.
    pub unit: String,
    /// The unit it is about; of a report only where that was not sealed.
    pub concerned_unit: Option<String>,
    /// The day it came in.
    pub received: Day,
}

/// A time in which work stood still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The first day.
    pub from: Day,
    /// The day work went on, if it did.
    pub until: Option<Day>,
    /// Why.
    pub reason: PauseReason,
}

/// A case as its events made it.
///
/// The only way to one is [`CaseFile::fold`] and from it [`CaseFile::with`], so that a case in a state its events do not
/// lead to cannot exist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseFile {
    head: Head,
    state: State,
    units: Vec<String>,
    transfers: u32,
    extended: bool,
    pauses: Vec<Pause>,
    team: Vec<String>,
    events: Vec<Event>,
}

impl CaseFile {
    /// The case its events add up to; the first is always [`Deed::Received`].
    ///
    /// # Errors
    /// The number of the first event that cannot stand where it stands, and why.
    pub fn fold(
        head: Head,
        events: impl IntoIterator<Item = Event>,
    ) -> Result<CaseFile, (u32, stage::Refusal)> {
        let mut events = events.into_iter();
        let received = events.next().filter(|event| event.seq == 1 && event.deed == Deed::Received);
        let Some(received) = received else { return Err((1, stage::Refusal::State)) };
        let mut case = CaseFile {
            units: vec![head.unit.clone()],
            head,
            state: State::At(Stage::Intake),
            transfers: 0,
            extended: false,
            pauses: Vec::new(),
            team: Vec::new(),
            events: vec![received],
        };
        for event in events {
            let seq = event.seq;
            case = case.with(event).map_err(|refusal| (seq, refusal))?;
        }
        Ok(case)
    }

    /// The case after one more event.
    ///
    /// # Errors
    /// What stands against it; the case is then as it was.
    pub fn with(mut self, event: Event) -> Result<CaseFile, stage::Refusal> {
        if event.seq != self.next_seq() {
            return Err(stage::Refusal::Overtaken);
        }
        stage::may(&self, &event)?;
        self.state = stage::after(&self, &event);
        self.note(&event);
        self.events.push(event);
        Ok(self)
    }

    /// What an event changes besides the state.
    fn note(&mut self, event: &Event) {
        match &event.deed {
            Deed::Assigned { account } => self.team.push(account.clone()),
            Deed::Released { account } => self.team.retain(|member| member != account),
            Deed::Transferred { to, ground } => {
                self.units.push(to.clone());
                self.transfers += u32::from(!ground.goes_up());
                self.team.clear();
            }
            Deed::TransferObjected { .. } => {
                if let Some(before) = self.units.len().checked_sub(2).map(|at| self.units[at].clone()) {
                    self.units.push(before);
                }
                self.team.clear();
            }
            Deed::Extended { .. } => self.extended = true,
            Deed::Paused { reason } => {
                self.pauses.push(Pause { from: event.happened, until: None, reason: *reason });
            }
            Deed::Resumed => {
                if let Some(pause) = self.pauses.last_mut() {
                    pause.until = Some(event.happened);
                }
            }
            _ => {}
        }
    }

    /// What is known from the first day on.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Where it stands.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The unit that has it now.
    pub fn unit(&self) -> &str {
        self.units.last().map_or(self.head.unit.as_str(), String::as_str)
    }

    /// Every unit that has had it, in order, the one that has it now last.
    pub fn units(&self) -> &[String] {
        &self.units
    }

    /// How often it was passed on to another unit; going up does not count.
    pub fn transfers(&self) -> u32 {
        self.transfers
    }

    /// Whether its limit was made longer.
    pub fn is_extended(&self) -> bool {
        self.extended
    }

    /// When work stood still.
    pub fn pauses(&self) -> &[Pause] {
        &self.pauses
    }

    /// Whether work stands still now.
    pub fn is_paused(&self) -> bool {
        self.pauses.last().is_some_and(|pause| pause.until.is_none())
    }

    /// Who handles it.
    pub fn team(&self) -> &[String] {
        &self.team
    }

    /// Everything that happened, in order.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The number of the event that would come next. Whoever decides on a case says which number his event is to have: if
    /// somebody was faster, it is refused.
    pub fn next_seq(&self) -> u32 {
        u32::try_from(self.events.len()).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// The day of the last event that `chosen` accepts.
    pub fn last_day(&self, chosen: impl Fn(&Deed) -> bool) -> Option<Day> {
        self.events.iter().rev().find(|event| chosen(&event.deed)).map(|event| event.happened)
    }

    /// Whether the reporter has objected and was not answered yet.
    pub fn has_open_objection(&self) -> bool {
        let asked = |deed: &Deed| matches!(deed, Deed::Objected | Deed::ObjectionAnswered);
        self.events.iter().rev().find(|it| asked(&it.deed)).is_some_and(|it| it.deed == Deed::Objected)
    }

    /// Whether this account has had a hand in it.
    pub fn was_touched_by(&self, account: &str) -> bool {
        self.events.iter().any(|event| {
            event.actor == Actor::Staff(account.to_owned()) || event.approvals.iter().any(|by| by == account)
        })
    }
}
