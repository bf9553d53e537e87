//! Leaves as they stand in the log: examples in full, and what is refused.
#![expect(clippy::unwrap_used, reason = "helpers of tests stand outside the tests themselves")]

use ledger::leaf::{BYTES_AT_MOST, Leaf, LeafKind, Malformed, Redaction};
use ledger::tree::{Hash, leaf_hash};
use proptest::prelude::*;
use record::{Instant, Kind, Ref};
use serde_json::json;

const ROOT: &str = "MVErcb9qrNjIVZ/xl9Yymop+FZ9/q6yg3/Q1R7s0HDA=";
const PUBLISH: &str = r#"{"v":1,"kind":"publish","record":"approval/QHD2026112300001","revision":1,"unit":"11130300TE5T00UE3M","at":"2026-11-23T08:00:00.000000Z","fields":"MVErcb9qrNjIVZ/xl9Yymop+FZ9/q6yg3/Q1R7s0HDA=","documents":["sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],"approvers":[]}"#;
const CORRECT: &str = r#"{"v":1,"kind":"correct","record":"penalty/91130302TE5T000082/秦市监罚决〔2026〕1号","revision":3,"previous":123456789,"unit":"秦皇岛市市场监督管理局","at":"2026-11-23T08:00:00.000001Z","fields":"MVErcb9qrNjIVZ/xl9Yymop+FZ9/q6yg3/Q1R7s0HDA=","documents":[],"approvers":["7f5a52e0","7bede9df"]}"#;
const REDACT: &str = r#"{"v":1,"kind":"redact","record":"approval/QHD2026112300001","revision":1,"previous":41,"at":"2026-12-01T00:00:00.000000Z","documents":[],"approvers":[],"note":{"target":7,"field":"/case/applicant/name","ground":"PIPL art. 47","approvers":["data protection","publication"]}}"#;
const AUDIT: &str = r#"{"v":1,"kind":"audit-root","at":"2026-11-23T09:00:00.000000Z","documents":[],"approvers":[],"note":{"root":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=","size":0}}"#;

fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn root() -> Hash {
    ROOT.parse().unwrap()
}

fn publish() -> Leaf {
    let record = Ref::new(Kind::Approval, "QHD2026112300001");
    let mut leaf = Leaf::version(LeafKind::Publish, record, 1, instant("2026-11-23T16:00:00+08:00"), root());
    leaf.unit = Some("11130300TE5T00UE3M".into());
    leaf.documents = vec!["sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".into()];
    leaf
}

fn correct() -> Leaf {
    let record = Ref::new(Kind::Penalty, "91130302TE5T000082/秦市监罚决〔2026〕1号");
    let at = instant("2026-11-23T08:00:00.000001Z");
    let mut leaf = Leaf::version(LeafKind::Correct, record, 3, at, root());
    leaf.previous = Some(123_456_789);
    leaf.unit = Some("秦皇岛市市场监督管理局".into());
    leaf.approvers = vec!["7f5a52e0".into(), "7bede9df".into()];
    leaf
}

fn redaction() -> Redaction {
    Redaction {
        target: 7,
        field: "/case/applicant/name".into(),
        ground: "PIPL art. 47".into(),
        approvers: vec!["data protection".into(), "publication".into()],
    }
}

fn redact() -> Leaf {
    let record = Ref::new(Kind::Approval, "QHD2026112300001");
    Leaf::redact(record, 1, 41, instant("2026-12-01T00:00:00Z"), &redaction())
}

fn audit() -> Leaf {
    let note = json!({"root": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "size": 0});
    Leaf::notice(LeafKind::AuditRoot, instant("2026-11-23T09:00:00Z"), note)
}

/// Each hash comes from a shell: `printf '\0%s' 'the text of the leaf' | sha256sum`.
#[test]
fn a_leaf_is_its_text_byte_for_byte() {
    for (leaf, text, hash) in [
        (publish(), PUBLISH, "1e78dab9f37f6982daea3bfd821ab4cf942576db77c0ed5e46d16c7749a36fdb"),
        (correct(), CORRECT, "40a77e44d0c08972aea3ce225c96c34a06c38a21fa8991ca22a20ae29d94d22d"),
        (redact(), REDACT, "bb846da8abd88188979e71036ba63af0c29b455856df1f1d2ff4ab8ba7386eb7"),
        (audit(), AUDIT, "77545caa73ed6f3646c001e7f4bc9488c3989e57ec49b05bbeccb1d142b0e8e2"),
    ] {
        let bytes = leaf.bytes().unwrap();
        assert_eq!(String::from_utf8(bytes.clone()).unwrap(), text);
        assert_eq!(leaf_hash(&bytes).hex(), hash);
        assert_eq!(Leaf::parse(text.as_bytes()), Ok(leaf.clone()));
        // As part of other JSON its members may stand in any order and with white space.
        let pretty = serde_json::to_string_pretty(&leaf).unwrap();
        assert_eq!(serde_json::from_str::<Leaf>(&pretty).unwrap().bytes(), Ok(bytes));
        assert_eq!(Leaf::parse(pretty.as_bytes()), Err(Malformed::NotCanonical));
    }
}

#[test]
fn a_text_that_only_reads_like_the_leaf_is_refused() {
    let check = |text: String| {
        assert_ne!(text, PUBLISH, "the change takes hold");
        assert_eq!(Leaf::parse(text.as_bytes()), Err(Malformed::NotCanonical), "{text}");
    };
    check(PUBLISH.replace(r#""v":1,"#, r#""v": 1,"#));
    check(format!("{PUBLISH}\n"));
    check(format!(" {PUBLISH}"));
    check(PUBLISH.replace(r#""revision":1,"#, r#""revision":1,"previous":null,"#));
    check(PUBLISH.replace(r#""approvers":[]"#, r#""approvers":[],"note":null"#));
    check(PUBLISH.replace("approval/Q", r"approval\/Q"));
    check(PUBLISH.replace("publish", r"pub\u006cish"));
    check(PUBLISH.replace(".000000Z", "Z"));
    check(PUBLISH.replace("T08:00:00.000000Z", "T16:00:00.000000+08:00"));
    check(PUBLISH.replace(".000000Z", ".0000000Z"));
    // The order of members, and what a note hides behind a second member of one name.
    let (head, rest) = PUBLISH.split_once(r#""kind":"publish","#).unwrap();
    check(format!("{}{}", head.replace(r#""v":1,"#, r#""kind":"publish","v":1,"#), rest));
    check(AUDIT.replace(r#""size":0"#, r#""size":1,"size":0"#));
    check(AUDIT.replace(r#""size":0"#, r#""size":{"$serde_json::private::Number":"0"}"#));
    check(AUDIT.replace(r#""size":0"#, r#""size":1E3"#));
}

#[test]
fn a_text_that_is_no_leaf_is_refused_with_the_reason() {
    let check = |text: String, why: Malformed| {
        assert_eq!(Leaf::parse(text.as_bytes()), Err(why), "{text}");
    };
    let json = |text: String, says: &str| match Leaf::parse(text.as_bytes()) {
        Err(Malformed::Json(why)) => assert!(why.contains(says), "{why}"),
        other => panic!("{text} gave {other:?}"),
    };
    json(String::new(), "EOF");
    json("[]".into(), "the members of a leaf");
    json(PUBLISH.replace(r#""v":1,"#, r#""v":1,"extra":0,"#), "unknown field `extra`");
    json(PUBLISH.replace(r#""v":1,"#, r#""v":1,"v":1,"#), "duplicate field `v`");
    json(PUBLISH.replace(r#""v":1,"#, ""), "missing field `v`");
    json(PUBLISH.replace(r#","approvers":[]"#, ""), "missing field `approvers`");
    json(PUBLISH.replace(r#""revision":1"#, r#""revision":-1"#), "-1");
    json(PUBLISH.replace(r#""revision":1"#, r#""revision":1.0"#), "invalid");
    json(PUBLISH.replace(r#""revision":1"#, r#""revision":"1""#), "invalid type");
    json(format!("{PUBLISH}{{}}"), "trailing characters");

    check(PUBLISH.replace(r#""v":1"#, r#""v":2"#), Malformed::Format(2));
    check(PUBLISH.replace("publish", "Publish"), Malformed::Kind("Publish".into()));
    check(PUBLISH.replace(r#""record":"approval/QHD2026112300001","#, ""), Malformed::Missing("record"));
    check(PUBLISH.replace("approval/", "permit/"), Malformed::Wrong("record"));
    check(PUBLISH.replace("approval/QHD2026112300001", "approval/"), Malformed::Wrong("record"));
    check(PUBLISH.replace("approval/QHD2026112300001", "approval"), Malformed::Wrong("record"));
    check(PUBLISH.replace(r#""revision":1,"#, ""), Malformed::Missing("revision"));
    check(PUBLISH.replace("11130300TE5T00UE3M", " "), Malformed::Wrong("unit"));
    check(PUBLISH.replace("2026-11-23T", "2026-02-30T"), Malformed::Wrong("at"));
    check(PUBLISH.replace(&format!(r#""fields":"{ROOT}","#), ""), Malformed::Missing("fields"));
    check(PUBLISH.replace("HDA=", "HDB="), Malformed::Wrong("fields"));
    check(PUBLISH.replace("HDA=", "HDA"), Malformed::Wrong("fields"));
    check(PUBLISH.replace("sha256:e3", "sha256:E3"), Malformed::Wrong("documents"));
    check(PUBLISH.replace("sha256:e3", "md5:e3"), Malformed::Wrong("documents"));
    check(CORRECT.replace("7bede9df", "7bede9d"), Malformed::Wrong("approvers"));
    check(PUBLISH.replace(r#""approvers":[]"#, r#""approvers":[],"note":[]"#), Malformed::Wrong("note"));
}

#[test]
fn what_does_not_belong_to_the_kind_is_refused_when_written_and_when_read() {
    let check = |leaf: Leaf, why: Malformed| {
        assert_eq!(leaf.bytes(), Err(why.clone()));
        let text = serde_json::to_string(&leaf).unwrap();
        assert_eq!(Leaf::parse(text.as_bytes()), Err(why));
    };
    let but = |mut leaf: Leaf, change: &dyn Fn(&mut Leaf)| {
        change(&mut leaf);
        leaf
    };
    // The first version has no leaf before it; every later one has.
    check(but(publish(), &|leaf| leaf.previous = Some(3)), Malformed::Surplus("previous"));
    check(but(publish(), &|leaf| leaf.revision = Some(2)), Malformed::Missing("previous"));
    check(but(correct(), &|leaf| leaf.previous = None), Malformed::Missing("previous"));
    check(but(correct(), &|leaf| leaf.kind = LeafKind::Publish), Malformed::Wrong("revision"));
    check(but(correct(), &|leaf| leaf.revision = Some(0)), Malformed::Wrong("revision"));
    let restored = |leaf: &mut Leaf| leaf.kind = LeafKind::Restore;
    check(but(publish(), &restored), Malformed::Wrong("revision"));
    assert!(but(correct(), &restored).bytes().is_ok());
    let withheld = |leaf: &mut Leaf| leaf.kind = LeafKind::Withhold;
    assert!(but(publish(), &withheld).bytes().is_ok(), "a case may be entered and not be public yet");
    assert!(but(correct(), &withheld).bytes().is_ok());
    // A redaction brings no fields, says which field, and comes after the leaf it is about.
    check(but(redact(), &|leaf| leaf.fields = Some(root())), Malformed::Surplus("fields"));
    check(but(redact(), &|leaf| leaf.note = None), Malformed::Missing("note"));
    check(but(redact(), &|leaf| leaf.previous = None), Malformed::Missing("previous"));
    check(but(redact(), &|leaf| leaf.previous = Some(6)), Malformed::Wrong("note"));
    // What is about no record names none.
    check(but(audit(), &|leaf| leaf.record = publish().record), Malformed::Surplus("record"));
    check(but(audit(), &|leaf| leaf.revision = Some(1)), Malformed::Surplus("revision"));
    check(but(audit(), &|leaf| leaf.previous = Some(1)), Malformed::Surplus("previous"));
    check(but(audit(), &|leaf| leaf.fields = Some(root())), Malformed::Surplus("fields"));
    check(but(audit(), &|leaf| leaf.note = None), Malformed::Missing("note"));
    check(but(audit(), &|leaf| leaf.note = Some(json!("a word"))), Malformed::Wrong("note"));
}

#[test]
fn a_redaction_says_what_went_and_why_and_nothing_else() {
    assert_eq!(redact().redaction(), Some(redaction()));
    assert_eq!(publish().redaction(), None);
    let check = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut leaf = redact();
        change(leaf.note.as_mut().unwrap());
        assert_eq!(leaf.bytes(), Err(Malformed::Wrong("note")), "{:?}", leaf.note);
        assert_eq!(leaf.redaction(), None);
    };
    check(&|note| note["value"] = json!("河北渺汀"));
    check(&|note| note["field"] = json!("case/applicant"));
    check(&|note| note["field"] = json!("/a~2"));
    check(&|note| note["ground"] = json!(" "));
    check(&|note| note["approvers"] = json!([]));
    check(&|note| note["approvers"] = json!([""]));
    check(&|note| note["target"] = json!("7"));
    check(&|note| *note = json!({"target": 7}));
}

#[test]
fn a_leaf_is_no_longer_than_an_entry_can_be() {
    let with = |letters: usize| {
        let note = json!({"text": "x".repeat(letters)});
        Leaf::notice(LeafKind::Manifest, instant("2026-11-23T09:00:00Z"), note)
    };
    let empty = with(0).bytes().unwrap().len();
    let full = with(BYTES_AT_MOST - empty).bytes().unwrap();
    assert_eq!(full.len(), 65_535);
    assert!(Leaf::parse(&full).is_ok());
    let over = with(BYTES_AT_MOST - empty + 1);
    assert_eq!(over.bytes(), Err(Malformed::TooLong { bytes: 65_536 }));
    assert_eq!(
        Leaf::parse(serde_json::to_string(&over).unwrap().as_bytes()),
        Err(Malformed::TooLong { bytes: 65_536 })
    );
}

#[test]
fn a_note_that_would_not_read_back_is_not_written() {
    let mut inner = serde_json::Map::new();
    inner.insert("$serde_json::private::Number".into(), json!("12"));
    let mut leaf = audit();
    leaf.note = Some(json!({ "size": inner }));
    assert_eq!(leaf.bytes(), Err(Malformed::NotCanonical));
}

#[test]
fn every_kind_has_one_word() {
    let words: Vec<&str> = LeafKind::ALL.into_iter().map(LeafKind::as_str).collect();
    assert_eq!(
        words.join(" "),
        "publish correct withhold redact restore manifest release audit-root intake-root recovery"
    );
    for kind in LeafKind::ALL {
        assert_eq!(LeafKind::parse(kind.as_str()), Some(kind));
    }
    assert_eq!(LeafKind::parse("Redact"), None);
}

proptest! {
    /// No text that is accepted has another text beside it, and none can stop the program.
    #[test]
    fn what_is_read_is_written_as_it_was(place in 0usize..400, byte: u8, text in ".{0,300}") {
        for example in [PUBLISH, CORRECT, REDACT, AUDIT] {
            let mut bytes = example.as_bytes().to_vec();
            let place = place % bytes.len();
            bytes[place] = byte;
            if let Ok(leaf) = Leaf::parse(&bytes) {
                prop_assert_eq!(leaf.bytes(), Ok(bytes));
            }
        }
        prop_assert!(Leaf::parse(text.as_bytes()).is_err());
    }

    #[test]
    fn any_key_and_any_words_read_back(key in ".{1,40}", unit in ".{0,40}", revision in 2u64.., previous: u64) {
        let mut leaf = correct();
        leaf.record = Some(Ref::new(Kind::Process, key));
        leaf.unit = Some(unit).filter(|unit| !unit.trim().is_empty());
        (leaf.revision, leaf.previous) = (Some(revision), Some(previous));
        prop_assert_eq!(Leaf::parse(&leaf.bytes().unwrap()), Ok(leaf));
    }
}
