//! When nothing is signed, and that the log says why.

use std::sync::atomic::Ordering;

use ledger::key::Signer;
use ledger::sequencer::{Halt, Known, Refusal, Round, Sequencer};

use super::given::{Broken, Log, ORIGIN, both, signer};

/// Why a round was refused.
async fn refused(mut sequencer: Sequencer) -> Refusal {
    match sequencer.round().await {
        Err(Halt::Refused(refusal)) => refusal,
        other => panic!("it should have been refused: {other:?}"),
    }
}

/// A log of ten leaves and one that waits.
async fn of_ten(log: &Log) {
    log.publish(0, 10).await;
    log.sequencer().catch_up().await.unwrap();
    log.publish(10, 1).await;
}

#[tokio::test]
async fn a_clock_that_stands_still_signs_nothing() {
    both(|log| async move {
        of_ten(&log).await;
        log.clock.fetch_sub(3_600_000_000, Ordering::AcqRel);
        assert!(matches!(refused(log.sequencer()).await, Refusal::Clock { .. }));
        assert_eq!(log.head().await, (10, 10));
        log.clock.fetch_add(7_200_000_000, Ordering::AcqRel);
        assert_eq!(log.sequencer().round().await.unwrap(), Round::Grown { size: 11, leaves: 1 });
    })
    .await;
}

#[tokio::test]
async fn a_smaller_log_than_was_signed_is_an_old_copy() {
    both(|log| async move {
        of_ten(&log).await;
        log.sequencer().catch_up().await.unwrap();
        let old = Log::over(match log.database.url().starts_with("sqlite") {
            true => tests::Database::sqlite(),
            false => tests::Database::postgres(),
        })
        .await;
        old.publish(0, 10).await;
        old.sequencer().catch_up().await.unwrap();
        let refusal = refused(old.sequencer_with(signer(), log.memory.clone())).await;
        assert_eq!(refusal, Refusal::Rollback { size: 10, known: 11, by: Known::Memory });
    })
    .await;
}

#[tokio::test]
async fn a_log_that_a_witness_knows_to_be_larger_is_an_old_copy() {
    both(|log| async move {
        of_ten(&log).await;
        let sequencer = log.sequencer();
        sequencer.heard().witnessed(12);
        assert_eq!(refused(sequencer).await, Refusal::Rollback { size: 10, known: 12, by: Known::Witness });
    })
    .await;
}

#[tokio::test]
async fn another_history_of_the_same_length_or_more_is_a_fork() {
    both(|log| async move {
        for length in [10, 400] {
            let other = Log::over(match log.database.url().starts_with("sqlite") {
                true => tests::Database::sqlite(),
                false => tests::Database::postgres(),
            })
            .await;
            other.publish(1_000, length).await;
            other.sequencer().catch_up().await.unwrap();
            other.publish(5_000, 1).await;
            if log.entered().await == 0 {
                of_ten(&log).await;
            }
            let refusal = refused(other.sequencer_with(signer(), log.memory.clone())).await;
            assert_eq!(refusal, Refusal::Fork { known: 10 });
        }
    })
    .await;
}

#[tokio::test]
async fn another_key_or_name_does_not_sign() {
    both(|log| async move {
        of_ten(&log).await;
        for other in [Signer::new(ORIGIN, &[6; 32]), Signer::new("other.example/log", &[5; 32])] {
            let refusal =
                refused(log.sequencer_with(other.unwrap(), super::given::Remembered::default())).await;
            assert!(matches!(refusal, Refusal::Key { .. }), "{refusal}");
        }
        assert_eq!(log.head().await, (10, 10));
    })
    .await;
}

#[tokio::test]
async fn a_disk_that_does_not_keep_the_memory_ends_it_for_good() {
    both(|log| async move {
        of_ten(&log).await;
        let refusal = refused(log.sequencer_with(signer(), Broken)).await;
        assert!(matches!(refusal, Refusal::Unwritten(_)) && refusal.is_final(), "{refusal}");
    })
    .await;
}

#[tokio::test]
async fn a_foreign_tile_or_bundle_in_the_way_is_not_written_over() {
    both(|log| async move {
        log.publish(0, 1).await;
        log.tamper("INSERT INTO log_tile (level, number, width, bytes) SELECT 0, 0, 1, seed FROM leaf").await;
        assert!(matches!(refused(log.sequencer()).await, Refusal::Foreign(_)));
        assert_eq!(log.head().await, (1, 0), "signed, and not published");
        log.tamper("DELETE FROM log_tile").await;
        log.publish(1, 1).await;
        assert_eq!(log.sequencer().catch_up().await.unwrap(), 2, "it is published once the way is free");
    })
    .await;
}

#[tokio::test]
async fn a_changed_edge_is_noticed_before_anything_is_signed() {
    for change in [
        "UPDATE log_tile SET bytes = (SELECT root FROM log_head WHERE name = 'log')",
        "UPDATE log_bundle SET bytes = (SELECT root FROM log_head WHERE name = 'log')",
        "DELETE FROM log_tile",
        "UPDATE log_head SET size = 9, published = 9",
        "UPDATE log_head SET checkpoint = 'nothing'",
    ] {
        both(|log| async move {
            of_ten(&log).await;
            log.tamper(change).await;
            let refusal = refused(log.sequencer_with(signer(), super::given::Remembered::default())).await;
            assert!(matches!(refusal, Refusal::Unsound(_)), "{change}: {refusal}");
        })
        .await;
    }
}
