//! The published cases, and what the desk offers.

use serde::Deserialize;

use super::*;
use crate::given::{self, after as acted, day, received};

/// One case of `cases/case-stages.json`.
#[derive(Deserialize)]
struct Case {
    name: String,
    kind: Kind,
    #[serde(default)]
    received: Option<Day>,
    acts: Vec<given::Act>,
    state: String,
    stage: Stage,
    #[serde(default)]
    ending: Option<Ending>,
}

#[derive(Deserialize)]
struct Cases {
    cases: Vec<Case>,
}

#[test]
fn every_published_case_comes_out_as_written() {
    let Cases { cases } = serde_json::from_str(include_str!("../../../cases/case-stages.json")).unwrap();
    assert!(cases.len() > 15);
    for case in cases {
        let came = received(case.kind, "a", case.received.unwrap_or(day("2026-03-02")));
        let end = acted(came, &case.acts, &case.name);
        let ending = match end.state() {
            State::Closed(closed) => Some(closed.ending),
            _ => None,
        };
        assert_eq!(
            (end.state().as_str(), end.state().stage(), ending),
            (case.state.as_str(), Some(case.stage), case.ending),
            "{}",
            case.name
        );
        // What was entered reads back as the same case.
        assert_eq!(CaseFile::fold(end.head().clone(), end.events().to_vec()), Ok(end), "{}", case.name);
    }
}

#[test]
fn every_act_the_desk_offers_can_be_done_and_no_other() {
    use crate::rules::acts::{Act, open_acts};
    let came = received(Kind::Report, "a", day("2026-03-02"));
    let offered = open_acts(&came, day("2026-03-02"), Calendar::china());
    let expected =
        [Act::Accept, Act::Refuse, Act::Transfer, Act::Raise, Act::HandOver, Act::Pause, Act::Join];
    assert_eq!(offered, expected);
    let later = open_acts(&came, day("2026-03-01"), Calendar::china());
    assert!(later.is_empty(), "{later:?}");
}

#[test]
fn a_number_that_is_taken_or_left_out_is_refused() {
    let came = received(Kind::Report, "a", day("2026-03-02"));
    for seq in [0, 1, 3] {
        let event =
            Event { seq, deed: Deed::Accepted, actor: Actor::Staff("b".into()), ..came.events()[0].clone() };
        assert_eq!(came.clone().with(event), Err(Refusal::Overtaken));
    }
}
