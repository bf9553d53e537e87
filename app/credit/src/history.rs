//! What changed from one version of an enterprise, a credit record or a penalty to the next, in sentences, and what was
//! done later than the law allows. Pure: both versions and the calendar are passed in.
//!
//! Every field that differs becomes a sentence, the important ones first. A correction stands beside what it corrected
//! only while the record itself is public; see docs/rules/credit-publication.md.

use ledger::change::{Change, changes_at_most};
use record::{Calendar, Day, Difference, Fen, Sentence, Word};
use serde::Serialize;
use serde_json::Value;

use crate::credit_record::{CreditRecord, Finding};
use crate::enterprise::Enterprise;
use crate::penalty::{Entry, Penalty, Tombstone, Why};
use crate::rules::publication::{PUBLISH_WORKING_DAYS, WITHDRAW_WORKING_DAYS, promptness};

/// What a version of an enterprise says that the one before it did not.
pub fn of_enterprise(before: &Enterprise, after: &Enterprise) -> Difference {
    const FIRST: [&str; 5] = ["/name", "/standing", "/legal_representative", "/capital", "/address"];
    let label = |field: &str| match field {
        "/uscc" => Some("credit-history-uscc"),
        "/register_number" => Some("credit-history-register-number"),
        "/name" => Some("credit-history-name"),
        "/former_name" => Some("credit-history-former-name"),
        "/kind" => Some("credit-kind"),
        "/industry" => Some("credit-industry"),
        "/district" => Some("credit-district"),
        "/town" => Some("credit-history-town"),
        "/standing" => Some("credit-standing"),
        "/founded_on" => Some("credit-founded"),
        "/legal_representative" => Some("credit-representative"),
        "/capital" => Some("credit-capital"),
        "/address" => Some("credit-address"),
        _ => None,
    };
    difference(before, after, &FIRST, label)
}

/// What a version of a credit record says that the one before it did not.
pub fn of_record(before: &CreditRecord, after: &CreditRecord) -> Difference {
    const FIRST: [&str; 7] = [
        "/enterprise",
        "/name",
        "/decided_on",
        "/finding/kind",
        "/finding/severity",
        "/finding/publish_until",
        "/finding/valid_until",
    ];
    let label = |field: &str| match field {
        "/key" => Some("credit-record-number"),
        "/uscc" => Some("credit-history-uscc"),
        "/enterprise" => Some("credit-enterprise"),
        "/category" => Some("credit-category"),
        "/name" => Some("credit-finding"),
        "/authority" => Some("credit-authority"),
        "/decided_on" => Some("credit-decided"),
        "/document" => Some("credit-document"),
        "/finding/kind" => Some("credit-history-finding"),
        "/finding/valid_until" => Some("credit-valid-until"),
        "/finding/severity" => Some("credit-severity"),
        "/finding/publish_min" => Some("credit-history-publish-min"),
        "/finding/publish_until" => Some("credit-history-publish-until"),
        _ => None,
    };
    let mut difference = difference(before, after, &FIRST, label);
    let repaired = |record: &CreditRecord| match record.finding {
        Finding::Negative { repaired_on, .. } => repaired_on,
        Finding::Honour { .. } => None,
    };
    let sentence = match (repaired(before), repaired(after)) {
        (None, Some(day)) => Sentence::new("credit-history-repaired").with("day", day),
        (Some(day), None) => Sentence::new("credit-history-unrepaired").with("day", day),
        _ => return difference,
    };
    // Said in its own words, so not once more as a field.
    difference.others.retain(|other| other.get("field") != Some(&Word::from("finding/repaired_on")));
    difference.told.insert(0, sentence);
    difference
}

/// What a version of a penalty says that the one before it did not.
pub fn of_penalty(before: &Penalty, after: &Penalty) -> Difference {
    const FIRST: [&str; 10] = [
        "/party/name",
        "/offence",
        "/kinds",
        "/content",
        "/fine",
        "/confiscated",
        "/decided_on",
        "/severity",
        "/publish_until",
        "/published_on",
    ];
    let label = |field: &str| match field {
        "/key" => Some("credit-penalty-number"),
        "/party/kind" => Some("credit-column-party-kind"),
        "/party/uscc" => Some("credit-history-uscc"),
        "/party/name" | "/party/masked_name" => Some("credit-party"),
        "/legal_representative" => Some("credit-representative"),
        "/document" => Some("credit-document"),
        "/offence" => Some("credit-offence"),
        "/findings" => Some("credit-findings"),
        "/basis" => Some("credit-basis"),
        "/kinds" => Some("credit-penalty-kinds"),
        "/content" => Some("credit-content"),
        "/fine" => Some("credit-fine-amount"),
        "/confiscated" => Some("credit-confiscated"),
        "/licence" => Some("credit-licence"),
        "/decided_on" => Some("credit-decided"),
        "/valid_until" => Some("credit-effective-until"),
        "/authority/name" => Some("credit-authority"),
        "/authority/uscc" => Some("credit-history-authority-code"),
        "/source/name" => Some("credit-source"),
        "/source/uscc" => Some("credit-history-source-code"),
        "/remark" => Some("credit-remark"),
        "/severity" => Some("credit-severity"),
        "/severity_stated" => Some("credit-history-severity-stated"),
        "/publish_min" => Some("credit-history-publish-min"),
        "/publish_until" => Some("credit-history-publish-until"),
        "/published_on" => Some("credit-history-published-on"),
        _ => None,
    };
    difference(before, after, &FIRST, label)
}

fn difference<T: Serialize>(
    before: &T,
    after: &T,
    first: &[&str],
    label: impl Fn(&str) -> Option<&'static str>,
) -> Difference {
    let mut difference = Difference::default();
    for Change { field, before, after, .. } in changes_at_most(usize::MAX, &facts(before), &facts(after)) {
        let name = match label(&field) {
            Some(label) => key(label.to_owned(), label),
            None => field.trim_start_matches('/').into(),
        };
        let value = |value: Option<Value>| value.and_then(|value| word(&field, value));
        let Some(sentence) = Sentence::of_field(name, value(before), value(after)) else { continue };
        let list =
            if first.contains(&field.as_str()) { &mut difference.told } else { &mut difference.others };
        list.push(sentence);
    }
    difference
}

/// The facts with the kinds of penalty as one field: they are read together.
fn facts(noun: &impl Serialize) -> Value {
    let mut facts = serde_json::to_value(noun).unwrap_or_default();
    if let Some(kinds) = facts.get_mut("kinds") {
        let words: Vec<&str> = kinds.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        *kinds = words.join("、").into();
    }
    facts
}

fn key(key: String, otherwise: &str) -> Word {
    Word::Key(key, otherwise.to_owned())
}

/// A value as a reader knows it; nothing for what is not there.
fn word(field: &str, value: Value) -> Option<Word> {
    Some(match (field, value) {
        (_, Value::Null) => return None,
        (_, Value::Bool(true)) => key("history-yes".to_owned(), "true"),
        (_, Value::Bool(false)) => key("history-no".to_owned(), "false"),
        ("/capital" | "/fine" | "/confiscated", Value::Number(fen)) => {
            fen.as_i64().map_or_else(|| fen.to_string().into(), |fen| Word::Money(Fen(fen)))
        }
        (_, Value::Number(number)) => number.to_string().into(),
        ("/standing", Value::String(word)) => {
            key(format!("credit-standing-{}", word.replace('_', "-")), &word)
        }
        ("/severity" | "/finding/severity", Value::String(word)) => {
            key(format!("credit-severity-{word}"), &word)
        }
        ("/finding/kind", Value::String(word)) => {
            key(if word == "honour" { "credit-good" } else { "credit-bad" }.to_owned(), &word)
        }
        (_, Value::String(text)) => Day::parse(&text).map_or_else(|| text.into(), Word::Day),
        (_, value) => value.to_string().into(),
    })
}

/// What is told of a penalty that was taken down: whether it was changed or revoked, when and why (行政处罚法 art. 48).
pub fn withdrawal(stone: &Tombstone) -> Sentence {
    let why = match stone.withdrawal.why {
        Why::Changed => "credit-why-changed",
        Why::Revoked => "credit-why-revoked",
    };
    Sentence::new("credit-history-withdrawn")
        .with("why", key(why.to_owned(), why))
        .with("day", stone.withdrawal.on)
        .with("reason", &stone.withdrawal.reason)
}

/// What a version brought later than the law allows: a penalty published by its authority after more than seven working
/// days (双公示), or one that left this register more than three working days after it was changed or revoked
/// (行政处罚法 art. 48). `entered` is the day the version was entered.
pub fn late(before: Option<&Entry>, after: &Entry, entered: Day, calendar: &Calendar) -> Option<Sentence> {
    match (before, after) {
        (before, Entry::Standing(penalty)) => {
            let days = |penalty: &Penalty| (penalty.decided_on, penalty.published_on);
            let is_known = matches!(before, Some(Entry::Standing(was)) if days(was) == days(penalty));
            let prompt = promptness(penalty, calendar).filter(|_| !is_known)?;
            (prompt.days_late > 0).then(|| {
                Sentence::new("credit-history-published-late")
                    .with("n", prompt.days_used)
                    .with("limit", PUBLISH_WORKING_DAYS)
            })
        }
        // One that was revoked before it ever came here was never here too long.
        (Some(Entry::Standing(_)), Entry::Withdrawn(stone)) => {
            let limit = calendar.add_working_days(stone.withdrawal.on, WITHDRAW_WORKING_DAYS).day;
            let days = entered.days_since(limit);
            (days > 0).then(|| {
                Sentence::new("credit-history-withdrawn-late")
                    .with("day", entered)
                    .with("n", days)
                    .with("limit", WITHDRAW_WORKING_DAYS)
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
