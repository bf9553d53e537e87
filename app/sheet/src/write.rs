//! Open data as comma separated values (RFC 4180).

use std::io::{self, Write};

/// For whom the rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flavour {
    /// For programs: nothing but RFC 4180 in UTF-8.
    #[default]
    Plain,
    /// For spreadsheets: a byte order mark, without which they show nonsense, and an apostrophe before text that they
    /// would take for a formula (CWE-1236).
    Spreadsheet,
}

/// Writes rows to any [`Write`], such as a `Vec<u8>` that is sent piece by piece.
///
/// ```
/// use sheet::{CsvWriter, Flavour};
/// let mut csv = CsvWriter::new(Vec::new(), Flavour::Plain);
/// csv.row(["number", "remark"]).unwrap();
/// csv.row(["QHD1", "说“好”, \"ok\""]).unwrap();
/// assert_eq!(csv.into_inner(), "number,remark\r\nQHD1,\"说“好”, \"\"ok\"\"\"\r\n".as_bytes());
/// ```
#[derive(Debug)]
pub struct CsvWriter<W> {
    writer: W,
    flavour: Flavour,
    line: Vec<u8>,
    is_marked: bool,
}

impl<W: Write> CsvWriter<W> {
    /// A writer of rows; the byte order mark goes out before the first one.
    pub fn new(writer: W, flavour: Flavour) -> CsvWriter<W> {
        CsvWriter { writer, flavour, line: Vec::new(), is_marked: flavour == Flavour::Plain }
    }

    /// A writer of the rows that follow others of the same file, such as the next piece of a long answer.
    pub fn continuing(writer: W, flavour: Flavour) -> CsvWriter<W> {
        CsvWriter { is_marked: true, ..CsvWriter::new(writer, flavour) }
    }

    /// Writes one row, which should have as many cells as the header.
    pub fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) -> io::Result<()> {
        self.line.clear();
        if !self.is_marked {
            self.line.extend_from_slice("\u{feff}".as_bytes());
            self.is_marked = true;
        }
        let start = self.line.len();
        for (index, cell) in cells.into_iter().enumerate() {
            if index > 0 {
                self.line.push(b',');
            }
            match self.flavour {
                Flavour::Spreadsheet if is_dangerous(cell.as_ref()) => {
                    push(&mut self.line, &format!("'{}", cell.as_ref()));
                }
                Flavour::Plain | Flavour::Spreadsheet => push(&mut self.line, cell.as_ref()),
            }
        }
        // A row of one empty cell would be an empty line, which readers skip.
        if self.line.len() == start {
            self.line.extend_from_slice(b"\"\"");
        }
        self.line.extend_from_slice(b"\r\n");
        self.writer.write_all(&self.line)
    }

    /// What has been written to, to take bytes out of it between rows.
    pub fn get_mut(&mut self) -> &mut W {
        &mut self.writer
    }

    /// Gives back what has been written to.
    pub fn into_inner(self) -> W {
        self.writer
    }
}

/// Whether a spreadsheet might compute the cell: it begins as formulas begin, in one of the widths Chinese keyboards
/// write, and is not merely a number with its sign.
fn is_dangerous(cell: &str) -> bool {
    const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let is_number = || {
        let digits = cell.strip_prefix(['+', '-']).unwrap_or(cell);
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.parse::<f64>().is_ok()
    };
    // Some programs drop spaces first.
    cell.trim_start_matches(' ').starts_with(BEGINNINGS) && !is_number()
}

fn push(line: &mut Vec<u8>, cell: &str) {
    let needs_quotes = |byte: u8| matches!(byte, b',' | b'"' | b'\n' | b'\r');
    // Spaces at the ends are part of a cell (RFC 4180, section 2), but many readers drop them unless it is quoted.
    let has_space_at_end = cell.starts_with([' ', '\t', '\u{feff}']) || cell.ends_with([' ', '\t']);
    if !has_space_at_end && !cell.bytes().any(needs_quotes) {
        line.extend_from_slice(cell.as_bytes());
        return;
    }
    line.push(b'"');
    for (index, part) in cell.split('"').enumerate() {
        if index > 0 {
            line.extend_from_slice(b"\"\"");
        }
        line.extend_from_slice(part.as_bytes());
    }
    line.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(flavour: Flavour, cells: &[&str], expected: &str) {
        let mut csv = CsvWriter::new(Vec::new(), flavour);
        csv.row(cells).unwrap();
        assert_eq!(String::from_utf8(csv.into_inner()).unwrap(), expected);
    }

    #[test]
    fn cells_are_quoted_only_where_they_must_be() {
        check(Flavour::Plain, &["a", "b c", ""], "a,b c,\r\n");
        check(Flavour::Plain, &["a,b", "c\"d", "e\nf"], "\"a,b\",\"c\"\"d\",\"e\nf\"\r\n");
        check(Flavour::Plain, &[""], "\"\"\r\n");
        check(Flavour::Plain, &[" a"], "\" a\"\r\n");
    }

    #[test]
    fn a_spreadsheet_computes_nothing_of_ours() {
        check(
            Flavour::Spreadsheet,
            &["=1+1", "+cmd", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1", "a=b", "-5.5", "-1-1", " =1", " a"],
            "\u{feff}'=1+1,'+cmd,'-2+3,'@SUM(1),'\t=1,\"'\r=1\",'＝1,a=b,-5.5,'-1-1,' =1,\" a\"\r\n",
        );
        check(Flavour::Plain, &["=1+1"], "=1+1\r\n");
    }
}
