//! One row of a table, made to be read into again and again.

/// What a cell of a workbook was before it became text. Every cell of a text file is [`CellKind::Text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CellKind {
    /// Words, as typed.
    #[default]
    Text,
    /// A number that is not shown as a date. In a column of dates it may be the count of days a spreadsheet keeps.
    Number,
    /// A number that is shown as a date; the text is `YYYY-MM-DD`, with ` HH:MM:SS` where there is a time of day.
    Date,
    /// True or false; the text is `TRUE` or `FALSE`.
    Bool,
    /// The result of a formula as it was when the workbook was saved; it is never computed here.
    Formula,
    /// An error such as `#REF!`.
    Error,
}

/// A cell: its text and what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell<'r> {
    /// The text, exactly as the file has it.
    pub text: &'r str,
    /// What it was before it became text.
    pub kind: CellKind,
}

/// One row with its line number. All cells stand in one text, so that reading the next row into it costs nothing.
///
/// ```
/// let row = sheet::Row::of(7, ["海港区", "130302"]);
/// assert_eq!((row.line(), row.len(), row.text(1)), (7, 2, "130302"));
/// assert_eq!(row.text(9), "");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    pub(crate) line: u64,
    /// The cells with one byte between each two.
    pub(crate) text: String,
    /// Where each cell ends in `text`.
    pub(crate) ends: Vec<u32>,
    /// Left empty where all cells are text.
    pub(crate) kinds: Vec<CellKind>,
    /// Whether numbers shown as dates are counted from 1904 and not from 1900.
    pub(crate) from_1904: bool,
}

impl Row {
    /// A row of text cells.
    pub fn of<'a>(line: u64, cells: impl IntoIterator<Item = &'a str>) -> Row {
        let mut row = Row::default();
        row.start(line);
        for cell in cells {
            row.push(cell);
        }
        row
    }

    /// The line of the file, counting its physical lines from 1; in a workbook, the number of the row.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The number of cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no cells at all.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a cell; empty past the end of the row.
    pub fn text(&self, index: usize) -> &str {
        let Some(&end) = self.ends.get(index) else { return "" };
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize + 1 };
        &self.text[start..end as usize]
    }

    /// A cell with its kind; an empty text past the end of the row.
    pub fn cell(&self, index: usize) -> Cell<'_> {
        Cell { text: self.text(index), kind: self.kinds.get(index).copied().unwrap_or_default() }
    }

    /// The cells from left to right.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.len()).map(|index| self.cell(index))
    }

    /// The texts from left to right.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.text(index))
    }

    /// Whether no cell holds anything but space, as in the rows spreadsheets leave behind.
    pub fn is_blank(&self) -> bool {
        self.texts().all(|text| text.chars().all(char::is_whitespace))
    }

    /// Whether the workbook counts its days from 1904.
    pub fn counts_from_1904(&self) -> bool {
        self.from_1904
    }

    pub(crate) fn start(&mut self, line: u64) {
        self.line = line;
        self.text.clear();
        self.ends.clear();
        self.kinds.clear();
        self.from_1904 = false;
    }

    pub(crate) fn push(&mut self, text: &str) {
        if !self.ends.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.end_cell();
    }

    /// Notes that the last cell ends here.
    pub(crate) fn end_cell(&mut self) {
        self.ends.push(u32::try_from(self.text.len()).expect("a row is bounded far below 4 GB"));
    }

    pub(crate) fn truncate(&mut self, cells: usize) {
        if let Some(&end) = cells.checked_sub(1).and_then(|last| self.ends.get(last)) {
            self.text.truncate(end as usize);
            self.ends.truncate(cells);
            self.kinds.truncate(cells);
        }
    }
}
