//! The feeds of changes: of all processes, and of one.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::response::Response;
use record::{Kind, Ref};
use store::{Store, Version};
use ui::{Failure, Feed, FeedEntry, Visit, What};

use crate::pages::version_lines;
use crate::process::Process;
use crate::rules::facts::Facts;

/// Entries of the register's feed.
const ENTRIES: usize = 50;

/// `/trading.atom`
pub(super) async fn register(visit: Visit, State(store): State<Store>) -> Result<Response, Failure> {
    let mut told: HashMap<String, Vec<FeedEntry>> = HashMap::new();
    let mut entries = Vec::with_capacity(ENTRIES);
    // Every process is public, so the first look finds all there is to show; one that was taken down costs its lines.
    for one in store.recent(&[Kind::Process], None, ENTRIES as i64).await? {
        let Some(version) = one.history.get(one.place) else { continue };
        let of_record = told.entry(version.key.clone()).or_insert_with(|| of_record(&visit, &one.history));
        entries.extend(of_record.iter().find(|entry| entry.version.revision == version.revision).cloned());
    }
    let title = visit.tn("history-feed-of", &[("what", visit.t("trading-title").into())]);
    Ok(visit.feed(&Feed { title, page: "/trading".to_owned(), entries }))
}

/// `/trading/{ocid}/changes.atom`
pub(super) async fn one(
    visit: Visit,
    State(store): State<Store>,
    Path(ocid): Path<String>,
) -> Result<Response, Failure> {
    let versions = store.versions(Kind::Process, &ocid).await?;
    if versions.first().is_none_or(|standing| standing.withdrawn) {
        return Ok(visit.not_found());
    }
    let entries = of_record(&visit, &versions);
    let page = Ref::new(Kind::Process, ocid.as_str()).path();
    let title = visit.tn("history-feed-of", &[("what", ocid.into())]);
    Ok(visit.feed(&Feed { title, page, entries }))
}

/// The versions of one process, the newest first; none where its page is gone.
fn of_record(visit: &Visit, versions: &[Version]) -> Vec<FeedEntry> {
    if versions.first().is_none_or(|standing| standing.withdrawn) {
        return Vec::new();
    }
    let lines = version_lines(versions, visit.city().utc_offset_minutes);
    let told = versions
        .iter()
        .zip(lines)
        .filter(|(_, line)| !matches!(line.what, What::NotPublic | What::TakenDown));
    let entries = told.map(|(version, line)| {
        let facts: Option<Facts> = serde_json::from_str(&version.facts).ok();
        let title = facts.map(|facts| Process::read(&version.key, &facts.compiled).title);
        FeedEntry {
            kind: Kind::Process,
            key: version.key.clone(),
            title: title.filter(|_| !version.withdrawn).unwrap_or_else(|| version.key.clone()),
            page: Ref::new(Kind::Process, version.key.as_str()).path(),
            version: line,
        }
    });
    entries.collect()
}
