//! Every address of the house, grouped by who calls it. The pages for people are one router, nested at
//! `/` and at `/en`: the edge takes the prefix off and tells the page its language.

use crate::edge::{Progress, panicked};
use crate::hall::Hall;
use crate::{disclosure, health, pages};
use axum::Extension;
use axum::Router;
use axum::body::Body;
use axum::extract::{MatchedPath, Request};
use axum::http::{Response, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use record::Lang;
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::RequestBodyDeadlineLayer;

/// A form of ours is a few hundred bytes. Where files come with it, the route says how long it may be.
const BODY_BYTES: usize = 64 * 1024;

/// For people, in both languages.
fn people() -> Router<Store> {
    Router::new()
        // A citizen asks what the city decided.
        .route("/", get(pages::home::show))
        .route("/search", get(pages::search::show))
        .merge(approvals::routes())
        .merge(trading::routes())
        .merge(credit::routes())
        // A citizen reports, complains, and looks what became of it.
        .merge(cases::routes())
        // A reader asks whether all this was changed in silence.
        .merge(ledger::routes::people())
        // A reader asks how it is made, what may be done with it, and whom to call.
        .route("/methods", get(pages::methods::list))
        .route("/methods/{rule}", get(pages::methods::show))
        .route("/data", get(pages::data::show))
        .route("/accessibility", get(pages::about::accessibility))
        .route("/privacy", get(pages::about::privacy))
        .route("/contact", get(pages::about::contact))
        .route("/components", get(pages::about::components))
        // Staff come in and work.
        .merge(staff::routes(vec![Arc::new(cases::Desk)]))
        .merge(cases::desk_routes())
        // A reader sets the page up.
        .route("/large-type", post(pages::settings::large_type))
}

/// For programs, which read no language.
fn machines() -> Router<Store> {
    Router::new()
        // Search engines.
        .route("/robots.txt", get(pages::sitemap::robots))
        .route("/sitemap.xml", get(pages::sitemap::index))
        .route("/sitemap/{part}", get(pages::sitemap::part))
        // Whoever checks the public log.
        .merge(ledger::routes::machines(disclosure::may_open))
        // The operator's watchdog.
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
}

/// Where bodies are long: what is reported with its files. Each route has a limit of its own.
fn uploads() -> Router<Store> {
    cases::uploads()
}

/// The finished routers.
#[derive(Clone)]
pub(crate) struct Routes {
    chinese: Router,
    english: Router,
}

impl Routes {
    pub(crate) fn new(hall: &Arc<Hall>) -> Self {
        Self {
            chinese: guarded(people().merge(machines()), uploads(), hall),
            english: guarded(people(), uploads(), hall),
        }
    }

    /// The same router for both languages, for tests of what stands around it.
    #[cfg(test)]
    pub(crate) fn around(hall: &Arc<Hall>, router: Router<Store>) -> Self {
        let uploads = || Router::new();
        Self { chinese: guarded(router.clone(), uploads(), hall), english: guarded(router, uploads(), hall) }
    }

    pub(crate) fn of(&self, lang: Lang) -> Router {
        match lang {
            Lang::Zh => self.chinese.clone(),
            Lang::En => self.english.clone(),
        }
    }
}

/// What stands around every handler, innermost first.
fn guarded(pages: Router<Store>, uploads: Router<Store>, hall: &Arc<Hall>) -> Router {
    let clock = Arc::clone(hall);
    let in_time = move |request, next| in_time(Arc::clone(&clock), request, next);
    let patience = hall.config.door.patience;
    let moving = move |request, next| moving(patience.progress, request, next);
    let origin = &hall.config.base_url;
    let csrf = CsrfLayer::new();
    // A proxy that rewrites `Host` would make our own forms look foreign; the public address never is.
    let csrf = csrf.clone().add_trusted_origin(origin).unwrap_or(csrf);
    let pages = pages
        .layer(RequestBodyLimitLayer::new(BODY_BYTES))
        .layer(RequestBodyDeadlineLayer::new(patience.body))
        .layer(from_fn(in_time));
    pages
        .merge(uploads.layer(from_fn(moving)))
        .layer(csrf)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(name_route))
        .layer(Extension(hall.standing.clone()))
        .layer(Extension(hall.office.clone()))
        .with_state(hall.store.clone())
}

/// A page that takes too long is given up, and the reader told to try again.
async fn in_time(hall: Arc<Hall>, request: Request, next: Next) -> Response<Body> {
    let page = tokio::time::timeout(hall.page_patience(), next.run(request)).await;
    page.unwrap_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())
}

/// A long body has no deadline, but must move.
async fn moving(window: Duration, request: Request, next: Next) -> Response<Body> {
    next.run(request.map(|body| Body::new(Progress::new(body, window)))).await
}

/// The pattern of the address that was matched, for the log and the metrics.
#[derive(Clone)]
pub(crate) struct RouteName(pub(crate) MatchedPath);

/// Outermost, so that an answer that came of a panic or a timeout has a name as well.
async fn name_route(path: Option<MatchedPath>, request: Request, next: Next) -> Response<Body> {
    let mut response = next.run(request).await;
    if let Some(path) = path {
        response.extensions_mut().insert(RouteName(path));
    }
    response
}
