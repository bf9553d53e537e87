//! Where the house stands on this machine, and how its programs are run.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Sentence;

/// The checkout and the target folder that cargo names.
pub(crate) struct House {
    /// The folder of the workspace's Cargo.toml.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds, outside the checkout when `CARGO_TARGET_DIR` says so.
    pub(crate) target: PathBuf,
}

/// How much care goes into what is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Care {
    /// Quick to build: for a person who changes a line and looks.
    Quick,
    /// As it is shipped: small, and optimised.
    Release,
}

impl House {
    /// Asks cargo.
    pub(crate) fn find() -> Result<House, Sentence> {
        let metadata = cargo_metadata::MetadataCommand::new()
            .no_deps()
            .exec()
            .map_err(|error| format!("cargo metadata failed: {error}"))?;
        Ok(House {
            root: metadata.workspace_root.into_std_path_buf(),
            target: metadata.target_directory.into_std_path_buf(),
        })
    }

    /// The folder with the files a browser loads.
    pub(crate) fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// The folder of the browser tests and of the npm packages.
    pub(crate) fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// An npm program of `end2end`, where it is installed.
    pub(crate) fn npm_program(&self, name: &str) -> Option<PathBuf> {
        let path = self.end2end().join("node_modules/.bin").join(name);
        path.exists().then_some(path)
    }

    /// The built program.
    pub(crate) fn sunhall(&self, care: Care) -> PathBuf {
        let folder = match care {
            Care::Quick => "debug",
            Care::Release => "release",
        };
        self.target.join(folder).join("sunhall")
    }

    /// Runs cargo in the checkout; its own lines go to the terminal.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Result<(), Sentence> {
        run(self.command(cargo(), arguments))
    }

    /// A command that starts in the checkout and shares our target folder.
    pub(crate) fn command<A: AsRef<OsStr>>(&self, program: impl AsRef<OsStr>, arguments: &[A]) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target).args(arguments);
        command
    }
}

fn cargo() -> String {
    env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// Runs a command to its end, its lines shown as they come.
pub(crate) fn run(mut command: Command) -> Result<(), Sentence> {
    let name = told(&command);
    let status = command.status().map_err(|error| format!("{name} could not be started: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} failed, with {status}")) }
}

/// Whether a command can be run and succeeds; nothing of it is shown.
pub(crate) fn succeeds<A: AsRef<OsStr>>(program: impl AsRef<OsStr>, arguments: &[A]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// What a command prints, without the last line's end.
pub(crate) fn output<A: AsRef<OsStr>>(program: impl AsRef<OsStr>, arguments: &[A]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

/// A command as a person would type it, without the folders.
fn told(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}
