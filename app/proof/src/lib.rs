//! The public log's part of a record's page: where its versions stand in the log, the files that prove it, and the island that checks the page on
//! the reader's own device. It stands apart from `ledger`, whose rules the sealer of reports takes to a phone as well, and not this island.

pub mod island;
mod phone;

#[cfg(not(target_family = "wasm"))]
mod panel;

#[cfg(not(target_family = "wasm"))]
pub use panel::{Proofs, proof_panel};
