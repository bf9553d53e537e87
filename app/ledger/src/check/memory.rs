//! What a reader keeps from one check to the next: the key, so that another one is noticed, and the whole signed
//! checkpoint, so that two that contradict each other are both at hand.

use serde::{Deserialize, Serialize};

use crate::checkpoint::Checkpoint;
use crate::key::VerifierKey;
use crate::note::Note;

/// The key and the largest checkpoint that were seen.
///
/// ```
/// use ledger::check::Memory;
/// assert_eq!(Memory::read("not ours"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The verifier key.
    pub key: String,
    /// The checkpoint with its signatures.
    pub checkpoint: String,
}

impl Memory {
    pub(crate) fn new(key: &VerifierKey, checkpoint: &str) -> Memory {
        Memory { key: key.to_string(), checkpoint: checkpoint.to_owned() }
    }

    /// Reads what [`Memory::text`] wrote; nothing where somebody else wrote there.
    pub fn read(text: &str) -> Option<Memory> {
        let memory: Memory = serde_json::from_str(text).ok()?;
        memory.seen().is_some().then_some(memory)
    }

    /// As it is kept.
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The checkpoint. It was verified before it was kept, by the key that stands beside it.
    pub fn seen(&self) -> Option<Checkpoint> {
        Checkpoint::parse(Note::parse(&self.checkpoint).ok()?.text()).ok()
    }
}
