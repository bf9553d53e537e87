//! Files into rows: the register of enterprises, credit records, penalties. The header tells which of the three a
//! file is; every row is judged by the rules, its findings come with line and column, and reading never stops at
//! the first bad line.

use std::collections::VecDeque;
use std::io::{Read, Seek};

use record::{Day, Fault, Kind, Level, Place, Problem, code};
use sheet::table::{Column, Columns, Table, optional, required};
use sheet::{CellKind, Row, Sheet};
use store::import::Staged;

use crate::rules::cells::{Cells, Judged};
use crate::rules::{credit_record, enterprise, penalty};

/// The tables this slice knows, told apart by their headers.
pub const TABLES: [Table; 3] = [
    Table { name: "enterprises", columns: &ENTERPRISES },
    Table { name: "credit_records", columns: &CREDIT_RECORDS },
    Table { name: "penalties", columns: &PENALTIES },
];

const ENTERPRISES: [Column; enterprise::REQUIRED.len() + enterprise::OPTIONAL.len()] =
    columns(&enterprise::REQUIRED, &[&enterprise::OPTIONAL]);
const CREDIT_RECORDS: [Column;
    credit_record::REQUIRED.len() + credit_record::OPTIONAL.len() + credit_record::IGNORED.len()] =
    columns(&credit_record::REQUIRED, &[&credit_record::OPTIONAL, &credit_record::IGNORED]);
const PENALTIES: [Column; penalty::REQUIRED.len() + penalty::OPTIONAL.len()] =
    columns(&penalty::REQUIRED, &[&penalty::OPTIONAL]);

/// The rules name columns as the official field lists do, and so does the table.
const fn columns<const N: usize>(needed: &[&'static str], more: &[&[&'static str]]) -> [Column; N] {
    let mut all = [optional("", ""); N];
    let (mut at, mut index) = (0, 0);
    while index < needed.len() {
        all[at] = required(needed[index], needed[index]);
        at += 1;
        index += 1;
    }
    let mut list = 0;
    while list < more.len() {
        index = 0;
        while index < more[list].len() {
            all[at] = optional(more[list][index], more[list][index]);
            at += 1;
            index += 1;
        }
        list += 1;
    }
    all
}

/// The rows of a file, and what is wrong with it, in the order of its lines.
///
/// Total: whatever the bytes, it ends and does not panic. `today` is the day on which a decision cannot lie in the future.
pub fn read<R: Read + Seek + Send + 'static>(
    reader: R,
    name: &str,
    today: Day,
) -> impl Iterator<Item = Result<Staged, Fault>> + Send {
    match sheet::open_table(reader, name, &TABLES) {
        Ok((sheet, columns)) => Rows::new(sheet, columns, today),
        Err(faults) => Rows::refused(faults),
    }
}

/// What is read of a file and not yet handed out.
struct Rows {
    open: Option<Open>,
    ready: VecDeque<Result<Staged, Fault>>,
    today: Day,
}

/// A file whose table is known.
struct Open {
    sheet: Sheet,
    table: Table,
    /// Where each column of the table stands in the file.
    places: Vec<Option<usize>>,
    columns: Columns,
    row: Row,
    /// Notices of the file as a whole that were handed out.
    told: usize,
}

impl Rows {
    fn new(sheet: Sheet, columns: Columns, today: Day) -> Rows {
        let table = TABLES.into_iter().find(|table| table.name == columns.table());
        let table = table.expect("the header was matched against these tables");
        let places = table.columns.iter().map(|column| columns.index(column.name)).collect();
        let open = Open { sheet, table, places, columns, row: Row::default(), told: 0 };
        Rows { open: Some(open), ready: VecDeque::new(), today }
    }

    fn refused(faults: Vec<Fault>) -> Rows {
        let today = Day::FIRST;
        Rows { open: None, ready: faults.into_iter().map(Err).collect(), today }
    }
}

impl Iterator for Rows {
    type Item = Result<Staged, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            let open = self.open.as_mut()?;
            open.tell(&mut self.ready);
            let mut row = std::mem::take(&mut open.row);
            match open.sheet.read(&mut row) {
                Some(Ok(())) => open.judge(&row, self.today, &mut self.ready),
                Some(Err(fault)) => self.ready.push_back(Err(fault)),
                None => {
                    open.tell(&mut self.ready);
                    self.open = None;
                    continue;
                }
            }
            open.row = row;
        }
    }
}

impl Open {
    /// Hands out what there is to say about the file as a whole, once.
    fn tell(&mut self, ready: &mut VecDeque<Result<Staged, Fault>>) {
        let notices = self.sheet.notices();
        ready.extend(notices[self.told..].iter().cloned().map(Err));
        self.told = notices.len();
    }

    fn judge(&self, row: &Row, today: Day, ready: &mut VecDeque<Result<Staged, Fault>>) {
        let (texts, odd) = self.texts(row);
        let names: Vec<&'static str> = self.table.columns.iter().map(|column| column.name).collect();
        let values: Vec<&str> = texts.iter().map(|text| text.as_ref()).collect();
        let cells = Cells::new(&names, &values);
        let (kind, judged) = match self.table.name {
            "enterprises" => {
                (Kind::Enterprise, staged(enterprise::judge(cells, today), |found| found.uscc.to_string()))
            }
            "credit_records" => {
                (Kind::CreditRecord, staged(credit_record::judge(cells, today), |found| found.key.clone()))
            }
            _ => (Kind::Penalty, staged(penalty::judge(cells, today), |found| found.key().to_owned())),
        };
        let is_refused = odd.iter().any(Problem::is_error);
        let (found, problems) = match judged {
            Ok((found, problems)) => (Some(found), problems),
            Err(problems) => (None, problems),
        };
        for mut problem in odd.into_iter().chain(problems) {
            problem.column = problem.column.map(|column| self.columns.header_of(&column).to_owned());
            ready.push_back(Err(Fault::new(Place::line(self.sheet.file(), row.line()), problem)));
        }
        if let Some((key, payload)) = found.filter(|_| !is_refused) {
            let line = row.line();
            ready.push_back(Ok(Staged { line, path: None, kind, key, part: String::new(), payload }));
        }
    }

    /// The cells in the order of the table, and what a workbook did to them.
    fn texts<'r>(&self, row: &'r Row) -> (Vec<std::borrow::Cow<'r, str>>, Vec<Problem>) {
        let mut odd = Vec::new();
        let mut texts = Vec::with_capacity(self.places.len());
        for (column, place) in self.table.columns.iter().zip(&self.places) {
            let Some(place) = place else {
                texts.push("".into());
                continue;
            };
            let cell = row.cell(*place);
            let note = |level, code| Problem::new(level, code).in_column(column.name);
            match cell.kind {
                // What the workbook remembers of a formula is taken; nothing is computed here.
                CellKind::Formula => odd.push(note(Level::Warning, code::XLSX_FORMULA)),
                CellKind::Error => odd.push(note(Level::Error, code::VALUE_FORMAT)),
                CellKind::Number if is_day(column.name) => {
                    if let Some(day) = serial_day(cell.text, row.counts_from_1904()) {
                        odd.push(
                            note(Level::Warning, code::DATE_EXCEL_SERIAL).with("value", day.to_string()),
                        );
                        texts.push(day.to_string().into());
                        continue;
                    }
                }
                _ => {}
            }
            texts.push(cell.text.into());
        }
        (texts, odd)
    }
}

/// A row that was judged, as the key and the facts it is staged under.
fn staged<T: serde::Serialize>(judged: Judged<T>, key: impl Fn(&T) -> String) -> Judged<(String, String)> {
    judged.map(|(found, problems)| {
        let facts = serde_json::to_string(&found).expect("facts are texts and numbers");
        ((key(&found), facts), problems)
    })
}

fn is_day(column: &str) -> bool {
    column.ends_with("日期") || matches!(column, "有效期至" | "最短公示期满" | "公示截止期" | "处罚有效期")
}

/// The day a workbook means by a plain number.
fn serial_day(text: &str, from_1904: bool) -> Option<Day> {
    let days: i64 = text.parse().ok().filter(|days| (1..=80_000).contains(days))?;
    let zero = if from_1904 { Day::new(1904, 1, 1) } else { Day::new(1899, 12, 30) };
    Some(zero?.plus(days))
}

#[cfg(test)]
mod tests;
