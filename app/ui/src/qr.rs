//! A text as a QR code.

use crate::content::Text;
use crate::visit::Visit;
use leptos::prelude::*;

/// A text as a QR code, for a camera. Dark on white whatever the page's colours are.
///
/// *When to use*: for something long that is carried to a telephone, with the text itself beside it. *When not to*: alone, or for an
/// address that holds a secret.
/// *What a screen reader hears*: the name, "image".
#[component]
pub fn Qr(
    /// What the camera reads.
    #[prop(into)]
    text: Text,
    /// What it is.
    #[prop(into)]
    name: Text,
) -> impl IntoView {
    qr::drawing(&text, name.to_string())
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    let receipt = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV";
    vec![("QR code", view! { <Qr text=receipt name=visit.t("example-qr") /> }.into_any())]
}
