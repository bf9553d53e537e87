//! What these tests begin with: a store with versions in it, a key, a clock that goes, a memory outside the database.

use std::io;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use ledger::cosignature::Cosigner;
use ledger::fsck::Finding;
use ledger::key::Signer;
use ledger::policy::Witness;
use ledger::sequencer::{Memory, Sequencer};
use ledger::verify::{Trusted, verify};
use record::{Instant, Kind};
use store::import::{Decision, File, First, Group, Published, Register, Staged, bulk};
use store::{Result, Store, Write, sql};
use tests::{Database, databases};

/// The origin of every log here.
pub(crate) const ORIGIN: &str = "hall.example/log";
const SEED: [u8; 32] = [5; 32];

/// A register whose rows are the facts of their records; `gone` takes one back, `hidden` withholds it.
pub(crate) struct Told;

impl Register for Told {
    async fn decide(&self, _: &mut Write, groups: &[Group]) -> Result<Vec<Decision>> {
        let decision = |group: &Group| {
            let said = group.rows[0].payload.clone();
            Decision {
                withdrawn: said.contains("gone"),
                withheld: !is_public(group.kind, &said),
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

/// What the register withholds.
pub(crate) fn is_public(_: Kind, facts: &str) -> bool {
    !facts.contains("hidden")
}

/// A store, and the memory of the servers over it.
pub(crate) struct Log {
    pub(crate) store: Store,
    pub(crate) memory: Remembered,
    pub(crate) clock: Arc<AtomicI64>,
    pub(crate) database: Database,
}

/// Runs a test on an empty log of each kind.
pub(crate) async fn both<F>(test: impl Fn(Log) -> F)
where
    F: Future<Output = ()>,
{
    for database in databases() {
        test(Log::over(database).await).await;
    }
}

impl Log {
    pub(crate) async fn over(database: Database) -> Log {
        let store = Store::open(database.url(), Vec::new()).await.expect("an empty database opens");
        Log { store, memory: Remembered::default(), clock: Arc::new(AtomicI64::new(START)), database }
    }

    /// A sequencer with the log's own key.
    pub(crate) fn sequencer(&self) -> Sequencer {
        self.sequencer_with(signer(), self.memory.clone())
    }

    pub(crate) fn sequencer_with(&self, signer: Signer, memory: impl Memory + 'static) -> Sequencer {
        let clock = Arc::clone(&self.clock);
        let now = move || Instant::from_unix_micros(clock.fetch_add(1_000, Ordering::AcqRel));
        Sequencer::new(self.store.clone(), signer, now, memory)
    }

    /// Publishes records that are new, `n` of them, with numbers from `from` on.
    pub(crate) async fn publish(&self, from: u64, n: u64) {
        publish(&self.store, from, n).await;
    }

    /// Publishes rows as a file does: new records, corrections and withdrawals.
    pub(crate) async fn import(&self, hash: &str, rows: &[(&str, &str)]) {
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
        store::import::run(&self.store, &Told, file, rows.into_iter(), &mut |_| {})
            .await
            .expect("it is taken");
    }

    /// Size and published size of the head.
    pub(crate) async fn head(&self) -> (i64, i64) {
        let row = sql("SELECT size, published FROM log_head WHERE name = 'log'").one(&self.store).await;
        row.unwrap().map_or((0, 0), |row| (row.int(0), row.int(1)))
    }

    /// How many leaves were entered.
    pub(crate) async fn entered(&self) -> i64 {
        let row = sql("SELECT COUNT(*) FROM leaf").one(&self.store).await;
        row.unwrap().map_or(0, |row| row.int(0))
    }

    /// What a check of everything finds.
    pub(crate) async fn findings(&self) -> Vec<String> {
        let key = signer().key().clone();
        let witness = witness().key().clone();
        let witness = Witness { name: "w1".to_owned(), key: witness, url: None };
        let trusted = Trusted { key: &key, witnesses: std::slice::from_ref(&witness), is_public: &is_public };
        let mut findings = Vec::new();
        let mut tell = |finding: Finding| findings.push(finding.to_string());
        verify(&self.store, &trusted, &mut tell).await.expect("the database answers");
        findings
    }

    /// Nothing is found, and everything that was entered was looked at.
    pub(crate) async fn is_sound(&self) {
        assert_eq!(self.findings().await, Vec::<String>::new());
    }

    /// Puts the sizes of the head back where they were signed.
    pub(crate) async fn put_back_sizes(&self) {
        self.tamper("UPDATE log_head SET size = published").await;
    }

    /// Changes the database behind everybody's back, as its owner may.
    pub(crate) async fn tamper(&self, change: &'static str) {
        let mut write = self.store.write().await.unwrap();
        sql(change).run(&mut write).await.unwrap_or_else(|error| panic!("{change}: {error}"));
        write.commit().await.unwrap();
    }
}

const START: i64 = 1_795_000_000_000_000;

pub(crate) async fn publish(store: &Store, from: u64, n: u64) {
    let records = (from..from + n).map(|n| First {
        kind: Kind::Approval,
        key: format!("K{n:06}"),
        entered: noon(),
        facts: facts(n),
        withheld: false,
    });
    bulk(store, &Told, "a test", [9; 32], records, &mut |_| {}).await.expect("they are new");
}

fn facts(n: u64) -> String {
    format!(
        r#"{{"number":"K{n:06}","case":{{"unit":{{"name":"海港区行政审批局"}},"applicant":"张*","fee":{n}.50}},"steps":[]}}"#
    )
}

/// The log's own key.
pub(crate) fn signer() -> Signer {
    Signer::new(ORIGIN, &SEED).expect("the name is one")
}

/// A witness.
pub(crate) fn witness() -> Cosigner {
    Cosigner::new("witness.example/w1", &[8; 32]).expect("the name is one")
}

/// A time that means nothing.
pub(crate) fn noon() -> Instant {
    Instant::parse("2026-06-30T12:00:00+08:00").expect("an instant")
}

/// A memory that lasts as long as the test, whatever becomes of the database.
#[derive(Clone, Default)]
pub(crate) struct Remembered(Arc<Mutex<Option<String>>>);

impl Memory for Remembered {
    fn load(&self) -> io::Result<Option<String>> {
        Ok(self.0.lock().unwrap().clone())
    }

    fn save(&self, note: &str) -> io::Result<()> {
        *self.0.lock().unwrap() = Some(note.to_owned());
        Ok(())
    }
}

/// A memory on a disk that has failed.
pub(crate) struct Broken;

impl Memory for Broken {
    fn load(&self) -> io::Result<Option<String>> {
        Ok(None)
    }

    fn save(&self, _: &str) -> io::Result<()> {
        Err(io::Error::other("input/output error"))
    }
}
