//! Who opens what: each of the team the words, nobody alone the identity, the two halves together.

use seal::grant::{NextEpoch, Place};
use seal::{Role, SealFault, Secret, share};

use super::given::{PORTAL, draft, id, keys, staff, submission};

fn place() -> Place {
    Place::new(PORTAL, &id(), Role::Reporter, 1)
}

#[test]
fn each_of_the_team_and_the_board_of_the_content_reads_the_words() {
    let submission = submission();
    for (wrap, person) in submission.wraps.iter().zip([1, 2, 4]) {
        let case = place().case_key(&wrap.bytes, staff(person).secret()).unwrap();
        let report = place().report(&submission.report, &case).unwrap();
        assert!(report == draft().report);
    }
}

#[test]
fn nobody_else_reads_anything() {
    let submission = submission();
    let sealed = [&submission.report, &submission.identity, &submission.share_a];
    let wraps = submission.wraps.iter().chain(&submission.shares).map(|wrap| &wrap.bytes);
    // A stranger, the reporter's own reply key, and whoever has the whole database but no key.
    for key in [
        staff(66).secret().clone(),
        super::given::receipt().keys().reply.clone(),
        Secret::from_bytes([0; 32]),
    ] {
        for sealed in sealed.into_iter().chain(wraps.clone()) {
            for object in ALL {
                assert!(seal::open(&place().of(object, 0), sealed.bytes(), &key).is_err());
            }
        }
    }
}

const ALL: [seal::Object; 5] = [
    seal::Object::CaseKey,
    seal::Object::Report,
    seal::Object::Identity,
    seal::Object::ShareA,
    seal::Object::ShareB,
];

#[test]
fn one_half_opens_no_identity() {
    let submission = submission();
    let case = place().case_key(&submission.wraps[0].bytes, staff(1).secret()).unwrap();
    let a = seal::open(&place().of(seal::Object::ShareA, 0), submission.share_a.bytes(), &case).unwrap();
    let b = seal::open(
        &place().of(seal::Object::ShareB, 0),
        submission.shares[0].bytes.bytes(),
        staff(3).secret(),
    )
    .unwrap();
    let half = |bytes: &[u8]| Secret::from_bytes(bytes.try_into().unwrap());
    for key in [half(&a), half(&b), case.clone(), staff(1).secret().clone(), staff(3).secret().clone()] {
        assert!(place().identity(&submission.identity, &key).is_err());
    }
    // The team does not hold the custodian's half, nor the custodian the team's.
    assert!(place().release(&submission.shares[0].bytes, staff(1).secret(), &staff(1).public()).is_err());
    assert!(place().case_key(&submission.wraps[0].bytes, staff(3).secret()).is_err());
    // Both together do.
    let key = share::join(a.as_slice().try_into().unwrap(), b.as_slice().try_into().unwrap());
    assert!(place().identity(&submission.identity, &key).unwrap() == draft().identity);
}

#[test]
fn a_custodian_releases_the_half_to_one_officer_who_then_opens_the_identity() {
    let submission = submission();
    let case = place().case_key(&submission.wraps[0].bytes, staff(1).secret()).unwrap();
    for (custodian, share) in [(3, &submission.shares[0]), (5, &submission.shares[1])] {
        let granted = place().release(&share.bytes, staff(custodian).secret(), &staff(1).public()).unwrap();
        let key = place().identity_key(&submission.share_a, &case, &granted, staff(1).secret()).unwrap();
        assert!(place().identity(&submission.identity, &key).unwrap() == draft().identity);
        // It was released to officer 1, so officer 2 of the same team cannot use it.
        let refused = place().identity_key(&submission.share_a, &case, &granted, staff(2).secret());
        assert_eq!(refused.unwrap_err(), SealFault::NotForThisKey);
    }
}

#[test]
fn a_half_released_in_one_case_is_worth_nothing_in_another() {
    let submission = submission();
    let case = place().case_key(&submission.wraps[0].bytes, staff(1).secret()).unwrap();
    let granted =
        place().release(&submission.shares[0].bytes, staff(3).secret(), &staff(1).public()).unwrap();
    let other = Place::new(
        PORTAL,
        &record::Id::parse("01931d2c-7f00-4abc-8def-ffffffffffff").unwrap(),
        Role::Reporter,
        1,
    );
    let refused = other.identity_key(&submission.share_a, &case, &granted, staff(1).secret());
    assert_eq!(refused.unwrap_err(), SealFault::Elsewhere);
}

#[test]
fn a_colleague_is_let_in_by_the_key_alone() {
    let submission = submission();
    let wrap = place().rewrap(&submission.wraps[0].bytes, staff(1).secret(), &staff(9).public()).unwrap();
    let case = place().case_key(&wrap, staff(9).secret()).unwrap();
    assert!(place().report(&submission.report, &case).unwrap() == draft().report);
    assert_eq!(case.public(), keys().case.public());
}

#[test]
fn who_is_shut_out_reads_nothing_of_the_next_epoch() {
    let submission = submission();
    let old = place().case_key(&submission.wraps[0].bytes, staff(1).secret()).unwrap();
    let new = Secret::from_bytes([55; 32]);
    let NextEpoch { place: next, previous, .. } = place().next_epoch(&old, &new).unwrap();
    let wrap = next.wrap(&new, &staff(2).public()).unwrap();
    // Officer 2 stays and reads everything, officer 1 is shut out.
    let case = next.case_key(&wrap, staff(2).secret()).unwrap();
    let before = next.previous_key(&previous, &case).unwrap();
    assert!(next.report(&submission.report, &before).unwrap() == draft().report);
    assert!(next.case_key(&wrap, staff(1).secret()).is_err());
    assert!(next.previous_key(&previous, &old).is_err());
    // A wrap of the first epoch is not taken for one of the second.
    assert_eq!(
        next.case_key(&submission.wraps[1].bytes, staff(2).secret()).unwrap_err(),
        SealFault::Elsewhere
    );
}
