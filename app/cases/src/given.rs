//! Histories for the tests of the rules, written as the published cases write them.

pub(crate) mod city;

use record::{Calendar, Day, Id, Instant};
use serde::Deserialize;

use crate::case::{CaseFile, Channel, Head, Kind, SealedBy};
use crate::event::{Actor, Deed, Event};
use crate::rules::stage::{self, Refusal};

/// One act in a published case.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Act {
    /// The day; that of the act before it, if it is left out.
    #[serde(default)]
    pub(crate) on: Option<Day>,
    /// `staff` if it is left out.
    #[serde(default)]
    pub(crate) by: Option<String>,
    /// How many others agree; as many as are needed, if it is left out.
    #[serde(default)]
    pub(crate) with: Option<usize>,
    #[serde(flatten)]
    pub(crate) deed: Deed,
    /// Why it is refused, if it is.
    #[serde(default)]
    pub(crate) refused: Option<Refusal>,
}

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).expect("the day is written right")
}

/// A case that came in on this day.
pub(crate) fn received(kind: Kind, unit: &str, received: Day) -> CaseFile {
    let id = Id::parse("00112233-4455-6677-8899-aabbccddeeff").expect("it is an id");
    let head = Head {
        id,
        number: "20260302-00000000".to_owned(),
        kind,
        channel: Channel::Web,
        sealed_by: SealedBy::Browser,
        unit: unit.to_owned(),
        concerned_unit: None,
        received,
    };
    let event = event(1, received, Actor::Reporter, 0, Deed::Received);
    CaseFile::fold(head, [event]).expect("a case begins with what came in")
}

fn event(seq: u32, happened: Day, actor: Actor, others: usize, deed: Deed) -> Event {
    let approvals = (0..others).map(|n| format!("other {n}")).collect();
    Event { seq, happened, entered: Instant::start_of(happened, 480), actor, approvals, deed }
}

/// The case after these acts, each as written: done, or refused for the reason given.
pub(crate) fn after(mut case: CaseFile, acts: &[Act], name: &str) -> CaseFile {
    let mut on = case.head().received;
    for act in acts {
        on = act.on.unwrap_or(on);
        let actor = match act.by.as_deref() {
            Some("reporter") => Actor::Reporter,
            Some("portal") => Actor::Portal,
            account => Actor::Staff(account.unwrap_or("staff").to_owned()),
        };
        let others = act.with.unwrap_or_else(|| crate::rules::hands::others(&act.deed));
        let event = event(case.next_seq(), on, actor, others, act.deed.clone());
        let done =
            stage::in_time(&case, &event, on, Calendar::china()).and_then(|()| case.clone().with(event));
        match (done, act.refused) {
            (Ok(next), None) => case = next,
            (Err(refusal), Some(expected)) => assert_eq!(refusal, expected, "{name}: {:?}", act.deed),
            (done, expected) => panic!("{name}: {:?} came to {done:?}, not {expected:?}", act.deed),
        }
    }
    case
}
