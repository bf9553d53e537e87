//! The door, the second factor, and the second factor again.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use ui::{Button, Input, Kind as InputKind, Notice, Tone, Visit};

use super::passkeys::{For, SCRIPT, part};
use super::{error_at, headed};
use crate::desk::{at_the_door, at_the_door_scripted, desk_scripted};
use crate::office::Passkeys;
use crate::{Actor, Office};

/// The form at the door.
#[derive(Clone, Debug, Default)]
pub(crate) struct Door {
    /// Where to go afterwards.
    pub(crate) next: String,
    /// The name that was typed.
    pub(crate) name: String,
    /// Somebody has just gone.
    pub(crate) has_left: bool,
    /// How long to wait, where too many tries were wrong.
    pub(crate) wait_seconds: Option<i64>,
    pub(crate) errors: Vec<(&'static str, &'static str)>,
}

/// The form for a code.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    /// Where to go afterwards.
    pub(crate) next: String,
    /// The key of what is wrong with the code.
    pub(crate) error: Option<&'static str>,
}

pub(crate) fn door(visit: &Visit, office: &Office, form: &Door) -> Response {
    let title = visit.t("staff-sign-in-title");
    if !office.is_open() {
        let body = view! {
            <Notice title=visit.t("staff-closed") tone=Tone::Bad>
                <p>{visit.t("staff-closed-todo")}</p>
            </Notice>
        };
        return at_the_door(visit, StatusCode::SERVICE_UNAVAILABLE, title, headed(visit, title, &[], body));
    }
    let status = match (form.wait_seconds, form.errors.is_empty()) {
        (Some(_), _) => StatusCode::TOO_MANY_REQUESTS,
        (None, true) => StatusCode::OK,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let note = match form.wait_seconds {
        Some(seconds) => {
            let text = visit.tn("staff-sign-in-wait", &[("n", seconds.into())]);
            Some(view! { <Notice title=text tone=Tone::Warn><p>{visit.t("staff-sign-in-wait-todo")}</p></Notice> }.into_any())
        }
        None if form.has_left => {
            Some(view! { <Notice title=visit.t("staff-left") tone=Tone::Good /> }.into_any())
        }
        None => None,
    };
    let body = view! {
        {note}
        <form class="door" method="post" action=visit.href("/staff/sign-in")>
            <input type="hidden" name="next" value=form.next.clone() />
            <Input
                name="name"
                label=visit.t("staff-sign-in-name")
                value=form.name.clone()
                error=error_at(visit, &form.errors, "name")
                autocomplete="username"
            />
            <Input
                name="password"
                label=visit.t("staff-sign-in-password")
                error=error_at(visit, &form.errors, "password")
                kind=InputKind::Password
                autocomplete="current-password"
            />
            <Button text=visit.t("staff-sign-in-next") />
        </form>
        {office.passkeys().map(|passkeys| part(visit, passkeys, For::SignIn, &form.next, ()))}
        <p>
            <a href=visit.href("/staff/join")>{visit.t("staff-sign-in-first")}</a>
        </p>
        <p class="muted">{visit.t("staff-sign-in-lost")}</p>
    };
    let script = office.passkeys().map(|_| SCRIPT);
    at_the_door_scripted(visit, status, title, headed(visit, title, &form.errors, body), script)
}

pub(crate) fn code(visit: &Visit, form: &Code) -> Response {
    let title = visit.t("staff-code-title");
    let body = code_form(
        visit,
        form,
        "/staff/sign-in/code",
        visit.t("staff-code-hint"),
        visit.t("staff-code-enter"),
        None,
    );
    at_the_door(visit, status(form), title, body(title))
}

/// `passkeys` where the actor has one that works here.
pub(crate) fn step_up(visit: &Visit, actor: &Actor, passkeys: Option<&Passkeys>, form: &Code) -> Response {
    let title = visit.t("staff-step-up-title");
    let body = code_form(
        visit,
        form,
        "/staff/step-up",
        visit.t("staff-step-up-hint"),
        visit.t("staff-step-up-enter"),
        passkeys.map(|passkeys| part(visit, passkeys, For::StepUp, &form.next, ())),
    );
    desk_scripted(visit, actor, status(form), title, body(title), passkeys.map(|_| SCRIPT))
}

fn status(form: &Code) -> StatusCode {
    if form.error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}

fn code_form<'a>(
    visit: &'a Visit,
    form: &'a Code,
    path: &'static str,
    hint: &'static str,
    enter: &'static str,
    passkey: Option<AnyView>,
) -> impl FnOnce(&str) -> AnyView + 'a {
    let errors: Vec<_> = form.error.iter().map(|key| ("code", *key)).collect();
    move |title| {
        let body = view! {
            <form class="door" method="post" action=visit.href(path)>
                <input type="hidden" name="next" value=form.next.clone() />
                <Input
                    name="code"
                    label=visit.t("staff-code-label")
                    hint=hint
                    error=error_at(visit, &errors, "code")
                    autocomplete="one-time-code"
                />
                <Button text=enter />
            </form>
            {passkey}
        };
        headed(visit, title, &errors, body)
    }
}
