//! The bytes of a JSON file as they come, with the line they stand on.

use crate::encoding::read_some;
use crate::source::Stream;
use memchr::{memchr_iter, memchr2};
use std::io;

const BUFFER_BYTES: usize = 128 << 10;

/// A stream that can be looked at one byte ahead.
pub(crate) struct Bytes {
    stream: Stream,
    buffer: Box<[u8]>,
    start: usize,
    end: usize,
    /// The line of the next byte, counted from 1.
    pub(crate) line: u64,
}

/// Why a value could not be taken from the stream.
#[derive(Debug)]
pub(crate) enum Stop {
    Io(io::Error),
    /// The file ends, or a bracket closes that was not opened.
    Syntax,
    Depth,
    /// The value is longer than allowed.
    Size,
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Io(error)
    }
}

impl Bytes {
    pub(crate) fn new(stream: Stream) -> Bytes {
        Bytes { stream, buffer: vec![0; BUFFER_BYTES].into(), start: 0, end: 0, line: 1 }
    }

    /// What is in the buffer, filled if it was empty; empty at the end of the file.
    pub(crate) fn ahead(&mut self) -> io::Result<&[u8]> {
        if self.start == self.end {
            (self.start, self.end) = (0, read_some(&mut self.stream, &mut self.buffer)?);
        }
        Ok(&self.buffer[self.start..self.end])
    }

    /// All that one buffer holds from here on, to look further than one read gives.
    pub(crate) fn far_ahead(&mut self) -> io::Result<&[u8]> {
        self.buffer.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        while self.end < self.buffer.len() {
            match read_some(&mut self.stream, &mut self.buffer[self.end..])? {
                0 => break,
                count => self.end += count,
            }
        }
        Ok(&self.buffer[..self.end])
    }

    pub(crate) fn consume(&mut self, count: usize) {
        let end = self.start + count;
        self.line += memchr_iter(b'\n', &self.buffer[self.start..end]).count() as u64;
        self.start = end;
    }

    /// The next byte that is no space, left in the stream; `None` at the end of the file.
    pub(crate) fn next_byte(&mut self) -> io::Result<Option<u8>> {
        loop {
            let ahead = self.ahead()?;
            let Some(count) = ahead.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
            else {
                let count = ahead.len();
                if count == 0 {
                    return Ok(None);
                }
                self.consume(count);
                continue;
            };
            let byte = ahead[count];
            self.consume(count);
            return Ok(Some(byte));
        }
    }

    /// Moves the value that begins here to the end of `text`. Only brackets and strings are followed; whether it is JSON is
    /// for [`super::check`] to say.
    pub(crate) fn take_value(
        &mut self,
        text: &mut Vec<u8>,
        max_bytes: usize,
        max_depth: usize,
    ) -> Result<(), Stop> {
        let start = text.len();
        let (mut depth, mut in_string, mut is_escaped) = (0usize, false, false);
        loop {
            let ahead = self.ahead()?;
            if ahead.is_empty() {
                // A number at the end of the file ends there.
                return if depth == 0 && !in_string && text.len() > start {
                    Ok(())
                } else {
                    Err(Stop::Syntax)
                };
            }
            let mut at = 0;
            let mut is_over = false;
            while at < ahead.len() && !is_over {
                if is_escaped {
                    is_escaped = false;
                    at += 1;
                    continue;
                }
                if in_string {
                    let Some(stop) = memchr2(b'"', b'\\', &ahead[at..]) else {
                        at = ahead.len();
                        continue;
                    };
                    is_escaped = ahead[at + stop] == b'\\';
                    in_string = is_escaped;
                    at += stop + 1;
                    is_over = !in_string && depth == 0;
                    continue;
                }
                match ahead[at] {
                    b'"' => in_string = true,
                    b'{' | b'[' => {
                        depth += 1;
                        if depth > max_depth {
                            return Err(Stop::Depth);
                        }
                    }
                    b'}' | b']' if depth > 1 => depth -= 1,
                    b'}' | b']' if depth == 1 => {
                        depth = 0;
                        is_over = true;
                    }
                    // Behind a bare number or word.
                    b'}' | b']' | b',' | b' ' | b'\t' | b'\r' | b'\n' | b':' if depth == 0 => {
                        is_over = true;
                        continue;
                    }
                    _ => {}
                }
                at += 1;
            }
            if text.len() - start + at > max_bytes {
                return Err(Stop::Size);
            }
            text.extend_from_slice(&ahead[..at]);
            self.consume(at);
            if is_over {
                return if text.len() > start { Ok(()) } else { Err(Stop::Syntax) };
            }
        }
    }

    /// Moves the line that begins here, without its end, to the end of `text`; a longer one than allowed is cut and told by
    /// `Err(Stop::Size)`. `Ok(false)` where the file ends without a line feed.
    pub(crate) fn take_line(&mut self, text: &mut Vec<u8>, max_bytes: usize) -> Result<bool, Stop> {
        let start = text.len();
        let mut is_long = false;
        loop {
            let ahead = self.ahead()?;
            let stop = memchr::memchr(b'\n', ahead);
            let part = &ahead[..stop.unwrap_or(ahead.len())];
            is_long |= text.len() - start + part.len() > max_bytes;
            if !is_long {
                text.extend_from_slice(part);
            }
            let (at_end, count) = (ahead.is_empty(), part.len() + usize::from(stop.is_some()));
            self.consume(count);
            if stop.is_some() || at_end {
                return if is_long { Err(Stop::Size) } else { Ok(stop.is_some()) };
            }
        }
    }
}
