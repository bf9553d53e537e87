//! Taking something out of what was published, as the law may demand, so that no byte of it is left.
//!
//! Everything else about versions is append-only, and the tables' own triggers hold that. A redaction opens the one door
//! they leave, for its own transaction; and when it is committed, what the database keeps of older states is cleared away.

use std::fs::File;
use std::io::Read;

use memchr::memmem::Finder;
use record::Kind;
use sqlx::{Executor, Row as _};

use crate::open::Engine;
use crate::{Error, Result, Store, Version, Write, import, sql, version};

/// Bytes of the file looked through at once.
const STRETCH: usize = 1 << 20;

impl Write {
    /// Opens the door for this transaction; [`Write::end_redaction`] shuts it, and nothing is committed while it is open.
    pub async fn begin_redaction(&mut self) -> Result<()> {
        self.queue().await?;
        self.set_meta("redacting", 1).await
    }

    /// Shuts the door.
    pub async fn end_redaction(&mut self) -> Result<()> {
        sql("DELETE FROM meta WHERE name = 'redacting'").run(self).await?;
        Ok(())
    }

    /// Every version of a record, oldest first.
    pub async fn history(&mut self, kind: Kind, key: &str) -> Result<Vec<Version>> {
        let rows = sql("
            SELECT seq, kind, key, revision, entered, reason, withdrawn, source, facts
            FROM version
            WHERE kind = $1 AND key = $2
            ORDER BY revision")
        .bind(kind.as_str())
        .bind(key)
        .all_in(self)
        .await?;
        rows.iter().map(version::version).collect()
    }

    /// Puts what is left in the place of a version's facts. Only during a redaction.
    pub async fn replace_facts(&mut self, seq: i64, facts: &str) -> Result<()> {
        sql("UPDATE version SET facts = $2 WHERE seq = $1").bind(seq).bind(facts).run(self).await?;
        Ok(())
    }

    /// Forgets what imports keep of a record: rows laid aside by a run that has not ended.
    pub async fn forget_staged(&mut self, kind: Kind, key: &str) -> Result<()> {
        sql("DELETE FROM import_row WHERE kind_rank = $1 AND key = $2")
            .bind(import::rank(kind))
            .bind(key)
            .run(self)
            .await?;
        Ok(())
    }

    /// Replaces a text in what the faults of imports quote.
    pub async fn forget_quoted(&mut self, text: &str, instead: &str) -> Result<()> {
        let pattern = like(&inside_json(text));
        let rows = sql("SELECT id, args FROM import_fault WHERE args LIKE $1 ESCAPE '\\'")
            .bind(format!("%{pattern}%"))
            .all_in(self)
            .await?;
        for row in rows {
            let args: Vec<(String, String)> = serde_json::from_str(row.text(1)).unwrap_or_default();
            let args: Vec<_> =
                args.into_iter().map(|(name, value)| (name, value.replace(text, instead))).collect();
            sql("UPDATE import_fault SET args = $2 WHERE id = $1")
                .bind(row.int(0))
                .bind(serde_json::to_string(&args).unwrap_or_default())
                .run(self)
                .await?;
        }
        Ok(())
    }
}

impl Store {
    /// Clears away what the database keeps of rows as they were: on SQLite the write-ahead log, and where the file still
    /// holds one of `traces` (or none are named), everything that is no row; on PostgreSQL the dead rows of every table. What a copy of the
    /// database, PostgreSQL's archive of its log, or the disk under a file keeps is not ours to clear: docs/LOG.md.
    ///
    /// # Errors
    /// [`Error::Unavailable`] where another program reads and will not end: then it must be done again.
    pub async fn erase_traces(&self, traces: Option<&[Vec<u8>]>) -> Result<()> {
        let mut connection = self.writes().acquire().await?;
        if self.engine() == Engine::Postgres {
            connection.execute("VACUUM").await?;
            return Ok(());
        }
        drop(connection);
        self.fold_back().await?;
        let holds = match (traces, self.path()) {
            (Some(traces), Some(path)) => {
                let (traces, path) = (traces.to_vec(), path.to_owned());
                let looked = tokio::task::spawn_blocking(move || holds_any(&path, &traces)).await;
                let looked = looked.map_err(|error| Error::Unavailable(error.to_string()))?;
                looked.map_err(|error| Error::Unavailable(format!("its file cannot be read: {error}")))?
            }
            _ => true,
        };
        if holds {
            let mut connection = self.writes().acquire().await?;
            // The copy that is made holds rows only, and may be as large as the database: not in memory.
            connection.execute("PRAGMA temp_store = FILE").await?;
            let done = connection.execute("VACUUM").await;
            connection.execute("PRAGMA temp_store = MEMORY").await?;
            done?;
            drop(connection);
            self.fold_back().await?;
        }
        Ok(())
    }

    /// Folds the write-ahead log back into the file and empties it.
    async fn fold_back(&self) -> Result<()> {
        let mut connection = self.writes().acquire().await?;
        let row = connection.fetch_one("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        if row.try_get::<i64, _>(0)? != 0 {
            return Err(Error::Unavailable(
                "another program reads it, so its write-ahead log could not be emptied. Stop that program, then do it again"
                    .to_owned(),
            ));
        }
        Ok(())
    }
}

/// Whether the file holds one of these.
fn holds_any(path: &str, traces: &[Vec<u8>]) -> std::io::Result<bool> {
    let finders: Vec<Finder<'_>> = traces.iter().filter(|trace| !trace.is_empty()).map(Finder::new).collect();
    let longest = traces.iter().map(Vec::len).max().unwrap_or(0);
    let mut file = File::open(path)?;
    let mut buffer = vec![0; STRETCH + longest];
    let mut kept = 0;
    loop {
        let read = file.read(&mut buffer[kept..])?;
        let seen = kept + read;
        if finders.iter().any(|finder| finder.find(&buffer[..seen]).is_some()) {
            return Ok(true);
        }
        if read == 0 {
            return Ok(false);
        }
        // What begins at the end of this stretch may end in the next.
        kept = longest.saturating_sub(1).min(seen);
        buffer.copy_within(seen - kept..seen, 0);
    }
}

/// A text as it stands inside a JSON string.
fn inside_json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

/// A text that LIKE takes for itself.
fn like(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_is_found_wherever_it_lies() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let mut bytes = vec![b'.'; 3 * STRETCH];
        for at in [0, STRETCH - 3, 2 * STRETCH + 2, 3 * STRETCH - 6] {
            bytes[at..at + 6].copy_from_slice(b"secret");
            std::fs::write(&path, &bytes).unwrap();
            assert!(
                holds_any(path.to_str().unwrap(), &[b"secret".to_vec(), b"else".to_vec()]).unwrap(),
                "{at}"
            );
            bytes[at..at + 6].copy_from_slice(b"......");
        }
        std::fs::write(&path, &bytes).unwrap();
        assert!(!holds_any(path.to_str().unwrap(), &[b"secret".to_vec(), Vec::new()]).unwrap());
    }

    #[test]
    fn a_text_is_looked_for_as_json_writes_it() {
        assert_eq!(inside_json("a\"b"), "a\\\"b");
        assert_eq!(like("50%_\\"), "50\\%\\_\\\\");
    }
}
