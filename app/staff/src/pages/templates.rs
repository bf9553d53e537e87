//! Texts that letters are made from.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use ui::{Button, Column, Input, Table, TextArea, Visit, Weight, cells};

use super::{error_at, headed};
use crate::Actor;
use crate::desk::desk_status;
use crate::form::Fields;
use crate::table::templates::Template;

/// The form, as it was typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    title: String,
    body: String,
    errors: Vec<(&'static str, &'static str)>,
}

impl Form {
    pub(crate) fn read(fields: &Fields, errors: Vec<(&'static str, &'static str)>) -> Form {
        Form { title: fields.get("title").to_owned(), body: fields.get("body").to_owned(), errors }
    }

    pub(crate) fn of(template: &Template) -> Form {
        Form { title: template.title.clone(), body: template.body.clone(), errors: Vec::new() }
    }
}

fn fields(visit: &Visit, form: &Form) -> AnyView {
    view! {
        <Input
            name="title"
            label=visit.t("staff-template-title")
            value=form.title.clone()
            error=error_at(visit, &form.errors, "title")
            autocomplete="off"
        />
        <TextArea
            name="body"
            label=visit.t("staff-template-body")
            hint=visit.t("staff-template-body-hint")
            value=form.body.clone()
            error=error_at(visit, &form.errors, "body")
            rows=10
        />
    }
    .into_any()
}

pub(crate) fn list(
    visit: &Visit,
    actor: &Actor,
    status: StatusCode,
    standing: &[Template],
    may_write: bool,
    form: &Form,
) -> Response {
    let title = visit.t("staff-templates-title");
    let columns =
        vec![Column::name(visit.t("staff-template-title")), Column::text(visit.t("staff-template-written"))];
    let rows = standing
        .iter()
        .map(|template| {
            let path = format!("/staff/templates/{}", template.name);
            cells![
                view! { <a href=visit.href(&path)>{template.title.clone()}</a> },
                visit.moment(template.written),
            ]
        })
        .collect();
    let listed = if standing.is_empty() {
        view! { <p>{visit.t("staff-templates-none")}</p> }.into_any()
    } else {
        view! { <Table caption=visit.t("staff-templates-caption") columns=columns rows=rows /> }.into_any()
    };
    let new = may_write.then(|| {
        view! {
            <section class="section" aria-labelledby="new">
                <h2 id="new">{visit.t("staff-template-new")}</h2>
                <form class="door" method="post" action=visit.href("/staff/templates")>
                    {fields(visit, form)}
                    <Button text=visit.t("staff-save") />
                </form>
            </section>
        }
    });
    let body = view! {
        {listed}
        {new}
    };
    desk_status(visit, actor, status, title, headed(visit, title, &form.errors, body))
}

pub(crate) fn one(
    visit: &Visit,
    actor: &Actor,
    status: StatusCode,
    template: &Template,
    may_write: bool,
    form: &Form,
) -> Response {
    let path = visit.href(&format!("/staff/templates/{}", template.name));
    let body = if may_write {
        view! {
            <form class="door" method="post" action=path>
                {fields(visit, form)}
                <div class="pair">
                    <Button text=visit.t("staff-save") name="do" value="save" />
                    <Button
                        text=visit.t("staff-template-withdraw")
                        weight=Weight::Danger
                        name="do"
                        value="withdraw"
                    />
                </div>
            </form>
        }
        .into_any()
    } else {
        let lines = template.body.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect::<Vec<_>>();
        view! { <div class="letter">{lines}</div> }.into_any()
    };
    desk_status(visit, actor, status, &template.title, headed(visit, &template.title, &form.errors, body))
}
