//! Reading SQLite without a detour.
//!
//! A list of twenty rows costs sqlx's `Any` driver 245 µs of processor time (a worker thread, a channel and a
//! copied value a cell) and rusqlite 33 µs, on one machine and one file; a page must be done in less than 400.
//! So readers ask SQLite directly. Both libraries are linked with one and the same SQLite.

use std::sync::Mutex;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, params_from_iter};
use tokio::sync::Semaphore;

use crate::{Error, Result, Row, Value};

/// Statements a connection keeps prepared.
const PREPARED: usize = 256;

/// What every reader is told. It cannot write, and it reads the file through the page cache of the system instead
/// of copying it.
const PRAGMAS: &str = "
    PRAGMA query_only = ON;
    PRAGMA busy_timeout = 10000;
    PRAGMA trusted_schema = OFF;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -4096;
    PRAGMA mmap_size = 68719476736;
";

/// Connections that only read, opened when first needed.
pub(crate) struct Readers {
    path: String,
    idle: Mutex<Vec<Connection>>,
    places: Semaphore,
}

impl Readers {
    pub(crate) fn new(path: &str, most: usize) -> Readers {
        Readers { path: path.to_owned(), idle: Mutex::default(), places: Semaphore::new(most) }
    }

    /// Every row of the answer, at most `most` of them. The caller's thread does the work: it takes microseconds,
    /// less than handing it to another.
    pub(crate) async fn rows(&self, text: &str, values: &[Value], most: usize) -> Result<Vec<Row>> {
        let _place =
            self.places.acquire().await.map_err(|_| Error::Unavailable("it was closed".to_owned()))?;
        let connection = match self.lock().pop() {
            Some(connection) => connection,
            None => self.open()?,
        };
        let rows = ask(&connection, text, values, most);
        self.lock().push(connection);
        rows.map_err(Error::from)
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// No more questions; the file is let go.
    pub(crate) fn close(&self) {
        self.places.close();
        self.lock().clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn open(&self) -> Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        connection.execute_batch(PRAGMAS)?;
        // Otherwise each new value bound to a statement has it planned anew, which costs more than running it.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        Ok(connection)
    }
}

fn ask(connection: &Connection, text: &str, values: &[Value], most: usize) -> rusqlite::Result<Vec<Row>> {
    let mut statement = connection.prepare_cached(text)?;
    let columns = statement.column_count();
    let mut answer = statement.query(params_from_iter(values))?;
    let mut rows = Vec::new();
    while rows.len() < most {
        let Some(row) = answer.next()? else { break };
        rows.push(Row::from_sqlite(row, columns)?);
    }
    Ok(rows)
}
