//! A page from its parts to its bytes. The same page on the same day is the same bytes, so that the
//! server can cache it and give it a strong ETag.

use crate::bundle::Bundle;
use crate::desk::Desk;
use crate::html::{push, push_view, without_markers};
use crate::shell::document;
use crate::visit::Visit;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

/// The places of the main navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nav {
    /// The front page.
    Home,
    /// Administrative approvals.
    Approvals,
    /// Public resource trading.
    Trading,
    /// Enterprise credit.
    Credit,
    /// Open data.
    Data,
    /// How the figures are made.
    Methods,
    /// How many reports and complaints there are, and how far they get.
    Cases,
    /// Reporting someone.
    Report,
    /// Complaining of something.
    Complain,
    /// What became of it, for whoever has a receipt.
    Case,
    /// A page that belongs to none of them.
    Elsewhere,
}

impl Nav {
    /// The places, in the order of the navigation.
    pub const ALL: [Nav; 10] = [
        Nav::Home,
        Nav::Approvals,
        Nav::Trading,
        Nav::Credit,
        Nav::Cases,
        Nav::Data,
        Nav::Methods,
        Nav::Case,
        Nav::Complain,
        Nav::Report,
    ];

    /// Whether it is something to do and not something to read.
    pub(crate) fn is_to_do(self) -> bool {
        matches!(self, Nav::Case | Nav::Complain | Nav::Report)
    }

    pub(crate) fn path(self) -> &'static str {
        match self {
            Nav::Home | Nav::Elsewhere => "/",
            Nav::Approvals => "/approvals",
            Nav::Trading => "/trading",
            Nav::Credit => "/credit",
            Nav::Data => "/data",
            Nav::Methods => "/methods",
            Nav::Cases => "/cases",
            Nav::Report => "/report",
            Nav::Complain => "/complain",
            Nav::Case => "/case",
        }
    }

    pub(crate) fn name(self, visit: &Visit) -> &'static str {
        match self {
            Nav::Home | Nav::Elsewhere => visit.t("shell-nav-home"),
            Nav::Approvals => visit.t("shell-nav-approvals"),
            Nav::Trading => visit.t("shell-nav-trading"),
            Nav::Credit => visit.t("shell-nav-credit"),
            Nav::Data => visit.t("shell-nav-data"),
            Nav::Methods => visit.t("shell-nav-methods"),
            Nav::Cases => visit.t("shell-nav-cases"),
            Nav::Report => visit.t("shell-nav-report"),
            Nav::Complain => visit.t("shell-nav-complain"),
            Nav::Case => visit.t("shell-nav-case"),
        }
    }
}

/// Whether search engines may keep the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Robots {
    /// They may.
    Index,
    /// They may not: a sole trader's page, a page of search results.
    NoIndex,
}

/// A page's parts. The body brings its own `<h1>`; everything around it is the shell's.
pub struct Page {
    /// Title without the site's name. Empty on the front page.
    pub title: String,
    /// One sentence for search engines and link previews; empty for none.
    pub description: String,
    /// The place of the navigation that is marked as the current one.
    pub nav: Nav,
    /// The way here: name and path without the language's prefix. The page itself is not among them.
    pub crumbs: Vec<(String, String)>,
    /// Whether search engines may keep the page.
    pub robots: Robots,
    /// What stands between the crumbs and the footer.
    pub body: AnyView,
    /// The bundle that the islands of the body stand in, if there are any.
    pub bundle: Option<Bundle>,
    /// The Atom feed of what changes here, as a path without the language's prefix.
    pub feed: Option<String>,
    /// The frame of the staff's own pages, where it is one of them.
    pub desk: Option<Desk>,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            title: String::new(),
            description: String::new(),
            nav: Nav::Elsewhere,
            crumbs: Vec::new(),
            robots: Robots::Index,
            body: ().into_any(),
            bundle: None,
            feed: None,
            desk: None,
        }
    }
}

/// A [`Page`], or a closure that makes one. The closure runs inside the reactive owner that also
/// renders the page: a body with signals or with an island that has children needs that.
pub trait IntoPage {
    /// Makes the page.
    fn into_page(self) -> Page;
}

impl IntoPage for Page {
    fn into_page(self) -> Page {
        self
    }
}

impl<F: FnOnce() -> Page> IntoPage for F {
    fn into_page(self) -> Page {
        self()
    }
}

impl Visit {
    /// Answers 200 with the page.
    pub fn page(&self, page: impl IntoPage) -> Response {
        self.page_status(StatusCode::OK, page)
    }

    /// Answers with the page under another status: 422 for a form with errors, 404, 503.
    pub fn page_status(&self, status: StatusCode, page: impl IntoPage) -> Response {
        let html = self.html(page);
        (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
    }

    /// The page's bytes, doctype first.
    pub fn html(&self, page: impl IntoPage) -> String {
        Owner::new().with(|| {
            let document = document(self, page.into_page());
            let mut html = String::with_capacity(document.html_len() + 4_096);
            // By hand, because Leptos writes an empty class where there is none.
            let class = if self.large() { " class=\"large\"" } else { "" };
            push(&mut html, &["<!DOCTYPE html><html lang=\"", self.lang().code(), "\"", class, ">"]);
            let head = html.len();
            push_view(&mut html, document);
            html.push_str("</html>");
            without_markers(html, head)
        })
    }
}
