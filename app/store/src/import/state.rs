//! Which files were imported, and how far the one at hand has come.

use record::Instant;

use crate::{Result, Store, Write, sql};

/// A file about to be imported.
#[derive(Clone, Copy)]
pub struct File<'a> {
    /// Its name, for people.
    pub name: &'a str,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub hash: &'a str,
    /// Why it corrects what stands, if it does.
    pub reason: Option<&'a str>,
    /// When this run began: what is published carries it as the time of entry.
    pub now: Instant,
    /// 32 random bytes, drawn anew for every run: the salts of the public log come from them. They are not kept, only the
    /// seed of each version is ([`seed`](crate::seed)).
    pub secret: [u8; 32],
}

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows that changed a record or made one.
    pub taken: u64,
    /// Rows that said what already stood.
    pub unchanged: u64,
    /// Rows that were refused.
    pub refused: u64,
    /// Remarks on rows that were taken all the same.
    pub warned: u64,
    /// Whether the file as a whole was refused, so that nothing of it was published.
    pub file_refused: bool,
    /// Whether these very bytes were imported before.
    pub seen_before: bool,
    /// The file's number, to ask for its faults.
    pub file: i64,
}

/// Where an import stands, as the database knows it.
pub(super) struct State {
    pub(super) file: i64,
    phase: String,
    pub(super) rows_read: i64,
    pub(super) cursor: (i64, String),
    pub(super) taken: i64,
    pub(super) unchanged: i64,
    pub(super) refused: i64,
    pub(super) warned: i64,
    pub(super) next_fault: i64,
}

impl State {
    pub(super) fn is_over(&self) -> bool {
        self.phase == "done" || self.phase == "refused"
    }

    pub(super) fn is_reading(&self) -> bool {
        self.phase == "reading"
    }

    pub(super) fn enter(&mut self, phase: &'static str) {
        self.phase = phase.to_owned();
    }

    /// Writes down how far it has come, in the transaction that brought it there.
    pub(super) async fn save(&self, write: &mut Write, finished: Option<Instant>) -> Result<()> {
        sql("
            UPDATE import_file
            SET state = $2, rows_read = $3, cursor_rank = $4, cursor_key = $5,
                taken = $6, unchanged = $7, refused = $8, warned = $9, finished = $10
            WHERE id = $1")
        .bind(self.file)
        .bind(self.phase.as_str())
        .bind(self.rows_read)
        .bind(self.cursor.0)
        .bind(self.cursor.1.as_str())
        .bind(self.taken)
        .bind(self.unchanged)
        .bind(self.refused)
        .bind(self.warned)
        .bind(finished)
        .run(write)
        .await?;
        Ok(())
    }

    pub(super) async fn summary(&self, _store: &Store, seen_before: bool) -> Result<Summary> {
        let (taken, unchanged) = if seen_before {
            (0, (self.taken + self.unchanged).unsigned_abs())
        } else {
            (self.taken.unsigned_abs(), self.unchanged.unsigned_abs())
        };
        Ok(Summary {
            taken,
            unchanged,
            refused: self.refused.unsigned_abs(),
            warned: self.warned.unsigned_abs(),
            file_refused: self.phase == "refused",
            seen_before,
            file: self.file,
        })
    }
}

/// Finds the file by its bytes, or enters it. A file refused as a whole may be tried again by a newer program.
pub(super) async fn begin(store: &Store, file: &File<'_>) -> Result<State> {
    let mut write = store.write().await?;
    let known = sql("
        SELECT id, state, rows_read, cursor_rank, cursor_key, taken, unchanged, refused, warned
        FROM import_file
        WHERE hash = $1")
    .bind(file.hash)
    .one_in(&mut write)
    .await?;
    let mut state = match known {
        Some(row) => State {
            file: row.int(0),
            phase: row.text(1).to_owned(),
            rows_read: row.int(2),
            cursor: (row.int(3), row.text(4).to_owned()),
            taken: row.int(5),
            unchanged: row.int(6),
            refused: row.int(7),
            warned: row.int(8),
            next_fault: 0,
        },
        None => {
            let next = sql("SELECT COALESCE(MAX(id), 0) + 1 FROM import_file").one_in(&mut write).await?;
            let id = next.map_or(1, |row| row.int(0));
            sql("
                INSERT INTO import_file (id, hash, name, started, finished, state, reason, rows_read,
                                         cursor_rank, cursor_key, taken, unchanged, refused, warned)
                VALUES ($1, $2, $3, $4, NULL, 'reading', $5, 0, -1, '', 0, 0, 0, 0)")
            .bind(id)
            .bind(file.hash)
            .bind(file.name)
            .bind(file.now)
            .bind(file.reason)
            .run(&mut write)
            .await?;
            State {
                file: id,
                phase: "reading".to_owned(),
                rows_read: 0,
                cursor: (-1, String::new()),
                taken: 0,
                unchanged: 0,
                refused: 0,
                warned: 0,
                next_fault: 0,
            }
        }
    };
    let last = sql("SELECT COALESCE(MAX(id), 0) + 1 FROM import_fault").one_in(&mut write).await?;
    state.next_fault = last.map_or(1, |row| row.int(0));
    if state.phase == "refused" {
        sql("DELETE FROM import_fault WHERE file = $1").bind(state.file).run(&mut write).await?;
        state.enter("reading");
        (state.rows_read, state.taken, state.unchanged, state.refused, state.warned) = (0, 0, 0, 0, 0);
        state.save(&mut write, None).await?;
    }
    write.commit().await?;
    Ok(state)
}
