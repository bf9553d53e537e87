//! The addresses of citizens. Each form has two steps: the first asks only what decides who reads it, the second is made for one
//! person and kept by nobody. What came in is answered with a page that names no report.

mod ask;
mod case;
mod files;
mod funnel;
mod keys;
mod parts;
mod public_words;
mod sealed;
mod send;
mod slip;
mod words;

pub(crate) use ask::Reader;
pub(crate) use case::{context, role};
pub(crate) use send::{Counter, take};
pub(crate) use slip::{FormKey, Slip};
pub(crate) use words::Words;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;
use axum::routing::{get, post};
use store::Store;

use crate::rules::receive::ALL_FILES_BYTES;
use crate::table::PART_BYTES;

/// Texts and boundaries of a form, beside its files.
const BESIDE_FILES: usize = 1024 * 1024;
/// A part and what an encoding may add.
const PART_AT_MOST: usize = PART_BYTES + 4 * 1024;
/// A sealed submission is far smaller: keys, wraps and 64 KiB of text, in base64.
const SEALED_AT_MOST: usize = 1024 * 1024;

/// The addresses whose bodies are short, without the language's prefix.
pub fn routes() -> Router<Store> {
    Router::new()
        // A citizen reports someone, or complains of something.
        .route("/report", get(ask::report).post(ask::report_form))
        .route("/complain", get(ask::complain).post(ask::complain_form))
        .route("/report/sent", get(ask::report_sent))
        .route("/complain/sent", get(ask::complain_sent))
        .route("/report/leave", get(ask::leave))
        // A browser seals; whose keys it seals to comes from `staff`.
        .route("/report/parts/{upload}", get(parts::there))
        // A citizen looks what became of it.
        .route("/case", get(case::ask).post(case::show))
        // Anyone reads how many there are and how far they get.
        .route("/cases", get(funnel::show))
        .route("/cases/words", get(public_words::list))
        .route("/cases.csv", get(funnel::download))
        .route("/cases.json", get(funnel::download))
}

/// The addresses whose bodies may be long; each has its own limit.
pub fn uploads() -> Router<Store> {
    let with_files =
        || DefaultBodyLimit::max(usize::try_from(ALL_FILES_BYTES).unwrap_or(usize::MAX) + BESIDE_FILES);
    Router::new()
        .route("/report/send", post(send::report).layer(with_files()))
        .route("/complain/send", post(send::complaint).layer(with_files()))
        .route("/report/parts/{upload}/{part}", post(parts::put).layer(DefaultBodyLimit::max(PART_AT_MOST)))
        .route("/report/sealed", post(sealed::report).layer(DefaultBodyLimit::max(SEALED_AT_MOST)))
        .route("/complain/sealed", post(sealed::complaint).layer(DefaultBodyLimit::max(SEALED_AT_MOST)))
        .route("/staff/cases/intake/send", post(crate::desk::take_in).layer(with_files()))
}

/// The answer, kept by nobody.
pub(crate) fn private(mut response: Response) -> Response {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
