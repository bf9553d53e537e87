//! The rows of a text file: records whose bytes are turned into text, each on its own, so that one line in another
//! encoding is one fault and not the end of the file.

use crate::encoding::{Encoding, is_utf8_in_disguise, push_gb18030};
use crate::limits::Limits;
use crate::records::{BUFFER_BYTES, Flaw, Record, Records};
use crate::row::Row;
use crate::source::{self, Stream, Text};
use record::{Problem, code};
use std::io;

/// What reading one row came to.
pub(crate) enum Step {
    Row,
    /// The row that begins on this line is refused.
    Bad(u64, Problem),
    /// The file cannot be read further.
    Broken(Problem),
    End,
}

pub(crate) struct Lines {
    records: Records<Stream>,
    record: Record,
    encoding: Encoding,
    sure: bool,
    delimiter: u8,
    notice: Option<Problem>,
    cell_chars: usize,
    max_cells: usize,
}

impl Lines {
    pub(crate) fn new(text: Text, limits: &Limits) -> io::Result<Lines> {
        // One cell more than allowed is kept, so that a header is seen to be too wide.
        let max_cells = limits.columns + 1;
        let mut records = Records::new(text.stream, BUFFER_BYTES, limits.cell_chars, max_cells);
        let delimiter = records.find_delimiter()?;
        Ok(Lines {
            records,
            record: Record::default(),
            encoding: text.encoding,
            sure: text.sure,
            delimiter,
            notice: None,
            cell_chars: limits.cell_chars,
            max_cells,
        })
    }

    pub(crate) fn delimiter_notice(&self) -> Option<Problem> {
        let name = match self.delimiter {
            b'\t' => "TAB",
            b';' => ";",
            _ => return None,
        };
        Some(Problem::notice(code::DELIMITER).with("delimiter", name))
    }

    /// What the last row showed about the file.
    pub(crate) fn take_notice(&mut self) -> Option<Problem> {
        self.notice.take()
    }

    /// Reads the next line that holds anything into `row`.
    pub(crate) fn read(&mut self, row: &mut Row) -> Step {
        loop {
            match self.records.read(&mut self.record) {
                Ok(true) => {}
                Ok(false) => return Step::End,
                Err(error) => return Step::Broken(source::told(&error)),
            }
            if self.record.bytes.iter().all(|byte| matches!(byte, b' ' | b'\n')) && self.record.flaw.is_none()
            {
                continue;
            }
            let line = self.record.line;
            return match self.record.flaw {
                Some(Flaw::Quote) => Step::Bad(line, Problem::error(code::CSV_QUOTE)),
                Some(Flaw::LongCell(index)) => Step::Bad(line, too_long(index, self.cell_chars)),
                None => self.decode(row).map_or(Step::Row, |problem| Step::Bad(line, problem)),
            };
        }
    }

    /// Turns the record into the row's text, or says why that cannot be.
    fn decode(&mut self, row: &mut Row) -> Option<Problem> {
        row.start(self.record.line);
        let is_text =
            if self.encoding == Encoding::Gb18030 { self.decode_gb18030(row) } else { self.decode_utf8(row) };
        if !is_text {
            let name = if self.encoding == Encoding::Gb18030 { "GB18030" } else { "UTF-8" };
            return Some(Problem::error(code::ENCODING_INVALID).with("encoding", name));
        }
        (self.record.fields > self.max_cells).then(|| {
            let found = self.record.fields.to_string();
            let expected = format!("≤ {}", self.max_cells - 1);
            Problem::error(code::ROW_FIELDS).with("found", found).with("expected", expected)
        })
    }

    /// The bytes become the row's text where they are, and its old text the next record's room.
    fn decode_utf8(&mut self, row: &mut Row) -> bool {
        let room = std::mem::take(&mut row.text).into_bytes();
        match String::from_utf8(std::mem::replace(&mut self.record.bytes, room)) {
            Ok(text) => {
                self.sure = self.sure || !text.is_ascii();
                row.text = text;
                std::mem::swap(&mut row.ends, &mut self.record.ends);
                true
            }
            Err(error) => {
                self.record.bytes = error.into_bytes();
                !self.sure && self.turn_to_gb18030(row)
            }
        }
    }

    /// The first character beyond ASCII stands here, far into the file: it decides.
    fn turn_to_gb18030(&mut self, row: &mut Row) -> bool {
        self.sure = true;
        let is_gb18030 = self.decode_gb18030(row);
        if is_gb18030 {
            self.encoding = Encoding::Gb18030;
            self.notice = Some(Problem::notice(code::ENCODING_GB18030).with("encoding", "GB18030"));
        }
        is_gb18030
    }

    fn decode_gb18030(&mut self, row: &mut Row) -> bool {
        if is_utf8_in_disguise(&self.record.bytes) {
            return false;
        }
        for index in 0..self.record.ends.len() {
            if index > 0 {
                row.text.push('\n');
            }
            if !push_gb18030(self.record.cell(index), &mut row.text) {
                return false;
            }
            row.end_cell();
        }
        true
    }
}

/// A cell beyond the limit; the column's number stands for its name.
pub(crate) fn too_long(index: usize, limit: usize) -> Problem {
    Problem::error(code::CELL_TOO_LONG).in_column(index.to_string()).with("limit", limit.to_string())
}
