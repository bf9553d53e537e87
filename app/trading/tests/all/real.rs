//! Releases of real publishers: they go in whole, what does not conform in them is told, and nothing of them is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use record::Level;
use serde_json::Value;
use store::import::Summary;
use trading::import::Form;
use trading::process::Process;
use trading::rules::facts::Facts;
use trading::rules::process::competition;
use trading::table::{self, Filter};

use super::given::{Hall, sample};

/// Where the files lie whose licence lets us read but not pass them on; without it those tests have nothing to read.
fn folder() -> Option<PathBuf> {
    std::env::var_os("SUNHALL_REAL_OCDS").map(PathBuf::from)
}

/// Findings by code and field, without the numbers of lists.
type Findings = BTreeMap<String, usize>;

async fn import(hall: &Hall, path: PathBuf) -> (Summary, Findings) {
    let (summary, faults) = hall.import(&path).await;
    let mut findings = Findings::new();
    for fault in faults.iter().filter(|fault| fault.problem.level != Level::Notice) {
        let path = fault.place.path.as_deref().unwrap_or_default();
        let steps: Vec<&str> = path.split('/').filter(|step| step.parse::<u32>().is_err()).collect();
        *findings.entry(format!("{} {}", fault.problem.code, steps.join("/"))).or_default() += 1;
    }
    (summary, findings)
}

fn findings(expected: &[(&str, usize)]) -> Findings {
    expected.iter().map(|(finding, count)| ((*finding).to_owned(), *count)).collect()
}

/// The releases of a file as JSON values, by process.
fn releases(path: &PathBuf) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("the file is there");
    if path.extension().is_some_and(|extension| extension == "jsonl") {
        return text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    }
    let package: Value = serde_json::from_str(&text).expect("the file is JSON");
    let list = package.get("releases").or_else(|| package.get("records"));
    list.and_then(Value::as_array).expect("the package has a list").clone()
}

/// Every release or record of a file is kept with every field.
async fn check_kept(hall: &Hall, path: &PathBuf) {
    for release in releases(path) {
        let ocid = release["ocid"].as_str().expect("it was taken, so it has an ocid");
        let kept = table::raw(&hall.store, ocid).await.expect("it is read");
        let found =
            kept.iter().any(|(_, text)| serde_json::from_str::<Value>(text).expect("it is JSON") == release);
        assert!(found, "{ocid} of {}", path.display());
    }
}

async fn facts(hall: &Hall, ocid: &str) -> Facts {
    let version = hall.store.version(record::Kind::Process, ocid).await.expect("it is read");
    serde_json::from_str(&version.expect("it is published").facts).expect("facts are read")
}

#[tokio::test]
async fn paraguays_releases_become_its_records() {
    for database in tests::databases() {
        let hall = Hall::on(database).await;
        let (package, records) = (
            sample("ocds/real/paraguay-2017-release-package.json"),
            sample("ocds/real/paraguay-2017-record-package.json"),
        );
        let (summary, found) = import(&hall, package.clone()).await;
        assert_eq!((summary.taken, found), (47, Findings::new()));
        assert_eq!(hall.list(&Filter::default()).await.len(), 12);
        check_kept(&hall, &package).await;

        // Compiling is a function of the releases: what their publisher compiled says the same about the same fields.
        for record in releases(&records) {
            let Some(theirs) = record.get("compiledRelease") else { continue };
            let ours = facts(&hall, record["ocid"].as_str().expect("a record has an ocid")).await.compiled;
            check_compiled(&ours, theirs);
        }

        let (summary, found) = import(&hall, records.clone()).await;
        let warned = findings(&[
            ("OCDS_PARTY records/compiledRelease/awards/suppliers", 10),
            ("OCDS_PARTY records/compiledRelease/buyer", 10),
            ("OCDS_PARTY records/compiledRelease/tender/procuringEntity", 10),
            ("OCDS_TYPE records/compiledRelease/contracts/awardID", 3),
            ("OCDS_UNIQUE records/compiledRelease/awards/suppliers", 1),
        ]);
        assert_eq!((summary.taken, found), (12, warned));
        check_kept(&hall, &records).await;
        let facts = facts(&hall, "ocds-03ad3f-273637").await;
        assert!(!facts.by_publisher, "releases are newer than the record");
        assert_eq!(facts.releases.len(), 5);
    }
}

/// Title, dates, prices and statuses of our compilation and the publisher's own, award by award and contract by contract.
fn check_compiled(ours: &Value, theirs: &Value) {
    for path in [
        "/tender/title",
        "/tender/status",
        "/tender/value",
        "/tender/tenderPeriod",
        "/planning/budget/amount",
    ] {
        let (one, other) = (without_nulls(ours.pointer(path)), without_nulls(theirs.pointer(path)));
        assert_eq!(one, other, "{path} of {}", ours["ocid"]);
    }
    let ids = |release: &Value, list: &str| -> BTreeSet<String> {
        let items = release.get(list).and_then(Value::as_array).into_iter().flatten();
        items.map(|item| item["id"].to_string()).collect()
    };
    for list in ["awards", "contracts"] {
        assert!(ids(ours, list).is_subset(&ids(theirs, list)), "{list} of {}", ours["ocid"]);
        for item in ours.get(list).and_then(Value::as_array).into_iter().flatten() {
            let all = theirs[list].as_array().expect("they have the list");
            let same = all.iter().find(|other| other["id"] == item["id"]).expect("they have the item");
            for field in ["status", "date", "dateSigned", "value", "title", "awardID"] {
                assert_eq!(without_nulls(item.get(field)), without_nulls(same.get(field)), "{list} {field}");
            }
        }
    }
}

/// A merge removes what is null, and leaves no trace of an object in which everything was.
fn without_nulls(value: Option<&Value>) -> Value {
    match value {
        Some(Value::Object(object)) => {
            let fields = object.iter().map(|(field, value)| (field.clone(), without_nulls(Some(value))));
            let fields: serde_json::Map<String, Value> =
                fields.filter(|(_, value)| !value.is_null()).collect();
            if fields.is_empty() { Value::Null } else { Value::Object(fields) }
        }
        Some(value) => value.clone(),
        None => Value::Null,
    }
}

#[tokio::test]
async fn the_files_of_other_countries_go_in_whole_and_are_marked() {
    let Some(folder) = folder() else {
        eprintln!(
            "SUNHALL_REAL_OCDS names no folder: the files of Armenia, Jalisco, Moldova and Ukraine were not read"
        );
        return;
    };
    for (file, rows, processes, expected) in [
        (
            "armenia-2018-release-package.json",
            100,
            100,
            findings(&[
                ("OCDS_CODELIST releases/initiationType", 73),
                ("OCDS_EMPTY releases/awards/items", 1),
                ("OCDS_EMPTY releases/contracts/items", 1),
                ("OCDS_PREFIX releases/ocid", 100),
                ("OCDS_TYPE releases/planning", 27),
            ]),
        ),
        ("mexico-jalisco-2018-release-package.json", 10, 3, Findings::new()),
        ("mexico-jalisco-2018-record-package.json", 10, 10, Findings::new()),
        (
            "ukraine-2016-2017-releases.jsonl",
            11,
            11,
            findings(&[
                ("OCDS_CODELIST tag", 5),
                ("OCDS_PARTY awards/suppliers", 10),
                ("OCDS_PARTY bids/details/tenderers", 5),
                ("OCDS_PARTY buyer", 11),
                ("OCDS_PARTY tender/procuringEntity", 11),
                ("OCDS_PARTY tender/tenderers", 5),
            ]),
        ),
    ] {
        let hall = Hall::sqlite().await;
        let path = folder.join(file);
        let (summary, found) = import(&hall, path.clone()).await;
        assert_eq!((summary.taken, found), (rows, expected), "{file}");
        assert_eq!(hall.list(&Filter::default()).await.len(), processes, "{file}");
        check_kept(&hall, &path).await;
    }
    let hall = Hall::sqlite().await;
    let path = folder.join("moldova-2017-release-package.json");
    let (summary, found) = import(&hall, path.clone()).await;
    // 624 are what the standard's own validator counts as errors; values outside a closed list it counts apart.
    let outside: usize =
        found.iter().filter(|(finding, _)| finding.contains("CODELIST")).map(|(_, count)| count).sum();
    assert_eq!((summary.taken, found.values().sum::<usize>() - outside), (51, 624));
    check_kept(&hall, &path).await;
}

#[tokio::test]
async fn bids_and_awards_of_other_countries_are_read() {
    let Some(folder) = folder() else { return };
    let hall = Hall::sqlite().await;
    for file in [
        "armenia-2018-release-package.json",
        "ukraine-2016-2017-releases.jsonl",
        "moldova-2017-release-package.json",
    ] {
        hall.import(&folder.join(file)).await;
    }
    let (mut bids, mut with_bids, mut awards) = (0, 0, 0);
    for listed in hall.list(&Filter::default()).await {
        let facts = facts(&hall, &listed.ocid).await;
        let process = Process::read(&listed.ocid, &facts.compiled);
        assert!(!process.title.is_empty(), "{}", listed.ocid);
        bids += process.bids.len();
        with_bids += usize::from(competition(&process).bidders.is_some());
        awards += process.awards.len();
    }
    assert_eq!((bids, awards), (36 + 12, 21 + 13 + 18));
    assert!(with_bids >= 27, "{with_bids}");
    let raw = table::raw(&hall.store, "ocds-ngfbwp-16949496").await.expect("it is read");
    assert!(matches!(raw.as_slice(), [(Form::Release, _)]));
}
