//! What a test needs that stands outside the house: an empty database of each kind, the PostgreSQL server that gives them, and as
//! much of a browser as filling in a form takes. It knows nothing of our tables, so that any crate may use it in its own tests.
//!
//! ```no_run
//! for database in tests::databases() {
//!     println!("{}", database.url()); // sqlite:/tmp/…/test.db, then postgres://…/test_1
//! }
//! ```
pub mod database;
pub mod form;
pub mod house;
pub mod http;
pub mod postgres;

pub use database::{Database, databases};
pub use house::{data, house};
