//! What stands where a record was taken down: its number, when and why. Never nothing, and never its content.

use leptos::prelude::*;
use store::Version;
use ui::{Nav, Notice, Page, Robots, Tone, Visit};

/// The page of a withdrawn record.
pub fn tombstone(visit: &Visit, version: &Version) -> Page {
    let title = visit.t("approvals-gone-title");
    let what = visit.tn(
        "approvals-gone-what",
        &[("number", version.key.as_str().into()), ("when", visit.moment(version.entered).into())],
    );
    let why = match &version.reason {
        Some(reason) => visit.tn("approvals-gone-reason", &[("reason", reason.as_str().into())]),
        None => visit.t("approvals-gone-no-reason").to_owned(),
    };
    let body = view! {
        <h1>{title}</h1>
        <Notice title=what tone=Tone::Notice>
            <p>{why}</p>
            <p>{visit.t("approvals-gone-todo")}</p>
        </Notice>
    };
    Page {
        title: title.to_owned(),
        nav: Nav::Approvals,
        crumbs: vec![(visit.t("approvals-title").to_owned(), "/approvals".to_owned())],
        robots: Robots::NoIndex,
        body: body.into_any(),
        ..Page::default()
    }
}
