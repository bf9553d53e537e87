//! The policy is asked every question there is, and `cases/policy.txt` says what the answer must be.

use std::collections::{BTreeMap, BTreeSet};

use record::{City, Day};

use super::*;
use crate::actor::Line as Units;

const TEXT: &str = include_str!("../../cases/policy.txt");
const PLACES: [&str; 4] = ["mine", "below", "other", "none"];

/// One line of the text.
struct Said {
    on: BTreeSet<&'static str>,
    /// The letters for each place, without and with an assignment.
    cells: Vec<&'static str>,
    but: BTreeSet<&'static str>,
}

fn said() -> BTreeMap<&'static str, Said> {
    let mut lines = BTreeMap::new();
    for line in TEXT.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let mut words = line.split_whitespace();
        let action = words.next().unwrap();
        let on = words.next().unwrap().split(',').collect();
        let cells: Vec<&str> = words.by_ref().take(PLACES.len() * 2).collect();
        assert!(cells.len() == 8 && cells.iter().all(|cell| cell.len() == 10), "{line}");
        let before = lines.insert(action, Said { on, cells, but: words.collect() });
        assert!(before.is_none(), "{action} stands there twice");
    }
    lines
}

/// `mine` stands below `city`, `below` below `mine`, `other` below `city`.
fn units() -> Units {
    let unit = |code: &str, up: Option<&str>| serde_json::json!({ "code": code, "name_zh": code, "name_en": code, "level": "county", "division": "1", "up": up });
    let city: City = serde_json::from_value(serde_json::json!({
        "name_zh": "", "name_en": "", "utc_offset_minutes": 480, "email": "", "address_zh": "", "address_en": "",
        "error_telephone": "12345", "ocid_prefix": "ocds-abc123",
        "receivers": [unit("city", None), unit("mine", Some("city")), unit("below", Some("mine")),
                      unit("other", Some("city"))],
    }))
    .unwrap();
    Units::of(&city)
}

fn actor(roles: &[Role], line: &Units) -> Actor {
    let from = Day::parse("2026-11-23").unwrap();
    let grants = roles.iter().map(|role| Grant { role: *role, unit: "mine".to_owned(), from, until: None });
    Actor { line: line.clone(), ..Actor::for_example("me", "mine", grants.collect()) }
}

/// Everything that may differ between two questions about the same action and role.
fn objects(kind: ObjectKind) -> Vec<Object> {
    let mut objects = Vec::new();
    for place in PLACES {
        for (assigned, excluded) in [(false, false), (true, false), (false, true), (true, true)] {
            for author in [None, Some("me"), Some("another")] {
                for concerned in [None, Some("mine"), Some("city"), Some("below"), Some("other")] {
                    for owner in [None, Some("me"), Some("another")] {
                        let object = Object::of(kind).assigned(assigned).excluded(excluded).author(author);
                        let object = object.concerned(concerned).owner(owner);
                        objects.push(if place == "none" { object } else { object.unit(place) });
                    }
                }
            }
        }
    }
    objects
}

/// The answer by the text alone.
fn expected(said: &Said, role: usize, object: &Object, fresh: bool) -> bool {
    let place = PLACES.iter().position(|place| object.unit.as_deref().unwrap_or("none") == *place).unwrap();
    let cell = said.cells[place * 2 + usize::from(object.assigned)];
    let by_role = cell.as_bytes()[role] != b'.';
    let by_own = said.but.contains("own") && object.owner.as_deref() == Some("me");
    let of_a_case = ["case", "identity", "words"].contains(&object.kind.as_str());
    let forbidden = object.excluded
        || (of_a_case && Role::ALL[role] == Administrator)
        || (said.but.contains("author") && object.author.as_deref() != Some("another"))
        || (said.but.contains("concerned")
            && matches!(object.concerned_unit.as_deref(), Some("mine" | "city")))
        || (said.but.contains("owner") && object.owner.as_deref() == Some("me"))
        || (said.but.contains("fresh") && !fresh);
    (by_role || by_own) && !forbidden
}

#[test]
fn every_question_has_the_answer_of_the_text() {
    let (said, line) = (said(), units());
    let (mut asked, mut wrong) = (0_u32, Vec::new());
    for kind in ObjectKind::ALL {
        let objects = objects(kind);
        for (action, said) in said.iter().filter(|(_, said)| said.on.contains(kind.as_str())) {
            let action = Action::parse(action).unwrap();
            for (place, role) in Role::ALL.into_iter().enumerate() {
                for fresh in [true, false] {
                    let actor = Actor { fresh, ..actor(&[role], &line) };
                    for object in &objects {
                        asked += 1;
                        let answer = authorize(&actor, action, object);
                        if answer.is_ok() != expected(said, place, object, fresh) {
                            wrong.push(format!(
                                "{action:?} {role:?} fresh {fresh}: {answer:?} for {object:?}"
                            ));
                        }
                    }
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {asked} differ, such as {:#?}",
        wrong.len(),
        &wrong[..wrong.len().min(5)]
    );
    assert!(asked > 500_000, "{asked}");
}

#[test]
fn no_action_reaches_a_kind_that_the_text_does_not_name() {
    let (said, line) = (said(), units());
    let actor = actor(&Role::ALL.map(|role| role)[..9], &line);
    for action in Action::ALL {
        for kind in
            ObjectKind::ALL.into_iter().filter(|kind| !said[action.as_str()].on.contains(kind.as_str()))
        {
            let object = Object::of(kind).unit("mine").assigned(true).author(Some("another"));
            assert_eq!(authorize(&actor, *action, &object), Err(Denied::NotAllowed), "{action:?} {kind:?}");
        }
    }
}

#[test]
fn text_and_table_name_every_action_once() {
    let said = said();
    for action in Action::ALL {
        assert!(said.contains_key(action.as_str()), "{action:?} is not in cases/policy.txt");
        assert_eq!(TABLE.iter().filter(|line| line.action == *action).count(), 1, "{action:?}");
    }
    assert_eq!(said.len(), Action::ALL.len());
}

#[test]
fn an_administrator_reads_no_case_by_any_other_role() {
    let line = units();
    let both = actor(&[Administrator, IntakeOfficer, CaseOfficer, Reviewer, Custodian], &line);
    for kind in [Case, Identity, Words] {
        for action in Action::ALL {
            let object = Object::of(kind).unit("mine").assigned(true).author(Some("another"));
            assert!(authorize(&both, *action, &object).is_err(), "{action:?} {kind:?}");
        }
    }
}

#[test]
fn what_is_missing_is_told_apart() {
    let line = units();
    let reviewer = actor(&[Reviewer], &line);
    let case = Object::of(Case).unit("mine");
    let close = |object: Object| authorize(&reviewer, CaseCloseApprove, &object);
    assert_eq!(close(case.clone()), Err(Denied::SameHand), "nobody knows who proposed it");
    assert_eq!(close(case.clone().author(Some("me"))), Err(Denied::SameHand));
    assert_eq!(close(case.clone().author(Some("another"))), Ok(()));
    assert_eq!(close(case.clone().author(Some("another")).excluded(true)), Err(Denied::Excluded));
    assert_eq!(close(Object::of(Case).unit("other").author(Some("another"))), Err(Denied::NotAllowed));
    let words = Object::of(Words).unit("below").author(Some("another"));
    assert_eq!(
        authorize(&reviewer, ModerateReview, &words.clone().concerned(Some("mine"))),
        Err(Denied::Concerned)
    );
    assert_eq!(authorize(&reviewer, ModerateReview, &words.concerned(Some("other"))), Ok(()));
    let stale = Actor { fresh: false, ..actor(&[CaseOfficer], &line) };
    let identity = Object::of(Identity).unit("mine").assigned(true);
    assert_eq!(authorize(&stale, IdentityAsk, &identity), Err(Denied::StepUp));
}

#[test]
fn freshness_is_asked_for_last_so_that_nothing_is_offered_that_would_be_denied_for_another_reason() {
    for line in TABLE.iter().filter(|line| line.unless.contains(&Stale)) {
        assert_eq!(
            line.unless.iter().position(|unless| *unless == Stale),
            Some(line.unless.len() - 1),
            "{:?}",
            line.action
        );
    }
}
