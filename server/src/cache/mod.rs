//! Public pages, kept as the very bytes that go out. A page is the same for everyone who asks in one
//! language and type size while neither the records nor the day change, so both stand in its key and
//! nothing is ever thrown away too late.

mod entry;
#[cfg(test)]
mod tests;

pub(crate) use entry::Entry;

use axum::body::Body;
use axum::http::{Response, StatusCode};
use moka::Equivalent;
use moka::future::Cache;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The state of the records and of the calendar a page was made under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Stamp {
    /// Grows with every published change.
    pub generation: i64,
    /// The city's day, as days since 1970.
    pub day: i64,
}

/// What is asked for. Borrowed, so that a hit allocates nothing for its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Ask<'a> {
    pub stamp: Stamp,
    pub large: bool,
    /// The path as it came, with the language's prefix.
    pub path: &'a str,
    /// The query in its one form.
    pub query: &'a str,
}

/// An [`Ask`] of its own. The fields and their order are the same, and so is the hash.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    stamp: Stamp,
    large: bool,
    path: Box<str>,
    query: Box<str>,
}

impl Equivalent<Key> for Ask<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        self.stamp == key.stamp
            && self.large == key.large
            && *self.path == *key.path
            && *self.query == *key.query
    }
}

impl Ask<'_> {
    fn key(&self) -> Key {
        Key { stamp: self.stamp, large: self.large, path: self.path.into(), query: self.query.into() }
    }
}

/// An answer that must not be kept, handed to the one who made it. Those who waited for it make their own,
/// unless it was a failure of ours: then they share it, or a database that is down would be asked by each.
struct Unkept {
    status: StatusCode,
    response: Mutex<Option<Response<Body>>>,
}

/// How a page came to be.
pub(crate) enum Page {
    /// Kept bytes, made now or before.
    Kept(Arc<Entry>),
    /// An answer that is for this reader alone.
    Unkept(Response<Body>),
    /// The one who made it for all could not.
    Failed(StatusCode),
}

/// All kept pages, within a number of bytes.
pub(crate) struct PageCache(Cache<Key, Arc<Entry>>);

/// A page nobody asked for in this time makes room.
const IDLE: Duration = Duration::from_secs(3_600);

impl PageCache {
    pub(crate) fn new(bytes: u64) -> Self {
        Self(
            Cache::builder()
                .weigher(|key: &Key, entry: &Arc<Entry>| {
                    let bytes = key.path.len() + key.query.len() + entry.weight();
                    u32::try_from(bytes).unwrap_or(u32::MAX)
                })
                .max_capacity(bytes)
                .time_to_idle(IDLE)
                .build(),
        )
    }

    /// The page, if it is kept.
    pub(crate) async fn get(&self, ask: &Ask<'_>) -> Option<Arc<Entry>> {
        self.0.get(ask).await
    }

    /// The page as it stood on one of the days before, under the same records: shown while the database
    /// cannot be asked. Never one of older records, for what a correction or a lawful removal took away
    /// must not come back.
    pub(crate) async fn get_of_late(&self, ask: &Ask<'_>) -> Option<Arc<Entry>> {
        for days in 0..=3 {
            let stamp = Stamp { day: ask.stamp.day - days, ..ask.stamp };
            if let Some(entry) = self.0.get(&Ask { stamp, ..*ask }).await {
                return Some(entry);
            }
        }
        None
    }

    /// The page, made by `make` if it is not kept. However many ask at once, one makes it and the others
    /// wait for that one.
    pub(crate) async fn get_or_make<F>(&self, ask: &Ask<'_>, make: impl Fn() -> F) -> Page
    where
        F: Future<Output = Response<Body>>,
    {
        let made = self
            .0
            .try_get_with(ask.key(), async {
                match Entry::of(make().await).await {
                    Ok(entry) => Ok(Arc::new(entry)),
                    Err(response) => {
                        Err(Unkept { status: response.status(), response: Mutex::new(Some(response)) })
                    }
                }
            })
            .await;
        match made {
            Ok(entry) => Page::Kept(entry),
            Err(unkept) => {
                let mine = unkept.response.lock().unwrap_or_else(PoisonError::into_inner).take();
                match mine {
                    Some(response) => Page::Unkept(response),
                    None if unkept.status.is_server_error() => Page::Failed(unkept.status),
                    None => Page::Unkept(make().await),
                }
            }
        }
    }

    /// Forgets everything: the records have changed, and no old page will be asked for again.
    pub(crate) fn clear(&self) {
        self.0.invalidate_all();
    }

    /// Pages and bytes held, for the metrics.
    pub(crate) fn size(&self) -> (u64, u64) {
        (self.0.entry_count(), self.0.weighted_size())
    }
}
