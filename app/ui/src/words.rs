//! The words of the two languages. Fluent files are read once at the start: a message without
//! arguments becomes a plain `&'static str`, one with arguments a list of pieces that is put together
//! without parsing, locking or looking up plural rules. Pages are rendered thousands of times a second,
//! and each holds a hundred words.

use fluent_syntax::ast;
use record::Lang;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::LazyLock;

/// The Fluent files, by language. A crate's words stand in a file of its own name; those of one with many, in several.
const FILES: [(Lang, &[(&str, &str)]); 2] = [
    (
        Lang::Zh,
        &[
            ("shell", include_str!("../locales/zh-CN/shell.ftl")),
            ("examples", include_str!("../locales/zh-CN/examples.ftl")),
            ("faults", include_str!("../locales/zh-CN/faults.ftl")),
            ("history", include_str!("../locales/zh-CN/history.ftl")),
            ("approvals", include_str!("../locales/zh-CN/approvals.ftl")),
            ("trading", include_str!("../locales/zh-CN/trading.ftl")),
            ("credit", include_str!("../locales/zh-CN/credit.ftl")),
            ("cases", include_str!("../locales/zh-CN/cases.ftl")),
            ("case_words", include_str!("../locales/zh-CN/case_words.ftl")),
            ("case_desk", include_str!("../locales/zh-CN/case_desk.ftl")),
            ("log", include_str!("../locales/zh-CN/log.ftl")),
            ("seal", include_str!("../locales/zh-CN/seal.ftl")),
            ("pages", include_str!("../locales/zh-CN/pages.ftl")),
            ("staff", include_str!("../locales/zh-CN/staff.ftl")),
            ("passkeys", include_str!("../locales/zh-CN/passkeys.ftl")),
        ],
    ),
    (
        Lang::En,
        &[
            ("shell", include_str!("../locales/en/shell.ftl")),
            ("examples", include_str!("../locales/en/examples.ftl")),
            ("faults", include_str!("../locales/en/faults.ftl")),
            ("history", include_str!("../locales/en/history.ftl")),
            ("approvals", include_str!("../locales/en/approvals.ftl")),
            ("trading", include_str!("../locales/en/trading.ftl")),
            ("credit", include_str!("../locales/en/credit.ftl")),
            ("cases", include_str!("../locales/en/cases.ftl")),
            ("case_words", include_str!("../locales/en/case_words.ftl")),
            ("case_desk", include_str!("../locales/en/case_desk.ftl")),
            ("log", include_str!("../locales/en/log.ftl")),
            ("seal", include_str!("../locales/en/seal.ftl")),
            ("pages", include_str!("../locales/en/pages.ftl")),
            ("staff", include_str!("../locales/en/staff.ftl")),
            ("passkeys", include_str!("../locales/en/passkeys.ftl")),
        ],
    ),
];

/// An argument of a message.
///
/// ```
/// use ui::Arg;
/// let days: Arg = 3.into();
/// let unit: Arg = "Zone 4".into();
/// ```
#[derive(Clone, Debug)]
pub enum Arg<'a> {
    /// Shown as it stands. Text that reads as a whole number still chooses a plural form.
    Text(Cow<'a, str>),
    /// Shown with its thousands grouped.
    Number(i64),
}

macro_rules! arg_from_numbers {
    ($($number:ty),*) => { $(
        impl From<$number> for Arg<'_> {
            fn from(number: $number) -> Self {
                Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )* };
}
arg_from_numbers!(i32, i64, u8, u16, u32, u64, usize);

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(Cow::Borrowed(text))
    }
}
impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(Cow::Borrowed(text))
    }
}
impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Arg::Text(Cow::Owned(text))
    }
}
impl<'a> From<Cow<'a, str>> for Arg<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Arg::Text(text)
    }
}

enum Message {
    Plain(&'static str),
    Pattern(Vec<Piece>),
}

enum Piece {
    Text(&'static str),
    Arg(&'static str),
    Choose { arg: &'static str, cases: Vec<(Case, Vec<Piece>)>, other: Vec<Piece> },
}

enum Case {
    Number(i64),
    Text(&'static str),
}

type Dictionary = HashMap<&'static str, Message>;

static ZH: LazyLock<Dictionary> = LazyLock::new(|| read(Lang::Zh));
static EN: LazyLock<Dictionary> = LazyLock::new(|| read(Lang::En));

fn dictionary(lang: Lang) -> &'static Dictionary {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

/// The message without arguments, or none where nobody wrote it.
pub(crate) fn word(lang: Lang, key: &str) -> Option<&'static str> {
    match dictionary(lang).get(key) {
        Some(Message::Plain(text)) => Some(text),
        _ => None,
    }
}

/// The message with its arguments filled in, or none where nobody wrote it.
pub fn sentence(lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
    match dictionary(lang).get(key)? {
        Message::Plain(text) => Some((*text).to_owned()),
        Message::Pattern(pieces) => {
            let mut sentence = String::with_capacity(64);
            fill(&mut sentence, pieces, args);
            Some(sentence)
        }
    }
}

fn fill(sentence: &mut String, pieces: &[Piece], args: &[(&str, Arg<'_>)]) {
    let argument = |name: &str| args.iter().find(|(key, _)| *key == name).map(|(_, arg)| arg);
    for piece in pieces {
        match piece {
            Piece::Text(text) => sentence.push_str(text),
            Piece::Arg(name) => match argument(name) {
                Some(Arg::Text(text)) => sentence.push_str(text),
                Some(Arg::Number(number)) => grouped(sentence, *number),
                None => {
                    debug_assert!(false, "no argument named {name}");
                    sentence.push_str(name);
                }
            },
            Piece::Choose { arg, cases, other } => {
                let chosen = argument(arg)
                    .and_then(|value| cases.iter().find(|(case, _)| case.matches(value)))
                    .map_or(other, |(_, pieces)| pieces);
                fill(sentence, chosen, args);
            }
        }
    }
}

impl Case {
    fn matches(&self, value: &Arg<'_>) -> bool {
        match (self, value) {
            (Case::Number(case), Arg::Number(number)) => case == number,
            (Case::Number(case), Arg::Text(text)) => text.parse() == Ok(*case),
            (Case::Text(case), Arg::Text(text)) => case == text,
            // The only plural category of our two languages that is not `other`: English `one`.
            (Case::Text("one"), Arg::Number(number)) => *number == 1,
            (Case::Text(_), Arg::Number(_)) => false,
        }
    }
}

/// Writes 1284 as `1,284`.
pub(crate) fn grouped(out: &mut String, number: i64) {
    let mut digits = String::with_capacity(20);
    let _ = write!(digits, "{}", number.unsigned_abs());
    if number < 0 {
        out.push('-');
    }
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
}

fn read(lang: Lang) -> Dictionary {
    let files = FILES.iter().find(|(of, _)| *of == lang).map_or(&[][..], |(_, files)| *files);
    let mut dictionary = Dictionary::new();
    for (name, text) in files {
        let resource = fluent_syntax::parser::parse(*text)
            .unwrap_or_else(|(_, errors)| panic!("{}/{name}.ftl: {errors:?}", lang.code()));
        for entry in resource.body {
            let ast::Entry::Message(message) = entry else { continue };
            let key = message.id.name;
            let Some(pattern) = message.value else { panic!("{name}.ftl: {key} has no text") };
            assert!(message.attributes.is_empty(), "{name}.ftl: {key} has attributes; use a key of its own");
            let before = dictionary.insert(key, compiled(name, key, pattern));
            assert!(before.is_none(), "{name}.ftl: {key} is written twice");
        }
    }
    dictionary
}

fn compiled(file: &str, key: &str, pattern: ast::Pattern<&'static str>) -> Message {
    let mut pieces = pieces(file, key, pattern);
    match pieces.as_slice() {
        [] => Message::Plain(""),
        [Piece::Text(_)] => match pieces.remove(0) {
            Piece::Text(text) => Message::Plain(text),
            _ => unreachable!("the slice pattern says that the piece is text"),
        },
        _ => Message::Pattern(pieces),
    }
}

fn pieces(file: &str, key: &str, pattern: ast::Pattern<&'static str>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for element in pattern.elements {
        let piece = match element {
            ast::PatternElement::TextElement { value } => Piece::Text(value),
            ast::PatternElement::Placeable { expression } => match expression {
                ast::Expression::Inline(ast::InlineExpression::StringLiteral { value }) => Piece::Text(value),
                ast::Expression::Inline(ast::InlineExpression::VariableReference { id }) => {
                    Piece::Arg(id.name)
                }
                ast::Expression::Select {
                    selector: ast::InlineExpression::VariableReference { id },
                    variants,
                } => choice(file, key, id.name, variants),
                _ => panic!("{file}.ftl: {key} uses a part of Fluent that the pages do not know"),
            },
        };
        // Lines of one message come as separate texts; joined, they cost nothing when rendered.
        match (pieces.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(text)) => {
                *before = Box::leak(format!("{before}{text}").into_boxed_str());
            }
            (_, piece) => pieces.push(piece),
        }
    }
    pieces
}

fn choice(file: &str, key: &str, arg: &'static str, variants: Vec<ast::Variant<&'static str>>) -> Piece {
    let mut cases = Vec::new();
    let mut other = Vec::new();
    for variant in variants {
        let pieces = pieces(file, key, variant.value);
        if variant.default {
            other = pieces;
            continue;
        }
        let case = match variant.key {
            ast::VariantKey::Identifier { name } => Case::Text(name),
            ast::VariantKey::NumberLiteral { value } => match value.parse() {
                Ok(number) => Case::Number(number),
                Err(_) => panic!("{file}.ftl: {key} chooses by {value}, which is not a whole number"),
            },
        };
        cases.push((case, pieces));
    }
    Piece::Choose { arg, cases, other }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn keys(lang: Lang) -> BTreeSet<&'static str> {
        dictionary(lang).keys().copied().collect()
    }

    #[test]
    fn both_languages_have_the_same_keys() {
        let (zh, en) = (keys(Lang::Zh), keys(Lang::En));
        let only_zh: Vec<_> = zh.difference(&en).collect();
        let only_en: Vec<_> = en.difference(&zh).collect();
        assert!(
            only_zh.is_empty() && only_en.is_empty(),
            "only Chinese: {only_zh:?}, only English: {only_en:?}"
        );
    }

    #[test]
    fn both_languages_ask_for_the_same_arguments() {
        fn args<'a>(pieces: &'a [Piece], into: &mut BTreeSet<&'a str>) {
            for piece in pieces {
                match piece {
                    Piece::Text(_) => {}
                    Piece::Arg(name) => {
                        into.insert(name);
                    }
                    Piece::Choose { arg, cases, other } => {
                        into.insert(arg);
                        cases.iter().for_each(|(_, pieces)| args(pieces, into));
                        args(other, into);
                    }
                }
            }
        }
        fn of(lang: Lang, key: &str) -> BTreeSet<&'static str> {
            let mut found = BTreeSet::new();
            if let Some(Message::Pattern(pieces)) = dictionary(lang).get(key) {
                args(pieces, &mut found);
            }
            found
        }
        for key in keys(Lang::Zh) {
            assert_eq!(of(Lang::Zh, key), of(Lang::En, key), "arguments of {key} differ");
        }
    }

    /// Keys written in the sources: the first string after `t(`, `tn(` or `word(`.
    fn keys_used(source: &str) -> Vec<&str> {
        let mut found = Vec::new();
        for call in [".t(", ".tn(", ".word("] {
            for (at, _) in source.match_indices(call) {
                let rest = source[at + call.len()..].trim_start().strip_prefix('"');
                let key = rest.and_then(|rest| rest.split('"').next());
                found.extend(key.filter(|key| key.bytes().all(|b| b == b'-' || b.is_ascii_alphanumeric())));
            }
        }
        found
    }

    fn each_source(folder: &Path, see: &mut impl FnMut(&Path, &str)) {
        for entry in std::fs::read_dir(folder).expect("the workspace can be read") {
            let path = entry.expect("the workspace can be read").path();
            if path.is_dir()
                && path.file_name().is_some_and(|name| name != "target" && name != "node_modules")
            {
                each_source(&path, see);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                see(&path, &std::fs::read_to_string(&path).expect("a source file is text"));
            }
        }
    }

    #[test]
    fn every_key_in_the_sources_exists() {
        let root = ::tests::house();
        let known = keys(Lang::Zh);
        let mut missing = Vec::new();
        for part in ["app", "server"] {
            each_source(&root.join(part), &mut |path, source| {
                for key in keys_used(source).into_iter().filter(|key| !known.contains(key)) {
                    missing.push(format!("{}: {key}", path.display()));
                }
            });
        }
        assert!(missing.is_empty(), "words nobody wrote:\n{}", missing.join("\n"));
    }

    #[test]
    fn a_number_is_grouped_and_chooses_its_plural() {
        let mut text = String::new();
        for number in [0, 7, 999, 1_000, 12_345, 1_234_567, -1_284] {
            grouped(&mut text, number);
            text.push(' ');
        }
        assert_eq!(text, "0 7 999 1,000 12,345 1,234,567 -1,284 ");
        let one = sentence(Lang::En, "shell-results", &[("n", 1.into())]);
        let many = sentence(Lang::En, "shell-results", &[("n", 1_284.into())]);
        assert_eq!((one.as_deref(), many.as_deref()), (Some("1 record"), Some("1,284 records")));
    }
}
