//! The way of a request through the house. What is kept is answered first and touches nothing else;
//! all other requests walk down `made_anew`, one step a line.

use super::address::{Payer, client};
use super::limits::Lane;
use super::place::{ENTRIES, is_log_file, is_private, is_quiet, is_upload, lane};
use super::squeeze::squeeze;
use super::target::{Target, Wrong, normal_query};
use super::{failures, headers};
use crate::cache::{Ask, Page};
use crate::hall::Hall;
use crate::router::{RouteName, Routes};
use crate::site;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, Request, Response, StatusCode, Uri, Version, request::Parts};
use record::Lang;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::Instant;
use tower::{Service, ServiceExt};
use tracing::info;
use ui::Visit;

/// How long a request may wait until others are done.
const QUEUE: Duration = Duration::from_secs(2);

/// The whole service: what is kept, the limits, and the routers behind them.
#[derive(Clone)]
pub struct Front(Arc<Inner>);

struct Inner {
    hall: Arc<Hall>,
    routes: Routes,
}

impl Front {
    /// Opens the house to requests.
    pub fn new(hall: &Arc<Hall>) -> Self {
        Self(Arc::new(Inner { hall: Arc::clone(hall), routes: Routes::new(hall) }))
    }

    /// The front of other pages than the house's, for tests.
    #[cfg(test)]
    pub(crate) fn around(hall: &Arc<Hall>, router: axum::Router<store::Store>) -> Self {
        Self(Arc::new(Inner { hall: Arc::clone(hall), routes: Routes::around(hall, router) }))
    }

    /// Answers a request that came from `peer`.
    pub async fn answer<B>(&self, request: Request<B>, peer: Option<IpAddr>) -> Response<Body>
    where
        B: axum::body::HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<axum::BoxError>,
    {
        // Asked in-process, a request need not name a host.
        if peer.is_none() || has_one_host(request.version(), request.headers()) {
            let (method, uri, asked) = (request.method(), request.uri(), request.headers());
            if let Some(response) = self.0.ready_made(method, uri, asked).await {
                return response;
            }
        }
        Box::pin(self.0.made_anew(request.map(Body::new), peer)).await
    }
}

impl Inner {
    /// A built file or a kept page. Nothing here depends on who asks, so nothing is counted against them.
    async fn ready_made(&self, method: &Method, uri: &Uri, asked: &HeaderMap) -> Option<Response<Body>> {
        if !matches!(*method, Method::GET | Method::HEAD) {
            return None;
        }
        let path = uri.path();
        if path.starts_with(site::PREFIX) {
            return Some(self.hall.files.get(path)?.answer(method, asked).await);
        }
        let pages = self.hall.pages.as_ref()?;
        let query = normal_query(uri.query().unwrap_or_default());
        let ask = Ask { stamp: self.hall.stamp(), large: wants_large(asked), path, query: &query };
        let entry = pages.get(&ask).await?;
        self.hall.hits.increment(1);
        Some(entry.answer(method, asked).await)
    }

    async fn made_anew(&self, request: Request<Body>, peer: Option<IpAddr>) -> Response<Body> {
        let id = crate::new_id();
        let (parts, body) = request.into_parts();
        let mut response = match self.decide(&parts, body, peer, &id).await {
            Ok(response) => response,
            Err(refusal) => failures::complete(&parts.method, "", &id, refusal.response(), || {
                self.hall.visit_nowhere(parts.uri.path())
            }),
        };
        self.hall.fixed.set(response.headers_mut());
        headers::keep_private(response.headers_mut());
        if let Ok(id) = HeaderValue::try_from(id) {
            response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
        }
        if parts.method == Method::HEAD {
            strip_body(&mut response);
        }
        response
    }

    async fn decide(
        &self,
        parts: &Parts,
        body: Body,
        peer: Option<IpAddr>,
        id: &str,
    ) -> Result<Response<Body>, Refusal> {
        if peer.is_some() && !has_one_host(parts.version, &parts.headers) {
            return Err(Refusal::Status(StatusCode::BAD_REQUEST));
        }
        let target = Target::read(parts.uri.path(), parts.uri.query()).map_err(Refusal::Address)?;
        let lane = lane(&parts.method, &target.path);
        if let Some(client) = client(peer, &parts.headers, &self.hall.config.door.trusted) {
            let paid = self.hall.limits.pay(Payer::of(client), lane).await;
            paid.map_err(Refusal::TooOften)?;
        }
        if lane == Lane::Data {
            return Ok(self.open_data(parts, body, &target, id).await);
        }
        if is_log_file(&target.path) {
            return Ok(self.log_file(parts, body, &target, id).await);
        }
        Ok(match &self.hall.pages {
            Some(pages)
                if matches!(parts.method, Method::GET | Method::HEAD) && !is_private(&target.path) =>
            {
                let ask = Ask {
                    stamp: self.hall.stamp(),
                    large: wants_large(&parts.headers),
                    path: parts.uri.path(),
                    query: &target.query,
                };
                let make = || self.render(Method::GET, parts, Body::empty(), &target, id);
                let failed = match pages.get_or_make(&ask, make).await {
                    Page::Kept(entry) => return Ok(entry.answer(&parts.method, &parts.headers).await),
                    Page::Unkept(response) if !response.status().is_server_error() => return Ok(response),
                    Page::Unkept(response) => Ok(response),
                    Page::Failed(status) => Err(Refusal::Status(status)),
                };
                match pages.get_of_late(&ask).await {
                    Some(entry) => entry.answer(&parts.method, &parts.headers).await,
                    None => failed?,
                }
            }
            _ => {
                let response = self.render(parts.method.clone(), parts, body, &target, id).await;
                if is_asked_by_form(parts, &response) { squeeze(&parts.headers, response) } else { response }
            }
        })
    }

    /// Open data is streamed and never kept here; but the reader who has it is told that it still stands.
    async fn open_data(&self, parts: &Parts, body: Body, target: &Target, id: &str) -> Response<Body> {
        let stamp = self.hall.stamp();
        let tag = format!("W/\"{}-{}-{}\"", stamp.generation, stamp.day, env!("CARGO_PKG_VERSION"));
        let known = parts.headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
        let is_read = matches!(parts.method, Method::GET | Method::HEAD);
        let is_known =
            is_read && known.is_some_and(|known| known.split(',').any(|known| known.trim() == tag));
        let mut response = if is_known {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response
        } else {
            self.render(parts.method.clone(), parts, body, target, id).await
        };
        match response.status() {
            StatusCode::OK | StatusCode::NOT_MODIFIED => {
                let headers = response.headers_mut();
                headers::open_to_all(headers);
                headers.insert(header::ETAG, HeaderValue::try_from(tag).expect("a tag is plain ASCII"));
                // Asking whether it still stands costs nothing, so a correction is seen at once.
                headers.insert(
                    header::CACHE_CONTROL,
                    HeaderValue::from_static("public, max-age=0, must-revalidate"),
                );
            }
            StatusCode::NO_CONTENT if parts.method == Method::OPTIONS => {
                headers::answer_preflight(response.headers_mut());
            }
            _ => {}
        }
        squeeze(&parts.headers, response)
    }

    /// The files of the public log say themselves for how long they hold, and anybody may read them from anywhere.
    async fn log_file(&self, parts: &Parts, body: Body, target: &Target, id: &str) -> Response<Body> {
        let mut response = self.render(parts.method.clone(), parts, body, target, id).await;
        match response.status() {
            StatusCode::OK => headers::open_to_all(response.headers_mut()),
            StatusCode::NO_CONTENT if parts.method == Method::OPTIONS => {
                headers::answer_preflight(response.headers_mut());
            }
            _ => return response,
        }
        // Hashes do not get smaller; texts do.
        let is_hashes = target.path.starts_with("/log/tile/") && !target.path.starts_with(ENTRIES);
        if is_hashes { response } else { squeeze(&parts.headers, response) }
    }

    /// Hands the request to its router, and completes and logs the answer.
    async fn render(
        &self,
        method: Method,
        parts: &Parts,
        body: Body,
        target: &Target,
        id: &str,
    ) -> Response<Body> {
        let started = Instant::now();
        let (site, seed) = self.hall.visit(target, wants_large(&parts.headers));
        let visit = Visit::new(site.clone(), seed.clone());
        let mut request = Request::new(body);
        *request.method_mut() = method.clone();
        *request.headers_mut() = parts.headers.clone();
        // What the audit calls the request, whatever the reader's own header says.
        if let Ok(id) = HeaderValue::try_from(id) {
            request.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
        }
        request.extensions_mut().insert(site);
        request.extensions_mut().insert(seed);
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_FOUND;
        if let Ok(uri) = target.path_and_query().parse::<Uri>() {
            *request.uri_mut() = uri;
            // Who sends a file for an hour must not keep a page from anyone else.
            let is_long = is_upload(&method, &target.path);
            let seats = if is_long { &self.hall.upload_seats } else { &self.hall.seats };
            let seat = tokio::time::timeout(QUEUE, seats.acquire()).await;
            *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
            if matches!(seat, Ok(Ok(_))) {
                let Ok(answer) = self.routes.of(target.lang).oneshot(request).await;
                response = answer;
            }
        }
        let route = response.extensions_mut().remove::<RouteName>();
        let route = route.as_ref().map_or("none", |route| route.0.as_str());
        let mut response = failures::complete(&method, route, id, response, || visit);
        self.hall.fixed.set(response.headers_mut());
        if is_quiet(&target.path) {
            self.hall.quiet.count(verb(&method), response.status().as_u16(), self.hall.now());
        } else {
            note(&method, target.lang, route, id, response.status(), started.elapsed());
        }
        response
    }
}

/// One line of the log and two of the metrics: the pattern of the address, never the address.
fn note(method: &Method, lang: Lang, route: &str, id: &str, status: StatusCode, took: Duration) {
    let (status, micros) = (status.as_u16(), u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
    let verb = verb(method);
    info!(request.id = id, method = verb, route, lang = lang.code(), status, micros, "Answered");
    let labels = [
        ("method", verb.to_owned()),
        ("route", route.to_owned()),
        ("lang", lang.code().to_owned()),
        ("status", status.to_string()),
    ];
    metrics::counter!("sunhall_requests_total", &labels).increment(1);
    metrics::histogram!("sunhall_request_seconds", "route" => route.to_owned()).record(took.as_secs_f64());
}

/// Methods and routes come from short lists: a stranger can neither write into the log nor make the metrics grow.
fn verb(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}

/// Why a request does not get as far as a router.
enum Refusal {
    Address(Wrong),
    TooOften(u64),
    Status(StatusCode),
}

impl Refusal {
    fn response(self) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = match &self {
            Self::Address(Wrong::TooLong) => StatusCode::URI_TOO_LONG,
            Self::Address(Wrong::Nowhere) => StatusCode::NOT_FOUND,
            Self::Address(Wrong::Elsewhere(_)) => StatusCode::PERMANENT_REDIRECT,
            Self::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Status(status) => *status,
        };
        match self {
            Self::Address(Wrong::Elsewhere(place)) => {
                if let Ok(place) = HeaderValue::try_from(place) {
                    response.headers_mut().insert(header::LOCATION, place);
                }
            }
            Self::TooOften(seconds) => {
                response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            }
            _ => {}
        }
        response
    }
}

/// Whether the reader chose large type; see `pages::settings`.
fn wants_large(asked: &HeaderMap) -> bool {
    asked
        .get_all(header::COOKIE)
        .iter()
        .any(|line| line.to_str().is_ok_and(|line| line.split(';').any(|cookie| cookie.trim() == "large=1")))
}

/// RFC 9112 3.2: a request of HTTP/1.1 names its host, once.
fn has_one_host(version: Version, asked: &HeaderMap) -> bool {
    let mut hosts = asked.get_all(header::HOST).iter();
    match hosts.next() {
        Some(_) => hosts.next().is_none(),
        None => version < Version::HTTP_11,
    }
}

fn strip_body(response: &mut Response<Body>) {
    let body = std::mem::take(response.body_mut());
    if let Some(bytes) = axum::body::HttpBody::size_hint(&body).exact().filter(|bytes| *bytes > 0) {
        response.headers_mut().entry(header::CONTENT_LENGTH).or_insert(bytes.into());
    }
}

impl Service<Request<Body>> for Front {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let me = self.clone();
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        Box::pin(async move { Ok(me.answer(request, peer).await) })
    }
}

/// The page that answers a form of ours. It may hold a secret, and is packed all the same: who would guess a secret by the length of packed
/// answers needs a browser that asks for them again and again with words of the guesser's, and a form that another site sends is refused.
fn is_asked_by_form(parts: &Parts, response: &Response<Body>) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    parts.method == Method::POST && kind.is_some_and(|kind| kind.starts_with("text/html"))
}
