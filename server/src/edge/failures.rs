//! No bare answer leaves the house. Handlers, layers and axum itself answer errors with a status and at
//! best a line of English; here each gets the error page in the reader's language, and what we must mend
//! is logged, once.

use axum::body::Body;
use axum::http::header::{self, CONTENT_TYPE, HeaderValue};
use axum::http::{Method, Response, StatusCode};
use tracing::error;
use ui::{Cause, Visit, error_page};

/// An error's text is cut here: it names a place in our code, not a citizen's whole record.
const LONGEST: usize = 300;

/// Completes an answer that failed. `route` is the pattern of the address, never the address.
pub(crate) fn complete(
    method: &Method,
    route: &str,
    id: &str,
    mut response: Response<Body>,
    visit: impl FnOnce() -> Visit,
) -> Response<Body> {
    if let Some(Cause(cause)) = response.extensions_mut().remove::<Cause>() {
        if cause.downcast_ref::<store::Error>().is_some_and(store::Error::is_unavailable) {
            *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        }
        let status = response.status().as_u16();
        error!(request.id = id, route, status, error = mentionable(&cause.to_string()), "Could not answer");
    }
    if response.status() == StatusCode::METHOD_NOT_ALLOWED && method == Method::OPTIONS {
        // The router knows what the address allows and says so in `Allow`.
        *response.status_mut() = StatusCode::NO_CONTENT;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(CONTENT_TYPE);
        return response;
    }
    if !response.status().is_client_error() && !response.status().is_server_error() {
        return response;
    }
    let kind = response.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    if kind.starts_with(b"text/html") || kind.starts_with(b"application/json") {
        return response;
    }
    let mut page = error_page(&visit(), response.status());
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = response.headers_mut().remove(&name) {
            page.headers_mut().insert(name, value);
        }
    }
    if page.status() == StatusCode::SERVICE_UNAVAILABLE {
        page.headers_mut().entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static("10"));
    }
    page
}

/// An error's text without numbers that name a person, cut short.
pub(crate) fn mentionable(error: &str) -> String {
    let masked = record::personal::masked(error);
    match masked.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &masked[..end]),
        None => masked,
    }
}
