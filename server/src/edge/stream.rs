//! A connection that may not dawdle. Hyper has one timer for the head of a request and for the pause
//! before it; here the two are told apart, and a reader that takes nothing is let go as well.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

/// How long a connection may take over what.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// From the connection to its first byte.
    pub first_byte: Duration,
    /// From the first byte of a request to the end of its head.
    pub head: Duration,
    /// From an answer to the next request.
    pub idle: Duration,
    /// For a whole request body.
    pub body: Duration,
    /// In which some kilobytes of a long body must come.
    pub progress: Duration,
    /// For making a page; after that it is given up, and the reader told to try again.
    pub page: Duration,
    /// While the reader takes not a single byte of the answer.
    pub reader: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            first_byte: Duration::from_secs(5),
            head: Duration::from_secs(10),
            // Longer than the sixty seconds for which common reverse proxies keep a connection, so that
            // it is the proxy that closes and no request is sent into a closing one.
            idle: Duration::from_secs(75),
            body: Duration::from_secs(30),
            progress: Duration::from_secs(15),
            page: Duration::from_secs(8),
            reader: Duration::from_secs(30),
        }
    }
}

const SILENT: u8 = 0;
const HEAD: u8 = 1;
const BODY: u8 = 2;
const BETWEEN: u8 = 3;

/// Where a connection stands; told by the service, which sees a request when its head is complete.
#[derive(Clone, Default)]
pub(crate) struct Pace(Arc<AtomicU8>);

impl Pace {
    /// A head is complete. Without a body, the next bytes are the next request's.
    pub(crate) fn head_read(&self, body_follows: bool) {
        self.0.store(if body_follows { BODY } else { BETWEEN }, Ordering::Relaxed);
    }
}

/// The socket under the timers.
pub(crate) struct Guarded {
    stream: TcpStream,
    pace: Pace,
    patience: Patience,
    read_by: Option<Pin<Box<Sleep>>>,
    written_by: Option<Pin<Box<Sleep>>>,
}

impl Guarded {
    pub(crate) fn new(stream: TcpStream, pace: Pace, patience: Patience) -> Self {
        Self { stream, pace, patience, read_by: None, written_by: None }
    }

    fn wait_to_write<T>(&mut self, cx: &mut Context<'_>, poll: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if poll.is_ready() {
            self.written_by = None;
            return poll;
        }
        let patience = self.patience.reader;
        ready!(self.written_by.get_or_insert_with(|| Box::pin(sleep(patience))).as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Guarded {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let me = &mut *self;
        let before = buf.filled().len();
        let poll = Pin::new(&mut me.stream).poll_read(cx, buf);
        let state = me.pace.0.load(Ordering::Relaxed);
        if poll.is_ready() {
            if buf.filled().len() > before && matches!(state, SILENT | BETWEEN) {
                me.read_by = None;
                me.pace.0.store(HEAD, Ordering::Relaxed);
            }
            return poll;
        }
        let patience = match state {
            SILENT => me.patience.first_byte,
            HEAD => me.patience.head,
            // A body has its own deadline, and hyper's timer minds the pause between requests.
            _ => {
                me.read_by = None;
                return Poll::Pending;
            }
        };
        // Set once and not pushed on by every byte: a head that trickles in must still end in time.
        ready!(me.read_by.get_or_insert_with(|| Box::pin(sleep(patience))).as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncWrite for Guarded {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let poll = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.wait_to_write(cx, poll)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let poll = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.wait_to_write(cx, poll)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
