//! Opening a database and refusing one that cannot be trusted.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyConnection, AnyPool, Executor, Row as _};

use crate::count::Counts;
use crate::readers::Readers;
use crate::{Error, Migration, Result, Write, migrate, sql};

/// Which of the two databases stands behind the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// The city's records. Cloning it is cheap: all clones share one pool.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

/// Who answers a reader.
pub(crate) enum Reads {
    Sqlite(Readers),
    Postgres(AnyPool),
}

struct Inner {
    engine: Engine,
    reads: Reads,
    writes: AnyPool,
    counts: Counts,
    generation: AtomicI64,
}

/// What the SQLite writer is told. `synchronous=FULL`: an acknowledged record survives a power cut.
/// `secure_delete`: what is deleted is overwritten, so that a redaction leaves nothing behind. The cache holds
/// the inner pages of every index during an import, and the log is folded back in strides of 32 MB.
const PRAGMAS: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA busy_timeout = 10000;
    PRAGMA trusted_schema = OFF;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -65536;
    PRAGMA wal_autocheckpoint = 8000;
";

/// Below this SQLite can corrupt its write-ahead log when it is reset.
const SQLITE_AT_LEAST: [u32; 3] = [3, 51, 3];

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…`, brings its tables up to date, and checks that it is as it must be.
    ///
    /// # Errors
    /// [`Error::Setup`] names the address and what to do; [`Error::Unavailable`] if the server does not answer.
    pub async fn open(url: &str, migrations: Vec<Migration>) -> Result<Store> {
        sqlx::any::install_default_drivers();
        let path = url.strip_prefix("sqlite:").map(|path| path.trim_start_matches("//"));
        let path = path.map(|path| path.split_once('?').map_or(path, |(path, _)| path));
        let (engine, url) = if let Some(path) = path {
            (Engine::Sqlite, format!("sqlite://{path}?mode=rwc"))
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            (Engine::Postgres, url.to_owned())
        } else {
            return Err(Error::Setup(format!(
                "{url} is not the address of a database. Give sqlite:PATH or postgres://USER@HOST/NAME"
            )));
        };
        let options: AnyConnectOptions =
            url.parse().map_err(|error| Error::Setup(format!("The database's address: {error}")))?;
        let writes = pool(engine, if engine == Engine::Sqlite { 1 } else { 8 }, false)
            .connect_with(options.clone())
            .await
            .map_err(|error| cannot_open(&url, error))?;
        // Two readers a core keep both busy while one waits for the disk.
        let readers = std::thread::available_parallelism().map_or(2, |cores| cores.get()) * 2;
        let reads = match path {
            Some(path) => Reads::Sqlite(Readers::new(path, readers.max(4))),
            None => Reads::Postgres(pool(engine, 16, true).connect_lazy_with(options)),
        };
        let store = Store(Arc::new(Inner {
            engine,
            reads,
            writes,
            counts: Counts::default(),
            generation: AtomicI64::new(0),
        }));
        match engine {
            Engine::Sqlite => store.check_sqlite().await?,
            Engine::Postgres => store.check_postgres().await?,
        }
        migrate::run(&store, migrations).await?;
        store.generation().await?;
        Ok(store)
    }

    pub(crate) fn engine(&self) -> Engine {
        self.0.engine
    }

    /// The file, if it is one.
    pub(crate) fn path(&self) -> Option<&str> {
        match &self.0.reads {
            Reads::Sqlite(readers) => Some(readers.path()),
            Reads::Postgres(_) => None,
        }
    }

    pub(crate) fn reads(&self) -> &Reads {
        &self.0.reads
    }

    pub(crate) fn writes(&self) -> &AnyPool {
        &self.0.writes
    }

    pub(crate) fn counts(&self) -> &Counts {
        &self.0.counts
    }

    /// A write transaction. Nothing is kept unless [`Write::commit`] returns.
    pub async fn write(&self) -> Result<Write> {
        Write::begin(self).await
    }

    /// A number that grows with every committed change, by this process or another. Asks the database.
    pub async fn generation(&self) -> Result<i64> {
        let row = sql("SELECT value FROM meta WHERE name = 'generation'").one(self).await?;
        let generation = row.map_or(0, |row| row.int(0));
        self.0.generation.store(generation, Ordering::Release);
        Ok(generation)
    }

    /// The generation that was last asked for: what remembered counts and cached pages are filed under.
    pub fn generation_seen(&self) -> i64 {
        self.0.generation.load(Ordering::Acquire)
    }

    /// Waits for open statements and closes every connection.
    pub async fn close(&self) {
        match &self.0.reads {
            Reads::Sqlite(readers) => readers.close(),
            Reads::Postgres(pool) => pool.close().await,
        }
        self.0.writes.close().await;
    }

    /// Asked for and read back: a setting that silently did not take would be found after the first power cut.
    async fn check_sqlite(&self) -> Result<()> {
        let mut connection = self.0.writes.acquire().await?;
        let version: String = text(&mut connection, "SELECT sqlite_version()").await?;
        let parts: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
        if parts.as_slice() < SQLITE_AT_LEAST.as_slice() {
            return Err(Error::Setup(format!(
                "SQLite {version} can corrupt its write-ahead log. Build sunhall with SQLite 3.51.3 or newer"
            )));
        }
        for (pragma, wanted) in [
            ("SELECT journal_mode FROM pragma_journal_mode", "wal"),
            ("SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous", "2"),
            ("SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys", "1"),
            ("SELECT CAST(secure_delete AS TEXT) FROM pragma_secure_delete", "1"),
        ] {
            let got = text(&mut connection, pragma).await?;
            if got != wanted {
                return Err(Error::Setup(format!(
                    "SQLite answers {got} to {pragma} where {wanted} was set. Put the database on a local disk"
                )));
            }
        }
        Ok(())
    }

    /// Lists and exports must come in one order on both databases, and SQLite compares bytes.
    async fn check_postgres(&self) -> Result<()> {
        let mut connection = self.0.writes.acquire().await?;
        let question = "SELECT CAST(datcollate AS TEXT) FROM pg_database WHERE datname = current_database()";
        let collation = text(&mut connection, question).await?;
        if !matches!(collation.as_str(), "C" | "C.UTF-8" | "C.utf8" | "POSIX") {
            return Err(Error::Setup(format!(
                "The PostgreSQL database sorts by {collation}, sunhall needs C. Make it anew: createdb --template \
                 template0 --encoding UTF8 --locale C.UTF-8 NAME"
            )));
        }
        Ok(())
    }
}

async fn text(connection: &mut AnyConnection, question: &'static str) -> Result<String> {
    Ok(connection.fetch_one(question).await?.try_get(0)?)
}

fn cannot_open(url: &str, error: sqlx::Error) -> Error {
    // The address may hold a password: only what stands behind the last @ is repeated.
    let place = url.rsplit('@').next().unwrap_or(url);
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut => {
            Error::Unavailable(format!("{place}: {error}. Start it, or give another --database"))
        }
        other => Error::Setup(format!("{place} cannot be opened: {other}. Check the path and the rights")),
    }
}

fn pool(engine: Engine, size: u32, reading: bool) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(Duration::from_secs(10))
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(engine == Engine::Postgres)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                match engine {
                    Engine::Sqlite => {
                        connection.execute(PRAGMAS).await?;
                    }
                    Engine::Postgres if reading => {
                        connection.execute("SET default_transaction_read_only = on").await?;
                    }
                    Engine::Postgres => {}
                }
                Ok(())
            })
        })
}

impl Store {
    /// Whether no record was ever published here.
    pub async fn is_empty(&self) -> Result<bool> {
        Ok(sql("SELECT seq FROM version LIMIT 1").one(self).await?.is_none())
    }
}
