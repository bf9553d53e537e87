//! Every deliberately broken file is reported as its list says, and never more than that.

use std::collections::{BTreeMap, BTreeSet};

use record::{Fault, Level};
use store::Store;
use tests::databases;

use super::{data, take};

/// Which register a file is handed to.
fn kind(file: &str) -> &'static str {
    match file.as_bytes()[..2] {
        [b'1', b'9'] => "credit",
        [b'2', b'2'..=b'5'] => "trading",
        _ => "approvals",
    }
}

/// Line or path, code and level, as the list and our faults both can say them.
type Finding = (String, String, &'static str);

fn finding(fault: &Fault) -> Finding {
    let place = match (&fault.place.path, fault.place.line) {
        (Some(path), _) => path.clone(),
        (None, Some(line)) => line.to_string(),
        (None, None) => String::new(),
    };
    let level = match fault.problem.level {
        Level::Error => "错误",
        Level::Warning => "警告",
        Level::Notice => "提示",
    };
    (place, fault.problem.code.as_str().to_owned(), level)
}

fn expected() -> BTreeMap<String, BTreeSet<Finding>> {
    let mut rows = csv::Reader::from_path(data("dirty/expected.csv")).expect("the list is there");
    let mut files: BTreeMap<String, BTreeSet<Finding>> = BTreeMap::new();
    for row in rows.records() {
        let row = row.expect("the list is well formed");
        let findings = files.entry(row[0].to_owned()).or_default();
        let level = match &row[4] {
            "错误" => "错误",
            "警告" => "警告",
            "提示" => "提示",
            // A row that must not be flagged: what is not in the list is a mistake anyway.
            _ => continue,
        };
        let place = if row[1].is_empty() && row[2].contains(['/', 'v']) { &row[2] } else { &row[1] };
        findings.insert((place.to_owned(), row[3].to_owned(), level));
    }
    files
}

#[tokio::test]
async fn every_broken_file_is_reported_as_its_list_says() {
    let expected = expected();
    assert_eq!(expected.len(), 26, "all files are listed");
    for database in databases() {
        let store = Store::open(database.url(), server::migrations()).await.expect("an empty database opens");
        let mut wrong = Vec::new();
        for (file, wanted) in &expected {
            let (_, faults) = take(&store, kind(file), &format!("dirty/{file}")).await;
            let found: BTreeSet<Finding> = faults.iter().map(finding).collect();
            for missing in wanted.difference(&found) {
                wrong.push(format!("{file}: not reported: {missing:?}"));
            }
            for extra in found.difference(wanted) {
                wrong.push(format!("{file}: reported without cause: {extra:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        store.close().await;
    }
}
