//! The sealer as pages show it: its words, and what it must know.

use ledger::notice::Doubt;
use leptos::prelude::*;
use seal::{FileKind, ManifestFault};
use staff::keys;
use ui::Visit;

use crate::case::Kind;
use crate::island::{Asked, FileWords, Sealer, Words};
use crate::rules::routing::Organisation;

/// The sealer, for the place of the form's button. It stands hidden until a script runs; a plain button inside `<noscript>` belongs
/// before it. Nothing where the city trusts nobody with its keys, for then nothing can be sealed.
pub fn sealer(visit: &Visit, kind: Kind) -> Option<AnyView> {
    visit.city().sealing.as_ref()?;
    let address = match kind {
        Kind::Report => "/report/sealed".to_owned(),
        // What stands around its words, such as "where", is in the language of the page.
        Kind::Complaint | Kind::Suggestion => visit.href("/complain/sealed"),
    };
    let asked = Asked {
        portal: keys::portal(&visit.site().base_url).to_owned(),
        officers: keys::officers(visit.city()),
        log_key: visit.site().log.key.clone(),
        log_policy: visit.site().log.policy.clone(),
        offset_minutes: visit.city().utc_offset_minutes,
        // A demonstration may stand still on a day, and its manifests with it.
        standing: visit.site().demo.then(|| visit.today()),
        address,
        follow: visit.href("/case"),
        organisation: Organisation::of(visit.city()),
    };
    Some(view! { <Sealer asked=asked words=words(visit, kind) /> }.into_any())
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

fn words(visit: &Visit, kind: Kind) -> Words {
    let t = |key| visit.t(key).to_owned();
    // Where a complaint is not to be called a report.
    let of = |report: &'static str, complaint: &'static str| match kind {
        Kind::Report => report,
        Kind::Complaint | Kind::Suggestion => complaint,
    };
    let with = |key, names: &[&'static str]| open(visit, key, names);
    Words {
        waiting: t("seal-waiting"),
        unable: t("seal-unable"),
        receipt: t("seal-receipt"),
        sent: t(of("seal-sent", "seal-sent-complaint")),
        picture: t("cases-receipt-picture"),
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
        line_lost: with("seal-line-lost", &["file", "files", "percent"]),
        cut: with("seal-cut", &["percent"]),
        go_on: t("seal-go-on"),
        files: file_words(visit),
        sending: t("seal-sending"),
        unreachable: t("seal-unreachable"),
        unknown: t(of("seal-unknown", "seal-unknown-complaint")),
        no_manifest: t(of("seal-no-manifest", "seal-no-manifest-complaint")),
        refused: with("seal-refused", &["status"]),
        unreadable: with("seal-unreadable", &["file"]),
        manifest: with(of("seal-manifest", "seal-manifest-complaint"), &["why"]),
        manifest_faults: ManifestFault::ALL.map(|fault| t(fault.key())).to_vec(),
        log_doubts: Doubt::ALL.map(|doubt| t(doubt.key())).to_vec(),
        outside: t(of("seal-outside", "seal-outside-complaint")),
        problems: PROBLEMS.map(|key| (key.to_owned(), with(key, &["n"]))).to_vec(),
    }
}

/// A sentence in which what the device fills in stays in braces.
fn open(visit: &Visit, key: &str, names: &[&'static str]) -> String {
    let args: Vec<(&str, ui::Arg<'_>)> =
        names.iter().map(|name| (*name, format!("{{{name}}}").into())).collect();
    visit.tn(key, &args)
}

fn file_words(visit: &Visit) -> FileWords {
    let t = |key| visit.t(key).to_owned();
    FileWords {
        title: t("seal-files"),
        about: open(visit, "seal-file-about", &["kind", "size"]),
        kinds: of_kinds(visit, "kind"),
        clean: t("seal-file-clean"),
        nothing: t("seal-file-nothing"),
        unclean: open(visit, "seal-file-unclean", &["tells"]),
        tells: of_kinds(visit, "tells"),
        ways: ["seal-way-custodians", "seal-way-leave-out", "seal-way-as-it-is"].map(t),
        undecided: open(visit, "seal-file-undecided", &["file"]),
    }
}

/// What is said of the kinds of files, in the order of [`FileKind::ALL`].
pub(crate) fn of_kinds(visit: &Visit, what: &str) -> Vec<String> {
    let word = |kind: FileKind| visit.word(&format!("seal-{what}-{}", kind.as_str())).unwrap_or_default();
    FileKind::ALL.map(|kind| word(kind).to_owned()).to_vec()
}
