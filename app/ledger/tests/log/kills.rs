//! A sequencer that is killed at any of its steps, before and after what it writes is kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ledger::sequencer::{Halt, Moment, Sequencer, Step};
use ledger::tile::bundle;
use ledger::tree::{Hash, leaf_hash, root};
use store::sql;

use super::given::{Log, both};

/// Kills a round at the first time it comes to this step.
fn killed_at(sequencer: Sequencer, step: Step, moment: Moment) -> (Sequencer, Arc<AtomicU64>) {
    let kills = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&kills);
    let sequencer = sequencer.watched(move |at, when| {
        if (at, when) == (step, moment) && count.fetch_add(1, Ordering::AcqRel) == 0 {
            return Err(Halt::Trouble(store::Error::Unavailable("killed by the test".to_owned())));
        }
        Ok(())
    });
    (sequencer, kills)
}

/// The head as readers are shown it.
async fn shown(log: &Log) -> (u64, Hash) {
    let head = ledger::table::read::head(&log.store).await.unwrap().expect("it has signed");
    (head.size, head.root)
}

/// The hash of every entry that is published.
async fn hashes(log: &Log) -> Vec<Hash> {
    let rows = sql("
        SELECT b.bytes
        FROM log_bundle b
        WHERE b.width = (SELECT MAX(c.width) FROM log_bundle c WHERE c.number = b.number)
        ORDER BY b.number")
    .all(&log.store)
    .await
    .unwrap();
    rows.iter().flat_map(|row| bundle::leaves(bundle::decode(row.bytes(0)).unwrap())).collect()
}

/// Kills fifty rounds at a step and lets each be taken up again: by a new server, or by the same one.
async fn fifty(log: &Log, step: Step, moment: Moment, seen: &mut Vec<(u64, Hash)>) {
    for kill in 0..50_u64 {
        // Batches of 1 to 300 leaves, so that rounds end inside, at and behind the end of a bundle.
        let batch = [1, 7, 64, 255, 256, 300][(kill % 6) as usize];
        log.publish(log.entered().await.unsigned_abs(), 1 + kill % 23).await;
        let (mut sequencer, kills) = killed_at(log.sequencer().at_most(batch), step, moment);
        let first = sequencer.catch_up().await;
        if step != Step::Open {
            assert!(first.is_err() && kills.load(Ordering::Acquire) == 1, "{step:?} {moment:?}");
        }
        if kill % 2 == 0 {
            sequencer = log.sequencer().at_most(batch);
        }
        let size = sequencer.catch_up().await.unwrap();
        assert_eq!(size, log.entered().await.unsigned_abs(), "no leaf that was entered is lost");
        assert_eq!(log.head().await, (size.cast_signed(), size.cast_signed()));
        seen.push(shown(log).await);
    }
}

#[tokio::test]
async fn killed_at_any_step_the_log_goes_on_by_itself_without_a_fork_or_a_loss() {
    both(|log| async move {
        let mut seen = Vec::new();
        for moment in [Moment::Before, Moment::After] {
            for step in Step::ALL {
                fifty(&log, step, moment, &mut seen).await;
            }
        }
        // Every checkpoint ever shown is the root of the first leaves of the log as it is now.
        let hashes = hashes(&log).await;
        assert_eq!(hashes.len() as i64, log.entered().await);
        for (size, shown) in seen {
            assert_eq!(root(&hashes[..size as usize]), shown, "a fork at {size}");
        }
        log.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn killed_at_the_very_first_step_it_begins_again() {
    for moment in [Moment::Before, Moment::After] {
        both(|log| async move {
            log.publish(0, 3).await;
            let (mut sequencer, kills) = killed_at(log.sequencer(), Step::Open, moment);
            assert!(sequencer.round().await.is_err() && kills.load(Ordering::Acquire) == 1);
            assert_eq!(log.sequencer().catch_up().await.unwrap(), 3);
            log.is_sound().await;
        })
        .await;
    }
}

#[tokio::test]
async fn a_head_whose_stage_is_lost_is_published_from_the_outbox() {
    both(|log| async move {
        log.publish(0, 300).await;
        let (mut sequencer, _) = killed_at(log.sequencer(), Step::Publish, Moment::Before);
        assert!(sequencer.round().await.is_err());
        assert_eq!(log.head().await, (300, 0));
        log.tamper("DELETE FROM log_stage").await;
        assert_eq!(log.sequencer().catch_up().await.unwrap(), 300);
        log.is_sound().await;
        assert_eq!(
            leaf_hash(&ledger::table::leaf_at(&log.store, 299).await.unwrap()),
            hashes(&log).await[299]
        );
    })
    .await;
}
