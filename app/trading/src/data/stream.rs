//! A long answer written piece by piece, so that a whole register passes through a small memory.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use tokio::sync::mpsc;

/// How data are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Csv,
    Json,
}

impl Form {
    fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Form::Csv => "text/csv; charset=utf-8; header=present",
            Form::Json => "application/json",
        })
    }

    fn disposition(self, name: &'static str) -> HeaderValue {
        let text = match self {
            Form::Csv => format!("attachment; filename=\"{name}.csv\""),
            Form::Json => format!("inline; filename=\"{name}.json\""),
        };
        HeaderValue::try_from(text).expect("the names of the files are plain letters")
    }
}

/// Where the pieces of an answer go.
pub(super) struct Pieces(mpsc::Sender<Result<Bytes, store::Error>>);

/// What ends the writing of an answer early.
#[derive(Debug)]
pub(super) enum Stop {
    /// The reader went away; nobody needs more pieces.
    Gone,
    /// The database failed; the connection is cut, so that half a register does not pass for a whole one.
    Failed(store::Error),
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Stop::Failed(error)
    }
}

impl Pieces {
    /// Sends a piece and waits until there is room for the next.
    pub(super) async fn send(&self, piece: Vec<u8>) -> Result<(), Stop> {
        self.0.send(Ok(piece.into())).await.map_err(|_| Stop::Gone)
    }
}

/// Answers with what `write` sends.
pub(super) fn respond<Writing>(
    form: Form,
    name: &'static str,
    write: impl FnOnce(Pieces) -> Writing,
) -> Response
where
    Writing: Future<Output = Result<(), Stop>> + Send + 'static,
{
    let (sender, chunks) = mpsc::channel(2);
    let failures = sender.clone();
    let writing = write(Pieces(sender));
    tokio::spawn(async move {
        if let Err(Stop::Failed(error)) = writing.await {
            tracing::error!(%error, "Open data end in the middle");
            let _ = failures.send(Err(error)).await;
        }
    });
    let headers = [
        (header::CONTENT_TYPE, form.content_type()),
        (header::CONTENT_DISPOSITION, form.disposition(name)),
        // Sole traders stand in it: it is for who asks, not for search engines.
        (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    ];
    (headers, Body::new(Chunks(chunks))).into_response()
}

/// The receiving end of the pieces, as the body of an answer.
struct Chunks(mpsc::Receiver<Result<Bytes, store::Error>>);

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = store::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, store::Error>>> {
        self.0.poll_recv(context).map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }
}
