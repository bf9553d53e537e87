//! Why the log did not grow.

use record::Instant;
use store::Error;

use crate::outbox::Unsound;

/// What ended a round.
#[derive(Debug)]
pub enum Halt {
    /// The log stands still until somebody has looked: to go on could make two histories of one.
    Refused(Refusal),
    /// The database did not answer or did not take it; nothing was signed that is not also kept. Try again.
    Trouble(Error),
}

/// Why nothing may be signed. The server goes on serving what is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The database holds less than was signed before: an old copy was put in its place.
    Rollback {
        /// The size of the head in the database.
        size: u64,
        /// The size that is known.
        known: u64,
        /// Who knows it.
        by: Known,
    },
    /// The database holds another history than the one that was signed before.
    Fork {
        /// The size of the checkpoint that is contradicted.
        known: u64,
    },
    /// The clock stands still or goes back.
    Clock {
        /// What it says.
        now: Instant,
        /// When was last signed.
        last: Instant,
    },
    /// The database or the disk did not say that it had kept what was written. What is on the disk now is not known, and
    /// reading it back proves nothing.
    Unwritten(String),
    /// The place of a tile or bundle is taken by other bytes.
    Foreign(String),
    /// The head was signed by another key than ours.
    Key {
        /// Our key, as others write it.
        ours: String,
    },
    /// Something in the database is not what it should be.
    Unsound(Unsound),
    /// The file that remembers the largest checkpoint cannot be read.
    Memory(String),
}

/// Who knows a size of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The file beside this server.
    Memory,
    /// A witness.
    Witness,
}

impl Refusal {
    /// Whether only a new start of the server may end it: after a failed write, what a read answers proves nothing.
    pub fn is_final(&self) -> bool {
        matches!(self, Refusal::Unwritten(_))
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::Rollback { size, known, by } => {
                let by = match by {
                    Known::Memory => "this server remembers",
                    Known::Witness => "a witness has signed",
                };
                write!(
                    f,
                    "The log has {size} leaves and {by} one of {known}: the database is an old copy. Put the newest one back; \
                     docs/LOG.md says how"
                )
            }
            Refusal::Fork { known } => write!(
                f,
                "The log does not begin with the {known} leaves that were signed before. Put the database back that holds \
                 them; docs/LOG.md says how"
            ),
            Refusal::Clock { now, last } => write!(
                f,
                "The clock says {now} and the last checkpoint was signed at {last}. Set the clock of the machine"
            ),
            Refusal::Unwritten(why) => write!(
                f,
                "What was written may not be on the disk: {why}. Look at the disk, then start the server again"
            ),
            Refusal::Foreign(place) => write!(
                f,
                "{place} is there already with other bytes. Run `sunhall log fsck` and put the newest copy of the database back"
            ),
            Refusal::Key { ours } => write!(
                f,
                "The log was signed by another key than {ours}. Give the log's own with --log-key, and its name as origin"
            ),
            Refusal::Unsound(unsound) => {
                write!(f, "{unsound}. Run `sunhall log verify` and put the newest copy of the database back")
            }
            Refusal::Memory(why) => write!(
                f,
                "The largest checkpoint that was signed cannot be read: {why}. Put the file back; docs/LOG.md says what to \
                 do without it"
            ),
        }
    }
}

impl std::error::Error for Refusal {}

impl std::fmt::Display for Halt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Halt::Refused(refusal) => refusal.fmt(f),
            Halt::Trouble(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Halt {}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Halt {
        Halt::Refused(refusal)
    }
}

impl From<Unsound> for Halt {
    fn from(unsound: Unsound) -> Halt {
        Halt::Refused(Refusal::Unsound(unsound))
    }
}

/// A row that cannot be what it should be is a reason to stand still; any other answer of the database may pass.
impl From<Error> for Halt {
    fn from(error: Error) -> Halt {
        match error {
            Error::Corrupt { table, key, what } => Unsound { table, key, what }.into(),
            other => Halt::Trouble(other),
        }
    }
}

/// What a failed commit means: where the connection was lost the next round reads what became of it, and anything else
/// may be a write that the disk has lost.
pub(super) fn unwritten(error: Error) -> Halt {
    if error.is_unavailable() { Halt::Trouble(error) } else { Refusal::Unwritten(error.to_string()).into() }
}
