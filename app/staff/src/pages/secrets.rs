//! One's own password and recovery codes.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use ui::{Button, Input, Kind as InputKind, Visit, Weight};

use super::{Errors, error_at, headed, new_password};
use crate::Actor;
use crate::desk::desk_status;

pub(crate) fn form(
    visit: &Visit,
    actor: &Actor,
    status: StatusCode,
    codes_left: i64,
    errors: &Errors,
) -> Response {
    let title = visit.t("staff-own-title");
    let path = visit.href("/staff/secrets");
    let body = view! {
        <form class="door" method="post" action=path.clone()>
            <input type="hidden" name="name" value=actor.name.clone() autocomplete="username" />
            <Input
                name="current"
                label=visit.t("staff-own-current")
                error=error_at(visit, errors, "current")
                kind=InputKind::Password
                autocomplete="current-password"
            />
            {new_password(visit, errors)}
            <p class="muted">{visit.t("staff-own-ends")}</p>
            <Button text=visit.t("staff-own-change") name="do" value="password" />
        </form>
        <section class="section" aria-labelledby="codes">
            <h2 id="codes">{visit.t("staff-codes-left")}</h2>
            <form class="door" method="post" action=path>
                <p>{visit.tn("staff-codes-left-n", &[("n", codes_left.into())])}</p>
                <p class="muted">{visit.t("staff-own-codes-how")}</p>
                <Button text=visit.t("staff-own-codes") weight=Weight::Second name="do" value="codes" />
            </form>
        </section>
    };
    desk_status(visit, actor, status, title, headed(visit, title, errors, body))
}
