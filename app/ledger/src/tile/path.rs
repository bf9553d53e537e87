//! Addresses of tiles and bundles: `tile/<L>/<N>[.p/<W>]` and `tile/entries/<N>[.p/<W>]`. One address for each, and each
//! readable in one way only.

use super::bundle::Bundle;
use super::{FULL, HIGHEST_LEVEL, Tile};
use crate::text::number;

/// More letters than the longest address has.
const LETTERS: usize = 64;

impl Tile {
    /// Its address below the log's prefix.
    pub fn path(self) -> String {
        format!("tile/{}/{}", self.level, place(self.number, self.width))
    }

    /// Reads [`Tile::path`]; `None` for anything else.
    pub fn parse(path: &str) -> Option<Self> {
        let (level, place) = rest(path)?.split_once('/')?;
        let level = u8::try_from(number(level)?).ok().filter(|level| *level <= HIGHEST_LEVEL)?;
        let (number, width) = read(place)?;
        let tile = Self { level, number, width };
        // Zeroes in front, or a group too many, would be a second address of the same tile.
        (tile.path() == path).then_some(tile)
    }
}

impl Bundle {
    /// Its address below the log's prefix.
    pub fn path(self) -> String {
        format!("tile/entries/{}", place(self.number, self.width))
    }

    /// Reads [`Bundle::path`]; `None` for anything else.
    pub fn parse(path: &str) -> Option<Self> {
        let (number, width) = read(rest(path)?.strip_prefix("entries/")?)?;
        let bundle = Self { number, width };
        (bundle.path() == path).then_some(bundle)
    }
}

fn rest(path: &str) -> Option<&str> {
    path.strip_prefix("tile/").filter(|rest| rest.len() <= LETTERS)
}

/// The number in groups of three digits, all but the last behind an `x`, and the width if it is not full.
fn place(number: u64, width: u16) -> String {
    let mut groups = vec![format!("{:03}", number % 1000)];
    let mut higher = number / 1000;
    while higher > 0 {
        groups.push(format!("x{:03}", higher % 1000));
        higher /= 1000;
    }
    groups.reverse();
    let number = groups.join("/");
    if width == FULL { number } else { format!("{number}.p/{width}") }
}

fn read(place: &str) -> Option<(u64, u16)> {
    let (groups, width) = match place.split_once(".p/") {
        Some((groups, width)) => (groups, u16::try_from(number(width)?).ok()?),
        None => (place, FULL),
    };
    // A full tile has no suffix, an empty one is not served.
    if width == 0 || width > FULL || (width == FULL && place.contains('.')) {
        return None;
    }
    let mut whole: u64 = 0;
    for group in groups.split('/') {
        let digits = group.strip_prefix('x').unwrap_or(group);
        if digits.len() != 3 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        whole = whole.checked_mul(1000)?.checked_add(digits.parse().ok()?)?;
    }
    Some((whole, width))
}
