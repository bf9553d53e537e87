//! What the device of a reporter downloads, at the first touch of the report's form: the island that seals, and nothing else. It holds no
//! code of its own; linking the slice is what makes `wasm-bindgen` export its island.

pub use cases::island as sealer;

#[cfg(target_family = "wasm")]
pub mod wake;
