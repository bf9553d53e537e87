//! One line of the lists: what a version shows of itself, with its clock read on one day.

use record::{Calendar, City, Day, Thresholds};
use store::{Row, Value};

use crate::approval::{ApplicantKind, Approval, Decision, Outcome, State};
use crate::item::Limits;
use crate::rules::card::Card;
use crate::rules::clock::{Clock, Course, clock, paused};
use crate::rules::entry::{Entry, entry};
use crate::rules::publication::{Publication, publication};
use crate::step::{Pause, Step};

/// How a case ended, or that it has not: the word of the `result` column and of the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseResult {
    /// Not decided yet.
    Open,
    /// 准予
    Granted,
    /// 不予
    Refused,
    /// Granted, and withdrawn later.
    Withdrawn,
}

impl CaseResult {
    /// All results, in the order the filter shows them.
    pub const ALL: [CaseResult; 4] =
        [CaseResult::Open, CaseResult::Granted, CaseResult::Refused, CaseResult::Withdrawn];

    /// The word used in columns, files and fluent keys.
    pub fn as_str(self) -> &'static str {
        match self {
            CaseResult::Open => "open",
            CaseResult::Granted => "granted",
            CaseResult::Refused => "refused",
            CaseResult::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<CaseResult> {
        CaseResult::ALL.into_iter().find(|result| result.as_str() == word)
    }

    /// The result of a state.
    pub fn of(state: &State) -> CaseResult {
        match state {
            State::Open { .. } => CaseResult::Open,
            State::Decided(decision) if decision.withdrawn => CaseResult::Withdrawn,
            State::Decided(decision) => match decision.outcome {
                Outcome::Granted => CaseResult::Granted,
                Outcome::Refused => CaseResult::Refused,
            },
        }
    }
}

/// One approval as lists and open data show it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each field is a column and described in data::COLUMNS")]
pub struct Listed {
    /// Place in "newest decision first".
    pub sort: i64,
    pub number: String,
    pub title: String,
    pub item: Option<String>,
    pub unit: Option<String>,
    pub unit_name: String,
    pub district: Option<String>,
    pub applicant: String,
    pub applicant_kind: ApplicantKind,
    pub uscc: Option<String>,
    pub licence_kind: String,
    pub result: CaseResult,
    /// The clock of an open case stands still.
    pub standing_still: bool,
    pub document: Option<String>,
    pub licence: Option<String>,
    pub applied: Option<Day>,
    pub accepted: Option<Day>,
    pub decided: Option<Day>,
    pub published: Option<Day>,
    pub valid_from: Option<Day>,
    pub valid_until: Option<Day>,
    pub days_used: Option<i64>,
    pub pause_days: i64,
    pub extension_days: i64,
    pub promised_days: Option<i64>,
    pub statutory_days: Option<i64>,
    pub card: Card,
    pub steps_over: Option<String>,
    pub steps_late: Option<String>,
    pub steps_early: Option<String>,
    pub publication_days: Option<i64>,
}

/// What a projection depends on besides the facts.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings {
    /// The day the clocks of open cases are read on.
    pub today: Day,
    /// The working days.
    pub calendar: &'static Calendar,
    /// When a clock is called late.
    pub thresholds: Thresholds,
    /// The city's offset, to tell the day of an entry.
    pub utc_offset_minutes: i32,
}

impl Surroundings {
    /// The city on a day, under the calendar of China.
    pub fn of(city: &City, today: Day) -> Surroundings {
        Surroundings {
            today,
            calendar: Calendar::china(),
            thresholds: city.thresholds,
            utc_offset_minutes: city.utc_offset_minutes,
        }
    }

    /// The clock of an approval under the limits of its item.
    pub fn clock(&self, approval: &Approval, limits: Option<Limits>) -> Clock {
        clock(&Course::of(approval, limits), self.today, self.calendar, &self.thresholds)
    }

    /// When the completion of a step was keyed in, against when it happened.
    pub fn entry(&self, step: &Step) -> Option<Entry> {
        let entered = step.entered?.day(self.utc_offset_minutes);
        Some(entry(step.completed?, entered, self.calendar, &self.thresholds))
    }

    /// The working days of one pause that fall into the course of its case.
    pub fn paused_days(&self, course: &Course, pause: &Pause) -> u32 {
        let Some(accepted) = course.accepted else { return 0 };
        paused(
            std::iter::once(pause),
            accepted,
            course.decided.unwrap_or(self.today),
            self.calendar,
            &mut false,
        )
    }

    /// The delay of the publication of a decision.
    pub fn publication(&self, decision: &Decision) -> Option<Publication> {
        Some(publication(decision.on, decision.published?, self.calendar, &self.thresholds))
    }
}

impl Listed {
    /// The line of an approval; nothing while its licence row has not arrived.
    pub fn of(
        approval: &Approval,
        limits: Option<Limits>,
        sort: i64,
        around: Surroundings,
    ) -> Option<Listed> {
        let case = approval.case.as_ref()?;
        let clock = around.clock(approval, limits);
        let decision = approval.decision();
        let entries: Vec<(&str, Entry)> = approval
            .steps
            .iter()
            .filter_map(|step| Some((step.name.as_str(), around.entry(step)?)))
            .collect();
        let over: Vec<u32> = clock.steps_over().collect();
        let names_over =
            approval.steps.iter().filter(|step| over.contains(&step.number)).map(|step| &*step.name);
        let days = |days: u32| i64::from(days);
        Some(Listed {
            sort,
            number: approval.number.clone(),
            title: case.title().to_owned(),
            item: case.item.clone(),
            unit: case.unit.code.clone(),
            unit_name: case.unit.name.clone(),
            district: case.district.clone(),
            applicant: case.applicant.name.clone(),
            applicant_kind: case.applicant.kind,
            uscc: case.applicant.uscc.clone(),
            licence_kind: case.licence_kind.clone(),
            result: CaseResult::of(&case.state),
            standing_still: clock.standing_still,
            document: decision.map(|decision| decision.document.clone()),
            licence: decision.and_then(|decision| decision.licence.clone()),
            applied: case.applied,
            accepted: case.accepted,
            decided: decision.map(|decision| decision.on),
            published: decision.and_then(|decision| decision.published),
            valid_from: decision.and_then(|decision| decision.valid_from),
            valid_until: decision.and_then(|decision| decision.valid_until),
            days_used: clock.used_days.map(days),
            pause_days: days(clock.paused_days),
            extension_days: days(approval.extension_days()),
            promised_days: clock.limits.map(|limits| days(limits.promised_days)),
            statutory_days: clock.limits.map(|limits| days(limits.statutory_days)),
            card: clock.card,
            steps_over: joined(names_over),
            steps_late: joined(named(&entries, |entry| matches!(entry, Entry::Late { .. }))),
            steps_early: joined(named(&entries, |entry| entry == Entry::Early)),
            publication_days: decision
                .and_then(|decision| around.publication(decision))
                .map(|publication| days(publication.days)),
        })
    }

    /// The words a search finds this approval by.
    pub fn words(&self) -> String {
        let parts = [
            Some(&self.number),
            Some(&self.title),
            Some(&self.applicant),
            Some(&self.unit_name),
            self.document.as_ref(),
            self.licence.as_ref(),
            self.uscc.as_ref(),
            self.item.as_ref(),
        ];
        // A line break keeps the last character of one part and the first of the next from being read as a pair.
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    /// What stands under the title in a list of findings.
    pub fn detail(&self) -> String {
        format!("{} · {}", self.applicant, self.unit_name)
    }

    /// The columns of [`Listed::row`], as every SELECT of the slice names them.
    pub(super) const SELECT: &'static str = "
        SELECT a.sort, a.number, a.title, a.item_code, a.unit_code, a.unit_name, a.district, a.applicant,
               a.applicant_kind, a.uscc, a.licence_kind, a.result, a.standing_still, a.document, a.licence,
               a.applied_on, a.accepted_on, a.decided_on, a.published_on, a.valid_from, a.valid_until,
               a.days_used, a.pause_days, a.extension_days, a.promised_days, a.statutory_days, a.card,
               a.steps_over, a.steps_late, a.steps_early, a.publication_days";

    /// Reads a row of [`Listed::SELECT`].
    pub(super) fn row(row: &Row) -> Listed {
        let text = |column| row.opt_text(column).map(str::to_owned);
        Listed {
            sort: row.int(0),
            number: row.text(1).to_owned(),
            title: row.text(2).to_owned(),
            item: text(3),
            unit: text(4),
            unit_name: row.text(5).to_owned(),
            district: text(6),
            applicant: row.text(7).to_owned(),
            applicant_kind: ApplicantKind::parse(row.text(8)).expect("a CHECK lists the kinds"),
            uscc: text(9),
            licence_kind: row.text(10).to_owned(),
            result: CaseResult::parse(row.text(11)).expect("a CHECK lists the results"),
            standing_still: row.int(12) == 1,
            document: text(13),
            licence: text(14),
            applied: row.opt_day(15),
            accepted: row.opt_day(16),
            decided: row.opt_day(17),
            published: row.opt_day(18),
            valid_from: row.opt_day(19),
            valid_until: row.opt_day(20),
            days_used: row.opt_int(21),
            pause_days: row.int(22),
            extension_days: row.int(23),
            promised_days: row.opt_int(24),
            statutory_days: row.opt_int(25),
            card: Card::parse(row.text(26)).expect("a CHECK lists the cards"),
            steps_over: text(27),
            steps_late: text(28),
            steps_early: text(29),
            publication_days: row.opt_int(30),
        }
    }

    /// The values of one row of the table, in the order of [`super::register::INSERT`].
    pub(super) fn values(self, words: i64) -> [Value; COLUMNS] {
        [
            self.sort.into(),
            self.number.into(),
            self.title.into(),
            self.item.into(),
            self.unit.into(),
            self.unit_name.into(),
            self.district.into(),
            self.applicant.into(),
            self.applicant_kind.as_str().into(),
            self.uscc.into(),
            self.licence_kind.into(),
            self.result.as_str().into(),
            self.standing_still.into(),
            self.document.into(),
            self.licence.into(),
            self.applied.into(),
            self.accepted.into(),
            self.decided.into(),
            self.published.into(),
            self.valid_from.into(),
            self.valid_until.into(),
            self.days_used.into(),
            self.pause_days.into(),
            self.extension_days.into(),
            self.promised_days.into(),
            self.statutory_days.into(),
            self.card.as_str().into(),
            self.steps_over.into(),
            self.steps_late.into(),
            self.steps_early.into(),
            self.publication_days.into(),
            words.into(),
        ]
    }
}

/// Columns of the table.
pub(super) const COLUMNS: usize = 32;

fn named<'a>(
    entries: &'a [(&'a str, Entry)],
    wanted: impl Fn(Entry) -> bool + 'a,
) -> impl Iterator<Item = &'a str> {
    entries.iter().filter(move |(_, entry)| wanted(*entry)).map(|(name, _)| *name)
}

fn joined<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let names: Vec<&str> = names.collect();
    (!names.is_empty()).then(|| names.join("、"))
}
