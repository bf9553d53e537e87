//! The enterprise credit register (市场诚信体系): for a citizen or a business that wants to know whom it deals
//! with. It takes the city's enterprises, their honours and negative records and the administrative penalties
//! of all authorities, shows what the law lets it show on a given day, and takes each record down by itself
//! when its time has come. It holds no score.
//!
//! Read it in this order: the three nouns; the rules, which decide what is public on a day, what a typed code
//! is and whether a row can be believed; then how files come in, how the tables answer, and what a reader sees.

pub mod credit_record;
pub mod enterprise;
pub mod island;
pub mod penalty;
pub mod rules;

#[cfg(not(target_family = "wasm"))]
pub mod data;
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

pub use credit_record::CreditRecord;
pub use enterprise::Enterprise;
pub use penalty::Penalty;
#[cfg(not(target_family = "wasm"))]
pub use routes::routes;
#[cfg(not(target_family = "wasm"))]
pub use table::migrations;
