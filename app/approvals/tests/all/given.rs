//! A database with approvals in it.

use std::fs::File;
use std::path::PathBuf;

use record::{City, Day, Fault, Instant};
use store::Store;
use store::import::Summary;
use tests::Database;

pub(crate) struct Hall {
    pub(crate) store: Store,
    pub(crate) city: City,
    pub(crate) today: Day,
    files: u64,
    _database: Database,
}

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).expect("the day is written right")
}

pub(crate) fn city() -> City {
    serde_json::from_str(
        r#"{"name_zh": "秦皇岛市", "name_en": "Qinhuangdao", "utc_offset_minutes": 480,
            "email": "hall@city.example", "address_zh": "海港区", "address_en": "Haigang",
            "error_telephone": "0335-3912345", "ocid_prefix": "ocds-abc123"}"#,
    )
    .expect("the city has what it needs")
}

/// A file of the sample data.
pub(crate) fn sample(path: &str) -> PathBuf {
    tests::data(path)
}

impl Hall {
    /// A hall on SQLite.
    pub(crate) async fn open(today: &str) -> Hall {
        Hall::on(Database::sqlite(), today).await
    }

    /// A hall on a database of either kind.
    pub(crate) async fn on(database: Database, today: &str) -> Hall {
        let store = Store::open(database.url(), approvals::migrations()).await.expect("the tables fit");
        Hall { store, city: city(), today: day(today), files: 0, _database: database }
    }

    /// Imports a file of the sample data.
    pub(crate) async fn import(&mut self, path: &str) -> (Summary, Vec<Fault>) {
        let file = File::open(sample(path)).expect("the sample is there");
        let rows = approvals::import::read(file, path, &self.city, self.today);
        self.run(path, rows).await
    }

    /// Imports text as a file.
    pub(crate) async fn import_text(&mut self, text: &str) -> (Summary, Vec<Fault>) {
        let file = std::io::Cursor::new(text.to_owned());
        let rows = approvals::import::read(file, "text.csv", &self.city, self.today);
        self.run("text.csv", rows).await
    }

    async fn run(&mut self, name: &str, rows: approvals::import::Reader) -> (Summary, Vec<Fault>) {
        self.files += 1;
        let hash = format!("{name} {}", self.files);
        let file = store::import::File {
            name,
            hash: &hash,
            reason: Some("test"),
            now: Instant::start_of(self.today, self.city.utc_offset_minutes),
            secret: [7; 32],
        };
        let register = approvals::table::Register::new(&self.city, self.today);
        let summary = store::import::run(&self.store, &register, file, rows, &mut |_| {})
            .await
            .expect("the import runs");
        let faults = store::import::faults(&self.store, summary.file).await.expect("the faults are kept");
        for fault in &faults {
            for lang in record::Lang::ALL {
                // Debug builds panic where a sentence asks for a word that the problem does not bring.
                let sentence = ui::fault(lang, &fault.problem);
                assert!(!sentence.starts_with("fault-"), "{sentence} has no words in {}", lang.code());
            }
        }
        (summary, faults)
    }

    /// Imports a file that must go in whole and without a remark.
    pub(crate) async fn take(&mut self, path: &str) -> u64 {
        let (summary, faults) = self.import(path).await;
        assert!(faults.is_empty(), "{path}: {:?}", &faults[..faults.len().min(5)]);
        assert_eq!((summary.refused, summary.warned), (0, 0), "{path}");
        summary.taken
    }
}

/// What came back from an address.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("headers are text"))
    }
}

impl Hall {
    /// Asks for an address; `/en/…` in English.
    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.ask(address, None).await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, address: &str, form: &str) -> Answer {
        self.ask(address, Some(form)).await
    }

    async fn ask(&self, address: &str, form: Option<&str>) -> Answer {
        use axum::http::{Request, header};
        use tower::ServiceExt as _;
        let (lang, address) = match address.strip_prefix("/en") {
            Some(address) => (record::Lang::En, address),
            None => (record::Lang::Zh, address),
        };
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let seed = ui::VisitSeed {
            lang,
            path: path.to_owned(),
            query: query.to_owned(),
            today: self.today,
            now: Instant::start_of(self.today, 480),
            large: false,
        };
        let request = match form {
            None => Request::get(address).body(axum::body::Body::empty()),
            Some(form) => Request::post(address)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(axum::body::Body::from(form.to_owned())),
        };
        let mut request = request.expect("the address is written right");
        request.extensions_mut().insert(ui::given::visit(lang).site().clone());
        request.extensions_mut().insert(seed);
        let router = approvals::routes().with_state(self.store.clone());
        let response = router.oneshot(request).await.expect("a router answers");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("the body ends");
        let text = String::from_utf8(bytes.to_vec()).expect("the body is text");
        Answer { status: parts.status.as_u16(), headers: parts.headers, text }
    }
}

/// The rows of a sample, each cell by the name of its column.
pub(crate) fn rows(path: &str) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::Reader::from_path(sample(path)).expect("the sample is there");
    reader.deserialize().map(|row| row.expect("the sample is a table")).collect()
}
