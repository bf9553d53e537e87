//! What changed from one version of a record to the next, field by field, and the plain numbers a sentence about it needs:
//! by how many days, by how many per cent. Which words a page puts around them is the page's business.
//!
//! Members are compared by name, whatever their order. Items of a list are compared with the items of the same `id` or
//! `number`, so that one put in at the top does not change all others; only where nothing tells the items apart are they
//! compared by place. Two texts of one number, `5` and `5.00`, are no change.

mod lists;
mod measure;

use serde_json::Value;

use crate::opening::escape;

use lists::{Pair, pairs};
pub use measure::{days, days_between, share};

/// So many changes are listed at most where nobody asks for another number: a page that listed more would not be read.
pub const AT_MOST: usize = 1_000;

/// One field that is not what it was: a scalar, an empty list or an empty object, as [`crate::opening::flatten`] has them.
///
/// Where a list has the same items in another order, that is one change of the whole list: `before` and `after` are then
/// lists of what tells the items apart ([`Change::is_order`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its JSON Pointer in the newer facts, or in the older ones if it is not in the newer.
    pub field: String,
    /// The pointer with `*` for each place in a list, such as `/steps/*/completed`: what a page looks words up by.
    pub pattern: String,
    /// Which item is meant by each `*`.
    pub items: Vec<Item>,
    /// The pointer of the largest whole that came or went with it, such as `/steps/3` for the field `/steps/3/name` of a
    /// step that is new. `None` where the field came, went or changed alone.
    pub part_of: Option<String>,
    /// What it was; `None` if it was not there.
    pub before: Option<Value>,
    /// What it is; `None` if it is not there any more.
    pub after: Option<Value>,
}

/// How an item of a list is told from its neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// By a member, such as `number`.
    By {
        /// Which member.
        member: &'static str,
        /// Its text.
        name: String,
    },
    /// By its place, from 1.
    Place(usize),
}

impl Change {
    /// Whether only the order of a list changed.
    pub fn is_order(&self) -> bool {
        let is_list = |side: &Option<Value>| matches!(side, Some(Value::Array(items)) if !items.is_empty());
        is_list(&self.before) && is_list(&self.after)
    }

    /// By how many days a day or an instant moved, if it is one on both sides; see [`days`].
    pub fn days(&self, offset_minutes: i32) -> Option<i64> {
        days(self.before.as_ref()?.as_str()?, self.after.as_ref()?.as_str()?, offset_minutes)
    }

    /// By how much a number rose, in tenths of a per cent of what it was; see [`share`]. Texts are no numbers here, because
    /// codes of digits are none.
    pub fn share(&self) -> Option<i64> {
        match (self.before.as_ref()?, self.after.as_ref()?) {
            (Value::Number(before), Value::Number(after)) => share(&before.to_string(), &after.to_string()),
            _ => None,
        }
    }
}

/// The changes between two versions, the first so many of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Changes in the order of the older facts, what is new of an object or a list behind what it had.
    pub list: Vec<Change>,
    /// How many more there are.
    pub more: usize,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.more == 0
    }

    /// How many changes there are, listed or not.
    pub fn count(&self) -> usize {
        self.list.len() + self.more
    }
}

impl IntoIterator for Changes {
    type Item = Change;
    type IntoIter = std::vec::IntoIter<Change>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Changes {
    type Item = &'a Change;
    type IntoIter = std::slice::Iter<'a, Change>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

/// What changed between two versions of the facts of a record, at most [`AT_MOST`] changes.
///
/// ```
/// use serde_json::json;
/// let before = json!({"steps": [{"number": 2, "due": "2026-06-24"}], "fee": 100});
/// let after = json!({"steps": [{"number": 1, "due": "2026-06-01"}, {"number": 2, "due": "2026-06-30"}], "fee": 128});
/// let changes = ledger::change::changes(&before, &after);
/// let fields: Vec<&str> = changes.list.iter().map(|change| change.field.as_str()).collect();
/// assert_eq!(fields, ["/steps/1/due", "/steps/0/number", "/steps/0/due", "/fee"]);
/// let (moved, raised) = (&changes.list[0], &changes.list[3]);
/// assert_eq!((moved.pattern.as_str(), moved.days(480)), ("/steps/*/due", Some(6)));
/// assert_eq!(raised.share(), Some(280));
/// assert_eq!(changes.list[1].part_of.as_deref(), Some("/steps/0"));
/// ```
pub fn changes(before: &Value, after: &Value) -> Changes {
    changes_at_most(AT_MOST, before, after)
}

/// As [`changes`], listing at most so many.
pub fn changes_at_most(most: usize, before: &Value, after: &Value) -> Changes {
    let mut walk = Walk {
        most,
        found: Changes::default(),
        field: String::new(),
        pattern: String::new(),
        items: Vec::new(),
    };
    walk.compare(before, after);
    walk.found
}

/// The two values compared, and where they stand.
struct Walk {
    most: usize,
    found: Changes,
    field: String,
    pattern: String,
    items: Vec<Item>,
}

impl Walk {
    fn compare(&mut self, before: &Value, after: &Value) {
        match (before, after) {
            (Value::Object(old), Value::Object(new)) => {
                for (name, was) in old {
                    self.member(name, |walk| match new.get(name) {
                        Some(is) => walk.compare(was, is),
                        None => walk.whole(was, false),
                    });
                }
                for (name, is) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
                    self.member(name, |walk| walk.whole(is, true));
                }
            }
            (Value::Array(old), Value::Array(new)) => self.list(old, new),

            _ if measure::same(before, after) => {}
            _ if is_scalar(before) && is_scalar(after) => self.add(None, Some(before), Some(after)),
            _ => {
                self.whole(before, false);
                self.whole(after, true);
            }
        }
    }

    fn list(&mut self, old: &[Value], new: &[Value]) {
        let paired = pairs(old, new);
        for pair in &paired.pairs {
            match *pair {
                Pair::Both(was, is) => {
                    self.item(is, paired.item(new, is), |walk| walk.compare(&old[was], &new[is]));
                }
                Pair::Old(was) => self.item(was, paired.item(old, was), |walk| walk.whole(&old[was], false)),
                Pair::New(is) => self.item(is, paired.item(new, is), |walk| walk.whole(&new[is], true)),
            }
        }
        if let Some((before, after)) = paired.order(old, new) {
            self.add(None, Some(&before), Some(&after));
        }
    }

    /// A value that came or went, scalar by scalar.
    fn whole(&mut self, value: &Value, is_new: bool) {
        let part_of = if is_scalar(value) { None } else { Some(self.field.clone()) };
        self.scalars(value, is_new, part_of.as_deref());
    }

    fn scalars(&mut self, value: &Value, is_new: bool, part_of: Option<&str>) {
        match value {
            Value::Object(members) if !members.is_empty() => {
                for (name, value) in members {
                    self.member(name, |walk| walk.scalars(value, is_new, part_of));
                }
            }
            Value::Array(items) if !items.is_empty() => {
                let paired = pairs(items, &[]);
                for (index, value) in items.iter().enumerate() {
                    let item = paired.item(items, index);
                    self.item(index, item, |walk| walk.scalars(value, is_new, part_of));
                }
            }
            value if is_new => self.add(part_of, None, Some(value)),
            value => self.add(part_of, Some(value), None),
        }
    }

    fn member(&mut self, name: &str, inside: impl FnOnce(&mut Walk)) {
        let lengths = (self.field.len(), self.pattern.len());
        escape(name, &mut self.field);
        escape(name, &mut self.pattern);
        inside(self);
        self.field.truncate(lengths.0);
        self.pattern.truncate(lengths.1);
    }

    fn item(&mut self, index: usize, item: Item, inside: impl FnOnce(&mut Walk)) {
        let lengths = (self.field.len(), self.pattern.len());
        escape(&index.to_string(), &mut self.field);
        self.pattern.push_str("/*");
        self.items.push(item);
        inside(self);
        self.items.pop();
        self.field.truncate(lengths.0);
        self.pattern.truncate(lengths.1);
    }

    fn add(&mut self, part_of: Option<&str>, before: Option<&Value>, after: Option<&Value>) {
        // What is not listed is only counted, so that a version that changes everything costs no memory.
        if self.found.list.len() == self.most {
            self.found.more += 1;
            return;
        }
        self.found.list.push(Change {
            field: self.field.clone(),
            pattern: self.pattern.clone(),
            items: self.items.clone(),
            part_of: part_of.map(str::to_owned),
            before: before.cloned(),
            after: after.cloned(),
        });
    }
}

/// Whether the value is a field of its own.
fn is_scalar(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => true,
    }
}
