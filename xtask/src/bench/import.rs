//! Rows a second and memory of an import: the sample approvals, copied under new numbers until the file is as large as
//! asked for.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use super::report::{Goal, Report};
use super::server::most_memory_mb;
use super::{Bench, address, remove_database};
use crate::{Sentence, say};

/// Writes the file, imports it into a new database, and watches the memory.
pub(super) fn measure(bench: &Bench, report: &mut Report) -> Result<(), Sentence> {
    let folder = bench.house.target.join("bench");
    fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    let file = folder.join(format!("approvals-{}.csv", bench.import_mb));
    let sample = bench.house.root.join("tests/data/approvals/approvals.csv");
    let rows = say::step(&format!("Writing a file of {} MB", bench.import_mb), || {
        enlarge(&sample, &file, bench.import_mb << 20)
            .map_err(|error| format!("{} cannot be written: {error}", file.display()))
    })?;
    let database = folder.join("import.db");
    remove_database(&database);
    let mut command = bench.house.command(&bench.sunhall, &["import", "approvals"]);
    command.arg(&file).args(["--database", &address(&database), "--json"]).stdout(Stdio::null());
    let (memory, seconds) = say::seconds(|| watch(command));
    remove_database(&database);
    report.add("import: rows of the file", rows as f64, "rows", Goal::None);
    report.add("import", rows as f64 / seconds, "rows/s", Goal::AtLeast(8_000.0));
    report.add("import: memory at most", memory?, "MB", Goal::AtMost(200.0));
    Ok(())
}

/// Runs a command to its end and gives the most memory it held.
fn watch(mut command: std::process::Command) -> Result<f64, Sentence> {
    let mut child = command.spawn().map_err(|error| format!("The import could not be started: {error}"))?;
    let mut most: f64 = 0.0;
    loop {
        most = most.max(most_memory_mb(child.id()));
        match child.try_wait() {
            // 1 says that some rows were refused, as some of the sample's are.
            Ok(Some(status)) if status.code().is_some_and(|code| code < 2) => return Ok(most),
            Ok(Some(status)) => return Err(format!("The import ended with {status}")),
            Ok(None) => thread::sleep(Duration::from_millis(20)),
            Err(error) => return Err(format!("The import could not be waited for: {error}")),
        }
    }
}

/// Copies the rows again and again, each time under new numbers, and gives the number of rows.
fn enlarge(sample: &Path, file: &Path, bytes: u64) -> std::io::Result<u64> {
    let text = fs::read_to_string(sample)?;
    let mut lines = text.lines();
    let header = lines.next().unwrap_or_default();
    let rows: Vec<&str> = lines.collect();
    let mut out = BufWriter::with_capacity(1 << 20, File::create(file)?);
    writeln!(out, "{header}")?;
    let (mut written, mut count) = (0, 0);
    for copy in 1_u64.. {
        for row in &rows {
            // The case number stands first, and a city never gives one twice.
            let (number, rest) = row.split_once(',').unwrap_or((row, ""));
            let line = format!("{number}{copy:05},{rest}\n");
            out.write_all(line.as_bytes())?;
            written += line.len() as u64;
            count += 1;
            if written >= bytes {
                out.flush()?;
                return Ok(count);
            }
        }
    }
    Ok(count)
}
