//! What changed from one version of a contracting process to the next, in sentences. Pure: both versions are passed in.
//!
//! Lists whose entries have an `id` are matched by it, as the merging of OCDS releases does (OCDS 1.1.5, merging); what
//! no sentence of its own tells is told field by field, so that nothing a publisher changes goes unsaid. Names of
//! people are masked before anything is compared. See docs/ocds.md.

mod chosen;
mod signed;

use ledger::change::{Change, changes_at_most};
use record::sentence::percent;
use record::{Day, Difference, Sentence, Word};
use serde_json::{Map, Value, json};

use crate::party::{Party, without_persons};
use crate::process::Process;
use crate::rules::facts::Facts;
use crate::rules::money::Amount;
use crate::stage::Moment;

/// What a version says that the one before it did not.
pub fn difference(before: &Facts, after: &Facts) -> Difference {
    let mut said = Said {
        was: Process::read(&before.ocid, &before.compiled),
        is: Process::read(&after.ocid, &after.compiled),
        told: Vec::new(),
        fields: Vec::new(),
    };
    said.releases(before, after);
    said.tender();
    said.awards();
    said.contracts();
    said.bids();
    let (before, after) = (by_id(before), by_id(after));
    said.payments(&before, &after);
    let mut others = Vec::new();
    for change in &changes_at_most(usize::MAX, &before, &after) {
        match said.document(change, &before, &after) {
            Some(sentence) => said.told.push(sentence),
            None if said.is_told(&change.field) => {}
            None => others.extend(other(change)),
        }
    }
    Difference { told: said.told, others }
}

/// The facts as they are compared: without people's names, lists under the identifiers of their entries.
fn by_id(facts: &Facts) -> Value {
    let public = |json: &Value| keyed(without_persons(json).as_ref().unwrap_or(json));
    let by = if facts.by_publisher { "publisher" } else { "hall" };
    json!({ "compiled": public(&facts.compiled), "package": public(&facts.package), "compiled_by": by })
}

fn keyed(json: &Value) -> Value {
    match json {
        Value::Array(list) => {
            let mut map = Map::new();
            for entry in list {
                if let Some(id) = identifier(entry) {
                    map.insert(id, keyed(entry));
                }
            }
            // A list with an entry that has no identifier, or two with the same, is matched by place.
            if map.len() == list.len() && !map.is_empty() {
                Value::Object(map)
            } else {
                list.iter().map(keyed).collect()
            }
        }
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(name, value)| (name.clone(), keyed(value))).collect())
        }
        scalar => scalar.clone(),
    }
}

fn identifier(entry: &Value) -> Option<String> {
    match entry.get("id")? {
        Value::String(id) if !id.is_empty() => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

/// Both versions, the sentences so far, and the fields they have told of.
struct Said {
    was: Process,
    is: Process,
    told: Vec<Sentence>,
    fields: Vec<String>,
}

impl Said {
    /// Keeps a sentence, if there is one, and notes which field it told of; where it said nothing, the field is left to
    /// be told as it stands.
    fn tell(&mut self, sentence: Option<Sentence>, field: &str) {
        if let Some(sentence) = sentence {
            self.told.push(sentence);
            self.fields.push(field.to_owned());
        }
    }

    fn is_told(&self, field: &str) -> bool {
        self.fields.iter().any(|told| {
            field.strip_prefix(told.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    fn releases(&mut self, before: &Facts, after: &Facts) {
        let told = |one: &Facts, other: &Facts, key: &'static str| -> Vec<Sentence> {
            let new = one.releases.iter().filter(|release| {
                !other.releases.iter().any(|known| known.id == release.id && known.sha256 == release.sha256)
            });
            let told = new.map(|release| {
                let tag = match release.tag.as_slice() {
                    [] => "none".into(),
                    [tag] => Word::Key(format!("trading-tag-{tag}"), tag.clone()),
                    tags => tags.join(", ").into(),
                };
                Sentence::new(key).with("id", &release.id).with("tag", tag)
            });
            told.collect()
        };
        self.told.extend(told(after, before, "trading-history-release"));
        self.told.extend(told(before, after, "trading-history-release-gone"));
    }

    fn tender(&mut self) {
        let kind = self.is.kind.as_str();
        let own = |key: &'static str| Word::from(Sentence::new(key).with("kind", kind));
        if self.was.state != self.is.state {
            let word = |process: &Process| {
                key_or(format!("trading-state-{}", process.state.as_str()), process.state.as_str())
            };
            let sentence = Sentence::new("trading-history-state");
            self.told.push(sentence.with("from", word(&self.was)).with("to", word(&self.is)));
        }
        let deadline = moment_field(
            own("trading-history-deadline"),
            self.was.tender_period.end,
            self.is.tender_period.end,
        );
        self.tell(deadline, "/compiled/tender/tenderPeriod/endDate");
        let budget = sum_field(key("trading-price-budget"), &self.was.budget, &self.is.budget);
        self.tell(budget, "/compiled/planning/budget/amount");
        let estimate = sum_field(own("trading-estimate"), &self.was.estimate, &self.is.estimate);
        self.tell(estimate, "/compiled/tender/value");
        let title = text_field(key("trading-history-title"), &self.was.title, &self.is.title);
        // A title may have come from several fields; only the tender's own is told by it.
        self.tell(title, "/compiled/tender/title");
        let bidders = |process: &Process| process.number_of_tenderers.and_then(|n| i64::try_from(n).ok());
        let counted = Sentence::of_field(
            key("trading-history-bidders"),
            bidders(&self.was).map(Word::Number),
            bidders(&self.is).map(Word::Number),
        );
        self.tell(counted, "/compiled/tender/numberOfTenderers");
    }

    /// A document that came or went, told by its title.
    fn document(&self, change: &Change, before: &Value, after: &Value) -> Option<Sentence> {
        let list = change
            .field
            .strip_suffix("/title")
            .filter(|entry| entry.rsplit('/').nth(1) == Some("documents"))?;
        let (key, holder) = match (before.pointer(list), after.pointer(list)) {
            (None, Some(document)) => ("trading-history-document-added", document),
            (Some(document), None) => ("trading-history-document-removed", document),
            _ => return None,
        };
        let title = holder.get("title").and_then(Value::as_str)?;
        Some(Sentence::new(key).with("title", title))
    }
}

/// A field no sentence of its own tells of: its place, and from what to what.
fn other(change: &Change) -> Option<Sentence> {
    let value = |value: &Option<Value>| match value {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(Day::parse(text).map_or_else(|| text.into(), Word::Day)),
        Some(Value::Bool(true)) => Some(key("history-yes")),
        Some(Value::Bool(false)) => Some(key("history-no")),
        Some(other) => Some(other.to_string().into()),
    };
    let field = match change.field.as_str() {
        "/compiled_by" => {
            let by = |value: &Option<Value>| match value.as_ref().and_then(Value::as_str) {
                Some("publisher") => Some(key("trading-history-by-publisher")),
                Some(_) => Some(key("trading-history-by-us")),
                None => None,
            };
            return Sentence::of_field(
                key("trading-history-compiled"),
                by(&change.before),
                by(&change.after),
            );
        }
        field => field.strip_prefix("/compiled").unwrap_or(field).trim_start_matches('/'),
    };
    // JSON Pointer writes a slash inside a name as `~1`; a reader knows the name.
    let field = field.replace("~1", "/").replace("~0", "~");
    Sentence::of_field(field.into(), value(&change.before), value(&change.after))
}

fn key(key: &str) -> Word {
    key_or(key.to_owned(), key)
}

/// A word of an open list: the publisher's own where it is none of ours.
fn key_or(key: String, otherwise: &str) -> Word {
    Word::Key(key, otherwise.to_owned())
}

fn text_field(label: Word, before: &str, after: &str) -> Option<Sentence> {
    let word = |text: &str| (!text.is_empty()).then(|| Word::from(text));
    Sentence::of_field(label, word(before), word(after))
}

/// A moment that moved: by days, or within the day by its hour.
fn moment_field(label: Word, before: Option<Moment>, after: Option<Moment>) -> Option<Sentence> {
    if let (Some(was), Some(is)) = (before, after)
        && let (true, Some(earlier), Some(later)) = (was.day == is.day, was.at, is.at)
    {
        return Sentence::of_field(label, Some(Word::Moment(earlier)), Some(Word::Moment(later)));
    }
    let day = |moment: Option<Moment>| moment.map(|moment| Word::Day(moment.day));
    Sentence::of_field(label, day(before), day(after))
}

/// A sum as a page writes it: yuan by the reader's language, others behind their code.
fn sum(amount: &Amount) -> Word {
    match amount.fen() {
        Some(fen) => Word::Money(record::Fen(fen)),
        None if amount.currency.is_empty() => amount.number.grouped(0).into(),
        None => format!("{} {}", amount.currency, amount.number.grouped(0)).into(),
    }
}

fn sum_field(label: Word, before: &Option<Amount>, after: &Option<Amount>) -> Option<Sentence> {
    let sentence = Sentence::of_field(label, before.as_ref().map(sum), after.as_ref().map(sum))?;
    let (Some(before), Some(after)) = (before, after) else { return Some(sentence) };
    let Some((has_risen, share)) = share(before, after) else { return Some(sentence) };
    let key = if has_risen { "history-raised" } else { "history-lowered" };
    let mut args = sentence.args;
    args.retain(|(name, _)| *name != "share");
    Some(Sentence { key, args }.with("share", share))
}

/// Whether a sum rose, and by how many per cent; only within one currency and from something above nothing.
fn share(before: &Amount, after: &Amount) -> Option<(bool, String)> {
    let is_comparable = before.currency == after.currency
        && !before.number.is_zero()
        && !before.number.is_negative()
        && before.number != after.number;
    let change = after.number.minus(before.number).filter(|_| is_comparable)?;
    Some((!change.is_negative(), percent(change.per_mille_of(before.number)?)))
}

fn names(parties: &[Party]) -> Word {
    let names: Vec<&str> = parties
        .iter()
        .map(|party| if party.name.is_empty() { party.id.as_str() } else { party.name.as_str() })
        .collect();
    if names.is_empty() { key("trading-history-nobody") } else { names.join("、").into() }
}

/// A sum in a sentence that can do without.
fn sum_or_none(amount: &Option<Amount>) -> Word {
    amount.as_ref().map_or_else(|| "none".into(), sum)
}

/// When the newest release of a version was published, and how many days later it was entered here. The register knows
/// no limit for that, so it is told and not called late.
pub fn released(before: Option<&Facts>, after: &Facts, entered: Day) -> Option<Sentence> {
    let newest = |facts: &Facts| facts.releases.last().and_then(|release| Moment::parse(&release.date));
    let day = newest(after)?.day;
    let is_old = before.is_some_and(|before| before.releases.len() == after.releases.len());
    let days = entered.days_since(day);
    (!is_old && days >= 0).then(|| Sentence::new("trading-history-released").with("day", day).with("n", days))
}

/// Who published the newest package.
pub fn publisher(facts: &Facts) -> Option<String> {
    let name = facts.package.pointer("/publisher/name")?.as_str()?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests;
