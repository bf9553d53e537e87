//! The addresses of the log. Machines read the checkpoint, tiles, proofs and openings; people read what the log is and what
//! one leaf says. <https://c2sp.org/tlog-tiles>

pub(crate) mod proof;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use record::Day;
use store::{Store, Version};
use ui::{Failure, Visit};

use crate::leaf::Leaf;
use crate::note::Note;
use crate::pages::{self, LeafPage, LogPage};
use crate::table::read;
use crate::tile::Tile;
use crate::tile::bundle::Bundle;

/// Whether the openings of a version may be served on a day, given the version that stands. The slices know; the server asks
/// them.
pub type MayOpen = fn(asked: &Version, standing: &Version, today: Day) -> bool;

const PLAIN: (HeaderName, &str) = (CONTENT_TYPE, "text/plain; charset=utf-8");
const BYTES: (HeaderName, &str) = (CONTENT_TYPE, "application/octet-stream");
/// What grows is looked at again after two seconds; readers who come in crowds then share one answer.
const BRIEFLY: (HeaderName, &str) = (CACHE_CONTROL, "public, max-age=2");
/// A tile never changes, a partial one no more than a full one.
const FOR_EVER: (HeaderName, &str) = (CACHE_CONTROL, "public, max-age=31536000, immutable");

/// For programs, which read no language.
pub fn machines(may_open: MayOpen) -> Router<Store> {
    Router::new()
        .route("/log/checkpoint", get(checkpoint))
        .route("/log/key", get(key))
        .route("/log/tile/{*path}", get(tile))
        .route(
            "/log/records/{kind}/{key}/{file}",
            get(async move |visit, store, path| proof::file(visit, store, path, may_open).await),
        )
}

/// For people, in both languages.
pub fn people() -> Router<Store> {
    Router::new().route("/log", get(log)).route("/log/leaf/{index}", get(leaf))
}

/// The newest checkpoint, with the lines of the witnesses that have signed it.
pub(crate) async fn signed(store: &Store) -> store::Result<Option<(read::Head, Note)>> {
    let Some(head) = read::head(store).await? else { return Ok(None) };
    let note = with_witnesses(store, &head).await?;
    Ok(Some((head, note)))
}

/// A checkpoint with the lines of the witnesses that have signed it.
pub(crate) async fn with_witnesses(store: &Store, head: &read::Head) -> store::Result<Note> {
    let key = head.size.to_string();
    let corrupt = |what: String| store::Error::Corrupt { table: "log_head", key: key.clone(), what };
    let note = Note::parse(&head.checkpoint).map_err(|rejected| corrupt(rejected.to_string()))?;
    let lines = read::cosignatures(store, head.size).await?;
    note.with(lines).map_err(|rejected| corrupt(rejected.to_string()))
}

async fn checkpoint(visit: Visit, State(store): State<Store>) -> Result<Response, Failure> {
    Ok(match signed(&store).await? {
        Some((_, note)) => ([PLAIN, BRIEFLY], note.to_string()).into_response(),
        None => visit.not_found(),
    })
}

async fn key(visit: Visit) -> Response {
    match visit.site().log.key.as_str() {
        "" => visit.not_found(),
        key => ([PLAIN, BRIEFLY], format!("{key}\n")).into_response(),
    }
}

/// A tile of hashes or a bundle of entries, in the sizes that were signed. One that is not published yet is not there.
async fn tile(
    visit: Visit,
    State(store): State<Store>,
    Path(path): Path<String>,
) -> Result<Response, Failure> {
    let path = format!("tile/{path}");
    let Some(head) = read::head(&store).await? else { return Ok(visit.not_found()) };
    // The same rule for both: a bundle stands where the tile of its hashes stands.
    let is_published = |tile: Tile| {
        Tile::at(tile.level, tile.number, head.size).is_some_and(|newest| tile.width <= newest.width)
    };
    let bytes = match (Bundle::parse(&path), Tile::parse(&path)) {
        (Some(bundle), _) if is_published(bundle.tile()) => read::bundle(&store, bundle).await?,
        (None, Some(tile)) if is_published(tile) => read::tile(&store, tile).await?,
        _ => None,
    };
    Ok(match bytes {
        Some(bytes) => ([BYTES, FOR_EVER], Body::from(bytes)).into_response(),
        None => visit.not_found(),
    })
}

async fn log(visit: Visit, State(store): State<Store>) -> Result<Response, Failure> {
    let signed = signed(&store).await?;
    let size = signed.as_ref().map_or(0, |(head, _)| head.size);
    let page =
        LogPage { signed, pending: read::pending(&store, size).await?, seen: read::seen(&store).await? };
    let mut response = visit.page(|| pages::log(&visit, &page));
    // Witnesses sign without a record changing, so the page is not kept with those of the records.
    response.headers_mut().extend([(BRIEFLY.0, axum::http::HeaderValue::from_static(BRIEFLY.1))]);
    Ok(response)
}

async fn leaf(
    visit: Visit,
    State(store): State<Store>,
    Path(index): Path<String>,
) -> Result<Response, Failure> {
    let Some(index) = crate::text::number(&index) else { return Ok(visit.not_found()) };
    let size = read::head(&store).await?.map_or(0, |head| head.size);
    let Some(text) = read::entry(&store, index, size).await? else {
        return Ok(visit.page_status(StatusCode::NOT_FOUND, || pages::no_leaf(&visit, index)));
    };
    let leaf = Leaf::parse(text.as_bytes()).ok();
    Ok(visit.page(|| pages::leaf(&visit, &LeafPage { index, size, text, leaf })))
}
