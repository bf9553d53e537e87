//! The program, running over a database that a test gives it.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use record::{Day, Instant};
use seal::demonstration;
use store::Store;
use tempfile::TempDir;
use tests::http::{self, Request};

/// The host of the portal in every context of what is sealed: the address in the repository's own `city.toml`.
pub(crate) const PORTAL: &str = "127.0.0.1:3000";
/// The unit that takes in what these tests report.
pub(crate) const UNIT: &str = "cdi-haigang";

pub(crate) fn today() -> Day {
    Day::parse("2026-11-23").unwrap()
}

/// Everything a server needs beside its database, in a folder that goes with the test.
pub(crate) struct Place {
    url: String,
    folder: TempDir,
    /// What `SUNHALL_LOG` says.
    pub(crate) log: &'static str,
}

impl Place {
    /// A house over an empty database, with recipients for the units that these tests write to.
    pub(crate) async fn over(url: &str) -> Place {
        let folder = tempfile::tempdir().unwrap();
        for name in ["site", "tmp"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        fs::write(folder.path().join("site/manifest.json"), "{}").unwrap();
        let place = Place { url: url.to_owned(), folder, log: "warn" };
        let store = place.store().await;
        for unit in [UNIT, "office", "hotline"] {
            let signed = demonstration::recipients(PORTAL, unit, today());
            let verified = demonstration::verified(PORTAL, unit, today());
            let mut write = store.write().await.unwrap();
            let now = Instant::start_of(today(), 0);
            staff::keys::enter(&mut write, &signed, &verified, now).await.unwrap();
            write.commit().await.unwrap();
        }
        store.close().await;
        place
    }

    /// The records, read beside the server or after it.
    pub(crate) async fn store(&self) -> Store {
        Store::open(&self.url, server::migrations()).await.unwrap()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts the program and waits until it answers.
    pub(crate) fn start(&self, more: &[&str]) -> Program {
        let log = File::options().create(true).append(true).open(self.path("log")).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_sunhall"))
            .args(["serve", "--database", &self.url, "--listen", "127.0.0.1:0", "--rate", "0"])
            .args(["--today", "2026-11-23"])
            .args(more)
            .arg("--site")
            .arg(self.path("site"))
            .arg("--staff-key")
            .arg(self.path("staff-key"))
            .arg("--log-key")
            .arg(self.path("log-key"))
            .arg("--log-memory")
            .arg(self.path("log-memory"))
            .env("TMPDIR", self.path("tmp"))
            .env("SUNHALL_LOG", self.log)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        let address = line.trim().rsplit_once("http://").map(|(_, address)| address.to_owned());
        let address = address.unwrap_or_else(|| panic!("it ended at once: {}", self.logged()));
        let ready = http::send(&address, Request::get("/readyz")).unwrap();
        assert_eq!(ready.status, 200, "{}", ready.text());
        // Reports are taken once the lists of recipients stand in the public log, which is a moment later the first time.
        let list = format!("/report/manifest/{UNIT}");
        let offered = (0..20_000).any(|_| http::send(&address, Request::get(&list)).unwrap().status == 200);
        assert!(offered, "nobody can be sealed to: {}", self.logged());
        Program { child, _said: said, address }
    }

    /// What the program has logged so far.
    pub(crate) fn logged(&self) -> String {
        String::from_utf8_lossy(&fs::read(self.path("log")).unwrap()).into_owned()
    }
}

/// A running program; dropped, it is killed.
pub(crate) struct Program {
    child: Child,
    /// Held open, so that what it says is not said into a closed pipe.
    _said: BufReader<ChildStdout>,
    pub(crate) address: String,
}

impl Program {
    /// `kill -9`: it gets no chance to end anything.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Its number among the processes.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have been killed before.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Every file below a folder.
pub(crate) fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files(&path, found),
            false => found.push(path),
        }
    }
}
