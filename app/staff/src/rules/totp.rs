//! Six digits that a telephone shows and that change every half minute. RFC 6238 over HMAC-SHA-1, which every app knows; what
//! SHA-1 has lost, it has not lost here.
//!
//! Twenty lines instead of a crate: the RFC's own vectors hold them.

use hmac::{Hmac, KeyInit, Mac};
use record::Instant;
use sha1::Sha1;

/// 160 bits, as RFC 4226, section 4, recommends.
pub const SECRET_BYTES: usize = 20;
const STEP_SECONDS: i64 = 30;
const DIGITS: usize = 6;
/// RFC 4648's letters, which the apps read.
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step a moment lies in.
pub fn step(now: Instant) -> i64 {
    now.unix_micros().div_euclid(1_000_000 * STEP_SECONDS)
}

/// The digits of a step.
pub fn digits(secret: &[u8; SECRET_BYTES], step: i64) -> String {
    let code = truncated(secret, step) % 1_000_000;
    format!("{code:06}")
}

/// RFC 4226, section 5.3.
fn truncated(secret: &[u8; SECRET_BYTES], step: i64) -> u32 {
    let mut block = [0; 64];
    // RFC 2104: a key shorter than a block is filled up with zeros.
    block[..SECRET_BYTES].copy_from_slice(secret);
    let mut mac = Hmac::<Sha1>::new(&block.into());
    mac.update(&step.to_be_bytes());
    let hash: [u8; 20] = mac.finalize().into_bytes().into();
    let at = usize::from(hash[19] & 0xf);
    u32::from_be_bytes([hash[at] & 0x7f, hash[at + 1], hash[at + 2], hash[at + 3]])
}

/// The step a typed code belongs to: this one, the one before or the one after, because clocks differ. `None` for a wrong
/// code and for one whose step is not later than the last one that was used: a code works once (RFC 6238, section 5.2).
pub fn accepts(secret: &[u8; SECRET_BYTES], typed: &str, now: Instant, last: Option<i64>) -> Option<i64> {
    let typed: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let now = step(now);
    // Every candidate is compared to its end, whatever the first ones said.
    let matching = [now, now - 1, now + 1].map(|step| (same(&digits(secret, step), &typed), step));
    let step = matching.into_iter().find_map(|(is_same, step)| is_same.then_some(step))?;
    (typed.len() == DIGITS && last.is_none_or(|last| step > last)).then_some(step)
}

/// Compares without telling by its time where two codes part.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

/// The secret as one types it into an app: base 32 in groups of four.
pub fn written(secret: &[u8; SECRET_BYTES]) -> String {
    let letters: Vec<char> = super::codes::letters(secret, LETTERS).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The address that an app on the same device takes the secret from. `issuer` and `name` hold no colon.
pub fn address(secret: &[u8; SECRET_BYTES], issuer: &str, name: &str) -> String {
    let (issuer, name) = (record::reference::escaped(issuer), record::reference::escaped(name));
    let secret = written(secret).replace(' ', "");
    format!("otpauth://totp/{issuer}:{name}?secret={secret}&issuer={issuer}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const RFC: &[u8; 20] = b"12345678901234567890";

    fn at(seconds: i64) -> Instant {
        Instant::from_unix_micros(seconds * 1_000_000)
    }

    #[test]
    fn the_vectors_of_the_rfc_hold() {
        // RFC 6238, appendix B, SHA-1: eight digits, of which an app shows the last six.
        for (seconds, eight) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(format!("{:08}", truncated(RFC, step(at(seconds))) % 100_000_000), eight);
            assert_eq!(digits(RFC, step(at(seconds))), eight[2..]);
        }
        assert_eq!(written(RFC), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }

    #[test]
    fn a_code_works_half_a_minute_to_either_side_and_once() {
        let (now, code) = (at(59), "287082");
        assert_eq!(accepts(RFC, " 287 082 ", now, None), Some(1));
        assert_eq!(accepts(RFC, code, at(0), None), Some(1), "a clock half a minute behind");
        assert_eq!(accepts(RFC, code, at(89), None), Some(1), "and one ahead");
        assert_eq!(accepts(RFC, code, at(90), None), None);
        assert_eq!(accepts(RFC, code, now, Some(1)), None, "it was used");
        assert_eq!(accepts(RFC, code, now, Some(2)), None, "a later one was used");
        assert_eq!(accepts(RFC, code, now, Some(0)), Some(1));
        for wrong in ["", "287083", "28708", "2870820", "abcdef"] {
            assert_eq!(accepts(RFC, wrong, now, None), None, "{wrong}");
        }
    }

    #[test]
    fn an_app_reads_the_address() {
        assert_eq!(
            address(RFC, "Sunhall 秦皇岛", "intake-1"),
            "otpauth://totp/Sunhall%20%E7%A7%A6%E7%9A%87%E5%B2%9B:intake-1?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Sunhall%20%E7%A7%A6%E7%9A%87%E5%B2%9B"
        );
    }
}
