//! Reading the cells of one row: each cell is cleaned, understood or refused, and every finding is kept, so that
//! the person who made the file gets all of them at once.

use record::{Code, Day, Fen, Level, Problem, Uscc, code, personal, text};

/// One row of a table, by column name.
pub struct Cells<'a> {
    columns: &'a [&'static str],
    values: &'a [&'a str],
    problems: Vec<Problem>,
}

/// What a row became, with its warnings; or everything that is wrong with it, warnings among it.
pub type Judged<T> = Result<(T, Vec<Problem>), Vec<Problem>>;

impl<'a> Cells<'a> {
    /// A row whose `values` stand in the order of `columns`; a column the file does not have is an empty value.
    pub fn new(columns: &'a [&'static str], values: &'a [&'a str]) -> Self {
        Cells { columns, values, problems: Vec::new() }
    }

    fn raw(&self, column: &str) -> &'a str {
        let place = self.columns.iter().position(|name| *name == column);
        place.and_then(|place| self.values.get(place)).copied().unwrap_or("")
    }

    /// Whether the cell holds nothing but spaces.
    pub fn is_empty(&self, column: &str) -> bool {
        self.raw(column).trim().is_empty()
    }

    /// Notes a finding about a column.
    pub fn note(&mut self, level: Level, code: Code, column: &str) {
        self.problems.push(Problem::new(level, code).in_column(column));
    }

    /// Notes that a value is not one of its list, and quotes it without the numbers of persons.
    pub fn unknown(&mut self, column: &str, value: &str) {
        let problem = Problem::error(code::VALUE_UNKNOWN).in_column(column);
        self.problems.push(problem.with("value", personal::masked(value)));
    }

    fn warn_all(&mut self, codes: Vec<Code>, column: &str) {
        for code in codes {
            self.note(Level::Warning, code, column);
        }
    }

    /// A cell that may be empty. Numbers of persons in it hold the row back.
    pub fn text(&mut self, column: &str) -> Option<String> {
        let cleaned = self.clean(column)?;
        for found in personal::found_in(&cleaned) {
            self.note(Level::Error, personal_code(&found), column);
        }
        Some(cleaned)
    }

    /// A number or code of the source's own, which may look like a person's number and is none.
    pub fn number(&mut self, column: &str) -> Option<String> {
        self.clean(column)
    }

    fn clean(&mut self, column: &str) -> Option<String> {
        match text::clean(self.raw(column)) {
            Ok((cleaned, codes)) => {
                self.warn_all(codes, column);
                Some(cleaned).filter(|cleaned| !cleaned.is_empty())
            }
            Err(code) => {
                self.note(Level::Error, code, column);
                None
            }
        }
    }

    /// A cell that must hold something.
    pub fn required(&mut self, column: &str) -> String {
        let seen = self.problems.len();
        let cell = self.text(column);
        self.missing(seen, cell.is_none(), code::VALUE_MISSING, column);
        cell.unwrap_or_default()
    }

    /// A number of the source's own that must be there.
    pub fn required_number(&mut self, column: &str) -> String {
        let seen = self.problems.len();
        let cell = self.number(column);
        self.missing(seen, cell.is_none(), code::VALUE_MISSING, column);
        cell.unwrap_or_default()
    }

    // One fault a cell is enough: a cell that could not be read is not missing too.
    fn missing(&mut self, seen: usize, is_missing: bool, code: Code, column: &str) {
        if is_missing && self.problems.len() == seen {
            self.note(Level::Error, code, column);
        }
    }

    /// A day that may be missing.
    pub fn day(&mut self, column: &str) -> Option<Day> {
        if self.is_empty(column) {
            return None;
        }
        match Day::read(self.raw(column)) {
            Ok((day, codes)) => {
                self.warn_all(codes, column);
                Some(day)
            }
            Err(code) => {
                self.note(Level::Error, code, column);
                None
            }
        }
    }

    /// A day on which something has happened: it cannot lie after `today`.
    pub fn past_day(&mut self, column: &str, today: Day) -> Option<Day> {
        let day = self.day(column)?;
        if day > today {
            self.note(Level::Error, code::DATE_FUTURE, column);
        }
        Some(day)
    }

    /// A day that must be there and cannot lie after `today`.
    pub fn required_day(&mut self, column: &str, today: Day) -> Option<Day> {
        let seen = self.problems.len();
        let day = self.past_day(column, today);
        self.missing(seen, day.is_none(), code::DATE_MISSING, column);
        day
    }

    /// Notes a day that lies before the one it must follow.
    pub fn in_order(&mut self, level: Level, earlier: Option<Day>, later: Option<Day>, column: &str) {
        if let (Some(earlier), Some(later)) = (earlier, later)
            && later < earlier
        {
            let problem = Problem::new(level, code::DATE_ORDER).in_column(column);
            self.problems.push(problem.with("from", earlier.to_string()).with("to", later.to_string()));
        }
    }

    /// A code that may be missing.
    pub fn uscc(&mut self, column: &str) -> Option<Uscc> {
        if self.is_empty(column) {
            return None;
        }
        match Uscc::read(self.raw(column)) {
            Ok((uscc, codes)) => {
                self.warn_all(codes, column);
                Some(uscc)
            }
            Err(code) => {
                self.note(Level::Error, code, column);
                None
            }
        }
    }

    /// A code that must be there.
    pub fn required_uscc(&mut self, column: &str) -> Option<Uscc> {
        let seen = self.problems.len();
        let uscc = self.uscc(column);
        self.missing(seen, uscc.is_none(), code::USCC_MISSING, column);
        uscc
    }

    /// An amount in ten thousand yuan (万元).
    pub fn wan(&mut self, column: &str) -> Option<Fen> {
        self.wan_except(column, &[])
    }

    /// An amount in ten thousand yuan, without the findings that cannot apply to this column.
    pub fn wan_except(&mut self, column: &str, but: &[Code]) -> Option<Fen> {
        if self.is_empty(column) {
            return None;
        }
        match Fen::read_wan(self.raw(column)) {
            Ok((fen, codes)) => {
                let codes = codes.into_iter().filter(|code| !but.contains(code)).collect();
                self.warn_all(codes, column);
                Some(fen)
            }
            Err(code) => {
                self.note(Level::Error, code, column);
                None
            }
        }
    }

    /// The value, if every finding left it standing.
    pub fn judged<T>(self, value: Option<T>) -> Judged<T> {
        let is_refused = self.problems.iter().any(|problem| problem.level == Level::Error);
        match value {
            Some(value) if !is_refused => Ok((value, self.problems)),
            _ => Err(self.problems),
        }
    }
}

fn personal_code(found: &personal::Found) -> Code {
    found.kind.code()
}
