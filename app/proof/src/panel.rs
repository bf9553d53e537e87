//! The log's part of a record's page: where its versions stand in the log, the files that prove it, the command that
//! checks them, and the island that checks the page. One line in a slice.

use leptos::prelude::*;
use record::{Instant, Kind, Ref};
use store::Store;
use ui::{Panel, Visit};

use crate::island::{CheckPage, Words};
use crate::phone;
use ledger::check::{Claim, What, record_path};
use ledger::table::read::{self, Head, Place};

/// Where the records of one page stand in the log; loaded by the route, shown by the page.
#[derive(Clone, Debug, Default)]
pub struct Proofs {
    places: Vec<Place>,
    head: Option<Head>,
}

impl Proofs {
    /// Looks up the newest versions of these records; the first is the page's own. One that is not in the log is left out.
    ///
    /// # Errors
    /// [`store::Error`] where the database cannot be asked.
    pub async fn of(store: &Store, records: &[Ref]) -> store::Result<Proofs> {
        let mut places = Vec::with_capacity(records.len());
        for kind in Kind::ALL {
            let keys: Vec<&str> = records
                .iter()
                .filter(|record| record.kind == kind)
                .map(|record| record.key.as_str())
                .collect();
            places.extend(read::newest(store, kind, &keys).await?);
        }
        places.sort_by_key(|place| records.iter().position(|record| *record == place.record));
        Ok(Proofs { places, head: read::head(store).await? })
    }

    /// The same of one record.
    ///
    /// # Errors
    /// [`store::Error`] where the database cannot be asked.
    pub async fn of_one(store: &Store, kind: Kind, key: &str) -> store::Result<Proofs> {
        Proofs::of(store, &[Ref::new(kind, key)]).await
    }

    /// Whether the page has something to check, and so brings the island.
    pub fn has_island(&self, visit: &Visit) -> bool {
        self.places.iter().any(|place| place.is_open) && !visit.site().log.key.is_empty()
    }
}

/// The panel of the public log on a record's page.
pub fn proof_panel(visit: &Visit, proofs: &Proofs) -> AnyView {
    let Some((own, others)) = proofs.places.split_first() else {
        return view! {
            <Panel title=visit.t("log-panel")>
                <p>{visit.t("log-panel-unlogged")}</p>
            </Panel>
        }
        .into_any();
    };
    let command = command(own);
    let many = (!others.is_empty()).then(|| {
        let lines = others.iter().map(|place| line(visit, proofs, place)).collect::<Vec<_>>();
        let n = proofs.places.len();
        view! {
            <details>
                <summary>{visit.tn("log-panel-many", &[("n", n.into())])}</summary>
                {lines}
            </details>
        }
    });
    let island = proofs.has_island(visit).then(|| check_page(visit, proofs));
    view! {
        <Panel title=visit.t("log-panel")>
            {line(visit, proofs, own)}
            {many}
            {island}
            <p class="muted">
                {visit.t("log-panel-command")} <br /> <code class="proof__command">{command}</code>
            </p>
            <p class="muted">
                <a href=visit.href("/log")>{visit.t("log-panel-about")}</a>
            </p>
        </Panel>
    }
    .into_any()
}

/// Where one version stands, and its files.
fn line(visit: &Visit, proofs: &Proofs, place: &Place) -> AnyView {
    let file = |ending: &str| format!("{}.{ending}", record_path(&place.name(), place.revision));
    let covered = proofs.head.as_ref().is_some_and(|head| place.index < head.size);
    let key = if covered { "log-panel-leaf" } else { "log-panel-pending" };
    let words = [("n", place.index.into()), ("moment", moment(visit, place.entered).into())];
    let leaf = visit.tn(key, &words[..if covered { 2 } else { 1 }]);
    // Before a checkpoint covers the leaf it has no page.
    let leaf = match covered {
        true => {
            let href = visit.href(&format!("/log/leaf/{}", place.index));
            view! { <a href=href>{leaf}</a> }.into_any()
        }
        false => leaf.into_any(),
    };
    let proof = covered.then(|| {
        view! {
            <a href=file("tlog-proof") download="">
                {visit.t("log-panel-proof")}
            </a>
            " "
        }
    });
    let openings = place.is_open.then(|| {
        view! { <a href=file("json")>{visit.t("log-panel-openings")}</a> }
    });
    view! {
        <p>
            {leaf}
            <br />
            {proof}
            {openings}
        </p>
    }
    .into_any()
}

fn moment(visit: &Visit, instant: Instant) -> String {
    visit.moment(instant)
}

/// What checks the two files of a record without a browser.
fn command(place: &Place) -> String {
    let revision = place.revision;
    format!("sunhall log check {revision}.tlog-proof {revision}.json --key VKEY")
}

fn check_page(visit: &Visit, proofs: &Proofs) -> AnyView {
    let claims = proofs
        .places
        .iter()
        .filter(|place| place.is_open)
        .map(|place| Claim { record: place.name(), revision: place.revision, index: place.index })
        .collect();
    let log = &visit.site().log;
    let page = phone::Page {
        key: log.key.clone(),
        policy: log.policy.clone(),
        claims,
        offset_minutes: visit.city().utc_offset_minutes,
    };
    let words = words(visit);
    view! {
        <div class="proof" data-wake="touch">
            <CheckPage page=page words=words />
        </div>
    }
    .into_any()
}

fn words(visit: &Visit) -> Words {
    let said = |key: &'static str| visit.t(key).to_owned();
    // The phone fills in what stands in braces.
    let open = |key: &str, names: &[&str]| {
        let braces: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
        let args: Vec<_> =
            names.iter().zip(&braces).map(|(name, brace)| (*name, brace.as_str().into())).collect();
        visit.tn(key, &args)
    };
    let all = &["size", "witnesses", "address", "record", "n"];
    Words {
        check: said("log-check-do"),
        about: visit.href("/log"),
        working: said("log-check-working"),
        verdicts: [
            ("log-check-green", "log-check-green-what"),
            ("log-check-amber", "log-check-amber-what"),
            ("log-check-pending", "log-check-pending-what"),
            ("log-check-red", "log-check-red-what"),
            ("log-check-failed", "log-check-failed-what"),
        ]
        .map(|(word, sentence)| (said(word), open(sentence, all))),
        faults: What::ALL.iter().map(|what| open(what.key(), all)).collect(),
        first: said("log-check-first"),
        again: open("log-check-again", all),
        forgetful: said("log-check-forgetful"),
        fields: open("log-check-fields", all),
        shown: said("log-check-shown"),
        held: said("log-check-held"),
        nothing: said("log-fault-nothing"),
    }
}
