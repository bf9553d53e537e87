//! Records of different kinds one under the other, each a link with its state.

use crate::content::Text;
use crate::tag::{Tag, Tone};
use crate::visit::Visit;
use leptos::prelude::*;
use record::Lang;

/// One line of a [`RecordList`].
#[derive(Clone, Debug)]
pub struct Line {
    /// Where the record is, in the reader's language already.
    pub href: String,
    /// What it is called.
    pub title: Text,
    /// Its state.
    pub state: Option<(Tone, Text)>,
    /// Who, when, how long; empty for nothing.
    pub detail: Text,
}

/// Records of different kinds one under the other.
///
/// *When to use*: for what was just published, for what a search found. *When not to*: to compare by
/// the same facts ([`crate::Table`]).
/// *What a screen reader hears*: "list of four", then each link with its state and its detail.
#[component]
pub fn RecordList(
    /// The records, in order.
    lines: Vec<Line>,
) -> impl IntoView {
    let lines = lines
        .into_iter()
        .map(|Line { href, title, state, detail }| {
            let lang = chinese(&title);
            view! {
                <li class="record-list__item">
                    <p class="record-list__line">
                        <a class="record-list__link" lang=lang href=href>
                            {title}
                        </a>
                        {state.map(|(tone, text)| view! { <Tag tone=tone text=text /> })}
                    </p>
                    {(!detail.is_empty()).then(|| view! { <p class="record-list__detail">{detail}</p> })}
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! { <ul class="record-list">{lines}</ul> }
}

/// The language of a title that the data gave, which is Chinese on an English page as well: a screen reader then
/// reads it with a Chinese voice.
fn chinese(title: &str) -> Option<&'static str> {
    title.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character)).then_some(Lang::Zh.code())
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    let line = |title, tone, state, detail| Line {
        href: visit.href("/approvals"),
        title: visit.t(title).into(),
        state: Some((tone, visit.t(state).into())),
        detail: visit.t(detail).into(),
    };
    let lines = vec![
        line("example-cafe", Tone::Good, "example-on-time", "example-bureau-2"),
        line("example-building", Tone::Bad, "example-red", "example-unit-words"),
    ];
    vec![("record list", view! { <RecordList lines=lines /> }.into_any())]
}
