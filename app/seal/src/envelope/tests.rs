//! Sealing and opening, with everything an enemy may do in between.

use super::*;
use crate::{Object, Role};

const CASE: &str = "01931d2c-7f00-7abc-8def-0123456789ab";

fn place() -> Context {
    Context::of_case("hall.example", CASE, 1, Object::Report, Role::Reporter)
}

fn key(number: u8) -> Secret {
    Secret::from_bytes([number; 32])
}

#[test]
fn each_recipient_opens_it_alone_and_nobody_else() {
    let sealed = seal(&place(), b"words", &[key(1).public(), key(2).public()]).unwrap();
    for number in [1, 2] {
        assert_eq!(open(&place(), sealed.bytes(), &key(number)).unwrap().as_slice(), b"words");
    }
    assert_eq!(open(&place(), sealed.bytes(), &key(3)).unwrap_err(), SealFault::NotForThisKey);
}

#[test]
fn without_a_recipient_nothing_is_sealed() {
    assert_eq!(seal(&place(), b"words", &[]).unwrap_err(), SealFault::NoRecipient);
}

#[test]
fn a_file_that_was_cut_anywhere_is_refused() {
    let mut dice = fastrand::Rng::with_seed(200);
    // More than one chunk of 64 KiB, so that whole chunks can be missing.
    let content: Vec<u8> = (0..200_000).map(|_| dice.u8(..)).collect();
    let sealed = seal(&place(), &content, &[key(1).public()]).unwrap();
    let cuts = (0..200).map(|_| dice.usize(..sealed.0.len()));
    // Where a chunk ends, a file that ends there looks whole to a careless reader.
    let chunk = 65_536 + 16;
    let ends = (1..=3)
        .map(|chunks| sealed.0.len() - (sealed.0.len() - header(&sealed)) % chunk - (chunks - 1) * chunk);
    for cut in cuts.chain(ends) {
        assert_eq!(open(&place(), &sealed.0[..cut], &key(1)).unwrap_err(), SealFault::Broken, "cut at {cut}");
    }
    let longer = [sealed.0.as_slice(), b"0"].concat();
    assert_eq!(open(&place(), &longer, &key(1)).unwrap_err(), SealFault::Broken);
}

/// Where the chunks begin: behind the last line of the header and a nonce of 16 bytes.
fn header(sealed: &Sealed) -> usize {
    let mac = sealed.0.windows(5).position(|five| five == b"\n--- ").unwrap();
    mac + 5 + sealed.0[mac + 5..].iter().position(|byte| *byte == b'\n').unwrap() + 1 + 16
}

#[test]
fn a_changed_bit_is_noticed_wherever_it_stands() {
    let sealed = seal(&place(), b"words", &[key(1).public()]).unwrap();
    for byte in 0..sealed.0.len() {
        let mut changed = sealed.0.clone();
        changed[byte] ^= 1 << (byte % 8);
        assert!(open(&place(), &changed, &key(1)).is_err(), "byte {byte}");
    }
}

#[test]
fn what_was_moved_is_refused() {
    let sealed = seal(&place(), b"words", &[key(1).public()]).unwrap();
    let other_portal = Context { portal: "other.example".to_owned(), ..place() };
    let other_case = Context { case: CASE.replace('0', "1"), ..place() };
    for elsewhere in [
        other_portal,
        other_case,
        place().with(Object::Identity, 0),
        place().with(Object::Report, 1),
        place().in_epoch(2),
        place().by(Role::Server),
        place().by(Role::Staff),
    ] {
        assert_eq!(
            open(&elsewhere, sealed.bytes(), &key(1)).unwrap_err(),
            SealFault::Elsewhere,
            "{}",
            elsewhere.line()
        );
    }
    let either = [place().by(Role::Server), place()];
    assert_eq!(open_any(&either, sealed.bytes(), &key(1)).unwrap().as_slice(), b"words");
}

/// What a stranger sealed with plain `age` to a known key has no place, or padding that is not ours.
#[test]
fn an_age_file_of_another_make_is_refused() {
    let by_hand = |plain: &[u8]| age::encrypt(&key(1).public().recipient(), plain).unwrap();
    let line = place().line() + "\n";
    let length = 5u64.to_be_bytes();
    let whole = |padding: Vec<u8>| [line.as_bytes(), b"words", &padding, &length].concat();
    let zeros = padded((line.len() + 5 + 8) as u64) as usize - line.len() - 5 - 8;
    let right = by_hand(&whole(vec![0; zeros]));
    assert_eq!(open(&place(), &right, &key(1)).unwrap().as_slice(), b"words");
    for (wrong, why) in [
        (by_hand(b""), "nothing in it"),
        (by_hand(b"words"), "no line"),
        (by_hand(line.as_bytes()), "no length"),
        (by_hand(&whole(vec![0; zeros - 1])), "less padding"),
        (by_hand(&whole(vec![0; zeros + 1])), "more padding"),
        (by_hand(&whole(vec![1; zeros])), "padding that is no zeros"),
        (by_hand(&[line.as_bytes(), b"words", &[255; 8]].concat()), "a length beyond the end"),
    ] {
        assert_eq!(open(&place(), &wrong, &key(1)).unwrap_err(), SealFault::Broken, "{why}");
    }
}

#[test]
fn padding_costs_at_most_twelve_percent_and_leaves_few_lengths() {
    let mut lengths = std::collections::BTreeSet::new();
    for length in (0..3_000_000u64).step_by(7) {
        let padded = padded(length);
        assert!(
            padded >= length.max(LEAST) && padded - length.max(LEAST) <= length.max(LEAST) * 12 / 100,
            "{length}"
        );
        lengths.insert(padded);
    }
    assert!(lengths.len() < 300, "{} lengths up to 3 MB", lengths.len());
    assert_eq!([0, 1_024, 1_025, 1_088, 1_089].map(padded), [1_024, 1_024, 1_088, 1_088, 1_152]);
}

#[test]
fn short_texts_cannot_be_told_apart_by_their_length() {
    let recipients = [key(1).public()];
    let plain = |content: &[u8]| {
        let sealed = seal(&place(), content, &recipients).unwrap();
        sealed.0.len() - header(&sealed)
    };
    assert_eq!(plain(b""), plain(&[b'x'; 700]));
}

#[test]
fn in_json_it_is_base64_and_comes_back() {
    let sealed = Sealed(vec![0, 255, 1]);
    assert_eq!(serde_json::to_string(&sealed).unwrap(), "\"AP8B\"");
    assert_eq!(serde_json::from_str::<Sealed>("\"AP8B\"").unwrap(), sealed);
    assert!(serde_json::from_str::<Sealed>("\"AP8\"").is_err());
}
