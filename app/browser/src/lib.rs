//! What a citizen's phone downloads: the public islands and the rules they ask, nothing else. It holds no code of its own;
//! linking the slices is what makes `wasm-bindgen` export their islands, and `public/boot.js` calls them by name.

pub use approvals::island as approvals;
pub use credit::island as credit;

/// Prepares hydration. `public/boot.js` calls it once, before it wakes the first island.
#[cfg(target_family = "wasm")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
