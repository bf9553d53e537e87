//! From the cells of a row to values: each cell is read by the lenient readers of `record`, and all that is wrong with a
//! row is told at once.

use crate::row::{Cell, CellKind, Row};
use crate::table::Columns;
use crate::workbook::day_of_serial;
use record::{Code, Day, Fen, Instant, Level, Problem, Uscc, code, personal, text};
use std::ops::RangeInclusive;
use unicode_normalization::UnicodeNormalization;

/// The longest part of a found value that a sentence repeats.
const SHOWN_CHARS: usize = 40;

/// One row being read. Ask for the values by the names of the table's columns, then [`Reading::finish`].
///
/// A value that cannot be read comes back as nothing and leaves a problem behind; a column the file does not have is
/// an empty cell. Columns are found fastest in the order of the table.
///
/// ```
/// use sheet::table::{Table, optional, required};
/// const PENALTIES: Table = Table {
///     name: "penalties",
///     columns: &[required("处罚决定日期", "decided_on"), optional("罚款金额(万元)", "fine")],
/// };
/// let header = ["处罚决定日期".to_owned(), "罚款金额(万元)".to_owned()];
/// let columns = PENALTIES.columns_of(&header).unwrap();
/// let row = sheet::Row::of(2, ["2026-02-30", "壹拾万元整"]);
/// let mut reading = columns.reading(&row);
/// assert_eq!((reading.required_day("decided_on"), reading.wan("fine")), (None, None));
/// let codes: Vec<&str> = reading.finish().iter().map(|problem| problem.code.as_str()).collect();
/// assert_eq!(codes, ["DATE_IMPOSSIBLE", "AMOUNT_FORMAT"]);
/// ```
#[derive(Debug)]
pub struct Reading<'r> {
    columns: &'r Columns,
    row: &'r Row,
    hint: usize,
    problems: Vec<Problem>,
}

impl Columns {
    /// Begins to read the values of a row.
    pub fn reading<'r>(&'r self, row: &'r Row) -> Reading<'r> {
        Reading { columns: self, row, hint: 0, problems: Vec::new() }
    }
}

impl<'r> Reading<'r> {
    /// The line of the row.
    pub fn line(&self) -> u64 {
        self.row.line()
    }

    /// Every problem found so far; the row is refused if one is an error.
    pub fn finish(self) -> Vec<Problem> {
        self.problems
    }

    /// Whether an error has been found.
    pub fn is_refused(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }

    /// Adds a problem the caller has found in a column, such as dates in the wrong order.
    pub fn note(&mut self, name: &str, problem: Problem) {
        let header = self.columns.header_of(name).to_owned();
        self.problems.push(problem.in_column(header));
    }

    /// The cell as it stands, unchecked; of nothing but space, empty. A formula leaves `XLSX_FORMULA` behind, a spreadsheet's error value
    /// `VALUE_FORMAT`, and both are empty from then on.
    pub fn cell(&mut self, name: &str) -> Cell<'r> {
        let place = self.columns.find(name, &mut self.hint).and_then(|(_, place)| place);
        let cell = place.map(|index| self.row.cell(index)).unwrap_or_default();
        match cell.kind {
            CellKind::Formula => self.note(name, Problem::error(code::XLSX_FORMULA)),
            CellKind::Error => {
                self.note(name, Problem::error(code::VALUE_FORMAT).with("value", shown(cell.text)))
            }
            _ if cell.text.trim().is_empty() => {}
            _ => return cell,
        }
        Cell::default()
    }

    /// The text of a cell, cleaned by [`record::text::clean`]; empty where there is none.
    pub fn text(&mut self, name: &str) -> String {
        let cell = self.cell(name);
        if cell.text.is_empty() {
            return String::new();
        }
        let read = text::clean(cell.text);
        self.take(name, read, None).unwrap_or_default()
    }

    /// The text of a cell that must not be empty.
    pub fn required_text(&mut self, name: &str) -> String {
        let before = self.problems.len();
        let text = self.text(name);
        if text.is_empty() && self.problems.len() == before {
            self.note(name, Problem::error(code::VALUE_MISSING));
        }
        text
    }

    /// The text of a cell into which people write what they like: a person's identity number, bank card number or mobile
    /// number in it refuses the row, so that it is masked where it came from. The gravest of them is told, whose sentence
    /// asks to mask them all.
    pub fn free_text(&mut self, name: &str) -> String {
        let text = self.text(name);
        if let Some(kind) = personal::found_in(&text).into_iter().map(|found| found.kind).min() {
            self.note(name, Problem::error(kind.code()));
        }
        text
    }

    /// A day; `None` where the cell is empty.
    pub fn day(&mut self, name: &str) -> Option<Day> {
        self.read_day(name, false, Day::read)
    }

    /// A day that must be there: `DATE_MISSING`.
    pub fn required_day(&mut self, name: &str) -> Option<Day> {
        self.read_day(name, true, Day::read)
    }

    /// A day that must have come by `today`: `DATE_FUTURE`. `None` where the cell is empty.
    pub fn past_day(&mut self, name: &str, today: Day) -> Option<Day> {
        self.read_day(name, false, |text| Day::read_past(text, today))
    }

    /// A day that must be there and have come by `today`.
    pub fn required_past_day(&mut self, name: &str, today: Day) -> Option<Day> {
        self.read_day(name, true, |text| Day::read_past(text, today))
    }

    fn read_day(
        &mut self,
        name: &str,
        is_required: bool,
        read: impl Fn(&str) -> Result<(Day, Vec<Code>), Code>,
    ) -> Option<Day> {
        let cell = self.checked_cell(name)?;
        if cell.text.is_empty() && !is_required {
            return None;
        }
        let serial = cell.text.parse::<f64>().ok().filter(|_| cell.kind == CellKind::Number);
        if let Some(day) = serial.and_then(|serial| self.day_of(serial)) {
            self.note(
                name,
                Problem::warning(code::DATE_EXCEL_SERIAL)
                    .with("value", shown(cell.text))
                    .with("day", day.to_string()),
            );
            return self.take(name, read(&day.to_string()), Some(cell.text));
        }
        self.take(name, read(cell.text), Some(cell.text))
    }

    /// The day a number of a workbook may mean, if it is one a record can bear.
    fn day_of(&self, serial: f64) -> Option<Day> {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a number out of range becomes a day out of range"
        )]
        let day = day_of_serial(serial.floor() as i64, self.row.counts_from_1904());
        (Day::EARLIEST_RECORD..=Day::LONG_TERM).contains(&day).then_some(day)
    }

    /// A moment in RFC 3339 with its offset: `VALUE_FORMAT`. `None` where the cell is empty.
    pub fn instant(&mut self, name: &str) -> Option<Instant> {
        let cell = self.cell(name);
        if cell.text.is_empty() {
            return None;
        }
        self.take_or_format(name, Instant::parse(cell.text), cell.text)
    }

    /// A unified social credit code; `None` where the cell is empty.
    pub fn uscc(&mut self, name: &str) -> Option<Uscc> {
        let cell = self.cell(name);
        if cell.text.is_empty() { None } else { self.take(name, Uscc::read(cell.text), None) }
    }

    /// A unified social credit code that must be there: `USCC_MISSING`.
    pub fn required_uscc(&mut self, name: &str) -> Option<Uscc> {
        // The text is never repeated: it may be a person's number.
        let cell = self.checked_cell(name)?;
        self.take(name, Uscc::read(cell.text), None)
    }

    /// An amount in 万元; `None` where the cell is empty.
    pub fn wan(&mut self, name: &str) -> Option<Fen> {
        self.amount(name, Fen::read_wan)
    }

    /// An amount in yuan; `None` where the cell is empty.
    pub fn yuan(&mut self, name: &str) -> Option<Fen> {
        self.amount(name, Fen::read_yuan)
    }

    fn amount(&mut self, name: &str, read: impl Fn(&str) -> Result<(Fen, Vec<Code>), Code>) -> Option<Fen> {
        let cell = self.cell(name);
        if cell.text.is_empty() { None } else { self.take(name, read(cell.text), Some(cell.text)) }
    }

    /// A whole number within `range`: `VALUE_FORMAT`, `VALUE_RANGE`. `None` where the cell is empty.
    pub fn number(&mut self, name: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let cell = self.cell(name);
        if cell.text.is_empty() {
            return None;
        }
        let narrow = narrow(cell.text);
        let whole = narrow.strip_suffix(".0").unwrap_or(&narrow);
        let number = self.take_or_format(name, whole.parse::<i64>().ok(), cell.text)?;
        if range.contains(&number) {
            return Some(number);
        }
        let problem = Problem::error(code::VALUE_RANGE).with("value", shown(cell.text));
        self.note(name, problem.with("from", range.start().to_string()).with("to", range.end().to_string()));
        None
    }

    /// A whole number that must be there: `VALUE_MISSING`.
    pub fn required_number(&mut self, name: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let before = self.problems.len();
        let number = self.number(name, range);
        self.require(name, number, before)
    }

    /// One of the words of a column: `VALUE_UNKNOWN`. `None` where the cell is empty.
    pub fn choice<T: Copy>(&mut self, name: &str, choices: &[(&str, T)]) -> Option<T> {
        let cell = self.cell(name);
        if cell.text.is_empty() {
            return None;
        }
        let plain = narrow(cell.text);
        let chosen = choices.iter().find(|(word, _)| *word == cell.text || narrow(word) == plain);
        if chosen.is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            let problem = Problem::error(code::VALUE_UNKNOWN).with("value", shown(cell.text));
            self.note(name, problem.with("allowed", words.join(" | ")));
        }
        chosen.map(|(_, choice)| *choice)
    }

    /// One of the words of a column that must be there: `VALUE_MISSING`.
    pub fn required_choice<T: Copy>(&mut self, name: &str, choices: &[(&str, T)]) -> Option<T> {
        let before = self.problems.len();
        let choice = self.choice(name, choices);
        self.require(name, choice, before)
    }

    fn require<T>(&mut self, name: &str, value: Option<T>, before: usize) -> Option<T> {
        if value.is_none() && self.problems.len() == before {
            self.note(name, Problem::error(code::VALUE_MISSING));
        }
        value
    }

    /// The cell, or `None` where reading it has already left a problem behind.
    fn checked_cell(&mut self, name: &str) -> Option<Cell<'r>> {
        let before = self.problems.len();
        let cell = self.cell(name);
        (self.problems.len() == before).then_some(cell)
    }

    /// Notes what a lenient reader found; `value` is what the sentence may repeat.
    fn take<T>(&mut self, name: &str, read: Result<(T, Vec<Code>), Code>, value: Option<&str>) -> Option<T> {
        let problem = |level, code| {
            let problem = Problem::new(level, code);
            value.map_or(problem.clone(), |value| problem.with("value", shown(value)))
        };
        match read {
            Ok((read, warnings)) => {
                for code in warnings {
                    self.note(name, problem(Level::Warning, code));
                }
                Some(read)
            }
            Err(code::CELL_TOO_LONG) => {
                let limit = text::CELL_LIMIT_CHARS.to_string();
                self.note(name, Problem::error(code::CELL_TOO_LONG).with("limit", limit));
                None
            }
            Err(code) => {
                self.note(name, problem(Level::Error, code));
                None
            }
        }
    }

    fn take_or_format<T>(&mut self, name: &str, read: Option<T>, value: &str) -> Option<T> {
        if read.is_none() {
            self.note(name, Problem::error(code::VALUE_FORMAT).with("value", shown(value)));
        }
        read
    }
}

/// The text without spaces and with full-width letters, digits and brackets made half-width.
fn narrow(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// A found value as a sentence may repeat it: short, on one line, and with personal numbers masked.
fn shown(value: &str) -> String {
    let short: String =
        personal::masked(value).chars().filter(|c| !c.is_control()).take(SHOWN_CHARS + 1).collect();
    if short.chars().count() <= SHOWN_CHARS {
        return short;
    }
    short.chars().take(SHOWN_CHARS).chain(['…']).collect()
}
