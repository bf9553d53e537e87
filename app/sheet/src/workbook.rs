//! Workbooks (XLSX). A thread of its own reads the cells and hands over rows a few at a time: memory stays constant, and
//! a workbook so broken that its reader gives up takes nothing else down.

use crate::archive::{self, damaged};
use crate::limits::Limits;
use crate::row::{CellKind, Row};
use crate::table::{self, Table};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader};
use record::{Day, Problem, code};
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Rows handed over at once.
const BATCH_ROWS: usize = 64;

/// A workbook whose table has been found.
pub(crate) struct Workbook {
    pub(crate) header: Row,
    pub(crate) notices: Vec<Problem>,
    receiver: Receiver<Message>,
    batch: std::vec::IntoIter<Row>,
    ended: bool,
}

enum Message {
    Opened { header: Row, notices: Vec<Problem> },
    Rows(Vec<Row>),
    End,
    Broken(Problem),
}

impl Workbook {
    /// Opens a workbook and takes the first visible sheet whose header fits one of the tables; where none fits, the first
    /// visible sheet that holds anything.
    pub(crate) fn open<R>(mut reader: R, tables: &[Table], limits: &Limits) -> Result<Workbook, Problem>
    where
        R: Read + Seek + Send + 'static,
    {
        archive::check(&mut reader, limits)?;
        reader.seek(SeekFrom::Start(0)).map_err(|_| damaged())?;
        let (sender, receiver) = sync_channel(4);
        let (tables, max_columns) = (tables.to_vec(), limits.columns);
        std::thread::Builder::new()
            .name("workbook".to_owned())
            .spawn(move || {
                let last = match send_all(reader, &tables, max_columns, &sender) {
                    Ok(()) => Message::End,
                    Err(problem) => Message::Broken(problem),
                };
                // Nobody listens any more if the table was dropped half-way.
                let _ = sender.send(last);
            })
            .map_err(|_| damaged())?;
        match receiver.recv() {
            Ok(Message::Opened { header, notices }) => {
                Ok(Workbook { header, notices, receiver, batch: Vec::new().into_iter(), ended: false })
            }
            Ok(Message::Broken(problem)) => Err(problem),
            Ok(Message::Rows(_) | Message::End) | Err(_) => Err(damaged()),
        }
    }

    /// The next row; `None` after the last one.
    pub(crate) fn read(&mut self) -> Option<Result<Row, Problem>> {
        loop {
            if let Some(row) = self.batch.next() {
                return Some(Ok(row));
            }
            if self.ended {
                return None;
            }
            match self.receiver.recv() {
                Ok(Message::Rows(rows)) => self.batch = rows.into_iter(),
                Ok(Message::End) => self.ended = true,
                Ok(Message::Broken(problem)) => {
                    self.ended = true;
                    return Some(Err(problem));
                }
                // The thread is gone without a last word: its reader met what it had not thought of.
                Ok(Message::Opened { .. }) | Err(_) => {
                    self.ended = true;
                    return Some(Err(damaged()));
                }
            }
        }
    }
}

fn send_all<R: Read + Seek>(
    reader: R,
    tables: &[Table],
    max_columns: usize,
    sender: &SyncSender<Message>,
) -> Result<(), Problem> {
    let mut book = Xlsx::new(BufReader::new(reader)).map_err(|_| damaged())?;
    let from_1904 = book.has_1904_epoch();
    let (name, notices) = choose(&mut book, tables, max_columns)?;
    let cells = book.worksheet_cells_reader(&name).map_err(|_| damaged())?;
    let mut rows = Rows::new(cells, max_columns, from_1904);
    let header = rows.next_filled()?.ok_or_else(|| Problem::error(code::FILE_EMPTY))?;
    if sender.send(Message::Opened { header, notices }).is_err() {
        return Ok(());
    }
    let mut batch = Vec::with_capacity(BATCH_ROWS);
    loop {
        let row = rows.next_filled();
        let at_end = !matches!(row, Ok(Some(_)));
        let problem = row.map(|row| batch.extend(row)).err();
        if batch.len() >= BATCH_ROWS || at_end {
            let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH_ROWS));
            if sender.send(Message::Rows(full)).is_err() {
                return Ok(());
            }
        }
        match problem {
            Some(problem) => return Err(problem),
            None if at_end => return Ok(()),
            None => {}
        }
    }
}

/// The name of the sheet to read, and a notice for each that is left out.
fn choose<R: Read + Seek>(
    book: &mut Xlsx<BufReader<R>>,
    tables: &[Table],
    max_columns: usize,
) -> Result<(String, Vec<Problem>), Problem> {
    let sheets = book.sheets_metadata().to_vec();
    let (mut chosen, mut filled, mut ignored) = (None, Vec::new(), Vec::new());
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        if sheet.visible != SheetVisible::Visible {
            ignored.push(sheet.name.clone());
            continue;
        }
        let Ok(cells) = book.worksheet_cells_reader(&sheet.name) else { continue };
        let Ok(Some(header)) = Rows::new(cells, max_columns, false).next_filled() else { continue };
        let header: Vec<String> = header.texts().map(str::to_owned).collect();
        if chosen.is_none() && table::fits(tables, &header) {
            chosen = Some(sheet.name.clone());
        }
        filled.push(sheet.name.clone());
    }
    let chosen =
        chosen.or_else(|| filled.first().cloned()).ok_or_else(|| Problem::error(code::FILE_EMPTY))?;
    ignored.extend(filled.into_iter().filter(|name| *name != chosen));
    let notice = |name: String| Problem::notice(code::SHEET_IGNORED).with("sheet", short(&name));
    Ok((chosen, ignored.into_iter().map(notice).collect()))
}

fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}

/// The rows of one sheet, put together from its cells.
struct Rows<'b, R: Read + Seek> {
    cells: XlsxCellReader<'b, BufReader<R>>,
    /// The first cell of the next row, which has been read already.
    waiting: Option<Found>,
    cells_of_row: Vec<Found>,
    max_columns: usize,
    from_1904: bool,
    at_end: bool,
}

struct Found {
    row: u32,
    column: u32,
    text: String,
    kind: CellKind,
}

impl<'b, R: Read + Seek> Rows<'b, R> {
    fn new(cells: XlsxCellReader<'b, BufReader<R>>, max_columns: usize, from_1904: bool) -> Rows<'b, R> {
        Rows { cells, waiting: None, cells_of_row: Vec::new(), max_columns, from_1904, at_end: false }
    }

    /// The next row that holds anything.
    fn next_filled(&mut self) -> Result<Option<Row>, Problem> {
        loop {
            match self.next()? {
                Some(row) if row.is_blank() => {}
                row => return Ok(row),
            }
        }
    }

    fn next(&mut self) -> Result<Option<Row>, Problem> {
        self.cells_of_row.clear();
        self.cells_of_row.extend(self.waiting.take());
        while let Some(found) = self.next_cell()? {
            match self.cells_of_row.first() {
                Some(first) if first.row != found.row => {
                    self.waiting = Some(found);
                    break;
                }
                // One cell beyond the limit is kept, so that the row or the header is seen to be too wide.
                _ if found.column as usize > self.max_columns => {}
                // More cells than columns stand in no good workbook.
                _ if self.cells_of_row.len() > self.max_columns => {}
                _ => self.cells_of_row.push(found),
            }
        }
        let Some(first) = self.cells_of_row.first() else { return Ok(None) };
        let mut row = Row { from_1904: self.from_1904, ..Row::of(u64::from(first.row) + 1, []) };
        self.cells_of_row.sort_by_key(|cell| cell.column);
        for cell in &self.cells_of_row {
            while row.len() < cell.column as usize {
                row.push("");
                row.kinds.push(CellKind::Text);
            }
            // A cell that stands twice in a broken workbook is taken once.
            if row.len() == cell.column as usize {
                row.push(&cell.text);
                row.kinds.push(cell.kind);
            }
        }
        Ok(Some(row))
    }

    fn next_cell(&mut self) -> Result<Option<Found>, Problem> {
        // Behind the last cell the reader would go on into what is no cell.
        if self.at_end {
            return Ok(None);
        }
        let cell = self.cells.next_cell_with_formula_metadata().map_err(|_| damaged())?;
        let Some(cell) = cell else {
            self.at_end = true;
            return Ok(None);
        };
        let (text, kind) = text_of(&cell.value, self.from_1904);
        let kind = if cell.formula.is_some() { CellKind::Formula } else { kind };
        let (row, column) = cell.pos;
        Ok(Some(Found { row, column, text, kind }))
    }
}

fn text_of(value: &DataRef<'_>, from_1904: bool) -> (String, CellKind) {
    match value {
        DataRef::Empty => (String::new(), CellKind::Text),
        DataRef::String(text) => (text.clone(), CellKind::Text),
        DataRef::SharedString(text) => ((*text).to_owned(), CellKind::Text),
        DataRef::Bool(true) => ("TRUE".to_owned(), CellKind::Bool),
        DataRef::Bool(false) => ("FALSE".to_owned(), CellKind::Bool),
        DataRef::Int(number) => (number.to_string(), CellKind::Number),
        DataRef::Float(number) => (number_text(*number), CellKind::Number),
        DataRef::DateTime(time) if time.is_duration() => (number_text(time.as_f64()), CellKind::Number),
        DataRef::DateTime(time) => (date_text(time.as_f64(), from_1904), CellKind::Date),
        DataRef::DateTimeIso(text) => (text.clone(), CellKind::Date),
        DataRef::DurationIso(text) => (text.clone(), CellKind::Text),
        DataRef::Error(error) => (error.to_string(), CellKind::Error),
    }
}

/// A number as the spreadsheet shows it: 15 digits, and in powers of ten where digits were lost. A code or an identity
/// number that was typed as a number is seen to be damaged this way, and most of its digits are not repeated.
fn number_text(number: f64) -> String {
    if number.abs() >= 1e15 {
        return format!("{number:.5E}").replacen('E', "E+", 1);
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

/// The day and, if there is one, the time of day a spreadsheet means by a number.
fn date_text(serial: f64, from_1904: bool) -> String {
    const SECONDS_A_DAY: i64 = 86_400;
    // The cast saturates, and a day saturates too.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a number out of range becomes the last day there is"
    )]
    let seconds = (serial * 86_400.0).round() as i64;
    let day = day_of_serial(seconds.div_euclid(SECONDS_A_DAY), from_1904);
    let seconds = seconds.rem_euclid(SECONDS_A_DAY);
    if seconds == 0 {
        return day.to_string();
    }
    format!("{day} {:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The day of a spreadsheet's count: from 1900 with the 29 February 1900 that never was, or from 1904.
pub(crate) fn day_of_serial(serial: i64, from_1904: bool) -> Day {
    const DAYS_TO_1904: i64 = 1_462;
    let serial = if from_1904 { serial.saturating_add(DAYS_TO_1904) } else { serial };
    let serial = if serial < 60 { serial.saturating_add(1) } else { serial };
    Day::new(1899, 12, 30).expect("the day existed").plus(serial)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_the_spreadsheet_shows_them() {
        for (number, text) in [
            (45717.0, "45717"),
            (4.341, "4.341"),
            (0.1 + 0.2, "0.3"),
            (-5.0, "-5"),
            (-0.0, "0"),
            (15_412_532_738.0, "15412532738"),
            (130_399_198_310_121_428.0, "1.30399E+17"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(number_text(number), text);
        }
    }

    #[test]
    fn dates_count_from_1900_or_1904() {
        for (serial, from_1904, text) in [
            (45717.0, false, "2025-03-01"),
            (44255.0, true, "2025-03-01"),
            (45_717.354_166_666_664, false, "2025-03-01 08:30:00"),
            (1.0, false, "1900-01-01"),
            (61.0, false, "1900-03-01"),
            (f64::NAN, false, "1899-12-31"),
            (1e300, false, "9999-12-31 15:30:07"),
        ] {
            assert_eq!(date_text(serial, from_1904), text, "{serial}");
        }
    }
}
