//! Something the reader should know before reading on.

use crate::content::{Content, Text};
use crate::tag::Tone;
use crate::visit::Visit;
use leptos::prelude::*;

/// Something the reader should know before reading on.
///
/// *When to use*: once on a page, above what it is about. *When not to*: for errors of a form
/// ([`crate::ErrorSummary`]).
/// *What a screen reader hears*: the title as the name of a region, then the text.
#[component]
pub fn Notice(
    /// What happened.
    #[prop(into)]
    title: Text,
    /// How grave it is.
    #[prop(optional)]
    tone: Tone,
    /// What to do.
    #[prop(optional)]
    children: Content,
) -> impl IntoView {
    let class = match tone {
        Tone::Plain => "notice",
        Tone::Good => "notice notice--good",
        Tone::Notice => "notice notice--notice",
        Tone::Warn => "notice notice--warn",
        Tone::Bad => "notice notice--bad",
    };
    view! {
        <div class=class role="note">
            <p class="notice__title">
                <span class="notice__shape" aria-hidden="true">
                    {tone.shape()}
                </span>
                {title}
            </p>
            {children.0}
        </div>
    }
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    let notice = |tone| {
        view! {
            <Notice title=visit.t("example-notice") tone=tone>
                <p>{visit.t("example-notice-todo")}</p>
            </Notice>
        }
        .into_any()
    };
    vec![
        ("notice", notice(Tone::Notice)),
        ("notice, good", notice(Tone::Good)),
        ("notice, warning", notice(Tone::Warn)),
        ("notice, bad", notice(Tone::Bad)),
    ]
}
