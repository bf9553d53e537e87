//! Facts into fields and back: names that look alike stay apart, numbers keep their digits, one text has one reading.
#![expect(clippy::unwrap_used, reason = "helpers of tests stand outside the tests themselves")]

use std::collections::BTreeSet;

use ledger::opening::{Mismatch, Openings, Seed, flatten, is_pointer, read, unflatten};
use proptest::prelude::*;
use record::{Kind, Ref};
use serde_json::{Map, Value, json};

fn lines(text: &str) -> Vec<String> {
    flatten(&read(text).unwrap()).into_iter().map(|(field, value)| format!("{field} = {value}")).collect()
}

#[test]
fn fields_are_the_scalars_in_the_order_of_the_bytes_of_their_names() {
    assert_eq!(
        lines(r#"{"b": {"c": "\u6D77\/", "é": false}, "a": [1, [], {}, [null]], "a-": "", "": 1}"#),
        [
            "/ = 1",
            "/a- = \"\"",
            "/a/0 = 1",
            "/a/1 = []",
            "/a/2 = {}",
            "/a/3/0 = null",
            "/b/c = \"海/\"",
            "/b/é = false",
        ]
    );
    assert_eq!(lines("7"), [" = 7"]);
    assert_eq!(lines("{}"), [" = {}"]);
    assert_eq!(lines("[]"), [" = []"]);
    let eleven = lines("[0,1,2,3,4,5,6,7,8,9,10]");
    assert_eq!(eleven[..4], ["/0 = 0", "/1 = 1", "/10 = 10", "/2 = 2"]);
}

#[test]
fn names_that_look_alike_stay_apart() {
    assert_eq!(
        lines(r#"{"a/b": 1, "a~1b": 2, "a": {"b": 3}, "a~b": 4, "a~0b": 5, "~": 6, "/": 7}"#),
        ["/a/b = 3", "/a~00b = 5", "/a~01b = 2", "/a~0b = 4", "/a~1b = 1", "/~0 = 6", "/~1 = 7",]
    );
    for (pointer, is_one) in [
        ("", true),
        ("/", true),
        ("//", true),
        ("/~0~1", true),
        ("/a\u{0}b", true),
        ("a", false),
        ("/~", false),
        ("/~2", false),
        ("/a~/b", false),
        ("#/a", false),
    ] {
        assert_eq!(is_pointer(pointer), is_one, "{pointer:?}");
    }
}

#[test]
fn an_object_named_like_a_list_is_not_that_list() {
    assert_eq!(lines(r#"{"a": {"0": 1}}"#), ["/a = {}", "/a/0 = 1"]);
    assert_eq!(lines(r#"{"a": [1]}"#), ["/a/0 = 1"]);
    assert_eq!(lines(r#"{"1": [], "0": {}}"#), [" = {}", "/0 = {}", "/1 = []"]);
    // These could not be places of a list.
    for text in [r#"{"1":0}"#, r#"{"00":0}"#, r#"{"0":0,"2":0}"#, r#"{"":0}"#, r#"{"+0":0}"#, r#"{"٠":0}"#] {
        assert!(!lines(text).contains(&" = {}".to_owned()), "{text}");
    }
}

#[test]
fn the_text_of_a_number_is_that_of_the_file() {
    let check = |text: &str, expected: &str| {
        assert_eq!(lines(text), [format!(" = {expected}")], "{text}");
        // What was written once reads back as itself, whoever reads it.
        assert_eq!(lines(expected), [format!(" = {expected}")]);
        assert_eq!(unflatten([("", expected)]).map(|value| flatten(&value)[0].1.clone()).unwrap(), expected);
    };
    for text in [
        "0",
        "-0",
        "0.0",
        "-0.00",
        "1",
        "1.0",
        "1.10",
        "15295060.10",
        "72349.20000000001",
        "0.1",
        "0.30000000000000004",
        "9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551616",
        "-170141183460469231731687303715884105729",
        "123456789012345678901234567890.123456789012345678901234567890",
        "1e+3",
        "1e-3",
        "1.50e+400",
        "5e-400",
        "1e+0007",
    ] {
        check(text, text);
    }
    // Only an exponent has one way to be written.
    check("1E3", "1e+3");
    check("1e3", "1e+3");
    check("-2.50E-07", "-2.50e-07");
    check("1E+309", "1e+309");
    // A number made by a program is the one its text would be.
    assert_eq!(flatten(&json!(1e300)), flatten(&read("1e300").unwrap()));
    assert_eq!(flatten(&json!(0.1)), flatten(&read("0.1").unwrap()));
    assert_eq!(flatten(&json!(u64::MAX)), flatten(&read("18446744073709551615").unwrap()));
}

#[test]
fn the_text_of_a_string_is_the_shortest_json() {
    let check = |text: &str, expected: &str| assert_eq!(lines(text), [format!(" = {expected}")], "{text}");
    check(r#""\u0041\u6d77\/""#, "\"A海/\"");
    check(r#""\b\f\n\r\t\u0001\u001F\"\\""#, r#""\b\f\n\r\t\u0001\u001f\"\\""#);
    check("\"\u{7f}\u{2028}\u{1f3db}\"", "\"\u{7f}\u{2028}\u{1f3db}\"");
    check(r#""\ud83c\udfdb""#, "\"🏛\"");
    check(r#""\u0000""#, r#""\u0000""#);
}

#[test]
fn a_text_with_two_readings_is_refused() {
    let twice = |text: &str, field: &str| {
        assert_eq!(read(text), Err(Mismatch::Twice { field: field.into() }), "{text}");
    };
    twice(r#"{"a":1,"a":1}"#, "/a");
    twice(r#"{"a":1,"\u0061":2}"#, "/a");
    twice(r#"{"a":{"b/":[{"c":1,"c":null}]}}"#, "/a/b~1/0/c");
    twice(r#"{"":1,"":2}"#, "/");
    assert!(read(r#"{"a":{"b":1},"b":1,"A":1}"#).is_ok());

    let reserved = |text: &str, field: &str| {
        assert_eq!(read(text), Err(Mismatch::Reserved { field: field.into() }), "{text}");
    };
    reserved(r#"{"$serde_json::private::Number":"12"}"#, "/$serde_json::private::Number");
    reserved(r#"{"a":[{"$serde_json::private::RawValue":"[1]"}]}"#, "/a/0/$serde_json::private::RawValue");
    reserved(r#"{"a":1,"\u0024serde_json::private::Number":"12"}"#, "/$serde_json::private::Number");

    for text in [
        "",
        "{",
        "[1,]",
        "{\"a\":}",
        "01",
        "1.",
        ".5",
        "+1",
        "NaN",
        "'a'",
        "{} {}",
        "\"\\ud800\"",
        "\u{feff}1",
    ] {
        assert!(matches!(read(text), Err(Mismatch::Json(_))), "{text:?}");
    }
    let nested = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
    assert!(read(&nested(127)).is_ok());
    assert!(read(&nested(200)).is_err());
    assert!(read(&nested(100_000)).is_err());
}

#[test]
fn reading_strictly_changes_nothing_else() {
    let text = std::fs::read_to_string(sample("trading/construction.json")).unwrap();
    let strict = read(&text).unwrap();
    assert_eq!(strict, serde_json::from_str::<Value>(&text).unwrap());
    let fields = flatten(&strict);
    assert!(fields.len() > 500);
    assert_eq!(unflatten(fields_ref(&fields)).unwrap(), strict);
}

#[test]
fn fields_that_no_facts_have_are_refused() {
    let check = |fields: &[(&str, &str)], why: Mismatch| {
        assert_eq!(unflatten(fields.iter().copied()), Err(why), "{fields:?}");
    };
    let overlap = |field: &str| Mismatch::Overlap { field: field.into() };
    check(&[], Mismatch::Empty);
    check(&[("a", "1")], Mismatch::Pointer { field: "a".into() });
    check(&[("/~", "1")], Mismatch::Pointer { field: "/~".into() });
    check(&[("/a", "1"), ("/a", "1")], overlap("/a"));
    check(&[("/a", "{}"), ("/a", "{}")], overlap("/a"));
    check(&[("/a", "1"), ("/a/b", "1")], overlap("/a/b"));
    check(&[("/a/b", "1"), ("/a", "1")], overlap("/a"));
    check(&[("/a", "[]"), ("/a/0", "1")], overlap("/a/0"));
    check(&[("", "1"), ("/a", "1")], overlap("/a"));
    // `{}` beside members says that they are no list; where nobody could think so, nothing says it.
    check(&[("/a", "{}"), ("/a/b", "1")], overlap("/a"));
    check(&[("", "{}"), ("/1", "1")], overlap(""));
    for value in [
        "",
        " 1",
        "1 ",
        "01",
        "1E3",
        "1e3",
        "\"\\u0041\"",
        "\"\\/\"",
        "[1]",
        "{\"a\":1}",
        "[ ]",
        "tru",
        "nan",
        "'a'",
        "{\"$serde_json::private::Number\":\"1\"}",
        "1,2",
    ] {
        check(&[("/a", value)], Mismatch::Value { field: "/a".into() });
    }
    let deep = "/a".repeat(129);
    check(&[(&deep, "1")], Mismatch::Deep);
    check(&[(&"/a".repeat(1_000_000), "1")], Mismatch::Deep);
    assert!(unflatten([(&deep[2..], "1")]).is_ok());
}

fn sample(path: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data").join(path)
}

fn fields_ref(fields: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    fields.iter().map(|(field, value)| (field.as_str(), value.as_str()))
}

/// Names that could be mistaken for one another.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(vec!["", "0", "1", "2", "10", "00", "/", "~", "~0", "~1", "a/b", "a", "\0"])
            .prop_map(str::to_owned),
        "[a-c/~0-2]{0,3}",
        ".{0,4}",
    ]
}

fn any_facts() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|number| json!(number)),
        any::<u64>().prop_map(|number| json!(number)),
        "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?".prop_map(|text| read(&text).unwrap()),
        ".{0,6}".prop_map(Value::String),
    ];
    scalar.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec((name(), inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #[test]
    fn fields_are_the_facts_and_nothing_else(facts in any_facts()) {
        let fields = flatten(&facts);
        let names: BTreeSet<&str> = fields_ref(&fields).map(|(field, _)| field).collect();
        prop_assert_eq!(names.len(), fields.len(), "no name stands twice");
        prop_assert!(fields.is_sorted());
        prop_assert!(names.iter().all(|name| is_pointer(name)));
        let back = unflatten(fields_ref(&fields)).unwrap();
        prop_assert_eq!(&flatten(&back), &fields);
        // Facts written and read again are the same facts, and a pointer finds what it names.
        let again = read(&facts.to_string()).unwrap();
        prop_assert_eq!(&flatten(&again), &fields);
        for (field, value) in fields_ref(&fields).filter(|(_, value)| *value != "{}") {
            let found = facts.pointer(field).map(|found| flatten(found)[0].1.clone());
            prop_assert_eq!(found.as_deref(), Some(value));
        }
        prop_assert_eq!(unflatten(fields.into_iter().rev()), Ok(back), "in any order");
    }

    #[test]
    fn different_facts_have_different_fields_and_roots(one in any_facts(), other in any_facts()) {
        let root = |facts: &Value| {
            let seed = Seed::new(&[5; 32]);
            let root = Openings::of(Ref::new(Kind::Approval, "A"), 1, 0, &seed, facts).root().unwrap();
            assert_eq!(seed.root(facts), root);
            root
        };
        let same = flatten(&one) == flatten(&other);
        prop_assert_eq!(root(&one) == root(&other), same);
        if !same {
            prop_assert_ne!(one, other);
        }
    }

    #[test]
    fn no_text_and_no_fields_stop_the_program(text in ".{0,80}", fields in prop::collection::vec((name(), "[\\[\\]{}a-z0-9\"]{0,3}"), 0..6)) {
        if let Ok(facts) = read(&text) {
            prop_assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), facts);
        }
        let fields: Vec<(String, String)> = fields.into_iter().map(|(name, value)| (format!("/{name}"), value)).collect();
        if let Ok(facts) = unflatten(fields_ref(&fields)) {
            let mut sorted = fields.clone();
            sorted.sort();
            prop_assert_eq!(flatten(&facts), sorted);
        }
    }
}
