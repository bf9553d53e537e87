//! Sealing something of unknown length, piece by piece: a server seals an attachment while it arrives, in the memory of one piece.

use std::io::{self, Write};

use crate::envelope::{LENGTH_BYTES, padded};
use crate::{Context, Public, SealFault};

/// Zeros are written in pieces of this size.
const PIECE: usize = 16 * 1_024;

/// A writer that seals what passes through it. What was not [`Sealing::finish`]ed cannot be opened.
///
/// ```
/// use std::io::Write;
/// use seal::{Context, Object, Role, Sealing, Secret, open};
///
/// let key = Secret::from_bytes([1; 32]);
/// let place = Context::of_case("hall.example", "1", 1, Object::Attachment, Role::Server);
/// let mut sealing = Sealing::begin(&place, Vec::new(), &[key.public()]).unwrap();
/// sealing.write_all(b"one piece, ").unwrap();
/// sealing.write_all(b"and another").unwrap();
/// let file = sealing.finish().unwrap();
/// assert_eq!(open(&place, &file, &key).unwrap().as_slice(), b"one piece, and another");
/// ```
pub struct Sealing<W: Write> {
    file: age::stream::StreamWriter<W>,
    line: u64,
    content: u64,
}

impl<W: Write> Sealing<W> {
    /// Begins a file; each of the recipients can open it alone.
    ///
    /// # Errors
    /// [`SealFault::NoRecipient`] where nobody could open it, [`SealFault::Broken`] where the beginning cannot be written.
    pub fn begin(context: &Context, output: W, recipients: &[Public]) -> Result<Self, SealFault> {
        let recipients: Vec<_> = recipients.iter().map(Public::recipient).collect();
        let named = recipients.iter().map(|recipient| recipient as &dyn age::Recipient);
        let encryptor = age::Encryptor::with_recipients(named).map_err(|_| SealFault::NoRecipient)?;
        let mut file = encryptor.wrap_output(output).map_err(|_| SealFault::Broken)?;
        let line = context.line() + "\n";
        file.write_all(line.as_bytes()).map_err(|_| SealFault::Broken)?;
        Ok(Self { file, line: line.len() as u64, content: 0 })
    }

    /// Pads, ends the file and gives the output back.
    ///
    /// # Errors
    /// Where the output takes nothing more.
    pub fn finish(mut self) -> io::Result<W> {
        let length = self.line + self.content + LENGTH_BYTES;
        let mut zeros = padded(length) - length;
        let piece = [0; PIECE];
        while zeros > 0 {
            let now = zeros.min(PIECE as u64);
            self.file.write_all(&piece[..usize::try_from(now).unwrap_or(PIECE)])?;
            zeros -= now;
        }
        self.file.write_all(&self.content.to_be_bytes())?;
        self.file.finish()
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, content: &[u8]) -> io::Result<usize> {
        let written = self.file.write(content)?;
        self.content += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
