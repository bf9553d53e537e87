//! The golden queries: what a reader types, and the records that must be found.

use std::collections::{BTreeMap, BTreeSet};

use record::Kind;
use store::Store;
use store::search::find;

use super::data;

/// The sets' own numbers of enterprises and projects, and the keys those records have here.
struct Keys(BTreeMap<String, String>);

impl Keys {
    fn read() -> Keys {
        let mut keys = BTreeMap::new();
        for (file, number, key) in [
            ("credit/enterprises.csv", "企业编号", "统一社会信用代码"),
            ("trading/projects.csv", "项目编号", "ocid"),
        ] {
            let mut rows = csv::Reader::from_path(data(file)).expect("the set is there");
            let header = rows.headers().expect("it has a header").clone();
            let place = |name: &str| header.iter().position(|column| column == name).expect("a known column");
            let (number, key) = (place(number), place(key));
            for row in rows.records() {
                let row = row.expect("the set is well formed");
                keys.insert(row[number].to_owned(), row[key].to_owned());
            }
        }
        Keys(keys)
    }

    /// `E:E0357` as a kind and the end of a key; none for funds, which wait for their own slice.
    fn wanted(&self, reference: &str) -> Option<(Kind, String)> {
        let (letter, number) = reference.split_once(':').expect("a letter and a number");
        let known = || self.0.get(number).cloned().expect("the number stands in its set");
        Some(match letter {
            "E" => (Kind::Enterprise, known()),
            "X" => (Kind::Approval, number.to_owned()),
            "C" => (Kind::Penalty, number.to_owned()),
            "J" => (Kind::Process, known()),
            "I" => (Kind::Item, number.to_owned()),
            "F" => return None,
            other => panic!("{other} is no register"),
        })
    }
}

/// Every key of a kind that a query finds, page after page.
async fn found(store: &Store, query: &str, kind: Kind) -> BTreeSet<String> {
    let (mut before, mut keys) = (None, BTreeSet::new());
    loop {
        let hits = find(store, query, Some(kind), before, 500).await.expect("the index answers");
        keys.extend(hits.rows.into_iter().map(|hit| hit.record.key));
        before = hits.next;
        if before.is_none() {
            return keys;
        }
    }
}

pub(super) async fn every_query_finds_what_it_must(store: &Store) {
    let keys = Keys::read();
    let mut rows = csv::Reader::from_path(data("search/queries.csv")).expect("the set is there");
    let (mut asked, mut missed) = (0, Vec::new());
    for row in rows.records() {
        let row = row.expect("the set is well formed");
        let (number, kind, optional, query, must) = (&row[0], &row[1], &row[2], &row[3], &row[4]);
        if optional == "1" {
            continue;
        }
        if must.is_empty() {
            for kind in Kind::ALL {
                let keys = found(store, query, kind).await;
                assert!(keys.is_empty(), "{number} {query} must find nothing: {keys:?}");
            }
            asked += 1;
            continue;
        }
        let wanted: Vec<_> = must.split(';').filter_map(|reference| keys.wanted(reference)).collect();
        asked += usize::from(!wanted.is_empty());
        for (record, key) in wanted {
            if !found(store, query, record).await.iter().any(|found| found.ends_with(&key)) {
                missed.push(format!("{number} {kind} {query}: {record} {key}"));
            }
        }
    }
    assert!(asked > 160, "only {asked} queries were asked");
    assert!(missed.is_empty(), "{} answers are missing: {missed:#?}", missed.len());
}
