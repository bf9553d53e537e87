//! The store on both databases: the same statements, the same answers, the same refusals.

mod import;
mod leaves;
mod recent;
mod search;
mod versions;

use record::Instant;
use store::Store;
use tests::databases;

/// Runs a test on an empty store of each kind.
pub(crate) async fn both<F>(test: impl Fn(Store) -> F)
where
    F: Future<Output = ()>,
{
    for database in databases() {
        let store = Store::open(database.url(), Vec::new()).await.expect("an empty database opens");
        test(store.clone()).await;
        store.close().await;
    }
}

/// A time that means nothing.
pub(crate) fn noon() -> Instant {
    Instant::parse("2026-06-30T12:00:00+08:00").expect("an instant")
}
