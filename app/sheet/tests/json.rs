//! JSON: packages cut into items, lines, what is refused and what is left standing.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its own data has failed")]

use record::{Code, code};
use sheet::json::{self, Items, check};
use std::fs::File;
use std::io::Cursor;

const ARRAYS: [&str; 2] = ["releases", "records"];

fn open(text: impl Into<Vec<u8>>, name: &str) -> Items {
    json::open(Cursor::new(text.into()), name, &ARRAYS).unwrap()
}

/// Each item as its line, path and text, or the line, path and code of its fault; and whether the file was whole.
fn told(mut items: Items) -> (Vec<String>, bool) {
    let told = items
        .by_ref()
        .map(|result| match result {
            Ok(item) => format!("{} {} {}", item.line, item.path, item.text),
            Err(fault) => {
                let place = fault.place;
                format!(
                    "{} {} {}",
                    place.line.unwrap_or(0),
                    place.path.unwrap_or_default(),
                    fault.problem.code
                )
            }
        })
        .collect();
    (told, items.is_whole())
}

fn check_items(text: &str, expected: &[&str], is_whole: bool) {
    assert_eq!(
        told(open(text, "a.json")),
        (expected.iter().map(|&it| it.to_owned()).collect(), is_whole),
        "{text}"
    );
}

#[test]
fn a_package_is_cut_into_its_items() {
    check_items(
        "{\"uri\": 1,\n\"releases\": [\n{\"a\": 1},\n{\"b\": [\"]}\\\"\"]} ], \"z\": {}}",
        &["3 releases/0 {\"a\": 1}", "4 releases/1 {\"b\": [\"]}\\\"\"]}"],
        true,
    );
    check_items("[{\"a\":1}, 2 ,\"x\"]", &["1 0 {\"a\":1}", "1 1 2", "1 2 \"x\""], true);
    // A document that is one item comes without the spaces between its members.
    check_items("{\"ocid\": \"x\"}", &["1  {\"ocid\":\"x\"}"], true);
    check_items("{\"releases\": []}", &[], true);
    check_items("{\"releases\": \"none\"}", &["1  {\"releases\":\"none\"}"], true);
}

#[test]
fn the_head_of_a_package_is_kept_without_its_items() {
    let mut items = open("{\"uri\": \"u\", \"releases\": [{}], \"license\": [1, 2]}", "a.json");
    assert!(items.next().unwrap().is_ok());
    assert_eq!(items.head(), "{\"uri\":\"u\"}");
    assert!(items.next().is_none());
    assert_eq!(items.head(), "{\"uri\":\"u\",\"license\":[1, 2]}");
}

#[test]
fn one_bad_item_leaves_the_others() {
    check_items(
        "{\"releases\": [{\"a\": 1, \"a\": 2}, {\"b\": 1},\n {\"c\" 1}, {\"d\": {\"e\": [nul]}}, {\"f\": 1}]}",
        &[
            "1 releases/0/a JSON_DUPLICATE_KEY",
            "1 releases/1 {\"b\": 1}",
            "2 releases/2 JSON_SYNTAX",
            "2 releases/3 JSON_SYNTAX",
            "2 releases/4 {\"f\": 1}",
        ],
        true,
    );
}

#[test]
fn a_broken_package_is_never_whole() {
    check_items("{\"releases\": [{\"a\": 1}", &["1 releases/0 {\"a\": 1}", "1  JSON_SYNTAX"], false);
    check_items("{\"releases\": [{\"a\": 1},]}", &["1 releases/0 {\"a\": 1}", "1  JSON_SYNTAX"], false);
    check_items("{\"releases\": [,]}", &["1  JSON_SYNTAX"], false);
    check_items("{\"a\": 1,}", &["1  JSON_SYNTAX"], false);
    check_items("{\"a\": 1} x", &["1  {\"a\":1}", "1  JSON_SYNTAX"], false);
    check_items("{\"a\": 1, \"\\u0061\": 2}", &["1 a JSON_DUPLICATE_KEY"], false);
    check_items("{\"a\": {\"b\": 1, \"b\": 2}}", &["1 a/b JSON_DUPLICATE_KEY"], false);
    check_items("名称,日期", &["1  JSON_SYNTAX"], false);
    check_items(&format!("{{\"releases\": [{}", "[".repeat(100_000)), &["1  JSON_DEPTH"], false);
    check_items(&format!("{{\"x\": {}", "[".repeat(100_000)), &["1  JSON_DEPTH"], false);
}

#[test]
fn lines_are_told_apart_from_a_package() {
    check_items("{\"a\": 1}\n{\"b\": 2}\n", &["1  {\"a\": 1}", "2  {\"b\": 2}"], true);
    check_items(
        "{\"a\": 1}\n\n{\"b\" 2}\n{\"c\": 3}",
        &["1  {\"a\": 1}", "3  JSON_SYNTAX", "4  {\"c\": 3}"],
        true,
    );
    check_items("{\"a\": 1}\n{\"b\": [2", &["1  {\"a\": 1}", "2  JSON_SYNTAX"], false);
    check_items("{\n\"a\": 1}\n", &["1  {\"a\":1}"], true);
    let (lines, is_whole) = told(json::lines(Cursor::new("{\"a\": 1}\r\n"), "x").unwrap());
    assert_eq!((lines.len(), is_whole), (1, true));
    assert!(open("{\"a\": 1}", "a.jsonl").is_lines());
}

#[test]
fn encodings_are_converted() {
    let text = "{\"名称\": \"秦皇岛市公共资源交易中心\", \"releases\": [{\"标题\": \"䶮𠮷\"}]}";
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, notice) in [
        (text.as_bytes().to_vec(), None),
        (format!("\u{feff}{text}").into_bytes(), Some(code::BOM)),
        (gb, Some(code::ENCODING_GB18030)),
        (utf16, Some(code::ENCODING_UTF16)),
    ] {
        let mut items = open(bytes, "a.json");
        assert_eq!(items.next().unwrap().unwrap().text, "{\"标题\": \"䶮𠮷\"}");
        assert_eq!(
            items.notices().iter().map(|it| it.problem.code).collect::<Vec<_>>(),
            Vec::from_iter(notice)
        );
    }
}

#[test]
fn real_packages_are_read_whole() {
    for (name, count) in [
        ("ocds/real/paraguay-2017-release-package.json", 47),
        ("ocds/real/paraguay-2017-record-package.json", 12),
        ("trading/construction.json", 524),
    ] {
        let path = tests::data(name);
        let mut items = json::open(File::open(path).unwrap(), name, &ARRAYS).unwrap();
        let found = items.by_ref().filter(Result::is_ok).count();
        assert!(items.is_whole() && found == count, "{name}: {found}");
        let head: serde_json::Value = serde_json::from_str(&items.head()).unwrap();
        assert_eq!(head["version"], "1.1");
    }
}

#[test]
fn a_text_is_checked_as_the_standard_says() {
    let good = [
        "0",
        "-0.5e+10",
        "\"\\ud83d\\ude00\\n\"",
        "[]",
        "{}",
        " [ 1 , null , true , false ] ",
        "{\"a\":{\"a\":1}}",
    ];
    for text in good {
        assert_eq!(check(text.as_bytes()), Ok(()), "{text}");
    }
    for text in [
        "",
        " ",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "NaN",
        "'a'",
        "\"a",
        "\"\\x\"",
        "\"\\ud800\"",
        "\"\\u12\"",
        "\"\t\"",
        "[1,]",
        "[1 2]",
        "{\"a\"}",
        "{a:1}",
        "{\"a\":1,}",
        "[}",
        "nul",
        "{} {}",
        "1 2",
        "\u{feff}1",
        "]",
        ",",
    ] {
        assert_eq!(check(text.as_bytes()).unwrap_err().problem.code, code::JSON_SYNTAX, "{text:?}");
    }
    assert_eq!(check(b"[\"\xFF\"]").unwrap_err().problem.code, code::JSON_SYNTAX);
    assert_eq!(check(b"[1]\xFF").unwrap_err().problem.code, code::JSON_SYNTAX);
}

#[test]
fn depth_and_equal_keys_are_refused_with_their_place() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(check(nested(64).as_bytes()), Ok(()));
    assert_eq!(check(nested(65).as_bytes()).unwrap_err().problem.code, code::JSON_DEPTH);
    let many: String = (0..40).map(|number| format!("\"k{number}\": 0, ")).collect();
    let finding = check(format!("[0, {{{many}\n\"k39\": 1}}]").as_bytes()).unwrap_err();
    assert_eq!(
        (finding.problem.code, finding.line, finding.path.as_deref()),
        (code::JSON_DUPLICATE_KEY, 2, Some("1/k39"))
    );
    let told: Option<Code> =
        check(format!("[{{{many}\"other\": 1}}]").as_bytes()).err().map(|it| it.problem.code);
    assert_eq!(told, None);
}
