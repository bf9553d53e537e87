//! From an open file to rows that can be laid aside, and what is wrong with the others.

use std::collections::VecDeque;
use std::io::{Read, Seek};

use record::{City, Day, Fault, Kind, Place};
use serde::Serialize;
use sheet::table::Columns;
use sheet::{Row, Sheet};
use store::import::Staged;

use super::cells::Here;
use super::{DECISION, EXTENSION, ITEM, STEP, TABLES, tables};
use super::{agency, extension, item, licence, step};

/// Reads a file of approvals, items, steps, extensions or units. `today` is the day nothing can lie behind.
///
/// Total: it never panics and never stops at the first bad line. A row with remarks comes as its remarks and then
/// the row; a row that is refused as its faults alone; a fault without a line refuses the whole file.
pub fn read<R>(file: R, name: &str, city: &City, today: Day) -> Reader
where
    R: Read + Seek + Send + 'static,
{
    let here = Here { today, utc_offset_minutes: city.utc_offset_minutes };
    match sheet::open_table(file, name, TABLES) {
        Ok((sheet, columns)) => Reader::new(sheet, columns, here),
        Err(faults) => Reader::refused(faults, here),
    }
}

/// The same for a stream that cannot go back, such as standard input.
pub fn read_stream<R>(file: R, name: &str, city: &City, today: Day) -> Reader
where
    R: Read + Send + 'static,
{
    let here = Here { today, utc_offset_minutes: city.utc_offset_minutes };
    let opened = sheet::open_stream(file, name, TABLES).map_err(|fault| vec![fault]);
    match opened.and_then(|mut sheet| sheet.columns(TABLES).map(|columns| (sheet, columns))) {
        Ok((sheet, columns)) => Reader::new(sheet, columns, here),
        Err(faults) => Reader::refused(faults, here),
    }
}

/// The rows of one file, in its order.
pub struct Reader {
    body: Option<(Sheet, Columns)>,
    here: Here,
    row: Row,
    /// Remarks about the file that were handed on.
    told: usize,
    ready: VecDeque<Result<Staged, Fault>>,
}

impl Reader {
    fn new(sheet: Sheet, columns: Columns, here: Here) -> Reader {
        Reader { body: Some((sheet, columns)), here, row: Row::default(), told: 0, ready: VecDeque::new() }
    }

    fn refused(faults: Vec<Fault>, here: Here) -> Reader {
        let ready = faults.into_iter().map(Err).collect();
        Reader { body: None, here, row: Row::default(), told: 0, ready }
    }
}

impl Iterator for Reader {
    type Item = Result<Staged, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            let (sheet, columns) = self.body.as_mut()?;
            let read = sheet.read(&mut self.row);
            // A remark such as the encoding may become known only with a later line.
            self.ready.extend(sheet.notices()[self.told..].iter().cloned().map(Err));
            self.told = sheet.notices().len();
            match read {
                None => self.body = None,
                Some(Err(fault)) => self.ready.push_back(Err(fault)),
                Some(Ok(())) => judge(sheet.file(), columns, &self.row, self.here, &mut self.ready),
            }
        }
    }
}

/// Hands on a row, or why it is refused.
fn judge(file: &str, columns: &Columns, row: &Row, here: Here, ready: &mut VecDeque<Result<Staged, Fault>>) {
    let mut reading = columns.reading(row);
    let line = row.line();
    let staged = |kind, key: String, part: String, payload: Option<String>| {
        Some(Staged { line, path: None, kind, key, part, payload: payload? })
    };
    let row = match columns.table() {
        tables::LICENCES => licence::licence(&mut reading, here)
            .and_then(|(key, row)| staged(Kind::Approval, key, DECISION.to_owned(), json(&row))),
        tables::STEPS => step::step(&mut reading, here).and_then(|(key, step)| {
            staged(Kind::Approval, key, format!("{STEP}{:04}", step.number), json(&step))
        }),
        tables::EXTENSIONS => extension::extension(&mut reading).and_then(|(key, extension)| {
            staged(Kind::Approval, key, format!("{EXTENSION}{:04}", extension.number), json(&extension))
        }),
        tables::ITEMS => item::item(&mut reading)
            .and_then(|(key, about)| staged(Kind::Item, key, ITEM.to_owned(), json(&about))),
        tables::ITEM_STEPS => item::item_step(&mut reading).and_then(|(key, step)| {
            staged(Kind::Item, key, format!("{STEP}{:04}", step.number), json(&step))
        }),
        tables::AGENCIES => agency::agency(&mut reading).and_then(|agency| {
            let payload = json(&agency);
            staged(Kind::Agency, agency.code, "agency".to_owned(), payload)
        }),
        other => unreachable!("{other} is not one of TABLES"),
    };
    let problems = reading.finish();
    debug_assert!(row.is_some() || problems.iter().any(record::Problem::is_error), "a refused row says why");
    ready.extend(problems.into_iter().map(|problem| Err(Fault::new(Place::line(file, line), problem))));
    ready.extend(row.map(Ok));
}

fn json(row: &impl Serialize) -> Option<String> {
    serde_json::to_string(row).ok()
}
