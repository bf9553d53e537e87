//! What was published last comes first, each version among all of its record.

use record::Kind;
use store::Store;
use store::import::{File, Staged};

use super::versions::Nothing;
use super::{both, noon};

/// One file with one row a record.
async fn import(store: &Store, hash: &str, rows: &[(Kind, &str)]) {
    let rows: Vec<_> = rows
        .iter()
        .enumerate()
        .map(|(at, (kind, key))| {
            let (line, payload) = (at as u64 + 2, format!("\"{hash}\""));
            Ok(Staged { line, path: None, kind: *kind, key: (*key).into(), part: String::new(), payload })
        })
        .collect();
    let file = File { name: "a.csv", hash, reason: Some(hash), now: noon(), secret: [9; 32] };
    store::import::run(store, &Nothing, file, rows.into_iter(), &mut |_| {}).await.expect("it is taken");
}

/// Key and revision of each version, the newest first.
async fn recent(store: &Store, kinds: &[Kind], below: Option<i64>, limit: i64) -> Vec<(String, i64)> {
    let found = store.recent(kinds, below, limit).await.unwrap();
    let named = found.iter().map(|one| {
        let version = &one.history[one.place];
        assert_eq!(version.seq, one.seq);
        assert!(one.history.iter().all(|other| other.kind == version.kind && other.key == version.key));
        assert!(one.history.is_sorted_by_key(|other| std::cmp::Reverse(other.revision)));
        (version.key.clone(), version.revision)
    });
    named.collect()
}

fn named(expected: &[(&str, i64)]) -> Vec<(String, i64)> {
    expected.iter().map(|(key, revision)| ((*key).to_owned(), *revision)).collect()
}

#[tokio::test]
async fn the_newest_versions_come_first_with_all_of_their_records() {
    both(|store| async move {
        assert!(recent(&store, &Kind::ALL, None, 10).await.is_empty());
        import(&store, "one", &[(Kind::Approval, "A1"), (Kind::Approval, "A2"), (Kind::Penalty, "P1")]).await;
        import(&store, "two", &[(Kind::Approval, "A1")]).await;
        import(&store, "three", &[(Kind::Process, "A1"), (Kind::Approval, "A1")]).await;

        let approvals = [Kind::Approval];
        let expected = named(&[("A1", 3), ("A1", 2), ("A2", 1), ("A1", 1)]);
        assert_eq!(recent(&store, &approvals, None, 10).await, expected);
        assert_eq!(recent(&store, &approvals, None, 2).await, expected[..2]);
        // A reader goes on where the last look ended, and meets nothing twice.
        let first = store.recent(&approvals, None, 2).await.unwrap();
        assert_eq!(recent(&store, &approvals, Some(first[1].seq), 10).await, expected[2..]);
        assert_eq!(first[0].history.len(), 3);

        let kinds = [Kind::Penalty, Kind::Process];
        let mut both_kinds = recent(&store, &kinds, None, 10).await;
        both_kinds.sort();
        assert_eq!(both_kinds, named(&[("A1", 1), ("P1", 1)]), "one number may name records of two kinds");
        assert!(recent(&store, &[], None, 10).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn histories_are_of_the_records_asked_for_and_no_other() {
    both(|store| async move {
        import(&store, "one", &[(Kind::Approval, "A1"), (Kind::Approval, "A2"), (Kind::Penalty, "A1")]).await;
        import(&store, "two", &[(Kind::Approval, "A2")]).await;
        let keys = ["A2", "A1", "none"].map(str::to_owned);
        let histories = store.histories(Kind::Approval, &keys).await.unwrap();
        let found: Vec<(&str, usize)> =
            histories.iter().map(|history| (history[0].key.as_str(), history.len())).collect();
        assert_eq!(found, [("A1", 1), ("A2", 2)]);
        assert!(store.histories(Kind::Approval, &[]).await.unwrap().is_empty());
    })
    .await;
}
