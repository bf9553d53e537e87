//! Rows a second and memory of an import: the sample approvals and their steps, copied under new numbers until the two
//! files are as large as asked for. An approval or a step is a row.

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

/// The sample's tables, in the order a department hands them in.
const TABLES: [&str; 2] = ["approvals", "approval_steps"];

/// Writes the files, imports them into a new database, and watches the memory.
pub(super) fn measure(bench: &Bench, report: &mut Report) -> Result<(), Sentence> {
    let folder = bench.house.target.join("bench");
    fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    let samples = TABLES.map(|table| bench.house.root.join(format!("tests/data/approvals/{table}.csv")));
    let one_copy: u64 =
        samples.iter().filter_map(|sample| fs::metadata(sample).ok()).map(|it| it.len()).sum();
    let copies = ((bench.import_mb << 20) / one_copy.max(1)).max(1);
    let files = TABLES.map(|table| folder.join(format!("{table}-{}.csv", bench.import_mb)));
    let rows = say::step(&format!("Writing files of {} MB", bench.import_mb), || {
        let mut rows = 0;
        for (sample, file) in samples.iter().zip(&files) {
            rows += enlarge(sample, file, copies)
                .map_err(|error| format!("{} cannot be written: {error}", file.display()))?;
        }
        Ok::<_, Sentence>(rows)
    })?;
    let database = folder.join("import.db");
    remove_database(&database);
    let mut command = bench.house.command(&bench.sunhall, &["import", "approvals"]);
    command.args(&files).args(["--database", &address(&database), "--json"]).stdout(Stdio::null());
    let (memory, seconds) = say::seconds(|| watch(command));
    remove_database(&database);
    for file in &files {
        // They are made again in seconds, and large.
        let _ = fs::remove_file(file);
    }
    report.add("import: rows of the files", rows as f64, "rows", Goal::None);
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
fn enlarge(sample: &Path, file: &Path, copies: u64) -> std::io::Result<u64> {
    let text = fs::read_to_string(sample)?;
    let mut lines = text.lines();
    let header = lines.next().unwrap_or_default();
    let rows: Vec<&str> = lines.collect();
    let mut out = BufWriter::with_capacity(1 << 20, File::create(file)?);
    writeln!(out, "{header}")?;
    for copy in 1..=copies {
        for row in &rows {
            // The case number stands first, and a city never gives one twice.
            let (number, rest) = row.split_once(',').unwrap_or((row, ""));
            writeln!(out, "{number}{copy:05},{rest}")?;
        }
    }
    out.flush()?;
    Ok(copies * rows.len() as u64)
}
