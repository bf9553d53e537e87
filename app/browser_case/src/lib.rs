//! What the device of a reporter downloads, at the first touch of the page of a case: the island that opens its letters, and nothing else. It
//! is no part of the sealer's bundle, for opening brings as much again as sealing. It holds no code of its own; linking the crate is what
//! makes `wasm-bindgen` export its island.

pub use letters::reader;

#[cfg(target_family = "wasm")]
pub mod wake;
