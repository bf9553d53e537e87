//! What a public body owes its readers: the accessibility statement, the notice about personal
//! information, whom to tell about an error, and the components every page is made of.

use super::settings::own_page;
use super::{Section, from_home, text_sections};
use axum::extract::Query;
use axum::response::Response;
use leptos::prelude::*;
use record::reference::escaped;
use ui::{Nav, Page, SummaryList, Visit};

/// A page of plain text.
fn text_page(visit: &Visit, title: &'static str, lead: &'static str, sections: &[Section]) -> Response {
    let sections = text_sections(visit, sections);
    let body = view! {
        <h1>{visit.t(title)}</h1>
        <p class="lead">{visit.t(lead)}</p>
        {sections}
        {call(visit)}
    };
    visit.page(Page {
        title: visit.t(title).to_owned(),
        description: visit.t(lead).to_owned(),
        crumbs: from_home(visit),
        body: body.into_any(),
        ..Page::default()
    })
}

/// Whom to call or write to.
fn call(visit: &Visit) -> impl IntoView + use<> {
    let city = visit.city();
    let facts = vec![
        (
            visit.t("pages-contact-telephone").into(),
            view! { <a href=city.error_telephone.link()>{city.error_telephone.as_str().to_owned()}</a> }
                .into_any(),
        ),
        (
            visit.t("pages-contact-email").into(),
            view! { <a href=format!("mailto:{}", city.email)>{city.email.clone()}</a> }.into_any(),
        ),
        (visit.t("pages-contact-address").into(), city.address(visit.lang()).to_owned().into_any()),
    ];
    view! {
        <section class="section">
            <h2>{visit.t("pages-contact-who")}</h2>
            <SummaryList facts=facts />
        </section>
    }
}

/// `/accessibility`: what works for whom, what does not yet, and whom to tell.
pub(crate) async fn accessibility(visit: Visit) -> Response {
    text_page(
        &visit,
        "pages-accessibility-title",
        "pages-accessibility-lead",
        &[
            ("pages-accessibility-works", &["pages-accessibility-works-1", "pages-accessibility-works-2"]),
            ("pages-accessibility-tested", &["pages-accessibility-tested-1"]),
            ("pages-accessibility-gaps", &["pages-accessibility-gaps-1", "pages-accessibility-gaps-2"]),
            ("pages-accessibility-tell", &["pages-accessibility-tell-1"]),
        ],
    )
}

/// `/privacy`: what is known about a reader, and what is published about a person.
pub(crate) async fn privacy(visit: Visit) -> Response {
    text_page(
        &visit,
        "pages-privacy-title",
        "pages-privacy-lead",
        &[
            (
                "pages-privacy-reader",
                &["pages-privacy-reader-1", "pages-privacy-reader-2", "pages-privacy-reader-3"],
            ),
            ("pages-privacy-published", &["pages-privacy-published-1", "pages-privacy-published-2"]),
            ("pages-privacy-open-case", &["pages-privacy-open-case-1"]),
            ("pages-privacy-rights", &["pages-privacy-rights-1", "pages-privacy-rights-2"]),
        ],
    )
}

/// `/contact`: an error on a page. The address of the page comes in `page` and stands ready in the letter.
pub(crate) async fn contact(visit: Visit, Query(fields): Query<Vec<(String, String)>>) -> Response {
    let page = fields
        .iter()
        .find(|(name, _)| name == "page")
        .and_then(|(_, page)| own_page(page))
        .map(|page| format!("{}{page}", visit.site().base_url));
    let city = visit.city();
    let subject = escaped(visit.t("pages-contact-subject"));
    let letter = page.as_deref().map_or_else(String::new, |page| {
        format!("&body={}", escaped(&visit.tn("pages-contact-letter", &[("page", page.into())])))
    });
    let mailto = format!("mailto:{}?subject={subject}{letter}", city.email);
    let about = page.map(|page| {
        view! {
            <p>
                {visit.t("pages-contact-page")} " " <code class="fixed">{page}</code>
            </p>
        }
    });
    let lines = city
        .telephones
        .iter()
        .map(|line| {
            let number = line.number.as_str().to_owned();
            (
                ui::Text::from(line.name(visit.lang()).to_owned()),
                view! { <a href=line.number.link()>{number}</a> }.into_any(),
            )
        })
        .collect::<Vec<_>>();
    let body = view! {
        <h1>{visit.t("pages-contact-title")}</h1>
        <p class="lead">{visit.t("pages-contact-lead")}</p>
        {about}
        <ol>
            <li>{visit.t("pages-contact-say-1")}</li>
            <li>{visit.t("pages-contact-say-2")}</li>
            <li>{visit.t("pages-contact-say-3")}</li>
        </ol>
        <p>
            <a class="button" href=mailto>
                {visit.t("pages-contact-write")}
            </a>
        </p>
        {call(&visit)}
        <section class="section">
            <h2>{visit.t("pages-contact-after")}</h2>
            <p>{visit.t("pages-contact-after-1")}</p>
        </section>
        <section class="section">
            <h2>{visit.t("pages-contact-lines")}</h2>
            <SummaryList facts=lines />
        </section>
    };
    visit.page(Page {
        title: visit.t("pages-contact-title").to_owned(),
        description: visit.t("pages-contact-lead").to_owned(),
        crumbs: from_home(&visit),
        nav: Nav::Elsewhere,
        body: body.into_any(),
        ..Page::default()
    })
}

/// `/components`: every component in its states, for whoever builds a page or checks one.
pub(crate) async fn components(visit: Visit) -> Response {
    visit.page(|| ui::components_page(&visit))
}
