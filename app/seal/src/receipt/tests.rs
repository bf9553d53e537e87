//! Receipts as people write them down, and all the ways to write them down wrong.

use std::collections::HashSet;

use super::*;

fn receipts(many: usize) -> impl Iterator<Item = Receipt> {
    let mut dice = fastrand::Rng::with_seed(130);
    (0..many).map(move |_| Receipt::from_entropy(&std::array::from_fn(|_| dice.u8(..))))
}

fn parse(letters: &[u8]) -> Result<Receipt, ReceiptFault> {
    Receipt::parse(std::str::from_utf8(letters).unwrap())
}

fn plain(receipt: &Receipt) -> Vec<u8> {
    receipt.to_string().replace('-', "").into_bytes()
}

#[test]
fn the_generator_has_order_31_and_every_element_its_inverse() {
    let powers: HashSet<u8> = (0..31).map(power).collect();
    assert_eq!(powers.len(), 31, "the powers of the generator are all elements but zero");
    assert_eq!(power(31), 1);
    assert!((1..32).all(|element| times(element, inverse(element)) == 1));
}

#[test]
fn every_single_wrong_character_is_caught() {
    for receipt in receipts(50) {
        let right = plain(&receipt);
        for place in 0..LENGTH {
            for letter in LETTERS.iter().filter(|letter| **letter != right[place]) {
                let mut wrong = right.clone();
                wrong[place] = *letter;
                assert_eq!(parse(&wrong), Err(ReceiptFault::Check), "{place}");
            }
        }
    }
}

#[test]
fn every_two_wrong_characters_are_caught_and_so_every_exchange() {
    // The sums are linear: those of a wrong receipt are those of what is wrong alone.
    for first in 0..LENGTH {
        for second in first + 1..LENGTH {
            for (one, other) in (1..32).flat_map(|one| (1..32).map(move |other| (one, other))) {
                let weighted = times(one, power(first)) ^ times(other, power(second));
                assert_ne!((one ^ other, weighted), (0, 0), "{first} {second}");
            }
        }
    }
    let mut dice = fastrand::Rng::with_seed(2);
    for receipt in receipts(500) {
        let mut wrong = plain(&receipt);
        let (first, second) = (dice.usize(..LENGTH), dice.usize(..LENGTH));
        wrong.swap(first, second);
        let is_same = wrong == plain(&receipt);
        assert_eq!(parse(&wrong).is_ok(), is_same, "{first} and {second} exchanged");
    }
}

#[test]
fn a_million_receipts_are_all_different_and_a_million_guesses_hit_none() {
    let known: HashSet<[u8; SECRET]> = receipts(1_000_000).map(|receipt| *receipt.secret()).collect();
    assert_eq!(known.len(), 1_000_000);
    let mut dice = fastrand::Rng::with_seed(1);
    let hits = (0..1_000_000)
        .map(|_| Receipt::from_entropy(&std::array::from_fn(|_| dice.u8(..))))
        .filter(|guess| known.contains(guess.secret()))
        .count();
    assert_eq!(hits, 0);
}

#[test]
fn what_people_write_is_read() {
    let receipt = Receipt::from_entropy(&[0x21; 17]);
    let written = receipt.to_string();
    assert_eq!(written, "44GJ-2891-44GJ-2891-44GJ-2891-44RR");
    let full_width: String = written
        .chars()
        .map(|letter| char::from_u32(u32::from(letter) + 0xfee0).filter(|_| letter != '-').unwrap_or(' '))
        .collect();
    for text in [
        written.to_lowercase(),
        written.replace('-', " "),
        written.replace('-', ""),
        format!("  {}\n", written.replace('-', " – ")),
        full_width,
    ] {
        assert_eq!(Receipt::parse(&text), Ok(receipt.clone()), "{text}");
    }
    let zeros = Receipt::from_entropy(&[0; 17]).to_string();
    assert_eq!(Receipt::parse(&zeros.replace('0', "o")), Receipt::parse(&zeros));
    let ones = receipts(200).find(|receipt| receipt.to_string().contains('1')).unwrap();
    for letter in ["i", "I", "l", "L"] {
        assert_eq!(Receipt::parse(&ones.to_string().replace('1', letter)), Ok(ones.clone()));
    }
}

#[test]
fn what_is_no_receipt_is_refused_with_a_reason() {
    let written = Receipt::from_entropy(&[9; 17]).to_string();
    assert_eq!(Receipt::parse(""), Err(ReceiptFault::Length(0)));
    assert_eq!(Receipt::parse(&written[1..]), Err(ReceiptFault::Length(27)));
    assert_eq!(Receipt::parse(&format!("{written}0")), Err(ReceiptFault::Length(29)));
    assert_eq!(Receipt::parse(&written.repeat(40)), Err(ReceiptFault::Length(28 * 40)));
    assert_eq!(Receipt::parse(&written.replacen('4', "U", 1)), Err(ReceiptFault::Character));
    assert_eq!(Receipt::parse("回执"), Err(ReceiptFault::Character));
}

#[test]
fn all_130_bits_count_and_only_they() {
    let base = Receipt::from_entropy(&[0; 17]);
    for bit in 0..136 {
        let mut entropy = [0; 17];
        entropy[bit / 8] |= 0x80 >> (bit % 8);
        assert_eq!(Receipt::from_entropy(&entropy) != base, bit < 130, "bit {bit}");
    }
}

#[test]
fn a_receipt_is_not_shown_by_accident() {
    assert_eq!(format!("{:?}", Receipt::from_entropy(&[7; 17])), "Receipt(…)");
}
