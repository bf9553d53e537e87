//! What readers of the log ask the database for. Nothing here writes.

use record::{Instant, Kind, Ref};
use store::{Build, Error, Result, Row, Store, Version, sql};

use crate::leaf::LeafKind;
use crate::note::Signature;
use crate::opening::{Commitment, Kept, Salt};
use crate::tile::Tile;
use crate::tile::bundle::Bundle;
use crate::tree::Hash;

/// The newest checkpoint that was published.
#[derive(Clone, Debug)]
pub struct Head {
    /// How many leaves it covers.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// The signed note, without cosignatures.
    pub checkpoint: String,
    /// When it was signed.
    pub signed: Instant,
}

/// Where the newest version of a record stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The record.
    pub record: Ref,
    /// Which version of it.
    pub revision: u64,
    /// The index of its leaf.
    pub index: u64,
    /// When the version was entered.
    pub entered: Instant,
    /// Whether its openings may be served: a version that was withdrawn or is not public has a leaf and no more.
    pub is_open: bool,
}

impl Place {
    /// The record as leaves name it: `kind/key`.
    pub fn name(&self) -> String {
        format!("{}/{}", self.record.kind, self.record.key)
    }
}

/// The leaf of one version, as the outbox keeps it.
pub(crate) struct Stored {
    pub(crate) index: u64,
    pub(crate) kind: LeafKind,
    /// None once something was redacted.
    pub(crate) seed: Option<[u8; 32]>,
    pub(crate) version: Version,
}

/// What a witness last signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its name in the policy.
    pub witness: String,
    /// How many leaves the checkpoint covers.
    pub size: u64,
    /// When it said so.
    pub at: Instant,
}

/// A number that is never negative in a sound database.
fn count(row: &Row, column: usize) -> u64 {
    u64::try_from(row.int(column)).unwrap_or_default()
}

fn corrupt(table: &'static str, key: impl ToString, what: &str) -> Error {
    Error::Corrupt { table, key: key.to_string(), what: what.to_owned() }
}

fn instant(row: &Row, column: usize, table: &'static str) -> Result<Instant> {
    Instant::parse(row.text(column)).ok_or_else(|| corrupt(table, row.text(column), "is not an instant"))
}

/// The newest published checkpoint; none before the log has signed its first.
pub async fn head(store: &Store) -> Result<Option<Head>> {
    let row = sql("SELECT size, root, checkpoint, signed_at FROM log_head WHERE name = 'published'")
        .one(store)
        .await?;
    row.map(|row| head_of(&row, "log_head")).transpose()
}

/// The newest checkpoints that a witness has signed, the newest first.
pub(crate) async fn witnessed(store: &Store, at_most: i64) -> Result<Vec<Head>> {
    let rows = sql("
        SELECT size, root, checkpoint, signed_at
        FROM log_checkpoint
        ORDER BY size DESC
        LIMIT $1")
    .bind(at_most)
    .all(store)
    .await?;
    rows.iter().map(|row| head_of(row, "log_checkpoint")).collect()
}

fn head_of(row: &Row, table: &'static str) -> Result<Head> {
    let root = row.bytes(1).try_into().map(Hash);
    Ok(Head {
        size: count(row, 0),
        root: root.map_err(|_| corrupt(table, row.int(0), "has a root that is no hash"))?,
        checkpoint: row.text(2).to_owned(),
        signed: instant(row, 3, table)?,
    })
}

/// The lines of the witnesses below the checkpoint of this size.
pub async fn cosignatures(store: &Store, size: u64) -> Result<Vec<Signature>> {
    let rows = sql("SELECT line FROM log_cosignature WHERE size = $1 ORDER BY witness")
        .bind(size as i64)
        .all(store)
        .await?;
    // A line that is none was never signed by anyone, and would make the whole checkpoint unreadable.
    Ok(rows.iter().filter_map(|row| Signature::parse(row.text(0).trim_end()).ok()).collect())
}

/// What each witness last signed.
pub async fn seen(store: &Store) -> Result<Vec<Seen>> {
    let rows = sql("
        SELECT c.witness, c.size, c.seen_at
        FROM log_cosignature c
        WHERE c.size = (SELECT MAX(d.size) FROM log_cosignature d WHERE d.witness = c.witness)
        ORDER BY c.witness")
    .all(store)
    .await?;
    rows.iter()
        .map(|row| {
            let at = instant(row, 2, "log_cosignature")?;
            Ok(Seen { witness: row.text(0).to_owned(), size: count(row, 1), at })
        })
        .collect()
}

/// Leaves that no published checkpoint covers yet.
pub async fn pending(store: &Store, size: u64) -> Result<u64> {
    let row = sql("SELECT COALESCE(MAX(position) + 1, 0) FROM leaf").one(store).await?;
    Ok(row.map_or(0, |row| count(&row, 0)).saturating_sub(size))
}

/// The bytes of a tile.
pub async fn tile(store: &Store, tile: Tile) -> Result<Option<Vec<u8>>> {
    let row = sql("SELECT bytes FROM log_tile WHERE level = $1 AND number = $2 AND width = $3")
        .bind(i64::from(tile.level))
        .bind(tile.number as i64)
        .bind(i64::from(tile.width))
        .one(store)
        .await?;
    Ok(row.map(|row| row.bytes(0).to_vec()))
}

/// The bytes of a bundle.
pub async fn bundle(store: &Store, bundle: Bundle) -> Result<Option<Vec<u8>>> {
    let row = sql("SELECT bytes FROM log_bundle WHERE number = $1 AND width = $2")
        .bind(bundle.number as i64)
        .bind(i64::from(bundle.width))
        .one(store)
        .await?;
    Ok(row.map(|row| row.bytes(0).to_vec()))
}

/// The entry at an index of the published log of `size` leaves, as its bundle holds it.
pub async fn entry(store: &Store, index: u64, size: u64) -> Result<Option<String>> {
    let Some(place) = Bundle::of(index, size) else { return Ok(None) };
    let Some(bytes) = bundle(store, place).await? else { return Ok(None) };
    let entries = crate::tile::bundle::decode(&bytes)
        .map_err(|bad| corrupt("log_bundle", place.number, &bad.to_string()))?;
    let entry = entries.get((index % 256) as usize);
    Ok(entry.map(|entry| String::from_utf8_lossy(entry).into_owned()))
}

/// Where the newest versions of these records stand.
///
/// # Errors
/// [`Error`] where the database cannot be asked.
pub async fn newest(store: &Store, kind: Kind, keys: &[&str]) -> Result<Vec<Place>> {
    let mut places = Vec::with_capacity(keys.len());
    for keys in keys.chunks(200) {
        let mut query = Build::new(
            "SELECT v.key, v.revision, l.position, v.entered, l.kind
             FROM version v
             JOIN leaf l ON l.version = v.seq AND l.kind <> 'redact'
             WHERE v.kind = ",
        );
        query.arg(kind.as_str());
        query.push(" AND v.revision = (SELECT MAX(w.revision) FROM version w WHERE w.kind = v.kind AND w.key = v.key)");
        query.and("v.key IN (");
        for (place, key) in keys.iter().enumerate() {
            if place > 0 {
                query.push(", ");
            }
            query.arg(*key);
        }
        query.push(")");
        for row in query.all(store).await? {
            places.push(Place {
                record: Ref::new(kind, row.text(0)),
                revision: count(&row, 1),
                index: count(&row, 2),
                entered: instant(&row, 3, "version")?,
                is_open: row.text(4) != LeafKind::Withhold.as_str(),
            });
        }
    }
    Ok(places)
}

/// The leaf of one version; none where the version does not exist or its leaf was not entered yet.
pub(crate) async fn stored(store: &Store, kind: Kind, key: &str, revision: u64) -> Result<Option<Stored>> {
    let versions = store.versions(kind, key).await?;
    let version = versions.into_iter().find(|version| version.revision == revision as i64);
    let Some(version) = version else { return Ok(None) };
    let row = sql("SELECT position, kind FROM leaf WHERE version = $1 AND kind <> 'redact'")
        .bind(version.seq)
        .one(store)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let kind = LeafKind::parse(row.text(1));
    let seed = sql("SELECT seed FROM leaf WHERE position = $1 AND seed IS NOT NULL")
        .bind(row.int(0))
        .one(store)
        .await?;
    Ok(Some(Stored {
        index: count(&row, 0),
        kind: kind.ok_or_else(|| corrupt("leaf", row.int(0), "has a kind that is not known"))?,
        seed: seed.and_then(|row| row.bytes(0).try_into().ok()),
        version,
    }))
}

/// What is left of the salts of a version that something was redacted from.
pub(crate) async fn kept(store: &Store, seq: i64) -> Result<Vec<Kept>> {
    let rows =
        sql("SELECT field, salt, commitment, redacted_by FROM leaf_salt WHERE version = $1 ORDER BY field")
            .bind(seq)
            .all(store)
            .await?;
    rows.iter()
        .map(|row| {
            let wrong = || corrupt("leaf_salt", row.text(0), "holds no 32 bytes");
            let bytes = |column| <[u8; 32]>::try_from(row.bytes(column)).map_err(|_| wrong());
            let salt = match row.opt_int(3) {
                Some(by) => Err(u64::try_from(by).unwrap_or_default()),
                None => Ok(Salt(bytes(1)?)),
            };
            Ok(Kept { field: row.text(0).to_owned(), salt, commitment: Commitment(bytes(2)?) })
        })
        .collect()
}
