//! A database with contracting processes in it.

use std::cell::Cell;
use std::fs::File;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};

use record::{City, Day, Fault, Instant};
use store::Store;
use store::import::Summary;
use tests::Database;
use trading::listed::Listed;
use trading::table::{self, Filter, Order};

pub(crate) struct Hall {
    pub(crate) store: Store,
    pub(crate) city: City,
    files: Cell<u32>,
    _database: Database,
}

/// The day on which every test takes place.
pub(crate) fn today() -> Day {
    Day::parse("2026-06-30").expect("a day")
}

fn city() -> City {
    let divisions =
        ["130300", "130302", "130303", "130304", "130306", "130321", "130322", "130324", "130371", "130372"];
    let divisions: Vec<_> = divisions
        .iter()
        .map(|code| serde_json::json!({"code": code, "name": format!("区划{code}"), "level": "county"}))
        .collect();
    serde_json::from_value(serde_json::json!({
        "name_zh": "秦皇岛市", "name_en": "Qinhuangdao", "utc_offset_minutes": 480, "email": "hall@city.example",
        "address_zh": "海港区", "address_en": "Haigang", "error_telephone": "0335-3912345",
        "ocid_prefix": "ocds-qhd000", "divisions": divisions,
    }))
    .expect("the city has what it needs")
}

/// A file of the sample data.
pub(crate) fn sample(path: &str) -> PathBuf {
    tests::data(path)
}

/// The four files of the sample city.
pub(crate) const SAMPLES: [&str; 4] =
    ["construction.json", "government_procurement.json", "land_mineral.json", "property_rights.json"];

impl Hall {
    pub(crate) async fn sqlite() -> Hall {
        Hall::on(Database::sqlite()).await
    }

    pub(crate) async fn on(database: Database) -> Hall {
        let store = Store::open(database.url(), trading::migrations()).await.expect("the tables fit");
        Hall { store, city: city(), files: Cell::new(0), _database: database }
    }

    /// A hall with the 400 projects of the sample city.
    pub(crate) async fn with_samples(database: Database) -> Hall {
        let hall = Hall::on(database).await;
        for file in SAMPLES {
            let (summary, faults) = hall.import(&sample(&format!("trading/{file}"))).await;
            assert_eq!((summary.refused, summary.warned, faults), (0, 0, vec![]), "{file}");
        }
        hall
    }

    /// Imports a file.
    pub(crate) async fn import(&self, path: &Path) -> (Summary, Vec<Fault>) {
        let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        self.import_from(file, &name).await
    }

    /// Imports bytes as a file.
    pub(crate) async fn import_from(
        &self,
        file: impl Read + Seek + Send + 'static,
        name: &str,
    ) -> (Summary, Vec<Fault>) {
        self.files.set(self.files.get() + 1);
        let hash = format!("{name} {}", self.files.get());
        let now = Instant::start_of(today(), self.city.utc_offset_minutes);
        let about = store::import::File { name, hash: &hash, reason: None, now, secret: [7; 32] };
        let rows = trading::import::read(file, name);
        let register = table::Register::new(&self.city);
        let summary = store::import::run(&self.store, &register, about, rows, &mut |_| {})
            .await
            .expect("the import runs");
        let faults = store::import::faults(&self.store, summary.file).await.expect("the faults are kept");
        (summary, faults)
    }

    /// Every line of the list that a filter leaves.
    pub(crate) async fn list(&self, filter: &Filter) -> Vec<Listed> {
        table::first(&self.store, filter, Order::Newest, 100_000).await.expect("the list is read")
    }
}

/// Faults as `code path level`, with the line where there is one.
pub(crate) fn told(faults: &[Fault]) -> Vec<String> {
    let told = faults.iter().map(|fault| {
        let path = fault.place.path.as_deref().unwrap_or("");
        format!("{} {path} {}", fault.problem.code, fault.problem.level.as_str())
    });
    told.collect()
}
