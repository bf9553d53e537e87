//! Whose keys reports are sealed to, unit by unit.

use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use record::Receiver;
use seal::{HolderRole, Manifest};
use ui::{Button, Choice, Column, Offer, Table, Tag, Text, TextArea, Tone, Visit, cells};

use super::{error_at, headed, units};
use crate::desk::desk_status;
use crate::{Action, Actor, Object, ObjectKind, offers};

/// The form, as it was typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    pub(crate) unit: String,
    pub(crate) typed: String,
    /// The key of what is wrong with the manifest.
    pub(crate) fault: Option<&'static str>,
}

/// How the lists of a unit stand.
pub(crate) struct Standing<'a> {
    /// The unit.
    pub(crate) receiver: &'a Receiver,
    /// The one that is offered.
    pub(crate) manifest: Option<Manifest>,
    /// Whether a newer one waits for the public log.
    pub(crate) waits: bool,
}

/// What a manifest says, for who is to approve it.
pub(crate) fn facts(visit: &Visit, manifest: &Manifest) -> Vec<(Text, AnyView)> {
    let role = |role| match role {
        HolderRole::Team => visit.t("staff-holder-team"),
        HolderRole::Custodian => visit.t("staff-holder-custodian"),
        HolderRole::RecoveryContent => visit.t("staff-holder-recovery-content"),
        HolderRole::RecoveryIdentity => visit.t("staff-holder-recovery-identity"),
    };
    let holders = manifest
        .holders
        .iter()
        .map(|holder| {
            view! {
                <li>
                    {holder.id.clone()} " · " {role(holder.role)} <br />
                    <code class="fixed">{holder.key.to_string()}</code>
                </li>
            }
        })
        .collect::<Vec<_>>();
    vec![
        (visit.t("staff-manifest-from").into(), visit.day(manifest.issued).into_any()),
        (visit.t("staff-manifest-until").into(), visit.day(manifest.expires).into_any()),
        (visit.t("staff-manifest-holders").into(), view! { <ul class="plain">{holders}</ul> }.into_any()),
        (
            visit.t("staff-manifest-hash").into(),
            view! { <code class="fixed">{manifest.hash()}</code> }.into_any(),
        ),
    ]
}

pub(crate) fn list(
    visit: &Visit,
    actor: &Actor,
    status: StatusCode,
    standing: &[Standing<'_>],
    form: &Form,
) -> Response {
    let title = visit.t("staff-manifests-title");
    let columns = vec![
        Column::name(visit.t("staff-account-unit")),
        Column::text(visit.t("staff-manifest-state")),
        Column::text(visit.t("staff-manifest-until")),
        Column::text(visit.t("staff-manifest-holders")),
        Column::text(visit.t("staff-manifest-next")),
    ];
    let may_add = offers(actor, Action::KeyManifest, &Object::of(ObjectKind::Manifest));
    let rows = standing
        .iter()
        .filter(|unit| !unit.receiver.takes.is_empty())
        .map(|Standing { receiver, manifest, waits }| {
            let (tone, text) = match (manifest, waits) {
                (_, true) => (Tone::Notice, visit.t("staff-manifest-waits")),
                (Some(_), false) => (Tone::Good, visit.t("staff-manifest-holds")),
                (None, false) => (Tone::Bad, visit.t("staff-manifest-none")),
            };
            cells![
                receiver.name(visit.lang()).to_owned(),
                view! { <Tag tone=tone text=text /> },
                manifest.as_ref().map(|manifest| visit.day(manifest.expires)),
                manifest.as_ref().map(|manifest| visit.number(manifest.holders.len() as u64)),
                may_add.then(|| {
                    let to = visit.href(&format!("/staff/manifests/{}/draft", receiver.code));
                    view! { <a href=to>{visit.t("staff-manifest-draft")}</a> }
                }),
            ]
        })
        .collect();
    let errors: Vec<_> = form.fault.iter().map(|key| ("manifest", *key)).collect();
    let new = may_add.then(|| {
        view! {
            <section class="section" aria-labelledby="new">
                <h2 id="new">{visit.t("staff-manifest-new")}</h2>
                <p>{visit.t("staff-manifest-how")}</p>
                <form class="door" method="post" action=visit.href("/staff/manifests")>
                    <Choice
                        name="unit"
                        label=visit.t("staff-account-unit")
                        answers=units(visit)
                        chosen=[form.unit.clone().into()]
                        offer=Offer::List
                    />
                    <TextArea
                        name="manifest"
                        label=visit.t("staff-manifest-text")
                        hint=visit.t("staff-manifest-text-hint")
                        error=error_at(visit, &errors, "manifest")
                        value=form.typed.clone()
                        rows=8
                    />
                    <Button text=visit.t("staff-propose") />
                </form>
            </section>
        }
    });
    let body = view! {
        <Table caption=visit.t("staff-manifests-caption") columns=columns rows=rows />
        {new}
    };
    desk_status(visit, actor, status, title, headed(visit, title, &errors, body))
}
