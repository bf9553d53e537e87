//! The frame of the staff's own pages: a masthead with who works here, search and the way out. The public navigation is not
//! in it, so that nobody takes one for the other.

use crate::shell::{large_type, mark, number};
use crate::visit::Visit;
use leptos::prelude::*;

/// What stands around a page of the staff instead of the public masthead and footer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// Who works here: what colleagues call the account. Empty at the door.
    pub who: String,
    /// The unit that person belongs to.
    pub unit: String,
    /// The places this person may go to.
    pub places: Vec<DeskPlace>,
    /// Where a search is sent to, as a path without the language's prefix; none where nothing may be searched.
    pub search: Option<&'static str>,
    /// Where one signs out, as a path without the language's prefix; none at the door.
    pub sign_out: Option<&'static str>,
    /// A script of `public/` by its plain name, where the page has something for it to add.
    pub script: Option<&'static str>,
}

/// A place in the navigation of the staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskPlace {
    /// What it is called.
    pub name: &'static str,
    /// Where it is, as a path without the language's prefix.
    pub path: &'static str,
    /// Whether the reader is there.
    pub is_current: bool,
}

pub(crate) fn masthead(visit: &Visit, desk: &Desk) -> impl IntoView + use<> {
    let who = (!desk.who.is_empty()).then(|| {
        view! {
            <p class="desk__who">
                <span class="desk__name">{desk.who.clone()}</span>
                <span class="desk__unit">{desk.unit.clone()}</span>
            </p>
        }
    });
    let search = desk.search.map(|path| {
        view! {
            // Sent in the body: what staff look for must not stand in an address.
            <form class="desk__search" role="search" method="post" action=visit.href(path)>
                <label class="unseen" for="desk-q">
                    {visit.t("staff-search-label")}
                </label>
                <input class="input desk__words" type="search" id="desk-q" name="q" />
                <button class="desk__button" type="submit">
                    {visit.t("shell-search")}
                </button>
            </form>
        }
    });
    let sign_out = desk.sign_out.map(|path| {
        view! {
            <form class="desk__out" method="post" action=visit.href(path)>
                <button class="desk__button" type="submit">
                    {visit.t("staff-sign-out")}
                </button>
            </form>
        }
    });
    let places = desk
        .places
        .iter()
        .map(|place| {
            view! {
                <li>
                    <a
                        class="nav__link"
                        href=visit.href(place.path)
                        aria-current=place.is_current.then_some("true")
                    >
                        {place.name}
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let nav = (!places.is_empty()).then(|| {
        view! {
            <nav class="nav" aria-label=visit.t("staff-nav")>
                <ul class="wrap nav__list">{places}</ul>
            </nav>
        }
    });
    view! {
        <header class="masthead desk">
            <div class="wrap masthead__in">
                <a class="masthead__name" href=visit.href("/staff")>
                    {mark()}
                    {visit.t("staff-desk")}
                    <span class="masthead__city">{visit.city_name().to_owned()}</span>
                </a>
                {who}
                {search}
                {sign_out}
            </div>
        </header>
        {nav}
    }
}

pub(crate) fn footer(visit: &Visit) -> impl IntoView + use<> {
    let (other, other_href) = visit.other_language();
    view! {
        <footer class="foot">
            <div class="wrap desk__foot">
                <p>
                    {visit.t("staff-help")} " " {number(&visit.city().error_telephone)}
                </p>
                <p>
                    <a href=visit.href("/")>{visit.t("staff-public")}</a>
                </p>
                <p>
                    <a lang=other.code() hreflang=other.code() href=other_href>
                        {visit.t("staff-other-language")}
                    </a>
                </p>
                {large_type(visit)}
            </div>
        </footer>
    }
}
