//! The clock of a case: working days from acceptance to decision, less the pauses, against two limits.

use record::{Calendar, Day, Thresholds};
use serde::{Deserialize, Serialize};

use super::card::{Card, card};
use crate::approval::Approval;
use crate::item::Limits;
use crate::step::{Pause, Step};

/// Everything the clock of one case depends on, and nothing else: what a phone needs to recompute it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Day of acceptance.
    pub accepted: Option<Day>,
    /// Day of decision, if decided.
    pub decided: Option<Day>,
    /// The limits of the item, before extensions.
    pub limits: Option<Limits>,
    /// Working days added to both limits.
    #[serde(default)]
    pub extension_days: u32,
    /// The steps so far.
    #[serde(default)]
    pub steps: Vec<Step>,
}

impl Course {
    /// The course of an approval under the limits of its item.
    pub fn of(approval: &Approval, limits: Option<Limits>) -> Course {
        Course {
            accepted: approval.case.as_ref().and_then(|case| case.accepted),
            decided: approval.decision().map(|decision| decision.on),
            limits,
            extension_days: approval.extension_days(),
            steps: approval.steps.clone(),
        }
    }
}

/// What the clock of a case shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Working days that count; unknown before acceptance.
    pub used_days: Option<u32>,
    /// Working days that do not count, because the clock stood still.
    pub paused_days: u32,
    /// Both limits, extensions included.
    pub limits: Option<Limits>,
    /// The colour.
    pub card: Card,
    /// The steps, in the order of the course.
    pub steps: Vec<StepClock>,
    /// The clock stands still now.
    pub standing_still: bool,
    /// Some of these days lie in a year whose holidays are not announced yet.
    pub provisional: bool,
}

impl Clock {
    /// Working days left of the promised limit; negative when it is over.
    pub fn left_days(&self) -> Option<i64> {
        Some(i64::from(self.limits?.promised_days) - i64::from(self.used_days?))
    }

    /// The numbers of the steps that took longer than their own limit.
    pub fn steps_over(&self) -> impl Iterator<Item = u32> {
        self.steps.iter().filter(|step| step.over_days > 0).map(|step| step.number)
    }
}

/// How long one step took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepClock {
    /// Number of the step.
    pub number: u32,
    /// Working days that count; unknown before it started.
    pub used_days: Option<u32>,
    /// Working days over its own limit.
    pub over_days: u32,
}

/// The clock of a case as it stands on `today`; a decided one stands still for good.
///
/// Counted are the working days `accepted < day <= decided`, less those of the pauses, each cut to the
/// course and counted once where they overlap. 行政许可法 arts. 42, 45 and 82.
/// See docs/rules/approval-clock.md.
pub fn clock(course: &Course, today: Day, calendar: &Calendar, thresholds: &Thresholds) -> Clock {
    let open = course.decided.is_none();
    let end = course.decided.unwrap_or(today);
    let mut provisional = false;
    let (used_days, paused_days) = match course.accepted {
        None => (None, 0),
        Some(accepted) => {
            let all = count(calendar, accepted, end, &mut provisional);
            let pauses = course.steps.iter().filter_map(|step| step.pause.as_ref());
            let paused = paused(pauses, accepted, end, calendar, &mut provisional);
            (Some(all.saturating_sub(paused)), paused)
        }
    };
    let steps: Vec<StepClock> =
        course.steps.iter().map(|step| step_clock(step, end, calendar, &mut provisional)).collect();
    let limits = course.limits.map(|limits| limits.extended(course.extension_days));
    let card = match (used_days, limits) {
        (Some(used), Some(limits)) => {
            let a_step_is_over = steps.iter().any(|step| step.over_days > 0);
            card(used, limits, a_step_is_over, open, thresholds)
        }
        _ => Card::Unknown,
    };
    let standing_still = open
        && course
            .steps
            .iter()
            .filter_map(|step| step.pause.as_ref())
            .any(|pause| pause.from <= today && pause.until.is_none_or(|until| today < until));
    Clock { used_days, paused_days, limits, card, steps, standing_still, provisional }
}

/// A step counts by the same half-open rule; one that is under way is counted to `end`.
fn step_clock(step: &Step, end: Day, calendar: &Calendar, provisional: &mut bool) -> StepClock {
    let used_days = step.started.map(|started| {
        let until = step.completed.unwrap_or(end);
        let all = count(calendar, started, until, provisional);
        all.saturating_sub(paused(step.pause.iter(), started, until, calendar, provisional))
    });
    let over_days = match (used_days, step.limit_days) {
        (Some(used), Some(limit)) => used.saturating_sub(limit),
        _ => 0,
    };
    StepClock { number: step.number, used_days, over_days }
}

/// Working days of the union of the pauses inside `after < day <= until`.
pub fn paused<'a>(
    pauses: impl Iterator<Item = &'a Pause>,
    after: Day,
    until: Day,
    calendar: &Calendar,
    provisional: &mut bool,
) -> u32 {
    let mut spans: Vec<(Day, Day)> = pauses
        .map(|pause| (pause.from.max(after), pause.until.map_or(until, |end| end.min(until))))
        .filter(|(from, to)| from < to)
        .collect();
    spans.sort_unstable();
    let mut days = 0;
    let mut counted_to = after;
    for (from, to) in spans {
        let from = from.max(counted_to);
        if from < to {
            days += count(calendar, from, to, provisional);
            counted_to = to;
        }
    }
    days
}

/// Working days `after < day <= until`; none where the days stand the wrong way round.
pub(super) fn count(calendar: &Calendar, after: Day, until: Day, provisional: &mut bool) -> u32 {
    if until <= after {
        return 0;
    }
    let counted = calendar.working_days_between(after, until);
    *provisional |= counted.provisional;
    u32::try_from(counted.days).expect("a later day has no negative count before it")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::progress::{Due, due};

    /// One case of `cases/approval-clock.json`.
    #[derive(Deserialize)]
    struct Case {
        name: String,
        today: Day,
        course: Course,
        expected: Expected,
        #[serde(default)]
        steps_over: Vec<u32>,
        due: Option<ExpectedDue>,
    }

    #[derive(Deserialize, PartialEq, Debug)]
    struct Expected {
        used_days: Option<u32>,
        paused_days: u32,
        card: Card,
    }

    #[derive(Deserialize, PartialEq, Debug)]
    struct ExpectedDue {
        promised: Option<Day>,
        statutory: Option<Day>,
        left_days: Option<u32>,
    }

    #[derive(Deserialize)]
    struct Cases {
        cases: Vec<Case>,
    }

    #[test]
    fn every_published_case_comes_out_as_written() {
        let Cases { cases } = serde_json::from_str(include_str!("../../cases/approval-clock.json")).unwrap();
        assert!(cases.len() > 15);
        for case in cases {
            let calendar = Calendar::china();
            let clock = clock(&case.course, case.today, calendar, &Thresholds::default());
            let Clock { used_days, paused_days, card, .. } = clock;
            assert_eq!(Expected { used_days, paused_days, card }, case.expected, "{}", case.name);
            assert_eq!(clock.steps_over().collect::<Vec<_>>(), case.steps_over, "{}", case.name);
            let last_days = due(&case.course, &clock, calendar).map(|due| match due {
                Due::By { promised, statutory } => ExpectedDue {
                    promised: Some(promised.day),
                    statutory: Some(statutory.day),
                    left_days: None,
                },
                Due::AfterPause { left_days } => {
                    ExpectedDue { promised: None, statutory: None, left_days: Some(left_days) }
                }
            });
            assert_eq!(last_days, case.due, "{}", case.name);
        }
    }

    #[test]
    fn a_clock_that_leaves_the_announced_years_is_provisional() {
        let day = |text| Day::parse(text).unwrap();
        let course = Course {
            accepted: Some(day("2026-12-28")),
            decided: None,
            limits: None,
            extension_days: 0,
            steps: Vec::new(),
        };
        let clock = |today| clock(&course, day(today), Calendar::china(), &Thresholds::default());
        assert!(!clock("2026-12-31").provisional);
        assert!(clock("2027-01-04").provisional);
    }
}
