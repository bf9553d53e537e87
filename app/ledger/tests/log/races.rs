//! Several servers on one database make one history.

use std::time::Duration;

use ledger::sequencer::{Halt, Round};
use store::Store;

use super::given::{Log, Remembered, both, publish, signer};

/// How long the servers run against each other: a minute where the whole is asked for.
fn rounds() -> u64 {
    if std::env::var_os("SUNHALL_TEST_FULL").is_some() { 1_200 } else { 40 }
}

/// Appends until `entered` leaves are in the log. How many rounds were lost to the other.
async fn server(log: &Log, store: Store, entered: u64) -> u64 {
    let log = Log {
        store,
        memory: Remembered::default(),
        clock: std::sync::Arc::clone(&log.clock),
        database: tests::Database::sqlite(),
    };
    let mut sequencer = log.sequencer_with(signer(), log.memory.clone()).at_most(50);
    let mut lost = 0;
    loop {
        match sequencer.round().await {
            Ok(Round::Lost) => lost += 1,
            Ok(Round::Grown { size, .. }) if size == entered => return lost,
            Ok(Round::Grown { .. }) => {}
            Ok(Round::Idle) if log.head().await == (entered.cast_signed(), entered.cast_signed()) => {
                return lost;
            }
            Ok(Round::Idle) => tokio::time::sleep(Duration::from_millis(2)).await,
            // The other one holds the database.
            Err(Halt::Trouble(error)) => assert!(error.is_unavailable(), "{error}"),
            // Both read one clock, and the other may have signed between our look and theirs.
            Err(Halt::Refused(ledger::sequencer::Refusal::Clock { .. })) => lost += 1,
            Err(Halt::Refused(refusal)) => panic!("{refusal}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_under_load_make_one_history() {
    both(|log| async move {
        let entered = rounds() * 60;
        let other = Store::open(log.database.url(), Vec::new()).await.expect("a second server opens it");
        let load = async {
            for batch in 0..rounds() {
                publish(&log.store, batch * 60, 60).await;
            }
        };
        let (_, one, two) =
            tokio::join!(load, server(&log, log.store.clone(), entered), server(&log, other, entered));
        assert!(one + two < entered, "they may lose races, not each of them");
        assert_eq!(log.head().await, (entered.cast_signed(), entered.cast_signed()));
        log.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_copy_of_yesterday_does_not_sign() {
    // PostgreSQL is restored by its own means; what the sequencer sees is the same.
    let log = Log::over(tests::Database::sqlite()).await;
    log.publish(0, 500).await;
    log.sequencer().catch_up().await.unwrap();
    let path = log.database.url().trim_start_matches("sqlite:").to_owned();
    let copy = format!("{path}.yesterday");
    // Nobody writes at this moment, so file and write-ahead log together are a whole copy.
    std::fs::copy(&path, &copy).unwrap();
    std::fs::copy(format!("{path}-wal"), format!("{copy}-wal")).unwrap();
    log.publish(500, 40).await;
    log.sequencer().catch_up().await.unwrap();
    let restored = Store::open(&format!("sqlite:{copy}"), Vec::new()).await.unwrap();
    publish(&restored, 900, 100).await;
    let yesterday = Log { store: restored, ..log };
    let refused = yesterday.sequencer().round().await.unwrap_err().to_string();
    assert!(refused.contains("the database is an old copy"), "{refused}");
    assert_eq!(yesterday.head().await, (500, 500));
    // A server without a memory hears of it from a witness.
    let mut sequencer = yesterday.sequencer_with(signer(), Remembered::default());
    sequencer.heard().witnessed(540);
    assert!(sequencer.round().await.is_err());
}
