//! `cargo xtask serve`: from a fresh checkout to pages in the browser, with the demo city in them.

use std::fs;
use std::net::{TcpStream, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread;
use std::time::Duration;

use crate::house::{self, Care, House};
use crate::{Sentence, build, flag, nothing_left, say, site, value};

/// Reads the arguments, builds what has changed, and serves until the person ends it.
fn serve(house: &House, listen: &str, size: &str, care: Care) -> Result<(), Sentence> {
    // Said before the long build, not after it.
    if reachable(listen) {
        return Err(format!(
            "Something else answers at {listen} already: end it, or choose another address with --listen"
        ));
    }
    site::build(house, care)?;
    build::sunhall(house, care)?;
    let sunhall = house.sunhall(care);
    let database = demo(house, &sunhall, size)?;
    let mut server = house
        .command(&sunhall, &["serve", "--listen", listen, "--database", &address(&database), "--site"])
        .arg(house.site())
        .spawn()
        .map_err(|error| format!("sunhall could not be started: {error}"))?;
    if answers_soon(listen, &mut server) {
        say::line(&format!(
            "Sunhall answers at http://{}   (Ctrl-C ends it)",
            listen.replace("localhost", "127.0.0.1")
        ));
    }
    let status = server.wait().map_err(|error| format!("sunhall could not be waited for: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("sunhall ended with {status}")) }
}

/// The command as typed.
pub(crate) fn run(house: &House, arguments: &[String]) -> Result<(), Sentence> {
    let mut arguments = arguments.to_vec();
    let listen = value(&mut arguments, "--listen")?.unwrap_or_else(|| "localhost:3000".to_owned());
    let size = value(&mut arguments, "--size")?.unwrap_or_else(|| "small".to_owned());
    let care = if flag(&mut arguments, "--release") { Care::Release } else { Care::Quick };
    nothing_left(&arguments)?;
    serve(house, &listen, &size, care)
}

/// The demo city, loaded once. It is loaded beside its place and moved there whole, so a load that was broken off is
/// begun anew.
fn demo(house: &House, sunhall: &Path, size: &str) -> Result<PathBuf, Sentence> {
    let database = house.target.join(format!("demo-{size}.db"));
    if database.exists() {
        say::note(&format!(
            "The demo city stands in {} already; remove the file to load it anew",
            database.display()
        ));
        return Ok(database);
    }
    let draft = house.target.join(format!("demo-{size}-loading.db"));
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{ending}", draft.display()));
    }
    let load = house.command(sunhall, &["demo", "--database", &address(&draft), "--size", size]);
    say::step("Loading the demo city", || house::run(load))?;
    fs::rename(&draft, &database)
        .map_err(|error| format!("The demo city cannot be moved into its place: {error}"))?;
    // A city that was there before had a log of its own, which this one would contradict.
    let _ = fs::remove_file(format!("{}.log-memory", database.display()));
    Ok(database)
}

fn address(database: &Path) -> String {
    format!("sqlite:{}", database.display())
}

fn reachable(listen: &str) -> bool {
    let Some(address) = listen.to_socket_addrs().ok().and_then(|mut addresses| addresses.next()) else {
        return false;
    };
    TcpStream::connect_timeout(&address, Duration::from_millis(300)).is_ok()
}

fn answers_soon(listen: &str, server: &mut Child) -> bool {
    for _ in 0..150 {
        if reachable(listen) {
            return true;
        }
        if !matches!(server.try_wait(), Ok(None)) {
            return false;
        }
        thread::sleep(Duration::from_millis(200));
    }
    false
}
