//! From releases to one compiled release: what a contracting process says today, put together from everything that
//! was published about it.
//!
#![doc = include_str!("../../../../docs/rules/compiled-release.md")]

use serde_json::{Map, Value};

/// Fields of a release itself, which describe the release and not the process.
const OMITTED: [&str; 3] = ["id", "date", "tag"];
/// Fields that a newer release replaces whole, even by an empty list. The first two say so in the schema, because the
/// ids of their items come from different schemes and may be equal by chance; the items of the others have no id.
const REPLACED: [&str; 6] = [
    "additionalIdentifiers",
    "additionalClassifications",
    "additionalProcurementCategories",
    "submissionMethod",
    "roles",
    "changes",
];

/// A release with what orders it: when it was published, and which came to us first where two are of one instant.
#[derive(Clone, Debug)]
pub struct Dated {
    /// Microseconds since 1970; instants, not texts, are compared, because publishers write different offsets.
    pub at: i64,
    /// The date as the publisher wrote it.
    pub date: String,
    /// The release.
    pub release: Value,
}

/// The compiled release of all releases of one process.
///
/// ```
/// use serde_json::json;
/// use trading::rules::merge::{Dated, compile};
/// let release = |at, release| Dated { at, date: format!("2026-01-0{at}T00:00:00Z"), release };
/// let compiled = compile("ocds-x", vec![
///     release(2, json!({"id": "b", "tender": {"id": "t", "status": "complete", "value": null}})),
///     release(1, json!({"id": "a", "tender": {"id": "t", "status": "active", "value": {"amount": 5}}})),
/// ]);
/// assert_eq!(compiled["tender"], json!({"id": "t", "status": "complete"}));
/// assert_eq!(compiled["id"], "ocds-x-2026-01-02T00:00:00Z");
/// ```
pub fn compile(ocid: &str, mut releases: Vec<Dated>) -> Value {
    // The sort is stable: of two releases of one instant the one received later has the last word.
    releases.sort_by_key(|release| release.at);
    let mut compiled = Map::new();
    let newest = releases.last().map(|release| release.date.clone()).unwrap_or_default();
    compiled.insert("tag".into(), Value::from(vec!["compiled"]));
    compiled.insert("id".into(), format!("{ocid}-{newest}").into());
    compiled.insert("date".into(), newest.into());
    compiled.insert("ocid".into(), ocid.into());
    for Dated { release, .. } in releases {
        let Value::Object(release) = release else { continue };
        for (field, value) in release {
            if !OMITTED.contains(&field.as_str()) && field != "ocid" {
                put(&mut compiled, field, value);
            }
        }
    }
    Value::Object(compiled)
}

/// One field of an input object into the compiled object.
fn put(compiled: &mut Map<String, Value>, field: String, value: Value) {
    match value {
        // Null takes the field back.
        Value::Null => {
            compiled.shift_remove(&field);
        }
        value if REPLACED.contains(&field.as_str()) => {
            compiled.insert(field, value);
        }
        Value::Object(input) => {
            if input.is_empty() {
                return;
            }
            let target = compiled.entry(field).or_insert_with(|| Value::Object(Map::new()));
            if !target.is_object() {
                *target = Value::Object(Map::new());
            }
            if let Value::Object(target) = target {
                for (field, value) in input {
                    put(target, field, value);
                }
            }
        }
        // An empty list says nothing: a release that changes one award need not repeat the others.
        Value::Array(input) if input.is_empty() => {}
        Value::Array(input) if items_are_alike(&input) => {
            compiled.insert(field, Value::Array(input));
        }
        Value::Array(input) => {
            let target = compiled.entry(field).or_insert_with(|| Value::Array(Vec::new()));
            if !target.as_array().is_some_and(|items| items.iter().all(Value::is_object)) {
                *target = Value::Array(Vec::new());
            }
            if let Value::Array(target) = target {
                input.into_iter().for_each(|item| merge_item(target, item));
            }
        }
        literal => {
            compiled.insert(field, literal);
        }
    }
}

/// Whether the items of a list cannot be told apart, so that it replaces the earlier one whole.
fn items_are_alike(input: &[Value]) -> bool {
    input.iter().any(|item| !item.is_object()) || input.iter().all(|item| item.get("id").is_none())
}

/// An item goes into the item of the same `id`, or to the end of the list.
fn merge_item(items: &mut Vec<Value>, input: Value) {
    let Value::Object(input) = input else { return };
    let id = input.get("id").filter(|id| !id.is_null());
    let same = id.and_then(|id| items.iter().position(|item| item.get("id") == Some(id)));
    let at = same.unwrap_or_else(|| {
        items.push(Value::Object(Map::new()));
        items.len() - 1
    });
    if let Some(Value::Object(item)) = items.get_mut(at) {
        for (field, value) in input {
            put(item, field, value);
        }
    }
}
