//! The legal clocks of a case: which limits run, until when, whether they were kept, and who answers for one that was not.

mod escalation;
mod limit;
mod running;

pub use escalation::{Answerer, Escalation, escalation};
pub use limit::{Basis, Limit, Span, deadline};
pub use running::{Due, Standing, dues, next};

#[cfg(test)]
mod tests {
    use record::{Calendar, Day};
    use serde::Deserialize;

    use super::*;
    use crate::case::Kind;
    use crate::given::{self, after, received};

    /// One case of `cases/case-clocks.json`.
    #[derive(Deserialize)]
    struct Case {
        name: String,
        kind: Kind,
        received: Day,
        acts: Vec<given::Act>,
        today: Day,
        dues: Vec<Expected>,
    }

    /// A limit as a published case writes it: `days` are those left of a running one, those late of a done one.
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Expected {
        limit: Limit,
        by: Day,
        is: String,
        #[serde(default)]
        days: i64,
        #[serde(default)]
        provisional: bool,
        #[serde(default)]
        answers: Option<Answerer>,
    }

    #[derive(Deserialize)]
    struct Cases {
        cases: Vec<Case>,
    }

    #[test]
    fn every_published_case_comes_out_as_written() {
        let Cases { cases } = serde_json::from_str(include_str!("../../cases/case-clocks.json")).unwrap();
        assert!(cases.len() > 15);
        for case in cases {
            let end = after(received(case.kind, "a", case.received), &case.acts, &case.name);
            let found: Vec<Expected> = dues(&end, case.today, Calendar::china())
                .into_iter()
                .map(|due| {
                    let (is, days) = match due.standing {
                        Standing::Running { left_days } => ("running", left_days),
                        Standing::Still => ("still", 0),
                        Standing::Done { late_days, .. } => ("done", late_days),
                        Standing::Over => ("over", 0),
                    };
                    let answers = escalation(&due, case.today, Calendar::china()).map(|it| it.answers);
                    let (limit, by, provisional) = (due.limit, due.by.day, due.by.provisional);
                    Expected { limit, by, is: is.to_owned(), days, provisional, answers }
                })
                .collect();
            assert_eq!(found, case.dues, "{}", case.name);
        }
    }

    #[test]
    fn what_comes_next_is_a_duty_that_runs() {
        let day = given::day;
        let acts = r#"[{"deed": "accepted"}, {"deed": "answered", "ending": "explained"}]"#;
        let acts: Vec<given::Act> = serde_json::from_str(acts).unwrap();
        let end = after(received(Kind::Complaint, "a", day("2026-03-02")), &acts, "answered");
        let all = dues(&end, day("2026-03-02"), Calendar::china());
        // The citizen may ask for a review; nobody has to do anything.
        assert!(all.iter().any(|due| due.limit == Limit::PetRevAsk && due.is_pending()));
        assert_eq!(next(&all), None);
    }

    #[test]
    fn every_limit_has_a_length_and_a_source() {
        for limit in Limit::ALL {
            let days = match limit.span() {
                Span::WorkingDays(days) | Span::Days(days) => days,
            };
            assert!(days >= 5, "{}", limit.as_str());
            assert_eq!(
                limit.basis() == Basis::Promise,
                limit.as_str().starts_with("OWN-"),
                "{}",
                limit.as_str()
            );
        }
    }
}
