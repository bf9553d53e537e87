//! Where the items of one JSON document begin: its grammar at the outermost level, a step at a time.

use super::check::check_within;
use super::stream::{Bytes, Stop};
use crate::limits::Limits;
use record::{Problem, code};
use std::collections::HashSet;

/// What the splitter has come to.
pub(crate) enum Piece {
    /// An item, whose text is in the buffer.
    Item {
        path: String,
        line: u64,
    },
    /// The document as a whole is the only item: its text is the head.
    Whole {
        line: u64,
    },
    End,
}

/// A finding that ends the reading of the file.
pub(crate) struct Fatal {
    pub(crate) problem: Problem,
    pub(crate) line: Option<u64>,
    pub(crate) path: Option<String>,
}

pub(crate) struct Splitter {
    /// The members whose elements are the items, such as `releases`.
    arrays: Vec<String>,
    at: At,
    keys: HashSet<String>,
    /// The members that are no items, as an object without its closing bracket.
    head: Vec<u8>,
    has_items: bool,
    first_line: u64,
}

#[derive(Clone)]
enum At {
    Start,
    /// Within the outer object: before a key or the closing bracket; the flag says whether a comma was read before.
    Member {
        after_comma: bool,
    },
    AfterMember,
    /// Within an array of items, of this path.
    Element {
        key: Option<String>,
        index: usize,
        after_comma: bool,
    },
    AfterElement {
        key: Option<String>,
        index: usize,
    },
    Done,
}

impl Splitter {
    pub(crate) fn new(arrays: &[&str]) -> Splitter {
        Splitter {
            arrays: arrays.iter().map(|&name| name.to_owned()).collect(),
            at: At::Start,
            keys: HashSet::new(),
            head: Vec::new(),
            has_items: false,
            first_line: 1,
        }
    }

    /// The members read so far that are no items, as a JSON object.
    pub(crate) fn head(&self) -> String {
        let mut head = if self.head.is_empty() { b"{".to_vec() } else { self.head.clone() };
        head.push(b'}');
        // Every member has been looked through before it was kept.
        String::from_utf8(head).unwrap_or_else(|_| "{}".to_owned())
    }

    /// Goes on to the next item, whose text replaces what is in `text`.
    pub(crate) fn next(
        &mut self,
        bytes: &mut Bytes,
        text: &mut Vec<u8>,
        limits: &Limits,
    ) -> Result<Piece, Fatal> {
        loop {
            let found = bytes.next_byte().map_err(|error| fatal(Stop::Io(error), bytes, limits))?;
            let at = std::mem::replace(&mut self.at, At::Done);
            self.at = match (at, found) {
                (At::Start, Some(b'{')) => {
                    self.first_line = bytes.line;
                    self.head.push(b'{');
                    skip(bytes, At::Member { after_comma: false })
                }
                (At::Start, Some(b'[')) => {
                    self.has_items = true;
                    skip(bytes, At::Element { key: None, index: 0, after_comma: false })
                }
                (At::Member { after_comma: false }, Some(b'}')) | (At::AfterMember, Some(b'}')) => {
                    bytes.consume(1);
                    if !self.has_items {
                        return Ok(Piece::Whole { line: self.first_line });
                    }
                    At::Done
                }
                (At::Member { .. }, Some(b'"')) => self.member(bytes, text, limits)?,
                (At::AfterMember, Some(b',')) => skip(bytes, At::Member { after_comma: true }),
                (At::Element { key, after_comma: false, .. } | At::AfterElement { key, .. }, Some(b']')) => {
                    let next = if key.is_some() { At::AfterMember } else { At::Done };
                    skip(bytes, next)
                }
                (At::AfterElement { key, index }, Some(b',')) => {
                    skip(bytes, At::Element { key, index: index + 1, after_comma: true })
                }
                (At::Element { key, index, .. }, Some(_)) => {
                    let line = bytes.line;
                    text.clear();
                    // The item stands within one or two brackets already.
                    let depth = limits.json_depth.saturating_sub(1 + usize::from(key.is_some()));
                    bytes
                        .take_value(text, limits.json_item_bytes, depth)
                        .map_err(|stop| fatal(stop, bytes, limits))?;
                    let path = key.as_ref().map_or(index.to_string(), |key| format!("{key}/{index}"));
                    self.at = At::AfterElement { key, index };
                    return Ok(Piece::Item { path, line });
                }
                (At::Done, None) => return Ok(Piece::End),
                _ => return Err(fatal(Stop::Syntax, bytes, limits)),
            };
        }
    }

    /// A member of the outer object: the beginning of the items, or a part of the head.
    fn member(&mut self, bytes: &mut Bytes, text: &mut Vec<u8>, limits: &Limits) -> Result<At, Fatal> {
        let line = bytes.line;
        let told = |stop, bytes: &Bytes| fatal(stop, bytes, limits);
        text.clear();
        bytes.take_value(text, limits.json_item_bytes, 1).map_err(|stop| told(stop, bytes))?;
        check_within(text, 1, "").map_err(|finding| Fatal {
            problem: finding.problem,
            line: Some(line),
            path: None,
        })?;
        let key = unescaped(text);
        if !self.keys.insert(key.clone()) {
            let problem = Problem::error(code::JSON_DUPLICATE_KEY);
            return Err(Fatal { problem, line: Some(line), path: Some(key.chars().take(60).collect()) });
        }
        if bytes.next_byte().map_err(|error| told(error.into(), bytes))? != Some(b':') {
            return Err(told(Stop::Syntax, bytes));
        }
        bytes.consume(1);
        let found = bytes.next_byte().map_err(|error| told(error.into(), bytes))?;
        if found == Some(b'[') && self.arrays.contains(&key) {
            self.has_items = true;
            return Ok(skip(bytes, At::Element { key: Some(key), index: 0, after_comma: false }));
        }
        let line = bytes.line;
        text.push(b':');
        let value = text.len();
        let room = limits.json_item_bytes.saturating_sub(self.head.len());
        bytes.take_value(text, room, limits.json_depth - 1).map_err(|stop| told(stop, bytes))?;
        check_within(&text[value..], limits.json_depth - 1, &key).map_err(|finding| Fatal {
            problem: finding.problem,
            line: Some(line + finding.line - 1),
            path: finding.path,
        })?;
        if self.head.len() > 1 {
            self.head.push(b',');
        }
        self.head.extend_from_slice(text);
        Ok(At::AfterMember)
    }
}

fn skip(bytes: &mut Bytes, next: At) -> At {
    bytes.consume(1);
    next
}

/// The text of a string that has been looked through. Escapes in a key are so rare that only the equality of keys minds.
fn unescaped(text: &[u8]) -> String {
    let raw = String::from_utf8_lossy(text);
    let raw = raw.trim_matches('"');
    if !raw.contains('\\') {
        return raw.to_owned();
    }
    super::check::unescape(raw).unwrap_or_else(|| raw.to_owned())
}

/// What to tell about a file that cannot be read further.
pub(crate) fn fatal(stop: Stop, bytes: &Bytes, limits: &Limits) -> Fatal {
    let (problem, line) = match stop {
        Stop::Io(error) => (crate::source::told(&error), None),
        Stop::Syntax => (Problem::error(code::JSON_SYNTAX), Some(bytes.line)),
        Stop::Depth => {
            (Problem::error(code::JSON_DEPTH).with("limit", limits.json_depth.to_string()), Some(bytes.line))
        }
        Stop::Size => (too_large(limits), Some(bytes.line)),
    };
    Fatal { problem, line, path: None }
}

/// An item of more bytes than are kept in memory at once.
pub(crate) fn too_large(limits: &Limits) -> Problem {
    Problem::error(code::FILE_TOO_LARGE).with("limit", format!("{} MB", limits.json_item_bytes >> 20))
}
