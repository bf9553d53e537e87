//! Every version has its leaf in the outbox of the public log, in the order of commits.

use record::Kind;
use store::import::{Decision, File, Group, Published, Register, Staged};
use store::{NewLeaf, Result, Store, Write, sql};

use super::{both, noon};

/// A register of one field that says what to decide: `gone` takes the record back, `hidden` withholds it.
struct Told;

impl Register for Told {
    async fn decide(&self, _: &mut Write, groups: &[Group]) -> Result<Vec<Decision>> {
        let decision = |group: &Group| {
            let said = group.rows[0].payload.clone();
            Decision {
                withdrawn: said.contains("gone"),
                withheld: said.contains("hidden"),
                facts: Some(said),
                ..Decision::default()
            }
        };
        Ok(groups.iter().map(decision).collect())
    }

    async fn publish(&self, _: &mut Write, _: &[Published]) -> Result<()> {
        Ok(())
    }
}

/// One file with one row for each record.
async fn import(store: &Store, hash: &str, rows: &[(&str, &str)]) {
    let rows: Vec<_> = rows
        .iter()
        .enumerate()
        .map(|(at, (key, said))| {
            Ok(Staged {
                line: at as u64 + 2,
                path: None,
                kind: Kind::Approval,
                key: (*key).into(),
                part: "decision".into(),
                payload: (*said).into(),
            })
        })
        .collect();
    let file = File { name: "a.csv", hash, reason: None, now: noon(), secret: [9; 32] };
    store::import::run(store, &Told, file, rows.into_iter(), &mut |_| {}).await.expect("it is taken");
}

/// Position, version and kind of every leaf.
async fn leaves(store: &Store) -> Vec<(i64, Option<i64>, String)> {
    let rows = sql("SELECT position, version, kind FROM leaf ORDER BY position").all(store).await.unwrap();
    rows.iter().map(|row| (row.int(0), row.opt_int(1), row.text(2).to_owned())).collect()
}

fn leaf(position: i64, version: i64, kind: &str) -> (i64, Option<i64>, String) {
    (position, Some(version), kind.to_owned())
}

#[tokio::test]
async fn each_version_brings_its_leaf_and_the_leaf_says_what_became_of_the_record() {
    both(|store| async move {
        import(&store, "one", &[("K1", "1"), ("K2", "hidden"), ("K3", "3")]).await;
        import(&store, "two", &[("K1", "2"), ("K2", "open"), ("K3", "gone")]).await;
        import(&store, "three", &[("K3", "back")]).await;
        let expected = [
            leaf(0, 1, "publish"),
            leaf(1, 2, "withhold"),
            leaf(2, 3, "publish"),
            leaf(3, 4, "correct"),
            leaf(4, 5, "restore"),
            leaf(5, 6, "withhold"),
            leaf(6, 7, "restore"),
        ];
        assert_eq!(leaves(&store).await, expected);
        let seeds = sql("SELECT version, seed FROM leaf ORDER BY position").all(&store).await.unwrap();
        assert!(seeds.iter().all(|row| row.bytes(1) == store::seed(&[9; 32], row.int(0))));
    })
    .await;
}

#[tokio::test]
async fn a_leaf_about_no_version_takes_the_next_place() {
    both(|store| async move {
        import(&store, "one", &[("K1", "1")]).await;
        let mut write = store.write().await.unwrap();
        let new = NewLeaf { kind: "manifest", version: None, at: noon(), note: serde_json::json!({"a": 1}) };
        assert_eq!(write.append_leaf(new.clone()).await.unwrap(), Some(1));
        assert_eq!(write.append_leaf(new).await.unwrap(), Some(2));
        write.commit().await.unwrap();
        import(&store, "two", &[("K2", "1")]).await;
        assert_eq!(leaves(&store).await.last(), Some(&leaf(3, 2, "publish")));
    })
    .await;
}

#[tokio::test]
async fn versions_older_than_the_log_get_their_leaves_first_and_in_order() {
    both(|store| async move {
        // A database of the time before the log: its versions have no leaves, and new ones must wait behind them.
        let mut write = store.write().await.unwrap();
        write.set_meta("every_version_has_a_leaf", 0).await.unwrap();
        write.commit().await.unwrap();
        let keys: Vec<String> = (0..5_000).map(|n| format!("K{n:04}")).collect();
        let rows: Vec<_> =
            keys.iter().map(|key| (key.as_str(), if key == "K0007" { "hidden" } else { "1" })).collect();
        import(&store, "one", &rows).await;
        import(&store, "two", &[("K0007", "open"), ("K0008", "gone")]).await;
        assert_eq!(leaves(&store).await, []);
        let is_public = |_, facts: &str| facts != "hidden";
        assert_eq!(store.enter_missing_leaves(&[1; 32], is_public).await.unwrap(), 5_002);
        assert_eq!(store.enter_missing_leaves(&[2; 32], is_public).await.unwrap(), 0);
        import(&store, "three", &[("K0008", "back")]).await;
        let leaves = leaves(&store).await;
        assert!((0_i64..).zip(&leaves).all(|(at, leaf)| (leaf.0, leaf.1) == (at, Some(at + 1))));
        assert_eq!((leaves[7].2.as_str(), leaves[8].2.as_str()), ("withhold", "publish"));
        let last: Vec<_> = leaves[5_000..].iter().map(|leaf| leaf.2.as_str()).collect();
        assert_eq!(last, ["restore", "withhold", "restore"]);
    })
    .await;
}

#[tokio::test]
async fn a_leaf_can_neither_be_changed_nor_removed() {
    both(|store| async move {
        import(&store, "one", &[("K1", "1")]).await;
        for change in [
            "UPDATE leaf SET seed = NULL",
            "UPDATE leaf SET kind = 'withhold'",
            "DELETE FROM leaf",
            "INSERT INTO leaf (position, kind) VALUES (0, 'release')",
        ] {
            let mut write = store.write().await.unwrap();
            assert!(sql(change).run(&mut write).await.is_err(), "{change}");
        }
        // A redaction may take facts and seed away, and nothing else even then.
        for (change, is_allowed) in [
            ("UPDATE leaf SET seed = NULL", true),
            ("UPDATE version SET facts = '{}'", true),
            ("UPDATE leaf SET kind = 'withhold'", false),
            ("UPDATE version SET entered = '2026-01-01T00:00:00.000000Z'", false),
            ("DELETE FROM leaf", false),
            ("DELETE FROM version", false),
        ] {
            let mut write = store.write().await.unwrap();
            write.set_meta("redacting", 1).await.unwrap();
            assert_eq!(sql(change).run(&mut write).await.is_ok(), is_allowed, "{change}");
        }
        assert_eq!(leaves(&store).await, [leaf(0, 1, "publish")]);
    })
    .await;
}
