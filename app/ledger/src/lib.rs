//! The public log: anyone can check that nothing published was changed in silence.
//!
//! Every published version of a record is a leaf of one Merkle tree that only grows (`tree`). The tree is served as
//! tiles (`tile`), its size and root as a signed note (`note`, `key`, `checkpoint`), which witnesses sign as well once they
//! have seen that it holds all they saw before (`cosignature`, `witness`). A proof file carries what one leaf needs to be
//! checked without us (`proof`) against a policy that says whom to trust (`policy`).
//!
//! The files are named after the specifications they follow: RFC 6962 and <https://c2sp.org>. Nothing in them reads a clock,
//! a file or a database, and everything may be fed by an enemy: it answers with an error, never with a panic.
//!
//! The server's part stands on the database: `store` enters a row for every leaf in the transaction of its record, `outbox`
//! makes the leaf of it, and the `sequencer` puts it into the tree and signs.

pub mod change;
pub mod check;
pub mod checkpoint;
pub mod cosignature;
pub mod key;
pub mod leaf;
pub mod note;
pub mod notice;
pub mod opening;
pub mod policy;
pub mod proof;
pub mod tile;
pub mod tree;
pub mod witness;

mod remembered;
mod text;

pub use remembered::{place, remembered};

// Checking all of it, as an operator does.
#[cfg(not(target_family = "wasm"))]
pub mod fsck;

#[cfg(not(target_family = "wasm"))]
pub mod verify;

// The write path: from the outbox into the tree.
#[cfg(not(target_family = "wasm"))]
pub mod outbox;

#[cfg(not(target_family = "wasm"))]
pub mod redact;

#[cfg(not(target_family = "wasm"))]
pub mod sequencer;

#[cfg(not(target_family = "wasm"))]
pub mod table;

#[cfg(not(target_family = "wasm"))]
pub mod routes;

#[cfg(not(target_family = "wasm"))]
pub mod offer;

#[cfg(not(target_family = "wasm"))]
mod pages;
