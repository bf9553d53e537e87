//! Reading exactly: what these formats allow in one way only is accepted in that way only, so that no two texts mean the
//! same and nothing signed can be said differently.

use crate::tree::{Hash, MAX_SIZE};

/// A proof with more hashes is refused: the largest tree needs no more, and tlog-witness allows no more.
pub(crate) const PROOF_LINES: usize = 63;

/// The alphabet of base64. A crate for it is six kilobytes more on a phone.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes in base64 with padding. RFC 4648, section 4.
pub(crate) fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for letter in 0..4 {
            let is_there = letter <= three.len();
            text.push(if is_there {
                char::from(LETTERS[(bits >> (18 - 6 * letter) & 63) as usize])
            } else {
                '='
            });
        }
    }
    text
}

/// What [`base64`] wrote; nothing for missing padding, stray bits or any other letter.
pub(crate) fn unbase64(text: &str) -> Option<Vec<u8>> {
    let text = text.as_bytes();
    let padding = text.iter().rev().take(2).filter(|letter| **letter == b'=').count();
    let (letters, end) = text.split_at(text.len() - padding);
    if !text.len().is_multiple_of(4) || end.iter().any(|letter| *letter != b'=') {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for four in letters.chunks(4) {
        let mut bits: u32 = 0;
        for letter in four {
            bits = bits << 6 | u32::try_from(LETTERS.iter().position(|known| known == letter)?).ok()?;
        }
        // Three letters hold two bytes, two hold one; what is left over must be zero, or two texts would mean the same.
        let spare = (4 - four.len()) * 2;
        if bits & ((1 << spare) - 1) != 0 {
            return None;
        }
        let whole = (bits >> spare) << (24 - (four.len() * 6 - spare));
        bytes.extend_from_slice(&whole.to_be_bytes()[1..four.len()]);
    }
    Some(bytes)
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

    /// RFC 4648, section 10, and every byte.
    #[test]
    fn base64_reads_back() {
        for (plain, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
        ] {
            assert_eq!(base64(plain.as_bytes()), text);
            assert_eq!(unbase64(text).as_deref(), Some(plain.as_bytes()));
        }
        let all: Vec<u8> = (0..=255).collect();
        for length in 0..=256 {
            assert_eq!(unbase64(&base64(&all[..length])).as_deref(), Some(&all[..length]));
        }
    }

    #[test]
    fn base64_is_written_in_one_way() {
        assert_eq!(unbase64("AAE="), Some(vec![0, 1]));
        // Without padding, with stray bits, in the other alphabet, with a line break.
        for text in
            ["AAE", "AAF=", "AA_=", "AAE=\n", "AAE==", "=", "====", "A===", "AB==", "A=AA", "AA=A", "AAAAA"]
        {
            assert_eq!(unbase64(text), None, "{text}");
        }
    }
}
