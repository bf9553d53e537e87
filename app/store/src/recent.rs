//! What was published last, of whatever record: the feeds read here.

use std::collections::HashMap;
use std::sync::Arc;

use record::Kind;

use crate::version::version;
use crate::{Build, Result, Store, Version};

/// The columns of a version, for a statement that goes on with a condition on its kind.
const OF_KIND: &str = "
    SELECT seq, kind, key, revision, entered, reason, withdrawn, source, facts
    FROM version
    WHERE kind = ";

/// A version among all versions of its record.
#[derive(Clone, Debug)]
pub struct Recent {
    /// Its place among all versions of all records: see [`Version::seq`].
    pub seq: i64,
    /// Which of the record's versions it is, as an index into `history`.
    pub place: usize,
    /// Every version of the record, the newest first; shared by all that are of one record.
    pub history: Arc<[Version]>,
}

impl Store {
    /// The newest versions of these kinds, the newest first, each among all versions of its record; those before
    /// `below`, a [`Version::seq`], where it is given.
    pub async fn recent(&self, kinds: &[Kind], below: Option<i64>, limit: i64) -> Result<Vec<Recent>> {
        let mut newest = Vec::new();
        // Kind by kind, so that each walks its own index from the end and stops; asked for together, all would be sorted.
        for kind in kinds {
            let mut query = Build::new("SELECT seq, key FROM version WHERE kind = ");
            query.arg(kind.as_str());
            if let Some(below) = below {
                query.and("seq < ").arg(below);
            }
            query.push(" ORDER BY seq DESC LIMIT ").arg(limit);
            newest
                .extend(query.all(self).await?.iter().map(|row| (row.int(0), *kind, row.text(1).to_owned())));
        }
        newest.sort_by_key(|(seq, ..)| std::cmp::Reverse(*seq));
        newest.truncate(usize::try_from(limit).unwrap_or(0));
        let mut histories = HashMap::new();
        for kind in kinds {
            let mut keys: Vec<String> =
                newest.iter().filter(|(_, of, _)| of == kind).map(|(.., key)| key.clone()).collect();
            keys.sort_unstable();
            keys.dedup();
            for history in self.histories(*kind, &keys).await? {
                histories.extend(history.first().map(|v| (*kind, v.key.clone())).map(|key| (key, history)));
            }
        }
        let recent = newest.into_iter().filter_map(|(seq, kind, key)| {
            let history = histories.get(&(kind, key))?;
            let place = history.iter().position(|version| version.seq == seq)?;
            Some(Recent { seq, place, history: Arc::clone(history) })
        });
        Ok(recent.collect())
    }

    /// All versions of each of these records of one kind, each record's newest first. A record that was never published
    /// is left out.
    pub async fn histories(&self, kind: Kind, keys: &[String]) -> Result<Vec<Arc<[Version]>>> {
        let mut histories = Vec::with_capacity(keys.len());
        // SQLite takes 32,766 values in one statement; a feed asks for a hundred.
        for keys in keys.chunks(1_000) {
            let mut query = Build::new(OF_KIND);
            query.arg(kind.as_str());
            for (place, key) in keys.iter().enumerate() {
                query.push(if place == 0 { " AND key IN (" } else { ", " }).arg(key);
            }
            query.push(") ORDER BY key, revision DESC");
            let versions: Vec<Version> = query.all(self).await?.iter().map(version).collect::<Result<_>>()?;
            histories.extend(versions.chunk_by(|a, b| a.key == b.key).map(Arc::from));
        }
        Ok(histories)
    }
}
