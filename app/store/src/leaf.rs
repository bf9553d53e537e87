//! The outbox of the public log: a row for every leaf, in the transaction of the version it is about.
//!
//! So a version without a leaf cannot exist, and a leaf's place here, dense and in the order of commits, is its index in
//! the log. What a leaf says is made from this row and its version by `ledger`, which also puts it into the tree.

use std::collections::BTreeSet;

use hmac::{Hmac, KeyInit, Mac};
use record::Instant;
use sha2::Sha256;

use crate::{Result, Store, Value, Write, sql};

/// Says whether every version has its leaf: 0 only where versions are older than the log and it has not started yet.
const COMPLETE: &str = "every_version_has_a_leaf";
const COLUMNS: usize = 4;
/// Versions older than the log that get their leaves in one transaction.
const BATCH: i64 = 4_096;

/// A leaf that comes with no new version.
#[derive(Clone, Debug)]
pub struct NewLeaf {
    /// What it reports: `redact`, `manifest`, `release` …
    pub kind: &'static str,
    /// The number of the version it is about.
    pub version: Option<i64>,
    /// When it was entered.
    pub at: Instant,
    /// What else it says: a JSON object.
    pub note: serde_json::Value,
}

/// The seed of a version's salts: `HMAC-SHA256(secret, seq)`, the number as eight bytes, highest first.
///
/// The secret is drawn anew for every run and kept nowhere, so that who has one seed has no other.
pub fn seed(secret: &[u8; 32], seq: i64) -> [u8; 32] {
    let mut block = [0; 64];
    // RFC 2104: a key shorter than a block is filled up with zeros.
    block[..32].copy_from_slice(secret);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(&seq.to_be_bytes());
    mac.finalize().into_bytes().into()
}

/// What the leaf of a version reports.
pub(crate) fn kind(revision: i64, is_shown: bool, restores: bool) -> &'static str {
    match (is_shown, restores, revision) {
        (false, ..) => "withhold",
        (true, true, _) => "restore",
        (true, false, 1) => "publish",
        _ => "correct",
    }
}

impl Write {
    /// Which of these versions were withdrawn or withheld.
    pub(crate) async fn hidden(&mut self, versions: &[i64]) -> Result<BTreeSet<i64>> {
        let rows = self
            .select_in("SELECT version FROM leaf WHERE kind = 'withhold' AND version IN ", None, versions)
            .await?;
        Ok(rows.iter().map(|row| row.int(0)).collect())
    }

    /// Enters the leaves of new versions. Where older ones still wait for theirs it enters none: they must come first, and
    /// [`Store::enter_missing_leaves`] then enters all.
    pub(crate) async fn enter_leaves(
        &mut self,
        secret: &[u8; 32],
        leaves: impl Iterator<Item = (i64, &'static str)>,
    ) -> Result<()> {
        if !self.leaves_are_complete().await? {
            return Ok(());
        }
        self.insert_leaves(secret, leaves).await
    }

    async fn insert_leaves(
        &mut self,
        secret: &[u8; 32],
        leaves: impl Iterator<Item = (i64, &'static str)>,
    ) -> Result<()> {
        let mut position = self.next_position().await?;
        let mut values = Vec::new();
        for (seq, kind) in leaves {
            values.extend([
                Value::Int(position),
                Value::Int(seq),
                Value::from(kind),
                Value::Bytes(seed(secret, seq).to_vec()),
            ]);
            position += 1;
        }
        self.next_leaf = Some(position);
        self.insert_rows("INSERT INTO leaf (position, version, kind, seed)", COLUMNS, values, "").await
    }

    /// Enters a leaf that comes with no new version; its place in the log. `None` while versions older than the log wait
    /// for their leaves.
    pub async fn append_leaf(&mut self, leaf: NewLeaf) -> Result<Option<i64>> {
        if !self.leaves_are_complete().await? {
            return Ok(None);
        }
        let position = self.next_position().await?;
        let note = serde_json::json!({ "at": leaf.at.to_string(), "note": leaf.note });
        sql("INSERT INTO leaf (position, version, kind, note) VALUES ($1, $2, $3, $4)")
            .bind(position)
            .bind(leaf.version)
            .bind(leaf.kind)
            .bind(note.to_string())
            .run(self)
            .await?;
        self.next_leaf = Some(position + 1);
        Ok(Some(position))
    }

    async fn next_position(&mut self) -> Result<i64> {
        if let Some(position) = self.next_leaf {
            return Ok(position);
        }
        self.queue().await?;
        let row = sql("SELECT COALESCE(MAX(position), -1) FROM leaf").one_in(self).await?;
        Ok(row.map_or(0, |row| row.int(0) + 1))
    }

    async fn leaves_are_complete(&mut self) -> Result<bool> {
        self.queue().await?;
        let row = sql("SELECT value FROM meta WHERE name = $1").bind(COMPLETE).one_in(self).await?;
        Ok(row.is_some_and(|row| row.int(0) == 1))
    }
}

impl Store {
    /// Enters the leaves of versions that were published before there was a log, in their order, a few thousand a
    /// transaction. How many versions got one now; 0 at every later call.
    ///
    /// `is_public` answers for the facts of a version of a kind. A run that is killed goes on where it stood.
    pub async fn enter_missing_leaves(
        &self,
        secret: &[u8; 32],
        is_public: impl Fn(record::Kind, &str) -> bool + Send,
    ) -> Result<u64> {
        let mut entered = 0;
        loop {
            let mut write = self.write().await?;
            if write.leaves_are_complete().await? {
                return Ok(entered);
            }
            let rows = sql("
                SELECT v.seq, v.kind, v.key, v.revision, v.entered, v.reason, v.withdrawn, v.source, v.facts
                FROM version v
                WHERE v.seq > (SELECT COALESCE(MAX(l.version), 0) FROM leaf l)
                ORDER BY v.seq
                LIMIT $1")
            .bind(BATCH)
            .all_in(&mut write)
            .await?;
            let mut leaves = Vec::with_capacity(rows.len());
            for row in &rows {
                let version = crate::version::version(row)?;
                let is_shown = !version.withdrawn && is_public(version.kind, &version.facts);
                let restores = version.revision > 1 && write.follows_hidden(&version, &leaves).await?;
                leaves.push((version.seq, kind(version.revision, is_shown, restores)));
            }
            write.insert_leaves(secret, leaves.into_iter()).await?;
            entered += rows.len() as u64;
            if (rows.len() as i64) < BATCH {
                write.set_meta(COMPLETE, 1).await?;
            }
            write.commit().await?;
        }
    }
}

impl Write {
    /// Whether the version before this one was withdrawn or withheld; its leaf may be among those not yet written.
    async fn follows_hidden(
        &mut self,
        version: &crate::Version,
        waiting: &[(i64, &'static str)],
    ) -> Result<bool> {
        let before = sql("SELECT seq FROM version WHERE kind = $1 AND key = $2 AND revision = $3")
            .bind(version.kind.as_str())
            .bind(&version.key)
            .bind(version.revision - 1)
            .one_in(self)
            .await?;
        let Some(before) = before.map(|row| row.int(0)) else { return Ok(false) };
        match waiting.binary_search_by_key(&before, |(seq, _)| *seq) {
            Ok(at) => Ok(waiting[at].1 == "withhold"),
            Err(_) => Ok(!self.hidden(&[before]).await?.is_empty()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_a_leaf_follows_from_what_stood_before() {
        assert_eq!(kind(1, true, false), "publish");
        assert_eq!(kind(2, true, false), "correct");
        assert_eq!(kind(1, false, false), "withhold");
        assert_eq!(kind(3, false, true), "withhold");
        assert_eq!(kind(3, true, true), "restore");
    }

    #[test]
    fn a_seed_is_the_hmac_of_the_number() {
        // Python: hmac.new(bytes(range(32)), (7).to_bytes(8, "big"), "sha256").hexdigest()
        let secret: [u8; 32] = std::array::from_fn(|at| at as u8);
        assert_eq!(hex::encode(seed(&secret, 7)), PYTHON);
        assert_ne!(seed(&secret, 7), seed(&secret, 8));
    }

    const PYTHON: &str = "dd12e3f09e85b8f1646d96744e4ecc0468d4e071ac6be42f731dd79a3bb857e2";
}
