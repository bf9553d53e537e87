//! Who may not touch a case, and where it goes if too many may not.
//!
//! The matching runs where the words are open, on the device of an intake officer: the server must not learn whom a report
//! is about. What reaches the server is who is excluded, and by which kind of ground. The grounds are a crate of their own (`recusal`), which that device can load; where a case
//! goes is decided here.

mod settle;

pub use ::recusal::{Confirmation, Ground, Interest, Matter, Naming, Officer, Subject, grounds};
pub use settle::{Passed, Seat, Settled, settle};

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use ::recusal::Chart;
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;
    use crate::case::Kind;
    use crate::given::city::city;
    use crate::rules::routing::Organisation;

    /// One case of `cases/case-recusal.json`.
    #[derive(Deserialize)]
    struct Case {
        name: String,
        matter: Matter,
        unit: Option<String>,
        eligible: Vec<String>,
        excluded: BTreeMap<String, Vec<Ground>>,
        #[serde(default)]
        passed: Vec<String>,
    }

    #[derive(Deserialize)]
    struct Cases {
        organisation: Organisation,
        officers: Vec<Officer>,
        cases: Vec<Case>,
    }

    #[test]
    fn every_published_case_comes_out_as_written() {
        let Cases { organisation, officers, cases } =
            serde_json::from_str(include_str!("../../cases/case-recusal.json")).unwrap();
        assert!(cases.len() > 9);
        for case in cases {
            let settled = settle(&case.matter, Kind::Report, "district", &officers, &organisation);
            let passed: Vec<String> = settled.passed.into_iter().map(|it| it.unit).collect();
            let expected = match case.unit {
                Some(unit) => {
                    let excluded = case.excluded.into_iter().collect();
                    Seat::Unit { unit, eligible: case.eligible, excluded }
                }
                None => Seat::Outside,
            };
            assert_eq!((settled.seat, passed), (expected, case.passed), "{}", case.name);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]
        #[test]
        fn no_conflicted_officer_gets_a_key_and_nothing_is_stuck((organisation, officers, matter, start) in city()) {
            let settled = settle(&matter, Kind::Report, &start, &officers, &organisation);
            if let Seat::Unit { unit, eligible, excluded } = &settled.seat {
                prop_assert!(eligible.len() >= 2);
                prop_assert!(excluded.len() <= eligible.len());
                prop_assert!(organisation.is_within(&start, unit), "it goes up or stays");
                for account in eligible {
                    let officer = officers.iter().find(|it| it.account == *account).unwrap();
                    prop_assert_eq!(&officer.unit, unit);
                    prop_assert_eq!(grounds(&matter, officer, &organisation), vec![]);
                    // Asked once more without the rule's own words.
                    let is_named = matter.named.iter().any(|it| it.account == *account);
                    let handled = matter.handlers.contains(account) || matter.linked.contains(account);
                    prop_assert!(!is_named && !handled);
                    for subject in &matter.subjects {
                        prop_assert_ne!(subject.account.as_deref(), Some(account.as_str()));
                        prop_assert_ne!(subject.name.as_deref(), Some(officer.name.as_str()));
                        prop_assert_ne!(subject.unit.as_deref(), Some(unit.as_str()));
                        let near = |it: &Interest| matches!(it, Interest::Person(name) if subject.name.as_ref() == Some(name));
                        prop_assert!(!officer.interests.iter().any(near));
                    }
                }
            }
            // Each unit is asked once, and a seat outside is one that every unit above was asked for first.
            let above = organisation.above(&start).count();
            prop_assert!(settled.passed.len() <= above + 1);
            prop_assert!(settled.seat != Seat::Outside || settled.passed.len() == above + 1);
        }
    }
}
