//! How many rows a list has: exact as far as a reader would count, then "more than".

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use record::Count;
use tokio::sync::OnceCell;

use crate::query::Text;
use crate::{Build, Error, Result, Sql, Store};

/// Beyond this a page says "10,000+": counting on would read the whole register for a number nobody uses.
const EXACT_TO: i64 = 10_000;
/// Different filters remembered at one time; a crawler that tries them all must not fill the memory.
const REMEMBERED: usize = 4_096;

/// A count that one reader makes; who asks meanwhile waits for it instead of counting as well.
type Counted = Arc<OnceCell<Count>>;

/// Counts already made or being made, valid while the records stand as they were.
#[derive(Default)]
pub(crate) struct Counts(Mutex<(i64, HashMap<String, Counted>)>);

impl Counts {
    fn of(&self, generation: i64, question: String) -> Counted {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = counts.1.len() >= REMEMBERED && !counts.1.contains_key(&question);
        if counts.0 != generation || is_full {
            counts.1.clear();
            counts.0 = generation;
        }
        Arc::clone(counts.1.entry(question).or_default())
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
        let counted = self.counts().of(self.generation_seen(), question);
        let count = counted.get_or_try_init(|| async {
            let text = format!("SELECT COUNT(*) FROM ({} LIMIT {}) counted", text.as_str(), EXACT_TO + 1);
            let row = Sql { text: Text::Built(text), values }.one(self).await?;
            let rows = row.map_or(0, |row| row.int(0));
            Ok::<Count, Error>(if rows > EXACT_TO {
                Count::AtLeast(EXACT_TO.unsigned_abs())
            } else {
                Count::Exact(rows.unsigned_abs())
            })
        });
        Ok(*count.await?)
    }
}
