//! One's own passkeys, and the part of a page that a script asks for one in.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use ui::{Button, Column, Input, LinkButton, Notice, Table, Tag, Tone, Visit, Weight, cells};

use super::headed;
use crate::Actor;
use crate::desk::desk_scripted;
use crate::office::Passkeys;
use crate::rules::passkey::MOST;
use crate::table::passkeys::Passkey;

/// The script of `public/` that asks a browser for a passkey.
pub(crate) const SCRIPT: &str = "passkey.js";

/// What a script is to ask a browser for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum For {
    /// To make one.
    New,
    /// To sign in with one.
    SignIn,
    /// To show one again.
    StepUp,
}

impl For {
    /// Where the question is, and where the answer goes.
    const fn paths(self) -> (&'static str, &'static str) {
        match self {
            For::New => ("/staff/passkeys/ask", "/staff/passkeys/add"),
            For::SignIn => ("/staff/sign-in/passkey/ask", "/staff/sign-in/passkey"),
            For::StepUp => ("/staff/step-up/passkey/ask", "/staff/step-up/passkey"),
        }
    }
}

/// The part of a page that the script works in. Without scripts it stays hidden, and the page does without it. Every sentence the
/// script may have to say stands here, so that it is the reader's language.
pub(crate) fn part(
    visit: &Visit,
    passkeys: &Passkeys,
    what: For,
    next: &str,
    fields: impl IntoView,
) -> AnyView {
    let (ask, answer) = what.paths();
    let (makes, button) = match what {
        For::New => ("new", visit.t("passkey-add")),
        For::SignIn => ("one", visit.t("passkey-sign-in")),
        For::StepUp => ("one", visit.t("passkey-step-up")),
    };
    let weight = if what == For::New { Weight::Main } else { Weight::Second };
    let origin = passkeys.origin();
    view! {
        <div
            data-passkey=makes
            data-origin=origin.to_owned()
            data-ask=visit.href(ask)
            data-answer=visit.href(answer)
            data-next=next.to_owned()
            data-waiting=visit.t("passkey-waiting")
            data-cancelled=visit.t("passkey-cancelled")
            data-unknown=visit.t("passkey-unknown-browser")
            data-elsewhere=visit.tn("passkey-elsewhere", &[("origin", origin.into())])
            data-unable=visit.t("passkey-unable")
            data-known=visit.t("passkey-known")
            data-name=visit.t("passkey-name-missing")
            data-refused=if what == For::New { visit.t("passkey-not-added") } else { visit.t("passkey-refused") }
            data-late=visit.t("passkey-late")
            data-often=visit.t("passkey-often")
            data-unreachable=visit.t("passkey-unreachable")
            hidden
        >
            <form class="door" method="post" action=visit.href(answer)>
                {fields}
                <Button text=button weight=weight />
            </form>
            <p role="status"></p>
        </div>
    }
    .into_any()
}

pub(crate) fn list(
    visit: &Visit,
    actor: &Actor,
    passkeys: Option<&Passkeys>,
    held: &[Passkey],
    is_added: bool,
) -> Response {
    let title = visit.t("passkey-title");
    let added = is_added.then(|| {
        view! {
            <Notice title=visit.t("passkey-added") tone=Tone::Good>
                <p>{visit.t("passkey-added-second")}</p>
            </Notice>
        }
    });
    let table = if held.is_empty() {
        view! { <p>{visit.t("passkey-none")}</p> }.into_any()
    } else {
        view! { <Table caption=visit.t("passkey-caption") columns=columns(visit) rows=rows(visit, held) /> }
            .into_any()
    };
    let more = match passkeys {
        Some(passkeys) if held.len() < MOST => {
            let name = view! {
                <Input
                    name="name"
                    id="passkey-name"
                    label=visit.t("passkey-name")
                    hint=visit.t("passkey-name-hint")
                    autocomplete="off"
                />
            };
            view! {
                <section class="section" aria-labelledby="more">
                    <h2 id="more">{visit.t("passkey-more")}</h2>
                    <noscript>
                        <p>{visit.t("passkey-script")}</p>
                    </noscript>
                    {part(visit, passkeys, For::New, "", name)}
                </section>
            }
            .into_any()
        }
        Some(_) => view! { <p>{visit.t("passkey-most")}</p> }.into_any(),
        None => view! {
            <Notice title=visit.t("passkey-no-domain") tone=Tone::Notice>
                <p>{visit.t("passkey-no-domain-how")}</p>
            </Notice>
        }
        .into_any(),
    };
    let body = view! {
        {added}
        <p>{visit.t("passkey-about")}</p>
        {table}
        {more}
        <p>
            <LinkButton href=visit.href("/staff/sessions") text=visit.t("staff-sessions-title") weight=Weight::Second />
        </p>
    };
    let body = headed(visit, title, &[], body);
    desk_scripted(visit, actor, StatusCode::OK, title, body, passkeys.map(|_| SCRIPT))
}

fn columns(visit: &Visit) -> Vec<Column> {
    vec![
        Column::name(visit.t("passkey-name")),
        Column::text(visit.t("passkey-made")),
        Column::text(visit.t("passkey-used")),
        Column::text(visit.t("staff-sessions-which")),
    ]
}

fn rows(visit: &Visit, held: &[Passkey]) -> Vec<Vec<AnyView>> {
    let row = |passkey: &Passkey| {
        let used = match (passkey.stopped, passkey.used) {
            (Some(_), _) => view! { <Tag tone=Tone::Bad text=visit.t("passkey-stopped") /> }.into_any(),
            (None, Some(used)) => visit.moment(used).into_any(),
            (None, None) => visit.t("passkey-unused").into_any(),
        };
        let end = view! {
            <form class="inline" method="post" action=visit.href("/staff/passkeys")>
                <input type="hidden" name="passkey" value=passkey.id.clone() />
                <Button text=visit.t("passkey-end") weight=Weight::Second />
            </form>
        };
        cells![passkey.name.clone(), visit.moment(passkey.made), used, end]
    };
    held.iter().map(row).collect()
}
