//! The public log over the real slices: every record of the sample city is in it, and what is taken out of one by law is
//! gone from every table and every file.

mod redactions;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};

use ledger::key::Signer;
use ledger::sequencer::{MemoryFile, Sequencer};
use ledger::verify::{Trusted, verify};
use record::{Day, Instant, Kind};
use server::Config;
use server::intake::Intake;
use store::Store;
use tests::Database;

/// The files of the sample city that hold people and enterprises; of each only the first lines, for time's sake.
const FILES: [(&str, &str); 7] = [
    ("approvals", "approvals/agencies.csv"),
    ("approvals", "approvals/items.csv"),
    ("approvals", "approvals/approvals.csv"),
    ("credit", "credit/enterprises.csv"),
    ("credit", "credit/records.csv"),
    ("credit", "penalties/penalties.csv"),
    ("trading", "trading/property_rights.json"),
];

const LINES: usize = 400;

/// The sample city with its log.
struct City {
    store: Store,
    config: Config,
    folder: tempfile::TempDir,
    database: Database,
}

impl City {
    async fn over(database: Database) -> City {
        let store = Store::open(database.url(), server::migrations()).await.expect("an empty database opens");
        let config = Config::new(None).expect("the city's file is right");
        let city = City { store, config, folder: tempfile::tempdir().expect("a folder"), database };
        for (kind, file) in FILES {
            let intake = Intake {
                store: &city.store,
                city: &city.config.city,
                reason: None,
                today: today(),
                now: now(),
                secret: [7; 32],
            };
            intake.file(kind, &city.beginning(file), &mut |_| {}).await.expect("the file is taken");
        }
        city.append().await;
        city
    }

    /// A copy of the first lines of a file of the sample.
    fn beginning(&self, file: &str) -> PathBuf {
        let whole = std::fs::read_to_string(tests::data(file)).expect("the sample is there");
        let lines: Vec<&str> = whole.lines().take(LINES).collect();
        let copy = self.folder.path().join(Path::new(file).file_name().expect("it has a name"));
        std::fs::write(&copy, lines.join("\n")).expect("the folder takes a file");
        copy
    }

    /// Puts everything that waits into the log. How many leaves it has then.
    async fn append(&self) -> u64 {
        // The generation grows with every round, so that the clock goes on from one call to the next.
        let seconds = AtomicI64::new(self.store.generation().await.unwrap());
        let clock = move || now().plus_seconds(seconds.fetch_add(1, Ordering::AcqRel));
        let memory = MemoryFile::at(self.folder.path().join("memory"));
        Sequencer::new(self.store.clone(), signer(), clock, memory).catch_up().await.expect("it is appended")
    }

    /// What a check of everything finds.
    async fn findings(&self) -> Vec<String> {
        let key = signer().key().clone();
        let is_public = |kind: Kind, facts: &str| {
            kind != Kind::Approval
                || serde_json::from_str::<approvals::approval::Approval>(facts).unwrap().is_public()
        };
        let trusted = Trusted { key: &key, witnesses: &[], is_public: &is_public };
        let mut findings = Vec::new();
        verify(&self.store, &trusted, &mut |finding| findings.push(finding.to_string())).await.unwrap();
        findings
    }
}

fn signer() -> Signer {
    Signer::new("sunhall.example/log", &[3; 32]).expect("the name is one")
}

fn today() -> Day {
    Day::parse("2026-11-23").expect("a day")
}

fn now() -> Instant {
    Instant::parse("2026-11-23T09:00:00+08:00").expect("an instant")
}

#[tokio::test]
async fn every_version_of_the_sample_city_is_in_its_log_as_it_says() {
    for database in tests::databases() {
        let city = City::over(database).await;
        let versions =
            store::sql("SELECT COUNT(*) FROM version").one(&city.store).await.unwrap().unwrap().int(0);
        assert_eq!(city.append().await.cast_signed(), versions);
        assert_eq!(city.findings().await, Vec::<String>::new());
    }
}
