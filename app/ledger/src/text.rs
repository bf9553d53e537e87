//! Reading exactly: what these formats allow in one way only is accepted in that way only, so that no two texts mean the
//! same and nothing signed can be said differently.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::tree::{Hash, MAX_SIZE};

/// A proof with more hashes is refused: the largest tree needs no more, and tlog-witness allows no more.
pub(crate) const PROOF_LINES: usize = 63;

/// Bytes in base64 with padding. RFC 4648, section 4.
pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// What [`base64`] wrote; nothing for missing padding, stray bits or any other letter.
pub(crate) fn unbase64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// A whole number in decimal: no sign, no leading zero, at most [`MAX_SIZE`].
pub(crate) fn number(text: &str) -> Option<u64> {
    let digits = text.len() <= 19 && text.bytes().all(|letter| letter.is_ascii_digit());
    let leading = text.len() > 1 && text.starts_with('0');
    text.parse().ok().filter(|number| digits && !leading && *number <= MAX_SIZE)
}

/// The hashes of a proof, one a line.
pub(crate) fn hashes<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Vec<Hash>> {
    let mut hashes = Vec::new();
    for line in lines {
        if hashes.len() == PROOF_LINES {
            return None;
        }
        hashes.push(line.parse().ok()?);
    }
    Some(hashes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_in_one_way() {
        assert_eq!(number("0"), Some(0));
        assert_eq!(number("70000"), Some(70_000));
        assert_eq!(number("9223372036854775807"), Some(MAX_SIZE));
        for text in ["", "00", "01", "+1", "-1", " 1", "1 ", "1_0", "9223372036854775808", "1e3", "１"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn base64_is_written_in_one_way() {
        assert_eq!(unbase64("AAE="), Some(vec![0, 1]));
        // Without padding, with stray bits, in the other alphabet, with a line break.
        for text in ["AAE", "AAF=", "AA_=", "AAE=\n", "AAE=="] {
            assert_eq!(unbase64(text), None, "{text}");
        }
    }
}
