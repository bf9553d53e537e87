//! The feeds of changes: of all approvals, and of one. What the page of a record would not show stands in neither.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use record::{Kind, Ref, reference::escaped};
use store::{Store, Version};
use ui::{Failure, Feed, FeedEntry, VersionLine, Visit, What};

use crate::pages::{public, version_lines};
use crate::table::{self, Surroundings};

/// Entries of the register's feed.
const ENTRIES: usize = 50;
/// Versions looked at in one go, and how often: most are public, but a file of open cases of natural persons is not.
const CHUNK: i64 = 100;
const LOOKS: usize = 20;

/// `/approvals.atom`
pub(super) async fn register(visit: Visit, State(store): State<Store>) -> Result<Response, Failure> {
    let around = Surroundings::of(visit.city(), visit.today());
    let mut told: HashMap<String, Vec<FeedEntry>> = HashMap::new();
    let mut entries = Vec::with_capacity(ENTRIES);
    let mut below = None;
    for _ in 0..LOOKS {
        let found = store.recent(&[Kind::Approval], below, CHUNK).await?;
        for one in &found {
            let Some(version) = one.history.get(one.place) else { continue };
            let of_record = told
                .entry(version.key.clone())
                .or_insert_with(|| of_record(&one.history, around).unwrap_or_default());
            entries
                .extend(of_record.iter().find(|entry| entry.version.revision == version.revision).cloned());
        }
        below = found.last().map(|one| one.seq);
        if entries.len() >= ENTRIES || below.is_none() {
            break;
        }
    }
    entries.truncate(ENTRIES);
    let title = visit.tn("history-feed-of", &[("what", visit.t("approvals-title").into())]);
    Ok(visit.feed(&Feed { title, page: "/approvals".to_owned(), entries }))
}

/// `/approvals/{number}/changes.atom`
pub(super) async fn one(
    visit: Visit,
    State(store): State<Store>,
    Path(number): Path<String>,
) -> Result<Response, Failure> {
    let versions = store.versions(Kind::Approval, &number).await?;
    let around = Surroundings::of(visit.city(), visit.today());
    let Some(entries) = of_record(&versions, around) else { return Ok(visit.not_found()) };
    let document = versions.first().and_then(|standing| public(standing, false));
    let is_document = document
        .as_ref()
        .and_then(|approval| approval.decision())
        .is_some_and(|decision| decision.document == number);
    if is_document && let Some(number) = table::moved_to(&store, &number).await? {
        let to = visit.href(&format!("/approvals/{}/changes.atom", escaped(&number)));
        return Ok(Redirect::permanent(&to).into_response());
    }
    let page = Ref::new(Kind::Approval, number.as_str()).path();
    let title = visit.tn("history-feed-of", &[("what", number.into())]);
    Ok(visit.feed(&Feed { title, page, entries }))
}

/// The public versions of one approval, the newest first. `None` where the approval is not public: the same question as
/// its page asks, of the version that stands. Of one that was taken down, the feed says that, if it ever was public.
fn of_record(versions: &[Version], around: Surroundings) -> Option<Vec<FeedEntry>> {
    let standing = versions.first()?;
    let was_public = || versions.iter().any(|version| public(version, false).is_some());
    if !(public(standing, false).is_some() || standing.withdrawn && was_public()) {
        return None;
    }
    let lines = version_lines(versions, around, false);
    let entries = versions.iter().zip(lines).filter(|(_, line)| is_told(line)).map(|(version, line)| {
        let title = match public(version, false).and_then(|approval| approval.case) {
            Some(case) => format!("{} {}", case.title(), version.key),
            None => version.key.clone(),
        };
        let page = Ref::new(Kind::Approval, version.key.as_str()).path();
        FeedEntry { kind: Kind::Approval, key: version.key.clone(), title, page, version: line }
    });
    Some(entries.collect())
}

fn is_told(line: &VersionLine) -> bool {
    !matches!(line.what, What::NotPublic | What::TakenDown)
}
