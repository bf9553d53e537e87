//! A file becomes versions once, whole and whatever happens on the way.

use record::{Fault, Kind, Place, Problem, code};
use store::import::{File, Progress, Staged, Summary};
use store::{Store, sql};

use super::versions::Nothing;
use super::{both, noon};

/// Rows of a file: key, part, payload.
pub(super) fn rows(rows: &[(&str, &str, &str)]) -> impl Iterator<Item = Result<Staged, Fault>> + use<> {
    let rows: Vec<_> = rows
        .iter()
        .enumerate()
        .map(|(at, (key, part, payload))| {
            Ok(Staged {
                line: at as u64 + 2,
                path: None,
                kind: Kind::Approval,
                key: (*key).into(),
                part: (*part).into(),
                payload: (*payload).into(),
            })
        })
        .collect();
    rows.into_iter()
}

async fn run(store: &Store, hash: &str, given: impl Iterator<Item = Result<Staged, Fault>>) -> Summary {
    let file = File { name: "a.csv", hash, reason: Some("a test"), now: noon(), secret: [7; 32] };
    store::import::run(store, &Nothing, file, given, &mut |_| {}).await.expect("the database answers")
}

#[tokio::test]
async fn a_row_that_repeats_another_is_merged_and_one_that_contradicts_it_is_refused() {
    both(|store| async move {
        let given = rows(&[
            ("K1", "decision", "1"),
            ("K1", "decision", "1"),
            ("K1", "decision", "2"),
            ("K2", "decision", "3"),
        ]);
        let summary = run(&store, "aa", given).await;
        assert_eq!((summary.taken, summary.warned, summary.refused), (2, 1, 1));
        let faults = store::import::faults(&store, summary.file).await.unwrap();
        let shown: Vec<_> = faults.iter().map(|fault| (fault.place.line, fault.problem.code)).collect();
        assert_eq!(shown, [(Some(3), code::DUPLICATE_IDENTICAL), (Some(4), code::DUPLICATE_CONFLICT)]);
        assert_eq!(store.version(Kind::Approval, "K1").await.unwrap().unwrap().facts, "[1]");
    })
    .await;
}

#[tokio::test]
async fn a_file_that_breaks_off_publishes_nothing_and_may_come_again() {
    both(|store| async move {
        let whole = [("K1", "decision", "1"), ("K2", "decision", "2")];
        let broken = Fault::new(Place::file("a.csv"), Problem::error(code::JSON_SYNTAX));
        let summary = run(&store, "aa", rows(&whole).chain([Err(broken)])).await;
        assert!(summary.file_refused);
        assert!(store.is_empty().await.unwrap());
        let left = sql("SELECT COUNT(*) FROM import_row").one(&store).await.unwrap().unwrap().int(0);
        assert_eq!(left, 0, "nothing of it is kept");
        let again = run(&store, "aa", rows(&whole)).await;
        assert_eq!((again.taken, again.file_refused), (2, false));
    })
    .await;
}

#[tokio::test]
async fn an_older_file_does_not_undo_a_newer_one() {
    both(|store| async move {
        run(&store, "old", rows(&[("K1", "decision", "1")])).await;
        let newer = run(&store, "new", rows(&[("K1", "decision", "2")])).await;
        assert_eq!(newer.taken, 1);
        let older = run(&store, "old", rows(&[("K1", "decision", "1")])).await;
        assert!(older.seen_before);
        let versions = store.versions(Kind::Approval, "K1").await.unwrap();
        assert_eq!(versions.iter().map(|version| version.facts.as_str()).collect::<Vec<_>>(), ["[2]", "[1]"]);
        assert_eq!(versions[0].reason.as_deref(), Some("a test"));
    })
    .await;
}

/// More records than a batch holds, so that a run can end in the middle of either half.
fn many() -> Vec<(String, String)> {
    (0..9_000).map(|n| (format!("K{n:05}"), n.to_string())).collect()
}

#[tokio::test]
async fn a_run_that_is_killed_goes_on_where_it_stood_and_ends_the_same() {
    both(|store| async move {
        let many = many();
        let given: Vec<(&str, &str, &str)> =
            many.iter().map(|(key, payload)| (key.as_str(), "decision", payload.as_str())).collect();
        let file = File { name: "a.csv", hash: "aa", reason: None, now: noon(), secret: [7; 32] };
        // Stopped like a killed process: the future is dropped between two transactions.
        let half_read = |progress| matches!(progress, Progress::Read(4_096));
        let half_published = |progress| matches!(progress, Progress::Published(4_000..9_000));
        for stop in [half_read as fn(Progress) -> bool, half_published] {
            let seen = std::sync::atomic::AtomicBool::new(false);
            let mut progress = |progress| {
                if stop(progress) {
                    seen.store(true, std::sync::atomic::Ordering::Relaxed);
                    panic!("killed here by the test");
                }
            };
            let run = store::import::run(&store, &Nothing, file, rows(&given), &mut progress);
            let caught = caught_panic(run).await;
            assert!(caught.is_err() && seen.load(std::sync::atomic::Ordering::Relaxed));
        }
        let summary = run(&store, "aa", rows(&given)).await;
        assert_eq!((summary.taken, summary.refused), (9_000, 0));
        let row = sql("SELECT COUNT(*), COUNT(DISTINCT key), MAX(revision) FROM version").one(&store).await;
        let row = row.unwrap().unwrap();
        assert_eq!((row.int(0), row.int(1), row.int(2)), (9_000, 9_000, 1));
    })
    .await;
}

/// Runs a future to its end or to its panic.
async fn caught_panic<T>(future: impl Future<Output = T>) -> Result<T, ()> {
    let mut future = Box::pin(future);
    std::future::poll_fn(move |context| {
        let polled = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| future.as_mut().poll(context)));
        match polled {
            Ok(std::task::Poll::Ready(value)) => std::task::Poll::Ready(Ok(value)),
            Ok(std::task::Poll::Pending) => std::task::Poll::Pending,
            Err(_) => std::task::Poll::Ready(Err(())),
        }
    })
    .await
}
