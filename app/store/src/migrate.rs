//! Bringing the tables up to date: one list of steps for the whole house.

use std::borrow::Cow;

use sqlx::migrate::{Migration as Step, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr};

use crate::open::Engine;
use crate::{Result, Store};

/// One step, written once and never changed after it was released.
#[derive(Clone, Debug)]
pub struct Migration {
    version: i64,
    name: &'static str,
    sqlite: Cow<'static, str>,
    postgres: Cow<'static, str>,
}

/// A step whose SQL is the same on both databases. `version` is `YYYYMMDDHHMM`, unique in the house.
///
/// `BIGINT PRIMARY KEY` becomes `INTEGER PRIMARY KEY` on SQLite, where that spelling makes the column the row's
/// own address instead of a second index.
pub const fn migration(version: i64, name: &'static str, sql: &'static str) -> Migration {
    Migration { version, name, sqlite: Cow::Borrowed(sql), postgres: Cow::Borrowed(sql) }
}

/// A step after which no row of these tables is updated or deleted: triggers abort it, whoever tries.
///
/// It comes after the step that makes the tables. A superuser of the database can take a trigger away; that is what trees of
/// hashes are for.
///
/// ```
/// let step = store::append_only(202611239901, "notes are appended", &["note"]);
/// assert!(format!("{step:?}").contains("note_is_not_updated"));
/// ```
pub fn append_only(version: i64, name: &'static str, tables: &[&'static str]) -> Migration {
    let (mut sqlite, mut postgres) = (String::new(), String::new());
    for table in tables {
        for (verb, done) in [("UPDATE", "updated"), ("DELETE", "deleted")] {
            sqlite.push_str(&format!(
                "CREATE TRIGGER {table}_is_not_{done} BEFORE {verb} ON {table}\n\
                 BEGIN SELECT RAISE(ABORT, 'rows of {table} are appended, never {done}'); END;\n"
            ));
        }
        // `refuse_change` came with the versions.
        postgres.push_str(&format!(
            "CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}\n\
             FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();\n"
        ));
    }
    Migration { version, name, sqlite: Cow::Owned(sqlite), postgres: Cow::Owned(postgres) }
}

/// The store's own steps come in two spellings where the databases truly differ.
fn own() -> Vec<Migration> {
    vec![
        Migration {
            version: 202611230001,
            name: "versions, search, imports",
            sqlite: Cow::Borrowed(concat!(
                include_str!("../migrations/common.sql"),
                include_str!("../migrations/sqlite.sql")
            )),
            postgres: Cow::Borrowed(concat!(
                include_str!("../migrations/common.sql"),
                include_str!("../migrations/postgres.sql")
            )),
        },
        // The newest versions of one register are asked for by its feed.
        migration(202611231201, "versions by kind", include_str!("../migrations/version_by_kind.sql")),
        Migration {
            version: 202611231202,
            name: "the public log",
            sqlite: Cow::Borrowed(concat!(
                include_str!("../migrations/leaf.sql"),
                include_str!("../migrations/leaf_sqlite.sql")
            )),
            postgres: Cow::Borrowed(concat!(
                include_str!("../migrations/leaf.sql"),
                include_str!("../migrations/leaf_postgres.sql")
            )),
        },
        migration(202611231321, "witnessed checkpoints", include_str!("../migrations/checkpoint.sql")),
    ]
}

pub(crate) async fn run(store: &Store, migrations: Vec<Migration>) -> Result<()> {
    let mut all = own();
    all.extend(migrations);
    all.sort_by_key(|migration| migration.version);
    let steps = all
        .into_iter()
        .map(|migration| {
            let text = match store.engine() {
                Engine::Sqlite => migration.sqlite.replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY"),
                Engine::Postgres => migration.postgres.into_owned(),
            };
            Step::new(
                migration.version,
                migration.name.into(),
                MigrationType::Simple,
                AssertSqlSafe(text).into_sql_str(),
                false,
            )
        })
        .collect();
    let mut migrator = Migrator::with_migrations(steps);
    // An older program must not run on newer tables, so a missing step is an error.
    migrator.set_ignore_missing(false);
    // Two servers may start at once; only one changes tables. SQLite has a lock of its own for that.
    migrator.set_locking(store.engine() == Engine::Postgres);
    migrator.run(store.writes()).await?;
    Ok(())
}
