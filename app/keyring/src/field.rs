//! How somebody opens their keys: a field for what only its writer may know, and the button of a passkey.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A field for a passphrase; nothing remembers what is typed there.
pub(crate) fn secret_field(
    id: &'static str,
    label: String,
    value: ReadSignal<String>,
    type_in: WriteSignal<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
            </label>
            <input
                class="input"
                id=id
                type="password"
                autocomplete="off"
                prop:value=value
                on:input=move |event| type_in.set(event_target_value(&event))
            />
        </div>
    }
}

/// Whether buttons are off: while something is under way, and until the island is awake. A button that nothing but the island can serve stays off before.
pub(crate) fn is_off(busy: ReadSignal<bool>) -> impl Fn() -> bool + Copy + Send + 'static {
    let (awake, wake) = signal(false);
    Effect::new(move |_| wake.set(true));
    move || busy.get() || !awake.get()
}

/// The button of a form that the island alone can serve.
pub(crate) fn submit_button(label: String, off: impl Fn() -> bool + Copy + Send + 'static) -> impl IntoView {
    view! {
        <button class="button" type="submit" prop:disabled=off disabled>
            {label}
        </button>
    }
}

/// The other way in, for whom it is one.
pub(crate) fn passkey_button(
    is_offered: bool,
    label: String,
    off: impl Fn() -> bool + Copy + Send + 'static,
    open: impl FnMut(MouseEvent) + 'static,
) -> impl IntoView {
    is_offered.then(|| {
        view! {
            <button class="button button--second" type="button" prop:disabled=off on:click=open disabled>
                {label}
            </button>
        }
    })
}
