//! What a member of staff downloads: the islands that make their keys and open cases with them. It holds no code of its own; linking
//! the crates is what makes `wasm-bindgen` export their islands.

pub use cases::desk_island as desk;
pub use keyring::island as keyring;

#[cfg(target_family = "wasm")]
pub mod wake;
