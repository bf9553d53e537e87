//! Sealed files from a browser, part by part, so that a lost connection costs one part.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use record::Id;
use serde_json::json;
use staff::Office;
use store::Store;
use ui::Failure;

use super::private;
use crate::table::{self, PartAnswer};

/// The hash of a part, in hexadecimal digits.
const HASH: &str = "x-part-sha256";
/// The submission a file belongs to.
const SUBMISSION: &str = "x-submission";

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// `POST /report/parts/{upload}/{part}`: 201 stored, 200 the same again.
pub(crate) async fn put(
    State(store): State<Store>,
    office: Office,
    Path((upload, part)): Path<(String, u32)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let (Some(upload), Some(submission)) = (Id::parse(&upload), Id::parse(header(&headers, SUBMISSION)))
    else {
        return Ok(answer(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let hash = header(&headers, HASH);
    let put = table::put_part(&store, &upload, &submission, part, body.to_vec(), hash, office.now()).await?;
    Ok(answer(match put {
        PartAnswer::Stored => StatusCode::CREATED,
        PartAnswer::Again => StatusCode::OK,
        PartAnswer::Conflict => StatusCode::CONFLICT,
        PartAnswer::Damaged => StatusCode::UNPROCESSABLE_ENTITY,
        PartAnswer::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
    }))
}

/// `GET /report/parts/{upload}`: the parts that are there, for who knows the submission.
pub(crate) async fn there(
    State(store): State<Store>,
    Path(upload): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let parts = match (Id::parse(&upload), Id::parse(header(&headers, SUBMISSION))) {
        (Some(upload), Some(submission)) => table::parts(&store, &upload, &submission).await?,
        _ => Vec::new(),
    };
    Ok(private(Json(json!({ "parts": parts })).into_response()))
}

fn answer(status: StatusCode) -> Response {
    private((status, Json(json!({}))).into_response())
}
