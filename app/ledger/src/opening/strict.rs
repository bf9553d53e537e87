//! Reading facts so that one text has one reading. JSON readers differ in what they make of a member that stands twice, and
//! `serde_json` reads an object of one member with a name of its own as a number; both are refused here.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::Mismatch;
use super::pointer::{DEPTH_AT_MOST, escape};

/// Names that begin like this stand for numbers and raw texts inside `serde_json`.
const RESERVED: &str = "$serde_json::private::";

/// The facts of a text.
///
/// # Errors
/// [`Mismatch::Json`] where the text is no JSON, [`Mismatch::Twice`] where an object has a member twice,
/// [`Mismatch::Reserved`] where a name is one that `serde_json` keeps for itself, [`Mismatch::Deep`] beyond 128 levels.
///
/// ```
/// use ledger::opening::read;
/// assert_eq!(read(r#"{"fee": 1.50}"#).unwrap().to_string(), r#"{"fee":1.50}"#);
/// assert!(read(r#"{"fee": 1, "f\u0065e": 2}"#).is_err());
/// ```
pub fn read(text: &str) -> Result<Value, Mismatch> {
    part(text, &mut String::new(), 0)
}

fn json(error: serde_json::Error) -> Mismatch {
    Mismatch::Json(error.to_string())
}

fn part(text: &str, at: &mut String, depth: usize) -> Result<Value, Mismatch> {
    if depth > DEPTH_AT_MOST {
        return Err(Mismatch::Deep);
    }
    let length = at.len();
    let text = text.trim_start();
    if text.starts_with('[') {
        let items: Vec<&RawValue> = serde_json::from_str(text).map_err(json)?;
        let mut values = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            escape(&index.to_string(), at);
            values.push(part(item.get(), at, depth + 1)?);
            at.truncate(length);
        }
        return Ok(Value::Array(values));
    }
    if !text.starts_with('{') {
        return serde_json::from_str(text).map_err(json);
    }
    let Members(members) = serde_json::from_str(text).map_err(json)?;
    let mut object = Map::with_capacity(members.len());
    for (name, value) in members {
        escape(&name, at);
        if name.starts_with(RESERVED) {
            return Err(Mismatch::Reserved { field: at.clone() });
        }
        let value = part(value.get(), at, depth + 1)?;
        if object.insert(name, value).is_some() {
            return Err(Mismatch::Twice { field: at.clone() });
        }
        at.truncate(length);
    }
    Ok(Value::Object(object))
}

/// The members of an object as they stand in the text, twice where they stand twice.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Members<'de>, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(All)
    }
}
