//! A proof file carries all that is needed, and holds for one entry in one place.

use ledger::policy::Policy;
use ledger::proof::{PROOF_BYTES, Proof, Rejected};
use ledger::tree::Broken;
use proptest::prelude::*;

use super::given::{self, ORIGIN};

fn policy() -> Policy {
    let (log, witness) = (given::log(), given::witness());
    Policy::parse(format!("log {}\nwitness w1 {}\nquorum w1\n", log.key(), witness.key())).unwrap()
}

fn witnessed(index: u64, size: u64) -> Proof {
    let mut proof = given::proof(index, size);
    let line = given::witness().cosign(proof.note.text(), 1_700_000_000).unwrap();
    proof.note = proof.note.with([line]).unwrap();
    proof
}

#[test]
fn a_proof_is_written_as_the_specification_says() {
    let mut proof = given::proof(1, 3);
    let leaves = given::leaves(3);
    let checkpoint = given::checkpoint(3);
    let rest = format!("index 1\n{}\n{}\n\n{checkpoint}", leaves[0], leaves[2]);
    assert_eq!(proof.to_string(), format!("c2sp.org/tlog-proof@v1\n{rest}"));
    assert_eq!(Proof::parse(proof.to_string()).unwrap(), proof);
    proof.extra = Some(b"extra".to_vec());
    assert_eq!(proof.to_string(), format!("c2sp.org/tlog-proof@v1\nextra ZXh0cmE=\n{rest}"));
    assert_eq!(Proof::parse(proof.to_string()).unwrap(), proof);
    // The only entry of a log needs no hash.
    let alone = given::proof(0, 1);
    assert!(alone.to_string().starts_with("c2sp.org/tlog-proof@v1\nindex 0\n\nportal.example/log\n1\n"));
    assert_eq!(Proof::parse(alone.to_string()).unwrap(), alone);
}

#[test]
fn a_proof_says_who_vouches_for_the_entry() {
    let vouched = witnessed(4, 9).verify(&given::entry(4), &policy()).unwrap();
    assert_eq!((vouched.checkpoint.origin.as_str(), vouched.checkpoint.size), (ORIGIN, 9));
    assert_eq!(vouched.witnesses, [("w1".to_owned(), 1_700_000_000)]);
    assert!(vouched.quorum);
    // Not seen by a witness yet: the log's word alone.
    let vouched = given::proof(4, 9).verify(&given::entry(4), &policy()).unwrap();
    assert!(!vouched.quorum && vouched.witnesses.is_empty());
}

#[test]
fn a_proof_holds_for_its_entry_only() {
    let proof = witnessed(4, 9);
    for other in [given::entry(3), given::entry(5), Vec::new()] {
        assert_eq!(proof.verify(&other, &policy()), Err(Rejected::Broken(Broken::Root)));
    }
    let elsewhere = Proof { index: 9, ..proof };
    assert_eq!(elsewhere.verify(&given::entry(4), &policy()), Err(Rejected::Broken(Broken::Range)));
}

#[test]
fn no_bit_of_a_proof_file_can_change() {
    let file = witnessed(36, 100).to_string().into_bytes();
    let holds = |file: &[u8]| {
        Proof::parse(file)
            .is_ok_and(|proof| proof.verify(&given::entry(36), &policy()).is_ok_and(|vouched| vouched.quorum))
    };
    assert!(holds(&file));
    for place in 0..file.len() {
        for bit in 0..8 {
            let mut changed = file.clone();
            changed[place] ^= 1 << bit;
            assert!(!holds(&changed), "{}", String::from_utf8_lossy(&changed));
        }
    }
}

#[test]
fn what_is_not_a_proof_is_malformed() {
    let good = given::proof(1, 3).to_string();
    let (head, note) = good.split_once("\n\n").unwrap();
    let hash = format!("\n{}", given::leaves(1)[0]);
    let with = |head: &str| format!("{head}\n\n{note}");
    assert!(Proof::parse(with(head)).is_ok());
    assert!(Proof::parse(with(&format!("c2sp.org/tlog-proof@v1\nindex 1{}", hash.repeat(63)))).is_ok());
    for file in [
        String::new(),
        head.to_owned(),
        format!("{head}\n{note}"),
        with(&head.replace("v1", "v2")),
        with(&head.replace("index 1", "index 01")),
        with(&head.replace("index 1", "index -1")),
        with(&head.replace("index 1\n", "")),
        with(&head.replace("index 1", "index 1\nindex 1")),
        with(&head.replace("index 1", "index 1\nextra AAAA")),
        with(&head.replace("index 1", "extra A\nindex 1")),
        with(&head.replace("index 1", "extra AAAA\nextra AAAA\nindex 1")),
        with(&head.replace("index 1", "index 9223372036854775808")),
        with(&head.replace('\n', "\r\n")),
        with(&format!("c2sp.org/tlog-proof@v1\nindex 1{}", hash.repeat(64))),
        with(&format!("{head}=")),
        with(&head[..head.len() - 1]),
        format!("{good}\n"),
        "a".repeat(PROOF_BYTES + 1),
    ] {
        assert_eq!(Proof::parse(&file), Err(Rejected::Malformed), "{file:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_entry_of_a_log_is_proved_to_who_has_only_the_policy(size in 1_u64..300, seed: u64) {
        let index = seed % size;
        let file = witnessed(index, size).to_string();
        let vouched = Proof::parse(file).unwrap().verify(&given::entry(index), &policy());
        prop_assert_eq!(vouched.unwrap().checkpoint.size, size);
    }
}
