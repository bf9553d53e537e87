//! Opening something large, piece by piece: an officer's browser opens a file while it arrives, in the memory of one piece.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read};
use std::rc::Rc;

use zeroize::Zeroizing;

use crate::envelope::{LENGTH_BYTES, LONGEST_LINE, decrypted, padded};
use crate::{Context, SealFault, Secret};

/// The head of a file, with its recipients, is shorter. What is sealed to one key has a head of 200 bytes.
const HEAD_BYTES: usize = 4_096;
/// What is read at once.
const PIECE_BYTES: usize = 64 * 1_024;

/// A sealed file that arrives in pieces.
///
/// What [`Opening::take`] gives is whole and unchanged as far as it goes; only [`Opening::finish`] says that nothing is missing at the
/// end, and how much of it was padding. So it is handed to nobody before.
///
/// ```
/// use seal::{Context, Object, Opening, Role, Secret, seal};
///
/// let key = Secret::from_bytes([1; 32]);
/// let place = Context::of_case("hall.example", "1", 1, Object::Attachment, Role::Reporter);
/// let sealed = seal(&place, b"a file", &[key.public()]).unwrap();
/// let mut opening = Opening::new(place, key);
/// let mut file = Vec::new();
/// for piece in sealed.bytes().chunks(100) {
///     file.extend_from_slice(&opening.take(piece).unwrap());
/// }
/// let (rest, length) = opening.finish().unwrap();
/// file.extend_from_slice(&rest);
/// file.truncate(length as usize);
/// assert_eq!(file, b"a file");
/// ```
pub struct Opening {
    context: Context,
    key: Secret,
    arrived: Arrived,
    file: Option<age::stream::StreamReader<Arrived>>,
    plain: Plain,
}

/// What has arrived and was not read yet.
#[derive(Clone, Default)]
struct Arrived(Rc<RefCell<Waiting>>);

#[derive(Default)]
struct Waiting {
    bytes: VecDeque<u8>,
    is_all: bool,
}

impl Read for Arrived {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut waiting = self.0.borrow_mut();
        if waiting.bytes.is_empty() && !waiting.is_all {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        waiting.bytes.read(into)
    }
}

impl Opening {
    /// A file that belongs here and that this key opens.
    pub fn new(context: Context, key: Secret) -> Self {
        Self { context, key, arrived: Arrived::default(), file: None, plain: Plain::default() }
    }

    /// Takes the next piece of the sealed file, and gives what it opened to.
    ///
    /// # Errors
    /// [`SealFault`]; then nothing of it may be used.
    pub fn take(&mut self, piece: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealFault> {
        let is_short = {
            let mut waiting = self.arrived.0.borrow_mut();
            waiting.bytes.extend(piece);
            waiting.bytes.len() < HEAD_BYTES
        };
        if self.file.is_none() && is_short {
            return Ok(Zeroizing::default());
        }
        self.read()
    }

    /// The rest of what it opened to, and how many bytes from the beginning are the content: what follows is padding.
    ///
    /// # Errors
    /// [`SealFault::Broken`] where the end is missing or is not as it must be.
    pub fn finish(mut self) -> Result<(Zeroizing<Vec<u8>>, u64), SealFault> {
        self.arrived.0.borrow_mut().is_all = true;
        let rest = self.read()?;
        let length = self.plain.length(&self.context.line()).ok_or(SealFault::Broken)?;
        Ok((rest, length))
    }

    fn read(&mut self) -> Result<Zeroizing<Vec<u8>>, SealFault> {
        let mut file = match self.file.take() {
            Some(file) => file,
            None => decrypted(self.arrived.clone(), &self.key)?,
        };
        let line = self.context.line();
        let mut content =
            Zeroizing::new(Vec::with_capacity(self.arrived.0.borrow().bytes.len() + PIECE_BYTES));
        let mut piece = Zeroizing::new(vec![0; PIECE_BYTES]);
        loop {
            match file.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => self.plain.take(&piece[..read], &line, &mut content)?,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(_) => return Err(SealFault::Broken),
            }
        }
        self.file = Some(file);
        Ok(content)
    }
}

/// What stands in the file, as far as it was read: the line, then the content, the padding and the length.
#[derive(Default)]
struct Plain {
    /// The beginning, until its line was read.
    head: Vec<u8>,
    has_line: bool,
    /// Bytes of content and padding that were given out.
    given: u64,
    /// How many of the last of them are zeros.
    zeros: u64,
    /// The last bytes, which may be the length.
    end: Vec<u8>,
}

impl Plain {
    fn take(&mut self, read: &[u8], line: &str, content: &mut Vec<u8>) -> Result<(), SealFault> {
        if self.has_line {
            self.body(read, content);
            return Ok(());
        }
        self.head.extend_from_slice(read);
        let Some(end) = self.head.iter().take(LONGEST_LINE).position(|byte| *byte == b'\n') else {
            return if self.head.len() < LONGEST_LINE { Ok(()) } else { Err(SealFault::Broken) };
        };
        if &self.head[..end] != line.as_bytes() {
            return Err(SealFault::Elsewhere);
        }
        self.has_line = true;
        let body = Zeroizing::new(self.head.split_off(end + 1));
        self.body(&body, content);
        Ok(())
    }

    /// Gives out all but the last eight bytes.
    fn body(&mut self, read: &[u8], content: &mut Vec<u8>) {
        let begun = content.len();
        let all = self.end.len() + read.len();
        let out = all.saturating_sub(LENGTH_BYTES as usize);
        let of_end = out.min(self.end.len());
        content.extend(self.end.drain(..of_end));
        let (now, later) = read.split_at(out - of_end);
        content.extend_from_slice(now);
        self.end.extend_from_slice(later);
        let given = &content[begun..];
        self.given += given.len() as u64;
        match given.iter().rposition(|byte| *byte != 0) {
            Some(place) => self.zeros = (given.len() - 1 - place) as u64,
            None => self.zeros += given.len() as u64,
        }
    }

    /// How long the content is; nothing where padding or lengths are not as they must be.
    fn length(&self, line: &str) -> Option<u64> {
        let length = u64::from_be_bytes(self.end.as_slice().try_into().ok()?);
        let padding = self.given.checked_sub(length)?;
        let before = line.len() as u64 + 1;
        let is_padded = padded(before + length + LENGTH_BYTES) == before + self.given + LENGTH_BYTES;
        (self.has_line && padding <= self.zeros && is_padded).then_some(length)
    }
}
