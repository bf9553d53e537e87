//! A PostgreSQL server for the length of a test run: found on the machine, started in a temporary folder as a
//! user that is not root, never written to disk with care, and gone with the process that started it.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;
use std::{env, thread};

use crate::database::unique;

/// Where a test run that has started a server says so: `postgres://user@host:port`, without a database.
pub const VARIABLE: &str = "SUNHALL_TEST_POSTGRES";

/// The shell that holds the server lives as long as our end of its standard input is open. So the server ends with
/// us however we end, even when we are killed, and takes its folder along.
const HOLD: &str = r#"
trap '' INT
folder=$1; shift
"$@" >"$folder/log" 2>&1 &
server=$!
cat >/dev/null
kill -QUIT $server 2>/dev/null
wait $server
rm -rf "$folder""#;

/// A running server.
pub struct Server {
    address: String,
    programs: PathBuf,
    hold: Option<Child>,
}

/// The server of this run: the one named by [`VARIABLE`], else one of our own, started at the first call.
///
/// # Panics
/// Where none can be had; the sentence says what to install.
pub fn of_this_run() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let server = match env::var(VARIABLE) {
            Ok(address) => Server::at(address.trim_end_matches('/')),
            Err(_) => Server::start(),
        };
        server.unwrap_or_else(|sentence| panic!("{sentence}"))
    })
}

/// The folder that holds `initdb` and `postgres`, the newest where there are several.
pub fn programs() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    for parent in ["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt"] {
        let mut versions: Vec<PathBuf> = fs::read_dir(parent)
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
            .collect();
        // "9.6" stands before "15" when the shorter number goes first.
        versions.sort_by_key(|path| (path.as_os_str().len(), path.clone()));
        folders.extend(versions.into_iter().rev());
    }
    folders
        .into_iter()
        // A link in PATH points to the folder where the other programs are.
        .filter_map(|folder| fs::canonicalize(folder.join("initdb")).ok()?.parent().map(Path::to_path_buf))
        .find(|folder| folder.join("postgres").exists() && folder.join("psql").exists())
}

impl Server {
    /// Starts a server of our own.
    ///
    /// # Errors
    /// One sentence that says what is missing.
    pub fn start() -> Result<Server, String> {
        let programs = programs()
            .ok_or("No initdb was found: install PostgreSQL 15 or newer, on Debian the package postgresql")?;
        let user = unprivileged()?;
        let folder = env::temp_dir().join(format!("sunhall-{}", unique("postgres")));
        prepare(&folder, &programs, user)
            .map_err(|error| format!("PostgreSQL could not be set up in {}: {error}", folder.display()))?;
        // Between choosing a free port and taking it, another program may take it: so try again.
        for _ in 0..5 {
            let port = free_port().map_err(|error| format!("No free port was found: {error}"))?;
            let hold = launch(&folder, &programs, user, port)
                .map_err(|error| format!("PostgreSQL could not be started: {error}"))?;
            let address = format!("postgres://sunhall@127.0.0.1:{port}");
            let server = Server { address, programs: programs.clone(), hold: Some(hold) };
            if server.answers_soon(&folder.join("log")) {
                return Ok(server);
            }
            drop(server);
            prepare(&folder, &programs, user)
                .map_err(|error| format!("PostgreSQL stopped at once: {error}"))?;
        }
        Err("PostgreSQL stopped at once, five times in a row".to_owned())
    }

    fn at(address: &str) -> Result<Server, String> {
        let programs = programs().ok_or("psql was not found: install PostgreSQL's programs")?;
        Ok(Server { address: address.to_owned(), programs, hold: None })
    }

    /// The server without a database, as [`VARIABLE`] holds it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The address of one database.
    pub fn url(&self, database: &str) -> String {
        format!("{}/{database}", self.address)
    }

    /// Runs a statement as the owner of the server.
    ///
    /// # Panics
    /// Where the server refuses it.
    pub fn run(&self, sql: &str) {
        let output = self.psql(sql).output().expect("psql stands beside initdb");
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Runs a statement and says whether the server took it.
    pub fn try_run(&self, sql: &str) -> bool {
        self.psql(sql).output().is_ok_and(|output| output.status.success())
    }

    fn psql(&self, sql: &str) -> Command {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args(["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--dbname", &self.url("postgres")]);
        psql.args(["--command", sql]);
        psql.stdin(Stdio::null());
        psql
    }

    fn answers_soon(&self, log: &Path) -> bool {
        for _ in 0..300 {
            if self.try_run("SELECT 1") {
                return true;
            }
            let text = fs::read_to_string(log).unwrap_or_default();
            if text.contains("FATAL:  could not") || text.contains("database system is shut down") {
                return false;
            }
            thread::sleep(Duration::from_millis(50));
        }
        false
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(hold) = &mut self.hold {
            drop(hold.stdin.take());
            let _ = hold.wait();
        }
    }
}

/// PostgreSQL refuses to run as root: then the ids of a user that may do nothing else, without rights of its own.
fn unprivileged() -> Result<Option<(u32, u32)>, String> {
    let number = |arguments: &[&str]| -> Option<u32> {
        let output = Command::new("id").args(arguments).stderr(Stdio::null()).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    };
    if number(&["-u"]) != Some(0) {
        return Ok(None);
    }
    ["postgres", "nobody"]
        .iter()
        .find_map(|name| Some((number(&["-u", name])?, number(&["-g", name])?)))
        .map(Some)
        .ok_or_else(|| "PostgreSQL does not run as root, and there is no user postgres or nobody".to_owned())
}

fn as_user(program: &Path, user: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(program);
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid);
    }
    command
}

/// A fresh cluster, owned by the user that will serve it.
fn prepare(folder: &Path, programs: &Path, user: Option<(u32, u32)>) -> std::io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    if let Some((uid, gid)) = user {
        chown(folder, Some(uid), Some(gid))?;
    }
    let initdb = |locale: &str| {
        as_user(&programs.join("initdb"), user)
            .current_dir(folder)
            .args(["--auth=trust", "--username=sunhall", "--encoding=UTF8", "--no-sync", "--no-instructions"])
            .arg(format!("--locale={locale}"))
            .arg("--pgdata=data")
            .stdin(Stdio::null())
            .output()
    };
    // Text must sort by its bytes, as SQLite sorts it. Where C.UTF-8 is unknown, C does the same.
    let mut output = initdb("C.UTF-8")?;
    if !output.status.success() {
        output = initdb("C")?;
    }
    if output.status.success() {
        return Ok(());
    }
    Err(std::io::Error::other(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
}

fn launch(folder: &Path, programs: &Path, user: Option<(u32, u32)>, port: u16) -> std::io::Result<Child> {
    as_user(Path::new("/bin/sh"), user)
        .current_dir(folder)
        .args(["-c", HOLD, "hold"])
        .arg(folder)
        .arg(programs.join("postgres"))
        .args(["-D", "data", "-k"])
        .arg(folder)
        .args(["-p", &port.to_string()])
        .args(SETTINGS.iter().flat_map(|setting| ["-c", setting]))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

/// Nothing here outlives the run, so nothing waits for the disk.
const SETTINGS: [&str; 7] = [
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "max_connections=300",
    "shared_buffers=64MB",
];

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_starts_as_an_ordinary_user_and_leaves_nothing_behind() {
        let server = Server::start().unwrap();
        server.run("CREATE DATABASE other");
        let output = server.psql("SHOW data_directory").arg("--tuples-only").output().unwrap();
        let data = PathBuf::from(String::from_utf8(output.stdout).unwrap().trim());
        assert!(data.exists());
        drop(server);
        assert!(!data.exists());
    }

    #[test]
    fn two_tests_never_share_a_database() {
        let (one, other) = (crate::Database::postgres(), crate::Database::postgres());
        assert_ne!(one.url(), other.url());
    }
}
