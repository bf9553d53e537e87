//! Public resource trading: construction tenders, land and mines, government procurement, property of the state. For a
//! citizen who asks who got the work and at what price, a firm that lost, a journalist who wants every bid, an auditor
//! who wants the file as it was published. Data come and go in the Open Contracting Data Standard 1.1.5; docs/ocds.md
//! says what is shown of it and what is not.
//!
//! The nouns come first, then the rules, which are pure; the rest is how files become records and records become pages.

pub mod listed;
pub mod party;
pub mod process;
pub mod stage;

pub mod rules;

#[cfg(not(target_family = "wasm"))]
mod data;
#[cfg(not(target_family = "wasm"))]
pub mod history;
#[cfg(not(target_family = "wasm"))]
pub mod import;
#[cfg(not(target_family = "wasm"))]
mod pages;
#[cfg(not(target_family = "wasm"))]
mod routes;
#[cfg(not(target_family = "wasm"))]
pub mod table;

pub use listed::COLUMNS;
#[cfg(not(target_family = "wasm"))]
pub use routes::routes;
#[cfg(not(target_family = "wasm"))]
pub use table::{Week, migrations, week};
