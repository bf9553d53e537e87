//! The form by which who knows a case's number and query code may see it, though it is not public.

use leptos::prelude::*;
use ui::{Button, Input, Nav, Page, Panel, Robots, Visit, field_errors};

/// What was typed, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct ProgressForm {
    /// The number of the case. The code is never given back.
    pub number: String,
    /// Fields with the key of what to do about each.
    pub errors: Vec<(&'static str, &'static str)>,
}

/// `/approvals/progress`
pub fn progress(visit: &Visit, form: &ProgressForm) -> Page {
    let title = visit.t("approvals-progress");
    let error =
        |field: &str| form.errors.iter().find(|(at, _)| *at == field).map_or("", |(_, key)| visit.t(key));
    let body = view! {
        {field_errors(visit, &form.errors)}
        <h1>{title}</h1>
        <p class="lead">{visit.t("approvals-progress-lead")}</p>
        <div class="two">
            <form method="post" action=visit.href("/approvals/progress")>
                <Input
                    name="number"
                    label=visit.t("approvals-progress-number")
                    hint=visit.t("approvals-progress-number-hint")
                    value=form.number.clone()
                    error=error("number")
                    autocomplete="off"
                />
                <Input
                    name="code"
                    label=visit.t("approvals-progress-code")
                    hint=visit.t("approvals-progress-code-hint")
                    error=error("code")
                    autocomplete="off"
                />
                <Button text=visit.t("approvals-progress-show") />
            </form>
            <Panel title=visit.t("approvals-progress-who-title")>
                <p>{visit.t("approvals-progress-who")}</p>
                <p>{visit.t("approvals-progress-public")}</p>
            </Panel>
        </div>
    };
    Page {
        title: title.to_owned(),
        description: visit.t("approvals-progress-description").to_owned(),
        nav: Nav::Approvals,
        crumbs: vec![(visit.t("approvals-title").to_owned(), "/approvals".to_owned())],
        robots: Robots::Index,
        body: body.into_any(),
        bundle: None,
        feed: None,
        desk: None,
    }
}
