//! Writing the index, in the transaction of the record it belongs to.

use record::Kind;

use super::question::kind_word;
use super::turned;
use super::words::words;
use crate::open::Engine;
use crate::{Result, Value, Write, sql};

/// PostgreSQL keeps word positions up to this one.
const LAST_POSITION: usize = 16_383;

/// What the index holds of one record.
#[derive(Clone, Debug)]
pub struct Doc {
    /// The record's place in its list: see [`sort_id`](crate::sort_id).
    pub id: i64,
    /// What the record is.
    pub kind: Kind,
    /// The record's own number or code.
    pub key: String,
    /// Shown as the link.
    pub title: String,
    /// Shown below it.
    pub detail: String,
    /// Every text a reader may look for, one after another. Only what is public.
    pub words: String,
}

impl Write {
    /// Puts records into the index, in place of what it held of them before.
    pub async fn index(&mut self, docs: &[Doc]) -> Result<()> {
        let mut kinds: Vec<Kind> = docs.iter().map(|doc| doc.kind).collect();
        kinds.dedup();
        for kind in kinds {
            let keys: Vec<String> =
                docs.iter().filter(|doc| doc.kind == kind).map(|doc| doc.key.clone()).collect();
            self.unindex(kind, &keys).await?;
        }
        let engine = self.engine();
        let mut rows = Vec::with_capacity(docs.len() * 5);
        let mut lines = Vec::with_capacity(docs.len());
        for doc in docs {
            rows.extend([
                Value::Int(doc.id),
                Value::from(doc.kind.as_str()),
                Value::from(&doc.key),
                Value::from(&doc.title),
                Value::from(&doc.detail),
            ]);
            let number = match engine {
                Engine::Sqlite => turned(doc.id),
                Engine::Postgres => doc.id,
            };
            lines.push((number, line(engine, doc)));
        }
        // FTS5 lays aside what it has gathered whenever a number is below the one before: upwards, once a transaction.
        lines.sort_unstable_by_key(|(number, _)| *number);
        let lines =
            lines.into_iter().flat_map(|(number, line)| [Value::Int(number), Value::Text(line)]).collect();
        self.insert_rows("INSERT INTO search_doc (id, kind, key, title, detail)", 5, rows, "").await?;
        let (insert, casts) = match engine {
            Engine::Sqlite => ("INSERT INTO search_words (rowid, words)", [None, None]),
            Engine::Postgres => ("INSERT INTO search_words (id, words)", [None, Some("tsvector")]),
        };
        self.insert_cast(insert, &casts, lines, "").await
    }

    /// Takes records out of the index. Nothing of their words stays behind.
    pub async fn unindex(&mut self, kind: Kind, keys: &[String]) -> Result<()> {
        let rows = self
            .select_in(
                "SELECT id FROM search_doc WHERE kind = $1 AND key IN ",
                Some(Value::from(kind.as_str())),
                keys,
            )
            .await?;
        for row in rows {
            let id = row.int(0);
            let (words, number) = match self.engine() {
                Engine::Sqlite => ("DELETE FROM search_words WHERE rowid = $1", turned(id)),
                Engine::Postgres => ("DELETE FROM search_words WHERE id = $1", id),
            };
            sql(words).bind(number).run(self).await?;
            sql("DELETE FROM search_doc WHERE id = $1").bind(id).run(self).await?;
        }
        Ok(())
    }
}

/// The words of a record as the database takes them.
fn line(engine: Engine, doc: &Doc) -> String {
    let mut line = String::with_capacity(doc.words.len() * 2 + 16);
    match engine {
        Engine::Sqlite => {
            line.push_str(&kind_word(doc.kind));
            for word in words(&doc.words) {
                line.push(' ');
                word.write(&mut line);
            }
        }
        Engine::Postgres => {
            line.push_str(&format!("'{}':1", kind_word(doc.kind)));
            for (position, word) in words(&doc.words).iter().enumerate().take(LAST_POSITION - 2) {
                line.push_str(" '");
                word.write(&mut line);
                line.push_str(&format!("':{}", position + 2));
            }
        }
    }
    line
}
