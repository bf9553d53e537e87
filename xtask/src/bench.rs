//! `cargo xtask bench`: speed and size, as a table and as JSON. Nothing here is a test: a figure belongs to the machine
//! that made it, so each is told beside what a bare server answered in the same run.
//!
//! `cargo xtask bench` runs all; `cargo xtask bench pages --approvals 10000000` one part, on another number of approvals.

mod http;
mod import;
mod load;
mod log;
mod pages;
mod report;
mod server;
mod size;
mod submissions;

use std::path::{Path, PathBuf};

use crate::house::{self, Care, House};
use crate::{Sentence, build, nothing_left, say, site, value};
use report::Report;

/// The parts, in the order of their cost.
const PARTS: [&str; 6] = ["submissions", "size", "start", "pages", "log", "import"];

/// What every part is given.
struct Bench<'a> {
    house: &'a House,
    sunhall: PathBuf,
    /// How many approvals the database holds.
    approvals: u64,
    /// How long each load lasts.
    seconds: u64,
    /// The megabytes of the file that is imported.
    import_mb: u64,
}

/// Reads the arguments and runs the parts.
pub(crate) fn run(house: &House, arguments: &[String]) -> Result<(), Sentence> {
    let mut arguments = arguments.to_vec();
    let mut number = |name: &str, otherwise: u64| -> Result<u64, Sentence> {
        match value(&mut arguments, name)? {
            None => Ok(otherwise),
            Some(text) => text.parse().map_err(|_| format!("{name} wants a number")),
        }
    };
    let approvals = number("--approvals", 1_000_000)?;
    let seconds = number("--seconds", 10)?;
    let import_mb = number("--import-mb", 256)?;
    let parts: Vec<String> =
        arguments.iter().filter(|part| PARTS.contains(&part.as_str())).cloned().collect();
    arguments.retain(|part| !PARTS.contains(&part.as_str()));
    nothing_left(&arguments)?;
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|one| one == part);

    load::wrk()?;
    site::build(house, Care::Release)?;
    build::sunhall(house, Care::Release)?;
    let bare = ["build", "--release", "--package", "bench", "--bin", "bare"];
    say::step("Building the yardstick", || house.cargo(&bare))?;

    let bench = Bench { house, sunhall: house.sunhall(Care::Release), approvals, seconds, import_mb };
    let mut report = Report::new(approvals);
    if wanted("submissions") {
        submissions::measure(&bench, &mut report)?;
    }
    if ["size", "start", "pages", "log"].into_iter().any(wanted) {
        let database = bench.database()?;
        if wanted("size") {
            size::measure(&bench, &database, &mut report)?;
        }
        if wanted("start") {
            server::measure(&bench, &database, &mut report)?;
        }
        if wanted("pages") {
            pages::measure(&bench, &database, &mut report)?;
        }
        if wanted("log") {
            log::measure(&bench, &database, &mut report)?;
        }
    }
    if wanted("import") {
        import::measure(&bench, &mut report)?;
    }
    report.close(&house.target.join("bench.json"))
}

impl Bench<'_> {
    /// The invented city of this many approvals, loaded once and kept.
    fn database(&self) -> Result<PathBuf, Sentence> {
        let database = self.house.target.join(format!("bench-{}.db", self.approvals));
        if database.exists() {
            return Ok(database);
        }
        let draft = self.house.target.join(format!("bench-{}-loading.db", self.approvals));
        remove_database(&draft);
        let _ = std::fs::remove_file(pages::sample(self));
        let number = self.approvals.to_string();
        let arguments =
            ["demo", "--size", "province", "--approvals", &number, "--database", &address(&draft)];
        let load = self.house.command(&self.sunhall, &arguments);
        say::step(&format!("Loading {number} approvals"), || house::run(load))?;
        std::fs::rename(&draft, &database)
            .map_err(|error| format!("The database cannot be moved: {error}"))?;
        Ok(database)
    }
}

/// A database's address, as the program takes it.
fn address(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

/// Removes a database with the files SQLite lays beside it.
fn remove_database(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", path.display()));
    }
}
