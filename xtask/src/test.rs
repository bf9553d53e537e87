//! `cargo xtask test`: everything CI runs, the quick refusals first. A step that fails does not hide the next one.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::house::{self, Care, House, succeeds};
use crate::{Sentence, flag, nothing_left, say, setup, site};

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
/// The crates that ship to the browser, and all they are made of.
const BROWSER: [&str; 32] = [
    "--package",
    "browser",
    "--package",
    "browser_seal",
    "--package",
    "browser_case",
    "--package",
    "browser_staff",
    "--package",
    "cases",
    "--package",
    "letters",
    "--package",
    "recusal",
    "--package",
    "keyring",
    "--package",
    "device",
    "--package",
    "seal",
    "--package",
    "approvals",
    "--package",
    "trading",
    "--package",
    "credit",
    "--package",
    "ledger",
    "--package",
    "proof",
    "--package",
    "record",
];
const DENY_WARNINGS: [&str; 3] = ["--", "--deny", "warnings"];

/// The steps so far.
#[derive(Default)]
struct Steps {
    passed: usize,
    failed: Vec<String>,
}

impl Steps {
    /// Carries out one step and keeps its answer for the closing lines.
    fn take<T>(&mut self, title: &str, act: impl FnOnce() -> Result<T, Sentence>) -> Option<T> {
        match say::step(title, act) {
            Ok(answer) => {
                self.passed += 1;
                Some(answer)
            }
            Err(sentence) => {
                say::error(&sentence);
                self.failed.push(format!("{title}: {sentence}"));
                None
            }
        }
    }

    fn close(self) -> Result<(), Sentence> {
        for failure in &self.failed {
            say::error(failure);
        }
        say::line(&format!("steps: {} passed, {} failed", self.passed, self.failed.len()));
        if self.failed.is_empty() { Ok(()) } else { Err("The tests have failed".to_owned()) }
    }
}

/// Reads the arguments and runs the steps.
pub(crate) fn run(house: &House, arguments: &[String]) -> Result<(), Sentence> {
    let mut arguments = arguments.to_vec();
    let full = flag(&mut arguments, "--full");
    nothing_left(&arguments)?;

    let mut steps = Steps::default();
    steps.take("Format", || house.cargo(&["fmt", "--all", "--check"]));
    let packages = steps.take("npm packages", || setup::npm_packages(house));
    let site = steps.take("Site, as it is shipped", || site::build(house, Care::Release));
    steps.take("Lints", || {
        house.cargo(&[["clippy", "--workspace", "--all-targets"].as_slice(), &DENY_WARNINGS].concat())
    });
    steps.take("Lints of what the browser runs", || {
        house.cargo(&[["clippy"].as_slice(), &BROWSER, &WASM, &DENY_WARNINGS].concat())
    });
    steps.take("Licences and sources", || licences(house));
    rust_tests(house, &mut steps, full);
    log_by_others(house, &mut steps);
    if full {
        steps.take("Open contracting data, by the standard's own tools", || {
            house::run(house.command("sh", &["tests/oracles/ocds.sh"]))
        });
    }
    if packages.is_some() && site.is_some() {
        browser_tests(house, &mut steps, full);
    }
    steps.close()
}

/// The tests of every crate, on both databases, and the examples in the documentation.
fn rust_tests(house: &House, steps: &mut Steps, full: bool) {
    let Some(postgres) = steps.take("PostgreSQL", || {
        setup::postgres()?;
        tests::postgres::Server::start()
    }) else {
        return;
    };
    steps.take("age for what is sealed", setup::age);
    // One server for the whole run: nextest gives each test a process of its own.
    let mut variables: Vec<(&str, OsString)> =
        vec![(tests::postgres::VARIABLE, postgres.address().into()), ("SUNHALL_SITE", house.site().into())];
    if full {
        variables.push(("SUNHALL_TEST_FULL", "1".into()));
    }
    let nextest = succeeds("cargo-nextest", &["nextest", "--version"]);
    let runner: &[&str] = if nextest {
        &["nextest", "run", "--workspace", "--no-fail-fast"]
    } else {
        &["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]
    };
    steps.take("Tests", || house::run(cargo_with(house, runner, &variables)));
    steps.take("Examples in the documentation", || {
        house::run(cargo_with(house, &["test", "--workspace", "--doc"], &variables))
    });
}

/// The public log, checked by docs/VERIFY.md word for word and by Go's implementation.
fn log_by_others(house: &House, steps: &mut Steps) {
    let ready = steps.take("Go, jq and openssl for the public log", setup::log_checkers);
    // As the browser tests build it: another choice of packages means other features, and everything twice.
    let built = steps.take("sunhall for them", || house.cargo(&["build", "--workspace", "--bins"]));
    if ready.is_some() && built.is_some() {
        steps.take("The public log, by programs that are not ours", || {
            let mut script = house.command("sh", &["tests/verify.sh"]);
            script.env("SUNHALL_PROGRAM", house.sunhall(Care::Quick));
            house::run(script)
        });
    }
}

fn cargo_with(house: &House, arguments: &[&str], variables: &[(&str, OsString)]) -> std::process::Command {
    let mut command = house.command("cargo", arguments);
    command.envs(variables.iter().map(|(name, value)| (name, value)));
    command
}

/// Playwright against the built program, on a phone and a desktop, with JavaScript and without.
fn browser_tests(house: &House, steps: &mut Steps, full: bool) {
    let built =
        steps.take("sunhall for the browser tests", || house.cargo(&["build", "--workspace", "--bins"]));
    let chromium = steps.take("A browser", || {
        setup::chinese_font();
        setup::chromium(house)
    });
    let (Some(()), Some(chromium)) = (built, chromium) else { return };
    steps.take("Journeys in the browser", || {
        let playwright: PathBuf =
            house.npm_program("playwright").ok_or("Playwright is not installed: run `npm ci` in end2end")?;
        let mut command = house.command(playwright, &["test"]);
        command
            .current_dir(house.end2end())
            .env("SUNHALL_PROGRAM", house.sunhall(Care::Quick))
            .env("SUNHALL_SITE", house.site());
        if let Some(chromium) = chromium {
            command.env("SUNHALL_CHROMIUM", chromium);
        }
        if full {
            command.env("SUNHALL_TEST_FULL", "1");
        }
        house::run(command)
    });
}

/// The tests hold the same rules; cargo-deny, where it is installed, looks more closely.
fn licences(house: &House) -> Result<(), Sentence> {
    if succeeds("cargo-deny", &["--version"]) {
        return house.cargo(&["deny", "--offline", "check", "bans", "licenses", "sources"]);
    }
    say::note("cargo-deny is not here; tests/tidy holds the same lists");
    Ok(())
}
