//! A long body that may take its time, but not dawdle. A report with its photographs comes over a village's line for an hour,
//! and must not be cut off; a stranger who sends a byte a minute must not hold a place for as long.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::BoxError;
use axum::body::{Body, Bytes};
use http_body::{Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// In each window at least so many bytes must come: two kilobits a second.
const LEAST_BYTES: u64 = 4 * 1024;
/// The longest a body may take, however it moves: a gigabyte in two hours needs one megabit a second.
const LONGEST: Duration = Duration::from_secs(2 * 60 * 60);

/// A body that fails when too little of it comes for too long.
pub(crate) struct Progress {
    body: Body,
    window: Duration,
    by: Pin<Box<Sleep>>,
    end: Pin<Box<Sleep>>,
    came: u64,
}

impl Progress {
    /// The body under its clock, which begins now.
    pub(crate) fn new(body: Body, window: Duration) -> Self {
        Self { body, window, by: Box::pin(sleep(window)), end: Box::pin(sleep(LONGEST)), came: 0 }
    }
}

/// Too little came.
#[derive(Debug)]
pub(crate) struct TooSlow;

impl std::fmt::Display for TooSlow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("too little of the body came in time")
    }
}

impl std::error::Error for TooSlow {}

impl http_body::Body for Progress {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let me = &mut *self;
        match Pin::new(&mut me.body).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => {
                me.came += frame.data_ref().map_or(0, |data| data.len() as u64);
                return Poll::Ready(Some(Ok(frame)));
            }
            Poll::Ready(other) => return Poll::Ready(other.map(|frame| frame.map_err(Into::into))),
            Poll::Pending => {}
        }
        if me.end.as_mut().poll(cx).is_ready() {
            return Poll::Ready(Some(Err(TooSlow.into())));
        }
        // The window is looked at only while we wait for the sender, so a slow database is not held against it.
        while me.by.as_mut().poll(cx).is_ready() {
            if me.came < LEAST_BYTES {
                return Poll::Ready(Some(Err(TooSlow.into())));
            }
            me.came = 0;
            me.by = Box::pin(sleep(me.window));
        }
        Poll::Pending
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;
    use tokio::sync::mpsc::{Receiver, channel};

    /// What somebody sends, piece by piece.
    struct Sent(Receiver<Bytes>);

    impl http_body::Body for Sent {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            cx: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            self.0.poll_recv(cx).map(|piece| piece.map(|piece| Ok(Frame::data(piece))))
        }
    }

    #[tokio::test]
    async fn who_sends_enough_is_waited_for_and_who_dawdles_is_not() {
        let window = Duration::from_millis(200);
        let (sender, sent) = channel(1);
        let steady = tokio::spawn(async move {
            for _ in 0..6 {
                sender.send(Bytes::from(vec![7; 4 * 1024])).await.unwrap();
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        });
        let all = Progress::new(Body::new(Sent(sent)), window).collect().await;
        assert_eq!(all.map(|all| all.to_bytes().len()).ok(), Some(6 * 4 * 1024));
        steady.await.unwrap();

        let (sender, sent) = channel(1);
        let dawdling = tokio::spawn(async move {
            while sender.send(Bytes::from_static(b".")).await.is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
        let failed = Progress::new(Body::new(Sent(sent)), window).collect().await;
        assert!(failed.is_err_and(|error| error.is::<TooSlow>()));
        dawdling.await.unwrap();
    }
}
