//! What was published last, of whatever record: the feeds read here.

use record::Kind;

use crate::version::version;
use crate::{Build, Result, Store, Version};

impl Store {
    /// The newest versions of these kinds, the newest first; those before `below` where it is given. `below` is a
    /// [`Version::seq`], so a reader walks back without meeting a version twice.
    pub async fn newest_versions(
        &self,
        kinds: &[Kind],
        below: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Version>> {
        let mut found = Vec::new();
        // Kind by kind, so that each walks its own index from the end and stops: one question over all kinds sorts them all.
        for kind in kinds {
            let mut query = Build::new(
                "SELECT seq, kind, key, revision, entered, reason, withdrawn, source, facts FROM version WHERE kind = ",
            );
            query.arg(kind.as_str());
            if let Some(below) = below {
                query.and("seq < ").arg(below);
            }
            query.push(" ORDER BY seq DESC LIMIT ").arg(limit);
            for row in query.all(self).await? {
                found.push(version(&row)?);
            }
        }
        found.sort_by_key(|version| std::cmp::Reverse(version.seq));
        found.truncate(usize::try_from(limit).unwrap_or(0));
        Ok(found)
    }

    /// Every version of these records of one kind: record by record, each with its newest first.
    pub async fn histories(&self, kind: Kind, keys: &[String]) -> Result<Vec<Version>> {
        let mut found = Vec::new();
        // SQLite takes 32,766 values in one statement; a page of a feed asks for a hundred.
        for keys in keys.chunks(1_000) {
            let mut query = Build::new(
                "SELECT seq, kind, key, revision, entered, reason, withdrawn, source, facts FROM version WHERE kind = ",
            );
            query.arg(kind.as_str());
            for (place, key) in keys.iter().enumerate() {
                query.push(if place == 0 { " AND key IN (" } else { ", " }).arg(key);
            }
            query.push(") ORDER BY key, revision DESC");
            for row in query.all(self).await? {
                found.push(version(&row)?);
            }
        }
        Ok(found)
    }
}
