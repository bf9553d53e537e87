//! The limits, each with its length and where it comes from.

use record::{Calendar, Day, Deadline, worded};
use serde::{Deserialize, Serialize};

worded! {
    /// The limits of a case. The names are those of docs/rules/cases-clocks.md.
    ///
    /// ```
    /// use cases::rules::clock::{Limit, Span};
    /// assert_eq!(Limit::RepAck.span(), Span::WorkingDays(15));
    /// assert_eq!(Limit::parse("PET-CLOSE"), Some(Limit::PetClose));
    /// ```
    Limit {
        /// A reporter is told within 15 working days of receipt whether the report is taken.
        RepAck = "REP-ACK",
        /// The result is fed back within 15 working days of the end.
        RepFb = "REP-FB",
        /// What is a superior body's matter goes up within 5 working days.
        RepUp = "REP-UP",
        /// What was sent here is taken or sent on within 5 working days.
        RepFwd = "REP-FWD",
        /// A petition is registered and taken, or sent to where it belongs, within 15 days.
        PetReg = "PET-REG",
        /// A unit has 5 working days to say that a petition does not belong to it.
        PetObj = "PET-OBJ",
        /// A petition is answered within 60 days of being taken, 30 more once.
        PetClose = "PET-CLOSE",
        /// The citizen asks for the review within 30 days of the answer.
        PetRevAsk = "PET-REV-ASK",
        /// The review is decided within 30 days.
        PetRev = "PET-REV",
        /// The citizen asks for the last review within 30 days of what the review says.
        PetFinAsk = "PET-FIN-ASK",
        /// The last review is decided within 30 days, the hearing not counted.
        PetFin = "PET-FIN",
        /// Of a report that is under way, something is told at least every quarter.
        RepQtr = "REP-QTR",
        /// What was shelved is looked at again after half a year. The portal's own promise.
        OwnShelf = "OWN-SHELF",
        /// An objection is answered within 15 working days. The portal's own promise.
        OwnObj = "OWN-OBJ",
    }
}

/// How long a limit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// So many days that are worked; the first day is not counted (民法典 art. 201).
    WorkingDays(u32),
    /// So many days; a last day that is off moves to the next one worked (民法典 art. 203).
    Days(u32),
}

/// Where a limit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// 纪检监察机关处理检举控告工作规则 (2020).
    Reports,
    /// 信访工作条例 (2022).
    Petitions,
    /// Nobody but this portal.
    Promise,
}

impl Limit {
    /// How long it is, before any extension.
    pub const fn span(self) -> Span {
        match self {
            Limit::RepAck | Limit::RepFb | Limit::OwnObj => Span::WorkingDays(15),
            Limit::RepUp | Limit::RepFwd | Limit::PetObj => Span::WorkingDays(5),
            Limit::PetReg => Span::Days(15),
            Limit::PetClose => Span::Days(60),
            Limit::PetRevAsk | Limit::PetRev | Limit::PetFinAsk | Limit::PetFin => Span::Days(30),
            Limit::RepQtr => Span::Days(90),
            Limit::OwnShelf => Span::Days(180),
        }
    }

    /// Where it comes from.
    pub const fn basis(self) -> Basis {
        match self {
            Limit::RepAck | Limit::RepFb | Limit::RepUp | Limit::RepFwd | Limit::RepQtr => Basis::Reports,
            Limit::OwnShelf | Limit::OwnObj => Basis::Promise,
            _ => Basis::Petitions,
        }
    }

    /// The citizen's time to ask for something; when it is over, nobody is late.
    pub const fn is_a_right(self) -> bool {
        matches!(self, Limit::PetObj | Limit::PetRevAsk | Limit::PetFinAsk)
    }
}

/// The days the law adds to PET-CLOSE, once (信访工作条例 art. 34).
pub(super) const EXTENSION_DAYS: u32 = 30;

/// The last day of a limit that begins on `from`, without extension and pauses.
pub fn deadline(limit: Limit, from: Day, calendar: &Calendar) -> Deadline {
    ends(limit.span(), from, calendar)
}

pub(super) fn ends(span: Span, from: Day, calendar: &Calendar) -> Deadline {
    match span {
        Span::WorkingDays(days) => calendar.add_working_days(from, days),
        Span::Days(days) => calendar.add_calendar_days(from, days),
    }
}
