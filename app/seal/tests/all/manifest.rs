//! A false manifest is refused, whatever is false about it. Each of these is something a server could hand over.

use seal::{Holder, HolderRole, Manifest, ManifestFault, SignedManifest, TrustedOfficers, Wanted};

use super::given::{OFFICERS, day, manifest, officers, signed, staff, wanted};

const TWO: &[[u8; 32]] = &[OFFICERS[0], OFFICERS[1]];

fn verify(signed: &SignedManifest) -> Result<(), ManifestFault> {
    signed.verify(&officers(), &wanted()).map(|_| ())
}

/// A manifest that the officers themselves have signed, with something wrong in it.
fn properly_signed(change: impl FnOnce(&mut Manifest)) -> Result<(), ManifestFault> {
    let mut manifest = manifest();
    change(&mut manifest);
    verify(&signed(&manifest, TWO))
}

#[test]
fn any_two_of_three_officers_are_enough() {
    for pair in [[0, 1], [0, 2], [1, 2]] {
        assert_eq!(verify(&signed(&manifest(), &pair.map(|place| OFFICERS[place]))), Ok(()));
    }
    assert_eq!(verify(&signed(&manifest(), &OFFICERS)), Ok(()));
}

#[test]
fn fewer_than_two_different_trusted_officers_are_not_enough() {
    let stranger = [[66; 32], [67; 32]];
    for by in [&[][..], &OFFICERS[..1], &[OFFICERS[0], OFFICERS[0]], &stranger, &[OFFICERS[0], stranger[0]]] {
        assert_eq!(
            verify(&signed(&manifest(), by)),
            Err(ManifestFault::Signatures),
            "{} signatures",
            by.len()
        );
    }
}

#[test]
fn what_was_changed_after_signing_is_refused() {
    let right = signed(&manifest(), TWO);
    let attacker = staff(66);
    let holder = &manifest().holders[0];
    for (from, to) in [
        // The attacker's key in the place of an officer's.
        (holder.key.to_string(), attacker.public().to_string()),
        (holder.verify.clone(), attacker.verify()),
        ("intake-1".to_owned(), "intake-9".to_owned()),
        // A custodian who would read everything.
        ("\"role\":\"custodian\"".to_owned(), "\"role\":\"team\"".to_owned()),
        ("2026-11-30".to_owned(), "2026-12-30".to_owned()),
        ("2026-11-23".to_owned(), "2026-11-24".to_owned()),
        ("130300-jw".to_owned(), "130300-jx".to_owned()),
        ("hall.example".to_owned(), "hell.example".to_owned()),
        ("{\"expires\"".to_owned(), "{ \"expires\"".to_owned()),
    ] {
        let changed = SignedManifest { manifest: right.manifest.replacen(&from, &to, 1), ..right.clone() };
        assert_ne!(changed.manifest, right.manifest, "{from}");
        assert_eq!(verify(&changed), Err(ManifestFault::Signatures), "{from} to {to}");
    }
}

#[test]
fn a_signature_is_good_for_its_own_text_and_officer_only() {
    let mut mixed = signed(&manifest(), TWO);
    let other = Manifest { unit: "130300-zz".to_owned(), ..manifest() };
    mixed.signatures[0].signature = other.sign(&OFFICERS[0]).signature;
    assert_eq!(verify(&mixed), Err(ManifestFault::Signatures), "a signature over another manifest");
    let mut swapped = signed(&manifest(), TWO);
    let first = swapped.signatures[0].officer.clone();
    swapped.signatures[0].officer = std::mem::replace(&mut swapped.signatures[1].officer, first);
    assert_eq!(verify(&swapped), Err(ManifestFault::Signatures), "signatures under each other's name");
    let mut shouted = signed(&manifest(), TWO);
    shouted.signatures[0].officer = shouted.signatures[0].officer.to_uppercase();
    assert_eq!(verify(&shouted), Err(ManifestFault::Signatures), "a key written in another way");
}

#[test]
fn a_manifest_of_elsewhere_is_refused_though_signed() {
    assert_eq!(
        properly_signed(|manifest| manifest.portal = "other.example".to_owned()),
        Err(ManifestFault::Portal)
    );
    assert_eq!(properly_signed(|manifest| manifest.unit = "130302-jw".to_owned()), Err(ManifestFault::Unit));
    assert_eq!(properly_signed(|manifest| manifest.version = 2), Err(ManifestFault::Form));
}

#[test]
fn a_manifest_is_used_between_its_days_and_no_longer_than_a_week() {
    let on = |today| {
        let wanted = Wanted { today: day(today), ..wanted() };
        signed(&manifest(), TWO).verify(&officers(), &wanted).map(|_| ())
    };
    assert_eq!(on("2026-11-22"), Err(ManifestFault::Day));
    assert_eq!(on("2026-11-23"), Ok(()));
    assert_eq!(on("2026-11-30"), Ok(()));
    assert_eq!(on("2026-12-01"), Err(ManifestFault::Day));
    assert_eq!(properly_signed(|manifest| manifest.expires = day("2026-12-01")), Err(ManifestFault::TooLong));
    assert_eq!(properly_signed(|manifest| manifest.expires = day("2026-11-20")), Err(ManifestFault::Day));
}

#[test]
fn every_role_is_held_by_somebody_else() {
    for role in HolderRole::ALL {
        let refused = properly_signed(|manifest| manifest.holders.retain(|holder| holder.role != role));
        assert_eq!(refused, Err(ManifestFault::Missing(role)));
    }
    let team = manifest().holders[0].clone();
    let custodian = |change: fn(&mut Holder, Holder)| {
        let team = team.clone();
        properly_signed(move |manifest| change(&mut manifest.holders[2], team))
    };
    assert_eq!(custodian(|custodian, team| custodian.id = team.id), Err(ManifestFault::Twice));
    assert_eq!(custodian(|custodian, team| custodian.key = team.key), Err(ManifestFault::Twice));
    assert_eq!(custodian(|custodian, team| custodian.verify = team.verify), Err(ManifestFault::Twice));
    assert_eq!(custodian(|custodian, _| custodian.verify = "00".repeat(32)), Err(ManifestFault::Key));
    assert_eq!(custodian(|custodian, _| custodian.verify = String::new()), Err(ManifestFault::Key));
}

#[test]
fn text_that_officers_signed_by_mistake_is_still_no_manifest() {
    use ed25519_dalek::{Signer, SigningKey};
    for text in ["", "{}", "null", r#"{"unit":"130300-jw"}"#, &format!("{} ", manifest().canonical())] {
        let signatures = TWO.iter().map(|seed| {
            let mut signature = manifest().sign(seed);
            let message = [b"sunhall recipient manifest v1\n".as_slice(), text.as_bytes()].concat();
            signature.signature = hex::encode(SigningKey::from_bytes(seed).sign(&message).to_bytes());
            signature
        });
        let signed = SignedManifest { manifest: text.to_owned(), signatures: signatures.collect() };
        assert_eq!(verify(&signed), Err(ManifestFault::Form), "{text}");
    }
}

#[test]
fn a_portal_that_trusts_one_officer_seals_nothing() {
    let keys = officers().keys;
    for (keys, threshold) in [
        (keys.clone(), 0),
        (keys.clone(), 1),
        (keys.clone(), 4),
        (Vec::new(), 2),
        (vec![keys[0].clone(), keys[0].clone()], 2),
        (vec![keys[0].clone(), "no key".to_owned()], 2),
    ] {
        let officers = TrustedOfficers { keys, threshold };
        let refused = signed(&manifest(), &OFFICERS).verify(&officers, &wanted());
        assert_eq!(refused.unwrap_err(), ManifestFault::Officers, "{officers:?}");
    }
}
