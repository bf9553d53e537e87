//! What a citizen waits for: the answer that says that a report cannot be lost any more, while fifty a second come in; and whether
//! the time of an answer tells a receipt that nobody has from one that was misread.

use std::path::Path;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::report::{Goal, Report};
use super::server::Server;
use super::{Bench, address, http, remove_database};
use crate::house::{self, output};
use crate::{Sentence, say};

/// The day on which the invented city's keys are signed and everything is sent.
const DAY: &str = "2026-11-23";
/// The host in the city's file, for which everything is sealed.
const PORTAL: &str = "127.0.0.1:3000";
const PER_SECOND: u64 = 50;
const SECONDS: u64 = 20;
/// Receipts of each sort that are looked up.
const RECEIPTS: u64 = 10_000;

/// The ways of sending, as the program `citizens` calls them, and what they are.
const WAYS: [(&str, &str); 3] = [
    ("sealed", "report sealed in the browser"),
    ("complaint", "complaint by the plain form"),
    ("report", "report that the server seals"),
];

/// Sends each way into a small city of its own, and looks up receipts in the last.
pub(super) fn measure(bench: &Bench, report: &mut Report) -> Result<(), Sentence> {
    let program = ["build", "--release", "--package", "bench", "--bin", "citizens"];
    say::step("Building the citizens", || bench.house.cargo(&program))?;
    let database = bench.house.target.join("bench").join("submissions.db");
    for (way, name) in WAYS {
        let server = serve(bench, &database)?;
        let told = citizens(bench, &server, way, &[PER_SECOND, SECONDS])?;
        report.add(format!("{name}: answered"), told("per_second"), "a second", Goal::AtLeast(49.0));
        report.add(format!("{name}: p50"), told("p50_ms"), "ms", Goal::None);
        report.add(format!("{name}: p99"), told("p99_ms"), "ms", Goal::AtMost(150.0));
        report.add(format!("{name}: memory at most"), server.memory_mb(), "MB", Goal::None);
    }
    let server = serve(bench, &database)?;
    let told = citizens(bench, &server, "receipts", &[RECEIPTS])?;
    report.add("a receipt that nobody has", told("unknown_us"), "µs", Goal::None);
    report.add("one that was misread", told("misread_us"), "µs", Goal::None);
    report.add("the two told apart: Welch's t", told("t").abs(), "", Goal::AtMost(4.5));
    drop(server);
    remove_database(&database);
    Ok(())
}

/// A server over a new small city.
pub(super) fn serve(bench: &Bench, database: &Path) -> Result<Server, Sentence> {
    remove_database(database);
    for ending in ["log-key", "log-memory", "staff-key"] {
        // What is not there need not go.
        let _ = std::fs::remove_file(format!("{}.{ending}", database.display()));
    }
    let arguments = ["demo", "--size", "small", "--today", DAY, "--database", &address(database)];
    say::step("Loading a small city", || house::run(bench.house.command(&bench.sunhall, &arguments)))?;
    let server = Server::keeping_log(bench, database, &["--today", DAY])?;
    // Reports are taken once the lists of recipients stand in the public log.
    for _ in 0..600 {
        if http::get(&server.address, "/report/manifest/cdi-haigang", "identity")?.status == 200 {
            return Ok(server);
        }
        thread::sleep(Duration::from_millis(50));
    }
    Err("No list of recipients was offered within half a minute".to_owned())
}

/// Lets the citizens do something, and gives what they told by its name.
fn citizens(
    bench: &Bench,
    server: &Server,
    what: &str,
    how_much: &[u64],
) -> Result<impl Fn(&str) -> f64 + use<>, Sentence> {
    let program = bench.house.target.join("release/citizens");
    let mut arguments = [what, &server.address, PORTAL, DAY].map(str::to_owned).to_vec();
    arguments.extend(how_much.iter().map(u64::to_string));
    let text = say::step(&format!("Citizens: {what}"), || {
        output(program.to_string_lossy().as_ref(), &arguments).ok_or("The citizens have failed")
    })?;
    let told: Value = serde_json::from_str(text.trim())
        .map_err(|error| format!("What they told does not parse: {error}"))?;
    Ok(move |name: &str| told[name].as_f64().unwrap_or_default())
}
