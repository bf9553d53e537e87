//! What a watchdog asks: whether the process lives, and whether it can do its work.

use axum::Extension;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use ledger::sequencer::Standing;
use std::time::Duration;
use store::Store;

/// A watchdog asks often and must not wait.
const PATIENCE: Duration = Duration::from_secs(2);

/// The process answers. Asks nothing else, so that a database that is down does not get it restarted.
pub(crate) async fn alive() -> Response {
    answer(StatusCode::OK, "{\"status\":\"alive\"}\n")
}

/// The database answers, and its tables were brought up to date when the server opened it. A log that stands still is
/// said here and is no reason to take the server out: what is published is served as before.
pub(crate) async fn ready(State(store): State<Store>, Extension(log): Extension<Standing>) -> Response {
    match tokio::time::timeout(PATIENCE, store.generation()).await {
        Ok(Ok(_)) => match log.get().stopped {
            None => answer(StatusCode::OK, "{\"status\":\"ready\"}\n"),
            Some(_) => answer(StatusCode::OK, "{\"status\":\"ready\",\"log\":\"stands still\"}\n"),
        },
        _ => answer(StatusCode::SERVICE_UNAVAILABLE, "{\"status\":\"the database does not answer\"}\n"),
    }
}

fn answer(status: StatusCode, body: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, body).into_response()
}
