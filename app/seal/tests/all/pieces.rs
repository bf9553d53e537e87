//! Opening a file while it arrives: the same bytes as at once, whatever the pieces; and nothing of a file that was changed.

use proptest::prelude::*;
use seal::{Context, Object, Opening, Role, SealFault, Secret, seal};

use super::given::{CASE, PORTAL};

fn place() -> Context {
    Context::of_case(PORTAL, CASE, 1, Object::Attachment, Role::Reporter)
}

fn key() -> Secret {
    Secret::from_bytes([1; 32])
}

/// What comes out of pieces of this length.
fn opened(place: Context, sealed: &[u8], piece: usize) -> Result<Vec<u8>, SealFault> {
    let mut opening = Opening::new(place, key());
    let mut file = Vec::new();
    for piece in sealed.chunks(piece) {
        file.extend_from_slice(&opening.take(piece)?);
    }
    let (rest, length) = opening.finish()?;
    file.extend_from_slice(&rest);
    assert!(file[length as usize..].iter().all(|byte| *byte == 0), "only padding follows the content");
    file.truncate(length as usize);
    Ok(file)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_file_comes_out_as_it_went_in(seed: u64, length in 0_usize..300_000, piece in 1_usize..200_000, zeros in 0_usize..3_000) {
        let mut dice = fastrand::Rng::with_seed(seed);
        let mut file: Vec<u8> = (0..length).map(|_| dice.u8(..)).collect();
        // Zeros of its own at the end are not taken for padding.
        file.extend(std::iter::repeat_n(0, zeros));
        let sealed = seal(&place(), &file, &[key().public()]).unwrap();
        prop_assert!(opened(place(), sealed.bytes(), piece.max(sealed.bytes().len() / 500)).unwrap() == file);
    }
}

#[test]
fn a_file_that_ends_with_a_chunk_comes_out_whole() {
    // 64 KiB is what age seals at once: the lengths around it are those at which an end can be missed.
    for length in (65_536 - 200..65_536 + 200).chain(131_072 - 130..131_072 - 110) {
        let file = vec![7; length];
        let sealed = seal(&place(), &file, &[key().public()]).unwrap();
        assert!(opened(place(), sealed.bytes(), 65_552).unwrap() == file, "{length}");
    }
}

#[test]
fn a_file_that_was_cut_or_changed_is_never_finished() {
    let sealed = seal(&place(), &[7; 200_000], &[key().public()]).unwrap();
    let whole = sealed.bytes();
    let mut dice = fastrand::Rng::with_seed(5);
    for _ in 0..200 {
        let cut = dice.usize(..whole.len());
        assert!(opened(place(), &whole[..cut], 70_000).is_err(), "cut after {cut} bytes");
        let mut changed = whole.to_vec();
        changed[cut] ^= 1 << dice.u8(..8);
        assert!(opened(place(), &changed, 70_000).is_err(), "changed at {cut}");
    }
    let more = [whole, b"more"].concat();
    assert!(opened(place(), &more, 70_000).is_err());
}

#[test]
fn a_file_of_elsewhere_or_for_another_key_gives_nothing() {
    let sealed = seal(&place(), &[7; 100_000], &[key().public()]).unwrap();
    let elsewhere = opened(place().with(Object::Attachment, 2), sealed.bytes(), 70_000);
    assert_eq!(elsewhere, Err(SealFault::Elsewhere));
    let mut other = Opening::new(place(), Secret::from_bytes([2; 32]));
    assert_eq!(other.take(sealed.bytes()).unwrap_err(), SealFault::NotForThisKey);
}
