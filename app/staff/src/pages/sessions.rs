//! Where one is signed in.

use axum::response::Response;
use leptos::prelude::*;
use ui::{Button, Column, SummaryList, Table, Tag, Tone, Visit, Weight, cells};

use super::{headed, role_name};
use crate::Actor;
use crate::desk::{desk, unit_name};
use crate::table::sessions::Session;

pub(crate) fn list(visit: &Visit, actor: &Actor, live: &[Session], codes_left: i64) -> Response {
    let title = visit.t("staff-sessions-title");
    let columns = vec![
        Column::name(visit.t("staff-sessions-opened")),
        Column::text(visit.t("staff-sessions-seen")),
        Column::text(visit.t("staff-sessions-which")),
    ];
    let rows = live
        .iter()
        .map(|session| {
            let is_this = session.name == actor.session;
            let which = if is_this {
                view! { <Tag tone=Tone::Good text=visit.t("staff-sessions-this") /> }.into_any()
            } else {
                view! {
                    <form class="inline" method="post" action=visit.href("/staff/sessions")>
                        <input type="hidden" name="session" value=session.name.clone() />
                        <Button text=visit.t("staff-sessions-end") weight=Weight::Second />
                    </form>
                }
                .into_any()
            };
            cells![visit.moment(session.times.opened), visit.moment(session.times.seen), which]
        })
        .collect();
    let roles = actor
        .grants
        .iter()
        .map(|grant| {
            let until =
                grant.until.map(|until| visit.tn("staff-role-until", &[("day", visit.day(until).into())]));
            view! {
                <li>
                    {role_name(visit, grant.role)} " · " {unit_name(visit, &grant.unit).to_owned()}
                    {until.map(|until| view! { " · " {until} })}
                </li>
            }
        })
        .collect::<Vec<_>>();
    let facts = vec![
        (visit.t("staff-sign-in-name").into(), actor.name.clone().into_any()),
        (visit.t("staff-account-roles").into(), view! { <ul class="plain">{roles}</ul> }.into_any()),
        (
            visit.t("staff-codes-left").into(),
            visit.tn("staff-codes-left-n", &[("n", codes_left.into())]).into_any(),
        ),
    ];
    let body = view! {
        <Table caption=visit.t("staff-sessions-caption") columns=columns rows=rows />
        <p class="muted">{visit.t("staff-sessions-rule")}</p>
        <h2>{visit.t("staff-sessions-me")}</h2>
        <SummaryList facts=facts />
        <p>
            <a href=visit.href("/staff/secrets")>{visit.t("staff-own-title")}</a>
        </p>
        <p>
            <a href=visit.href("/staff/passkeys")>{visit.t("passkey-title")}</a>
        </p>
    };
    desk(visit, actor, title, headed(visit, title, &[], body))
}
