//! As much of HTTP as measuring needs: one request, one connection, the answer as it comes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::Sentence;

/// An answer, its body still compressed.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
}

/// Opens an answer for reading; the body follows, chunks already taken apart.
pub(super) fn open(address: &str, path: &str, coding: &str) -> Result<(u16, Box<dyn BufRead>), Sentence> {
    asked(address, path, &format!("GET {path} HTTP/1.1\r\n{}\r\n", head(address, coding)))
}

fn head(address: &str, coding: &str) -> String {
    format!("host: {address}\r\naccept-encoding: {coding}\r\nconnection: close\r\n")
}

fn asked(address: &str, path: &str, request: &str) -> Result<(u16, Box<dyn BufRead>), Sentence> {
    let explain = |error: std::io::Error| format!("http://{address}{path} did not answer: {error}");
    let mut stream = TcpStream::connect(address).map_err(explain)?;
    stream.set_read_timeout(Some(Duration::from_secs(60))).map_err(explain)?;
    stream.write_all(request.as_bytes()).map_err(explain)?;
    let mut reader = BufReader::with_capacity(1 << 16, stream);
    let mut line = String::new();
    reader.read_line(&mut line).map_err(explain)?;
    let status = line.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or_default();
    let (mut chunked, mut length) = (false, u64::MAX);
    loop {
        line.clear();
        reader.read_line(&mut line).map_err(explain)?;
        let header = line.trim_end().to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        chunked |= header.starts_with("transfer-encoding:") && header.ends_with("chunked");
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(u64::MAX);
        }
    }
    let body: Box<dyn BufRead> = if chunked {
        Box::new(BufReader::new(Chunks { inner: reader, left: 0, first: true }))
    } else {
        Box::new(reader.take(length))
    };
    Ok((status, body))
}

/// A whole answer.
pub(super) fn get(address: &str, path: &str, coding: &str) -> Result<Answer, Sentence> {
    whole(open(address, path, coding)?, path)
}

/// The whole answer to a form of this site.
pub(super) fn post(address: &str, path: &str, form: &str, coding: &str) -> Result<Answer, Sentence> {
    let (head, length) = (head(address, coding), form.len());
    let kind = "application/x-www-form-urlencoded";
    let request = format!(
        "POST {path} HTTP/1.1\r\n{head}origin: http://{address}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n{form}"
    );
    whole(asked(address, path, &request)?, path)
}

fn whole((status, mut reader): (u16, Box<dyn BufRead>), path: &str) -> Result<Answer, Sentence> {
    let mut body = Vec::new();
    reader.read_to_end(&mut body).map_err(|error| format!("{path} broke off: {error}"))?;
    Ok(Answer { status, body })
}

/// A body in chunks, read as one.
struct Chunks<R> {
    inner: R,
    left: usize,
    first: bool,
}

impl<R: BufRead> Read for Chunks<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.left == 0 {
            let mut line = String::new();
            if !self.first {
                self.inner.read_line(&mut line)?;
                line.clear();
            }
            self.first = false;
            self.inner.read_line(&mut line)?;
            let size = line.trim().split(';').next().unwrap_or_default();
            self.left = usize::from_str_radix(size, 16).map_err(std::io::Error::other)?;
            if self.left == 0 {
                return Ok(0);
            }
        }
        let most = buffer.len().min(self.left);
        let read = self.inner.read(&mut buffer[..most])?;
        if read == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_read_as_one() {
        let inner = b"3\r\nabc\r\n4;x=1\r\ndefg\r\n0\r\n\r\n".as_slice();
        let mut text = String::new();
        Chunks { inner, left: 0, first: true }.read_to_string(&mut text).unwrap();
        assert_eq!(text, "abcdefg");
    }
}
