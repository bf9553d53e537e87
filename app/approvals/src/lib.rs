//! Administrative approvals: what a citizen asked the city for, which unit had it on the table and for how long,
//! and what was decided. For applicants who want to know where their case stands, for anyone who wants to see
//! whether the city keeps its limits, and for whoever takes the data away to check.
//!
//! The nouns come first, then the rules, which are pure and run on a phone as on the server; the rest is how files
//! become records and records become pages.

pub mod agency;
pub mod approval;
pub mod item;
pub mod step;

pub mod rules;

#[cfg(not(target_family = "wasm"))]
pub mod history;
#[cfg(not(target_family = "wasm"))]
pub mod import;
#[cfg(not(target_family = "wasm"))]
pub mod table;

#[cfg(not(target_family = "wasm"))]
pub mod routes;

#[cfg(not(target_family = "wasm"))]
pub mod pages;

#[cfg(not(target_family = "wasm"))]
pub mod data;

pub mod island;

#[cfg(not(target_family = "wasm"))]
pub use routes::routes;
#[cfg(not(target_family = "wasm"))]
pub use table::migrations;
