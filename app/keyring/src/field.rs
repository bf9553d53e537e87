//! A field for what only its writer may know.

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
