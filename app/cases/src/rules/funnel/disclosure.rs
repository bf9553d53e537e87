//! What of the counts may be published, and when.

use std::collections::BTreeMap;

use record::Day;
use serde::{Deserialize, Serialize};

use super::{Quarter, Step, Taken, median};
use crate::case::Kind;

/// A number from 1 to below this points at people.
pub const SMALL: u64 = 5;
/// Days between the end of a quarter and its publication.
const DELAY_DAYS: i64 = 30;
/// How many steps there are.
const STEPS: usize = Step::ALL.len();

/// A published number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// So many.
    Is(u64),
    /// Not told, because it is small or because it would give away one that is.
    Few,
}

/// The counts of one kind in one or several districts together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The division codes, in order: several where each alone would be too small.
    pub districts: Vec<String>,
    /// The counts, in the order of [`Step::ALL`].
    pub steps: [Figure; STEPS],
    /// The median of the days from receipt to the end, of those that ended; none where too few did.
    pub median_days: Option<i64>,
}

/// The counts of one kind over one or several quarters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funnel {
    /// What sort of case.
    pub kind: Kind,
    /// The first quarter.
    pub from: Quarter,
    /// The last quarter; later than the first where one alone had too few.
    pub until: Quarter,
    /// Of the city.
    pub city: Cell,
    /// By district, as far as that may be told.
    pub districts: Vec<Cell>,
}

#[derive(Clone, Default)]
struct Tally {
    counts: [u64; STEPS],
    days: Vec<i64>,
}

impl Tally {
    fn add(&mut self, taken: &Taken) {
        self.counts[taken.step as usize] += 1;
        if taken.step == Step::Concluded {
            self.days.push(taken.days);
        }
    }

    fn join(&mut self, other: &Tally) {
        for (sum, count) in self.counts.iter_mut().zip(other.counts) {
            *sum += count;
        }
        self.days.extend(&other.days);
    }

    fn received(&self) -> u64 {
        self.counts[Step::Received as usize]
    }
}

/// Everything that may be published on `today`, oldest first, by kind.
///
/// A quarter is published 30 days after its end. If fewer than five of a kind came in, it waits for the next one and both
/// are counted together. Districts with fewer than five are put together with the next smallest until they have five; a
/// number below five in any other column is not told, and if it is the only one in its column, the smallest other one is
/// not told either, because it would follow from the sum. See docs/rules/cases-funnel.md.
pub fn publish(all: &[Taken], today: Day) -> Vec<Funnel> {
    let mut funnels = Vec::new();
    for kind in Kind::ALL.iter().copied() {
        let mut quarters: BTreeMap<Quarter, BTreeMap<&str, Tally>> = BTreeMap::new();
        for taken in all.iter().filter(|taken| taken.kind == kind) {
            let quarter = quarters.entry(Quarter::of(taken.entered)).or_default();
            quarter.entry(&taken.district).or_default().add(taken);
        }
        let mut waiting: Option<(Quarter, BTreeMap<&str, Tally>)> = None;
        for (quarter, districts) in quarters {
            if today <= quarter.last().plus(DELAY_DAYS) {
                break;
            }
            let (from, mut together) = waiting.take().unwrap_or((quarter, BTreeMap::new()));
            for (district, tally) in districts {
                together.entry(district).or_default().join(&tally);
            }
            let received: u64 = together.values().map(Tally::received).sum();
            if received < SMALL {
                waiting = Some((from, together));
                continue;
            }
            funnels.push(funnel(kind, from, quarter, together));
        }
    }
    funnels
}

fn funnel(kind: Kind, from: Quarter, until: Quarter, districts: BTreeMap<&str, Tally>) -> Funnel {
    let mut sum = Tally::default();
    districts.values().for_each(|tally| sum.join(tally));
    let merged = merge(districts);
    let names: Vec<String> = merged.iter().flat_map(|(names, _)| names.iter().cloned()).collect();
    let mut city = vec![told(sorted(names), sum)];
    hide_small(&mut city);
    let mut districts: Vec<Cell> = merged.into_iter().map(|(names, tally)| told(names, tally)).collect();
    hide_small(&mut districts);
    hide_what_follows(&mut districts);
    districts.sort_by(|one, other| one.districts.cmp(&other.districts));
    let city = city.remove(0);
    Funnel { kind, from, until, city, districts }
}

/// Puts the smallest together until every group has five, and a group of several is never told apart by what is left.
fn merge(districts: BTreeMap<&str, Tally>) -> Vec<(Vec<String>, Tally)> {
    let mut groups: Vec<(Vec<String>, Tally)> =
        districts.into_iter().map(|(name, tally)| (vec![name.to_owned()], tally)).collect();
    // Stable: equals stay in the order of their codes.
    groups.sort_by_key(|(_, tally)| tally.received());
    while groups.len() > 1 && groups[0].1.received() < SMALL {
        let (names, tally) = groups.remove(0);
        groups[0].0.extend(names);
        groups[0].1.join(&tally);
        groups.sort_by_key(|(_, tally)| tally.received());
    }
    groups.into_iter().map(|(names, tally)| (sorted(names), tally)).collect()
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort_unstable();
    names
}

fn told(districts: Vec<String>, mut tally: Tally) -> Cell {
    let enough = tally.days.len() as u64 >= SMALL;
    let median_days = enough.then(|| median(&mut tally.days)).flatten();
    Cell { districts, steps: tally.counts.map(Figure::Is), median_days }
}

fn hide_small(cells: &mut [Cell]) {
    for figure in cells.iter_mut().flat_map(|cell| &mut cell.steps) {
        if matches!(figure, Figure::Is(1..SMALL)) {
            *figure = Figure::Few;
        }
    }
}

/// One number that is hidden follows from the sum and the others: a second one is hidden with it.
fn hide_what_follows(cells: &mut [Cell]) {
    for column in 0..STEPS {
        let hidden = cells.iter().filter(|cell| cell.steps[column] == Figure::Few).count();
        let smallest = cells
            .iter_mut()
            .filter_map(|cell| match cell.steps[column] {
                Figure::Is(count) if count > 0 => Some((count, cell)),
                _ => None,
            })
            .min_by_key(|(count, _)| *count);
        if let (1, Some((_, cell))) = (hidden, smallest) {
            cell.steps[column] = Figure::Few;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn taken(district: &str, step: Step, entered: &str, times: usize) -> Vec<Taken> {
        let one =
            Taken { kind: Kind::Report, district: district.to_owned(), step, entered: day(entered), days: 7 };
        vec![one; times]
    }

    #[test]
    fn a_quarter_comes_thirty_days_after_its_end() {
        let all = taken("a", Step::Received, "2026-03-31", 5);
        assert!(publish(&all, day("2026-04-30")).is_empty());
        let funnels = publish(&all, day("2026-05-01"));
        assert_eq!(funnels[0].city.steps[0], Figure::Is(5));
        assert_eq!(
            (funnels[0].from.to_string(), funnels[0].until.to_string()),
            ("2026-Q1".into(), "2026-Q1".into())
        );
    }

    #[test]
    fn a_quarter_with_too_few_waits_for_the_next() {
        let mut all = taken("a", Step::Received, "2026-01-05", 4);
        assert!(publish(&all, day("2026-12-31")).is_empty());
        all.extend(taken("a", Step::Received, "2026-05-05", 1));
        let funnels = publish(&all, day("2026-12-31"));
        assert_eq!((funnels.len(), funnels[0].city.steps[0]), (1, Figure::Is(5)));
        assert_eq!(
            (funnels[0].from.to_string(), funnels[0].until.to_string()),
            ("2026-Q1".into(), "2026-Q2".into())
        );
    }

    #[test]
    fn small_districts_are_put_together_and_small_columns_hidden_in_pairs() {
        let mut all = taken("a", Step::Received, "2026-01-05", 3);
        all.extend(taken("b", Step::Received, "2026-01-05", 6));
        all.extend(taken("c", Step::Received, "2026-01-05", 20));
        all.extend(taken("b", Step::Filed, "2026-01-05", 1));
        all.extend(taken("c", Step::Filed, "2026-01-05", 8));
        all.extend(taken("c", Step::Concluded, "2026-01-05", 5));
        let funnel = publish(&all, day("2026-12-31")).remove(0);
        assert_eq!(
            funnel.city.steps,
            [Figure::Is(29), Figure::Is(0), Figure::Is(0), Figure::Is(9), Figure::Is(5)]
        );
        let [small, large] = &funnel.districts[..] else { panic!("{:?}", funnel.districts) };
        assert_eq!(small.districts, ["a", "b"]);
        assert_eq!(small.steps[0], Figure::Is(9));
        assert_eq!((small.steps[3], large.steps[3]), (Figure::Few, Figure::Few));
        assert_eq!((small.median_days, large.median_days), (None, Some(7)));
    }

    proptest! {
        #[test]
        fn nothing_small_is_told_and_nothing_follows_from_what_is(
            counts in prop::collection::vec((0..4_u8, 0..5_u8, 0..12_usize), 1..30)
        ) {
            let names = ["a", "b", "c", "d"];
            let all: Vec<Taken> = counts
                .into_iter()
                .flat_map(|(district, step, times)| {
                    taken(names[usize::from(district)], Step::ALL[usize::from(step)], "2026-01-05", times)
                })
                .collect();
            for funnel in publish(&all, day("2026-12-31")) {
                let cells = funnel.districts.iter().chain([&funnel.city]);
                for figure in cells.flat_map(|cell| cell.steps) {
                    prop_assert!(!matches!(figure, Figure::Is(1..SMALL)));
                }
                for column in 0..STEPS {
                    let figures: Vec<Figure> = funnel.districts.iter().map(|cell| cell.steps[column]).collect();
                    let hidden = figures.iter().filter(|it| **it == Figure::Few).count();
                    let others_are_nothing = figures.iter().all(|it| matches!(it, Figure::Few | Figure::Is(0)));
                    // A single hidden number follows from the sum of the city, unless that is hidden as well.
                    prop_assert!(hidden != 1 || (others_are_nothing && funnel.city.steps[column] == Figure::Few));
                }
                let names: usize = funnel.districts.iter().map(|cell| cell.districts.len()).sum();
                prop_assert_eq!(names, funnel.city.districts.len());
            }
        }
    }
}
