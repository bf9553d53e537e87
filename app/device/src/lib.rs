//! What an island needs of the reader's own device, and nothing decides here: chance, the day, a pause so that the page can draw, one
//! request to the portal that ends in time, a form that is taken over, and a file that the reader may save. It stores nothing on the device by itself, and there is
//! no function here that could.
//!
//! It builds for the server as well, where an island is drawn but never woken, so none of it is called there.

mod chance;
pub mod form;
pub mod passkey;
mod request;
mod save;
#[doc(hidden)]
pub mod words;

use js_sys::{Array, Date, Promise};
use record::Day;
use wasm_bindgen_futures::JsFuture;
use web_sys::AddEventListenerOptions;

pub use chance::{chance, id};
pub use request::{Answer, Unreachable, get, get_json, post, post_json};
pub use save::Pieces;
pub use words::said;

/// The device's own day where the clock is so many minutes ahead of UTC.
pub fn today(offset_minutes: i32) -> Day {
    const MINUTES_A_DAY: f64 = 1_440.0;
    let minutes = Date::now() / 60_000.0 + f64::from(offset_minutes);
    // A device's clock has at most 8.64e15 milliseconds, so the days fit.
    Day::from_number((minutes / MINUTES_A_DAY).floor() as i64)
}

/// Lets the page draw and answer to touches; goes on after at least so many milliseconds.
pub async fn pause(milliseconds: i32) {
    let _ = JsFuture::from(timer(milliseconds)).await;
}

/// As [`pause`], and goes on at once when the device says that it is on a network again.
pub async fn pause_or_online(milliseconds: i32) {
    let first = Promise::race(&Array::of2(&timer(milliseconds), &online()));
    let _ = JsFuture::from(first).await;
}

/// Kept when the device comes back on a network; never, where it does not tell.
fn online() -> Promise {
    Promise::new(&mut |done, _| {
        if let Some(window) = web_sys::window() {
            let once = AddEventListenerOptions::new();
            once.set_once(true);
            let _ = window
                .add_event_listener_with_callback_and_add_event_listener_options("online", &done, &once);
        }
    })
}

fn timer(milliseconds: i32) -> Promise {
    Promise::new(&mut |done, _| {
        let window = web_sys::window();
        let set = window
            .as_ref()
            .map(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds));
        // Without a timer nobody may wait for ever.
        if !matches!(set, Some(Ok(_))) {
            let _ = done.call0(&wasm_bindgen::JsValue::NULL);
        }
    })
}
