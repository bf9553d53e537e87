//! The first sign-in.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use ui::{Button, Input, Kind as InputKind, LinkButton, Notice, Qr, SummaryList, Tone, Visit};

use super::{Errors, error_at, headed, new_password};
use crate::Account;
use crate::desk::at_the_door;
use crate::rules::totp;

pub(crate) fn door(visit: &Visit, is_open: bool, error: Option<&'static str>) -> Response {
    let title = visit.t("staff-join-title");
    let errors: Vec<_> = error.iter().map(|key| ("code", *key)).collect();
    let status = match (is_open, error) {
        (false, _) => StatusCode::SERVICE_UNAVAILABLE,
        (true, Some(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, None) => StatusCode::OK,
    };
    let body = if is_open {
        view! {
            <form class="door" method="post" action=visit.href("/staff/join")>
                <Input
                    name="code"
                    label=visit.t("staff-join-code")
                    hint=visit.t("staff-join-code-hint")
                    error=error_at(visit, &errors, "code")
                    autocomplete="off"
                />
                <Button text=visit.t("staff-join-next") />
            </form>
        }
        .into_any()
    } else {
        view! {
            <Notice title=visit.t("staff-closed") tone=Tone::Bad>
                <p>{visit.t("staff-closed-todo")}</p>
            </Notice>
        }
        .into_any()
    };
    at_the_door(visit, status, title, headed(visit, title, &errors, body))
}

pub(crate) fn secrets(
    visit: &Visit,
    status: StatusCode,
    account: &Account,
    secret: &[u8; totp::SECRET_BYTES],
    errors: &Errors,
) -> Response {
    let title = visit.t("staff-secrets-title");
    let issuer = format!("{} {}", visit.t("shell-name"), visit.city_name());
    let address = totp::address(secret, &issuer, &account.name);
    let facts = vec![
        (visit.t("staff-sign-in-name").into(), account.name.clone().into_any()),
        (visit.t("staff-account-title").into(), account.title.clone().into_any()),
    ];
    let body = view! {
        <SummaryList facts=facts />
        <form class="door" method="post" action=visit.href("/staff/join/secrets")>
            // A password manager takes the name from here.
            <input type="hidden" name="name" value=account.name.clone() autocomplete="username" />
            <h2>{visit.t("staff-secrets-password")}</h2>
            {new_password(visit, errors)}
            <h2>{visit.t("staff-secrets-app")}</h2>
            <p>{visit.t("staff-secrets-app-how")}</p>
            <Qr text=address.clone() name=visit.t("staff-secrets-app-picture") />
            <p>{visit.t("staff-secrets-app-key")}</p>
            <p class="secret">{totp::written(secret)}</p>
            <p>
                <a href=address>{visit.t("staff-secrets-app-link")}</a>
            </p>
            <Input
                name="code"
                label=visit.t("staff-secrets-app-code")
                hint=visit.t("staff-secrets-app-hint")
                error=error_at(visit, errors, "code")
                kind=InputKind::Digits
                autocomplete="one-time-code"
            />
            <Button text=visit.t("staff-secrets-done") />
        </form>
    };
    at_the_door(visit, status, title, headed(visit, title, errors, body))
}

pub(crate) fn codes(visit: &Visit, codes: &[String]) -> Response {
    let title = visit.t("staff-recovery-title");
    let lines =
        codes.iter().map(|code| view! { <li class="secret__line">{code.clone()}</li> }).collect::<Vec<_>>();
    let body = view! {
        <Notice title=visit.t("staff-recovery-once") tone=Tone::Warn>
            <p>{visit.t("staff-recovery-todo")}</p>
        </Notice>
        <ol class="secret secret--list">{lines}</ol>
        <p>
            <LinkButton href=visit.href("/staff") text=visit.t("staff-recovery-done") />
        </p>
    };
    at_the_door(visit, StatusCode::OK, title, headed(visit, title, &[], body))
}
