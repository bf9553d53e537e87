//! What can go wrong between the house and its database.

use std::fmt;

/// The result of every call that reaches the database.
pub type Result<T> = std::result::Result<T, Error>;

/// An error that we must mend; nothing a citizen typed can cause it.
///
/// "Not found" is no error: it is `Ok(None)`.
#[derive(Debug)]
pub enum Error {
    /// The database does not answer, or not in time. Pages in the cache are still served.
    Unavailable(String),
    /// The address, the file or the server is not what this program can use; the text says what to do.
    Setup(String),
    /// A stored row cannot be what it should be: which table, which key, what is wrong.
    Corrupt {
        /// The table or view that was read.
        table: &'static str,
        /// The key of the row.
        key: String,
        /// What is wrong with it.
        what: String,
    },
    /// Any other answer of the database.
    Database(sqlx::Error),
    /// Any other answer of SQLite to a reader.
    Reading(rusqlite::Error),
}

impl Error {
    /// Whether trying again later can help: the edge answers 503 instead of 500.
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Error::Unavailable(_))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Unavailable(what) => write!(f, "the database does not answer: {what}"),
            Error::Setup(what) => write!(f, "{what}"),
            Error::Corrupt { table, key, what } => write!(f, "{table} {key}: {what}"),
            Error::Database(error) => write!(f, "the database refused: {error}"),
            Error::Reading(error) => write!(f, "the database refused: {error}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Io(_)
            | sqlx::Error::WorkerCrashed => Error::Unavailable(error.to_string()),
            other => Error::Database(other),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Error::Setup(format!(
            "The tables could not be brought up to date: {error}. Restore the database from its last backup, or \
             start the version of sunhall that last wrote it"
        ))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, SystemIoFailure};
        match error.sqlite_error_code() {
            Some(CannotOpen | DatabaseBusy | DatabaseLocked | DiskFull | SystemIoFailure) => {
                Error::Unavailable(error.to_string())
            }
            _ => Error::Reading(error),
        }
    }
}
