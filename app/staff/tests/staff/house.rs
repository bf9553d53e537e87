//! A house with an office whose clock the test moves, and a browser that keeps cookies.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::{Extension, Router};
use http_body_util::BodyExt;
use ledger::key::Signer;
use ledger::sequencer::{MemoryFile, Sequencer};
use record::{Day, Instant, Lang};
use staff::appointments::{Made, NewAccount, first};
use staff::given::{GivenOffice, SignedIn, office, signed_in};
use staff::{Role, routes};
use store::{Migration, Store};
use tests::{Database, databases};
use tower::ServiceExt;

/// Everything a test of staff begins with.
pub(crate) struct House {
    pub(crate) store: Store,
    pub(crate) given: GivenOffice,
    router: Router,
    /// Whether it stands on PostgreSQL.
    pub(crate) is_postgres: bool,
    _database: Database,
}

pub(crate) fn today() -> Day {
    Day::parse("2026-11-23").unwrap()
}

/// A house on each database.
pub(crate) async fn houses() -> Vec<House> {
    let mut houses = Vec::new();
    for database in databases() {
        let steps: Vec<Migration> = staff::migrations();
        let store = Store::open(database.url(), steps).await.unwrap();
        let given = office(Instant::parse("2026-11-23T01:00:00Z").unwrap());
        let is_postgres = database.url().starts_with("postgres");
        let site = ui::Site::new(ui::SiteFacts {
            city: city(),
            assets: BTreeMap::new(),
            demo: false,
            base_url: "https://sunhall.example".to_owned(),
            nav: Vec::new(),
            log: ui::LogFacts { key: signer().key().to_string(), policy: String::new() },
        });
        let router = Router::new().merge(routes(Vec::new()));
        let router =
            router.layer(Extension(site)).layer(Extension(given.office.clone())).with_state(store.clone());
        houses.push(House { store, given, router, is_postgres, _database: database });
    }
    houses
}

/// Who signs the public log of these houses.
fn signer() -> Signer {
    Signer::new("sunhall.example/log", &[3; 32]).unwrap()
}

impl House {
    /// Puts everything that waits into the public log.
    pub(crate) async fn log_grows(&self) {
        // The generation grows with every round, so that the clock goes on from one call to the next.
        let seconds = AtomicI64::new(self.store.generation().await.unwrap());
        let start = self.given.office.now();
        let clock = move || start.plus_seconds(seconds.fetch_add(1, Ordering::AcqRel));
        let folder = tempfile::tempdir().unwrap();
        let memory = MemoryFile::at(folder.path().join("memory"));
        Sequencer::new(self.store.clone(), signer(), clock, memory).catch_up().await.unwrap();
    }
}

/// Two units in one line, one beside them.
fn city() -> record::City {
    let unit = |code: &str, up: Option<&str>| {
        serde_json::json!({ "code": code, "name_zh": code, "name_en": code, "level": "county", "division": "130302",
                            "up": up, "takes": ["report"] })
    };
    serde_json::from_value(serde_json::json!({
        "name_zh": "秦皇岛市", "name_en": "Qinhuangdao", "utc_offset_minutes": 480, "email": "a@b.example",
        "address_zh": "", "address_en": "", "error_telephone": "12345", "ocid_prefix": "ocds-abc123",
        "sealing": { "officers": seal::demonstration::officers(), "threshold": 2 },
        "receivers": [unit("cdi", None), unit("cdi-haigang", Some("cdi")), unit("audit", None)],
    }))
    .unwrap()
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) body: String,
}

const FORM: &str = "application/x-www-form-urlencoded";

/// One browser.
#[derive(Clone, Default)]
pub(crate) struct Browser {
    cookies: BTreeMap<String, String>,
}

impl Browser {
    /// The browser of somebody who has come in.
    pub(crate) fn of(signed_in: &SignedIn) -> Browser {
        let mut browser = Browser::default();
        let (name, value) = signed_in.cookie.split_once('=').unwrap();
        browser.cookies.insert(name.to_owned(), value.to_owned());
        browser
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    pub(crate) fn plant(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    pub(crate) async fn get(&mut self, house: &House, path: &str) -> Answer {
        self.ask(house, "GET", path, FORM, String::new()).await
    }

    pub(crate) async fn post(&mut self, house: &House, path: &str, fields: &[(&str, &str)]) -> Answer {
        let escaped = |text: &str| record::reference::escaped(text).to_string();
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
        self.ask(house, "POST", path, FORM, pairs.join("&")).await
    }

    /// What a script of a page sends.
    pub(crate) async fn post_json(&mut self, house: &House, path: &str, json: &str) -> Answer {
        self.ask(house, "POST", path, "application/json", json.to_owned()).await
    }

    async fn ask(&mut self, house: &House, method: &str, path: &str, kind: &str, body: String) -> Answer {
        let (plain, query) = path.split_once('?').unwrap_or((path, ""));
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let seed = ui::VisitSeed {
            lang: Lang::En,
            path: plain.to_owned(),
            query: query.to_owned(),
            today: today(),
            now: house.given.office.now(),
            large: false,
        };
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, cookies.join("; "))
            .header(header::CONTENT_TYPE, kind)
            .extension(seed)
            .body(Body::from(body))
            .unwrap();
        let response = house.router.clone().oneshot(request).await.unwrap();
        for line in response.headers().get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            assert!(line.contains("; Path=/; HttpOnly; SameSite=Strict"), "{line}");
            let (name, rest) = line.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            match value {
                "" => self.cookies.remove(name),
                value => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        let status = response.status();
        let headers = response.headers().clone();
        let location = headers.get(header::LOCATION).map_or("", |to| to.to_str().unwrap()).to_owned();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let body = String::from_utf8(body.to_vec()).unwrap();
        if status != StatusCode::INTERNAL_SERVER_ERROR {
            assert_eq!(headers.get(header::CACHE_CONTROL).unwrap(), "no-store", "{method} {path} {status}");
        }
        Answer { status, location, headers, body }
    }
}

impl House {
    /// Somebody with one role who has come in.
    pub(crate) async fn staffed(&self, name: &str, role: Role, unit: &str) -> SignedIn {
        signed_in(&self.store, &self.given.office, name, (role, unit), today()).await.unwrap()
    }

    /// One of the first two accounts, as the command line makes it.
    pub(crate) async fn first(&self, name: &str, role: Role) -> Made {
        let new = NewAccount {
            name: name.to_owned(),
            title: name.to_owned(),
            unit: "cdi".to_owned(),
            role,
            until: None,
        };
        first(&self.store, &self.given.office, &city(), new, today()).await.unwrap().unwrap()
    }

    /// Lets the app show its next code.
    pub(crate) fn next_code(&self, secret: &[u8; 20]) -> String {
        self.given.pass(30);
        self.given.code(secret)
    }
}

/// What stands between two marks of a page.
pub(crate) fn between<'a>(body: &'a str, from: &str, to: &str) -> &'a str {
    let rest = body.split_once(from).unwrap_or_else(|| panic!("no {from} in {body}")).1;
    rest.split_once(to).unwrap().0
}

/// The secret that a page shows for an app: base 32 in groups of four.
pub(crate) fn secret_of(body: &str) -> [u8; 20] {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let shown = between(body, "<p class=\"secret\">", "</p>");
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for letter in shown.chars().filter(|letter| *letter != ' ') {
        bits = bits << 5 | letters.find(letter).unwrap() as u32;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    bytes.try_into().unwrap()
}
