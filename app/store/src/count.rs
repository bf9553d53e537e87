//! How many rows a list has: exact as far as a reader would count, then "more than".

use std::collections::HashMap;
use std::sync::Mutex;

use record::Count;

use crate::query::Text;
use crate::{Build, Result, Sql, Store};

/// Beyond this a page says "10,000+": counting on would read the whole register for a number nobody uses.
const EXACT_TO: i64 = 10_000;
/// Different filters remembered at one time; a crawler that tries them all must not fill the memory.
const REMEMBERED: usize = 4_096;

/// Counts already made, valid while the records stand as they were.
#[derive(Default)]
pub(crate) struct Counts(Mutex<(i64, HashMap<String, Count>)>);

impl Counts {
    fn get(&self, generation: i64, question: &str) -> Option<Count> {
        let counts = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if counts.0 == generation { counts.1.get(question).copied() } else { None }
    }

    fn put(&self, generation: i64, question: String, count: Count) {
        let mut counts = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if counts.0 != generation || counts.1.len() >= REMEMBERED {
            counts.1.clear();
            counts.0 = generation;
        }
        counts.1.insert(question, count);
    }
}

impl Store {
    /// Counts the rows of a query that selects one constant a row (`SELECT 1 FROM …`), exactly to 10,000.
    ///
    /// A count is remembered until the records change; [`Store::generation_seen`] says how fresh that is.
    pub async fn count(&self, query: Build) -> Result<Count> {
        let Sql { text, values } = query.sql();
        let mut question = text.as_str().to_owned();
        for value in &values {
            value.describe(&mut question);
        }
        let generation = self.generation_seen();
        if let Some(count) = self.counts().get(generation, &question) {
            return Ok(count);
        }
        let text = format!("SELECT COUNT(*) FROM ({} LIMIT {}) counted", text.as_str(), EXACT_TO + 1);
        let row = Sql { text: Text::Built(text), values }.one(self).await?;
        let rows = row.map_or(0, |row| row.int(0));
        let count = if rows > EXACT_TO {
            Count::AtLeast(EXACT_TO.unsigned_abs())
        } else {
            Count::Exact(rows.unsigned_abs())
        };
        self.counts().put(generation, question, count);
        Ok(count)
    }
}
