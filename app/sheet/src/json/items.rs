//! A JSON file as a stream of items: releases of a package, records, elements of a list, or lines.

use super::check::{check, check_within};
use super::splitter::{Fatal, Piece, Splitter, fatal, too_large};
use super::stream::{Bytes, Stop};
use crate::encoding::{Converted, Encoding};
use crate::limits::Limits;
use crate::source::{self, Source};
use record::{Fault, Place, Problem, code};
use std::io::Read;

/// One item of a JSON file: a text that [`super::check`] has nothing against.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Where it stands, such as `releases/3`; empty for a line and for a document that is one item.
    pub path: String,
    /// The line on which it begins.
    pub line: u64,
    /// The JSON text.
    pub text: String,
}

/// A stream of items. A fault of one item leaves the others; one after which [`Items::is_whole`] stays `false` ends the file.
pub struct Items {
    file: String,
    bytes: Bytes,
    shape: Shape,
    limits: Limits,
    notices: Vec<Fault>,
    buffer: Vec<u8>,
    state: State,
}

enum Shape {
    Document(Box<Splitter>),
    Lines,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Reading,
    Whole,
    Broken,
}

impl std::fmt::Debug for Items {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Items").field("file", &self.file).finish_non_exhaustive()
    }
}

/// Opens a JSON file, packed or not, in any Chinese encoding. Its items are the elements of the members named in `arrays`, or
/// of the list that it is, or its lines where each of them is a document, or else the document itself.
///
/// ```
/// use std::io::Cursor;
/// let file = r#"{"uri": "x", "releases": [{"ocid": "a"}, {"ocid": "b"}]}"#;
/// let mut items = sheet::json::open(Cursor::new(file), "p.json", &["releases", "records"]).unwrap();
/// let second = items.by_ref().nth(1).unwrap().unwrap();
/// assert_eq!((second.path.as_str(), second.text.as_str()), ("releases/1", r#"{"ocid": "b"}"#));
/// assert_eq!(items.head(), r#"{"uri":"x"}"#);
/// ```
pub fn open<R: Read + Send + 'static>(reader: R, name: &str, arrays: &[&str]) -> Result<Items, Fault> {
    let mut items = opened(reader, name, Limits::default())?;
    let lower = name.to_ascii_lowercase();
    let lower = lower.strip_suffix(".gz").unwrap_or(&lower);
    let is_lines = lower.ends_with(".jsonl") || lower.ends_with(".ndjson");
    if !is_lines && !items.looks_like_lines()? {
        items.shape = Shape::Document(Box::new(Splitter::new(arrays)));
    }
    Ok(items)
}

/// Opens a file of JSON lines: each line that is not blank is a document of its own.
pub fn lines<R: Read + Send + 'static>(reader: R, name: &str) -> Result<Items, Fault> {
    opened(reader, name, Limits::default())
}

fn opened<R: Read + Send + 'static>(mut reader: R, name: &str, limits: Limits) -> Result<Items, Fault> {
    let whole = |problem| Fault::new(Place::file(name), problem);
    let head = match source::look(&mut reader, &limits).map_err(whole)? {
        Source::Zip(_) => return Err(whole(Problem::error(code::FILE_TYPE).with("found", "ZIP/XLSX"))),
        Source::Other(head) => head,
    };
    let text = source::text(head, reader, &limits).map_err(whole)?;
    let stream = match text.encoding {
        Encoding::Gb18030 => Box::new(Converted::new(text.stream, Encoding::Gb18030)),
        Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => text.stream,
    };
    Ok(Items {
        file: name.to_owned(),
        bytes: Bytes::new(stream),
        shape: Shape::Lines,
        limits,
        notices: text.notices.into_iter().map(whole).collect(),
        buffer: Vec::new(),
        state: State::Reading,
    })
}

impl Items {
    /// What there is to say about the file as a whole, such as its encoding.
    pub fn notices(&self) -> &[Fault] {
        &self.notices
    }

    /// The members of a package that are no items, as a JSON object: those read so far, all of them after the last item. `{}`
    /// for lines and lists.
    pub fn head(&self) -> String {
        match &self.shape {
            Shape::Document(splitter) => splitter.head(),
            Shape::Lines => "{}".to_owned(),
        }
    }

    /// Whether the items are lines, each a document of its own.
    pub fn is_lines(&self) -> bool {
        matches!(self.shape, Shape::Lines)
    }

    /// Whether the file has been read to its last byte: only then may anything of it be published.
    pub fn is_whole(&self) -> bool {
        self.state == State::Whole
    }

    /// Whether the first line is a document and another one follows it.
    fn looks_like_lines(&mut self) -> Result<bool, Fault> {
        let ahead = match self.bytes.far_ahead() {
            Ok(ahead) => ahead.trim_ascii_start(),
            Err(error) => return Err(Fault::new(Place::file(&self.file), source::told(&error))),
        };
        let Some(end) = memchr::memchr(b'\n', ahead) else { return Ok(false) };
        let (first, rest) = ahead.split_at(end);
        Ok(first.starts_with(b"{") && !rest.trim_ascii().is_empty() && check(first).is_ok())
    }

    /// Reads the next item into `item`, or says what is wrong with it; `None` after the last one.
    pub fn read(&mut self, item: &mut Item) -> Option<Result<(), Fault>> {
        if self.state != State::Reading {
            return None;
        }
        match &mut self.shape {
            Shape::Document(splitter) => {
                let piece = splitter.next(&mut self.bytes, &mut self.buffer, &self.limits);
                self.take_piece(piece, item)
            }
            Shape::Lines => self.take_line(item),
        }
    }

    fn take_piece(&mut self, piece: Result<Piece, Fatal>, item: &mut Item) -> Option<Result<(), Fault>> {
        match piece {
            Ok(Piece::End) => {
                self.state = State::Whole;
                None
            }
            Ok(Piece::Whole { line }) => {
                // Its members have been looked through one by one.
                *item = Item { path: String::new(), line, text: self.head() };
                Some(Ok(()))
            }
            Ok(Piece::Item { path, line }) => {
                let depth = self.limits.json_depth - 1 - usize::from(path.contains('/'));
                let fault = check_within(&self.buffer, depth, &path).err().map(|finding| {
                    let at = finding.path.clone().unwrap_or_else(|| path.clone());
                    let mut fault = finding.in_file(&self.file, line);
                    fault.place.path = Some(at);
                    fault
                });
                self.give(path, line, fault, item)
            }
            Err(fatal) => Some(Err(self.give_up(fatal))),
        }
    }

    fn take_line(&mut self, item: &mut Item) -> Option<Result<(), Fault>> {
        match self.bytes.next_byte() {
            Ok(Some(_)) => {}
            Ok(None) => {
                self.state = State::Whole;
                return None;
            }
            Err(error) => {
                let fatal = fatal(Stop::Io(error), &self.bytes, &self.limits);
                return Some(Err(self.give_up(fatal)));
            }
        }
        let line = self.bytes.line;
        self.buffer.clear();
        let is_ended = match self.bytes.take_line(&mut self.buffer, self.limits.json_item_bytes) {
            Ok(is_ended) => is_ended,
            Err(Stop::Size) => {
                return Some(Err(Fault::new(Place::line(&self.file, line), too_large(&self.limits))));
            }
            Err(stop) => {
                let fatal = fatal(stop, &self.bytes, &self.limits);
                return Some(Err(self.give_up(fatal)));
            }
        };
        let fault = check_within(&self.buffer, self.limits.json_depth, "")
            .err()
            .map(|finding| finding.in_file(&self.file, line));
        // A last line that is cut off means that more is missing.
        if fault.as_ref().is_some_and(|fault| fault.problem.code == code::JSON_SYNTAX) && !is_ended {
            self.state = State::Broken;
        }
        self.give(String::new(), line, fault, item)
    }

    fn give(
        &mut self,
        path: String,
        line: u64,
        fault: Option<Fault>,
        item: &mut Item,
    ) -> Option<Result<(), Fault>> {
        if let Some(fault) = fault {
            return Some(Err(fault));
        }
        item.path = path;
        item.line = line;
        let room = std::mem::take(&mut item.text).into_bytes();
        item.text = String::from_utf8(std::mem::replace(&mut self.buffer, room))
            .expect("the text was found to be UTF-8 when it was looked through");
        Some(Ok(()))
    }

    fn give_up(&mut self, fatal: Fatal) -> Fault {
        self.state = State::Broken;
        let place = Place { file: self.file.clone(), line: fatal.line, path: fatal.path };
        Fault::new(place, fatal.problem)
    }
}

impl Iterator for Items {
    type Item = Result<Item, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut item = Item::default();
        Some(self.read(&mut item)?.map(|()| item))
    }
}
