//! Drawing from a seed: the same seed, the same city, on every machine.

use fastrand::Rng;
use record::{Calendar, Day};

/// A generator of its own for the n-th thing of a kind, so that things do not depend on the order they are made in.
pub(super) fn rng(seed: u64, kind: &str, n: u64) -> Rng {
    let mut mixed = seed ^ 0x9e37_79b9_7f4a_7c15;
    for byte in kind.bytes().chain(n.to_le_bytes()) {
        mixed = (mixed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23);
    }
    Rng::with_seed(mixed)
}

/// One of the things given.
pub(super) fn one<'a, T: ?Sized>(rng: &mut Rng, of: &[&'a T]) -> &'a T {
    of[rng.usize(..of.len())]
}

/// True `percent` times of a hundred.
pub(super) fn chance(rng: &mut Rng, percent: f64) -> bool {
    rng.f64() * 100.0 < percent
}

/// The working days up to and a little beyond today, so that a date can be stepped forward and back by counting.
pub(super) struct WorkingDays {
    days: Vec<Day>,
    /// Where today, or the last working day before it, stands.
    pub(super) today: usize,
}

impl WorkingDays {
    /// `back` calendar days before today and two months after it.
    pub(super) fn around(today: Day, back: i64) -> WorkingDays {
        let calendar = Calendar::china();
        let mut days = Vec::new();
        let mut at = 0;
        for offset in -back..=60 {
            let day = today.plus(offset);
            // Beyond the official years the week alone decides; the pages mark what they compute there.
            if calendar.is_working_day(day).unwrap_or(day.weekday() <= 5) {
                if offset <= 0 {
                    at = days.len();
                }
                days.push(day);
            }
        }
        WorkingDays { days, today: at }
    }

    /// The working day at this place; the ends of the range hold.
    pub(super) fn at(&self, place: usize) -> Day {
        self.days[place.min(self.days.len() - 1)]
    }
}
