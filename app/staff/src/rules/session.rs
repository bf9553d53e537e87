//! How long a session lives. ASVS 5.0, 7.3.1 and 7.3.2; NIST SP 800-63B-4, section 2.2.3 (AAL2).

use record::Instant;

/// Without a request for so long, a session ends.
pub const IDLE_SECONDS: i64 = 15 * 60;
/// After so long it ends, whatever happened.
pub const ABSOLUTE_SECONDS: i64 = 8 * 3_600;
/// For so long a shown second factor opens what is sensitive.
pub const FRESH_SECONDS: i64 = 5 * 60;
/// The time from the first factor to the second, and from the sign-up code to the first sign-in.
pub const HALF_SECONDS: i64 = 10 * 60;
/// Codes that may be typed wrongly before one starts anew. ASVS 6.6.3.
pub const TRIES: i64 = 5;
/// A request writes down that it came only after so long, so that reading costs no write.
pub const TOUCH_SECONDS: i64 = 30;

/// What is known of a session when a request comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// When the one who signed in did.
    pub opened: Instant,
    /// When a request was last written down.
    pub seen: Instant,
    /// When the second factor was last shown.
    pub stepped_up: Instant,
}

impl Times {
    /// Whether a full session still lives. A clock that went back ends it: nobody can say how old it is.
    pub fn live(self, now: Instant) -> bool {
        let (age, idle) = (now.seconds_since(self.opened), now.seconds_since(self.seen));
        (0..ABSOLUTE_SECONDS).contains(&age) && (-TOUCH_SECONDS..IDLE_SECONDS).contains(&idle)
    }

    /// Whether what began with a password still waits for its second factor.
    pub fn half_live(self, now: Instant) -> bool {
        (0..HALF_SECONDS).contains(&now.seconds_since(self.opened))
    }

    /// Whether the second factor was shown just now.
    pub fn fresh(self, now: Instant) -> bool {
        (0..FRESH_SECONDS).contains(&now.seconds_since(self.stepped_up))
    }

    /// Whether this request is to be written down.
    pub fn to_touch(self, now: Instant) -> bool {
        now.seconds_since(self.seen) >= TOUCH_SECONDS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::parse("2026-11-23T01:00:00Z").unwrap().plus_seconds(seconds)
    }

    #[test]
    fn a_session_ends_when_nobody_comes_and_when_its_day_is_over() {
        let session = |opened, seen| Times { opened: at(opened), seen: at(seen), stepped_up: at(opened) };
        for (opened, seen, now, live) in [
            (0, 0, 0, true),
            (0, 0, 899, true),
            (0, 0, 900, false),
            (0, 28_000, 28_799, true),
            (0, 28_799, 28_800, false),
            (0, 28_790, 28_800, false),
            (100, 100, 99, false),
        ] {
            assert_eq!(session(opened, seen).live(at(now)), live, "{opened} {seen} {now}");
        }
    }

    #[test]
    fn the_second_factor_is_fresh_for_five_minutes() {
        let times = Times { opened: at(0), seen: at(0), stepped_up: at(60) };
        for (now, fresh) in [(59, false), (60, true), (359, true), (360, false)] {
            assert_eq!(times.fresh(at(now)), fresh, "{now}");
        }
        assert!(times.half_live(at(599)) && !times.half_live(at(600)));
        assert!(!times.to_touch(at(29)) && times.to_touch(at(30)));
    }
}
