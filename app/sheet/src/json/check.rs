//! Whether bytes are a JSON text that may be given to a parser.

use record::{Fault, Place, Problem, code};
use std::borrow::Cow;
use std::collections::HashSet;

/// Below this many keys a list is faster to look through than a set.
const FEW_KEYS: usize = 12;

/// What is wrong with a JSON text, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// `JSON_SYNTAX`, `JSON_DEPTH` or `JSON_DUPLICATE_KEY`.
    pub problem: Problem,
    /// The line within the text, counted from 1.
    pub line: u64,
    /// The path of a key that stands twice, such as `releases/0/ocid`.
    pub path: Option<String>,
}

impl Finding {
    /// The finding as a fault of a file in which the text begins on `first_line`.
    pub fn in_file(self, file: &str, first_line: u64) -> Fault {
        let mut place = Place::line(file, first_line.saturating_add(self.line).saturating_sub(1));
        place.path = self.path;
        Fault::new(place, self.problem)
    }
}

/// Looks through a JSON text without recursion: it must be whole (RFC 8259, in UTF-8), nested no deeper than 64 levels, and
/// no object may have the same key twice. The first finding ends the search.
///
/// ```
/// use sheet::json::check;
/// assert!(check(br#"{"a": [1, {"b": null}]}"#).is_ok());
/// assert_eq!(check(br#"{"a": {"b": 1, "\u0062": 2}}"#).unwrap_err().path.as_deref(), Some("a/b"));
/// assert_eq!(check(b"{\n\"a\": ").unwrap_err().line, 2);
/// ```
pub fn check(text: &[u8]) -> Result<(), Finding> {
    check_within(text, crate::Limits::default().json_depth, "")
}

/// [`check`] with another depth and with the path at which the text stands.
pub(crate) fn check_within(text: &[u8], max_depth: usize, path: &str) -> Result<(), Finding> {
    let (text, is_cut) = match std::str::from_utf8(text) {
        Ok(text) => (text, false),
        // What stands before the broken character may be broken sooner.
        Err(error) => (std::str::from_utf8(&text[..error.valid_up_to()]).expect("valid up to here"), true),
    };
    let mut checker = Checker { text, at: 0, line: 1, stack: Vec::new(), max_depth, path };
    match checker.document() {
        Ok(()) if is_cut => Err(checker.syntax()),
        result => result,
    }
}

struct Checker<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    stack: Vec<Level<'t>>,
    max_depth: usize,
    path: &'t str,
}

/// A bracket that is open.
enum Level<'t> {
    Object { keys: Keys<'t>, key: Cow<'t, str> },
    Array { index: usize },
}

#[derive(Default)]
struct Keys<'t> {
    few: Vec<Cow<'t, str>>,
    many: HashSet<Cow<'t, str>>,
}

impl<'t> Keys<'t> {
    /// `false` if the key has been there before.
    fn insert(&mut self, key: Cow<'t, str>) -> bool {
        if self.few.len() < FEW_KEYS {
            let is_new = !self.few.contains(&key);
            self.few.push(key);
            return is_new;
        }
        !self.few.contains(&key) && self.many.insert(key)
    }
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Want {
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    CommaOrEnd,
}

impl<'t> Checker<'t> {
    fn document(&mut self) -> Result<(), Finding> {
        let mut want = Want::Value;
        loop {
            let Some(byte) = self.next_byte() else { return Err(self.syntax()) };
            want = match (want, byte) {
                (Want::Value | Want::ValueOrEnd, b'{' | b'[') => self.open(byte)?,
                (Want::ValueOrEnd, b']') | (Want::KeyOrEnd, b'}') => self.close(byte)?,
                (Want::Value | Want::ValueOrEnd, _) => self.scalar(byte)?,
                (Want::Key | Want::KeyOrEnd, b'"') => self.key()?,
                (Want::CommaOrEnd, b',') => self.comma(),
                (Want::CommaOrEnd, b'}' | b']') => self.close(byte)?,
                _ => return Err(self.syntax()),
            };
            if self.stack.is_empty() {
                return if self.next_byte().is_none() { Ok(()) } else { Err(self.syntax()) };
            }
        }
    }

    /// The next byte that is no space; it is not consumed.
    fn next_byte(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'\n' => self.line += 1,
                b' ' | b'\t' | b'\r' => {}
                byte => return Some(byte),
            }
            self.at += 1;
        }
        None
    }

    fn open(&mut self, byte: u8) -> Result<Want, Finding> {
        if self.stack.len() >= self.max_depth {
            return Err(self
                .finding(Problem::error(code::JSON_DEPTH).with("limit", self.max_depth.to_string()), None));
        }
        self.at += 1;
        if byte == b'{' {
            self.stack.push(Level::Object { keys: Keys::default(), key: Cow::Borrowed("") });
            return Ok(Want::KeyOrEnd);
        }
        self.stack.push(Level::Array { index: 0 });
        Ok(Want::ValueOrEnd)
    }

    fn close(&mut self, byte: u8) -> Result<Want, Finding> {
        let fits = match self.stack.pop() {
            Some(Level::Object { .. }) => byte == b'}',
            Some(Level::Array { .. }) => byte == b']',
            None => false,
        };
        self.at += 1;
        if fits { Ok(Want::CommaOrEnd) } else { Err(self.syntax()) }
    }

    fn comma(&mut self) -> Want {
        self.at += 1;
        match self.stack.last_mut() {
            Some(Level::Array { index }) => {
                *index += 1;
                Want::Value
            }
            _ => Want::Key,
        }
    }

    fn key(&mut self) -> Result<Want, Finding> {
        let key = self.string()?;
        let Some(Level::Object { keys, key: current }) = self.stack.last_mut() else {
            return Err(self.syntax());
        };
        current.clone_from(&key);
        if !keys.insert(key) {
            let path = self.path();
            return Err(self.finding(Problem::error(code::JSON_DUPLICATE_KEY), Some(path)));
        }
        if self.next_byte() != Some(b':') {
            return Err(self.syntax());
        }
        self.at += 1;
        Ok(Want::Value)
    }

    /// A value that holds no others.
    fn scalar(&mut self, byte: u8) -> Result<Want, Finding> {
        match byte {
            b'"' => {
                self.string()?;
            }
            b'-' | b'0'..=b'9' => self.number()?,
            _ => {
                let rest = &self.text[self.at..];
                let word = ["true", "false", "null"].into_iter().find(|word| rest.starts_with(word));
                self.at += word.ok_or_else(|| self.syntax())?.len();
            }
        }
        Ok(Want::CommaOrEnd)
    }

    fn number(&mut self) -> Result<(), Finding> {
        let bytes = self.text.as_bytes();
        let start = self.at + usize::from(bytes[self.at] == b'-');
        self.at = start;
        self.digits()?;
        if bytes[start] == b'0' && self.at > start + 1 {
            return Err(self.syntax());
        }
        if bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(bytes.get(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(bytes.get(self.at), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Finding> {
        let rest = &self.text.as_bytes()[self.at..];
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        if count > 0 { Ok(()) } else { Err(self.syntax()) }
    }

    /// The string that begins here, with its escapes resolved.
    fn string(&mut self) -> Result<Cow<'t, str>, Finding> {
        let text = self.text;
        let bytes = text.as_bytes();
        let start = self.at + 1;
        let mut end = start;
        let mut has_escapes = false;
        loop {
            match bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => {
                    has_escapes = true;
                    end += 2;
                }
                Some(0x20..) => end += 1,
                Some(_) | None => {
                    self.at = end.min(bytes.len());
                    return Err(self.syntax());
                }
            }
        }
        self.at = end + 1;
        let raw = &text[start..end];
        if !has_escapes {
            return Ok(Cow::Borrowed(raw));
        }
        unescape(raw).map(Cow::Owned).ok_or_else(|| self.syntax())
    }

    /// The path of the value the search is at.
    fn path(&self) -> String {
        let mut path = self.path.to_owned();
        for level in &self.stack {
            if !path.is_empty() {
                path.push('/');
            }
            match level {
                // A key comes from outside, so it is kept short.
                Level::Object { key, .. } => path.extend(key.chars().filter(|c| !c.is_control()).take(60)),
                Level::Array { index } => path.push_str(&index.to_string()),
            }
        }
        path
    }

    fn syntax(&self) -> Finding {
        self.finding(Problem::error(code::JSON_SYNTAX), None)
    }

    fn finding(&self, problem: Problem, path: Option<String>) -> Finding {
        Finding { problem, line: self.line, path }
    }
}

/// The text of a string between its quotation marks; `None` where an escape is none.
pub(super) fn unescape(raw: &str) -> Option<String> {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, behind)) = rest.split_once('\\') {
        text.push_str(before);
        let mut chars = behind.chars();
        let plain = match chars.next()? {
            c @ ('"' | '\\' | '/') => Some(c),
            'b' => Some('\u{8}'),
            'f' => Some('\u{c}'),
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            'u' => None,
            _ => return None,
        };
        rest = chars.as_str();
        if let Some(c) = plain {
            text.push(c);
            continue;
        }
        let (c, length) = unicode(rest)?;
        text.push(c);
        rest = &rest[length..];
    }
    text.push_str(rest);
    Some(text)
}

/// The character of `XXXX` or `XXXX\uXXXX` and its length; `None` for half of a pair, which is no character.
fn unicode(text: &str) -> Option<(char, usize)> {
    let unit = |from: usize| {
        let digits =
            text.get(from..from + 4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        u32::from_str_radix(digits, 16).ok()
    };
    let first = unit(0)?;
    if !(0xD800..0xDC00).contains(&first) {
        return Some((char::from_u32(first)?, 4));
    }
    let second =
        unit(6).filter(|second| text[4..].starts_with("\\u") && (0xDC00..0xE000).contains(second))?;
    Some((char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))?, 10))
}
