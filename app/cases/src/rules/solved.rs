//! Closed is not solved. Whether a thing is solved is said by the citizen, or by another unit that looks at a sample.

use serde::{Deserialize, Serialize};

use crate::case::CaseFile;
use crate::stage::{Ending, Solved, State};

/// Of a hundred closed cases so many are looked at again.
pub const SAMPLED_PERCENT: u64 = 5;
/// Below so many answers a unit has no rate: one angry or happy citizen would make it.
pub const RATE_NEEDS: u64 = 10;

/// Whether a closed case is looked at again. `draw` is drawn at random when it is closed and kept with it, so that nobody
/// chooses the sample.
///
/// ```
/// use cases::rules::solved::is_sampled;
/// assert_eq!((0..1_000).filter(|draw| is_sampled(*draw)).count(), 50);
/// ```
pub const fn is_sampled(draw: u64) -> bool {
    draw % 100 < SAMPLED_PERCENT
}

/// Whether this unit may look at the case again: none that ever had it, and not the one it is about.
pub fn may_recheck(case: &CaseFile, unit: &str) -> bool {
    let closed = matches!(case.state(), State::Closed(closed) if closed.ending != Ending::Refused);
    let is_its_own = case.units().iter().any(|had| had == unit);
    closed && !is_its_own && case.head().concerned_unit.as_deref() != Some(unit)
}

/// What ranks may use of the cases of a unit: nothing the unit says about itself is in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// Closed cases.
    pub closed: u64,
    /// Of these, solved by the word of the citizen or of a re-check.
    pub solved: u64,
    /// Of these, not solved by the same.
    pub unsolved: u64,
}

impl Rate {
    /// Counts one closed case.
    pub fn count(&mut self, solved: Solved) {
        self.closed += 1;
        match solved {
            Solved::Yes { .. } => self.solved += 1,
            Solved::No { .. } => self.unsolved += 1,
            Solved::Unknown => {}
        }
    }

    /// Solved cases in a hundred of those somebody has spoken about, rounded down; none below [`RATE_NEEDS`].
    ///
    /// ```
    /// use cases::rules::solved::Rate;
    /// assert_eq!(Rate { closed: 400, solved: 9, unsolved: 3 }.percent(), Some(75));
    /// assert_eq!(Rate { closed: 400, solved: 9, unsolved: 0 }.percent(), None);
    /// ```
    pub const fn percent(self) -> Option<u64> {
        let known = self.solved + self.unsolved;
        if known < RATE_NEEDS { None } else { Some(self.solved * 100 / known) }
    }
}
