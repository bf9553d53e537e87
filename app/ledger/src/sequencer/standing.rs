//! How the log stands, for whoever asks this server: its pages, its metrics, its watchdog.

use std::sync::{Arc, PoisonError, RwLock};

use record::Instant;

/// What the sequencer of this server last knew. A handle: all clones speak of the same log.
///
/// ```
/// use ledger::sequencer::Standing;
/// let standing = Standing::default();
/// standing.clone().set(|state| state.stopped = Some("The clock stands still".to_owned()));
/// assert_eq!(standing.get().stopped.as_deref(), Some("The clock stands still"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Standing(Arc<RwLock<State>>);

/// How the log stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Whether this server appends to the log at all.
    pub runs: bool,
    /// Leaves covered by the last checkpoint.
    pub size: u64,
    /// Leaves that wait for one.
    pub pending: u64,
    /// When the last checkpoint was signed.
    pub signed_at: Option<Instant>,
    /// Why the log stands still, in one sentence.
    pub stopped: Option<String>,
}

impl Standing {
    /// How it stands now.
    pub fn get(&self) -> State {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes what has changed.
    pub fn set(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner));
    }
}
