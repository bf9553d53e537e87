//! What changed from one version of an approval to the next, in sentences, and what of it was written down too late or
//! too early. Pure: both versions, the calendar and the thresholds are passed in.
//!
//! Every field that differs becomes a sentence, the important ones first; steps and extensions are matched by their
//! numbers. That a correction stands beside what it corrected is what 政府信息公开条例 art. 41 and this hall's public log
//! are for.

use std::collections::BTreeMap;

use ledger::change::{Change, changes_at_most};
use record::{Calendar, Day, Difference, Instant, Sentence, Thresholds, Word};
use serde_json::{Value, json};

use crate::approval::{Approval, Decision, Outcome, State};
use crate::rules::entry::{Entry, entry};
use crate::rules::publication::publication;
use crate::step::Step;

/// What a version says that the one before it did not.
pub fn difference(before: &Approval, after: &Approval) -> Difference {
    let mut said = Said::default();
    for step in before.steps.iter().chain(&after.steps) {
        said.steps.insert(step.number.to_string(), step.name.clone());
    }
    said.state(before, after);
    said.extensions(before, after);
    said.steps(before, after);
    for change in &changes_at_most(usize::MAX, &by_number(before), &by_number(after)) {
        said.field(change);
    }
    said.difference
}

/// The facts with steps and extensions under their numbers, so that one that was put in between moves no other.
fn by_number(approval: &Approval) -> Value {
    let steps: BTreeMap<u32, &Step> = approval.steps.iter().map(|step| (step.number, step)).collect();
    let extensions: BTreeMap<u32, _> =
        approval.extensions.iter().map(|extension| (extension.number, extension)).collect();
    json!({ "number": approval.number, "case": approval.case, "steps": steps, "extensions": extensions })
}

/// The sentences so far, and the fields they have told of already.
#[derive(Default)]
struct Said {
    difference: Difference,
    fields: Vec<String>,
    /// What each step is called, by its number.
    steps: BTreeMap<String, String>,
}

impl Said {
    fn tell(&mut self, sentence: Sentence, fields: &[&str]) {
        self.difference.told.push(sentence);
        self.fields.extend(fields.iter().map(|field| (*field).to_owned()));
    }

    fn state(&mut self, before: &Approval, after: &Approval) {
        let (Some(was), Some(is)) = (&before.case, &after.case) else { return };
        const DECISION: [&str; 3] =
            ["/case/state/open/paused", "/case/state/decided/on", "/case/state/decided/outcome"];
        let taken = |key, decision: &Decision| {
            Sentence::new(key).with("day", decision.on).with("outcome", outcome(decision.outcome))
        };
        match (&was.state, &is.state) {
            (State::Open { .. }, State::Decided(decision)) => {
                self.tell(taken("approvals-history-decided", decision), &DECISION);
            }
            (State::Decided(decision), State::Open { .. }) => {
                self.tell(taken("approvals-history-reopened", decision), &DECISION);
            }
            (State::Open { paused: was }, State::Open { paused: is }) if was != is => {
                let key = if *is { "approvals-history-paused" } else { "approvals-history-resumed" };
                self.tell(Sentence::new(key), &DECISION);
            }
            _ => {}
        }
        let withdrawn = |approval: &Approval| approval.decision().is_some_and(|decision| decision.withdrawn);
        let key = match (withdrawn(before), withdrawn(after)) {
            (false, true) => "approvals-history-licence-withdrawn",
            (true, false) => "approvals-history-licence-restored",
            _ => return,
        };
        self.tell(Sentence::new(key), &["/case/state/decided/withdrawn"]);
    }

    fn extensions(&mut self, before: &Approval, after: &Approval) {
        let (was, is) = (before.extension_days(), after.extension_days());
        let key = match was.cmp(&is) {
            std::cmp::Ordering::Less => "approvals-history-extended",
            std::cmp::Ordering::Equal => return,
            std::cmp::Ordering::Greater => "approvals-history-extension-taken-back",
        };
        self.tell(Sentence::new(key).with("n", was.abs_diff(is)), &[]);
    }

    fn steps(&mut self, before: &Approval, after: &Approval) {
        for step in &after.steps {
            let was = before.steps.iter().find(|was| was.number == step.number);
            let place = format!("/steps/{}", step.number);
            let (name, number) = (format!("{place}/name"), format!("{place}/number"));
            let completed = format!("{place}/completed");
            match (was.map(|was| was.completed), step.completed) {
                (None, Some(day)) => {
                    let done = of_step("approvals-history-step-done", step).with("day", day);
                    self.tell(done, &[&name, &number, &completed]);
                }
                (Some(None), Some(day)) => {
                    let done = of_step("approvals-history-step-done", step).with("day", day);
                    self.tell(done, &[&completed]);
                }
                (None, None) => self.tell(of_step("approvals-history-step-begun", step), &[&name, &number]),
                (Some(_), _) => {}
            }
        }
        for step in &before.steps {
            if !after.steps.iter().any(|is| is.number == step.number) {
                let place = format!("/steps/{}", step.number);
                let fields = [format!("{place}/name"), format!("{place}/number")];
                let fields = fields.each_ref().map(String::as_str);
                self.tell(of_step("approvals-history-step-removed", step), &fields);
            }
        }
    }

    /// A field that no sentence has told of yet.
    fn field(&mut self, change: &Change) {
        if self.fields.contains(&change.field) {
            return;
        }
        let parts: Vec<&str> = change.field.split('/').skip(1).collect();
        let value = |value: &Option<Value>| value.as_ref().and_then(|value| word(&parts, value));
        let (before, after) = (value(&change.before), value(&change.after));
        let (sentence, is_important) = match parts.as_slice() {
            ["steps", number, field @ ..] => {
                let what = Sentence::of_field(step_label(field), before, after);
                let sentence = what.map(|what| {
                    Sentence::new("approvals-history-step-field")
                        .with("number", *number)
                        .with("name", self.steps.get(*number).map_or("", String::as_str))
                        .with("what", what)
                });
                let is_important = matches!(field, ["started" | "completed"] | ["pause", "from" | "until"]);
                // The days of a step that came or went as a whole are told with it.
                let place = format!("/steps/{number}/");
                let came_whole = change.part_of.as_ref().is_some_and(|whole| !whole.starts_with(&place));
                (sentence, is_important && !came_whole)
            }
            ["extensions", _, "number"] => return,
            ["extensions", number, field @ ..] => {
                let what = Sentence::of_field(extension_label(field), before, after);
                let sentence = what.map(|what| {
                    Sentence::new("approvals-history-extension-field")
                        .with("number", *number)
                        .with("what", what)
                });
                (sentence, false)
            }
            _ => {
                let is_important = is_important(&change.field) && before.is_some() && after.is_some();
                (Sentence::of_field(label(&change.field), before, after), is_important)
            }
        };
        let list = if is_important { &mut self.difference.told } else { &mut self.difference.others };
        list.extend(sentence);
    }
}

fn of_step(key: &'static str, step: &Step) -> Sentence {
    Sentence::new(key).with("number", i64::from(step.number)).with("name", &step.name)
}

fn key(key: &str) -> Word {
    Word::Key(key.to_owned(), key.to_owned())
}

fn outcome(outcome: Outcome) -> Word {
    match outcome {
        Outcome::Granted => key("approvals-result-granted"),
        Outcome::Refused => key("approvals-result-refused"),
    }
}

/// A value as a reader knows it; nothing for what is not there.
fn word(parts: &[&str], value: &Value) -> Option<Word> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(true) => key("history-yes"),
        Value::Bool(false) => key("history-no"),
        Value::Number(number) => number.as_i64().map_or_else(|| number.to_string().into(), Word::Number),
        Value::String(text) => match parts {
            [.., "outcome"] => Word::Key(format!("approvals-result-{text}"), text.clone()),
            [.., "applicant", "kind"] => Word::Key(format!("approvals-kind-{text}"), text.clone()),
            _ => Day::parse(text)
                .map(Word::Day)
                .or_else(|| Instant::parse(text).map(Word::Moment))
                .unwrap_or_else(|| text.into()),
        },
        Value::Array(_) | Value::Object(_) => value.to_string().into(),
    })
}

/// Fields whose correction a reader should see first.
fn is_important(field: &str) -> bool {
    [
        "/case/applicant/name",
        "/case/unit/name",
        "/case/applied",
        "/case/accepted",
        "/case/state/decided/on",
        "/case/state/decided/outcome",
        "/case/state/decided/document",
        "/case/state/decided/content",
        "/case/state/decided/valid_from",
        "/case/state/decided/valid_until",
        "/case/state/decided/published",
    ]
    .contains(&field)
}

/// What a field is called; its place where it has no name.
fn label(field: &str) -> Word {
    let named = match field.strip_prefix("/case").unwrap_or(field) {
        "/number" => "approvals-history-number",
        "/item" => "approvals-history-item-code",
        "/item_name" => "approvals-item",
        "/applicant/kind" => "approvals-applicant-kind",
        "/applicant/name" => "approvals-applicant",
        "/applicant/uscc" => "approvals-history-applicant-code",
        "/applicant/representative" => "approvals-representative",
        "/applicant/codes/registration" => "approvals-code-registration",
        "/applicant/codes/organisation" => "approvals-code-organisation",
        "/applicant/codes/tax" => "approvals-code-tax",
        "/applicant/codes/institution" => "approvals-code-institution",
        "/applicant/codes/society" => "approvals-code-society",
        "/unit/code" => "approvals-history-unit-code",
        "/unit/name" => "approvals-unit",
        "/source/code" => "approvals-history-source-code",
        "/source/name" => "approvals-source",
        "/licence_kind" => "approvals-licence-kind",
        "/district" => "approvals-district",
        "/applied" => "approvals-applied",
        "/accepted" => "approvals-accepted",
        "/remark" => "approvals-remark",
        "/state/decided/on" => "approvals-decided",
        "/state/decided/outcome" => "approvals-outcome",
        "/state/decided/title" => "approvals-document",
        "/state/decided/document" => "approvals-document-number",
        "/state/decided/certificate" => "approvals-certificate",
        "/state/decided/licence" => "approvals-licence",
        "/state/decided/content" => "approvals-content",
        "/state/decided/valid_from" => "approvals-history-valid-from",
        "/state/decided/valid_until" => "approvals-history-valid-until",
        "/state/decided/published" => "approvals-published",
        _ => return field.into(),
    };
    key(named)
}

fn step_label(field: &[&str]) -> Word {
    key(match field {
        ["name"] => "approvals-history-step-name",
        ["limit_days"] => "approvals-history-step-limit",
        ["started"] => "approvals-history-step-started",
        ["completed"] => "approvals-history-step-completed",
        ["entered"] => "approvals-history-step-entered",
        ["handler"] => "approvals-history-step-handler",
        ["pause", "from"] => "approvals-history-step-pause-from",
        ["pause", "until"] => "approvals-history-step-pause-until",
        ["pause", "reason"] => "approvals-history-step-pause-reason",
        _ => return field.join("/").into(),
    })
}

fn extension_label(field: &[&str]) -> Word {
    key(match field {
        ["days"] => "approvals-history-extension-days",
        ["approved_by"] => "approvals-history-extension-by",
        ["reason"] => "approvals-history-extension-reason",
        _ => return field.join("/").into(),
    })
}

/// What a version brought later than it should have: steps keyed in too long after they were completed, and a decision
/// published too long after it was taken. Late is what the rules of the clock page call late; see
/// docs/rules/approval-clock.md.
pub fn late(
    before: Option<&Approval>,
    after: &Approval,
    calendar: &Calendar,
    thresholds: &Thresholds,
    utc_offset_minutes: i32,
) -> Vec<Sentence> {
    let mut late = Vec::new();
    for step in fresh_steps(before, after) {
        let Some((completed, entered)) = completed_and_entered(step, utc_offset_minutes) else { continue };
        if let Entry::Late { days } = entry(completed, entered, calendar, thresholds) {
            late.push(
                of_step("approvals-history-late", step)
                    .with("n", days)
                    .with("limit", thresholds.entry_working_days),
            );
        }
    }
    let published = |decision: &Decision| decision.published.map(|published| (decision.on, published));
    let fresh = after.decision().and_then(published);
    let known = before.and_then(Approval::decision).and_then(published);
    if let Some((on, day)) = fresh.filter(|_| fresh != known) {
        let delay = publication(on, day, calendar, thresholds);
        if delay.over_days > 0 {
            late.push(
                Sentence::new("approvals-history-published-late")
                    .with("n", delay.days)
                    .with("limit", thresholds.publication_working_days),
            );
        }
    }
    late
}

/// Steps that were keyed in as completed before they were.
pub fn early(
    before: Option<&Approval>,
    after: &Approval,
    calendar: &Calendar,
    thresholds: &Thresholds,
    utc_offset_minutes: i32,
) -> Vec<Sentence> {
    let found = fresh_steps(before, after).filter_map(|step| {
        let (completed, entered) = completed_and_entered(step, utc_offset_minutes)?;
        let is_early = entry(completed, entered, calendar, thresholds) == Entry::Early;
        is_early.then(|| {
            of_step("approvals-history-early", step).with("completed", completed).with("entered", entered)
        })
    });
    found.collect()
}

/// The steps whose completion or entry this version brought.
fn fresh_steps<'a>(before: Option<&'a Approval>, after: &'a Approval) -> impl Iterator<Item = &'a Step> {
    let known = move |step: &Step| {
        before.is_some_and(|before| {
            before.steps.iter().any(|was| {
                was.number == step.number && was.completed == step.completed && was.entered == step.entered
            })
        })
    };
    after.steps.iter().filter(move |step| !known(step))
}

fn completed_and_entered(step: &Step, utc_offset_minutes: i32) -> Option<(Day, Day)> {
    Some((step.completed?, step.entered?.day(utc_offset_minutes)))
}

#[cfg(test)]
mod tests;
