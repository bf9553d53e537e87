//! What all fields share: the label, the hint, the error, and how a screen reader finds them.

use crate::content::Text;
use leptos::prelude::*;

/// The words around a field. Empty means there are none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    pub(crate) id: Text,
    pub(crate) label: Text,
    pub(crate) hint: Text,
    pub(crate) error: Text,
}

impl Words {
    /// The ids that describe the control, for `aria-describedby`.
    pub(crate) fn described_by(&self) -> Option<String> {
        match (self.hint.is_empty(), self.error.is_empty()) {
            (true, true) => None,
            (false, true) => Some(format!("{}-hint", self.id)),
            (true, false) => Some(format!("{}-error", self.id)),
            (false, false) => Some(format!("{0}-hint {0}-error", self.id)),
        }
    }

    /// `true` where the field has an error, for `aria-invalid`.
    pub(crate) fn invalid(&self) -> Option<&'static str> {
        (!self.error.is_empty()).then_some("true")
    }

    /// The class of the field's block.
    pub(crate) fn class(&self) -> &'static str {
        if self.error.is_empty() { "field" } else { "field field--bad" }
    }

    /// The hint and the error, in the order in which they are read.
    pub(crate) fn notes(&self) -> impl IntoView + use<> {
        let hint = (!self.hint.is_empty()).then(|| {
            view! {
                <span class="field__hint" id=format!("{}-hint", self.id)>
                    {self.hint.clone()}
                </span>
            }
        });
        let error = (!self.error.is_empty()).then(|| {
            view! {
                <span class="field__error" id=format!("{}-error", self.id)>
                    {self.error.clone()}
                </span>
            }
        });
        (hint, error)
    }

    /// A field with one control.
    pub(crate) fn around(self, control: impl IntoView) -> impl IntoView {
        view! {
            <div class=self.class()>
                <label class="field__label" for=self.id.clone()>
                    {self.label.clone()}
                </label>
                {self.notes()}
                {control}
            </div>
        }
    }
}

/// The id of a field: its own where it has one, its name otherwise.
pub(crate) fn id_or_name(id: Text, name: &Text) -> Text {
    if id.is_empty() { name.clone() } else { id }
}

/// A property that is left out where it is empty.
pub(crate) fn unless_empty(text: Text) -> Option<Text> {
    (!text.is_empty()).then_some(text)
}
