//! What a round appends.

use ledger::sequencer::Round;
use ledger::table;
use store::sql;

use super::given::both;

#[tokio::test]
async fn what_was_entered_is_appended_in_its_order_however_it_is_cut_into_rounds() {
    both(|log| async move {
        log.publish(0, 700).await;
        let mut sequencer = log.sequencer().at_most(300);
        assert_eq!(sequencer.round().await.unwrap(), Round::Grown { size: 300, leaves: 300 });
        assert_eq!(log.head().await, (300, 300));
        log.publish(700, 1).await;
        assert_eq!(sequencer.catch_up().await.unwrap(), 701);
        assert_eq!(sequencer.round().await.unwrap(), Round::Idle);
        let rows = sql("SELECT number, width FROM log_bundle ORDER BY number, width").all(&log.store).await;
        let rows: Vec<_> = rows.unwrap().iter().map(|row| (row.int(0), row.int(1))).collect();
        assert_eq!(
            rows,
            [(0, 256), (1, 256), (2, 88), (2, 189)],
            "partial ones go when the full one is there"
        );
        let left = sql("SELECT COUNT(*) FROM log_stage").one(&log.store).await.unwrap().unwrap().int(0);
        assert_eq!(left, 0);
    })
    .await;
}

#[tokio::test]
async fn an_entry_says_what_the_record_is_and_nothing_of_what_it_says() {
    both(|log| async move {
        log.import("aa", &[("K1", r#"{"a":"秘密"}"#), ("K2", r#"{"a":"hidden"}"#)]).await;
        log.import("bb", &[("K1", r#"{"a":"gone"}"#), ("K2", r#"{"a":"open"}"#)]).await;
        assert_eq!(log.sequencer().catch_up().await.unwrap(), 4);
        let mut said = Vec::new();
        for index in 0..4 {
            let leaf = ledger::leaf::Leaf::parse(&table::leaf_at(&log.store, index).await.unwrap()).unwrap();
            let record = leaf.record.map(|record| record.key).unwrap_or_default();
            said.push((leaf.kind.as_str(), record, leaf.revision, leaf.previous));
        }
        let leaf =
            |kind, record: &str, revision, previous| (kind, record.to_owned(), Some(revision), previous);
        let expected = [
            leaf("publish", "K1", 1, None),
            leaf("withhold", "K2", 1, None),
            leaf("withhold", "K1", 2, Some(0)),
            leaf("restore", "K2", 2, Some(1)),
        ];
        assert_eq!(said, expected);
        let bundle =
            sql("SELECT bytes FROM log_bundle").one(&log.store).await.unwrap().unwrap().bytes(0).to_vec();
        assert!(!String::from_utf8_lossy(&bundle).contains("秘密"));
    })
    .await;
}
