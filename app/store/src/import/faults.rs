//! What was wrong with a file, kept so that whoever sent it can read it later.

use std::collections::BTreeSet;
use std::sync::Mutex;

use record::{Fault, Level, Place, Problem};

use super::state::State;
use crate::{Result, Store, Value, Write, sql};

/// Faults kept of one file. More than that is one mistake repeated; the counts stay exact.
const KEPT: i64 = 10_000;

impl State {
    /// Counts a fault and keeps its text. An error refuses a row, unless the row stands before it; a warning lets it in.
    pub(super) async fn note(&mut self, write: &mut Write, faults: &[Fault]) -> Result<()> {
        let mut rows = Vec::new();
        for fault in faults {
            match fault.problem.level {
                Level::Error => self.refused += 1,
                Level::Warning => self.warned += 1,
                Level::Notice => {}
            }
            if self.refused + self.warned > KEPT {
                continue;
            }
            let args: Vec<(&str, &str)> =
                fault.problem.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            rows.extend([
                Value::Int(self.next_fault),
                Value::Int(self.file),
                Value::from(fault.place.line.and_then(|line| i64::try_from(line).ok())),
                Value::from(fault.place.path.as_ref()),
                Value::from(fault.problem.column.as_ref()),
                Value::from(fault.problem.code.0),
                Value::from(fault.problem.level.as_str()),
                Value::from(serde_json::to_string(&args).unwrap_or_default()),
            ]);
            self.next_fault += 1;
        }
        write
            .insert_rows(
                "INSERT INTO import_fault (id, file, line, path, col, code, level, args)",
                8,
                rows,
                "",
            )
            .await
    }
}

/// What was wrong with a file, in the order of its lines. The sentences are made by who shows them.
pub async fn faults(store: &Store, file: i64) -> Result<Vec<Fault>> {
    let name = sql("SELECT name FROM import_file WHERE id = $1").bind(file).one(store).await?;
    let name = name.map(|row| row.text(0).to_owned()).unwrap_or_default();
    let rows = sql("
        SELECT line, path, col, code, level, args
        FROM import_fault
        WHERE file = $1
        ORDER BY COALESCE(line, 0), id")
    .bind(file)
    .all(store)
    .await?;
    Ok(rows
        .iter()
        .filter_map(|row| {
            let args: Vec<(String, String)> = serde_json::from_str(row.text(5)).unwrap_or_default();
            Some(Fault {
                place: Place {
                    file: name.clone(),
                    line: row.opt_int(0).map(i64::unsigned_abs),
                    path: row.opt_text(1).map(str::to_owned),
                },
                problem: Problem {
                    code: record::code::find(row.text(3))?,
                    level: match row.text(4) {
                        "error" => Level::Error,
                        "warning" => Level::Warning,
                        _ => Level::Notice,
                    },
                    column: row.opt_text(2).map(str::to_owned),
                    args: args.into_iter().map(|(name, value)| (known(name), value)).collect(),
                },
            })
        })
        .collect())
}

/// The names that sentences use for what they quote: a few dozen words of our own, kept once for the whole run.
fn known(name: String) -> &'static str {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = NAMES.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(name) = names.get(name.as_str()) {
        return name;
    }
    let name: &'static str = name.leak();
    names.insert(name);
    name
}
