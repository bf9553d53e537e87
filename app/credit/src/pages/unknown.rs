//! A code nobody has published anything about, and a text that is no code: what that means and what to do next.

use leptos::prelude::*;
use record::Uscc;
use ui::{Nav, Robots, Visit};

use super::code_form::code_form;
use super::crumbs;
use super::enterprise::objection;

fn page(visit: &Visit, title: &'static str, what: String, todo: &'static str, form: AnyView) -> ui::Page {
    let body = view! {
        <h1>{title}</h1>
        <p class="lead">{what}</p>
        <p>{todo}</p>
        <div class="two">
            <div>
                {form}
                <p>
                    <a href=visit.href("/credit")>{visit.t("credit-by-name")}</a>
                </p>
            </div>
            <div>{objection(visit)}</div>
        </div>
    };
    ui::Page {
        title: title.to_owned(),
        description: String::new(),
        nav: Nav::Credit,
        crumbs: crumbs(visit, &[("credit-title", "/credit")]),
        robots: Robots::NoIndex,
        body: body.into_any(),
        bundle: Some(ui::Bundle::Public),
        feed: None,
        desk: None,
    }
}

/// A code that holds and that no register has published anything about.
pub(crate) fn unknown(visit: &Visit, uscc: &Uscc) -> ui::Page {
    let what = visit.tn("credit-unknown-what", &[("code", uscc.as_str().into())]);
    let form = code_form(visit, None).into_any();
    page(visit, visit.t("credit-unknown-title"), what, visit.t("credit-unknown-todo"), form)
}

/// A text that is no code, with the sentence why.
pub(crate) fn no_code(visit: &Visit, typed: &str, why: String) -> ui::Page {
    let form = code_form(visit, Some((typed, &why))).into_any();
    page(visit, visit.t("credit-no-code-title"), why, visit.t("credit-no-code-todo"), form)
}
