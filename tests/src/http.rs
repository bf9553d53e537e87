//! As much of a browser as asking a running program takes: one request over one connection, and the whole answer or none.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

/// A program that is silent for longer is a failure.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// `GET`, `POST` …
    pub method: &'a str,
    /// The path with its query.
    pub path: &'a str,
    /// Lines of the head beside those every request has.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body.
    pub body: &'a [u8],
}

impl<'a> Request<'a> {
    /// Asks for a page.
    pub fn get(path: &'a str) -> Request<'a> {
        Request { method: "GET", path, headers: &[], body: b"" }
    }
}

/// A whole answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The head, as it came.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first value of a header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        header(&self.head, name).unwrap_or_default()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut pairs = head.lines().skip(1).filter_map(|line| line.split_once(':'));
    pairs.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// An address of this machine that nobody listens on now, for a program that must be told one.
///
/// # Errors
/// Where the machine has none.
pub fn free_address() -> io::Result<String> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

/// Sends a request as a page of ours would and waits for its answer.
///
/// # Errors
/// Where no connection is made, or it ends before the answer does: then it is not known what became of the request.
pub fn send(address: &str, request: Request<'_>) -> io::Result<Answer> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut bytes = format!(
        "{} {} HTTP/1.1\r\nhost: {address}\r\nsec-fetch-site: same-origin\r\nconnection: close\r\ncontent-length: {}\r\n",
        request.method,
        request.path,
        request.body.len()
    )
    .into_bytes();
    for (name, value) in request.headers {
        bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(request.body);
    // A server may answer and close before it has read everything: then the answer counts, and not the broken pipe.
    let sent = stream.write_all(&bytes);
    let mut raw = Vec::new();
    let read = stream.read_to_end(&mut raw);
    match answer(&raw) {
        Some(answer) => Ok(answer),
        None => Err(sent.err().or(read.err()).unwrap_or_else(|| io::ErrorKind::UnexpectedEof.into())),
    }
}

/// The answer in these bytes, if it is whole.
fn answer(raw: &[u8]) -> Option<Answer> {
    let end = raw.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&raw[..end]).ok()?.to_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let rest = &raw[end + 4..];
    let body = match header(&head, "content-length") {
        Some(length) => rest.get(..length.parse().ok()?)?.to_vec(),
        None if header(&head, "transfer-encoding") == Some("chunked") => whole(rest)?,
        None => Vec::new(),
    };
    Some(Answer { status, head, body })
}

/// The content of a body in chunks, if its last chunk is there.
fn whole(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    loop {
        let line = rest.windows(2).position(|two| two == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..line]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(content);
        }
        content.extend_from_slice(rest.get(line + 2..line + 2 + size)?);
        rest = rest.get(line + 2 + size + 2..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_was_cut_off_is_none() {
        let whole = b"HTTP/1.1 303 See Other\r\nLocation: /sent\r\ncontent-length: 3\r\n\r\nabc";
        let read = answer(whole).unwrap();
        assert_eq!((read.status, read.header("location"), read.text().as_str()), (303, "/sent", "abc"));
        for end in 0..whole.len() {
            assert!(answer(&whole[..end]).is_none(), "{end}");
        }
        let chunks =
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=1\r\nde\r\n0\r\n\r\n";
        assert_eq!(answer(chunks).unwrap().body, b"abcde");
        assert!(answer(&chunks[..chunks.len() - 5]).is_none());
    }
}
