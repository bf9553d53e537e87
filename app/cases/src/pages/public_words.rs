//! `/cases/words`: what citizens wrote and let others read, as far as it was moderated.

use leptos::prelude::*;
use record::Page as Rows;
use ui::{Nav, Page, Pager, Robots, Tag, Tone, Visit};

use crate::table::Shown;

/// `/cases/words`
pub(crate) fn public_words(visit: &Visit, words: Rows<Shown>) -> Page {
    let title = visit.t("cases-public-title");
    let Rows { rows, next, previous, count } = words;
    let none = rows.is_empty().then(|| view! { <p>{visit.t("cases-public-none")}</p> });
    let lines = rows.into_iter().map(|shown| line(visit, shown)).collect::<Vec<_>>();
    let list = (!lines.is_empty()).then(|| {
        view! {
            <ul class="letters">{lines}</ul>
            <Pager visit=visit count=count previous=previous next=next />
        }
    });
    let body = view! {
        <h1>{title}</h1>
        <p class="lead">{visit.t("cases-public-lead")}</p>
        {none}
        {list}
    };
    Page {
        title: title.to_owned(),
        nav: Nav::Cases,
        crumbs: vec![(visit.t("cases-title").to_owned(), "/cases".to_owned())],
        robots: Robots::NoIndex,
        body: body.into_any(),
        ..Page::default()
    }
}

fn line(visit: &Visit, shown: Shown) -> AnyView {
    match shown {
        Shown::Text { text, is_redacted, .. } => {
            let redacted = is_redacted.then(|| {
                view! {
                    <p>
                        <Tag tone=Tone::Notice text=visit.t("cases-public-redacted") />
                    </p>
                }
            });
            view! {
                <li class="letter">
                    <p class="letter__text">{text}</p>
                    {redacted}
                </li>
            }
            .into_any()
        }
        Shown::Tombstone { reason, is_final, .. } => {
            let why = visit.word(&format!("cases-words-reason-{}", reason.as_str())).unwrap_or_default();
            let appeal =
                if is_final { visit.t("cases-public-final") } else { visit.t("cases-public-appeal") };
            view! {
                <li class="letter letter--mine">
                    <p class="letter__text">{visit.tn("cases-public-gone", &[("why", why.into())])}</p>
                    <p class="muted">{appeal}</p>
                </li>
            }
            .into_any()
        }
    }
}
