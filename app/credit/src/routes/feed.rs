//! The feeds of changes: of the whole register, of one enterprise with its records and penalties, of one penalty. Each
//! holds what its pages show on the day and nothing else: what has left the register has left the feeds.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::response::Response;
use record::{Calendar, Day, Kind, Uscc, reference::escaped};
use store::{Store, Version};
use ui::{Failure, Feed, FeedEntry, VersionLine, Visit, What};

use super::about;
use crate::credit_record::CreditRecord;
use crate::enterprise::Enterprise;
use crate::pages::{enterprise_lines, facts, penalty_lines, record_lines};
use crate::penalty::{Entry, Party};
use crate::rules::publication::{Publication, of_penalty, of_record};

/// Entries of a feed.
const ENTRIES: usize = 50;
/// Versions looked at in one go, and how often: what is no longer public is passed over.
const CHUNK: i64 = 100;
const LOOKS: usize = 20;

const KINDS: [Kind; 3] = [Kind::Enterprise, Kind::CreditRecord, Kind::Penalty];

/// `/credit.atom`
pub(super) async fn register(visit: Visit, State(store): State<Store>) -> Result<Response, Failure> {
    let mut told: HashMap<(Kind, String), Vec<FeedEntry>> = HashMap::new();
    let mut entries = Vec::with_capacity(ENTRIES);
    let mut below = None;
    for _ in 0..LOOKS {
        let found = store.recent(&KINDS, below, CHUNK).await?;
        for one in &found {
            let Some(version) = one.history.get(one.place) else { continue };
            let of_record = told
                .entry((version.kind, version.key.clone()))
                .or_insert_with(|| of_one(&visit, &one.history));
            entries
                .extend(of_record.iter().find(|entry| entry.version.revision == version.revision).cloned());
        }
        below = found.last().map(|one| one.seq);
        if entries.len() >= ENTRIES || below.is_none() {
            break;
        }
    }
    entries.truncate(ENTRIES);
    Ok(answer(&visit, visit.t("credit-title"), "/credit".to_owned(), entries))
}

/// `/credit/{uscc}/changes.atom`
pub(super) async fn enterprise(
    visit: Visit,
    State(store): State<Store>,
    Path(typed): Path<String>,
) -> Result<Response, Failure> {
    let Ok(uscc) = Uscc::parse(&typed) else { return Ok(visit.not_found()) };
    let about = about(&store, uscc, visit.today()).await?;
    if !about.is_known() {
        return Ok(visit.not_found());
    }
    let mut entries = of_one(&visit, &store.versions(Kind::Enterprise, uscc.as_str()).await?);
    let records: Vec<String> = about.records.iter().map(|record| record.key.clone()).collect();
    let penalties: Vec<String> = about.penalties.iter().map(|entry| entry.key().to_owned()).collect();
    for (kind, keys) in [(Kind::CreditRecord, records), (Kind::Penalty, penalties)] {
        for history in store.histories(kind, &keys).await? {
            entries.extend(of_one(&visit, &history));
        }
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.version.entered));
    entries.truncate(ENTRIES);
    Ok(answer(&visit, &about.name(), format!("/credit/{uscc}"), entries))
}

/// `/credit/penalties/{key}/changes.atom`
pub(super) async fn penalty(
    visit: Visit,
    State(store): State<Store>,
    Path(key): Path<String>,
) -> Result<Response, Failure> {
    let entries = of_one(&visit, &store.versions(Kind::Penalty, &key).await?);
    if entries.is_empty() {
        return Ok(visit.not_found());
    }
    let page = format!("/credit/penalties/{}", escaped(&key));
    Ok(answer(&visit, &key, page, entries))
}

fn answer(visit: &Visit, what: &str, page: String, entries: Vec<FeedEntry>) -> Response {
    let title = visit.tn("history-feed-of", &[("what", what.into())]);
    visit.feed(&Feed { title, page, entries })
}

/// The versions of one record that are told today, the newest first; none where its page would not show it.
fn of_one(visit: &Visit, versions: &[Version]) -> Vec<FeedEntry> {
    let offset = visit.city().utc_offset_minutes;
    let Some(standing) = versions.first() else { return Vec::new() };
    let Some(page) = page_of(standing, visit.today()) else { return Vec::new() };
    let lines = match standing.kind {
        Kind::Enterprise => enterprise_lines(versions),
        Kind::CreditRecord => record_lines(versions),
        _ => penalty_lines(versions, offset),
    };
    let entry = |(version, line): (&Version, VersionLine)| FeedEntry {
        kind: version.kind,
        key: version.key.clone(),
        title: title_of(version).unwrap_or_else(|| version.key.clone()),
        page: page.clone(),
        version: line,
    };
    let is_told = |line: &VersionLine| !matches!(line.what, What::NotPublic | What::TakenDown);
    versions.iter().zip(lines).filter(|(_, line)| is_told(line)).map(entry).collect()
}

/// The page that shows the record on this day, asked as the page asks; `None` where there is none.
fn page_of(standing: &Version, today: Day) -> Option<String> {
    match standing.kind {
        Kind::Enterprise => {
            facts::<Enterprise>(standing).map(|enterprise| format!("/credit/{}", enterprise.uscc))
        }
        Kind::CreditRecord => {
            let record: CreditRecord = facts(standing)?;
            let is_public = matches!(of_record(&record, today), Publication::Public { .. });
            is_public.then(|| format!("/credit/{}", record.uscc))
        }
        Kind::Penalty => {
            let entry: Entry = facts(standing)?;
            let is_shown = match (&entry, of_penalty(&entry, Calendar::china(), today)) {
                // A natural person has a line in the list and no page.
                (Entry::Standing(penalty), Publication::Public { .. }) => {
                    !matches!(penalty.party, Party::Person { .. })
                }
                (Entry::Withdrawn(_), Publication::Withdrawn { .. }) => true,
                _ => false,
            };
            is_shown.then(|| format!("/credit/penalties/{}", escaped(entry.key())))
        }
        _ => None,
    }
}

fn title_of(version: &Version) -> Option<String> {
    match version.kind {
        Kind::Enterprise => {
            facts::<Enterprise>(version).map(|enterprise| format!("{} {}", enterprise.name, enterprise.uscc))
        }
        Kind::CreditRecord => {
            facts::<CreditRecord>(version).map(|record| format!("{} · {}", record.enterprise, record.name))
        }
        _ => facts::<Entry>(version).map(|entry| match entry {
            Entry::Standing(penalty) => format!("{} {}", penalty.party.name(), penalty.document),
            Entry::Withdrawn(stone) => stone.document,
        }),
    }
}
