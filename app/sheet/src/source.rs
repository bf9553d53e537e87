//! From a file to a stream of text: unpacked, told apart from what is no text, without its byte order mark.

use crate::encoding::{self, Converted, Encoding, read_some};
use crate::limits::Limits;
use flate2::read::MultiGzDecoder;
use record::{Code, Problem, code};
use std::io::{self, Cursor, Read};

/// How much of a file is looked at before its kind is decided.
const HEAD_BYTES: usize = 64 << 10;

/// A stream that can be handed to another thread.
pub(crate) type Stream = Box<dyn Read + Send>;

/// What the first bytes of a file tell; they have been read and come with it.
pub(crate) enum Source {
    /// A ZIP archive, which a workbook is.
    Zip(Vec<u8>),
    Other(Vec<u8>),
}

/// A file of text, from its first character on.
pub(crate) struct Text {
    pub(crate) stream: Stream,
    /// UTF-8 or GB18030; UTF-16 has been converted to UTF-8.
    pub(crate) encoding: Encoding,
    /// Whether the encoding is certain; if not, a later line decides.
    pub(crate) sure: bool,
    pub(crate) notices: Vec<Problem>,
}

/// Looks at the first bytes of a file.
pub(crate) fn look(reader: &mut impl Read, limits: &Limits) -> Result<Source, Problem> {
    debug_assert!(limits.workbook_bytes >= HEAD_BYTES as u64, "a head is smaller than a workbook may be");
    let head = read_head(reader).map_err(|error| told(&error))?;
    Ok(if head.starts_with(b"PK\x03\x04") { Source::Zip(head) } else { Source::Other(head) })
}

/// The text of a file of which `head` has been read, unpacked if it is packed.
pub(crate) fn text(
    head: Vec<u8>,
    rest: impl Read + Send + 'static,
    limits: &Limits,
) -> Result<Text, Problem> {
    if !head.starts_with(&[0x1F, 0x8B]) {
        return plain(head, rest);
    }
    let mut unpacked = Unpacked::new(Cursor::new(head).chain(rest), limits.ratio);
    let head = read_head(&mut unpacked).map_err(|error| told(&error))?;
    plain(head, unpacked)
}

fn plain(head: Vec<u8>, rest: impl Read + Send + 'static) -> Result<Text, Problem> {
    if let Some(kind) = known_kind(&head) {
        return Err(Problem::error(code::FILE_TYPE).with("found", kind));
    }
    let Some(guess) = encoding::guess(&head) else {
        return Err(Problem::error(code::FILE_TYPE));
    };
    let body = &head[guess.mark..];
    if body.iter().all(|&byte| byte.is_ascii_whitespace() || byte == 0) {
        return Err(Problem::error(code::FILE_EMPTY));
    }
    let mut notices = Vec::new();
    // The other encodings are told themselves, and their mark is a part of them.
    if guess.mark > 0 && guess.encoding == Encoding::Utf8 {
        notices.push(Problem::notice(code::BOM));
    }
    let name = match guess.encoding {
        Encoding::Utf8 => None,
        Encoding::Gb18030 => Some((code::ENCODING_GB18030, "GB18030")),
        Encoding::Utf16Le => Some((code::ENCODING_UTF16, "UTF-16LE")),
        Encoding::Utf16Be => Some((code::ENCODING_UTF16, "UTF-16BE")),
    };
    if let Some((code, name)) = name {
        notices.push(Problem::notice(code).with("encoding", name));
    }
    let mut head = Cursor::new(head);
    head.set_position(guess.mark as u64);
    let stream = head.chain(rest);
    Ok(match guess.encoding {
        Encoding::Utf8 | Encoding::Gb18030 => {
            Text { stream: Box::new(stream), encoding: guess.encoding, sure: guess.sure, notices }
        }
        Encoding::Utf16Le | Encoding::Utf16Be => Text {
            stream: Box::new(Converted::new(stream, guess.encoding)),
            encoding: Encoding::Utf8,
            sure: true,
            notices,
        },
    })
}

/// Files that people send by mistake, told by their first bytes.
fn known_kind(head: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 14] = [
        (b"PK\x03\x04", "ZIP"),
        (b"\x1F\x8B", "GZIP"),
        (b"%PDF", "PDF"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "XLS/DOC"),
        (b"\x89PNG", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"GIF8", "GIF"),
        (b"Rar!", "RAR"),
        (b"7z\xBC\xAF", "7Z"),
        (b"SQLite format 3", "SQLite"),
        (b"\x7FELF", "ELF"),
        (b"{\\rtf", "RTF"),
        (b"BZh", "BZIP2"),
        (b"\xFD7zXZ", "XZ"),
    ];
    if let Some((_, kind)) = KINDS.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(kind);
    }
    // Some systems write a web page and call it a workbook.
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let begins = |tag: &[u8]| start.len() >= tag.len() && start[..tag.len()].eq_ignore_ascii_case(tag);
    if begins(b"<html") || begins(b"<!doctype html") || begins(b"<table") {
        return Some("HTML");
    }
    begins(b"<?xml").then_some("XML")
}

fn read_head(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = vec![0; HEAD_BYTES];
    let mut length = 0;
    while length < head.len() {
        match read_some(reader, &mut head[length..]) {
            Ok(0) => break,
            Ok(count) => length += count,
            // What was read before is looked at first; the error comes again when the reader gets there.
            Err(_) if length > 0 => break,
            Err(error) => return Err(error),
        }
    }
    head.truncate(length);
    Ok(head)
}

/// A gzip stream that gives up when it grows out of all proportion.
struct Unpacked<R> {
    inner: MultiGzDecoder<Counted<R>>,
    ratio: u64,
    written: u64,
    failed: Option<(io::ErrorKind, bool)>,
}

struct Counted<R> {
    inner: R,
    read: u64,
}

/// The error of a stream that grew out of proportion.
#[derive(Debug)]
struct OutOfProportion;

impl std::fmt::Display for OutOfProportion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the file unpacks to far more than its size allows")
    }
}

impl std::error::Error for OutOfProportion {}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read += count as u64;
        Ok(count)
    }
}

impl<R: Read> Unpacked<R> {
    fn new(inner: R, ratio: u64) -> Unpacked<R> {
        let inner = MultiGzDecoder::new(Counted { inner, read: 0 });
        Unpacked { inner, ratio, written: 0, failed: None }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // A broken stream stays broken: a second read must not look like its end.
        let error = match self.failed {
            Some((_, true)) => io::Error::other(OutOfProportion),
            Some((kind, false)) => kind.into(),
            None => match self.inner.read(buffer) {
                Ok(count) => {
                    self.written += count as u64;
                    let allowed =
                        self.inner.get_ref().read.saturating_mul(self.ratio).max(Limits::RATIO_FLOOR);
                    if self.written <= allowed {
                        return Ok(count);
                    }
                    io::Error::other(OutOfProportion)
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
                Err(error) => error,
            },
        };
        self.failed = Some((error.kind(), is_out_of_proportion(&error)));
        Err(error)
    }
}

fn is_out_of_proportion(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<OutOfProportion>())
}

/// What to tell the sender about a stream that broke.
pub(crate) fn told(error: &io::Error) -> Problem {
    let code: Code = if is_out_of_proportion(error) { code::ARCHIVE_RATIO } else { code::FILE_UNREADABLE };
    Problem::error(code)
}
