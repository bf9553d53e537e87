//! A point in time, always in UTC.

use crate::Day;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;
// 0001-01-01 and the last microsecond of 9999-12-31: outside them the text would change its width and no longer sort.
const LEAST: i64 = -62_135_596_800 * SECOND;
const MOST: i64 = 253_402_300_800 * SECOND - 1;

/// A point in time in microseconds, UTC; text is RFC 3339 of fixed width, so it sorts as it reads.
///
/// It is passed in by whoever calls a rule: only the server reads a clock. A city's day and hour are asked for by its
/// offset in minutes (480 in China, which has one zone and no summer time).
///
/// ```
/// use record::Instant;
/// let instant = Instant::parse("2026-11-24T00:41:02+08:00").unwrap();
/// assert_eq!(instant.to_string(), "2026-11-23T16:41:02.000000Z");
/// assert_eq!(instant.day(480).to_string(), "2026-11-24");
/// assert!(Instant::parse("2026-11-24").is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// Reads RFC 3339 with any offset; the `T` and the offset must be there. Digits below the microsecond are cut off,
    /// and a leap second counts as the second before it.
    pub fn parse(text: &str) -> Option<Instant> {
        let (day, rest) = (Day::parse(text.get(..10)?)?, text.as_bytes().get(10..)?);
        let [b'T' | b't', clock @ ..] = rest else { return None };
        let [h1, h2, b':', m1, m2, b':', s1, s2, rest @ ..] = clock else { return None };
        let (hour, minute, second) = (two(*h1, *h2, 24)?, two(*m1, *m2, 60)?, two(*s1, *s2, 61)?);
        let (micros, rest) = match rest {
            [b'.', digits @ ..] => fraction(digits)?,
            rest => (0, rest),
        };
        let offset_minutes = match rest {
            [b'Z' | b'z'] => 0,
            [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
                let minutes = two(*h1, *h2, 24)? * 60 + two(*m1, *m2, 60)?;
                if *sign == b'+' { minutes } else { -minutes }
            }
            _ => return None,
        };
        let seconds = (hour * 60 + minute - offset_minutes) * 60 + second.min(59);
        let instant = day.number() * DAY + seconds * SECOND + micros;
        (LEAST..=MOST).contains(&instant).then_some(Instant(instant))
    }

    /// The instant so many microseconds after 1970-01-01T00:00:00Z, held between the years 1 and 9999.
    pub const fn from_unix_micros(micros: i64) -> Instant {
        Instant(if micros < LEAST {
            LEAST
        } else if micros > MOST {
            MOST
        } else {
            micros
        })
    }

    /// The microseconds since 1970-01-01T00:00:00Z.
    pub const fn unix_micros(self) -> i64 {
        self.0
    }

    /// The instant at which this day begins where the offset is so many minutes east of UTC.
    pub fn start_of(day: Day, offset_minutes: i32) -> Instant {
        Instant::from_unix_micros(day.number() * DAY - i64::from(offset_minutes) * 60 * SECOND)
    }

    /// The instant so many seconds later, or earlier if negative.
    pub const fn plus_seconds(self, seconds: i64) -> Instant {
        Instant::from_unix_micros(self.0.saturating_add(seconds.saturating_mul(SECOND)))
    }

    /// The whole seconds from `earlier` to this instant; negative if it is the later one.
    pub const fn seconds_since(self, earlier: Instant) -> i64 {
        (self.0 - earlier.0) / SECOND
    }

    /// The day it is where the offset is so many minutes east of UTC.
    pub fn day(self, offset_minutes: i32) -> Day {
        self.local(offset_minutes).0
    }

    /// The day, hour (0–23) and minute (0–59) where the offset is so many minutes east of UTC.
    pub fn local(self, offset_minutes: i32) -> (Day, u8, u8) {
        let local = self.0 + i64::from(offset_minutes) * 60 * SECOND;
        let minute = u32::try_from(local.rem_euclid(DAY) / (60 * SECOND)).expect("a day has 1,440 minutes");
        let part = |number: u32| u8::try_from(number).expect("hours and minutes are below 60");
        (Day::from_number(local.div_euclid(DAY)), part(minute / 60), part(minute % 60))
    }
}

/// The number of two digits, if it is below the limit.
fn two(tens: u8, ones: u8, limit: i64) -> Option<i64> {
    let digits = tens.is_ascii_digit() && ones.is_ascii_digit();
    let number = i64::from(tens.wrapping_sub(b'0')) * 10 + i64::from(ones.wrapping_sub(b'0'));
    (digits && number < limit).then_some(number)
}

/// The microseconds of the digits after the point, and what follows them.
fn fraction(bytes: &[u8]) -> Option<(i64, &[u8])> {
    let length = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let digits = (0..6).map(|place| i64::from(bytes[..length].get(place).map_or(0, |digit| digit - b'0')));
    (length > 0).then(|| (digits.fold(0, |sum, digit| sum * 10 + digit), &bytes[length..]))
}

impl std::fmt::Display for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (day, hour, minute) = self.local(0);
        let micros = self.0.rem_euclid(60 * SECOND);
        write!(f, "{day}T{hour:02}:{minute:02}:{:02}.{:06}Z", micros / SECOND, micros % SECOND)
    }
}

impl std::fmt::Debug for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Instant, D::Error> {
        let text = String::deserialize(deserializer)?;
        Instant::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("{text:?} is not an RFC 3339 time")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_with_any_offset_become_utc_of_fixed_width() {
        let check = |text, expected: Option<&str>| {
            assert_eq!(
                Instant::parse(text).map(|instant| instant.to_string()).as_deref(),
                expected,
                "{text}"
            );
        };
        check("2026-11-23T08:41:02.000000Z", Some("2026-11-23T08:41:02.000000Z"));
        check("2026-11-23T16:41:02+08:00", Some("2026-11-23T08:41:02.000000Z"));
        check("2026-11-23t16:41:02.1234567+08:00", Some("2026-11-23T08:41:02.123456Z"));
        check("1969-12-31T23:59:59.9999999Z", Some("1969-12-31T23:59:59.999999Z"));
        check("2026-11-23T00:00:00-03:30", Some("2026-11-23T03:30:00.000000Z"));
        check("0001-01-01T00:00:00Z", Some("0001-01-01T00:00:00.000000Z"));
        check("9999-12-31T23:59:59z", Some("9999-12-31T23:59:59.000000Z"));
        check("2016-12-31T23:59:60Z", Some("2016-12-31T23:59:59.000000Z"));
        for text in [
            "",
            "2026-11-23",
            "2026-11-23T08:41:02",
            "2026-11-23 08:41:02Z",
            "2026-11-23T08:41Z",
            "2026-11-23T25:00:00Z",
            "2026-02-30T00:00:00Z",
            "2026-11-23T08:41:02+0800",
            "2026-11-23T08:41:02.Z",
            "2026-11-23T08:41:02Z[Asia/Shanghai]",
            "0001-01-01T00:00:00+08:00",
            "2026-11-23T08:41:02Z ",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn a_day_begins_at_local_midnight() {
        let day = Day::new(2026, 11, 24).unwrap();
        let start = Instant::start_of(day, 480);
        assert_eq!(start.to_string(), "2026-11-23T16:00:00.000000Z");
        assert_eq!(start.local(480), (day, 0, 0));
        assert_eq!(start.plus_seconds(-60).local(480), (day.plus(-1), 23, 59));
        assert_eq!(start.plus_seconds(90).seconds_since(start), 90);
    }

    #[test]
    fn text_of_an_instant_reads_back() {
        let instant = Instant::from_unix_micros(-1);
        let json = serde_json::to_string(&instant).unwrap();
        assert_eq!(json, "\"1969-12-31T23:59:59.999999Z\"");
        assert_eq!(serde_json::from_str::<Instant>(&json).unwrap(), instant);
        assert_eq!(Instant::from_unix_micros(i64::MAX).to_string(), "9999-12-31T23:59:59.999999Z");
    }
}
