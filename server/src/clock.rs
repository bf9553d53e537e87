//! The only clock of the house. Rules and slices are told the day; `--today` holds it still for
//! demonstrations, tests and screenshots.

use record::{Day, Instant};
use std::time::{SystemTime, UNIX_EPOCH};

/// Where the server takes the time from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Always nine in the morning of this day, by the city's own time.
    Frozen(Day),
}

impl Clock {
    /// The city's present day as days since 1970, without more arithmetic than that: each kept page asks.
    pub(crate) fn day_number(self, offset_minutes: i32) -> i64 {
        match self {
            Clock::System => {
                #[expect(clippy::disallowed_methods, reason = "the server is where time enters the house")]
                let since = SystemTime::now().duration_since(UNIX_EPOCH);
                let seconds = since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX / 2));
                (seconds + i64::from(offset_minutes) * 60).div_euclid(86_400)
            }
            Clock::Frozen(day) => day.number(),
        }
    }

    /// The present instant; `offset_minutes` is the city's distance from UTC.
    pub fn now(self, offset_minutes: i32) -> Instant {
        match self {
            Clock::System => {
                #[expect(clippy::disallowed_methods, reason = "the server is where time enters the house")]
                let since = SystemTime::now().duration_since(UNIX_EPOCH);
                let micros = since.map_or(0, |since| i64::try_from(since.as_micros()).unwrap_or(i64::MAX));
                Instant::from_unix_micros(micros)
            }
            Clock::Frozen(day) => {
                let nine = day.number() * 86_400 + 9 * 3_600 - i64::from(offset_minutes) * 60;
                Instant::from_unix_micros(nine * 1_000_000)
            }
        }
    }

    /// The city's present day.
    pub fn today(self, offset_minutes: i32) -> Day {
        match self {
            Clock::System => self.now(offset_minutes).day(offset_minutes),
            Clock::Frozen(day) => day,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_clock_stands_at_nine_of_its_day() {
        let day = Day::parse("2026-11-23").expect("a day");
        let clock = Clock::Frozen(day);
        assert_eq!(clock.today(480), day);
        assert_eq!(clock.now(480).to_string(), "2026-11-23T01:00:00.000000Z");
        assert_eq!(clock.now(480).day(480), day);
        assert_eq!(clock.day_number(480), day.number());
    }

    #[test]
    fn the_number_of_the_day_is_the_day() {
        for offset in [-720, 0, 480, 840] {
            let before = Clock::System.today(offset).number();
            let number = Clock::System.day_number(offset);
            assert!((before..=before + 1).contains(&number), "midnight may lie between the two");
        }
    }
}
