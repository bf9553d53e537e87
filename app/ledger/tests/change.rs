//! What changed between two versions, and the plain numbers about it.

use std::collections::BTreeSet;

use ledger::change::{AT_MOST, Change, Changes, Item, changes, changes_at_most, days, days_between, share};
use ledger::opening::{flatten, read};
use proptest::prelude::*;
use record::{Fen, Instant};
use serde_json::{Value, json};

/// Each change on a line: `field: before -> after`.
fn lines(before: &Value, after: &Value) -> Vec<String> {
    let side = |value: &Option<Value>| value.as_ref().map_or("nothing".to_owned(), Value::to_string);
    let line =
        |change: &Change| format!("{}: {} -> {}", change.field, side(&change.before), side(&change.after));
    changes(before, after).list.iter().map(line).collect()
}

fn check(before: Value, after: Value, expected: &[&str]) {
    assert_eq!(lines(&before, &after), expected, "{before} to {after}");
}

#[test]
fn a_field_changes_comes_or_goes() {
    check(json!({"a": 1}), json!({"a": 1}), &[]);
    check(json!({"a": 1, "b": 2}), json!({"b": 2, "a": 1}), &[]);
    check(json!({"a": 1}), json!({"a": 2}), &["/a: 1 -> 2"]);
    check(json!({"a": 1}), json!({"a": "1"}), &["/a: 1 -> \"1\""]);
    check(json!({"a": 1}), json!({"a": null}), &["/a: 1 -> null"]);
    check(json!({"a": 1, "b": 2}), json!({"b": 2, "c": 3}), &["/a: 1 -> nothing", "/c: nothing -> 3"]);
    check(json!({"a": null}), json!({}), &["/a: null -> nothing"]);
    check(json!({"x/y": {"~": 1}}), json!({"x/y": {"~": 2}}), &["/x~1y/~0: 1 -> 2"]);
    check(json!(1), json!(2), &[": 1 -> 2"]);
}

#[test]
fn what_comes_and_goes_as_a_whole_is_told_field_by_field() {
    let before = json!({"case": "none"});
    let after = json!({"case": {"unit": {"name": "海港区"}, "steps": [{"number": 3}], "more": {}}});
    check(
        before.clone(),
        after.clone(),
        &[
            "/case: \"none\" -> nothing",
            "/case/unit/name: nothing -> \"海港区\"",
            "/case/steps/0/number: nothing -> 3",
            "/case/more: nothing -> {}",
        ],
    );
    let list = changes(&before, &after).list;
    let wholes: Vec<Option<&str>> = list.iter().map(|change| change.part_of.as_deref()).collect();
    assert_eq!(wholes, [None, Some("/case"), Some("/case"), Some("/case")]);
    assert_eq!(list[2].pattern, "/case/steps/*/number");
    assert_eq!(list[2].items, [Item::By { member: "number", name: "3".into() }]);
    assert_eq!(changes(&after, &before).count(), 4);
}

#[test]
fn two_texts_of_one_number_are_no_change() {
    let check = |before: &str, after: &str, is_same| {
        let found = changes(&read(before).unwrap(), &read(after).unwrap());
        assert_eq!(found.is_empty(), is_same, "{before} to {after}");
    };
    check("5", "5.00", true);
    check("500", "5e2", true);
    check("0", "-0.0", true);
    check("1e400", "10e399", true);
    check("0.1", "0.10000000000000000000000000000000000000000000000001", false);
    check("9007199254740992", "9007199254740993", false);
    check("5", "-5", false);
    check("1e99999999999", "1e99999999999", true);
    check("1e99999999999", "1e99999999998", false);
}

#[test]
fn an_item_put_in_changes_no_other() {
    let step = |number: i32, due: &str| json!({"number": number, "due": due});
    let (first, second) = (step(1, "2026-06-01"), step(2, "2026-06-24"));
    check(
        json!([second]),
        json!([first, second]),
        &["/0/number: nothing -> 1", "/0/due: nothing -> \"2026-06-01\""],
    );
    check(
        json!([first, second]),
        json!([step(2, "2026-06-30")]),
        &[
            "/0/number: 1 -> nothing",
            "/0/due: \"2026-06-01\" -> nothing",
            "/0/due: \"2026-06-24\" -> \"2026-06-30\"",
        ],
    );
    check(json!([first]), json!([]), &["/0/number: 1 -> nothing", "/0/due: \"2026-06-01\" -> nothing"]);
}

#[test]
fn items_are_told_apart_by_what_the_registers_have() {
    for member in ["id", "number", "n", "code", "seq", "ordinal"] {
        let item = |name: &str, value: i32| json!({member: name, "value": value});
        let before = json!({"list": [item("a", 1), item("b", 2)]});
        let after = json!({"list": [item("c", 3), item("a", 1), item("b", 4)]});
        let list = changes(&before, &after).list;
        let fields: Vec<&str> = list.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields, ["/list/2/value", &format!("/list/0/{member}"), "/list/0/value"]);
        assert_eq!(list[0].items, [Item::By { member, name: "b".into() }]);
        assert_eq!(list[0].pattern, "/list/*/value");
    }
    // An id that is not each item's own is none: then `number` tells them apart.
    let item = |number: i32, value: i32| json!({"id": "x", "number": number, "value": value});
    check(
        json!([item(1, 1), item(2, 2)]),
        json!([item(2, 5), item(1, 1)]),
        &["/0/value: 2 -> 5", ": [1,2] -> [2,1]"],
    );
    // A number and a text of its digits are two names.
    check(json!([{"id": 1}]), json!([{"id": "1"}]), &["/0/id: 1 -> nothing", "/0/id: nothing -> \"1\""]);
}

#[test]
fn items_nothing_tells_apart_are_compared_by_place_between_equal_ends() {
    let item = |name: &str| json!({"name": name, "id": null});
    let list = |names: &str| names.chars().map(|name| item(&name.to_string())).collect::<Value>();
    check(list("abc"), list("abc"), &[]);
    check(list("abcd"), list("axcd"), &["/1/name: \"b\" -> \"x\""]);
    check(list("abcd"), list("acd"), &["/1/name: \"b\" -> nothing", "/1/id: null -> nothing"]);
    check(list("acd"), list("abcd"), &["/1/name: nothing -> \"b\"", "/1/id: nothing -> null"]);
    check(list("aab"), list("aaab"), &["/2/name: nothing -> \"a\"", "/2/id: nothing -> null"]);
    check(list("ab"), list("ba"), &["/0/name: \"a\" -> \"b\"", "/1/name: \"b\" -> \"a\""]);
    let found = changes(&list("abc"), &list("axc"));
    assert_eq!(found.list[0].items, [Item::Place(2)]);
}

#[test]
fn words_of_a_list_come_go_and_change_their_order() {
    check(json!(["警告", "罚款"]), json!(["没收", "警告", "罚款"]), &["/0: nothing -> \"没收\""]);
    check(json!(["警告", "罚款"]), json!(["罚款"]), &["/0: \"警告\" -> nothing"]);
    check(
        json!(["a", "b", "c"]),
        json!(["c", "d", "a"]),
        &["/1: \"b\" -> nothing", "/1: nothing -> \"d\"", ": [\"a\",\"c\"] -> [\"c\",\"a\"]"],
    );
    check(json!(["a", "a", "b"]), json!(["a", "b"]), &["/1: \"a\" -> nothing"]);
    let order = &changes(&json!({"x": [1, 2]}), &json!({"x": [2, 1]})).list[0];
    assert!(order.is_order());
    assert_eq!((order.field.as_str(), order.pattern.as_str()), ("/x", "/x"));
    assert!(!changes(&json!([[1]]), &json!([{}])).list[0].is_order());
}

#[test]
fn what_is_not_listed_is_counted() {
    let before: Value = (0..2_500).map(|number| json!({"id": number, "fee": 1})).collect();
    let after: Value = (0..2_500).map(|number| json!({"id": number, "fee": 2})).collect();
    let found = changes(&before, &after);
    assert_eq!((found.list.len(), found.more, found.count()), (AT_MOST, 1_500, 2_500));
    assert_eq!(found.list[0].field, "/0/fee");
    let none = changes_at_most(0, &before, &after);
    assert_eq!(none, Changes { list: Vec::new(), more: 2_500 });
    assert!(!none.is_empty());
    assert_eq!(changes_at_most(2_500, &before, &after).more, 0);
}

#[test]
fn a_day_or_an_instant_moves_by_days() {
    let check =
        |before, after, expected| assert_eq!(days(before, after, 480), expected, "{before} to {after}");
    check("2026-06-24", "2026-06-30", Some(6));
    check("2026-06-30", "2026-06-24", Some(-6));
    check("2024-02-28", "2024-03-01", Some(2));
    check("2026-06-24", "2026-06-24", Some(0));
    check("0001-01-01", "9999-12-31", Some(3_652_058));
    check("2026-06-24T09:00:00+08:00", "2026-06-30T17:00:00+08:00", Some(6));
    check("2026-06-24T23:59:59+08:00", "2026-06-25T00:00:00+08:00", Some(1));
    check("2026-06-24T16:00:00Z", "2026-06-25", Some(0));
    check("2026-06-24", "2026-06-24T15:59:59Z", Some(0));
    for other in ["", "2026-6-24", "2026-02-30", "2026", "长期", "2026-06-24T09:00:00"] {
        check("2026-06-24", other, None);
        check(other, "2026-06-24", None);
    }
    let instant = |text| Instant::parse(text).unwrap();
    let (earlier, later) = (instant("2026-06-01T15:59:59Z"), instant("2026-06-15T16:00:00Z"));
    assert_eq!(days_between(earlier, later, 480), 15);
    assert_eq!(days_between(earlier, later, 0), 14);
    assert_eq!(days_between(later, earlier, 480), -15);
}

#[test]
fn an_amount_rises_by_tenths_of_a_per_cent() {
    let check = |before, after, expected| assert_eq!(share(before, after), expected, "{before} to {after}");
    check("100", "128", Some(280));
    check("100.00", "128", Some(280));
    check("1e2", "1.28E+2", Some(280));
    check("3", "4", Some(333));
    check("3", "5", Some(667));
    check("3", "2", Some(-333));
    check("3", "1", Some(-667));
    check("100", "0", Some(-1_000));
    check("100", "0.00", Some(-1_000));
    check("100", "-50", Some(-1_500));
    check("7", "7", Some(0));
    // Halves go away from zero, and not a digit less than a half does.
    check("2000", "2001", Some(1));
    check("2000", "1999", Some(-1));
    check("2000", "2000.9999999999999999999999", Some(0));
    check("2000", "1999.0000000000000000000001", Some(0));
    check("10000", "10035", Some(4));
    check("10000", "10034.99", Some(3));
    // As floats these would be 0.1 + 0.2 and 2^53 + 1.
    check("0.1", "0.30000000000000000", Some(2_000));
    check("9007199254740992", "9007199254740993", Some(0));
    check("1000", "1000.5000000000000000000000000000001", Some(1));
    check("0.00000000000000001", "99999999999999999999", None);
    check("1", "9223372036854776", Some(9_223_372_036_854_775_000));
    check("1", "9223372036854777", None);
    check("99999999999999999999.99999999999999999", "199999999999999999999.99999999999999998", None);
    check("49999999999999999999.99999999999999999", "99999999999999999999.99999999999999998", Some(1_000));
    check("1e-2000000000", "1e2000000000", None);
    check("1e2147483647", "1e2147483647", Some(0));
    check("-0", "5", None);
    check("0", "0", None);
    check("-5", "5", None);
    for text in ["", "-", "+1", ".5", "5.", "05", "1,000", "1e", "1e1.5", "NaN", "１", "1e99999999999", " 1"]
    {
        check(text, "1", None);
        check("1", text, None);
    }
    let fen = |fen| Fen(fen).to_string();
    assert_eq!(share(&fen(i64::MAX), &fen(i64::MIN)), Some(-2_000));
    assert_eq!(share(&fen(10_000), &fen(12_834)), Some(283));
}

#[test]
fn a_change_knows_its_own_numbers() {
    let only = |before: Value, after: Value| changes(&before, &after).list.remove(0);
    assert_eq!(only(json!("2026-06-24"), json!("2026-06-30")).days(480), Some(6));
    assert_eq!(only(json!(100), json!("2026-06-30")).days(480), None);
    assert_eq!(only(json!(100), read("128.0").unwrap()).share(), Some(280));
    // Digits in quotes are a code, not an amount.
    assert_eq!(only(json!("100"), json!("128")).share(), None);
    let fresh = only(json!({"a": 1}), json!({"a": 1, "b": 2}));
    assert_eq!((fresh.days(480), fresh.share(), fresh.part_of), (None, None, None));
}

fn any_facts() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![(0..3).prop_map(Value::from), "[a-c]".prop_map(Value::from), Just(Value::Null)];
    scalar.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::btree_map("[a-d]|id|number", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Facts in which no list shifts places.
fn without_lists() -> impl Strategy<Value = Value> {
    let scalar = (0..3).prop_map(Value::from);
    scalar.prop_recursive(4, 24, 4, |inner| {
        prop::collection::btree_map("[a-d]", inner, 1..4)
            .prop_map(|members| Value::Object(members.into_iter().collect()))
    })
}

proptest! {
    #[test]
    fn no_difference_goes_untold_and_none_is_made_up(before in any_facts(), after in any_facts()) {
        prop_assert!(changes(&before, &before).is_empty());
        let found = changes(&before, &after);
        prop_assert_eq!(found.is_empty(), before == after, "{:?}", found);
        for change in &found {
            prop_assert_ne!(&change.before, &change.after);
            let stars = change.pattern.matches('*').count();
            prop_assert_eq!(stars, change.items.len());
            if let (Some(after_value), false) = (&change.after, change.is_order()) {
                prop_assert_eq!(after.pointer(&change.field), Some(after_value));
            } else if let (Some(before_value), None) = (&change.before, &change.after) {
                prop_assert_eq!(before.pointer(&change.field), Some(before_value));
            }
        }
        for most in 0..4 {
            let some = changes_at_most(most, &before, &after);
            prop_assert_eq!(some.count(), found.count());
            prop_assert_eq!(&some.list[..], &found.list[..most.min(found.count())]);
        }
    }

    #[test]
    fn without_lists_the_changes_are_the_fields_that_differ(before in without_lists(), after in without_lists()) {
        let (old, new) = (flatten(&before), flatten(&after));
        let old: BTreeSet<_> = old.iter().collect();
        let new: BTreeSet<_> = new.iter().collect();
        let differ: BTreeSet<&str> = old.symmetric_difference(&new).map(|(field, _)| field.as_str()).collect();
        let found = changes(&before, &after);
        let told: Vec<&str> = found.list.iter().map(|change| change.field.as_str()).collect();
        prop_assert_eq!(told.len(), differ.len());
        prop_assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), differ);
    }

    #[test]
    fn a_share_is_what_long_division_says(before in 1i64..1_000_000_000_000, after in 0i64..1_000_000_000_000) {
        let doubled = i128::from(after - before) * 2_000 / i128::from(before);
        let expected = (doubled + doubled.signum()) / 2;
        let expected = i64::try_from(expected).ok();
        prop_assert_eq!(share(&before.to_string(), &after.to_string()), expected);
        prop_assert_eq!(share(&Fen(before).to_string(), &Fen(after).to_string()), expected);
    }

    #[test]
    fn no_text_stops_the_program(before in "-?[0-9]{0,40}\\.?[0-9]{0,40}[eE]?[+-]?[0-9]{0,11}", after in ".{0,12}") {
        prop_assert_eq!(share(&after, &before).is_some_and(|share| share > 0 && before.starts_with('-')), false);
        prop_assert_eq!(share(&before, &before).is_none_or(|share| share == 0), true);
        prop_assert_eq!(days(&before, &after, 480), None);
    }
}
