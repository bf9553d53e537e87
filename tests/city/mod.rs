//! A whole city goes in, from the files departments would send, and comes out as it must: every golden query, every
//! clock, no name that must not be seen. Importing it takes a while, so one test a database asks everything.

mod clocks;
mod dirty;
mod golden;
mod masking;

use std::path::PathBuf;

use record::{Day, Fault, Level};
use server::intake::Intake;
use server::{Clock, Config};
use store::Store;
use store::import::Summary;
use tests::Database;

/// The day of the expected clocks of open cases.
fn cut_off() -> Day {
    Day::parse("2026-06-30").expect("a day")
}

/// The day on which the files come in: a few of their rows lie behind the cut-off.
fn today() -> Day {
    Day::parse("2026-11-23").expect("a day")
}

fn data(path: &str) -> PathBuf {
    tests::data(path)
}

fn config() -> Config {
    let mut config = Config::new(None).expect("the city's own file is right");
    config.clock = Clock::Frozen(today());
    config
}

/// Takes one file in.
async fn take(store: &Store, kind: &str, path: &str) -> (Summary, Vec<Fault>) {
    let config = config();
    let offset = config.city.utc_offset_minutes;
    let now = config.clock.now(offset);
    let intake = Intake { store, city: &config.city, reason: None, today: today(), now, secret: [7; 32] };
    intake.file(kind, &data(path), &mut |_| {}).await.expect("the file is there and the database answers")
}

/// Every file that goes in whole, in an order a clerk might not choose: steps before their cases.
const FILES: &[(&str, &str)] = &[
    ("approvals", "approvals/approval_steps.csv"),
    ("approvals", "approvals/agencies.csv"),
    ("approvals", "approvals/approvals.csv"),
    ("approvals", "approvals/items.csv"),
    ("approvals", "approvals/item_steps.csv"),
    ("approvals", "approvals/approval_extensions.csv"),
    ("approvals", "approvals/in_progress.csv"),
    ("approvals", "approvals/in_progress_steps.csv"),
    ("approvals", "approvals/upload_sample.xlsx"),
    ("credit", "credit/enterprises.csv"),
    ("credit", "credit/records.csv"),
    ("credit", "penalties/penalties.csv"),
    ("trading", "trading/construction.json"),
    ("trading", "trading/land_mineral.json"),
    ("trading", "trading/government_procurement.json"),
    ("trading", "trading/property_rights.json"),
    ("trading", "ocds/real/paraguay-2017-release-package.json"),
    ("trading", "ocds/real/paraguay-2017-record-package.json"),
];

async fn a_city_goes_in_and_comes_out_right(database: Database) {
    let store = Store::open(database.url(), server::migrations()).await.expect("an empty database opens");
    for (kind, path) in FILES {
        let (summary, faults) = take(&store, kind, path).await;
        // Publishers' own deviations from OCDS are kept and remarked upon; nothing of ours is refused.
        let errors: Vec<_> =
            faults.iter().filter(|fault| fault.problem.level == Level::Error).take(5).collect();
        if !path.starts_with("ocds/") {
            assert!(errors.is_empty(), "{path}: {errors:?}");
            assert_eq!(summary.refused, 0, "{path}");
        }
        assert!(summary.taken + summary.unchanged > 0, "{path}: {summary:?}");
    }
    for (kind, path) in FILES {
        let (again, _) = take(&store, kind, path).await;
        assert_eq!((again.taken, again.seen_before), (0, true), "{path} changes nothing when it comes twice");
    }
    // The expected clocks of open cases are those of the cut-off day.
    let city = config().city;
    approvals::table::refresh_open(&store, &city, cut_off()).await.expect("the register answers");
    golden::every_query_finds_what_it_must(&store).await;
    clocks::every_clock_comes_out_as_an_independent_one(&store).await;
    masking::nobody_is_named_anywhere(&store).await;
    store.close().await;
}

#[tokio::test]
async fn a_city_goes_into_sqlite_and_comes_out_right() {
    a_city_goes_in_and_comes_out_right(Database::sqlite()).await;
}

#[tokio::test]
async fn a_city_goes_into_postgresql_and_comes_out_right() {
    a_city_goes_in_and_comes_out_right(Database::postgres()).await;
}
