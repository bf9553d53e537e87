//! The document around every page: head, masthead, navigation, crumbs, footer.

use crate::bundle::Bundle;
use crate::desk;
use crate::page::{Nav, Page, Robots};
use crate::search_box::SearchBox;
use crate::visit::Visit;
use leptos::either::Either;
use leptos::prelude::*;
use record::reference::escaped;
use record::{Lang, Phone, Telephone};

/// What stands in the document's root element.
pub(crate) fn document(visit: &Visit, page: Page) -> impl IntoView {
    let Page { title, description, nav, crumbs, robots, body, bundle, feed, desk } = page;
    let script = desk.as_ref().and_then(|desk| desk.script);
    let feed = feed.map(|path| visit.href(&path));
    let title = if title.is_empty() {
        format!("{} · {}", visit.t("shell-name"), visit.city_name())
    } else {
        format!("{title} · {} · {}", visit.t("shell-name"), visit.city_name())
    };
    view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            // Codes and case numbers are not telephones; those that are have links of their own.
            <meta name="format-detection" content="telephone=no" />
            <title>{title}</title>
            {(!description.is_empty()).then(|| view! { <meta name="description" content=description /> })}
            {match robots {
                Robots::NoIndex => view! { <meta name="robots" content="noindex" /> }.into_any(),
                Robots::Index => languages(visit).into_any(),
            }}
            <link rel="stylesheet" href=visit.site().asset("main.css") />
            <link rel="icon" type="image/svg+xml" href=visit.site().asset("favicon.svg") />
            {feed.clone().map(|href| {
                let title = visit.t("history-feed");
                view! { <link rel="alternate" type="application/atom+xml" title=title href=href /> }
            })}
            {bundle.map(|bundle| scripts(visit, bundle))}
            {script.map(|name| view! { <script type="module" src=visit.site().asset(name)></script> })}
        </head>
        <body>
            <a class="skip" href="#main">
                {visit.t("shell-skip")}
            </a>
            {match &desk {
                Some(desk) => Either::Left(desk::masthead(visit, desk)),
                None => Either::Right(masthead(visit, nav)),
            }}
            {visit
                .site()
                .demo
                .then(|| {
                    view! {
                        <aside class="banner" aria-label=visit.t("shell-notice")>
                            <p class="wrap">{visit.t("shell-demo")}</p>
                        </aside>
                    }
                })}
            {(!crumbs.is_empty()).then(|| crumb_line(visit, crumbs))}
            <main id="main" class="wrap main" tabindex="-1">
                {body}
                {feed.map(|href| {
                    view! {
                        <p class="muted">
                            <a href=href type="application/atom+xml">{visit.t("history-feed")}</a>
                        </p>
                    }
                })}
            </main>
            {match &desk {
                Some(_) => Either::Left(desk::footer(visit)),
                None => Either::Right(footer(visit)),
            }}
        </body>
    }
}

/// Where this page stands, and where it stands in the other languages.
fn languages(visit: &Visit) -> impl IntoView + use<> {
    let base = &visit.site().base_url;
    let here = visit.here();
    let (other, other_href) = visit.other_language();
    let chinese = if other == Lang::Zh { other_href.clone() } else { here.clone() };
    view! {
        <link rel="canonical" href=format!("{base}{}", visit.href(&here)) />
        <link rel="alternate" hreflang=visit.lang().code() href=format!("{base}{}", visit.href(&here)) />
        <link rel="alternate" hreflang=other.code() href=format!("{base}{other_href}") />
        <link rel="alternate" hreflang="x-default" href=format!("{base}{chinese}") />
    }
}

/// The loader of the islands. It stands only on pages that have one.
fn scripts(visit: &Visit, bundle: Bundle) -> impl IntoView + use<> {
    view! {
        <meta
            name="bundle"
            content=visit.site().asset(&format!("{}.js", bundle.name()))
            data-wasm=visit.site().asset(&format!("{}.wasm", bundle.name()))
        />
        <script type="module" src=visit.site().asset("boot.js")></script>
    }
}

fn masthead(visit: &Visit, current: Nav) -> impl IntoView {
    let (other, other_href) = visit.other_language();
    // A page has one search box: these bring a larger one.
    let search = (!matches!(visit.path(), "/" | "/search" | "/components"))
        .then(|| view! { <SearchBox visit=visit /> });
    view! {
        <header class="masthead">
            <div class="wrap masthead__in">
                <a class="masthead__name" href=visit.href("/")>
                    {mark()}
                    {visit.t("shell-name")}
                    <span class="masthead__city">{visit.city_name().to_owned()}</span>
                </a>
                <a class="masthead__language" lang=other.code() hreflang=other.code() href=other_href>
                    {match other {
                        Lang::Zh => "中文",
                        Lang::En => "English",
                    }}
                </a>
                {search}
            </div>
        </header>
        <nav class="nav" aria-label=visit.t("shell-nav")>
            <ul class="wrap nav__list">
                {visit
                    .site()
                    .nav
                    .iter()
                    .map(|place| {
                        view! {
                            <li class=if place.is_to_do() { "nav__item nav__item--do" } else { "nav__item" }>
                                <a
                                    class="nav__link"
                                    href=visit.href(place.path())
                                    aria-current=(*place == current).then_some("true")
                                >
                                    {place.name(visit)}
                                </a>
                            </li>
                        }
                    })
                    .collect::<Vec<_>>()}
            </ul>
        </nav>
    }
}

/// The sun over the hall.
pub(crate) fn mark() -> impl IntoView {
    view! {
        <svg class="mark" width="34" height="34" viewBox="0 0 34 34" aria-hidden="true" focusable="false">
            <path class="mark__ray" d="M17 3v4M7 7l3 3M27 7l-3 3" />
            <path class="mark__sun" d="M9 17a8 8 0 0 1 16 0" />
            <path class="mark__hall" d="M4 17h26M7 30V20M14 30V20M20 30V20M27 30V20M4 30h26" />
        </svg>
    }
}

fn crumb_line(visit: &Visit, crumbs: Vec<(String, String)>) -> impl IntoView + use<> {
    view! {
        <nav class="wrap crumbs" aria-label=visit.t("shell-crumbs")>
            <ol class="crumbs__list">
                {crumbs
                    .into_iter()
                    .map(|(name, path)| {
                        view! {
                            <li class="crumbs__item">
                                <a href=visit.href(&path)>{name}</a>
                            </li>
                        }
                    })
                    .collect::<Vec<_>>()}
            </ol>
        </nav>
    }
}

fn footer(visit: &Visit) -> impl IntoView + use<> {
    let city = visit.city();
    // The page a reader finds wrong is written into the letter for them.
    let here = escaped(&visit.href(&visit.here()));
    let lang = visit.lang();
    let link = |path: &str, name: &'static str| {
        view! {
            <li>
                <a href=visit.href(path)>{name}</a>
            </li>
        }
    };
    view! {
        <footer class="foot">
            <div class="wrap">
                <div class="foot__in">
                    <section aria-labelledby="foot-ask">
                        <h2 class="foot__title" id="foot-ask">
                            {visit.t("shell-ask")}
                        </h2>
                        <ul class="foot__list">{telephones(visit)}</ul>
                    </section>
                    <section aria-labelledby="foot-error">
                        <h2 class="foot__title" id="foot-error">
                            {visit.t("shell-error-on-page")}
                        </h2>
                        <p>{visit.t("shell-error-what")}</p>
                        <p>
                            <a rel="nofollow" href=visit.href(&format!("/contact?page={here}"))>
                                {visit.t("pages-contact-title")}
                            </a>
                        </p>
                        <address class="foot__address">
                            {number(&city.error_telephone)}
                            <br />
                            <a href=format!("mailto:{}", city.email)>{city.email.clone()}</a>
                            <br />
                            {city.address(lang).to_owned()}
                        </address>
                    </section>
                    <section aria-labelledby="foot-about">
                        <h2 class="foot__title" id="foot-about">
                            {visit.t("shell-about")}
                        </h2>
                        <ul class="foot__list">
                            {link("/methods", visit.t("shell-methods"))}
                            {link("/log", visit.t("log-title"))}
                            {link("/data#licence", visit.t("shell-licence"))}
                            {link("/privacy", visit.t("shell-privacy"))}
                            {link("/accessibility", visit.t("shell-accessibility"))}
                        </ul>
                    </section>
                </div>
                <div class="foot__end">
                    {large_type(visit)}
                    {city
                        .filing_number
                        .clone()
                        .map(|number| {
                            view! {
                                <p>
                                    <a href="https://beian.miit.gov.cn/">{number}</a>
                                </p>
                            }
                        })}
                    {city
                        .police_filing_number
                        .clone()
                        .map(|number| {
                            view! {
                                <p>
                                    <a href="https://beian.mps.gov.cn/">{number}</a>
                                </p>
                            }
                        })}
                    {city.site_code.clone().map(|code| view! { <p>{visit.t("shell-site-code")} " " {code}</p> })}
                    <p class="printed">
                        {visit.t("shell-printed")} " "
                        {format!("{}{}", visit.site().base_url, visit.href(&visit.here()))} " · "
                        {visit.day(visit.today())}
                    </p>
                </div>
            </div>
        </footer>
    }
}

/// The city's telephones, each a line of a list.
pub(crate) fn telephones(visit: &Visit) -> Vec<impl IntoView + use<>> {
    let line = |telephone: &Telephone| {
        view! { <li>{telephone.name(visit.lang()).to_owned()} " " {number(&telephone.number)}</li> }
    };
    visit.city().telephones.iter().map(line).collect()
}

/// A telephone number that a phone dials.
pub(crate) fn number(phone: &Phone) -> impl IntoView + use<> {
    view! {
        <a class="foot__number" href=phone.link()>
            {phone.as_str().to_owned()}
        </a>
    }
}

/// The switch to large type and back. A form, because it sets a cookie and so changes something.
pub(crate) fn large_type(visit: &Visit) -> impl IntoView + use<> {
    let (value, text) = match visit.large() {
        true => ("0", visit.t("shell-large-off")),
        false => ("1", visit.t("shell-large-on")),
    };
    view! {
        <form class="foot__large" method="post" action=visit.href("/large-type")>
            <input type="hidden" name="back" value=visit.href(&visit.here()) />
            <button class="foot__switch" type="submit" name="large" value=value>
                {text}
            </button>
        </form>
    }
}
