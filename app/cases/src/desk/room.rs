//! The desk's islands as its pages show them: their words, and what they must know.

use keyring::room::{
    Asked, CaseRoom, DeskWords, FaultWords, FileWords, HalfWords, ReleaseHalf, RenewalWords, TieWords,
};
use leptos::prelude::*;
use record::Id;
use seal::SealFault;
use ui::Visit;

use crate::case::Head;
use crate::rules::recusal::Ground;
use crate::sealer::of_kinds;

/// A case, for one who may read it.
pub(crate) fn case_room(visit: &Visit, head: &Head, by_passkey: bool) -> impl IntoView + use<> {
    view! { <CaseRoom asked=asked(visit, &head.id, &head.number, by_passkey) words=words(visit) /> }
}

/// The release of a custodian's half, for the request of this number. A custodian does not learn the case's number.
pub(crate) fn release_half(visit: &Visit, case: &Id, seq: u32, by_passkey: bool) -> impl IntoView + use<> {
    view! { <ReleaseHalf asked=asked(visit, case, "", by_passkey) seq=seq words=words(visit) /> }
}

fn asked(visit: &Visit, case: &Id, number: &str, by_passkey: bool) -> Asked {
    Asked { case: case.clone(), number: number.to_owned(), desk: visit.href("/staff"), by_passkey }
}

fn words(visit: &Visit) -> DeskWords {
    let t = |key| visit.t(key).to_owned();
    // What the device fills in stays in braces.
    let with = |key, names: &[&'static str]| {
        let args: Vec<(&str, ui::Arg<'_>)> =
            names.iter().map(|name| (*name, format!("{{{name}}}").into())).collect();
        visit.tn(key, &args)
    };
    DeskWords {
        passphrase: t("seal-desk-passphrase"),
        open: t("seal-desk-open"),
        opening: t("seal-desk-opening"),
        opened: t("seal-desk-opened"),
        idle: t("seal-desk-idle"),
        sending: t("seal-desk-sending"),
        sent: t("seal-desk-sent"),
        answer: t("seal-desk-answer"),
        send: t("seal-desk-send"),
        waiting: t("seal-desk-waiting"),
        let_in: t("seal-desk-let-in"),
        is_in: with("seal-desk-is-in", &["name"]),
        release: t("seal-desk-release"),
        release_by_passkey: t("seal-desk-release-by-passkey"),
        released: t("seal-desk-released"),
        from_reporter: t("seal-desk-from-reporter"),
        to_reporter: t("seal-desk-to-reporter"),
        note: t("seal-desk-note"),
        half: HalfWords { waits: t("seal-desk-half-waits"), step_up: t("seal-desk-half-step-up") },
        ties: TieWords {
            title: t("seal-desk-ties"),
            about: t("seal-desk-ties-about"),
            nobody: t("seal-desk-ties-nobody"),
            propose: with("seal-desk-ties-propose", &["name"]),
            grounds: Ground::ALL.iter().map(|ground| ground_word(visit, *ground).to_owned()).collect(),
        },
        renewal: RenewalWords {
            title: t("seal-desk-renewal"),
            about: t("seal-desk-renewal-about"),
            make: t("seal-desk-renewal-make"),
            made: t("seal-desk-renewal-made"),
        },
        files: FileWords {
            title: t("seal-desk-files"),
            kinds: of_kinds(visit, "kind"),
            team: with("seal-desk-file-team", &["n"]),
            not_cleaned: t("seal-desk-file-not-cleaned"),
            original: with("seal-desk-file-original", &["n"]),
            original_warning: t("seal-desk-file-original-warning"),
            original_closed: t("seal-desk-file-original-closed"),
            opening: with("seal-desk-file-opening", &["n", "percent"]),
            saved: with("seal-desk-file-saved", &["name"]),
        },
        doors: staff::passkey_words(visit),
        faults: FaultWords {
            passphrase: t("seal-desk-wrong-passphrase"),
            no_keys: t("seal-desk-no-keys"),
            no_wrap: t("seal-desk-no-wrap"),
            overtaken: t("seal-desk-overtaken"),
            unable: t("seal-desk-unable"),
            signed_out: t("seal-desk-signed-out"),
            step_up: t("seal-desk-not-fresh"),
            unreachable: t("seal-desk-unreachable"),
            refused: with("seal-desk-refused", &["status"]),
            sealed: SealFault::ALL.map(|fault| t(fault.key())),
        },
        report: [
            t("seal-desk-unit"),
            t("seal-desk-person"),
            t("seal-desk-post"),
            t("seal-desk-what"),
            t("seal-desk-when"),
            t("seal-desk-where"),
            t("seal-desk-evidence"),
        ],
        identity: [
            t("seal-desk-name"),
            t("seal-desk-id-number"),
            t("seal-desk-phone"),
            t("seal-desk-address"),
        ],
    }
}

/// Why somebody may not touch a case, in a word.
pub(crate) fn ground_word(visit: &Visit, ground: Ground) -> &'static str {
    visit.word(&format!("cases-ground-{}", ground.as_str())).unwrap_or_default()
}
