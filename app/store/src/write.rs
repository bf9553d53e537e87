//! A transaction that changes records.

use record::Instant;
use sqlx::{Any, AnyConnection, Transaction};

use crate::open::Engine;
use crate::query::Text;
use crate::{Result, Sql, Store, Value, sql};

/// Rows in one INSERT. Fixed sizes keep the number of prepared statements small.
const CHUNKS: [usize; 3] = [64, 8, 1];

/// One write transaction. Dropped without [`commit`](Write::commit), it leaves no trace.
///
/// On SQLite it begins as the writer at once (a reader that turns writer later would be refused); on PostgreSQL
/// writers queue at the same gate, so that versions get their numbers in the order they commit.
pub struct Write {
    transaction: Transaction<'static, Any>,
    store: Store,
    queued: bool,
    next_seq: Option<i64>,
    pub(crate) next_leaf: Option<i64>,
}

impl Write {
    pub(crate) async fn begin(store: &Store) -> Result<Write> {
        let transaction = match store.engine() {
            Engine::Sqlite => store.writes().begin_with("BEGIN IMMEDIATE").await?,
            Engine::Postgres => store.writes().begin().await?,
        };
        Ok(Write { transaction, store: store.clone(), queued: false, next_seq: None, next_leaf: None })
    }

    pub(crate) fn connection(&mut self) -> &mut AnyConnection {
        &mut self.transaction
    }

    pub(crate) fn engine(&self) -> Engine {
        self.store.engine()
    }

    /// Makes everything written durable and visible. Returns only once that is so.
    pub async fn commit(mut self) -> Result<()> {
        sql("UPDATE meta SET value = value + 1 WHERE name = 'generation'").run(&mut self).await?;
        self.transaction.commit().await?;
        self.store.generation().await?;
        Ok(())
    }

    /// The same for what no page shows: pages that were kept stay good, and nobody is woken.
    pub async fn commit_unseen(self) -> Result<()> {
        Ok(self.transaction.commit().await?)
    }

    /// Many rows in few statements: `insert` is `INSERT INTO t (a, b)`, `values` holds row after row, `after` is
    /// what follows the VALUES (` ON CONFLICT …`, or nothing).
    pub async fn insert_rows(
        &mut self,
        insert: &'static str,
        columns: usize,
        values: Vec<Value>,
        after: &'static str,
    ) -> Result<()> {
        self.insert_cast(insert, &vec![None; columns], values, after).await
    }

    /// The same, with a cast where a column's type is none that can be bound.
    pub(crate) async fn insert_cast(
        &mut self,
        insert: &'static str,
        casts: &[Option<&'static str>],
        values: Vec<Value>,
        after: &'static str,
    ) -> Result<()> {
        let columns = casts.len();
        debug_assert_eq!(values.len() % columns, 0, "each row has {columns} values: {insert}");
        let mut left = values.len() / columns;
        let mut values = values.into_iter();
        for chunk in CHUNKS {
            if left < chunk {
                continue;
            }
            let text = rows_text(self.engine(), insert, casts, chunk, after);
            while left >= chunk {
                let values = values.by_ref().take(chunk * columns).collect();
                Sql { text: Text::Built(text.clone()), values }.run(self).await?;
                left -= chunk;
            }
        }
        Ok(())
    }

    /// The rows of `select` whose key is one of `keys`: `… WHERE key IN ` is completed here.
    pub async fn select_in<K>(
        &mut self,
        select: &'static str,
        first: Option<Value>,
        keys: &[K],
    ) -> Result<Vec<crate::Row>>
    where
        Value: for<'a> From<&'a K>,
    {
        let mut rows = Vec::new();
        // A power of two of parameters, the last key repeated, so that few different statements are prepared.
        for keys in keys.chunks(256) {
            let mut values: Vec<Value> = first.iter().cloned().collect();
            values.extend(keys.iter().map(Value::from));
            let wanted = keys.len().next_power_of_two() + usize::from(first.is_some());
            while values.len() < wanted {
                values.push(Value::from(&keys[keys.len() - 1]));
            }
            // `select` may name its first parameter. Named and nameless ones must not mix: sqlx counts the nameless
            // from one on their own, and the first key would be bound in place of the first parameter.
            let text = format!("{select}{}", list_text(1 + usize::from(first.is_some()), wanted));
            rows.extend(Sql { text: Text::Built(text), values }.all_in(self).await?);
        }
        Ok(rows)
    }

    /// The number of the next version, unique and growing.
    pub(crate) async fn next_seq(&mut self) -> Result<i64> {
        let seq = match self.next_seq {
            Some(seq) => seq,
            None => {
                self.queue().await?;
                let row = sql("SELECT COALESCE(MAX(seq), 0) FROM version").one_in(self).await?;
                row.map_or(0, |row| row.int(0)) + 1
            }
        };
        self.next_seq = Some(seq + 1);
        Ok(seq)
    }

    /// Waits until no other transaction gives numbers to versions or leaves. Held to the end of the transaction, so that
    /// numbers are given in the order of commits. On SQLite every writer has waited already.
    pub async fn queue(&mut self) -> Result<()> {
        if self.engine() == Engine::Postgres && !self.queued {
            sql("SELECT CAST(pg_advisory_xact_lock(7309453) AS TEXT)").one_in(self).await?;
        }
        self.queued = true;
        Ok(())
    }

    /// Sets a named number that belongs to no record, such as how far a job has come.
    pub async fn set_meta(&mut self, name: &str, value: i64) -> Result<()> {
        sql("INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2")
            .bind(name)
            .bind(value)
            .run(self)
            .await?;
        Ok(())
    }
}

impl Store {
    /// A named number, if it was ever set.
    pub async fn meta(&self, name: &str) -> Result<Option<i64>> {
        let row = sql("SELECT value FROM meta WHERE name = $1").bind(name).one(self).await?;
        Ok(row.map(|row| row.int(0)))
    }
}

/// `($1, $2), ($3, $4)` behind the INSERT.
fn rows_text(engine: Engine, insert: &str, casts: &[Option<&str>], rows: usize, after: &str) -> String {
    let mut text = format!("{insert} VALUES ");
    for row in 0..rows {
        let names: Vec<String> = casts
            .iter()
            .enumerate()
            .map(|(column, cast)| {
                let name = name(engine, row * casts.len() + column + 1);
                cast.map_or_else(|| name.clone(), |cast| format!("CAST({name} AS {cast})"))
            })
            .collect();
        text.push_str(if row > 0 { ", (" } else { "(" });
        text.push_str(&names.join(", "));
        text.push(')');
    }
    text.push_str(after);
    text
}

/// `($from, …, $to)`.
fn list_text(from: usize, to: usize) -> String {
    let names: Vec<String> = (from..=to).map(|n| format!("${n}")).collect();
    format!("({})", names.join(", "))
}

/// The n-th parameter. SQLite looks names up in a list, one by one for each, and a thousand names cost more than
/// the insert itself; parameters without a name are counted.
fn name(engine: Engine, n: usize) -> String {
    match engine {
        Engine::Sqlite => "?".to_owned(),
        Engine::Postgres => format!("${n}"),
    }
}

/// When a version was entered, as the database keeps it.
pub(crate) fn instant(row: &crate::Row, column: usize, table: &'static str) -> Result<Instant> {
    Instant::parse(row.text(column)).ok_or_else(|| crate::Error::Corrupt {
        table,
        key: row.text(column).to_owned(),
        what: "is not an instant".to_owned(),
    })
}
