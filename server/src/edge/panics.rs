//! A panic is our mistake and nobody else's: the reader gets the 500 page, the others notice nothing,
//! and the log says where it happened. It does not say what the message was: a message quotes values,
//! and a value may be a citizen's name.

use axum::body::Body;
use axum::http::{Response, StatusCode};
use std::any::Any;
use tracing::error;

/// Puts every panic into the log, once, with its place.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |place| {
            format!("{}:{}:{}", place.file(), place.line(), place.column())
        });
        error!(place, "Panicked");
    }));
}

/// The bare answer to a request whose handler panicked; [`super::failures`] puts the page over it.
pub(crate) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}
