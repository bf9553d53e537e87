//! What is wrong with a form, first thing on the page.

use crate::content::Text;
use crate::visit::Visit;
use leptos::prelude::*;

/// What is wrong with a form, each error a link to its field.
///
/// *When to use*: at the top of a page that answers 422, above the heading. *When not to*: for a
/// failure of ours, which is a [`crate::Notice`].
/// *What a screen reader hears*: the whole summary at once, because it is an alert.
#[component]
pub fn ErrorSummary<'a>(
    /// The reader's visit.
    visit: &'a Visit,
    /// The id of the field and the message that also stands there.
    errors: Vec<(Text, Text)>,
) -> impl IntoView {
    // The alert is the inner block: some screen readers read an alert twice when it can also take the focus.
    view! {
        <div class="error-summary" id="errors" tabindex="-1" aria-labelledby="errors-title">
            <div role="alert">
                <h2 class="error-summary__title" id="errors-title">
                    {visit.tn("shell-errors", &[("n", errors.len().into())])}
                </h2>
                <ul class="error-summary__list">
                    {errors
                        .into_iter()
                        .map(|(field, message)| {
                            view! {
                                <li>
                                    <a class="error-summary__link" href=format!("#{field}")>
                                        {message}
                                    </a>
                                </li>
                            }
                        })
                        .collect::<Vec<_>>()}
                </ul>
            </div>
        </div>
    }
}

/// The summary of what is wrong with fields, each given with the key of what to do about it; nothing where all is well.
///
/// ```
/// use leptos::prelude::*;
/// let visit = ui::given::visit(record::Lang::En);
/// assert!(ui::field_errors(&visit, &[]).is_none());
/// let html = ui::field_errors(&visit, &[("i2", "example-code-error")]).map(|view| view.to_html());
/// assert!(html.is_some_and(|html| html.contains("href=\"#i2\"")));
/// ```
pub fn field_errors(visit: &Visit, errors: &[(&'static str, &'static str)]) -> Option<AnyView> {
    let errors: Vec<(Text, Text)> =
        errors.iter().map(|(field, key)| ((*field).into(), visit.t(key).into())).collect();
    (!errors.is_empty()).then(|| view! { <ErrorSummary visit=visit errors=errors /> }.into_any())
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    let errors = vec![
        ("ta1".into(), visit.t("example-what-error").into()),
        ("i2".into(), visit.t("example-code-error").into()),
    ];
    vec![("error summary", view! { <ErrorSummary visit=visit errors=errors /> }.into_any())]
}
