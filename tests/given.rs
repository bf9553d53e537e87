//! What a test begins with: an empty store on each database, or a whole hall with records in it.
//!
//! The day stands still, ids and draws are seeded, and nothing is shared between two tests.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Cursor;
use std::path::PathBuf;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use record::Day;
use server::{Clock, Config, Files, Hall};
use store::Store;
use store::import::File;
use tests::{Database, postgres};
use tower::ServiceExt;

/// The day on which every test takes place: the day after the last line of the sample data.
pub(crate) fn today() -> Day {
    Day::parse("2026-11-23").expect("a day")
}

/// Runs a test on an empty store of each kind, SQLite first.
pub(crate) async fn both(check: impl AsyncFn(Store)) {
    for database in [Database::sqlite(), migrated_postgres().await] {
        let kind = if database.is_postgres() { "PostgreSQL" } else { "SQLite" };
        let store = open(&database).await;
        // Shown only when the check fails, where it tells on which of the two.
        eprintln!("on {kind}:");
        check(store.clone()).await;
        store.close().await;
    }
}

async fn open(database: &Database) -> Store {
    Store::open(database.url(), server::migrations()).await.expect("an empty database takes our tables")
}

/// A copy of a database in which every migration has run once.
async fn migrated_postgres() -> Database {
    let mut hasher = DefaultHasher::new();
    format!("{:?}", server::migrations()).hash(&mut hasher);
    let template = format!("house_{:016x}", hasher.finish());
    let fill = async |url: &str| {
        let store = Store::open(url, server::migrations()).await.expect("an empty database takes our tables");
        store.close().await;
    };
    postgres::of_this_run().template(&template, fill).await;
    Database::postgres_from(&template)
}

/// A hall as it serves, over a database that goes with it.
pub(crate) struct House {
    pub(crate) store: Store,
    app: Router,
    _database: Database,
}

/// What left the house.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl House {
    /// A hall whose records are empty.
    pub(crate) async fn empty() -> House {
        House::on(Database::sqlite()).await
    }

    /// A hall on an empty database of either kind.
    pub(crate) async fn on(database: Database) -> House {
        let store = open(&database).await;
        let mut config = Config::new(None).expect("the city's file is right");
        config.clock = Clock::Frozen(today());
        config.rate = 0;
        let files = site().map_or_else(Files::default, |folder| {
            let fixed = server::edge::headers::Fixed::new(false);
            Files::read(&folder, &fixed).expect("the site is built")
        });
        let hall = Hall::new(config, store.clone(), files).await.expect("the hall opens");
        House { store, app: server::router(&hall), _database: database }
    }

    /// A hall with the synthetic city of `tests/data` in it: approvals, trades, credit.
    pub(crate) async fn with_samples() -> House {
        let house = House::empty().await;
        for file in ["items.csv", "item_steps.csv", "approvals.csv", "approval_steps.csv", "approval_extensions.csv"] {
            house.import("approvals", &format!("approvals/{file}")).await;
        }
        house.import("trading", "trading/releases.json").await;
        for file in ["credit/enterprises.csv", "credit/records.csv", "penalties/penalties.csv"] {
            house.import("credit", file).await;
        }
        house
    }

    /// Takes one file of `tests/data` in, as `sunhall import` does.
    pub(crate) async fn import(&self, kind: &str, file: &str) -> store::import::Summary {
        let bytes = fs::read(data(file)).unwrap_or_else(|error| panic!("tests/data/{file}: {error}"));
        let city = Config::new(None).expect("the city's file is right").city;
        let now = Clock::Frozen(today()).now(city.utc_offset_minutes);
        let about = File { name: file, hash: file, reason: None, now };
        let mut silent = |_| {};
        let reader = Cursor::new(bytes);
        let summary = match kind {
            "approvals" => {
                let rows = approvals::import::read(reader, file, &city, today());
                let register = approvals::table::Register::new(&city, today());
                store::import::run(&self.store, &register, about, rows, &mut silent).await
            }
            "trading" => {
                let rows = trading::import::read(reader, file);
                let register = trading::table::Register::new(&city);
                store::import::run(&self.store, &register, about, rows, &mut silent).await
            }
            _ => {
                let rows = credit::import::read(reader, file, today());
                store::import::run(&self.store, &credit::table::Register, about, rows, &mut silent).await
            }
        };
        summary.unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Asks for a page.
    pub(crate) async fn get(&self, address: &str) -> Answer {
        let request = Request::get(address).header("host", "127.0.0.1:3000").body(Body::empty());
        self.send(request.expect("a request")).await
    }

    /// Sends any request.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.expect("the router always answers");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("the body ends").to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

/// A file of `tests/data`.
pub(crate) fn data(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(file)
}

/// The built site, where this run has built one.
pub(crate) fn site() -> Option<PathBuf> {
    std::env::var_os("SUNHALL_SITE").map(PathBuf::from)
}
