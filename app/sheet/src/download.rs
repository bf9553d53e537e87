//! A list of any length as a file: read a page at a time, sent as fast as the reader takes it, never held whole.

use std::error::Error;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use record::{Cursor, Page, Start};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::exported::{Datum, Exported, object};
use crate::write::{CsvWriter, Flavour};

/// Rows read at a time: one statement, some hundred kilobytes.
const ROWS: usize = 1_000;
/// Pieces that wait for a slow reader.
const WAITING: usize = 2;

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma separated values, for programs or for spreadsheets.
    Csv(Flavour),
    /// One array of objects.
    Json,
}

impl Format {
    /// The form an address asks for: its ending names it, and `bom=1` in its query asks for a file for spreadsheets. A
    /// strict reader of CSV trips over a byte order mark, so who wants one has to say so.
    ///
    /// ```
    /// use sheet::{Flavour, Format};
    /// assert_eq!(Format::asked("/credit.json", ""), Format::Json);
    /// assert_eq!(Format::asked("/credit.csv", "q=a"), Format::Csv(Flavour::Plain));
    /// assert_eq!(Format::asked("/credit.csv", "q=a&bom=1"), Format::Csv(Flavour::Spreadsheet));
    /// ```
    pub fn asked(path: &str, query: &str) -> Format {
        if path.ends_with(".json") {
            return Format::Json;
        }
        let has_mark = query.split('&').any(|pair| pair == "bom=1");
        Format::Csv(if has_mark { Flavour::Spreadsheet } else { Flavour::Plain })
    }

    /// The value of the header `Content-Type`.
    pub fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Format::Csv(_) => "text/csv; charset=utf-8; header=present",
            Format::Json => "application/json",
        })
    }

    fn disposition(self, name: &'static str) -> HeaderValue {
        let text = match self {
            Format::Csv(_) => format!("attachment; filename=\"{name}.csv\""),
            Format::Json => format!("inline; filename=\"{name}.json\""),
        };
        HeaderValue::try_from(text).expect("the names of the files are plain letters")
    }
}

/// Answers with a whole list, walked from its top by the pages that `page` reads: a start and how many rows.
///
/// The first page is read before the answer begins, so that a database that is away is an error and not a short file;
/// one that goes away later breaks the connection off, which a reader can see.
pub async fn download<T, E, Reading>(
    format: Format,
    name: &'static str,
    mut page: impl FnMut(Start, usize) -> Reading + Send + 'static,
) -> Result<Response, E>
where
    T: Exported + Send + Sync + 'static,
    E: Error + Send + Sync + 'static,
    Reading: Future<Output = Result<Page<T>, E>> + Send,
{
    let mut read = page(Start::Top, ROWS).await?;
    Ok(answer(format, name, async move |pieces: Pieces<E>| {
        let mut writer = Writer::new::<T>(format);
        loop {
            read.rows.iter().for_each(|row| writer.row(row));
            let next = read.next.as_deref().and_then(Cursor::parse);
            if next.is_none() {
                writer.end();
            }
            pieces.send(writer.take()).await?;
            let Some(cursor) = next else { return Ok(()) };
            read = page(Start::After(cursor), ROWS).await?;
        }
    }))
}

/// A list as bytes that are at hand, such as that of one record.
pub fn file<T: Exported>(format: Format, rows: &[T]) -> Vec<u8> {
    let mut writer = Writer::new::<T>(format);
    rows.iter().for_each(|row| writer.row(row));
    writer.end();
    writer.take()
}

/// Answers with what `write` sends, for a file that is no list of rows.
pub fn answer<E, Writing>(
    format: Format,
    name: &'static str,
    write: impl FnOnce(Pieces<E>) -> Writing,
) -> Response
where
    E: Error + Send + Sync + 'static,
    Writing: Future<Output = Result<(), Stop<E>>> + Send + 'static,
{
    let headers = [
        (header::CONTENT_TYPE, format.content_type()),
        (header::CONTENT_DISPOSITION, format.disposition(name)),
        // Sole traders and natural persons stand in it: it is for who asks, not for search engines.
        (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    ];
    (headers, body(write)).into_response()
}

/// The body of an answer that `write` sends piece by piece, in the memory of a few of them.
pub fn body<E, Writing>(write: impl FnOnce(Pieces<E>) -> Writing) -> Body
where
    E: Error + Send + Sync + 'static,
    Writing: Future<Output = Result<(), Stop<E>>> + Send + 'static,
{
    let (sender, receiver) = channel(WAITING);
    let failures = sender.clone();
    let writing = write(Pieces(sender));
    tokio::spawn(async move {
        if let Err(Stop::Failed(error)) = writing.await {
            tracing::error!(%error, "A download broke off");
            // A reader who has left meanwhile is no error; there is nobody to tell.
            let _ = failures.send(Err(error)).await;
        }
    });
    Body::new(Chunks(receiver))
}

/// Where the pieces of an answer go.
#[derive(Debug)]
pub struct Pieces<E>(Sender<Result<Bytes, E>>);

impl<E> Pieces<E> {
    /// Sends a piece and waits until there is room for the next.
    pub async fn send(&self, piece: Vec<u8>) -> Result<(), Stop<E>> {
        self.0.send(Ok(piece.into())).await.map_err(|_| Stop::Gone)
    }
}

/// What ends the writing of an answer early.
#[derive(Debug)]
pub enum Stop<E> {
    /// The reader went away; nobody needs more pieces.
    Gone,
    /// There is no more to be read; the connection is cut, so that half a list does not pass for a whole one.
    Failed(E),
}

impl<E> From<E> for Stop<E> {
    fn from(error: E) -> Stop<E> {
        Stop::Failed(error)
    }
}

/// The pieces as the body of an answer.
struct Chunks<E>(Receiver<Result<Bytes, E>>);

impl<E: Error> http_body::Body for Chunks<E> {
    type Data = Bytes;
    type Error = E;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, E>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}

/// Rows turned into bytes.
enum Writer {
    Csv(CsvWriter<Vec<u8>>),
    Json { bytes: Vec<u8>, is_first: bool },
}

impl Writer {
    fn new<T: Exported>(format: Format) -> Writer {
        match format {
            Format::Csv(flavour) => {
                let mut csv = CsvWriter::new(Vec::new(), flavour);
                csv.row(T::columns()).expect("a Vec takes all bytes");
                Writer::Csv(csv)
            }
            Format::Json => Writer::Json { bytes: b"[".to_vec(), is_first: true },
        }
    }

    fn row<T: Exported>(&mut self, row: &T) {
        match self {
            Writer::Csv(csv) => csv.row(row.cells().map(Datum::text)).expect("a Vec takes all bytes"),
            Writer::Json { bytes, is_first } => {
                bytes.extend_from_slice(if *is_first { b"\n" } else { b",\n" });
                *is_first = false;
                serde_json::to_writer(bytes, &object(row)).expect("a Vec takes all bytes");
            }
        }
    }

    fn end(&mut self) {
        if let Writer::Json { bytes, .. } = self {
            bytes.extend_from_slice(b"\n]\n");
        }
    }

    fn take(&mut self) -> Vec<u8> {
        match self {
            Writer::Csv(csv) => std::mem::take(csv.get_mut()),
            Writer::Json { bytes, .. } => std::mem::take(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{fmt, io};

    use record::Count;

    use super::*;

    /// A row of a list of numbers, counted down from its top.
    struct Number(i64);

    impl Exported for Number {
        fn columns() -> impl Iterator<Item = &'static str> {
            ["number", "is_even", "remark"].into_iter()
        }

        fn cells(&self) -> impl Iterator<Item = Datum<'_>> {
            let remark = (self.0 == 1).then_some("=1+1");
            [self.0.into(), (self.0 % 2 == 0).into(), remark.into()].into_iter()
        }
    }

    fn page(start: Start, limit: usize, top: i64) -> Page<Number> {
        let from = match start {
            Start::Top => top,
            Start::After(cursor) | Start::Before(cursor) => cursor.sort - 1,
        };
        let rows = (1..=from).rev().take(limit + 1);
        let rows = rows.map(|sort| (Cursor { sort, number: None }, Number(sort))).collect();
        Page::cut(rows, start, limit, Count::Exact(top.unsigned_abs()))
    }

    async fn text(format: Format, top: i64) -> String {
        let read = move |start, limit| async move { Ok::<_, io::Error>(page(start, limit, top)) };
        let response = download(format, "numbers", read).await.unwrap();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn a_list_of_many_pages_comes_whole_and_in_order() {
        let csv = text(Format::Csv(Flavour::Plain), 2_500).await;
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!((lines.len(), lines[0], lines[2_500]), (2_501, "number,is_even,remark", "1,false,=1+1"));
        let json: Vec<serde_json::Value> = serde_json::from_str(&text(Format::Json, 2_500).await).unwrap();
        let numbers: Vec<i64> = json.iter().map(|row| row["number"].as_i64().unwrap()).collect();
        assert_eq!(numbers, (1..=2_500).rev().collect::<Vec<_>>());
        assert!(json[0]["remark"].is_null() && json[0]["is_even"] == true);
    }

    #[tokio::test]
    async fn a_file_for_spreadsheets_is_marked_once_and_computes_nothing() {
        let csv = text(Format::Csv(Flavour::Spreadsheet), 2_000).await;
        assert!(csv.starts_with('\u{feff}') && csv.ends_with("\r\n1,false,'=1+1\r\n"));
        assert_eq!(csv.matches('\u{feff}').count(), 1);
    }

    #[tokio::test]
    async fn an_empty_list_is_a_file_all_the_same() {
        assert_eq!(text(Format::Csv(Flavour::Plain), 0).await, "number,is_even,remark\r\n");
        assert_eq!(text(Format::Json, 0).await, "[\n]\n");
    }

    #[derive(Debug)]
    struct Away;

    impl fmt::Display for Away {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("away")
        }
    }

    impl Error for Away {}

    #[tokio::test]
    async fn a_failure_is_an_error_before_the_first_byte_and_cuts_the_connection_after_it() {
        let never = |_, _| async { Err::<Page<Number>, _>(Away) };
        assert!(download(Format::Json, "numbers", never).await.is_err());
        let once = |start, limit| async move {
            if start == Start::Top { Ok(page(start, limit, 2_500)) } else { Err(Away) }
        };
        let response = download(Format::Json, "numbers", once).await.unwrap();
        assert_eq!(response.headers()["content-disposition"], "inline; filename=\"numbers.json\"");
        assert!(axum::body::to_bytes(response.into_body(), usize::MAX).await.is_err());
    }
}
