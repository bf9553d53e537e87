//! What the lists said before a change, and by how much the figures move because of it.

use std::collections::{BTreeMap, HashMap};

use record::Day;
use store::{Value, Write, sort_id};

use super::projection::Listed;

/// What the list shows of one approval, as far as a change needs it.
struct Standing {
    sort: i64,
    words: i64,
    document: Option<String>,
    counted: Option<Counted>,
}

/// Where a decided case is counted.
#[derive(Clone)]
struct Counted {
    item: Option<String>,
    card: String,
    days_used: i64,
    day: String,
}

/// A change under way: the lines as they stand, and the sums by which the figures move.
pub(super) struct Tally {
    standing: HashMap<String, Standing>,
    by_item: BTreeMap<(String, String, i64), i64>,
    by_day: BTreeMap<(String, String), i64>,
}

/// Stands for an unknown length, because the figures' key cannot be empty.
const NO_LENGTH: i64 = -1;

impl Tally {
    /// The lines of those of `numbers` that are listed.
    pub(super) async fn standing(write: &mut Write, numbers: &[String]) -> store::Result<Tally> {
        let rows = write
            .select_in(
                "SELECT number, sort, words, item_code, card, days_used, decided_on, document
                 FROM approvals
                 WHERE number IN ",
                None,
                numbers,
            )
            .await?;
        let standing = rows
            .iter()
            .map(|row| {
                let counted = row.opt_text(6).map(|day| Counted {
                    item: row.opt_text(3).map(str::to_owned),
                    card: row.text(4).to_owned(),
                    days_used: row.opt_int(5).unwrap_or(NO_LENGTH),
                    day: day.to_owned(),
                });
                let document = row.opt_text(7).map(str::to_owned);
                (row.text(0).to_owned(), Standing { sort: row.int(1), words: row.int(2), document, counted })
            })
            .collect();
        Ok(Tally { standing, by_item: BTreeMap::new(), by_day: BTreeMap::new() })
    }

    /// The place of an approval in the list: it keeps its place while its day stays the same, so that a reader
    /// who walks the pages meets it once.
    pub(super) fn place(&self, number: &str, day: Day, seq: i64) -> i64 {
        let days_places = sort_id(day, 0)..sort_id(day.plus(1), 0);
        match self.standing.get(number) {
            Some(standing) if days_places.contains(&standing.sort) => standing.sort,
            _ => sort_id(day, seq),
        }
    }

    /// The place under which an approval is indexed, and the fingerprint of its words.
    pub(super) fn words(&self, number: &str) -> Option<(i64, i64)> {
        self.standing.get(number).map(|standing| (standing.sort, standing.words))
    }

    /// Counts an approval's new line in place of its old one.
    pub(super) fn replace(&mut self, listed: &Listed) {
        if let Some(counted) = self.standing.get(&listed.number).and_then(|standing| standing.counted.clone())
        {
            self.add(counted, -1);
        }
        if let Some(day) = listed.decided {
            let counted = Counted {
                item: listed.item.clone(),
                card: listed.card.as_str().to_owned(),
                days_used: listed.days_used.unwrap_or(NO_LENGTH),
                day: day.to_string(),
            };
            self.add(counted, 1);
        }
    }

    /// Counts all standing lines out; their numbers and documents.
    pub(super) fn take_all(&mut self) -> Vec<(String, Option<String>)> {
        let mut numbers = Vec::with_capacity(self.standing.len());
        for (number, standing) in std::mem::take(&mut self.standing) {
            numbers.push((number, standing.document));
            if let Some(counted) = standing.counted {
                self.add(counted, -1);
            }
        }
        numbers
    }

    fn add(&mut self, counted: Counted, cases: i64) {
        if let Some(item) = counted.item {
            *self.by_item.entry((item, counted.card.clone(), counted.days_used)).or_default() += cases;
        }
        *self.by_day.entry((counted.day, counted.card)).or_default() += cases;
    }

    /// Moves the figures.
    pub(super) async fn save(self, write: &mut Write) -> store::Result<()> {
        let by_item = self.by_item.into_iter().filter(|(_, cases)| *cases != 0);
        let by_item: Vec<Value> = by_item
            .flat_map(|((item, card, days), cases)| [item.into(), card.into(), days.into(), cases.into()])
            .collect();
        write
            .insert_rows(
                "INSERT INTO approvals_by_item_and_length (item_code, card, days_used, cases)",
                4,
                by_item,
                " ON CONFLICT (item_code, card, days_used)
                  DO UPDATE SET cases = approvals_by_item_and_length.cases + excluded.cases",
            )
            .await?;
        let by_day = self.by_day.into_iter().filter(|(_, cases)| *cases != 0);
        let by_day: Vec<Value> =
            by_day.flat_map(|((day, card), cases)| [day.into(), card.into(), cases.into()]).collect();
        write
            .insert_rows(
                "INSERT INTO approvals_by_day (day, card, cases)",
                3,
                by_day,
                " ON CONFLICT (day, card) DO UPDATE SET cases = approvals_by_day.cases + excluded.cases",
            )
            .await
    }
}
