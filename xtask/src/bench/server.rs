//! A server for the length of a measurement, and how quickly and how small it stands.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::report::{Goal, Report};
use super::{Bench, address, http};
use crate::{Sentence, say};

/// A running server; dropping it ends it.
pub(super) struct Server {
    child: Child,
    pub(super) address: String,
}

impl Server {
    /// Starts `sunhall serve` and waits until it is ready. It keeps no log: what is measured is reading, and a province
    /// that is being appended to its log would take half of the machine.
    pub(super) fn sunhall(bench: &Bench, database: &Path, more: &[&str]) -> Result<Server, Sentence> {
        Server::keeping_log(bench, database, &[&["--no-log"], more].concat())
    }

    /// The same, with the public log.
    pub(super) fn keeping_log(bench: &Bench, database: &Path, more: &[&str]) -> Result<Server, Sentence> {
        let listen = free_address()?;
        let site = bench.house.site();
        let arguments = ["serve", "--rate", "0", "--listen", &listen];
        let mut command = bench.house.command(&bench.sunhall, &arguments);
        command
            .args(["--database", &address(database), "--site"])
            .arg(site)
            .args(more)
            .env("SUNHALL_LOG", "warn");
        Server::start(command, listen, "/readyz")
    }

    /// Starts the bare server with the bytes of one page.
    pub(super) fn bare(bench: &Bench, page: &Path) -> Result<Server, Sentence> {
        let listen = free_address()?;
        let mut command = Command::new(bench.house.target.join("release/bare"));
        command.arg(page).arg(&listen);
        Server::start(command, listen, "/")
    }

    fn start(mut command: Command, address: String, ready: &str) -> Result<Server, Sentence> {
        let child = command
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()
            .map_err(|error| format!("The server could not be started: {error}"))?;
        let mut server = Server { child, address };
        for _ in 0..3_000 {
            if http::get(&server.address, ready, "identity").is_ok_and(|answer| answer.status == 200) {
                return Ok(server);
            }
            if !matches!(server.child.try_wait(), Ok(None)) {
                return Err("The server ended at once".to_owned());
            }
            thread::sleep(Duration::from_millis(10));
        }
        Err("The server was not ready within half a minute".to_owned())
    }

    /// The most memory it has held so far, in megabytes.
    pub(super) fn memory_mb(&self) -> f64 {
        most_memory_mb(self.child.id())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The most memory a process has held, in megabytes; nothing where the system does not tell.
pub(super) fn most_memory_mb(process: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kilobytes.map_or(0.0, |kilobytes| kilobytes / 1024.0)
}

fn free_address() -> Result<String, Sentence> {
    tests::http::free_address().map_err(|error| format!("No free port: {error}"))
}

/// From the start of the program to its first ready answer, and the memory it takes by then.
pub(super) fn measure(bench: &Bench, database: &Path, report: &mut Report) -> Result<(), Sentence> {
    let (server, seconds) = say::seconds(|| Server::sunhall(bench, database, &[]));
    report.add("start until ready", seconds, "s", Goal::AtMost(2.0));
    report.add("memory when ready", server?.memory_mb(), "MB", Goal::AtMost(150.0));
    Ok(())
}
