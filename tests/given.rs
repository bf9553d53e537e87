//! What a test begins with: a whole hall with records in it, asked as a reader asks, without a network.
//!
//! The day stands still, and nothing is shared between two tests.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use record::Day;
use server::edge::headers::Fixed;
use server::intake::Intake;
use server::{Clock, Config, Files, Hall};
use store::Store;
use tests::Database;
use tower::ServiceExt;

/// The day on which every test takes place: the day after the last line of the sample data.
fn today() -> Day {
    Day::parse("2026-11-23").expect("a day")
}

/// What stands in the hall of samples. Open cases and a day's clocks belong to the tests of the whole city.
const SAMPLES: [(&str, &str); 13] = [
    ("approvals", "approvals/agencies.csv"),
    ("approvals", "approvals/items.csv"),
    ("approvals", "approvals/item_steps.csv"),
    ("approvals", "approvals/approvals.csv"),
    ("approvals", "approvals/approval_steps.csv"),
    ("approvals", "approvals/approval_extensions.csv"),
    ("credit", "credit/enterprises.csv"),
    ("credit", "credit/records.csv"),
    ("credit", "penalties/penalties.csv"),
    ("trading", "trading/construction.json"),
    ("trading", "trading/land_mineral.json"),
    ("trading", "trading/government_procurement.json"),
    ("trading", "trading/property_rights.json"),
];

/// A hall as it serves, over a database that goes with it.
pub(crate) struct House {
    store: Store,
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
    /// A hall over a database, with the synthetic city of `tests/data` in it: approvals, trades, credit.
    pub(crate) async fn with_samples(database: Database) -> House {
        let store = Store::open(database.url(), server::migrations()).await.expect("an empty database opens");
        let mut config = Config::new(None).expect("the city's file is right");
        config.clock = Clock::Frozen(today());
        config.rate = 0;
        let files = site().map_or_else(Files::default, |folder| {
            Files::read(&folder, &Fixed::new(false)).expect("the site is built")
        });
        let hall = Hall::new(config, store.clone(), files).await.expect("the hall opens");
        let app = server::router(&hall);
        let house = House { store, app, _database: database };
        for (kind, file) in SAMPLES {
            house.import(kind, file).await;
        }
        house
    }

    /// Takes one file of `tests/data` in, as `sunhall import` does.
    async fn import(&self, kind: &str, file: &str) {
        self.take(kind, &tests::data(file), None).await;
    }

    /// Takes a text in as a file that corrects what stands, as `sunhall import --reason` does.
    pub(crate) async fn correct(&self, kind: &str, name: &str, text: &str, reason: &str) {
        let folder = tempfile::tempdir().expect("the temporary folder takes a new folder");
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("the folder takes a file");
        self.take(kind, &path, Some(reason)).await;
    }

    async fn take(&self, kind: &str, path: &Path, reason: Option<&str>) {
        let city = Config::new(None).expect("the city's file is right").city;
        let now = Clock::Frozen(today()).now(city.utc_offset_minutes);
        let intake = Intake { store: &self.store, city: &city, reason, today: today(), now, secret: [7; 32] };
        let taken = intake.file(kind, path, &mut |_| {}).await;
        let (summary, faults) = taken.unwrap_or_else(|stopped| panic!("{}: {stopped:?}", path.display()));
        assert!(reason.is_none() || summary.taken > 0, "nothing was taken: {faults:?}");
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

/// The built site, where this run has built one.
pub(crate) fn site() -> Option<PathBuf> {
    std::env::var_os("SUNHALL_SITE").map(PathBuf::from)
}
