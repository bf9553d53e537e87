//! Which item of a list is which item of the list it was: by what tells the items apart, else by place.

use std::collections::HashMap;

use serde_json::Value;

use super::{Item, is_scalar, measure};

/// What tells items apart, in the order in which it is tried: `id` in OCDS; the `number` of steps and extensions; the `n`
/// of the releases a process stands on; and what files of other makers have.
const MEMBERS: [&str; 6] = ["id", "number", "n", "code", "seq", "ordinal"];

/// Items that belong together, by their places.
pub(super) enum Pair {
    Both(usize, usize),
    Old(usize),
    New(usize),
}

/// How the items of two lists belong together.
pub(super) struct Paired {
    pub(super) pairs: Vec<Pair>,
    told: Told,
}

/// What tells the items of both lists apart.
#[derive(Clone, Copy)]
enum Told {
    /// A member that each has, each with another value.
    Member(&'static str),
    /// They are scalars, and no two are equal.
    Itself,
    /// Nothing.
    Place,
}

/// Pairs the items of two lists.
pub(super) fn pairs(old: &[Value], new: &[Value]) -> Paired {
    let told = [old, new];
    let member = MEMBERS
        .into_iter()
        .find(|member| told.iter().all(|items| names(Told::Member(member), items).is_some()));
    let told = match member {
        Some(member) => Told::Member(member),
        None if told.iter().all(|items| names(Told::Itself, items).is_some()) => Told::Itself,
        None => Told::Place,
    };
    let named = names(told, old).zip(names(told, new));
    Paired { pairs: named.map_or_else(|| by_place(old, new), |(old, new)| by_name(&old, &new)), told }
}

impl Paired {
    /// What an item of one of the lists is called.
    pub(super) fn item(&self, items: &[Value], index: usize) -> Item {
        match self.told {
            Told::Member(member) => {
                let name = items.get(index).and_then(|item| item.get(member)).map(plain).unwrap_or_default();
                Item::By { member, name }
            }
            Told::Itself | Told::Place => Item::Place(index + 1),
        }
    }

    /// What tells the items apart that both lists have, in the order of each, if the orders differ.
    pub(super) fn order(&self, old: &[Value], new: &[Value]) -> Option<(Value, Value)> {
        let mut both: Vec<(usize, usize)> = Vec::new();
        both.extend(self.pairs.iter().filter_map(|pair| match pair {
            Pair::Both(was, is) => Some((*was, *is)),
            _ => None,
        }));
        if both.is_sorted_by_key(|(_, is)| *is) {
            return None;
        }
        let name = |item: &Value| match self.told {
            Told::Member(member) => item.get(member).cloned().unwrap_or(Value::Null),
            Told::Itself | Told::Place => item.clone(),
        };
        let before = both.iter().map(|(was, _)| name(&old[*was])).collect();
        both.sort_unstable_by_key(|(_, is)| *is);
        let after = both.iter().map(|(_, is)| name(&new[*is])).collect();
        Some((Value::Array(before), Value::Array(after)))
    }
}

/// The names of the items, if each has one of its own.
fn names(told: Told, items: &[Value]) -> Option<HashMap<String, usize>> {
    let name = |item: &Value| match told {
        // A text and a number of the same digits are two names, as they are two fields.
        Told::Member(member) => {
            item.get(member).filter(|name| name.is_string() || name.is_number()).map(Value::to_string)
        }
        Told::Itself => Some(item).filter(|item| is_scalar(item)).map(Value::to_string),
        Told::Place => None,
    };
    let mut names = HashMap::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        if names.insert(name(item)?, index).is_some() {
            return None;
        }
    }
    Some(names)
}

fn by_name(old: &HashMap<String, usize>, new: &HashMap<String, usize>) -> Vec<Pair> {
    let mut was: Vec<(usize, &String)> = old.iter().map(|(name, index)| (*index, name)).collect();
    was.sort_unstable_by_key(|(index, _)| *index);
    let mut pairs: Vec<Pair> = was
        .into_iter()
        .map(|(was, name)| new.get(name).map_or(Pair::Old(was), |is| Pair::Both(was, *is)))
        .collect();
    let mut fresh: Vec<usize> =
        new.iter().filter(|(name, _)| !old.contains_key(*name)).map(|(_, index)| *index).collect();
    fresh.sort_unstable();
    pairs.extend(fresh.into_iter().map(Pair::New));
    pairs
}

/// By place, after what is equal at both ends: one item put in or taken out then changes no other.
fn by_place(old: &[Value], new: &[Value]) -> Vec<Pair> {
    let equal = |(was, is): &(&Value, &Value)| measure::same(was, is);
    let head = old.iter().zip(new).take_while(equal).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(equal).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let both = (old_end - head).min(new_end - head);
    let paired = (head..head + both).map(|index| Pair::Both(index, index));
    let gone = (head + both..old_end).map(Pair::Old);
    let fresh = (head + both..new_end).map(Pair::New);
    paired.chain(gone).chain(fresh).collect()
}

/// A name as a reader would write it.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
