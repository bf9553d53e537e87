//! Reading a file to its last byte, each row laid aside in the database.

use record::{Fault, Level};

use super::state::State;
use super::{Progress, Staged, rank};
use crate::{Result, Store, Value, sql};

/// Rows in one transaction: enough to pay for its fsync, few enough to hold in memory.
const BATCH: usize = 4_096;
/// A batch of long rows ends earlier.
const BATCH_BYTES: usize = 8 << 20;

/// Stages every row that was not staged before the last run ended, then marks the file as read.
pub(super) async fn stage(
    store: &Store,
    state: &mut State,
    rows: impl Iterator<Item = std::result::Result<Staged, Fault>>,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<()> {
    // Rows come in the same order each time, so a count says which of them are already laid aside.
    let mut rows = rows.skip(usize::try_from(state.rows_read).unwrap_or(usize::MAX));
    let mut staged_line = None;
    loop {
        let mut staged = Vec::new();
        let mut faults = Vec::new();
        let mut bytes = 0;
        let mut read = 0;
        let mut file_fault = false;
        let mut kept = 0;
        for row in rows.by_ref() {
            read += 1;
            match row {
                Ok(row) => {
                    bytes += row.payload.len();
                    staged_line = Some(row.line);
                    staged.push(row);
                }
                Err(fault) => {
                    file_fault |= condemns(&fault);
                    // An error behind its own row marks it: the row is kept as it came, nothing is refused.
                    let is_marked = fault.place.line.is_some() && fault.place.line == staged_line;
                    kept += i64::from(is_marked && fault.problem.level == Level::Error);
                    faults.push(fault);
                }
            }
            if read >= BATCH || bytes >= BATCH_BYTES || file_fault {
                break;
            }
        }
        let mut write = store.write().await?;
        state.note(&mut write, &faults).await?;
        state.refused -= kept;
        state.warned += kept;
        if file_fault {
            sql("DELETE FROM import_row WHERE file = $1").bind(state.file).run(&mut write).await?;
            state.enter("refused");
            state.save(&mut write, None).await?;
            return write.commit().await;
        }
        let mut values = Vec::with_capacity(staged.len() * 7);
        for row in staged {
            values.extend([
                Value::Int(state.file),
                Value::Int(rank(row.kind)),
                Value::Text(row.key),
                Value::Text(row.part),
                Value::Int(row.line as i64),
                Value::from(row.path),
                Value::Text(row.payload),
            ]);
        }
        write
            .insert_rows(
                "INSERT INTO import_row (file, kind_rank, key, part, line, path, payload)",
                7,
                values,
                "",
            )
            .await?;
        state.rows_read += read as i64;
        if read == 0 {
            state.enter("publishing");
        }
        state.save(&mut write, None).await?;
        write.commit().await?;
        progress(Progress::Read(state.rows_read.unsigned_abs()));
        if read == 0 {
            return Ok(());
        }
    }
}

/// An error without a place is about the whole file: nothing of it may be published.
fn condemns(fault: &Fault) -> bool {
    fault.problem.level == Level::Error && fault.place.line.is_none() && fault.place.path.is_none()
}
