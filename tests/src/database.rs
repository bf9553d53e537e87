//! An empty database of one kind, which disappears when the test that asked for it ends.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{env, fs, process};

use crate::postgres;

static COUNTER: AtomicU64 = AtomicU64::new(0);

/// A name no other test of this machine uses at this moment.
pub(crate) fn unique(word: &str) -> String {
    format!("{word}_{}_{}", process::id(), COUNTER.fetch_add(1, Ordering::Relaxed))
}

/// A database of its own for one test; dropping it removes it.
pub struct Database {
    url: String,
    keep: Keep,
}

enum Keep {
    Folder(PathBuf),
    Postgres { name: String },
}

impl Database {
    /// An empty SQLite file in a folder of its own.
    pub fn sqlite() -> Database {
        let folder = env::temp_dir().join(format!("sunhall-{}", unique("test")));
        fs::create_dir_all(&folder).expect("the temporary folder takes a new folder");
        let url = format!("sqlite:{}", folder.join("test.db").display());
        Database { url, keep: Keep::Folder(folder) }
    }

    /// An empty database on the PostgreSQL server of this run.
    ///
    /// # Panics
    /// Where no PostgreSQL can be started: a missing database fails the run, it never passes quietly.
    pub fn postgres() -> Database {
        let server = postgres::of_this_run();
        let name = unique("test");
        server.run(&format!("CREATE DATABASE {name} TEMPLATE template0"));
        Database { url: server.url(&name), keep: Keep::Postgres { name } }
    }

    /// The address as `--database` takes it.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // What cannot be removed is left to the temporary folder: a test that has passed must not fail here.
        match &self.keep {
            Keep::Folder(folder) => drop(fs::remove_dir_all(folder)),
            Keep::Postgres { name } => {
                postgres::of_this_run().try_run(&format!("DROP DATABASE {name} WITH (FORCE)"));
            }
        }
    }
}

/// An empty database of each kind, SQLite first.
pub fn databases() -> [Database; 2] {
    [Database::sqlite(), Database::postgres()]
}
