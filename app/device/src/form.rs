//! A plain form in the page, which an island takes over.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlFormElement};

/// The form that an element stands in.
pub fn around(element: &Element) -> Option<HtmlFormElement> {
    element.closest("form").ok()??.dyn_into().ok()
}

/// From now on the form is sent by `send` alone, whether its button is touched or Enter is pressed in a field.
pub fn take_over(form: &HtmlFormElement, send: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        event.prevent_default();
        send();
    });
    // The form lives as long as the page, and so must what listens to it.
    let _ = form.add_event_listener_with_callback("submit", listener.as_ref().unchecked_ref());
    listener.forget();
}
