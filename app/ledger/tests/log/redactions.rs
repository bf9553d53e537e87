//! What was taken away is gone, to the last byte, and everything else can be proven as before.

use std::path::Path;

use ledger::leaf::Leaf;
use ledger::redact::{NotRedacted, Request, redact};
use record::Kind;
use store::sql;

use super::given::{Log, Told, both, noon};

const GROUND: &str = "个人信息保护法第四十七条";

fn request<'a>(key: &'a str, field: &'a str, approvers: &'a [String]) -> Request<'a> {
    Request { kind: Kind::Approval, key, field, ground: GROUND, approvers, now: noon() }
}

fn two() -> Vec<String> {
    ["data protection officer", "publisher"].map(str::to_owned).to_vec()
}

fn name(n: usize) -> String {
    format!("姓名{n:04}某某")
}

/// A hundred records that name somebody, each corrected once, all in the log.
async fn of_a_hundred(log: &Log) {
    for (file, fee) in [("a", 1), ("b", 2)] {
        let rows: Vec<(String, String)> = (0..100)
            .map(|n| {
                let facts = format!(
                    r#"{{"number":"K{n:03}","who":"{}","fee":{fee}.5,"steps":[{{"by":"甲","day":"2026-06-30"}}],"only":{{"id":{n}}}}}"#,
                    name(n)
                );
                (format!("K{n:03}"), facts)
            })
            .collect();
        let rows: Vec<(&str, &str)> =
            rows.iter().map(|(key, facts)| (key.as_str(), facts.as_str())).collect();
        log.import(&file.repeat(64), &rows).await;
    }
    log.sequencer().catch_up().await.unwrap();
}

/// Everything the database keeps in files of its own.
fn bytes_beside(path: &str) -> Vec<u8> {
    let folder = Path::new(path).parent().unwrap();
    let files = std::fs::read_dir(folder).unwrap();
    files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(haystack, needle).is_some()
}

#[tokio::test]
async fn after_a_hundred_redactions_no_byte_is_left_and_everything_else_is_proven() {
    both(|log| async move {
        of_a_hundred(&log).await;
        let seeds = sql("SELECT seed FROM leaf ORDER BY position").all(&log.store).await.unwrap();
        let seeds: Vec<[u8; 32]> = seeds.iter().map(|row| row.bytes(0).try_into().unwrap()).collect();
        let before: Vec<Vec<u8>> = entries(&log, 200).await;
        let path = log.database.url().strip_prefix("sqlite:").map(str::to_owned);
        if let Some(path) = &path {
            let bytes = bytes_beside(path);
            assert!(holds(&bytes, name(7).as_bytes()) && holds(&bytes, &seeds[7]), "it was there");
        }
        for n in 0..100 {
            let key = format!("K{n:03}");
            let redacted = redact(&log.store, &Told, &request(&key, "/who", &two())).await.unwrap();
            assert_eq!(redacted.leaves.len(), 2, "both versions named somebody");
        }
        if let Some(path) = &path {
            let bytes = bytes_beside(path);
            for n in 0..100 {
                assert!(!holds(&bytes, name(n).as_bytes()), "{}", name(n));
            }
            for (at, seed) in seeds.iter().enumerate() {
                assert!(!holds(&bytes, seed), "the seed of leaf {at}");
                assert!(!holds(&bytes, &ledger::opening::salt(seed, "/who").0), "the salt of leaf {at}");
            }
        }
        let rows =
            sql("SELECT COUNT(*) FROM version WHERE facts LIKE '%姓名%'").one(&log.store).await.unwrap();
        assert_eq!(rows.unwrap().int(0), 0);
        log.sequencer().catch_up().await.unwrap();
        assert_eq!(log.head().await, (400, 400));
        assert_eq!(entries(&log, 200).await, before, "the leaves that were there are as they were");
        let leaf = Leaf::parse(&ledger::table::leaf_at(&log.store, 200).await.unwrap()).unwrap();
        let redaction = leaf.redaction().unwrap();
        assert_eq!((redaction.field.as_str(), redaction.target, leaf.previous), ("/who", 0, Some(100)));
        log.is_sound().await;
    })
    .await;
}

async fn entries(log: &Log, n: u64) -> Vec<Vec<u8>> {
    let mut entries = Vec::new();
    for index in 0..n {
        entries.push(ledger::table::leaf_at(&log.store, index).await.unwrap());
    }
    entries
}

#[tokio::test]
async fn a_second_field_of_a_record_goes_as_the_first_did() {
    both(|log| async move {
        of_a_hundred(&log).await;
        for field in ["/who", "/steps/0/by", "/only/id", "/fee"] {
            redact(&log.store, &Told, &request("K004", field, &two())).await.unwrap();
        }
        let version = log.store.version(Kind::Approval, "K004").await.unwrap().unwrap();
        assert_eq!(
            version.facts,
            r#"{"number":"K004","who":"（依法删除）","fee":null,"steps":[{"by":"（依法删除）","day":"2026-06-30"}],"only":{"id":null}}"#
        );
        // Once more changes nothing, and ends well: an earlier run may not have come to the end.
        let again = redact(&log.store, &Told, &request("K004", "/who", &two())).await.unwrap();
        assert!(again.leaves.is_empty());
        log.sequencer().catch_up().await.unwrap();
        log.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_the_rules_do_not_allow_changes_nothing() {
    both(|log| async move {
        of_a_hundred(&log).await;
        let (twice, one) = (["a".to_owned(), " a ".to_owned()], ["a".to_owned()]);
        for (field, approvers, why) in [
            ("/who", &twice[..], "two people"),
            ("/who", &one[..], "two people"),
            ("who", &two()[..], "by its pointer"),
            ("/case/unit/name", &two()[..], "stands in the leaf"),
            ("/number", &two()[..], "stands in the leaf"),
            ("/steps", &two()[..], "holds several"),
            ("/nothing", &two()[..], "No version of K001 holds /nothing"),
        ] {
            let refused = redact(&log.store, &Told, &request("K001", field, approvers)).await.unwrap_err();
            assert!(
                matches!(refused, NotRedacted::Refused(_)) && refused.to_string().contains(why),
                "{refused}"
            );
        }
        assert_eq!(log.entered().await, 200);
        log.is_sound().await;
    })
    .await;
}
