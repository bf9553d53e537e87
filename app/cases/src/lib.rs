//! Reports, complaints and suggestions: what a citizen sends in, who may read it, what is done about it and by when. For
//! the citizen, who can see from home where it stands and that it was not lost; for the unit that handles it; and for
//! everyone, as counts that name nobody.
//!
//! The nouns come first: a case is what its events add up to. Then the rules, which are pure and cite what they follow;
//! then the tables.

#[cfg(test)]
mod given;

pub mod case;
pub mod event;
pub mod stage;

pub mod rules;

pub mod complaint;
pub mod island;
pub mod recipients;

#[cfg(not(target_family = "wasm"))]
pub mod arrival;
#[cfg(not(target_family = "wasm"))]
pub mod table;

#[cfg(not(target_family = "wasm"))]
pub mod data;

#[cfg(not(target_family = "wasm"))]
mod desk;
#[cfg(not(target_family = "wasm"))]
mod pages;
#[cfg(not(target_family = "wasm"))]
mod routes;

#[cfg(not(target_family = "wasm"))]
pub use desk::{Desk, routes as desk_routes};
#[cfg(not(target_family = "wasm"))]
pub use routes::{routes, uploads};
#[cfg(not(target_family = "wasm"))]
pub use table::migrations;

#[cfg(not(target_family = "wasm"))]
mod sealer;
#[cfg(not(target_family = "wasm"))]
pub use sealer::sealer;
