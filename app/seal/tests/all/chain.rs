//! The chain of a case's keys: whoever holds the receipt believes the newest one, and nobody else about it.

use ed25519_dalek::{Signer as _, SigningKey};
use record::Id;
use seal::grant::{NextEpoch, Place};
use seal::{EpochKey, KeyChain, Role, Secret, SubmissionFault};

use super::given::{PORTAL, id, keys, manifest, receipt, submission};

/// A case in its third epoch, with the secret keys of all three.
fn chain() -> (KeyChain, [Secret; 3]) {
    let secrets = [keys().case, Secret::from_bytes([52; 32]), Secret::from_bytes([53; 32])];
    let first = Place::new(PORTAL, &id(), Role::Reporter, 1);
    let NextEpoch { place, key: second, .. } = first.next_epoch(&secrets[0], &secrets[1]).unwrap();
    let third = place.next_epoch(&secrets[1], &secrets[2]).unwrap().key;
    (KeyChain { keys: vec![submission().first_key(), second, third] }, secrets)
}

fn newest(chain: &KeyChain) -> Option<EpochKey> {
    chain.newest(PORTAL, &id(), &submission().sign_key).ok().cloned()
}

#[test]
fn from_the_receipt_alone_the_newest_key_is_believed() {
    let (chain, secrets) = chain();
    for (length, secret) in (1..).zip(&secrets) {
        let part = KeyChain { keys: chain.keys[..length].to_vec() };
        let newest = newest(&part).unwrap();
        assert_eq!((newest.epoch as usize, &newest.key), (length, &secret.public()));
    }
    let again: KeyChain = serde_json::from_str(&serde_json::to_string(&chain).unwrap()).unwrap();
    assert_eq!(newest(&again), chain.keys.last().cloned());
}

#[test]
fn a_key_that_nobody_before_it_vouches_for_is_not_believed() {
    let (good, _) = chain();
    let stranger = Secret::from_bytes([66; 32]);
    let forged = Place::new(PORTAL, &id(), Role::Reporter, 1).next_epoch(&stranger, &stranger).unwrap().key;
    let changed = |change: &dyn Fn(&mut KeyChain)| {
        let mut chain = good.clone();
        change(&mut chain);
        newest(&chain)
    };
    let chains: [&dyn Fn(&mut KeyChain); 8] = [
        &|it| it.keys.clear(),
        &|it| it.keys[0].key = stranger.public(),
        &|it| it.keys[1].key = stranger.public(),
        &|it| it.keys[1] = forged.clone(),
        &|it| it.keys[2].verify = it.keys[1].verify.clone(),
        &|it| it.keys[2].epoch = 4,
        &|it| it.keys[2].signature.clear(),
        &|it| drop(it.keys.remove(1)),
    ];
    for change in chains {
        assert_eq!(changed(change), None);
    }
}

#[test]
fn a_chain_is_worth_nothing_in_another_case_or_under_another_receipt() {
    let (chain, _) = chain();
    let sign_key = submission().sign_key;
    let other = Id::parse("01931d2c-7f00-4abc-8def-ffffffffffff").unwrap();
    assert!(chain.newest(PORTAL, &other, &sign_key).is_err());
    assert!(chain.newest("elsewhere.example", &id(), &sign_key).is_err());
    assert!(chain.newest(PORTAL, &id(), &chain.keys[0].verify).is_err());
}

#[test]
fn a_submission_whose_key_the_receipt_does_not_vouch_for_is_refused() {
    // Signed as a whole by the receipt's key, with a voucher for another key.
    let mut submission = submission();
    submission.case_verify = chain().0.keys[1].verify.clone();
    submission.signature.clear();
    let text = format!("sunhall submission v1\n{}", serde_json::to_string(&submission).unwrap());
    let receipt = SigningKey::from_bytes(&receipt().keys().sign);
    submission.signature = hex::encode(receipt.sign(text.as_bytes()).to_bytes());
    assert_eq!(submission.check(&manifest()), Err(SubmissionFault::Signature));
}
