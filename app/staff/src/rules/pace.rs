//! How long one waits after wrong passwords. Nobody is ever locked out: a stranger who guesses makes strangers wait, not the
//! one who owns the account and comes from a browser that has signed in before. ASVS 5.0, 6.3.1; NIST SP 800-63B-4, 3.2.2.

use record::Instant;

/// Wrong tries that cost nothing: fingers slip.
const FREE: i64 = 3;
/// The longest wait.
const LONGEST_SECONDS: i64 = 60;
/// After so long without a try, all is forgotten.
const FORGOTTEN_SECONDS: i64 = 24 * 3_600;

/// What is known of earlier tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tries {
    /// Wrong ones in a row.
    pub wrong: i64,
    /// When the last one was made.
    pub last: Instant,
}

impl Tries {
    /// The seconds until the next try is looked at; 0 where it may be made now.
    ///
    /// ```
    /// use record::Instant;
    /// use staff::rules::pace::Tries;
    /// let last = Instant::parse("2026-11-23T01:00:00Z").unwrap();
    /// assert_eq!(Tries { wrong: 3, last }.wait_seconds(last), 0);
    /// assert_eq!(Tries { wrong: 6, last }.wait_seconds(last.plus_seconds(3)), 5);
    /// ```
    pub fn wait_seconds(self, now: Instant) -> i64 {
        if self.wrong <= FREE || self.is_forgotten(now) {
            return 0;
        }
        // 2, 4, 8 … seconds. Six doublings reach the longest wait, so that no shift overflows.
        let wait = (1_i64 << (self.wrong - FREE).min(6)).min(LONGEST_SECONDS);
        (wait - now.seconds_since(self.last)).clamp(0, wait)
    }

    /// Whether these tries no longer count.
    pub fn is_forgotten(self, now: Instant) -> bool {
        now.seconds_since(self.last) >= FORGOTTEN_SECONDS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_and_stops_growing() {
        let last = Instant::parse("2026-11-23T01:00:00Z").unwrap();
        let wait = |wrong, later| Tries { wrong, last }.wait_seconds(last.plus_seconds(later));
        let first: Vec<i64> = (0..12).map(|wrong| wait(wrong, 0)).collect();
        assert_eq!(first, [0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60]);
        assert_eq!(wait(i64::MAX, 0), 60);
        assert_eq!((wait(9, 59), wait(9, 60), wait(9, 86_400)), (1, 0, 0));
        assert_eq!(wait(9, -1_000), 60, "a clock that went back makes nobody wait for ever");
    }
}
