//! Keeping the public log: a round about four times a second when something waits, for as long as the server runs. What
//! stops it stops no page; the log stands still and says why.

use crate::clock::Clock;
use crate::hall::Hall;
use crate::log_key;
use crate::witness::Asking;
use ledger::key::Signer;
use ledger::sequencer::{Halt, Heard, MemoryFile, Round, Sequencer, Standing};
use ledger::table::read;
use record::Kind;
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use tracing::{error, info, warn};

/// Between two looks at the outbox.
const TICK: Duration = Duration::from_millis(250);
/// After a refusal: the operator may have mended it.
const AGAIN: Duration = Duration::from_secs(5);

/// Whether the public may see what these facts say: what is withheld has its leaf and opens to nobody.
pub(crate) fn is_public(kind: Kind, facts: &str) -> bool {
    kind != Kind::Approval
        || serde_json::from_str::<approvals::approval::Approval>(facts)
            .is_ok_and(|approval| approval.is_public())
}

/// Appends to the log until the server stops, or until a write has failed.
pub(crate) async fn keep(hall: Arc<Hall>, signer: Signer) {
    let mut keeper = Keeper::of(&hall, signer);
    ask_witnesses(&hall, &keeper.sequencer.heard());
    while !keeper.enter_missing().await {
        tokio::time::sleep(AGAIN).await;
    }
    let mut seen = None;
    loop {
        // Another process may have imported; asking costs microseconds.
        let generation = keeper.store.generation().await.ok();
        let has_changed = generation.is_none() || generation != seen;
        let pause = if has_changed { keeper.round().await } else { Some(TICK) };
        if pause == Some(TICK) && keeper.said.is_none() {
            seen = generation;
        }
        keeper.measure();
        match pause {
            Some(pause) => tokio::time::sleep(pause).await,
            None => return,
        }
    }
}

/// Every witness of the policy is asked in a task of its own, which ends with the server.
fn ask_witnesses(hall: &Hall, heard: &Heard) {
    let Some(policy) = &hall.config.log_policy else { return };
    match Asking::all(&hall.store, policy, heard, Clock::System) {
        Ok(witnesses) => witnesses.into_iter().for_each(|witness| drop(tokio::spawn(witness.run()))),
        Err(unaskable) => error!(reason = unaskable.to_string(), "No witness is asked"),
    }
}

struct Keeper {
    store: Store,
    standing: Standing,
    sequencer: Sequencer,
    /// What was last said to be wrong, so that it is said once.
    said: Option<String>,
}

impl Keeper {
    fn of(hall: &Hall, signer: Signer) -> Keeper {
        let memory = MemoryFile::at(log_key::memory_place(&hall.config));
        // Always the machine's clock: a day that is held still is about cases, not about when something was signed.
        let sequencer = Sequencer::new(hall.store.clone(), signer, || Clock::System.now(0), memory);
        hall.standing.set(|state| state.runs = true);
        Keeper { store: hall.store.clone(), standing: hall.standing.clone(), sequencer, said: None }
    }

    /// Versions older than the log get their leaves before anything else. Tells whether they have them.
    async fn enter_missing(&mut self) -> bool {
        let secret = match crate::secret() {
            Ok(secret) => secret,
            Err(error) => {
                self.say(&format!("The system gives no random bytes: {error}"), true);
                return false;
            }
        };
        match self.store.enter_missing_leaves(&secret, is_public).await {
            Ok(0) => true,
            Ok(versions) => {
                info!(versions, "Entered the leaves of versions older than the log");
                true
            }
            Err(error) => {
                self.say(&error.to_string(), false);
                false
            }
        }
    }

    /// One round, and how long to wait before the next; `None` where there must be no next one.
    async fn round(&mut self) -> Option<Duration> {
        let done = self.sequencer.round().await;
        let pause = match &done {
            Ok(Round::Grown { .. }) => Some(Duration::ZERO),
            Ok(Round::Idle | Round::Lost) => Some(TICK),
            Err(Halt::Refused(refusal)) if refusal.is_final() => None,
            Err(Halt::Refused(_)) => Some(AGAIN),
            Err(Halt::Trouble(_)) => Some(TICK * 4),
        };
        match done {
            Ok(_) => {
                if self.said.take().is_some() {
                    info!("The log grows again");
                }
                self.standing.set(|state| state.stopped = None);
            }
            Err(Halt::Refused(refusal)) => self.say(&refusal.to_string(), true),
            Err(Halt::Trouble(error)) => self.say(&error.to_string(), false),
        }
        self.look().await;
        // What was appended may not be all that waits; a full round is followed by the next at once.
        match pause {
            Some(Duration::ZERO) if self.standing.get().pending == 0 => Some(TICK / 2),
            pause => pause,
        }
    }

    /// Says why the log does not grow: as an error where somebody must look, as a warning where it may pass.
    fn say(&mut self, why: &str, stands_still: bool) {
        if stands_still {
            self.standing.set(|state| state.stopped = Some(why.to_owned()));
        }
        if self.said.as_deref() == Some(why) {
            return;
        }
        let error = crate::edge::mentionable(why);
        if stands_still {
            error!(error, "The log stands still");
        } else {
            warn!(error, "The log could not be kept; trying again");
        }
        self.said = Some(why.to_owned());
    }

    /// Reads how far the log has come.
    async fn look(&self) {
        let Ok(head) = read::head(&self.store).await else { return };
        let size = head.as_ref().map_or(0, |head| head.size);
        let Ok(pending) = read::pending(&self.store, size).await else { return };
        self.standing.set(|state| {
            (state.size, state.pending) = (size, pending);
            state.signed_at = head.map(|head| head.signed);
        });
    }

    fn measure(&self) {
        let state = self.standing.get();
        let age = state.signed_at.map_or(0, |signed| Clock::System.now(0).seconds_since(signed));
        metrics::gauge!("sunhall_log_size").set(state.size as f64);
        metrics::gauge!("sunhall_log_pending").set(state.pending as f64);
        metrics::gauge!("sunhall_log_age_seconds").set(age as f64);
        metrics::gauge!("sunhall_log_stopped").set(if state.stopped.is_some() { 1.0 } else { 0.0 });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{Occasion, Size, fill};
    use crate::given::{self, Given};
    use axum::body::Body;
    use axum::http::Request;

    /// A hall with a hundred made-up records, and the path of its database.
    async fn of_a_hundred() -> (Given, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let memory = folder.path().join("memory");
        let given = given::hall(|config| config.log_memory = Some(memory)).await;
        let hall = &given.hall;
        let size = Size {
            approvals: 40,
            open: 8,
            firms: 20,
            processes: 2,
            records: 10,
            penalties: 10,
            ..Size::SMALL
        };
        let city = &hall.config.city;
        let today = hall.config.clock.today(city.utc_offset_minutes);
        let occasion = Occasion { seed: 1, city, today, now: hall.now() };
        fill(&hall.store, size, &occasion, &mut |_, _| {}).await.unwrap();
        (given, folder)
    }

    fn signer(seed: u8) -> Signer {
        Signer::new("sunhall.example/log", &[seed; 32]).unwrap()
    }

    #[tokio::test]
    async fn everything_that_was_published_is_in_the_log_after_a_round() {
        let (given, _folder) = of_a_hundred().await;
        let mut keeper = Keeper::of(&given.hall, signer(1));
        assert!(keeper.enter_missing().await);
        assert!(keeper.round().await.is_some());
        let state = given.hall.standing.get();
        assert!(state.runs && state.size > 100 && state.pending == 0, "{state:?}");
        assert_eq!((state.stopped, state.signed_at.is_some()), (None, true));
    }

    #[tokio::test]
    async fn a_log_that_stands_still_says_so_and_the_server_stays_ready() {
        let (given, _folder) = of_a_hundred().await;
        Keeper::of(&given.hall, signer(1)).round().await;
        let mut keeper = Keeper::of(&given.hall, signer(2));
        assert_eq!(keeper.round().await, Some(AGAIN));
        assert!(given.hall.standing.get().stopped.is_some());
        let request = Request::get("/readyz").header("host", "127.0.0.1:3000").body(Body::empty()).unwrap();
        let answer = given.ask(request).await;
        assert_eq!(answer.status(), 200);
        assert!(given::text(answer).await.contains("stands still"));
    }
}
