//! Records of comma separated values after RFC 4180, as bytes. A line without quotation marks is cut where it lies;
//! everything else goes through a small machine that keeps no more of a cell than the limit needs.

use crate::encoding::read_some;
use memchr::{memchr, memchr_iter, memchr2, memchr3};
use std::io::{self, Read};

/// Lines up to this length are cut where they lie.
pub(crate) const BUFFER_BYTES: usize = 256 << 10;

/// What is wrong with the shape of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// A quotation mark is open at the end of the file, or something stands behind a closing one.
    Quote,
    /// The cell of this number is longer than the limit, whatever its encoding.
    LongCell(usize),
}

/// One record as it stands in the file.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// The physical line it begins on.
    pub(crate) line: u64,
    /// The cells with one byte between each two.
    pub(crate) bytes: Vec<u8>,
    /// Where each cell ends in `bytes`.
    pub(crate) ends: Vec<u32>,
    /// The cells the file has, of which no more than the limit are kept.
    pub(crate) fields: usize,
    pub(crate) flaw: Option<Flaw>,
}

impl Record {
    fn start(&mut self, line: u64) {
        self.line = line;
        self.bytes.clear();
        self.ends.clear();
        self.fields = 0;
        self.flaw = None;
    }

    pub(crate) fn cell(&self, index: usize) -> &[u8] {
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize + 1 };
        &self.bytes[start..self.ends[index] as usize]
    }
}

/// A stream of records.
pub(crate) struct Records<R> {
    reader: R,
    buffer: Box<[u8]>,
    start: usize,
    end: usize,
    at_end: bool,
    /// A carriage return ended the last record; a line feed behind it belongs to it.
    after_return: bool,
    line: u64,
    delimiter: u8,
    /// Bytes of a cell that certainly are more characters than allowed.
    cell_bytes: usize,
    max_cells: usize,
}

/// Where the machine stands within a record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    /// Behind a quotation mark that closes the cell or is the first of two.
    AfterQuote,
}

impl<R: Read> Records<R> {
    /// Cells of more than `cell_chars` characters and more than `max_cells` cells of a row are not kept.
    pub(crate) fn new(reader: R, buffer_bytes: usize, cell_chars: usize, max_cells: usize) -> Records<R> {
        Records {
            reader,
            buffer: vec![0; buffer_bytes].into(),
            start: 0,
            end: 0,
            at_end: false,
            after_return: false,
            line: 1,
            delimiter: b',',
            cell_bytes: cell_chars.saturating_mul(4).saturating_add(4).min(64 << 20),
            max_cells,
        }
    }

    /// Finds out by which character the columns of the first line are divided, and goes on with it.
    pub(crate) fn find_delimiter(&mut self) -> io::Result<u8> {
        while self.line_end().is_none() && self.refill()? {}
        let rest = &self.buffer[self.start..self.end];
        let line =
            rest.split(|byte| matches!(byte, b'\n' | b'\r')).find(|line| !line.trim_ascii().is_empty());
        let mut counts = [(b',', 0), (b'\t', 0), (b';', 0)];
        let mut quoted = false;
        for &byte in line.unwrap_or_default() {
            quoted ^= byte == b'"';
            for (delimiter, count) in &mut counts {
                *count += usize::from(!quoted && byte == *delimiter);
            }
        }
        let (delimiter, _) =
            counts.into_iter().rev().max_by_key(|(_, count)| *count).expect("there are three");
        self.delimiter = delimiter;
        Ok(delimiter)
    }

    /// Reads the next record; `false` at the end of the file.
    pub(crate) fn read(&mut self, record: &mut Record) -> io::Result<bool> {
        if self.after_return {
            if self.start == self.end && !self.refill()? {
                return Ok(false);
            }
            self.start += usize::from(self.buffer[self.start] == b'\n');
            self.after_return = false;
        }
        record.start(self.line);
        loop {
            if let Some(length) = self.line_end() {
                let line = &self.buffer[self.start..self.start + length];
                let plain = match memchr2(b'"', b'\r', line) {
                    None => line,
                    Some(at) if at + 1 == length && line[at] == b'\r' && !self.at_last(length) => &line[..at],
                    Some(_) => return self.read_slowly(record),
                };
                cut(plain, record, self.delimiter, self.cell_bytes, self.max_cells);
                self.start = (self.start + length + 1).min(self.end);
                self.line += 1;
                return Ok(true);
            }
            if self.start == 0 && self.end == self.buffer.len() {
                return self.read_slowly(record);
            }
            if !self.refill()? && self.start == self.end {
                return Ok(false);
            }
        }
    }

    /// The length of the line that begins here, if the buffer holds all of it.
    fn line_end(&self) -> Option<usize> {
        let rest = &self.buffer[self.start..self.end];
        memchr(b'\n', rest).or_else(|| (self.at_end && !rest.is_empty()).then_some(rest.len()))
    }

    /// Whether a line of this length ends with the file and not with a line feed.
    fn at_last(&self, length: usize) -> bool {
        self.start + length == self.end
    }

    /// Reads on; `false` at the end of the file.
    fn refill(&mut self) -> io::Result<bool> {
        if self.at_end {
            return Ok(false);
        }
        if self.end == self.buffer.len() {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
        }
        if self.end == self.buffer.len() {
            // A full buffer cannot be read into; the caller goes on without the whole line.
            return Ok(false);
        }
        let count = read_some(&mut self.reader, &mut self.buffer[self.end..])?;
        self.at_end = count == 0;
        self.end += count;
        Ok(count > 0)
    }

    /// The machine, for records with quotation marks, with odd line ends or longer than the buffer.
    fn read_slowly(&mut self, record: &mut Record) -> io::Result<bool> {
        let mut state = State::CellStart;
        let mut cell = Cell { start: 0, long: false };
        loop {
            if self.start == self.end {
                (self.start, self.end) = (0, 0);
                if !self.refill()? {
                    if state == State::Quoted {
                        record.flaw = Some(Flaw::Quote);
                    }
                    self.end_cell(record, &mut cell);
                    return Ok(true);
                }
            }
            let rest = &self.buffer[self.start..self.end];
            let byte = rest[0];
            match state {
                State::CellStart if byte == b'"' => {
                    self.start += 1;
                    state = State::Quoted;
                }
                State::Quoted => {
                    let length = memchr(b'"', rest).unwrap_or(rest.len());
                    self.line += memchr_iter(b'\n', &rest[..length]).count() as u64;
                    cell.push(&rest[..length], record, self.cell_bytes, self.max_cells);
                    if length < rest.len() {
                        state = State::AfterQuote;
                    }
                    self.start = (self.start + length + 1).min(self.end);
                }
                State::AfterQuote if byte == b'"' => {
                    cell.push(b"\"", record, self.cell_bytes, self.max_cells);
                    self.start += 1;
                    state = State::Quoted;
                }
                State::CellStart | State::Plain | State::AfterQuote => {
                    let length = memchr3(self.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
                    if length > 0 && state == State::AfterQuote {
                        record.flaw = Some(Flaw::Quote);
                    }
                    cell.push(&rest[..length], record, self.cell_bytes, self.max_cells);
                    if length == rest.len() {
                        self.start = self.end;
                        state = State::Plain;
                        continue;
                    }
                    let stop = rest[length];
                    self.start += length + 1;
                    self.end_cell(record, &mut cell);
                    state = State::CellStart;
                    if stop != self.delimiter {
                        self.after_return = stop == b'\r';
                        self.line += 1;
                        return Ok(true);
                    }
                }
            }
        }
    }

    fn end_cell(&self, record: &mut Record, cell: &mut Cell) {
        if cell.long && record.flaw.is_none() {
            record.flaw = Some(Flaw::LongCell(record.fields));
        }
        record.fields += 1;
        if record.fields <= self.max_cells {
            record.ends.push(offset(record.bytes.len()));
            if record.fields < self.max_cells {
                record.bytes.push(b'\n');
            }
        }
        *cell = Cell { start: record.bytes.len(), long: false };
    }
}

/// The cell the machine is in.
struct Cell {
    start: usize,
    long: bool,
}

impl Cell {
    /// Keeps as many bytes as are needed to know that the cell is too long.
    fn push(&mut self, bytes: &[u8], record: &mut Record, cell_bytes: usize, max_cells: usize) {
        if record.fields >= max_cells {
            return;
        }
        let room = cell_bytes.saturating_sub(record.bytes.len() - self.start);
        self.long |= bytes.len() > room;
        record.bytes.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }
}

/// Cuts a line without quotation marks.
fn cut(line: &[u8], record: &mut Record, delimiter: u8, cell_bytes: usize, max_cells: usize) {
    record.ends.extend(memchr_iter(delimiter, line).map(offset));
    record.ends.push(offset(line.len()));
    record.fields = record.ends.len();
    record.ends.truncate(max_cells);
    let kept = record.ends.last().map_or(0, |&end| end as usize);
    record.bytes.extend_from_slice(&line[..kept]);
    if line.len() > cell_bytes {
        let long = (0..record.ends.len()).find(|&index| record.cell(index).len() > cell_bytes);
        record.flaw = long.map(Flaw::LongCell);
    }
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("a record is bounded far below 4 GB")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every record as its line, cells, count and flaw.
    fn told(bytes: &[u8], buffer_bytes: usize, cell_chars: usize) -> Vec<String> {
        let mut records = Records::new(bytes, buffer_bytes, cell_chars, 4);
        let mut record = Record::default();
        let mut told = Vec::new();
        while records.read(&mut record).unwrap() {
            let cells: Vec<_> = (0..record.ends.len())
                .map(|index| String::from_utf8_lossy(record.cell(index)).into_owned())
                .collect();
            // What is kept of a cell beyond the limit is nobody's business.
            let shown = if record.flaw.is_some() { String::new() } else { format!("{cells:?}") };
            told.push(format!("{} {} {:?} {shown}", record.line, record.fields, record.flaw));
        }
        told
    }

    fn odd_text() -> impl Strategy<Value = Vec<u8>> {
        let pieces = prop::sample::select(vec![
            "a", "bc", ",", ",", "\"", "\n", "\n", "\r\n", "\r", "中", "\"\"", ",\"",
        ]);
        prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat().into_bytes())
    }

    proptest! {
        #[test]
        fn the_buffer_makes_no_difference(text in odd_text(), buffer_bytes in 1usize..40) {
            prop_assert_eq!(told(&text, buffer_bytes, 5), told(&text, BUFFER_BYTES, 5));
        }

        #[test]
        fn well_formed_rows_read_as_other_readers_read_them(
            rows in prop::collection::vec(prop::collection::vec("[a,\"\n中 ]{0,4}", 3), 1..8),
        ) {
            let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = writer.into_inner().unwrap();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&text[..]);
            let other: Vec<String> = reader
                .records()
                .map(Result::unwrap)
                .map(|row| {
                    let line = row.position().unwrap().line();
                    format!("{line} 3 None {:?}", row.iter().collect::<Vec<_>>())
                })
                .collect();
            prop_assert_eq!(told(&text, 16, 100), other);
        }
    }
}
