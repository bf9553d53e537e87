//! Full-text search in Chinese and Latin script, with equal answers on both databases.
//!
//! Text is folded (NFKC, lower case, traditional to simplified) and cut into overlapping pairs of Chinese
//! characters and whole Latin words and numbers; a question is a phrase of the same pairs. So two characters
//! find every record that contains them side by side, without a dictionary that would miss some. The newest
//! decision stands first.

mod index;
mod published;
mod question;
mod words;

pub use index::Doc;
pub use published::{published, published_count, published_days};
pub(crate) use question::question;
pub use words::folded;

use record::{Count, Kind, Ref};

use crate::open::Engine;
use crate::{Build, Error, Result, Store};

/// One record that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Its place in the order, for asking on.
    pub id: i64,
    /// Which record, and so which page.
    pub record: Ref,
    /// What the list shows as the link.
    pub title: String,
    /// What the list shows below it.
    pub detail: String,
}

/// A page of what was found.
#[derive(Clone, Debug)]
pub struct Hits {
    /// Newest decision first.
    pub rows: Vec<Hit>,
    /// How many there are in all.
    pub count: Count,
    /// Where the next page begins, if there is one: give it as `before`.
    pub next: Option<i64>,
}

/// Finds records by their words, of one kind or of all.
///
/// A question without a single letter, digit or Chinese character finds nothing.
pub async fn find(
    store: &Store,
    words: &str,
    kind: Option<Kind>,
    before: Option<i64>,
    limit: i64,
) -> Result<Hits> {
    let Some(question) = question(store.engine(), words, kind) else {
        return Ok(Hits { rows: Vec::new(), count: Count::Exact(0), next: None });
    };
    let mut query = Build::new("SELECT d.id, d.kind, d.key, d.title, d.detail FROM search_words sw");
    query.push(match store.engine() {
        Engine::Sqlite => " CROSS JOIN search_doc d ON d.id = 144115188075855872 - sw.rowid WHERE ",
        Engine::Postgres => " JOIN search_doc d ON d.id = sw.id WHERE ",
    });
    query.matching(store, question);
    if let Some(before) = before {
        query.older_than(before);
    }
    query.ordered(true).push(" LIMIT ").arg(limit + 1);
    let mut rows = Vec::new();
    for row in query.all(store).await? {
        let kind = Kind::parse(row.text(1)).ok_or_else(|| Error::Corrupt {
            table: "search_doc",
            key: row.int(0).to_string(),
            what: format!("kind {} is not known", row.text(1)),
        })?;
        rows.push(Hit {
            id: row.int(0),
            record: Ref { kind, key: row.text(2).to_owned() },
            title: row.text(3).to_owned(),
            detail: row.text(4).to_owned(),
        });
    }
    let more = rows.len() as i64 > limit;
    rows.truncate(limit.unsigned_abs() as usize);
    let next = if more { rows.last().map(|hit| hit.id) } else { None };
    Ok(Hits { rows, count: count(store, words, kind).await?, next })
}

/// How many records match, exact to 10,000.
pub async fn count(store: &Store, words: &str, kind: Option<Kind>) -> Result<Count> {
    match question(store.engine(), words, kind) {
        Some(question) => {
            let mut query = Build::new("SELECT 1 FROM search_words sw WHERE ");
            query.matching(store, question);
            store.count(query).await
        }
        None => Ok(Count::Exact(0)),
    }
}

/// The number of a document in SQLite's index of words: it counts backwards, so that the newest comes first.
///
/// FTS5 reads its lists upwards at once, but downwards it looks for their end page by page once `secure-delete` is on: 20
/// of a word that half of a million records have cost 1,340 µs downwards and 66 µs upwards. [`sort_id`](crate::sort_id) stays
/// below 2^57.
pub(crate) const fn turned(sort: i64) -> i64 {
    (1 << 57) - sort
}
