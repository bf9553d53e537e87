//! The server of the hall: it takes the slices' pages, puts the city's name on them and answers the world.
//!
//! In reading order: [`config`] says what the operator decided; [`hall`] is what one running server holds;
//! [`router`](crate::router()) names every address, grouped by who calls it; [`edge`] is how a request gets
//! there and how its answer leaves; `cache` keeps public pages as the bytes that go out; `pages` are those
//! that belong to no slice; [`cli`] is what an operator types.

mod cache;
mod case_days;
pub mod cli;
mod clock;
mod config;
pub mod demo;
mod disclosure;
pub mod edge;
#[cfg(test)]
mod given;
mod hall;
mod health;
pub mod intake;
mod log;
mod log_key;
mod memory;
mod meter;
mod pages;
mod router;
mod sequence;
mod site;
mod staff_audit;
mod staff_key;
mod staff_office;
pub mod witness;

pub use clock::Clock;
pub use config::{Config, Unusable};
pub use hall::Hall;
pub use site::{Files, Unbuilt};

use std::sync::Arc;

/// Every slice's tables, and with them the whole database.
pub fn migrations() -> Vec<store::Migration> {
    let slices = [approvals::migrations(), trading::migrations(), credit::migrations(), cases::migrations()];
    [slices.concat(), staff::migrations()].concat()
}

/// The whole service as one router, edge and cache included, for tests and for other programs that bring
/// an accept loop of their own. [`edge::serve`] is ours.
pub fn router(hall: &Arc<Hall>) -> axum::Router {
    axum::Router::new().fallback_service(edge::Front::new(hall))
}

/// 32 bytes nobody can guess, from the system's source of randomness: the secret of one import, the seed of a key.
///
/// # Errors
/// Where the system gives none, nothing may be published: its salts could be guessed.
pub fn secret() -> std::io::Result<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    Ok(bytes)
}

/// An id for one request: it sorts by time and says nothing about who asked.
fn new_id() -> String {
    #[expect(clippy::disallowed_methods, reason = "the server is where ids enter the house")]
    uuid::Uuid::now_v7().to_string()
}
