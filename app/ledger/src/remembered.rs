//! What a reader's browser has seen of the log when it checked a page, read again.

use crate::check::Memory;

/// Under which name a browser keeps what it has seen of the log of a key.
pub fn place(key: &str) -> String {
    format!("sunhall-log {}", key.split('+').next().unwrap_or_default())
}

/// What this browser has seen of a log. It only reads: a page that leaves no trace may ask.
pub fn remembered(key: &str) -> Option<Memory> {
    let storage = web_sys::window()?.local_storage().ok()??;
    Memory::read(&storage.get_item(&place(key)).ok()??)
}
