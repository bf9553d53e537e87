//! The public log: how quickly what was published before it began is appended, and what a long log costs a reader.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::report::{Goal, Report};
use super::server::Server;
use super::{Bench, http, load, pages, remove_database};
use crate::{Sentence, say};

/// Between two looks at the checkpoint.
const LOOK: Duration = Duration::from_millis(100);
/// A log that has not grown for so long has nothing left to append.
const STILL: Duration = Duration::from_secs(3);

/// The approvals of the city whose log is short.
const FEW: u64 = 10_000;

/// What a log told while it grew.
struct Growth {
    /// From the start of the server until the first leaves stood in the log.
    before: f64,
    leaves: f64,
    seconds: f64,
    /// The most memory until half was in the log, and until all was.
    memory: [f64; 2],
}

/// Begins the log of a small city and of the large one, and asks each for its records.
pub(super) fn measure(bench: &Bench, database: &Path, report: &mut Report) -> Result<(), Sentence> {
    let few = Bench { house: bench.house, sunhall: bench.sunhall.clone(), approvals: FEW, ..*bench };
    let (short, _) = logged(&few, &few.database()?)?;
    let (long, growth) = logged(bench, database)?;
    report.add("log: leaves", growth.leaves, "", Goal::None);
    report.add("log: until the first stood", growth.before, "s", Goal::None);
    report.add("log: appended", growth.leaves / growth.seconds, "leaves/s", Goal::AtLeast(20_000.0));
    report.add("log: memory until half stood", growth.memory[0], "MB", Goal::None);
    report.add(
        "log: memory until all stood, of that",
        growth.memory[1] / growth.memory[0],
        "",
        Goal::AtMost(1.1),
    );
    report.add(format!("record in the log of {FEW}: made anew"), short, "pages/s", Goal::None);
    report.add("record in the whole log: made anew", long, "pages/s", Goal::None);
    report.add("record in the whole log, of the short", long / short, "", Goal::AtLeast(0.8));
    Ok(())
}

/// Begins the log of a copy of the database. When it is whole and idle, how many records a second a server answers that
/// keeps it; and how it grew.
fn logged(bench: &Bench, database: &Path) -> Result<(f64, Growth), Sentence> {
    let records = pages::records(bench, database)?;
    let copy = Copy::of(bench, database)?;
    let growth = say::step("Appending every record to the log", || {
        let start = say::now();
        growth(&Server::keeping_log(bench, &copy.0, &["--no-cache"])?, start)
    })?;
    let server = Server::keeping_log(bench, &copy.0, &["--no-cache"])?;
    let load = load::run(bench.house, &server.address, &records, pages::CONNECTIONS, bench.seconds)?;
    Ok((load.per_second, growth))
}

fn growth(server: &Server, start: Instant) -> Result<Growth, Sentence> {
    let mut first = None;
    let mut last = (0, say::now());
    let mut sizes = Vec::new();
    loop {
        thread::sleep(LOOK);
        let size = size(server)?;
        if size == 0 {
            continue;
        }
        let first = *first.get_or_insert_with(|| (size, say::now()));
        if size > last.0 {
            last = (size, say::now());
            sizes.push((size, server.memory_mb()));
        } else if last.1.elapsed() > STILL {
            let half = sizes.iter().rfind(|(size, _)| *size <= last.0 / 2).or(sizes.first());
            return Ok(Growth {
                before: (first.1 - start).as_secs_f64(),
                leaves: (last.0 - first.0) as f64,
                seconds: (last.1 - first.1).as_secs_f64(),
                memory: [half.map_or(0.0, |(_, memory)| *memory), server.memory_mb()],
            });
        }
    }
}

/// The size that the checkpoint signs for, its second line; none before the log has begun.
fn size(server: &Server) -> Result<u64, Sentence> {
    let answer = http::get(&server.address, "/log/checkpoint", "identity")?;
    let text = String::from_utf8_lossy(&answer.body);
    Ok(text.lines().nth(1).and_then(|line| line.parse().ok()).filter(|_| answer.status == 200).unwrap_or(0))
}

/// A copy of the database with the log's key and memory beside it; all gone at the end.
struct Copy(PathBuf);

impl Copy {
    fn of(bench: &Bench, database: &Path) -> Result<Copy, Sentence> {
        let copy = Copy(bench.house.target.join("bench-log.db"));
        copy.remove();
        say::step("Copying the database", || {
            for ending in ["", "-wal"] {
                let (from, to) = (beside(database, ending), beside(&copy.0, ending));
                if from.exists() {
                    fs::copy(&from, &to)
                        .map_err(|error| format!("The database cannot be copied: {error}"))?;
                }
            }
            Ok::<(), Sentence>(())
        })?;
        Ok(copy)
    }

    fn remove(&self) {
        remove_database(&self.0);
        for ending in [".log-key", ".log-memory"] {
            // What is not there need not go.
            let _ = fs::remove_file(beside(&self.0, ending));
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        self.remove();
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", path.display()))
}
