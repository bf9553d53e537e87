//! The files that prove one version of a record: `{revision}.tlog-proof` and `{revision}.json`.
//! <https://c2sp.org/tlog-proof>

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::HeaderName;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use record::{Kind, Ref};
use store::Store;
use ui::{Failure, Visit};

use super::{BRIEFLY, MayOpen, PLAIN, signed};
use crate::check::{Evidence, Taken};
use crate::leaf::LeafKind;
use crate::note::Note;
use crate::opening::{self, Openings, Seed};
use crate::proof::Proof;
use crate::table;
use crate::table::read::{self, Head, Stored};
use crate::tile::TileReader;
use crate::tile::for_inclusion;
use crate::tree::inclusion;

const JSON: (HeaderName, &str) = (CONTENT_TYPE, "application/json");
/// A redaction must be seen at once.
const ASK_AGAIN: (HeaderName, &str) = (CACHE_CONTROL, "public, max-age=0, must-revalidate");

pub(super) async fn file(
    visit: Visit,
    State(store): State<Store>,
    Path((kind, key, file)): Path<(String, String, String)>,
    may_open: MayOpen,
) -> Result<Response, Failure> {
    let (Some(kind), Some((revision, ending))) = (Kind::parse(&kind), file.split_once('.')) else {
        return Ok(visit.not_found());
    };
    let Some(revision) = crate::text::number(revision).filter(|revision| *revision > 0) else {
        return Ok(visit.not_found());
    };
    let Some(stored) = read::stored(&store, kind, &key, revision).await? else {
        return Ok(visit.not_found());
    };
    let found = match ending {
        "tlog-proof" => prove(&store, stored.index)
            .await?
            .map(|proof| ([PLAIN, BRIEFLY], proof.to_string()).into_response()),
        "json" => {
            let standing = store.version(kind, &key).await?;
            let open = standing.is_some_and(|standing| {
                stored.kind != LeafKind::Withhold
                    && !stored.version.withdrawn
                    && !standing.withdrawn
                    && may_open(&stored.version, &standing, visit.today())
            });
            match open {
                true => {
                    let evidence = evidence(&store, stored).await?;
                    Some(([JSON, ASK_AGAIN], serde_json::to_string(&evidence)?).into_response())
                }
                false => None,
            }
        }
        _ => None,
    };
    Ok(found.unwrap_or_else(|| visit.not_found()))
}

/// The proof that a leaf is in the newest checkpoint; none while no checkpoint covers it.
pub(crate) async fn prove(store: &Store, index: u64) -> Result<Option<Proof>, Failure> {
    let Some((head, note)) = signed(store).await? else { return Ok(None) };
    prove_under(store, &head, note, index).await
}

/// The proof that a leaf is in a checkpoint, which `note` is with all its lines; none where that does not cover it.
pub(crate) async fn prove_under(
    store: &Store,
    head: &Head,
    note: Note,
    index: u64,
) -> Result<Option<Proof>, Failure> {
    if index >= head.size {
        return Ok(None);
    }
    let mut tiles = BTreeMap::new();
    for tile in for_inclusion(index, head.size)? {
        let mut found = (tile, read::tile(store, tile).await?);
        if found.1.is_none() {
            found = (tile.full(), read::tile(store, tile.full()).await?);
        }
        if let (tile, Some(bytes)) = found {
            tiles.insert(tile, bytes);
        }
    }
    // The tiles are checked against the root before anything is proved by them: a proof that does not hold is never served.
    let reader = TileReader::open(head.size, &head.root, tiles)?;
    let hashes = inclusion::prove(index, head.size, &reader)?;
    Ok(Some(Proof { extra: None, index, hashes, note }))
}

/// The leaf of a version with all that opens it.
async fn evidence(store: &Store, stored: Stored) -> Result<Evidence, Failure> {
    let Stored { index, seed, version, .. } = stored;
    let size = read::head(store).await?.map_or(0, |head| head.size);
    let record = Ref::new(version.kind, version.key.as_str());
    let revision = u64::try_from(version.revision)?;
    let facts = opening::read(&version.facts)?;
    let openings = match seed {
        Some(seed) => Openings::of(record, revision, index, &Seed::new(&seed), &facts),
        None => Openings::kept(record, revision, index, &facts, read::kept(store, version.seq).await?)?,
    };
    let leaf = text(store, index, size).await?;
    let mut redactions: Vec<Taken> = Vec::new();
    for gone in openings.gone() {
        if redactions.iter().all(|taken| taken.index != gone.redacted_by) {
            let leaf = text(store, gone.redacted_by, size).await?;
            redactions.push(Taken { index: gone.redacted_by, leaf });
        }
    }
    Ok(Evidence { leaf, openings, redactions })
}

/// The text of a leaf: as it was published, or as it will be.
pub(crate) async fn text(store: &Store, index: u64, size: u64) -> Result<String, Failure> {
    match read::entry(store, index, size).await? {
        Some(text) => Ok(text),
        None => Ok(String::from_utf8(table::leaf_at(store, index).await?)?),
    }
}
