//! The frame around every page of the staff. Nothing in it may be kept by a browser or a proxy.

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, HeaderValue};
use axum::response::Response;
use leptos::prelude::*;
use ui::{Bundle, Desk, DeskPlace, Page, Robots, Visit};

use crate::{Action, Actor, Object, ObjectKind, Role, authorize};

/// A page of the staff, with status 200.
pub fn desk(visit: &Visit, actor: &Actor, title: &str, body: AnyView) -> Response {
    desk_status(visit, actor, StatusCode::OK, title, body)
}

/// The same under another status: 422 for a form with errors.
pub(crate) fn desk_status(
    visit: &Visit,
    actor: &Actor,
    status: StatusCode,
    title: &str,
    body: AnyView,
) -> Response {
    desk_scripted(visit, actor, status, title, body, None)
}

/// The same for a page with islands, or with none.
pub fn desk_page(
    visit: &Visit,
    actor: &Actor,
    status: StatusCode,
    title: &str,
    body: AnyView,
    bundle: Option<Bundle>,
) -> Response {
    let mut page = framing(title, body, frame(visit, actor));
    page.bundle = bundle;
    private(visit.page_status(status, page))
}

/// The same for a page with a script of `public/`, which it does without where scripts do not run.
pub(crate) fn desk_scripted(
    visit: &Visit,
    actor: &Actor,
    status: StatusCode,
    title: &str,
    body: AnyView,
    script: Option<&'static str>,
) -> Response {
    let desk = Desk { script, ..frame(visit, actor) };
    private(visit.page_status(status, framing(title, body, desk)))
}

/// A page at the door, where nobody is known yet.
pub(crate) fn at_the_door(visit: &Visit, status: StatusCode, title: &str, body: AnyView) -> Response {
    at_the_door_scripted(visit, status, title, body, None)
}

/// The same with a script.
pub(crate) fn at_the_door_scripted(
    visit: &Visit,
    status: StatusCode,
    title: &str,
    body: AnyView,
    script: Option<&'static str>,
) -> Response {
    let desk = Desk { script, ..Desk::default() };
    private(visit.page_status(status, framing(title, body, desk)))
}

fn framing(title: &str, body: AnyView, desk: Desk) -> Page {
    Page { title: title.to_owned(), robots: Robots::NoIndex, body, desk: Some(desk), ..Page::default() }
}

/// The answer, kept by nobody.
pub(crate) fn private(mut response: Response) -> Response {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Whose keys something is sealed to, sooner or later.
const HOLDERS: [Role; 4] = [Role::IntakeOfficer, Role::CaseOfficer, Role::Reviewer, Role::Custodian];

/// Whether somebody handles cases or what is sealed in them.
pub(crate) fn handles_cases(actor: &Actor) -> bool {
    HOLDERS.iter().any(|role| actor.has(*role))
}

/// What this actor may go to. A place that would only say no is not shown.
fn frame(visit: &Visit, actor: &Actor) -> Desk {
    let may = |action, kind| {
        let units = actor.grants.iter().map(|grant| grant.unit.as_str());
        units
            .chain([actor.unit.as_str()])
            .any(|unit| authorize(actor, action, &Object::of(kind).unit(unit)).is_ok())
    };
    // An officer's own cases are a list too, and no unit's.
    let may_list = may(Action::CaseList, ObjectKind::Case) || actor.has(Role::CaseOfficer);
    let holds_keys = handles_cases(actor);
    let may_search = may(Action::Search, ObjectKind::Case);
    let places = [
        (visit.t("staff-place-work"), "/staff", true),
        (visit.t("staff-place-cases"), "/staff/cases", may_list),
        (visit.t("staff-place-openings"), "/staff/openings", actor.has(Role::Custodian)),
        (visit.t("staff-place-words"), "/staff/words", may(Action::Moderate, ObjectKind::Words)),
        (visit.t("staff-place-proposals"), "/staff/proposals", may(Action::AccountRead, ObjectKind::Account)),
        (visit.t("staff-place-accounts"), "/staff/accounts", may(Action::AccountRead, ObjectKind::Account)),
        (
            visit.t("staff-place-templates"),
            "/staff/templates",
            may(Action::TemplateUse, ObjectKind::Template),
        ),
        (visit.t("staff-place-audit"), "/staff/audit", may(Action::AuditRead, ObjectKind::Audit)),
        (visit.t("staff-place-key"), "/staff/key", holds_keys),
        (visit.t("staff-place-interests"), "/staff/interests", holds_keys),
        (visit.t("staff-place-sessions"), "/staff/sessions", true),
    ];
    let here = visit.path();
    let is_current = |path: &str| here == path || (path != "/staff" && here.starts_with(&format!("{path}/")));
    let places = places
        .into_iter()
        .filter(|(_, _, may)| *may)
        .map(|(name, path, _)| DeskPlace { name, path, is_current: is_current(path) })
        .collect();
    Desk {
        who: actor.title.clone(),
        unit: unit_name(visit, &actor.unit).to_owned(),
        places,
        search: may_search.then_some("/staff/search"),
        sign_out: Some("/staff/sign-out"),
        script: None,
    }
}

/// A unit as people call it; its code where the city's file no longer knows it.
pub(crate) fn unit_name<'a>(visit: &'a Visit, code: &'a str) -> &'a str {
    visit.city().receiver(code).map_or(code, |receiver| receiver.name(visit.lang()))
}
