//! Closed is not solved. Whether a thing is solved is said by the citizen, or by another unit that looks at a sample.

use serde::{Deserialize, Serialize};

use crate::case::CaseFile;
use crate::stage::{Ending, State};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Kind;
    use crate::given::{self, after, day, received};

    #[test]
    fn a_unit_that_ever_had_the_case_does_not_look_at_it_again() {
        let acts = r#"[{"deed": "transferred", "to": "b", "ground": "other_unit"}, {"deed": "accepted"},
                       {"deed": "answered", "ending": "explained"}]"#;
        let acts: Vec<given::Act> = serde_json::from_str(acts).unwrap();
        let open = after(received(Kind::Complaint, "a", day("2026-03-02")), &acts[..2], "open");
        let closed = after(received(Kind::Complaint, "a", day("2026-03-02")), &acts, "closed");
        assert!(!may_recheck(&open, "c"));
        assert_eq!(["a", "b", "c"].map(|unit| may_recheck(&closed, unit)), [false, false, true]);
    }

    #[test]
    fn a_rate_begins_at_ten_words() {
        let rate = |solved, unsolved| Rate { closed: 100, solved, unsolved }.percent();
        assert_eq!([rate(9, 0), rate(10, 0), rate(0, 10), rate(2, 9)], [None, Some(100), Some(0), Some(18)]);
    }
}
