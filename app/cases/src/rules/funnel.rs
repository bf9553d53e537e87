//! The public counts: how many came in, how far they got and how long it took, by kind and district. No cell may point at
//! anybody, so small ones are merged, and everything comes late.

mod disclosure;
mod period;

pub use disclosure::{Cell, Figure, Funnel, SMALL, publish};
pub use period::Quarter;

use record::{Day, worded};

use crate::case::Kind;

worded! {
    /// How far a case got. Counted by the day it was entered: what is entered late counts late, so that a figure that was
    /// published never changes.
    Step {
        /// It came in.
        Received = "received",
        /// It was taken.
        Accepted = "accepted",
        /// Its facts were checked.
        Verified = "verified",
        /// A case was filed.
        Filed = "filed",
        /// It ended, however it ended.
        Concluded = "concluded",
    }
}

/// One step of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What sort of case.
    pub kind: Kind,
    /// The division of the unit that has it.
    pub district: String,
    /// Which step.
    pub step: Step,
    /// The day it was entered.
    pub entered: Day,
    /// Days since it came in.
    pub days: i64,
}

/// The median of these numbers of days; of an even number of them the lower of the two in the middle, which somebody had.
///
/// ```
/// use cases::rules::funnel::median;
/// assert_eq!((median(&mut [9, 1, 5]), median(&mut [4, 1, 2, 9]), median(&mut [])), (Some(5), Some(2), None));
/// ```
pub fn median(days: &mut [i64]) -> Option<i64> {
    days.sort_unstable();
    days.get(days.len().checked_sub(1)? / 2).copied()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    /// One case of `cases/case-funnel.json`: a step is its district, its word, the day and how many.
    #[derive(Deserialize)]
    struct Case {
        name: String,
        today: Day,
        taken: Vec<(String, Step, Day, usize)>,
        expected: Vec<String>,
    }

    #[derive(Deserialize)]
    struct Cases {
        cases: Vec<Case>,
    }

    fn line(funnel: &Funnel, cell: &Cell, is_city: bool) -> String {
        let districts = cell.districts.join(",");
        let name = if is_city { format!("city[{districts}]") } else { districts };
        let figures = cell.steps.map(|figure| match figure {
            Figure::Is(count) => count.to_string(),
            Figure::Few => "-".to_owned(),
        });
        format!("{}..{} {name} {}", funnel.from, funnel.until, figures.join(" "))
    }

    #[test]
    fn every_published_case_comes_out_as_written() {
        let Cases { cases } = serde_json::from_str(include_str!("../../cases/case-funnel.json")).unwrap();
        assert!(cases.len() > 6);
        for case in cases {
            let of_one = |(district, step, entered, times): &(String, Step, Day, usize)| {
                let (kind, district) = (Kind::Report, district.clone());
                vec![Taken { kind, district, step: *step, entered: *entered, days: 1 }; *times]
            };
            let all: Vec<Taken> = case.taken.iter().flat_map(of_one).collect();
            let found: Vec<String> = publish(&all, case.today)
                .iter()
                .flat_map(|funnel| {
                    let mut lines = vec![line(funnel, &funnel.city, true)];
                    lines.extend(funnel.districts.iter().map(|cell| line(funnel, cell, false)));
                    lines
                })
                .collect();
            assert_eq!(found, case.expected, "{}", case.name);
        }
    }
}
