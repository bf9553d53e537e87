//! What a citizen's phone downloads: the public islands and the rules they ask, nothing else. It holds no code of its own;
//! linking the slices is what makes `wasm-bindgen` export their islands, and `public/boot.js` calls them by name.

pub use approvals::island as approvals;
pub use credit::island as credit;
pub use proof::island as proof;

#[cfg(target_family = "wasm")]
pub mod wake;
