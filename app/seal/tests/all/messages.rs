//! The exchange between the team and the reporter.

use seal::message::{Letter, read};
use seal::{Context, Object, Role};

use super::given::{CASE, PORTAL, keys, receipt, staff, submission};

fn place(number: u32, role: Role) -> Context {
    Context { number, ..Context::of_case(PORTAL, CASE, 1, Object::Message, role) }
}

fn letter(place: &Context, text: &str) -> Letter {
    Letter::seal(place, text, &keys().case.public(), &receipt().keys().reply.public()).unwrap()
}

#[test]
fn both_sides_read_it_and_nobody_between() {
    let place = place(1, Role::Staff);
    let letter = letter(&place, "请补充收件单");
    assert_eq!(read(&place, &letter.to_reporter, &receipt().keys().reply).unwrap().as_str(), "请补充收件单");
    assert_eq!(read(&place, &letter.to_team, &keys().case).unwrap().as_str(), "请补充收件单");
    assert!(read(&place, &letter.to_team, staff(3).secret()).is_err());
    assert!(read(&place, &letter.to_team, &receipt().keys().reply).is_err());
}

#[test]
fn a_message_has_its_place_in_the_exchange() {
    let first = place(1, Role::Staff);
    let letter = letter(&first, "…");
    for elsewhere in [place(2, Role::Staff), place(1, Role::Reporter), first.in_epoch(2)] {
        assert!(read(&elsewhere, &letter.to_team, &keys().case).is_err(), "{}", elsewhere.line());
    }
}

#[test]
fn only_the_reporter_signs_as_the_reporter() {
    let place = place(2, Role::Reporter);
    let letter = letter(&place, "已补充");
    let sign_key = submission().sign_key;
    let signature = letter.sign(&place, &receipt().keys().sign);
    assert!(letter.is_signed(&place, &sign_key, &signature));
    let forged = letter.sign(&place, &[1; 32]);
    let swapped = Letter { to_team: letter.to_reporter.clone(), to_reporter: letter.to_team.clone() };
    assert!(!letter.is_signed(&place, &sign_key, &forged));
    assert!(!swapped.is_signed(&place, &sign_key, &signature));
    assert!(!letter.is_signed(&Context { number: 3, ..place.clone() }, &sign_key, &signature));
    assert!(!letter.is_signed(&place, "", &signature) && !letter.is_signed(&place, &sign_key, ""));
}
