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
            sqlx::Error::Database(refused) if refused.code().is_some_and(|code| passes(&code)) => {
                Error::Unavailable(refused.to_string())
            }
            other => Error::Database(other),
        }
    }
}

/// Whether this refusal is one of a moment: nothing was written, and the same may be asked again.
///
/// SQLite, by the low byte of its code: somebody else writes (5, 6), the disk is full (13). PostgreSQL, by the class of
/// its SQLSTATE: connection lost (08), rolled back for another (40), no room or connection left (53), told to stop (57P).
fn passes(code: &str) -> bool {
    // SQLite's codes have at most four digits, a SQLSTATE always five letters.
    if code.len() == 5 {
        return ["08", "40", "53", "57P"].iter().any(|class| code.starts_with(class));
    }
    code.parse::<i64>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 13))
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

#[cfg(test)]
mod tests {
    use super::passes;

    #[test]
    fn a_refusal_of_a_moment_is_told_from_one_that_stays() {
        for code in ["5", "517", "6", "13", "08006", "40001", "40P01", "53100", "57P01"] {
            assert!(passes(code), "{code}");
        }
        // A constraint, an input/output error of an fsync, a syntax error, a cancelled statement.
        for code in ["19", "2067", "1034", "42601", "23505", "57014", ""] {
            assert!(!passes(code), "{code}");
        }
    }
}
