//! The islands as pages show them: their words, and what they must know.

use keyring::room::{CaseRoom, DeskWords, ReleaseHalf};
use leptos::prelude::*;
use record::Id;
use seal::{ManifestFault, SealFault};
use staff::keys;
use ui::Visit;

use crate::island::{Asked, Sealer, Words};
use crate::rules::routing::Organisation;

/// The sealer, for the place of the form's button. It stands hidden until a script runs; a plain button inside `<noscript>` belongs
/// before it. Nothing where the city trusts nobody with its keys, for then nothing can be sealed.
pub fn sealer(visit: &Visit) -> Option<AnyView> {
    visit.city().sealing.as_ref()?;
    let asked = Asked {
        portal: keys::portal(&visit.site().base_url).to_owned(),
        officers: keys::officers(visit.city()),
        offset_minutes: visit.city().utc_offset_minutes,
        // A demonstration may stand still on a day, and its manifests with it.
        standing: visit.site().demo.then(|| visit.today()),
        follow: visit.href("/case"),
        organisation: Organisation::of(visit.city()),
    };
    Some(view! { <Sealer asked=asked words=words(visit) /> }.into_any())
}

/// A case, for the desk of one who may read it.
pub fn case_room(visit: &Visit, case: &Id) -> impl IntoView + use<> {
    view! { <CaseRoom case=case.clone() words=desk_words(visit) /> }
}

/// The release of a custodian's half, for the request of this number.
pub fn release_half(visit: &Visit, case: &Id, seq: u32) -> impl IntoView + use<> {
    view! { <ReleaseHalf case=case.clone() seq=seq words=desk_words(visit) /> }
}

fn desk_words(visit: &Visit) -> DeskWords {
    let t = |key| visit.t(key).to_owned();
    let status: [(&str, ui::Arg<'_>); 1] = [("status", "{status}".into())];
    DeskWords {
        passphrase: t("seal-desk-passphrase"),
        open: t("seal-desk-open"),
        opening: t("seal-desk-opening"),
        sending: t("seal-desk-sending"),
        answer: t("seal-desk-answer"),
        send: t("seal-desk-send"),
        let_in: t("seal-desk-let-in"),
        release: t("seal-desk-release"),
        released: t("seal-desk-released"),
        from_reporter: t("seal-desk-from-reporter"),
        to_reporter: t("seal-desk-to-reporter"),
        refused: visit.tn("seal-desk-refused", &status),
        faults: SealFault::ALL.map(|fault| t(fault.key())),
        report: [
            t("seal-desk-unit"),
            t("seal-desk-person"),
            t("seal-desk-post"),
            t("seal-desk-what"),
            t("seal-desk-when"),
            t("seal-desk-where"),
            t("seal-desk-evidence"),
            t("seal-desk-files"),
        ],
        identity: [
            t("seal-desk-name"),
            t("seal-desk-id-number"),
            t("seal-desk-phone"),
            t("seal-desk-address"),
        ],
    }
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
        let args: Vec<(&str, ui::Arg<'_>)> =
            names.iter().map(|name| (*name, format!("{{{name}}}").into())).collect();
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
        unknown: t("seal-unknown"),
        no_manifest: t("seal-no-manifest"),
        refused: with("seal-refused", &["status"]),
        unreadable: with("seal-unreadable", &["file"]),
        manifest: with("seal-manifest", &["why"]),
        manifest_faults: ManifestFault::ALL.map(|fault| t(fault.key())).to_vec(),
        outside: t("seal-outside"),
        problems: PROBLEMS.map(|key| (key.to_owned(), with(key, &["n"]))).to_vec(),
    }
}
