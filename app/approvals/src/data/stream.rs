//! A list of any length as a file: read in chunks, sent as fast as the reader takes it, never held whole.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use sheet::{CsvWriter, Flavour};
use store::Store;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::columns::{COLUMNS, csv_cells, json_object};
use crate::table::{self, Filter, Listed, Order};

/// Rows read at a time: one statement, some hundred kilobytes.
const CHUNK: usize = 1_000;
/// Chunks that wait for a slow reader.
const WAITING: usize = 2;

/// The form of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma separated values, for programs or for spreadsheets.
    Csv(Flavour),
    /// One array of objects.
    Json,
}

impl Format {
    fn content_type(self) -> &'static str {
        match self {
            Format::Csv(_) => "text/csv; charset=utf-8; header=present",
            Format::Json => "application/json",
        }
    }

    fn disposition(self) -> &'static str {
        match self {
            Format::Csv(_) => "attachment; filename=\"approvals.csv\"",
            Format::Json => "inline; filename=\"approvals.json\"",
        }
    }
}

/// Answers with the list. The first chunk is read before the answer begins, so that a database that is away is an
/// error and not a short file; one that goes away later breaks the connection off, which a reader can see.
pub async fn answer(
    store: &Store,
    filter: Option<Filter>,
    order: Order,
    format: Format,
) -> store::Result<Response> {
    let first = match &filter {
        Some(filter) => table::chunk(store, filter, order, None, CHUNK).await?,
        None => Vec::new(),
    };
    let (sender, receiver) = channel(WAITING);
    tokio::spawn(send(store.clone(), filter.unwrap_or_default(), order, format, first, sender));
    let headers = [
        (CONTENT_TYPE, format.content_type()),
        (CONTENT_DISPOSITION, format.disposition()),
        (CACHE_CONTROL, "public, max-age=300"),
    ];
    Ok((headers, Body::new(Chunks(receiver))).into_response())
}

async fn send(
    store: Store,
    filter: Filter,
    order: Order,
    format: Format,
    first: Vec<Listed>,
    sender: Sender<Result<Bytes, store::Error>>,
) {
    let mut writer = Writer::new(format);
    let mut rows = first;
    loop {
        for listed in &rows {
            writer.row(listed);
        }
        let over = rows.len() < CHUNK;
        if over {
            writer.end();
        }
        // A reader who has left is no error; there is nobody to tell.
        if sender.send(Ok(writer.take())).await.is_err() || over {
            return;
        }
        rows = match table::chunk(&store, &filter, order, rows.last(), CHUNK).await {
            Ok(rows) => rows,
            Err(error) => {
                tracing::error!(%error, "A download broke off");
                let _ = sender.send(Err(error)).await;
                return;
            }
        };
    }
}

/// Rows turned into bytes.
enum Writer {
    Csv(CsvWriter<Vec<u8>>),
    Json { bytes: Vec<u8>, rows: u64 },
}

impl Writer {
    fn new(format: Format) -> Writer {
        match format {
            Format::Csv(flavour) => {
                let mut csv = CsvWriter::new(Vec::new(), flavour);
                csv.row(COLUMNS.iter().map(|column| column.name)).expect("a Vec takes all bytes");
                Writer::Csv(csv)
            }
            Format::Json => Writer::Json { bytes: b"[".to_vec(), rows: 0 },
        }
    }

    fn row(&mut self, listed: &Listed) {
        match self {
            Writer::Csv(csv) => csv.row(csv_cells(listed)).expect("a Vec takes all bytes"),
            Writer::Json { bytes, rows } => {
                bytes.extend_from_slice(if *rows == 0 { b"\n" } else { b",\n" });
                *rows += 1;
                serde_json::to_writer(bytes, &json_object(listed)).expect("a Vec takes all bytes");
            }
        }
    }

    fn end(&mut self) {
        if let Writer::Json { bytes, .. } = self {
            bytes.extend_from_slice(b"\n]\n");
        }
    }

    fn take(&mut self) -> Bytes {
        match self {
            Writer::Csv(csv) => std::mem::take(csv.get_mut()).into(),
            Writer::Json { bytes, .. } => std::mem::take(bytes).into(),
        }
    }
}

/// The chunks as the body of an answer.
struct Chunks(Receiver<Result<Bytes, store::Error>>);

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
