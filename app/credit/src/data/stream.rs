//! A list as one long answer: a thousand rows at a time, read while the reader takes them, so that a whole register
//! passes through a small memory.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use record::{City, Page};
use tokio::sync::mpsc;

use super::columns::{Exported, object};
use crate::table::Cursor;

/// How the data are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Csv,
    Json,
}

/// Rows read at a time.
const CHUNK: i64 = 1_000;

/// The answer with the whole list. `next` loads a page of it.
pub(crate) async fn download<T, Load, Loading>(
    form: Form,
    name: &'static str,
    city: Arc<City>,
    mut next: Load,
) -> Result<Response, store::Error>
where
    T: Exported + Send + 'static,
    Load: FnMut(Cursor, i64) -> Loading + Send + 'static,
    Loading: Future<Output = Result<Page<T>, store::Error>> + Send,
{
    // The first rows are read before anything is answered, so that a failure still has its own status.
    let first = next(Cursor::Start, CHUNK).await?;
    let (sender, chunks) = mpsc::channel(2);
    let headers = [
        (header::CONTENT_TYPE, form.content_type()),
        (header::CONTENT_DISPOSITION, form.disposition(name)),
        // Sole traders and natural persons stand in it: it is for who asks, not for search engines.
        (header::HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    ];
    tokio::spawn(async move {
        let mut page = first;
        let mut is_first = true;
        loop {
            let is_last = page.next.is_none();
            let bytes = match form {
                Form::Csv => csv_chunk(&page.rows, is_first, &city),
                Form::Json => json_chunk(&page.rows, is_first, is_last, &city),
            };
            // Whoever stopped listening needs no more rows.
            if sender.send(Ok(bytes.into())).await.is_err() || is_last {
                return;
            }
            is_first = false;
            match next(Cursor::parse(page.next.as_deref(), None), CHUNK).await {
                Ok(following) => page = following,
                Err(error) => {
                    tracing::error!(%error, "Open data end in the middle");
                    // The connection is cut, so that half a register does not pass for a whole one.
                    let _ = sender.send(Err(error)).await;
                    return;
                }
            }
        }
    });
    Ok((headers, Body::new(Chunks(chunks))).into_response())
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

/// Rows for spreadsheets: a mark that it is UTF-8, and no cell that a spreadsheet would compute.
fn csv_chunk<T: Exported>(rows: &[T], is_first: bool, city: &City) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rows.len() * 256);
    if is_first {
        bytes.extend_from_slice("\u{feff}".as_bytes());
    }
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(bytes);
    if is_first {
        writer.write_record(T::COLUMNS).expect("a vector takes every byte");
    }
    for row in rows {
        let cells: Vec<String> = row.cells(city).iter().map(|cell| cell.text()).collect();
        writer.write_record(cells).expect("a vector takes every byte");
    }
    writer.into_inner().expect("a vector takes every byte")
}

fn json_chunk<T: Exported>(rows: &[T], is_first: bool, is_last: bool, city: &City) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rows.len() * 512);
    if is_first {
        bytes.push(b'[');
    }
    for (index, row) in rows.iter().enumerate() {
        bytes.extend_from_slice(if is_first && index == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut bytes, &object(row, city)).expect("a vector takes every byte");
    }
    if is_last {
        bytes.extend_from_slice(b"\n]\n");
    }
    bytes
}

/// The receiving end of the rows, as the body of an answer.
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
