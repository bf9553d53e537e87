//! A member of staff's keys behind several doors.

use seal::slot::{Door, unlock};
use seal::{SealFault, Secret, Slot};

use super::given::{PORTAL, staff};

const PASSPHRASE: &str = "seven plain words are quite enough here";

#[test]
fn each_door_leads_to_the_same_keys() {
    let key = staff(1);
    let board = Secret::from_bytes([4; 32]);
    let by_words = Slot::passphrase(PORTAL, "anna", &key, PASSPHRASE, &[1; 16]).unwrap();
    let by_passkey = Slot::passkey(PORTAL, "anna", &key, "Y3JlZA", &[2; 32], &[3; 32]).unwrap();
    let by_board = Slot::recovery(PORTAL, "anna", &key, &board.public()).unwrap();
    for opened in [
        by_words.open_with_passphrase(PORTAL, "anna", PASSPHRASE),
        by_passkey.open_with_passkey(PORTAL, "anna", &[3; 32]),
        by_board.open(PORTAL, "anna", &board),
    ] {
        let opened = opened.unwrap();
        assert_eq!((opened.public(), opened.verify()), (key.public(), key.verify()));
        assert_eq!(opened.sign(b"x"), key.sign(b"x"));
    }
}

#[test]
fn no_other_key_fits() {
    let slot = Slot::passphrase(PORTAL, "anna", &staff(1), PASSPHRASE, &[1; 16]).unwrap();
    let no = |opened: Result<seal::StaffKey, SealFault>| opened.err().unwrap();
    assert_eq!(
        no(slot.open_with_passphrase(PORTAL, "anna", "Seven plain words are quite enough here")),
        SealFault::NotForThisKey
    );
    // A slot cannot be given to another account.
    assert_eq!(no(slot.open_with_passphrase(PORTAL, "berta", PASSPHRASE)), SealFault::Elsewhere);
    assert_eq!(no(slot.open_with_passphrase("other.example", "anna", PASSPHRASE)), SealFault::Elsewhere);
    assert_eq!(no(slot.open_with_passkey(PORTAL, "anna", &[3; 32])), SealFault::NotForThisKey);
    let passkey = Slot::passkey(PORTAL, "anna", &staff(1), "Y3JlZA", &[2; 32], &[3; 32]).unwrap();
    assert_eq!(no(passkey.open_with_passkey(PORTAL, "anna", &[4; 32])), SealFault::NotForThisKey);
    assert_eq!(no(passkey.open_with_passphrase(PORTAL, "anna", PASSPHRASE)), SealFault::NotForThisKey);
}

#[test]
fn a_passphrase_opens_whichever_of_the_slots_is_its_own() {
    let words = |passphrase| Slot::passphrase(PORTAL, "anna", &staff(1), passphrase, &[1; 16]).unwrap();
    let board = Slot::recovery(PORTAL, "anna", &staff(1), &Secret::from_bytes([4; 32]).public()).unwrap();
    let slots = [board, words("another long passphrase"), words(PASSPHRASE)];
    assert_eq!(unlock(&slots, PORTAL, "anna", PASSPHRASE).unwrap().verify(), staff(1).verify());
    assert_eq!(unlock(&slots, PORTAL, "anna", "no passphrase of hers").err(), Some(SealFault::NotForThisKey));
    assert_eq!(unlock(&[], PORTAL, "anna", PASSPHRASE).err(), Some(SealFault::NotForThisKey));
}

#[test]
fn a_short_passphrase_is_refused() {
    let slot = |words: &str| Slot::passphrase(PORTAL, "anna", &staff(1), words, &[1; 16]);
    assert!(slot("fourteen chars").is_err());
    assert!(slot("七个汉字不够长").is_err());
    assert!(slot("八个汉字就足够了").is_ok());
}

#[test]
fn a_server_cannot_make_a_browser_work_for_hours_or_hardly_at_all() {
    let slot = Slot::passphrase(PORTAL, "anna", &staff(1), PASSPHRASE, &[1; 16]).unwrap();
    for (memory_kib, passes) in [(8, 3), (u32::MAX, 3), (65_536, 1), (65_536, 1_000_000)] {
        let mut changed = slot.clone();
        changed.door = Door::Passphrase { salt: "01".repeat(16), memory_kib, passes };
        assert_eq!(changed.open_with_passphrase(PORTAL, "anna", PASSPHRASE).err(), Some(SealFault::Broken));
    }
}

#[test]
fn a_slot_reads_back_from_the_database() {
    let slot = Slot::recovery(PORTAL, "anna", &staff(1), &Secret::from_bytes([4; 32]).public()).unwrap();
    let json = serde_json::to_string(&slot).unwrap();
    assert!(json.starts_with(r#"{"door":{"kind":"recovery","key":"age1"#), "{json}");
    assert_eq!(serde_json::from_str::<Slot>(&json).unwrap(), slot);
}
