//! A table in a file: its header, then its rows one after the other, each checked for its shape.

use crate::limits::Limits;
use crate::lines::{Lines, Step};
use crate::row::Row;
use crate::source::{self, Source};
use crate::table::{Columns, Table};
use crate::workbook::Workbook;
use record::{Fault, Level, Place, Problem, code};
use std::io::{Cursor, Read, Seek, SeekFrom};

/// An open table. Rows are read with [`Sheet::read`] or, at the cost of one allocation a row, with [`Sheet::rows`].
pub struct Sheet {
    file: String,
    header: Vec<String>,
    header_line: u64,
    notices: Vec<Fault>,
    body: Body,
    /// The first row was read to see whether there is any.
    first: Option<Result<Row, Fault>>,
    cell_chars: usize,
    state: State,
}

enum Body {
    Lines(Box<Lines>),
    Workbook(Workbook),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Reading,
    Whole,
    Broken,
}

impl std::fmt::Debug for Sheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheet")
            .field("file", &self.file)
            .field("header", &self.header)
            .finish_non_exhaustive()
    }
}

/// Opens a table whose kind is not known before: CSV or TSV in any Chinese encoding, packed or not, or a workbook.
///
/// ```
/// use std::io::Cursor;
/// let file = "名称,日期\n海港区,2026-03-01\n";
/// let mut sheet = sheet::open(Cursor::new(file), "a.csv").unwrap();
/// assert_eq!(sheet.header(), ["名称", "日期"]);
/// let row = sheet.rows().next().unwrap().unwrap();
/// assert_eq!((row.line(), row.text(0)), (2, "海港区"));
/// ```
pub fn open<R: Read + Seek + Send + 'static>(reader: R, name: &str) -> Result<Sheet, Fault> {
    open_within(reader, name, &[], &Limits::default())
}

/// Opens a table that must be one of `tables`; of a workbook, the first visible sheet that is. The faults of a file
/// that fits none name the nearest table and each column it lacks.
pub fn open_table<R: Read + Seek + Send + 'static>(
    reader: R,
    name: &str,
    tables: &[Table],
) -> Result<(Sheet, Columns), Vec<Fault>> {
    let mut sheet = open_within(reader, name, tables, &Limits::default()).map_err(|fault| vec![fault])?;
    let columns = sheet.columns(tables)?;
    Ok((sheet, columns))
}

/// [`open`] with other limits, and with the tables by which the sheet of a workbook is chosen.
pub fn open_within<R: Read + Seek + Send + 'static>(
    mut reader: R,
    name: &str,
    tables: &[Table],
    limits: &Limits,
) -> Result<Sheet, Fault> {
    let whole = |problem| Fault::new(Place::file(name), problem);
    match source::look(&mut reader, limits).map_err(whole)? {
        Source::Zip(_) => {
            reader.seek(SeekFrom::Start(0)).map_err(|error| whole(source::told(&error)))?;
            open_workbook(reader, name, tables, limits)
        }
        Source::Other(head) => open_lines(head, reader, name, limits),
    }
}

/// Opens a table from a stream that cannot go back, such as standard input. A workbook is read into memory first, up
/// to its size cap.
pub fn open_stream<R: Read + Send + 'static>(
    mut reader: R,
    name: &str,
    tables: &[Table],
) -> Result<Sheet, Fault> {
    let limits = Limits::default();
    let whole = |problem| Fault::new(Place::file(name), problem);
    match source::look(&mut reader, &limits).map_err(whole)? {
        Source::Zip(mut bytes) => {
            reader
                .take(limits.workbook_bytes)
                .read_to_end(&mut bytes)
                .map_err(|error| whole(source::told(&error)))?;
            open_workbook(Cursor::new(bytes), name, tables, &limits)
        }
        Source::Other(head) => open_lines(head, reader, name, &limits),
    }
}

fn open_workbook<R>(reader: R, name: &str, tables: &[Table], limits: &Limits) -> Result<Sheet, Fault>
where
    R: Read + Seek + Send + 'static,
{
    let mut book =
        Workbook::open(reader, tables, limits).map_err(|problem| Fault::new(Place::file(name), problem))?;
    let header = std::mem::take(&mut book.header);
    let notices = std::mem::take(&mut book.notices);
    Sheet::new(name, header, notices, Body::Workbook(book), limits)
}

fn open_lines<R>(head: Vec<u8>, rest: R, name: &str, limits: &Limits) -> Result<Sheet, Fault>
where
    R: Read + Send + 'static,
{
    let whole = |problem| Fault::new(Place::file(name), problem);
    let mut text = source::text(head, rest, limits).map_err(whole)?;
    let mut notices = std::mem::take(&mut text.notices);
    let mut lines = Lines::new(text, limits).map_err(|error| whole(source::told(&error)))?;
    notices.extend(lines.delimiter_notice());
    let mut header = Row::default();
    match lines.read(&mut header) {
        Step::Row => {}
        Step::Bad(line, mut problem) => {
            problem.column = None;
            return Err(Fault::new(Place::line(name, line), problem));
        }
        Step::Broken(problem) => return Err(whole(problem)),
        Step::End => return Err(whole(Problem::error(code::FILE_EMPTY))),
    }
    notices.extend(lines.take_notice());
    Sheet::new(name, header, notices, Body::Lines(Box::new(lines)), limits)
}

impl Sheet {
    fn new(
        name: &str,
        header: Row,
        notices: Vec<Problem>,
        body: Body,
        limits: &Limits,
    ) -> Result<Sheet, Fault> {
        if header.len() > limits.columns {
            let problem =
                Problem::error(code::FILE_TYPE).with("found", format!("> {} columns", limits.columns));
            return Err(Fault::new(Place::line(name, header.line()), problem));
        }
        let names = header.texts().map(|text| text.trim().trim_start_matches('\u{feff}').to_owned());
        let mut sheet = Sheet {
            file: name.to_owned(),
            header: names.collect(),
            header_line: header.line(),
            notices: notices.into_iter().map(|problem| Fault::new(Place::file(name), problem)).collect(),
            body,
            first: None,
            cell_chars: limits.cell_chars,
            state: State::Reading,
        };
        let mut row = Row::default();
        match sheet.read(&mut row) {
            Some(result) => sheet.first = Some(result.map(|()| row)),
            None => sheet.note(Problem::warning(code::NO_ROWS)),
        }
        Ok(sheet)
    }

    /// The file's name, as in the place of its faults.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The names of the columns, without spaces around them.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The line of the header, mostly 1.
    pub fn header_line(&self) -> u64 {
        self.header_line
    }

    /// What there is to say about the file as a whole, none of which refuses it: its encoding, its delimiter, sheets left
    /// out, no rows. One may still come while the rows are read, where only a later line shows the encoding.
    pub fn notices(&self) -> &[Fault] {
        &self.notices
    }

    /// Finds the table this is, and adds what there is to say about its columns to the notices.
    pub fn columns(&mut self, tables: &[Table]) -> Result<Columns, Vec<Fault>> {
        let columns = Columns::match_header(tables, &self.header).map_err(|problems| {
            problems.into_iter().map(|problem| self.fault(self.header_line, problem)).collect::<Vec<_>>()
        })?;
        let told = columns.notices().iter().map(|problem| self.fault(self.header_line, problem.clone()));
        let told: Vec<Fault> = told.collect();
        self.notices.extend(told);
        Ok(columns)
    }

    /// Reads the next row into `row`, or says what is wrong with it; `None` after the last one. A fault without a line
    /// means that the file cannot be read further.
    pub fn read(&mut self, row: &mut Row) -> Option<Result<(), Fault>> {
        if let Some(first) = self.first.take() {
            return Some(first.map(|first| *row = first));
        }
        loop {
            match self.step(row) {
                Step::Row if row.is_blank() => {}
                Step::Row => {
                    let problem = self.shape_problem(row);
                    return Some(problem.map_or(Ok(()), |problem| Err(self.fault(row.line(), problem))));
                }
                Step::Bad(line, problem) => return Some(Err(self.fault(line, self.named(problem)))),
                Step::Broken(problem) => {
                    self.state = State::Broken;
                    return Some(Err(Fault::new(Place::file(&self.file), problem)));
                }
                Step::End => {
                    // A file that broke off does not become whole by being asked again.
                    if self.state == State::Reading {
                        self.state = State::Whole;
                    }
                    return None;
                }
            }
        }
    }

    /// The rows that are left, each in its own memory.
    pub fn rows(&mut self) -> impl Iterator<Item = Result<Row, Fault>> + '_ {
        std::iter::from_fn(|| {
            let mut row = Row::default();
            Some(self.read(&mut row)?.map(|()| row))
        })
    }

    /// Whether the file has been read to its last byte: only then may anything of it be published.
    pub fn is_whole(&self) -> bool {
        self.state == State::Whole && self.first.is_none()
    }

    fn step(&mut self, row: &mut Row) -> Step {
        if self.state != State::Reading {
            return Step::End;
        }
        match &mut self.body {
            Body::Lines(lines) => {
                let step = lines.read(row);
                if let Some(notice) = lines.take_notice() {
                    self.note(notice);
                }
                step
            }
            Body::Workbook(book) => match book.read() {
                None => Step::End,
                Some(Err(problem)) => Step::Broken(problem),
                Some(Ok(next)) => {
                    *row = next;
                    // A workbook does not store empty cells at the end of a row.
                    while row.len() < self.header.len() {
                        row.push("");
                    }
                    Step::Row
                }
            },
        }
    }

    /// What is wrong with the shape of a row, which is brought to the width of the header.
    fn shape_problem(&self, row: &mut Row) -> Option<Problem> {
        // No cell can be too long in a row that is not.
        if row.text.len() > self.cell_chars {
            let long = (0..row.len()).find(|&index| {
                let text = row.text(index);
                text.len() > self.cell_chars && text.chars().count() > self.cell_chars
            });
            if let Some(index) = long {
                return Some(self.named(crate::lines::too_long(index, self.cell_chars)));
            }
        }
        let width = self.header.len();
        // Empty cells behind the last column say nothing and are left by spreadsheets.
        if row.len() > width && (width..row.len()).all(|index| row.text(index).trim().is_empty()) {
            row.truncate(width);
        }
        (row.len() != width).then(|| {
            Problem::error(code::ROW_FIELDS)
                .with("found", row.len().to_string())
                .with("expected", width.to_string())
        })
    }

    /// The problem with the name of its column in place of its number.
    fn named(&self, mut problem: Problem) -> Problem {
        if let Some(index) = problem.column.as_ref().and_then(|column| column.parse::<usize>().ok()) {
            problem.column = self.header.get(index).cloned();
        }
        problem
    }

    fn fault(&self, line: u64, problem: Problem) -> Fault {
        Fault::new(Place::line(&self.file, line), problem)
    }

    fn note(&mut self, problem: Problem) {
        debug_assert!(problem.level != Level::Error, "an error is no notice");
        self.notices.push(Fault::new(Place::file(&self.file), problem));
    }
}
