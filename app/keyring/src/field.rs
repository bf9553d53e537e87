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
    }
}

/// The other way in, for whom it is one.
pub(crate) fn passkey_button(
    is_offered: bool,
    label: String,
    busy: ReadSignal<bool>,
    open: impl FnMut(MouseEvent) + 'static,
) -> impl IntoView {
    is_offered.then(|| {
        view! {
            <button class="button button--second" type="button" prop:disabled=busy on:click=open>
                {label}
            </button>
        }
    })
}
