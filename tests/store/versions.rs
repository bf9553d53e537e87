//! Versions are appended and never touched again.

use record::{Day, Kind};
use store::import::{Decision, File, First, Group, Published, Register, bulk};
use store::{Result, Store, Write, sql};

use super::{both, noon};

/// A register that keeps nothing but the versions.
pub(super) struct Nothing;

impl Register for Nothing {
    async fn decide(&self, _: &mut Write, groups: &[Group]) -> Result<Vec<Decision>> {
        Ok(groups
            .iter()
            .map(|group| Decision {
                facts: Some(format!(
                    "[{}]",
                    group.rows.iter().map(|row| row.payload.as_str()).collect::<Vec<_>>().join(",")
                )),
                ..Decision::default()
            })
            .collect())
    }

    async fn publish(&self, _: &mut Write, _: &[Published]) -> Result<()> {
        Ok(())
    }
}

pub(super) async fn publish(store: &Store, key: &str, facts: &str) {
    let first = First {
        kind: Kind::Approval,
        key: key.into(),
        entered: noon(),
        facts: facts.into(),
        withheld: false,
    };
    bulk(store, &Nothing, "a test", [7; 32], [first].into_iter(), &mut |_| {}).await.expect("it is new");
}

#[tokio::test]
async fn a_version_can_be_read_back() {
    both(|store| async move {
        publish(&store, "QHD1", "{\"a\":1}").await;
        let version = store.version(Kind::Approval, "QHD1").await.unwrap().expect("it was published");
        assert_eq!((version.seq, version.revision, version.withdrawn), (1, 1, false));
        assert_eq!((version.facts.as_str(), version.entered), ("{\"a\":1}", noon()));
        assert!(store.version(Kind::Item, "QHD1").await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_version_can_neither_be_changed_nor_removed() {
    both(|store| async move {
        publish(&store, "QHD1", "{}").await;
        for change in ["UPDATE version SET facts = 'x'", "DELETE FROM version"] {
            let mut write = store.write().await.unwrap();
            let refused = sql(change).run(&mut write).await;
            assert!(refused.is_err(), "{change}");
        }
        assert_eq!(store.version(Kind::Approval, "QHD1").await.unwrap().unwrap().facts, "{}");
    })
    .await;
}

#[tokio::test]
async fn a_transaction_that_is_not_committed_leaves_no_trace() {
    both(|store| async move {
        let mut write = store.write().await.unwrap();
        write.set_meta("mark", 7).await.unwrap();
        drop(write);
        assert_eq!(store.meta("mark").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn every_commit_is_a_new_generation() {
    both(|store| async move {
        let before = store.generation().await.unwrap();
        store.write().await.unwrap().commit().await.unwrap();
        assert!(store.generation().await.unwrap() > before);
    })
    .await;
}

#[tokio::test]
async fn values_of_every_type_come_back_as_they_went_in() {
    both(|store| async move {
        let row = sql("SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT), CAST($3 AS DOUBLE PRECISION), CAST($4 AS TEXT), CAST($5 AS BIGINT)")
            .bind("学校 'x'")
            .bind(i64::MAX)
            .bind(0.5)
            .bind(None::<&str>)
            .bind(None::<i64>)
            .one(&store)
            .await
            .unwrap()
            .expect("one row");
        assert_eq!((row.text(0), row.int(1), row.real(2)), ("学校 'x'", i64::MAX, 0.5));
        assert_eq!((row.opt_text(3), row.opt_int(4)), (None, None));
    })
    .await;
}

#[test]
fn the_order_of_lists_is_the_day_and_then_the_number() {
    let day = |text| Day::parse(text).unwrap();
    let mut places = vec![
        store::sort_id(day("1949-10-01"), 9),
        store::sort_id(day("1970-01-01"), 1),
        store::sort_id(day("2026-06-30"), 1),
        store::sort_id(day("2026-06-30"), 2),
        store::sort_id(day("2099-12-31"), 1),
    ];
    let written = places.clone();
    places.sort_unstable();
    assert_eq!(places, written);
    assert!(places[0] > 0);
}

#[tokio::test]
async fn an_address_that_is_no_database_is_refused_with_what_to_do() {
    let refused = Store::open("mysql://somewhere", Vec::new()).await.err().expect("not one of ours");
    assert!(refused.to_string().contains("Give sqlite:PATH or postgres://"), "{refused}");
}

#[tokio::test]
async fn the_same_file_is_taken_once() {
    both(|store| async move {
        let file = File { name: "a.csv", hash: "aa", reason: None, now: noon(), secret: [7; 32] };
        let rows = || super::import::rows(&[("QHD1", "decision", "1"), ("QHD2", "decision", "2")]);
        let first = store::import::run(&store, &Nothing, file, rows(), &mut |_| {}).await.unwrap();
        let again = store::import::run(&store, &Nothing, file, rows(), &mut |_| {}).await.unwrap();
        assert_eq!((first.taken, first.unchanged, first.seen_before), (2, 0, false));
        assert_eq!((again.taken, again.unchanged, again.seen_before), (0, 2, true));
        assert_eq!(store.versions(Kind::Approval, "QHD1").await.unwrap().len(), 1);
    })
    .await;
}
