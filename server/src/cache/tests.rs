//! What is kept, for whom, and for how long.

use super::{Ask, Page, PageCache, Stamp};
use crate::edge::Front;
use crate::given::{self, Given, text};
use axum::Router;
use axum::body::Body;
use axum::extract::Query;
use axum::http::{Request, Response, StatusCode, header};
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use store::Store;
use ui::Failure;

/// A hall with pages of its own, each counting how often it was made.
async fn hall_with(route: impl FnOnce(Arc<AtomicUsize>) -> Router<Store>) -> (Given, Arc<AtomicUsize>) {
    let made = Arc::new(AtomicUsize::new(0));
    let mut given = given::hall(|config| config.door.patience.page = Duration::from_millis(200)).await;
    given.front = Front::around(&given.hall, route(Arc::clone(&made)));
    (given, made)
}

fn counted(made: &Arc<AtomicUsize>) -> usize {
    made.fetch_add(1, Ordering::SeqCst)
}

async fn ask(given: &Given, path: &str) -> Response<Body> {
    given.ask(Request::get(path).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn however_many_ask_at_once_a_page_is_made_once() {
    let (given, made) = hall_with(|made| {
        Router::new().route(
            "/page",
            get(async move || {
                counted(&made);
                tokio::time::sleep(Duration::from_millis(50)).await;
                Html("a page".repeat(500))
            }),
        )
    })
    .await;
    let given = Arc::new(given);
    let asking: Vec<_> = (0..20)
        .map(|_| {
            let given = Arc::clone(&given);
            tokio::spawn(async move { ask(&given, "/page").await.status() })
        })
        .collect();
    for status in asking {
        assert_eq!(status.await.unwrap(), StatusCode::OK);
    }
    assert_eq!(made.load(Ordering::SeqCst), 1);
    let other_type = Request::get("/page").header("cookie", "large=1").body(Body::empty()).unwrap();
    given.ask(other_type).await;
    ask(&given, "/en/page").await;
    assert_eq!(made.load(Ordering::SeqCst), 3, "language and type size make other pages");
}

#[tokio::test]
async fn a_page_is_made_anew_when_the_records_change() {
    let (given, made) = hall_with(|made| {
        Router::new().route("/page", get(async move || Html(format!("page {}", counted(&made)))))
    })
    .await;
    assert_eq!(text(ask(&given, "/page").await).await, "page 0");
    assert_eq!(text(ask(&given, "/page").await).await, "page 0");
    given.hall.store.write().await.unwrap().commit().await.unwrap();
    assert_eq!(text(ask(&given, "/page").await).await, "page 1");
    assert_eq!(made.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn what_is_for_one_reader_is_kept_by_nobody() {
    let (given, made) = hall_with(|made| {
        Router::new()
            .route(
                "/private",
                get({
                    let made = Arc::clone(&made);
                    async move || {
                        counted(&made);
                        ([(header::CACHE_CONTROL, "no-store")], Html("for you alone"))
                    }
                }),
            )
            .route("/cookie", get(async || ([(header::SET_COOKIE, "a=b")], Html("with a cookie"))))
            .route("/text", get(async || "plain text"))
    })
    .await;
    for _ in 0..2 {
        for path in ["/private", "/cookie", "/text", "/private?x=.css"] {
            let answer = ask(&given, path).await;
            assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store", "{path}");
            assert!(!answer.headers().contains_key(header::ETAG), "{path}");
        }
    }
    assert_eq!(made.load(Ordering::SeqCst), 4);
}

#[tokio::test]
async fn a_failure_is_a_page_of_its_own_and_is_not_kept() {
    let (given, made) = hall_with(|made| {
        Router::new()
            .route("/panic", get(async || -> Html<String> { panic!("a name that must not be logged") }))
            .route("/error", get(async || -> Result<Html<String>, Failure> { Err("it broke".into()) }))
            .route(
                "/down",
                get(async move || -> Result<Response<Body>, Failure> {
                    if counted(&made) == 0 {
                        Err(store::Error::Unavailable("gone".to_owned()).into())
                    } else {
                        Ok(Html("back again").into_response())
                    }
                }),
            )
            .route("/slow", get(async || tokio::time::sleep(Duration::from_secs(60)).await))
    })
    .await;
    for (path, status) in [("/panic", 500), ("/error", 500), ("/down", 503)] {
        let answer = ask(&given, path).await;
        assert_eq!(answer.status().as_u16(), status, "{path}");
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store", "{path}");
        assert_eq!(answer.headers().contains_key(header::RETRY_AFTER), status == 503, "{path}");
        let page = text(answer).await;
        assert!(page.contains("<html lang=\"zh-CN\"") && !page.contains("broke"), "{path}: {page}");
    }
    assert_eq!(text(ask(&given, "/down").await).await, "back again");
    assert_eq!(made.load(Ordering::SeqCst), 2);
    assert_eq!(ask(&given, "/slow").await.status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn open_data_that_still_stands_is_not_sent_again() {
    let (given, made) = hall_with(|made| {
        Router::new().route(
            "/register.csv",
            get(async move |Query(_): Query<Vec<(String, String)>>| {
                counted(&made);
                ([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], "number\n")
            }),
        )
    })
    .await;
    let first = ask(&given, "/register.csv?x=1").await;
    assert_eq!(first.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    let tag = first.headers()[header::ETAG].clone();
    let again = || {
        let again = Request::get("/register.csv?x=1").header(header::IF_NONE_MATCH, tag.clone());
        again.body(Body::empty()).unwrap()
    };
    let answer = given.ask(again()).await;
    assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(answer.headers()[header::ETAG], tag);
    assert_eq!(made.load(Ordering::SeqCst), 1);
    given.hall.store.write().await.unwrap().commit().await.unwrap();
    assert_eq!(given.ask(again()).await.status(), StatusCode::OK);
    let preflight = Request::options("/register.csv").header("origin", "https://other.example");
    let preflight = given.ask(preflight.body(Body::empty()).unwrap()).await;
    assert_eq!(preflight.status(), StatusCode::NO_CONTENT);
    assert_eq!(preflight.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
}

#[tokio::test]
async fn while_the_database_is_down_yesterdays_page_stands_but_no_older_records() {
    let pages = PageCache::new(1_000_000);
    let stamp = Stamp { generation: 7, day: 20_000 };
    let ask = Ask { stamp, large: false, path: "/", query: "" };
    let made = pages.get_or_make(&ask, async || Html("the page").into_response()).await;
    assert!(matches!(made, Page::Kept(_)));
    let next_day = Ask { stamp: Stamp { day: 20_001, ..stamp }, ..ask };
    assert!(pages.get(&next_day).await.is_none());
    assert!(pages.get_of_late(&next_day).await.is_some());
    let changed = Ask { stamp: Stamp { generation: 8, day: 20_001 }, ..ask };
    assert!(pages.get_of_late(&changed).await.is_none(), "what was withdrawn must not come back");
}
