//! What a machine may lack: each is looked for, installed where that is possible, and else named in one sentence.

use std::env;
use std::path::{Path, PathBuf};

use crate::house::{House, output, run, succeeds};
use crate::{Sentence, say, site};

/// The compiler's target for the browser bundle.
pub(crate) fn wasm_target(house: &House) -> Result<(), Sentence> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let installed = output("rustc", &["--print", "target-libdir", "--target", TARGET]);
    if installed.is_some_and(|folder| Path::new(&folder).exists()) {
        return Ok(());
    }
    say::step("Installing the target for the browser bundle", || {
        run(house.command("rustup", &["target", "add", TARGET]))
    })
    .map_err(|_| format!("The browser bundle needs the target {TARGET}: run `rustup target add {TARGET}`"))
}

/// The npm packages of `end2end`, exactly those of its lock file.
pub(crate) fn npm_packages(house: &House) -> Result<(), Sentence> {
    let end2end = house.end2end();
    let lock = std::fs::read(end2end.join("package-lock.json"))
        .map_err(|error| format!("end2end/package-lock.json cannot be read: {error}"))?;
    let installed = end2end.join("node_modules/.installed");
    if std::fs::read_to_string(&installed).ok() == Some(site::hash(&lock)) {
        return Ok(());
    }
    let major = output("node", &["--version"])
        .and_then(|version| version.trim_start_matches('v').split('.').next()?.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        return Err("The browser tests need Node 20 or newer with npm: install nodejs and npm".to_owned());
    }
    say::step("Installing the npm packages of end2end", || {
        let mut npm = house.command("npm", &["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
        npm.current_dir(&end2end).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        run(npm)
    })?;
    site::write(&installed, site::hash(&lock).as_bytes())
}

/// The browser the tests drive: a path, or nothing where Playwright brings its own.
pub(crate) fn chromium(house: &House) -> Result<Option<PathBuf>, Sentence> {
    let found = || {
        let named = env::var_os("SUNHALL_CHROMIUM").map(PathBuf::from);
        named.into_iter().chain([PathBuf::from("/usr/bin/chromium")]).find(|path| path.exists())
    };
    if found().is_none() && may_install() {
        debian_packages(&["chromium", "fonts-noto-cjk"])?;
    }
    if let Some(path) = found() {
        return Ok(Some(path));
    }
    let Some(playwright) = house.npm_program("playwright") else {
        return Err(
            "No Chromium was found, and Playwright is not installed: run `npm ci` in end2end".to_owned()
        );
    };
    let mut install = house.command(playwright, &["install", "chromium"]);
    install.current_dir(house.end2end());
    say::step("Installing Playwright's own Chromium", || run(install))
        .map_err(|_| "No Chromium can be had: install the package chromium and run this again".to_owned())?;
    Ok(None)
}

/// PostgreSQL's programs.
pub(crate) fn postgres() -> Result<(), Sentence> {
    if tests::postgres::programs().is_none() && may_install() {
        debian_packages(&["postgresql"])?;
    }
    match tests::postgres::programs() {
        Some(_) => Ok(()),
        None => Err("No PostgreSQL was found: install version 15 or newer, on Debian the package postgresql"
            .to_owned()),
    }
}

/// What checks the public log without our code: Go with its log library, and the small tools a journalist has.
pub(crate) fn log_checkers() -> Result<(), Sentence> {
    const TOOLS: [&str; 5] = ["curl", "jq", "openssl", "xxd", "go"];
    /// Where Debian puts the sources of `golang.org/x/mod`.
    const SUMDB: &str = "/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog";
    let missing = || {
        let tools =
            TOOLS.into_iter().filter(|tool| output("sh", &["-c", &format!("command -v {tool}")]).is_none());
        let library = (!Path::new(SUMDB).exists()).then_some("golang.org/x/mod/sumdb");
        tools.chain(library).collect::<Vec<_>>().join(", ")
    };
    if !missing().is_empty() && may_install() {
        debian_packages(&["curl", "jq", "openssl", "xxd", "golang-go", "golang-golang-x-mod-dev"])?;
    }
    match missing().as_str() {
        "" => Ok(()),
        missing => Err(format!(
            "The public log is also checked by programs that are not ours, and {missing} was not found: install curl, jq, \
             openssl, xxd and, on Debian, golang-go and golang-golang-x-mod-dev"
        )),
    }
}

/// The program that opens what we seal without our code. Where it is missing, the tests of `seal` fail.
pub(crate) fn age() -> Result<(), Sentence> {
    if !succeeds("age", &["--version"]) && may_install() {
        debian_packages(&["age"])?;
    }
    match succeeds("age", &["--version"]) {
        true => Ok(()),
        false => Err("What is sealed is also opened by a program that is not ours: install age, on Debian the package age"
            .to_owned()),
    }
}

/// Chinese letters for the screenshots. The tests pass without them, the pictures would show boxes.
pub(crate) fn chinese_font() {
    let there = output("fc-list", &[":lang=zh"]).is_some_and(|fonts| !fonts.is_empty());
    let installed = there || (may_install() && debian_packages(&["fonts-noto-cjk"]).is_ok());
    if !installed {
        say::note("No Chinese font was found, so screenshots will show boxes: install fonts-noto-cjk");
    }
}

fn may_install() -> bool {
    succeeds("apt-get", &["--version"]) && output("id", &["-u"]).as_deref() == Some("0")
}

fn debian_packages(names: &[&str]) -> Result<(), Sentence> {
    let apt = |arguments: &[&str]| {
        let mut command = std::process::Command::new("apt-get");
        command.args(["--quiet", "--yes"]).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        run(command)
    };
    say::step(&format!("Installing Debian's {}", names.join(" and ")), || {
        apt(&["update"])?;
        apt(&[&["install", "--no-install-recommends"], names].concat())
    })
    .map_err(|_| format!("Debian's {} could not be installed: install it by hand", names.join(" and ")))
}
