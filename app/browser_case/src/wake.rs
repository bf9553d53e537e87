//! Waking up on the phone.

/// Prepares hydration. `public/boot.js` calls it once, before it wakes the first island.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
