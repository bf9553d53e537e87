//! What a reader asks the list for: the query of the address, read into a filter, with what is wrong in it.

use record::{City, Cursor, Day, Start};
use store::Store;

use crate::rules::card::Card;
use crate::table::{self, CaseResult, Filter, Order, UnitRow};

/// Units or items one filter can name at a time.
const MOST_CODES: i64 = 200;
/// Longer questions are mistakes or attacks.
const MOST_CHARS: usize = 100;

/// A query as it was typed, with what could be read of it.
///
/// Empty parameters count as absent, because forms send them. A parameter nobody knows is passed over.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Words to look for.
    pub words: String,
    /// Code or part of the name of a unit.
    pub unit: String,
    /// Code or part of the name of an item.
    pub item: String,
    /// Division code.
    pub district: String,
    /// Word of a [`CaseResult`].
    pub result: String,
    /// Word of a [`Card`].
    pub card: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Word of an [`Order`].
    pub order: String,
    /// Where the page begins.
    pub start: Start,
    /// Fields that cannot be read, with the key of what to do about each.
    pub errors: Vec<(&'static str, &'static str)>,
    filter: Filter,
}

impl Asked {
    /// Reads the parameters of an address.
    pub fn read(pairs: Vec<(String, String)>, city: &City) -> Asked {
        let mut asked = Asked::default();
        for (name, value) in pairs {
            let value = value.trim().to_owned();
            if value.is_empty() {
                continue;
            }
            match name.as_str() {
                "q" => asked.words = value,
                "unit" => asked.unit = value,
                "item" => asked.item = value,
                "district" => asked.district = value,
                "result" => asked.result = value,
                "card" => asked.card = value,
                "from" => asked.from = value,
                "to" => asked.to = value,
                "sort" => asked.order = value,
                "after" => asked.begin(&value, Start::After),
                "before" => asked.begin(&value, Start::Before),
                _ => {}
            }
        }
        asked.judge(city);
        asked
    }

    fn begin(&mut self, cursor: &str, start: impl Fn(Cursor) -> Start) {
        match Cursor::parse(cursor) {
            Some(cursor) => self.start = start(cursor),
            None => self.errors.push(("q", "approvals-bad-place")),
        }
    }

    fn judge(&mut self, city: &City) {
        let mut errors = std::mem::take(&mut self.errors);
        let long = |text: &str| text.chars().count() > MOST_CHARS;
        if long(&self.words) {
            errors.push(("q", "approvals-bad-words"));
        }
        self.filter.words = some(&self.words);
        self.filter.result =
            choice(&self.result, CaseResult::parse, "result", "approvals-bad-result", &mut errors);
        self.filter.card = choice(&self.card, Card::parse, "card", "approvals-bad-card", &mut errors);
        self.filter.from = choice(&self.from, day, "from", "approvals-bad-from", &mut errors);
        self.filter.to = choice(&self.to, day, "to", "approvals-bad-to", &mut errors);
        choice(&self.order, Order::parse, "sort", "approvals-bad-order", &mut errors);
        if self.filter.from.zip(self.filter.to).is_some_and(|(from, to)| from > to) {
            errors.push(("from", "approvals-bad-days"));
        }
        let known =
            self.district.is_empty() || city.divisions.is_empty() || city.division(&self.district).is_some();
        if !known || long(&self.district) {
            errors.push(("district", "approvals-bad-district"));
        }
        self.filter.district = some(&self.district);
        if long(&self.unit) {
            errors.push(("unit", "approvals-bad-unit"));
        }
        if long(&self.item) {
            errors.push(("item", "approvals-bad-item"));
        }
        self.errors = errors;
    }

    /// The order of the list.
    pub fn order(&self) -> Order {
        Order::parse(&self.order).unwrap_or_default()
    }

    /// Whether the reader asked for anything but everything.
    pub fn is_narrow(&self) -> bool {
        self.filter != Filter::default() || !self.unit.is_empty() || !self.item.is_empty()
    }

    /// What is wrong with a field, as a key.
    pub fn error(&self, field: &str) -> Option<&'static str> {
        self.errors.iter().find(|(at, _)| *at == field).map(|(_, key)| *key)
    }

    /// The filter, its words for units and items turned into codes; nothing where something cannot be read.
    /// With it the units, where the words named several.
    pub async fn filter(&mut self, store: &Store) -> store::Result<Option<(Filter, Vec<UnitRow>)>> {
        if !self.errors.is_empty() {
            return Ok(None);
        }
        let mut filter = self.filter.clone();
        let mut named = Vec::new();
        if !self.unit.is_empty() {
            let units = table::units(store, &self.unit, MOST_CODES).await?;
            // A code or a whole name means that unit alone, even where others have it in their names.
            let exact = units.iter().find(|unit| unit.code == self.unit || unit.name == self.unit).cloned();
            named = exact.map_or(units, |unit| vec![unit]);
            if named.is_empty() {
                self.errors.push(("unit", "approvals-bad-unit"));
            }
            filter.units = Some(named.iter().map(|unit| unit.code.clone()).collect());
        }
        if !self.item.is_empty() {
            let items = table::items_named(store, &self.item, MOST_CODES).await?;
            let exact = items.iter().find(|(code, name)| *code == self.item || *name == self.item).cloned();
            let items = exact.map_or(items, |item| vec![item]);
            let codes: Vec<String> = if items.is_empty() && is_code(&self.item) {
                // Cases may arrive before the catalogue that names their items.
                vec![self.item.clone()]
            } else {
                items.into_iter().map(|(code, _)| code).collect()
            };
            if codes.is_empty() {
                self.errors.push(("item", "approvals-bad-item"));
            }
            filter.items = Some(codes);
        }
        Ok(self.errors.is_empty().then_some((filter, named)))
    }
}

fn is_code(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A day as people type it where the browser has no calendar of its own.
fn day(text: &str) -> Option<Day> {
    Day::read(text).ok().map(|(day, _)| day)
}

fn choice<T>(
    typed: &str,
    parse: impl Fn(&str) -> Option<T>,
    field: &'static str,
    key: &'static str,
    errors: &mut Vec<(&'static str, &'static str)>,
) -> Option<T> {
    if typed.is_empty() {
        return None;
    }
    let parsed = parse(typed);
    if parsed.is_none() {
        errors.push((field, key));
    }
    parsed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &[(&str, &str)], errors: &[(&'static str, &'static str)]) {
        let pairs = query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let visit = ui::given::visit(record::Lang::Zh);
        assert_eq!(Asked::read(pairs, visit.city()).errors, errors, "{query:?}");
    }

    #[test]
    fn a_bad_query_says_what_to_do_about_each_field() {
        check(
            &[("q", "食品"), ("card", ""), ("unknown", "x"), ("from", "2026年6月1日"), ("sort", "longest")],
            &[],
        );
        check(&[("card", "purple")], &[("card", "approvals-bad-card")]);
        check(&[("result", "granted'--")], &[("result", "approvals-bad-result")]);
        check(&[("from", "2026-02-30")], &[("from", "approvals-bad-from")]);
        check(&[("from", "2026-03-02"), ("to", "2026-03-01")], &[("from", "approvals-bad-days")]);
        check(&[("after", "x")], &[("q", "approvals-bad-place")]);
        check(&[("after", "18446744073709551616.1")], &[("q", "approvals-bad-place")]);
        check(&[("q", &"长".repeat(101))], &[("q", "approvals-bad-words")]);
    }
}
