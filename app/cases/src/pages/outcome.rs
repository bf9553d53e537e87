//! What a sender reads when the form is over: that it was taken, that nothing can be sealed now, or that nobody here may read it.
//! None of these pages names a report.

use leptos::prelude::*;
use ui::{LinkButton, Nav, Notice, Page, Robots, Tone, Visit};

use super::parts::{leave, next_steps, other_ways, unit_name};
use crate::case::Kind;

fn page(title: &'static str, body: AnyView) -> Page {
    Page { title: title.to_owned(), nav: Nav::Elsewhere, robots: Robots::NoIndex, body, ..Page::default() }
}

/// `/report/sent` and `/complain/sent`
pub(crate) fn sent(visit: &Visit, kind: Kind) -> Page {
    let title =
        if kind == Kind::Report { visit.t("cases-sent-report") } else { visit.t("cases-sent-complaint") };
    let body = view! {
        {leave(visit)}
        <h1>{title}</h1>
        <Notice title=visit.t("cases-sent-kept") tone=Tone::Good>
            <p>{visit.t("cases-sent-receipt")}</p>
        </Notice>
        <div class="two">
            <div>
                <p>{visit.t("cases-sent-proof")}</p>
                <p>{visit.t("cases-sent-device")}</p>
                <p>
                    <LinkButton href=visit.href("/case") text=visit.t("cases-to-case") />
                </p>
            </div>
            <div>{next_steps(visit, kind)}</div>
        </div>
    };
    page(title, body.into_any())
}

/// Where no manifest can be believed: nothing was taken, and there are other ways.
pub(crate) fn unavailable(visit: &Visit, kind: Kind, unit: &str) -> Page {
    let title = visit.t("cases-no-keys");
    let named = [("unit", unit_name(visit, unit).into())];
    let body = view! {
        {leave(visit)}
        <h1>{title}</h1>
        <Notice title=visit.t("cases-nothing-taken") tone=Tone::Bad>
            <p>{visit.tn("cases-no-keys-why", &named)}</p>
        </Notice>
        <div class="two">
            <div>
                <p>{visit.t("cases-no-keys-todo")}</p>
                <p>
                    <a href=visit.href(if kind == Kind::Report { "/report" } else { "/complain" })>
                        {visit.t("cases-try-again")}
                    </a>
                </p>
            </div>
            <div>{other_ways(visit)}</div>
        </div>
    };
    page(title, body.into_any())
}

/// Where the rule finds nobody in this city who may read it.
pub(crate) fn outside(visit: &Visit, kind: Kind) -> Page {
    let title = visit.t("cases-outside");
    let body = view! {
        {leave(visit)}
        <h1>{title}</h1>
        <p class="lead">{visit.t("cases-outside-why")}</p>
        <div class="two">
            <div>
                <p>{visit.t("cases-outside-todo")}</p>
                <p>
                    <a href=visit.href(if kind == Kind::Report { "/report" } else { "/complain" })>
                        {visit.t("cases-reader-other")}
                    </a>
                </p>
            </div>
            <div>{other_ways(visit)}</div>
        </div>
    };
    page(title, body.into_any())
}
