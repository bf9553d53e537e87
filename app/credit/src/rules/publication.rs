//! What is public on a day. A negative record or a penalty is published for a period its severity decides,
//! counted from the decision; repair ends it at once; a changed or revoked penalty gives way to a tombstone; an
//! honour is shown until it expires. Nobody has to take anything down: the day decides.
//!
//! 信用修复管理办法 (NDRC Order 36, in force 2026-04-01); 行政处罚法, art. 48; 发改办财金〔2018〕424号.
#![doc = include_str!("../../../../docs/rules/credit-publication.md")]

use record::{Calendar, Day};
use serde::{Deserialize, Serialize};

use crate::credit_record::{CreditRecord, Finding};
use crate::penalty::{Entry, Penalty};

/// How grave an offence is; the source says it, and the periods follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 轻微: simple procedure, warning, criticism.
    Minor,
    /// 一般: a larger fine, confiscation.
    Ordinary,
    /// 严重: a huge fine, a licence revoked, a ban from practice.
    Serious,
}

impl Severity {
    /// Every severity, lightest first.
    pub const ALL: [Severity; 3] = [Severity::Minor, Severity::Ordinary, Severity::Serious];

    /// The word in the database and in exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Minor => "minor",
            Severity::Ordinary => "ordinary",
            Severity::Serious => "serious",
        }
    }

    /// Back from [`Severity::as_str`].
    pub fn parse(text: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|severity| severity.as_str() == text)
    }

    /// The sources' words.
    pub fn named(word: &str) -> Option<Severity> {
        match word {
            "轻微" => Some(Severity::Minor),
            "一般" => Some(Severity::Ordinary),
            "严重" => Some(Severity::Serious),
            _ => None,
        }
    }

    /// Months after the decision before repair may be asked for.
    pub fn months_min(self) -> i32 {
        match self {
            Severity::Minor => 0,
            Severity::Ordinary => 3,
            Severity::Serious => 12,
        }
    }

    /// Months after the decision when publication ends by itself.
    pub fn months_max(self) -> i32 {
        match self {
            Severity::Minor => 3,
            Severity::Ordinary => 12,
            Severity::Serious => 36,
        }
    }

    /// First day on which repair may be asked for.
    pub fn publish_min(self, decided_on: Day) -> Day {
        decided_on.plus_months(self.months_min())
    }

    /// Last day the law allows to publish.
    pub fn publish_until(self, decided_on: Day) -> Day {
        decided_on.plus_months(self.months_max())
    }

    /// The severity of a penalty whose source states none, from its kinds alone. It never answers
    /// [`Severity::Serious`]: what a "huge" fine is, only the authority can say, and a guess must not publish
    /// anybody for longer than is sure to be lawful.
    pub fn of_kinds(kinds: &[String]) -> Severity {
        let is_light = |kind: &String| matches!(kind.as_str(), "警告" | "通报批评");
        if !kinds.is_empty() && kinds.iter().all(is_light) { Severity::Minor } else { Severity::Ordinary }
    }
}

/// What a reader may see of a record on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "publication", rename_all = "snake_case")]
pub enum Publication {
    /// Nothing yet: publication begins on this day.
    NotYet {
        /// First day of publication.
        from: Day,
    },
    /// All of it.
    Public {
        /// Last day of publication, where one is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Day>,
    },
    /// Nothing: the period has run out, or the honour has expired.
    Ended {
        /// Last day it was public.
        on: Day,
    },
    /// Nothing: the enterprise put it right.
    Repaired {
        /// Day of repair.
        on: Day,
    },
    /// Only that it was withdrawn, when and why.
    Withdrawn {
        /// Day of the change or revocation.
        on: Day,
        /// Last day to withdraw it.
        withdraw_by: Day,
        /// Whether that day lies beyond the loaded calendar.
        provisional: bool,
    },
}

/// First and last day on which a record is in the lists, as the tables keep it.
///
/// An empty window (`from` after `until`) is a record that was repaired before it was ever published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub from: Day,
    /// Last day; [`Window::OPEN`] where no end is known.
    pub until: Day,
}

impl Window {
    /// The last day of a window without a known end.
    pub const OPEN: Day = Day::LAST;

    /// Whether a day lies in the window.
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && day <= self.until
    }
}

/// What is public of a credit record.
pub fn of_record(record: &CreditRecord, today: Day) -> Publication {
    if today < record.decided_on {
        return Publication::NotYet { from: record.decided_on };
    }
    match record.finding {
        Finding::Honour { valid_until: Some(until) } if until < today => Publication::Ended { on: until },
        Finding::Honour { valid_until } => Publication::Public { until: valid_until },
        Finding::Negative { repaired_on: Some(on), .. } if on <= today => Publication::Repaired { on },
        Finding::Negative { severity, publish_until, .. } => {
            let until = publish_until.min(severity.publish_until(record.decided_on));
            if until < today {
                Publication::Ended { on: until }
            } else {
                Publication::Public { until: Some(until) }
            }
        }
    }
}

/// The window of a credit record; [`of_record`] says the same of each day.
pub fn window_of_record(record: &CreditRecord) -> Window {
    let until = match record.finding {
        Finding::Honour { valid_until } => valid_until.unwrap_or(Window::OPEN),
        Finding::Negative { severity, publish_until, repaired_on, .. } => {
            let end = publish_until.min(severity.publish_until(record.decided_on));
            repaired_on.map_or(end, |on| end.min(on.plus(-1)))
        }
    };
    Window { from: record.decided_on, until }
}

/// What is public of a penalty.
///
/// A withdrawn penalty leaves a tombstone for as long as its address is asked for; in the lists the tombstone
/// stands no longer than the penalty would have stood, see [`window_of_penalty`].
pub fn of_penalty(entry: &Entry, calendar: &Calendar, today: Day) -> Publication {
    if let Entry::Withdrawn(tombstone) = entry {
        let on = tombstone.withdrawal.on;
        let deadline = calendar.add_working_days(on, WITHDRAW_WORKING_DAYS);
        return Publication::Withdrawn { on, withdraw_by: deadline.day, provisional: deadline.provisional };
    }
    let window = window_of_penalty(entry);
    if today < window.from {
        Publication::NotYet { from: window.from }
    } else if window.until < today {
        Publication::Ended { on: window.until }
    } else {
        Publication::Public { until: Some(window.until) }
    }
}

/// The days on which a penalty, or the tombstone in its place, is in the lists.
pub fn window_of_penalty(entry: &Entry) -> Window {
    match entry {
        Entry::Standing(penalty) => Window {
            from: penalty.published_on.unwrap_or(penalty.decided_on),
            until: penalty.publish_until.min(penalty.severity.publish_until(penalty.decided_on)),
        },
        Entry::Withdrawn(tombstone) => {
            Window { from: tombstone.withdrawal.on, until: tombstone.publish_until }
        }
    }
}

/// A changed or revoked penalty must be withdrawn, with the reason, within this many working days
/// (行政处罚法, art. 48).
pub const WITHDRAW_WORKING_DAYS: u32 = 3;

/// A penalty must be published within this many working days of the decision (双公示).
pub const PUBLISH_WORKING_DAYS: u32 = 7;

/// How long publication took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promptness {
    /// Working days from the decision to publication.
    pub days_used: u32,
    /// Working days too many; zero where the authority was in time.
    pub days_late: u32,
    /// Whether the days lie beyond the loaded calendar.
    pub provisional: bool,
}

/// Whether an authority published a penalty within seven working days of the decision.
pub fn promptness(penalty: &Penalty, calendar: &Calendar) -> Option<Promptness> {
    let counted = calendar.working_days_between(penalty.decided_on, penalty.published_on?);
    let days_used = u32::try_from(counted.days).unwrap_or(0);
    Some(Promptness {
        days_used,
        days_late: days_used.saturating_sub(PUBLISH_WORKING_DAYS),
        provisional: counted.provisional,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[derive(Deserialize)]
    struct Case {
        name: String,
        today: Day,
        record: Option<CreditRecord>,
        penalty: Option<Entry>,
        expected: Publication,
    }

    #[derive(Deserialize)]
    struct Cases {
        cases: Vec<Case>,
    }

    #[test]
    fn every_case_of_the_page_comes_out_as_it_says() {
        let Cases { cases } =
            serde_json::from_str(include_str!("../../cases/credit-publication.json")).unwrap();
        assert!(cases.len() >= 9);
        for case in cases {
            let answer = match (&case.record, &case.penalty) {
                (Some(record), None) => of_record(record, case.today),
                (None, Some(entry)) => of_penalty(entry, Calendar::china(), case.today),
                _ => panic!("{}: one record or one penalty", case.name),
            };
            assert_eq!(answer, case.expected, "{}", case.name);
        }
    }

    #[test]
    fn a_month_without_the_day_ends_on_its_last_one() {
        assert_eq!(Severity::Ordinary.publish_min(day("2025-11-30")), day("2026-02-28"));
        assert_eq!(Severity::Serious.publish_until(day("2024-02-29")), day("2027-02-28"));
    }

    #[test]
    fn a_severity_nobody_stated_is_never_serious() {
        let of =
            |kinds: &[&str]| Severity::of_kinds(&kinds.iter().map(|kind| (*kind).into()).collect::<Vec<_>>());
        assert_eq!(of(&["警告"]), Severity::Minor);
        assert_eq!(of(&["警告", "罚款"]), Severity::Ordinary);
        assert_eq!(of(&["暂扣或吊销"]), Severity::Ordinary);
        assert_eq!(of(&[]), Severity::Ordinary);
    }
}
