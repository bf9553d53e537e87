//! What a page says when there is no page: the error pages, and the error type of every handler.

use crate::page::{Page, Robots};
use crate::shell::number;
use crate::visit::Visit;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;
use serde_json::json;
use std::error::Error;
use std::sync::Arc;

/// A handler's error: something that we, not the reader, must fix. Any error climbs into it with `?`.
/// The answer has an empty body and carries the [`Cause`]; the edge logs it once and puts the error page
/// in its place.
///
/// ```
/// fn number(text: &str) -> Result<u64, ui::Failure> {
///     Ok(text.parse()?)
/// }
/// assert!(number("seven").is_err());
/// ```
#[derive(Debug)]
pub struct Failure {
    status: StatusCode,
    cause: Cause,
}

/// Why a handler failed, in the extensions of its answer. Never shown to a reader.
#[derive(Clone, Debug)]
pub struct Cause(pub Arc<dyn Error + Send + Sync>);

impl Failure {
    /// The service is there but cannot answer now; the reader may try again.
    pub fn unavailable(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { status: StatusCode::SERVICE_UNAVAILABLE, cause: Cause(Arc::from(error.into())) }
    }
}

impl<E: Into<Box<dyn Error + Send + Sync>>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, cause: Cause(Arc::from(error.into())) }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self.cause);
        response
    }
}

impl Visit {
    /// The 404 page.
    pub fn not_found(&self) -> Response {
        error_page(self, StatusCode::NOT_FOUND)
    }

    /// What a program is told that asks for open data with parameters nobody can read: 422, each parameter with what to do.
    ///
    /// ```
    /// let visit = ui::given::visit(record::Lang::En);
    /// assert_eq!(visit.unread(&[("code", "example-code-error")]).status(), 422);
    /// ```
    pub fn unread(&self, errors: &[(&'static str, &'static str)]) -> Response {
        let errors: Vec<_> = errors
            .iter()
            .map(|(parameter, key)| json!({ "parameter": parameter, "message": self.t(key) }))
            .collect();
        let json = [(CONTENT_TYPE, "application/json")];
        (StatusCode::UNPROCESSABLE_ENTITY, json, json!({ "errors": errors }).to_string()).into_response()
    }
}

/// The error page of a status: what happened, what to do, whom to call.
pub fn error_page(visit: &Visit, status: StatusCode) -> Response {
    let (title, what, todo) = match status {
        StatusCode::FORBIDDEN => {
            (visit.t("shell-403-title"), visit.t("shell-403-what"), visit.t("shell-403-todo"))
        }
        StatusCode::NOT_FOUND => {
            (visit.t("shell-404-title"), visit.t("shell-404-what"), visit.t("shell-404-todo"))
        }
        StatusCode::TOO_MANY_REQUESTS => {
            (visit.t("shell-429-title"), visit.t("shell-429-what"), visit.t("shell-429-todo"))
        }
        StatusCode::SERVICE_UNAVAILABLE => {
            (visit.t("shell-503-title"), visit.t("shell-503-what"), visit.t("shell-503-todo"))
        }
        status if status.is_client_error() => {
            (visit.t("shell-422-title"), visit.t("shell-422-what"), visit.t("shell-422-todo"))
        }
        _ => (visit.t("shell-500-title"), visit.t("shell-500-what"), visit.t("shell-500-todo")),
    };
    let body = view! {
        <div class="failure">
            <p class="failure__status">{status.as_u16()}</p>
            <h1>{title}</h1>
            <p>{what}</p>
            <p>{todo}</p>
            <p class="failure__ways">
                <a href=visit.href("/")>{visit.t("shell-home")}</a>
            </p>
            <p>
                {visit.t("shell-call")} " " {number(&visit.city().error_telephone)}
            </p>
        </div>
    };
    visit.page_status(
        status,
        Page { title: title.to_owned(), robots: Robots::NoIndex, body: body.into_any(), ..Page::default() },
    )
}
