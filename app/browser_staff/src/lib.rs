//! What a member of staff downloads: the islands that make their keys and open cases with them. It holds no code of its own; linking
//! the crate is what makes `wasm-bindgen` export its islands.

pub use keyring::island as keys;
pub use keyring::prf;
pub use keyring::room;

#[cfg(target_family = "wasm")]
pub mod wake;
