//! The sealer as the report's form shows it: its words and what it must know.

use leptos::prelude::*;
use record::Day;
use seal::{ManifestFault, TrustedOfficers};
use ui::Visit;

use crate::island::{Asked, Sealer, Words};
use crate::rules::routing::Organisation;

/// The sealer, for the place of the form's button. It stands hidden until a script runs; a plain button inside `<noscript>` belongs
/// before it. `standing` is the day of a demonstration that stands still.
pub fn sealer(visit: &Visit, officers: &TrustedOfficers, standing: Option<Day>) -> impl IntoView + use<> {
    let asked = Asked {
        portal: portal(visit).to_owned(),
        officers: officers.clone(),
        offset_minutes: visit.city().utc_offset_minutes,
        standing,
        follow: visit.href("/case"),
        organisation: Organisation::of(visit.city()),
        names: visit
            .city()
            .receivers
            .iter()
            .map(|receiver| (receiver.code.clone(), receiver.name(visit.lang()).to_owned()))
            .collect(),
    };
    view! { <Sealer asked=asked words=words(visit) /> }
}

/// The name by which everything sealed says where it belongs: the host of the public address.
pub fn portal(visit: &Visit) -> &str {
    let address = visit.site().base_url.as_str();
    address.split_once("://").map_or(address, |(_, host)| host)
}

/// What can be wrong in a report's form.
const PROBLEMS: [&str; 19] = [
    "case-problem-division-missing",
    "case-problem-division-unknown",
    "case-problem-receiver-unknown",
    "case-problem-unit-missing",
    "case-problem-unit-long",
    "case-problem-person-long",
    "case-problem-post-long",
    "case-problem-what-missing",
    "case-problem-what-text",
    "case-problem-when-long",
    "case-problem-place-long",
    "case-problem-files-too-many",
    "case-problem-files-size",
    "case-problem-files-all",
    "case-problem-files-empty",
    "case-problem-name-long",
    "case-problem-id_number-malformed",
    "case-problem-phone-malformed",
    "case-problem-address-long",
];

fn words(visit: &Visit) -> Words {
    let t = |key| visit.t(key).to_owned();
    // What the device fills in stays in braces.
    let with = |key, names: &[&'static str]| {
        let args: Vec<(&str, ui::Arg<'_>)> = names.iter().map(|name| (*name, format!("{{{name}}}").into())).collect();
        visit.tn(key, &args)
    };
    Words {
        waiting: t("seal-waiting"),
        unable: t("seal-unable"),
        receipt: t("seal-receipt"),
        sent: t("seal-sent"),
        about: t("seal-receipt-about"),
        noted: t("seal-receipt-noted"),
        follow: t("seal-follow"),
        wrong: t("seal-wrong"),
        nothing_sent: t("seal-nothing-sent"),
        send: t("seal-send"),
        plain: t("seal-plain"),
        plain_about: t("seal-plain-about"),
        plain_sure: t("seal-plain-sure"),
        checking: t("seal-checking"),
        sealing: with("seal-sealing", &["file", "files", "percent"]),
        sending: t("seal-sending"),
        unreachable: t("seal-unreachable"),
        no_manifest: t("seal-no-manifest"),
        refused: with("seal-refused", &["status"]),
        unreadable: with("seal-unreadable", &["file"]),
        manifest: with("seal-manifest", &["why"]),
        manifest_faults: ManifestFault::ALL.map(|fault| t(fault.key())).to_vec(),
        reader: with("seal-reader", &["unit"]),
        outside: t("seal-outside"),
        problems: PROBLEMS.map(|key| (key.to_owned(), with(key, &["n"]))).to_vec(),
    }
}
