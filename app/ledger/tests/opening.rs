//! Openings: the vector in full, and that no single change of one stays unnoticed.
#![expect(clippy::unwrap_used, reason = "helpers of tests stand outside the tests themselves")]

use ledger::leaf::{Leaf, LeafKind, Redaction};
use ledger::opening::{
    Commitment, Field, Kept, Mismatch, Opening, Openings, Salt, Seed, commitment, fields_root, flatten, read,
    salt,
};
use ledger::tree::{EMPTY_ROOT, Hash, leaf_hash};
use record::{Instant, Kind, Ref};
use serde_json::{Value, json};

const SEED: [u8; 32] = [
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
    29, 30, 31, 32,
];
const ROOT: &str = "MVErcb9qrNjIVZ/xl9Yymop+FZ9/q6yg3/Q1R7s0HDA=";
/// Field, value, salt, commitment. Computed with Python's `hmac` and `hashlib`:
/// `salt = hmac.digest(seed, field, "sha256")`, `commitment = hmac.digest(salt, field + b"\0" + value, "sha256")`.
const VECTOR: [[&str; 4]; 10] = [
    [
        r#"/a-b"#,
        r#"true"#,
        "MfVA1L3+/XqN/RM5K68zQ2qc56EwfM3YqT+uErdbM7c=",
        "Op0OoPF/4BVtZe2qEwREYlITls+p+gnL568fD59emo4=",
    ],
    [
        r#"/a/0"#,
        r#""海港区""#,
        "IeOx4FFpU90rvq+ZEa+FTsTu70K8kxb2eySYkkqT3wc=",
        "Oim62f1Zt0q6s4M28TBIqMbiWlZxgcEyHQ8cxXoTb6c=",
    ],
    [
        r#"/a/1"#,
        r#"12.50"#,
        "3dGdwj5wrwgb5wgMkB7MxiOiA1dKIYhAWkZwy/sqqlo=",
        "kQ81IY9t2bWrB4SNnRjrE198Dns0WnZxUx3AI3fmvEc=",
    ],
    [
        r#"/a/2"#,
        r#"[]"#,
        "RmLobBZryU7+Zd1/kw+jgprveUXiKhV+5bdjs4gDg1o=",
        "CHdOQNFlXRUiKa/6msKxsfdgdjNO7P6PKuAnUrBP1qA=",
    ],
    [
        r#"/case/applicant/name"#,
        r#""河北*有限公司""#,
        "da7U1MfxSYHHstCbyEUpCdK3eO30+Ty7pvZb6ctwb6U=",
        "U2VYdjgjnbg0hMESXmtbkrsyYnUGaIIzYmMvqzWYekM=",
    ],
    [
        r#"/codes/a~0b"#,
        r#""y""#,
        "CBrA/kQlPLBLQJUzzlom8FXuKWXXcCos7+pNS4Y2j6U=",
        "fhJeNP/GnZB8/pc1ZCE7sZV173AUBKwZUMCfw9kRemY=",
    ],
    [
        r#"/codes/a~1b"#,
        r#""x""#,
        "KZZMgwF3GDFOKg/J/sHh1vxkNyPY7GsXV6Md+cCLkY0=",
        "Af7tpCBHLOA+GDKju9iqSBzPiFWwSszvrwJPE74KE14=",
    ],
    [
        r#"/like"#,
        r#"{}"#,
        "esAR0of5ZqdSzj67hDtlNeyCIOQTyhoNP2OtxWxybCk=",
        "jxlLFuf0hrea/K0yPbqfvuVUyFDA0X/0Inx0IQW8XdQ=",
    ],
    [
        r#"/like/0"#,
        r#"null"#,
        "zno1VI8QSDg2HMnTkEuCpNoUy5S9R3qycEnYDK/dgEg=",
        "XO71nIrlYXPY+OzL5H7o6Gu93Tjx2QUfbQVkSnt0w0w=",
    ],
    [
        r#"/名"#,
        r#""\u0001\"\\""#,
        "ytge8NaMuMP1/1KVLI/7QHud/oG9wRM4ava3zwAvuso=",
        "1uclXkzIrBoylph24mk3CzNXAsJZqxLej4wxwHBXx4U=",
    ],
];

fn facts() -> Value {
    json!({
        "名": "\u{1}\"\\",
        "like": {"0": null},
        "codes": {"a/b": "x", "a~b": "y"},
        "case": {"applicant": {"name": "河北*有限公司"}},
        "a": ["海港区", read("12.50").unwrap(), []],
        "a-b": true,
    })
}

fn record() -> Ref {
    Ref::new(Kind::Approval, "QHD2026112300001")
}

fn instant() -> Instant {
    Instant::parse("2026-11-23T08:00:00Z").unwrap()
}

fn openings() -> Openings {
    Openings::of(record(), 1, 7, &Seed::new(&SEED), &facts())
}

fn leaf_with(root: Hash) -> Leaf {
    Leaf::version(LeafKind::Publish, record(), 1, instant(), root)
}

fn leaf() -> Leaf {
    leaf_with(ROOT.parse().unwrap())
}

fn opening(openings: &mut Openings, place: usize) -> &mut Opening {
    match &mut openings.fields[place] {
        Field::Open(opening) => opening,
        Field::Gone(gone) => panic!("{} is gone", gone.field),
    }
}

#[test]
fn salts_commitments_and_the_root_are_those_of_another_implementation() {
    let openings = openings();
    let expected = VECTOR.map(|[field, value, salt, _]| {
        Field::Open(Opening { field: field.into(), value: value.into(), salt: salt.parse().unwrap() })
    });
    assert_eq!(openings.fields, expected);
    for [field, value, own_salt, own_commitment] in VECTOR {
        assert_eq!(salt(&SEED, field).to_string(), own_salt);
        assert_eq!(commitment(&salt(&SEED, field), field, value).to_string(), own_commitment);
    }
    let commitments = VECTOR.map(|[.., commitment]| commitment.parse().unwrap());
    assert_eq!(fields_root(&commitments).to_string(), ROOT);
    assert_eq!(openings.root(), Ok(ROOT.parse().unwrap()));
    assert_eq!(Seed::new(&SEED).root(&facts()).to_string(), ROOT);
    assert_eq!(openings.check(&leaf()), Ok(()));
    assert_eq!(openings.facts(), Ok(facts()));
}

#[test]
fn the_smallest_roots_are_those_of_rfc_6962() {
    assert_eq!(fields_root(&[]), EMPTY_ROOT);
    assert_eq!(fields_root(&[Commitment([9; 32])]), leaf_hash(&[9; 32]));
}

#[test]
fn openings_are_served_as_json_that_any_reader_keeps_exact() {
    let mut openings = openings();
    openings.fields.truncate(3);
    openings.redact("/a/0", 12).unwrap();
    let text = serde_json::to_string(&openings).unwrap();
    assert_eq!(
        text,
        concat!(
            r#"{"record":"approval/QHD2026112300001","revision":1,"index":7,"fields":["#,
            r#"{"field":"/a-b","value":"true","salt":"MfVA1L3+/XqN/RM5K68zQ2qc56EwfM3YqT+uErdbM7c="},"#,
            r#"{"field":"/a/0","commitment":"Oim62f1Zt0q6s4M28TBIqMbiWlZxgcEyHQ8cxXoTb6c=","redacted_by":12},"#,
            r#"{"field":"/a/1","value":"12.50","salt":"3dGdwj5wrwgb5wgMkB7MxiOiA1dKIYhAWkZwy/sqqlo="}]}"#,
        )
    );
    assert_eq!(Openings::parse(&text), Ok(openings));
    let check = |from: &str, to: &str| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "the change takes hold");
        assert!(matches!(Openings::parse(&changed), Err(Mismatch::Json(_))), "{changed}");
    };
    check(r#""index":7,"#, "");
    check(r#""index":7,"#, r#""index":7,"index":7,"#);
    check(r#""index":7,"#, r#""index":7,"other":7,"#);
    check(r#""index":7,"#, r#""index":-7,"#);
    check("approval/", "permit/");
    check("approval/QHD2026112300001", "approval/");
    // A field has a value and its salt, or a commitment and the leaf that took it away; never a part of each.
    check(r#""value":"true","#, "");
    check(r#""value":"true","#, r#""value":true,"#);
    check(r#""value":"true","#, r#""value":"true","value":"false","#);
    check(r#""value":"true","#, r#""value":"true","redacted_by":12,"#);
    check(r#","redacted_by":12"#, "");
    check(r#","redacted_by":12"#, r#","redacted_by":12,"value":"1""#);
    check("M7c=", "M7c");
    check("M7c=", "M7d=");
    check("b6c=", "");
}

#[test]
fn every_single_change_of_an_opening_is_noticed() {
    let mut tried = 0;
    let mut check = |change: &dyn Fn(&mut Openings)| {
        let mut changed = openings();
        change(&mut changed);
        assert_ne!(changed, openings(), "the change takes hold");
        assert!(changed.check(&leaf()).is_err(), "{changed:?}");
        assert_ne!(changed.root(), openings().root());
        tried += 1;
    };
    let count = openings().fields.len();
    for place in 0..count {
        for byte in 0..32 {
            for bit in [0, 7] {
                check(&|it| opening(it, place).salt.0[byte] ^= 1 << bit);
            }
        }
        for value in
            ["1", "\"1\"", "null", "false", "[]", "{}", "\"\"", "12.5", "12.500", "1250e-2", "\"x\"", "\"y\""]
        {
            if opening(&mut openings(), place).value != value {
                check(&|it| opening(it, place).value = value.into());
            }
        }
        let length = opening(&mut openings(), place).value.len();
        for at in 0..length {
            check(&|it| {
                let value = &mut opening(it, place).value;
                *value = without(value, at);
            });
        }
        let length = opening(&mut openings(), place).field.len();
        for at in 0..length {
            check(&|it| {
                let field = &mut opening(it, place).field;
                *field = without(field, at);
            });
        }
        check(&|it| opening(it, place).field.push('0'));
        check(&|it| opening(it, place).field.push('\0'));
        check(&|it| drop(it.fields.remove(place)));
        check(&|it| it.fields.insert(place, it.fields[place].clone()));
        check(&|it| {
            let (field, value) = (format!("{}!", it.fields[place].name()), "0".to_owned());
            it.fields.insert(place + 1, Field::Open(Opening { field, value, salt: Salt([0; 32]) }));
        });
        for other in place + 1..count {
            check(&|it| it.fields.swap(place, other));
            check(&|it| {
                let value = std::mem::take(&mut opening(it, place).value);
                let value = std::mem::replace(&mut opening(it, other).value, value);
                opening(it, place).value = value;
            });
        }
    }
    check(&|it| it.fields.clear());
    check(&|it| it.fields.reverse());
    assert!(tried > 1_000, "{tried} changes were tried");
}

/// The text without the letter at this byte, or with another in its place where that would be no text.
fn without(text: &str, at: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    bytes.remove(at);
    String::from_utf8(bytes).unwrap_or_else(|_| text.replace(|letter: char| !letter.is_ascii(), "?"))
}

#[test]
fn openings_open_only_the_leaf_of_their_version() {
    let check = |change: &dyn Fn(&mut Openings, &mut Leaf), expected| {
        let (mut openings, mut leaf) = (openings(), leaf());
        change(&mut openings, &mut leaf);
        assert_eq!(openings.check(&leaf), expected);
    };
    check(&|_, _| (), Ok(()));
    check(&|it, _| it.record.key.push('0'), Err(Mismatch::Leaf));
    check(&|it, _| it.record.kind = Kind::Penalty, Err(Mismatch::Leaf));
    check(&|it, _| it.revision = 2, Err(Mismatch::Leaf));
    check(&|_, leaf| leaf.revision = Some(2), Err(Mismatch::Leaf));
    check(&|_, leaf| leaf.fields = None, Err(Mismatch::Leaf));
    check(&|_, leaf| leaf.kind = LeafKind::Redact, Err(Mismatch::Leaf));
    check(&|_, leaf| leaf.previous = Some(7), Err(Mismatch::Leaf));
    check(&|_, leaf| leaf.previous = Some(6), Ok(()));
    check(&|_, leaf| leaf.fields = Some(EMPTY_ROOT), Err(Mismatch::Root));
    check(&|_, leaf| leaf.kind = LeafKind::Withhold, Ok(()));
}

#[test]
fn a_field_taken_away_leaves_every_other_proof_as_it_was() {
    for [field, value, own_salt, _] in VECTOR {
        let mut openings = openings();
        openings.redact(field, 12).unwrap();
        assert_eq!(openings.check(&leaf()), Ok(()), "{field}");
        assert_eq!(openings.gone().map(|gone| gone.field.as_str()).collect::<Vec<_>>(), [field]);
        let served = serde_json::to_string(&openings).unwrap();
        assert!(!served.contains(own_salt), "{field}");
        if value.len() > 4 {
            assert!(!served.contains(value), "{field}");
        }
        assert_eq!(openings.redact(field, 13), Err(Mismatch::Unknown { field: field.into() }));
        assert_eq!(Openings::parse(&served).unwrap().check(&leaf()), Ok(()));
    }
    let mut openings = openings();
    for [field, ..] in VECTOR {
        openings.redact(field, 12).unwrap();
    }
    assert_eq!(openings.check(&leaf()), Ok(()), "all fields may go");
    assert_eq!(openings.redact("/nothing", 12), Err(Mismatch::Unknown { field: "/nothing".into() }));
}

#[test]
fn a_field_is_gone_only_where_a_leaf_says_so() {
    let mut openings = openings();
    openings.redact("/a/0", 12).unwrap();
    let says = |target, field: &str, previous| {
        let redaction = Redaction {
            target,
            field: field.into(),
            ground: "PIPL art. 47".into(),
            approvers: vec!["data protection".into()],
        };
        Leaf::redact(record(), 1, previous, instant(), &redaction)
    };
    let gone = openings.gone().next().unwrap();
    let refused = Err(Mismatch::Redaction { field: "/a/0".into() });
    let right = says(7, "/a/0", 11);
    assert!(right.bytes().is_ok());
    assert_eq!(openings.check_redaction(gone, &right), Ok(()));
    assert_eq!(openings.check_redaction(gone, &says(8, "/a/0", 11)), refused);
    assert_eq!(openings.check_redaction(gone, &says(7, "/a/1", 11)), refused);
    assert_eq!(openings.check_redaction(gone, &says(7, "/a/0", 12)), refused, "it cannot follow itself");
    assert_eq!(openings.check_redaction(gone, &leaf()), refused);
    for change in [
        &(|leaf: &mut Leaf| leaf.revision = Some(2)) as &dyn Fn(&mut Leaf),
        &|leaf| leaf.record = Some(Ref::new(Kind::Approval, "another")),
        &|leaf| leaf.kind = LeafKind::Recovery,
        &|leaf| leaf.note = None,
    ] {
        let mut leaf = right.clone();
        change(&mut leaf);
        assert_eq!(openings.check_redaction(gone, &leaf), refused, "{leaf:?}");
    }
    let early = ledger::opening::Gone { redacted_by: 7, ..gone.clone() };
    assert_eq!(openings.check_redaction(&early, &right), refused);
}

/// What the database keeps after a redaction: all salts but one, and no seed.
fn rows(gone: &str) -> Vec<Kept> {
    let row = |[field, _, salt, commitment]: [&str; 4]| Kept {
        field: field.into(),
        salt: if field == gone { Err(12) } else { Ok(salt.parse().unwrap()) },
        commitment: commitment.parse().unwrap(),
    };
    VECTOR.into_iter().rev().map(row).collect()
}

#[test]
fn what_was_kept_after_a_redaction_opens_the_leaf_without_the_seed() {
    let name = "/case/applicant/name";
    let kept = |facts: &Value, rows| Openings::kept(record(), 1, 7, facts, rows);
    let mut expected = openings();
    expected.redact(name, 12).unwrap();
    // The name may have left a null, a word in its place, nothing, or an object without members.
    for (left, pointer) in [
        (Some(Value::Null), name),
        (Some(json!("removed")), name),
        (Some(json!({})), "/case/applicant"),
        (Some(json!({"why": "redacted"})), name),
        (None, name),
    ] {
        let mut facts = facts();
        match left {
            Some(value) => *facts.pointer_mut(pointer).unwrap() = value,
            None => drop(facts.as_object_mut().unwrap().shift_remove("case")),
        }
        assert_eq!(kept(&facts, rows(name)), Ok(expected.clone()));
    }
    assert_eq!(expected.check(&leaf()), Ok(()));

    let mut other = facts();
    other["a-b"] = json!(false);
    assert_eq!(kept(&other, rows(name)), Err(Mismatch::Lost { field: "/a-b".into() }));
    other = facts();
    other["a"] = json!(["海港区"]);
    assert_eq!(kept(&other, rows(name)), Err(Mismatch::Lost { field: "/a/1".into() }));
    other = facts();
    other["more"] = json!(1);
    assert_eq!(kept(&other, rows(name)), Err(Mismatch::Stray { field: "/more".into() }));
    let mut rows = rows(name);
    rows[0].commitment.0[0] ^= 1;
    assert!(matches!(kept(&facts(), rows), Err(Mismatch::Lost { .. })));
}

#[test]
fn a_thousand_fields_are_committed_to_and_checked() {
    let steps: Vec<Value> = (0..250)
        .map(|number| json!({"number": number, "name": "审查", "started": "2026-11-23", "limit_days": 5}))
        .collect();
    let facts = json!({ "steps": steps });
    let openings = Openings::of(record(), 1, 7, &Seed::new(&SEED), &facts);
    assert_eq!((openings.fields.len(), flatten(&facts).len()), (1_000, 1_000));
    let leaf = leaf_with(openings.root().unwrap());
    let served = serde_json::to_string(&openings).unwrap();
    assert_eq!(Openings::parse(&served).unwrap().check(&leaf), Ok(()));
}
