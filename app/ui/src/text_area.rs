//! A field of several lines. It is the only place that writes a text area: this release of Leptos does not
//! escape the children of one, so what a reader typed could end the element and start a script.

use crate::content::Text;
use crate::field::{Words, id_or_name};
use crate::html::escape;
use crate::visit::Visit;
use leptos::prelude::*;

/// A field of several lines.
///
/// *When to use*: where people tell what happened. *When not to*: for a name or a number ([`crate::Input`]).
/// *What a screen reader hears*: the label, "edit text, several lines", the hint, then the error.
#[component]
pub fn TextArea(
    /// The name under which the value is sent.
    #[prop(into)]
    name: Text,
    /// What is asked.
    #[prop(into)]
    label: Text,
    /// Why it is asked, or how it looks.
    #[prop(optional, into)]
    hint: Text,
    /// What is wrong with the value and what to do.
    #[prop(optional, into)]
    error: Text,
    /// What the reader typed before.
    #[prop(optional, into)]
    value: Text,
    /// How many lines are seen at once.
    #[prop(default = 5)]
    rows: u8,
    /// The id, where the name is not unique on the page.
    #[prop(optional, into)]
    id: Text,
) -> impl IntoView {
    let words = Words { id: id_or_name(id, &name), label, hint, error };
    // The parser drops one line break after the opening tag; ours takes its place, so that one which
    // the reader typed first stays.
    let escaped = format!("\n{}", escape(&value));
    let control = view! {
        <textarea
            class="input"
            id=words.id.clone()
            name=name
            rows=rows.to_string()
            aria-describedby=words.described_by()
            aria-invalid=words.invalid()
            inner_html=escaped
        ></textarea>
    };
    words.around(control)
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    vec![(
        "text area with an error",
        view! {
            <TextArea
                name="ta1"
                label=visit.t("example-what")
                hint=visit.t("example-what-hint")
                error=visit.t("example-what-error")
                value="</textarea><script>alert(1)</script>"
            />
        }
        .into_any(),
    )]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_typed_cannot_get_out() {
        let html =
            view! { <TextArea name="t" label="L" value="</textarea><script>alert(1)</script>" /> }.to_html();
        assert!(!html.contains("<script"), "{html}");
        assert_eq!(html.matches("</textarea").count(), 1, "{html}");
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)"), "{html}");
    }
}
