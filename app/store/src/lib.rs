//! The only crate that knows which database holds the records.
//!
//! A city starts on SQLite, a file with nothing to install, and may move to PostgreSQL. Everything above this
//! crate writes one SQL text for both (`$1` parameters; TEXT, BIGINT, DOUBLE PRECISION and BYTEA alone); what
//! truly differs, namely how a transaction begins, append-only triggers, full-text search and bulk loading,
//! stands here and nowhere else.
//!
//! Reading order: [`Store`] opens and migrates; [`sql`] and [`Build`] read; [`Write`] is a transaction;
//! [`Version`] is what was published, one row a version, never updated, each with its leaf for the public log;
//! [`search`] finds it by its words;
//! [`import`] carries files into versions, so that a killed run goes on where it stood.
//!
//! ```
//! # tokio::runtime::Runtime::new().unwrap().block_on(async {
//! let folder = tempfile::tempdir().unwrap();
//! let url = format!("sqlite:{}", folder.path().join("hall.db").display());
//! let store = store::Store::open(&url, vec![]).await?;
//! let row = store::sql("SELECT CAST($1 AS BIGINT) + 1").bind(41).one(&store).await?;
//! assert_eq!(row.map(|row| row.int(0)), Some(42));
//! # Ok::<(), store::Error>(()) }).unwrap();
//! ```

mod count;
mod erase;
mod error;
pub mod import;
mod leaf;
mod migrate;
mod open;
mod page;
mod query;
mod readers;
mod recent;
pub mod search;
mod value;
mod version;
mod write;

pub use error::{Error, Result};
pub use leaf::{NewLeaf, seed};
pub use migrate::{Migration, append_only, migration};
pub use open::Store;
pub use page::Order;
pub use query::{Build, Sql, sql};
pub use recent::Recent;
pub use value::{Row, Value};
pub use version::{Version, sort_id};
pub use write::Write;
