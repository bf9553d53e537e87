//! One submission: nothing of it is readable on the way, and a server refuses what was changed.

use seal::{Attached, Object, Role, Submission, SubmissionFault, submit};

use super::given::{draft, id, keys, manifest, receipt, submission, verified};

#[test]
fn nothing_that_was_typed_stands_in_what_is_sent() {
    let json = serde_json::to_string(&submission()).unwrap();
    let bytes = |submission: &Submission| {
        let wraps = submission.wraps.iter().chain(&submission.shares).map(|wrap| &wrap.bytes);
        [&submission.report, &submission.identity, &submission.share_a]
            .into_iter()
            .chain(wraps)
            .flat_map(|sealed| sealed.0.clone())
            .collect::<Vec<u8>>()
    };
    let sealed = bytes(&submission());
    let receipt = receipt().to_string();
    for typed in [
        "某局",
        "某人",
        "三个月",
        "申请人",
        "11010519491231002X",
        "13800000000",
        &receipt,
        &receipt.replace('-', ""),
    ] {
        assert!(!json.contains(typed), "{typed}");
        assert!(!sealed.windows(typed.len()).any(|window| window == typed.as_bytes()), "{typed}");
    }
}

#[test]
fn the_same_report_twice_has_no_sealed_byte_string_in_common() {
    let (one, other) = (submission(), submission());
    assert_ne!(one.report, other.report);
    assert_ne!(one.identity, other.identity);
    assert_ne!(one.wraps[0].bytes, other.wraps[0].bytes);
}

#[test]
fn a_server_takes_what_is_whole() {
    assert_eq!(submission().check(&manifest()), Ok(()));
    for role in [Role::Server, Role::Staff] {
        let submission = submit(&draft(), &verified(), &receipt(), &keys(), &id(), role).unwrap();
        assert_eq!(submission.check(&manifest()), Ok(()));
    }
    let again: Submission = serde_json::from_str(&serde_json::to_string(&submission()).unwrap()).unwrap();
    assert_eq!(again.check(&manifest()), Ok(()));
}

fn refused(change: impl FnOnce(&mut Submission)) -> SubmissionFault {
    let mut submission = submission();
    change(&mut submission);
    submission.check(&manifest()).unwrap_err()
}

#[test]
fn a_server_refuses_what_was_changed_on_the_way() {
    let other = receipt().keys().reply.public();
    for fault in [
        refused(|it| it.lookup = "00".repeat(32)),
        refused(|it| it.commitment = "00".repeat(32)),
        refused(|it| it.case_key = keys().identity().public()),
        refused(|it| it.report.0.push(0)),
        refused(|it| it.identity = it.report.clone()),
        refused(|it| it.wraps[0].bytes = it.wraps[1].bytes.clone()),
        refused(|it| it.sealed_by = Role::Staff),
        refused(|it| it.signature = "00".repeat(64)),
        refused(|it| it.signature = String::new()),
        refused(|it| it.sign_key = "00".repeat(32)),
    ] {
        assert_eq!(fault, SubmissionFault::Signature);
    }
    for fault in [
        refused(|it| it.lookup = "short".to_owned()),
        refused(|it| it.commitment = String::new()),
        refused(|it| it.case_key = other),
        refused(|it| it.epoch = 2),
        refused(|it| it.files = vec![attached(1, Object::Report)]),
        refused(|it| it.files = vec![attached(0, Object::Original)]),
        refused(|it| it.files = vec![attached(1, Object::Original), attached(1, Object::Original)]),
    ] {
        assert_eq!(fault, SubmissionFault::Form);
    }
    for fault in [
        refused(|it| it.portal = "other.example".to_owned()),
        refused(|it| it.unit = "130302-jw".to_owned()),
        refused(|it| it.manifest = "00".repeat(32)),
        refused(|it| it.wraps.truncate(1)),
        refused(|it| it.wraps[1] = it.wraps[0].clone()),
        refused(|it| it.wraps.push(it.shares[0].clone())),
        refused(|it| it.shares.clear()),
        refused(|it| it.shares[0].holder = "intake-1".to_owned()),
    ] {
        assert_eq!(fault, SubmissionFault::Manifest);
    }
    for fault in [
        refused(|it| it.report.0.resize(100 * 1_024, 0)),
        refused(|it| it.shares[0].bytes.0.resize(5 * 1_024, 0)),
        refused(|it| it.files = (1..=41).map(|number| attached(number, Object::Attachment)).collect()),
    ] {
        assert_eq!(fault, SubmissionFault::TooLarge);
    }
}

fn attached(number: u32, object: Object) -> Attached {
    Attached { upload: id(), object, number, bytes: 1, sha256: "00".repeat(32) }
}

#[test]
fn a_submission_that_says_more_than_it_should_is_not_read() {
    let mut json = serde_json::to_value(submission()).unwrap();
    json["name"] = "申请人".into();
    assert!(serde_json::from_value::<Submission>(json).is_err());
}

#[test]
fn the_longest_words_are_taken() {
    let mut draft = draft();
    draft.report.what = "字".repeat(20_000);
    let submission = submit(&draft, &verified(), &receipt(), &keys(), &id(), Role::Reporter).unwrap();
    assert_eq!(submission.check(&manifest()), Ok(()));
}
