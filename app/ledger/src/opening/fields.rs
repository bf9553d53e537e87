//! Facts into fields and back. The two are exact inverses: facts that differ in anything but the order of members or the
//! way a number's exponent is written have different fields.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Mismatch;
use super::pointer::{DEPTH_AT_MOST, are_those_of_a_list, escape, place, segments};

/// The fields of these facts: pointer and value as JSON text, in the bytewise order of the pointers.
///
/// An empty list or object is a value itself. An object whose members are named like the places of a list (`0`, `1`, …)
/// also has a field of its own, with the value `{}`: without it its fields would be those of a list.
///
/// Texts of numbers are those of the file, digit for digit, which needs `serde_json`'s `arbitrary_precision`; only an
/// exponent is always written as `e+3` or `e-3`.
///
/// ```
/// let facts = ledger::opening::read(r#"{"steps": [{"unit": "海港区"}, {}], "fee": 12.50}"#).unwrap();
/// let fields = ledger::opening::flatten(&facts);
/// let fields: Vec<_> = fields.iter().map(|(field, value)| format!("{field} = {value}")).collect();
/// assert_eq!(fields, ["/fee = 12.50", "/steps/0/unit = \"海港区\"", "/steps/1 = {}"]);
/// ```
pub fn flatten(facts: &Value) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    walk(facts, &mut String::new(), &mut fields);
    fields.sort_unstable();
    fields
}

fn walk(value: &Value, at: &mut String, fields: &mut Vec<(String, String)>) {
    let length = at.len();
    match value {
        Value::Object(members) => {
            if members.is_empty() || are_those_of_a_list(members.keys().map(String::as_str)) {
                fields.push((at.clone(), "{}".to_owned()));
            }
            for (name, value) in members {
                escape(name, at);
                walk(value, at, fields);
                at.truncate(length);
            }
        }
        Value::Array(items) => {
            if items.is_empty() {
                fields.push((at.clone(), "[]".to_owned()));
            }
            for (index, item) in items.iter().enumerate() {
                escape(&index.to_string(), at);
                walk(item, at, fields);
                at.truncate(length);
            }
        }
        Value::Number(number) => fields.push((at.clone(), number_text(&number.to_string()))),
        scalar => fields.push((at.clone(), scalar.to_string())),
    }
}

/// A number's text with its exponent written one way, whichever way the file or the library writes it.
fn number_text(text: &str) -> String {
    match text.split_once(['e', 'E']) {
        Some((digits, power)) if power.starts_with(['+', '-']) => format!("{digits}e{power}"),
        Some((digits, power)) => format!("{digits}e+{power}"),
        None => text.to_owned(),
    }
}

/// The scalar, empty list or empty object of this text, if it is the one text that [`flatten`] writes.
pub(super) fn scalar(text: &str) -> Option<Value> {
    let value: Value = serde_json::from_str(text).ok()?;
    let canonical = match &value {
        Value::Object(members) if !members.is_empty() => return None,
        Value::Array(items) if !items.is_empty() => return None,
        Value::Number(number) => number_text(&number.to_string()),
        value => value.to_string(),
    };
    (canonical == text).then_some(value)
}

/// The facts of these fields. Members stand in the order of their names.
///
/// # Errors
/// [`Mismatch`], where these are not the fields of any facts: a name that is no pointer, a value that is not in its
/// canonical text, a field twice or inside another, or more levels than `serde_json` reads.
///
/// ```
/// use ledger::opening::{flatten, unflatten};
/// let facts = serde_json::json!({"a/b": [1, [], null], "like a list": {"1": true, "0": false}});
/// assert_eq!(unflatten(flatten(&facts)), Ok(facts));
/// assert!(unflatten([("/a", "1"), ("/a/b", "2")]).is_err());
/// ```
pub fn unflatten<F: AsRef<str>, V: AsRef<str>>(
    fields: impl IntoIterator<Item = (F, V)>,
) -> Result<Value, Mismatch> {
    let mut root = None;
    for (field, value) in fields {
        let (field, value) = (field.as_ref(), value.as_ref());
        let value = scalar(value).ok_or_else(|| Mismatch::Value { field: field.to_owned() })?;
        Node::put(&mut root, field, value)?;
    }
    root.ok_or(Mismatch::Empty)?.value(&mut String::new())
}

/// What is known of a place so far.
enum Node {
    Leaf(Value),
    /// `is_object` was said by a field of its own.
    Branch {
        is_object: bool,
        members: BTreeMap<String, Node>,
    },
}

impl Node {
    fn put(root: &mut Option<Node>, field: &str, value: Value) -> Result<(), Mismatch> {
        let names = segments(field).ok_or_else(|| Mismatch::Pointer { field: field.to_owned() })?;
        if names.len() > DEPTH_AT_MOST {
            return Err(Mismatch::Deep);
        }
        let overlap = || Mismatch::Overlap { field: field.to_owned() };
        let branch = |is_object| Node::Branch { is_object, members: BTreeMap::new() };
        // Each step down needs a branch; the node itself is put where none is yet.
        let mut names = names.into_iter();
        let Some(first) = names.next() else { return Node::settle(root, value).ok_or_else(overlap) };
        let mut node = root.get_or_insert_with(|| branch(false));
        let mut name = first;
        for next in names {
            let Node::Branch { members, .. } = node else { return Err(overlap()) };
            node = members.entry(name).or_insert_with(|| branch(false));
            name = next;
        }
        let Node::Branch { members, .. } = node else { return Err(overlap()) };
        let mut there = members.remove(&name);
        let settled = Node::settle(&mut there, value).ok_or_else(overlap);
        members.extend(there.map(|node| (name, node)));
        settled
    }

    /// Puts a value in a place; `None` if something else is there.
    fn settle(place: &mut Option<Node>, value: Value) -> Option<()> {
        let is_empty_object = value.as_object().is_some_and(Map::is_empty);
        match place {
            None if is_empty_object => {
                *place = Some(Node::Branch { is_object: true, members: BTreeMap::new() });
            }
            None => *place = Some(Node::Leaf(value)),
            Some(Node::Branch { is_object: is_object @ false, .. }) if is_empty_object => *is_object = true,
            Some(_) => return None,
        }
        Some(())
    }

    fn value(self, at: &mut String) -> Result<Value, Mismatch> {
        let (is_object, members) = match self {
            Node::Leaf(value) => return Ok(value),
            Node::Branch { is_object, members } => (is_object, members),
        };
        let like_a_list = are_those_of_a_list(members.keys().map(String::as_str));
        if is_object && !like_a_list && !members.is_empty() {
            return Err(Mismatch::Overlap { field: at.clone() });
        }
        let length = at.len();
        let mut values = Vec::with_capacity(members.len());
        for (name, node) in members {
            escape(&name, at);
            values.push((name, node.value(at)?));
            at.truncate(length);
        }
        if is_object || !like_a_list {
            return Ok(Value::Object(values.into_iter().collect()));
        }
        // As text, 10 stands before 9.
        values.sort_by_key(|(name, _)| place(name));
        Ok(Value::Array(values.into_iter().map(|(_, value)| value).collect()))
    }
}
