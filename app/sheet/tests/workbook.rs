//! Workbooks: which sheet is read, what a cell was, and what is refused before it is unpacked.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its own data has failed")]

mod given;

use given::Workbook;
use record::{Fault, code};
use sheet::table::{Table, optional, required};
use sheet::{CellKind, Row};
use std::fs::File;
use std::io::Cursor;

const AGENCIES: Table = Table {
    name: "agencies",
    columns: &[required("机关编号", "id"), optional("成立日期", "founded_on")],
};

fn read(bytes: Vec<u8>) -> Result<(Vec<Row>, Vec<String>), Vec<Fault>> {
    let (mut sheet, columns) = sheet::open_table(Cursor::new(bytes), "a.xlsx", &[AGENCIES])?;
    let rows: Vec<Row> = sheet.rows().collect::<Result<_, _>>().map_err(|fault| vec![fault])?;
    assert!(sheet.is_whole());
    assert_eq!(columns.table(), "agencies");
    let notices =
        sheet.notices().iter().map(|notice| format!("{} {:?}", notice.problem.code, notice.problem.args));
    Ok((rows, notices.collect()))
}

fn check_refused(bytes: Vec<u8>, code: record::Code) {
    let codes: Vec<_> = read(bytes).unwrap_err().into_iter().map(|fault| fault.problem.code).collect();
    assert_eq!(codes, [code]);
}

#[test]
fn the_first_visible_sheet_that_fits_is_read() {
    let book = Workbook::default()
        .sheet("说明", "", &[&["填表说明"]])
        .sheet("旧", "state=\"hidden\"", &[&["机关编号"], &["旧"]])
        .sheet("表", "", &[&["机关编号", "成立日期"], &["A1", "2020-01-01"]])
        .sheet("表二", "", &[&["机关编号"], &["B1"]]);
    let (rows, notices) = read(book.bytes()).unwrap();
    assert_eq!(rows.iter().map(|row| row.text(0)).collect::<Vec<_>>(), ["A1"]);
    assert_eq!(
        notices,
        [
            "SHEET_IGNORED [(\"sheet\", \"旧\")]",
            "SHEET_IGNORED [(\"sheet\", \"说明\")]",
            "SHEET_IGNORED [(\"sheet\", \"表二\")]"
        ]
    );
}

#[test]
fn a_cell_says_what_it_was() {
    let book = Workbook::default()
        .texts("<sst><si><t>共享</t></si><si><r><t>甲</t></r><r><t>乙</t></r></si></sst>")
        .sheet(
            "表",
            "",
            &[
                &["机关编号", "成立日期", "c", "d", "e"],
                &["t:0", "s:45717", "<v>45717</v>", "<f>A1</f><v>7</v>", "<v>0.30000000000000004</v>"],
                &["t:1"],
            ],
        );
    let (rows, _) = read(book.bytes()).unwrap();
    let cells: Vec<_> = rows[0].cells().map(|cell| (cell.text, cell.kind)).collect();
    assert_eq!(
        cells,
        [
            ("共享", CellKind::Text),
            ("2025-03-01", CellKind::Date),
            ("45717", CellKind::Number),
            ("7", CellKind::Formula),
            ("0.3", CellKind::Number)
        ]
    );
    assert_eq!((rows[1].line(), rows[1].text(0), rows[1].len()), (3, "甲乙", 5));
}

#[test]
fn a_day_kept_as_a_number_is_read_and_told() {
    for (book, serial) in
        [(Workbook::default(), "<v>45717</v>"), (Workbook::default().counting_from_1904(), "<v>44255</v>")]
    {
        let bytes = book.sheet("表", "", &[&["机关编号", "成立日期"], &["A1", serial]]).bytes();
        let (mut sheet, columns) = sheet::open_table(Cursor::new(bytes), "a.xlsx", &[AGENCIES]).unwrap();
        let row = sheet.rows().next().unwrap().unwrap();
        let mut reading = columns.reading(&row);
        assert_eq!(reading.day("founded_on"), record::Day::new(2025, 3, 1));
        let problems = reading.finish();
        assert_eq!((problems[0].code, problems[0].is_error()), (code::DATE_EXCEL_SERIAL, false));
    }
}

#[test]
fn the_sample_of_a_department_is_read_whole() {
    let path = tests::data("approvals/upload_sample.xlsx");
    let mut book = sheet::open(File::open(path).unwrap(), "upload_sample.xlsx").unwrap();
    let table = tests::data("approvals/approvals.csv");
    let mut csv = sheet::open(File::open(table).unwrap(), "approvals.csv").unwrap();
    let rows: Vec<Row> = book.rows().map(Result::unwrap).collect();
    assert_eq!((rows.len(), rows[199].line()), (200, 201));
    // The workbook holds the first 200 cases of the table, in the columns it shares with it.
    let shared: Vec<(usize, usize)> = (0..book.header().len())
        .filter_map(|at| Some((at, csv.header().iter().position(|name| *name == book.header()[at])?)))
        .collect();
    assert!(shared.len() >= 19);
    for (row, line) in rows.iter().zip(csv.rows()) {
        let line = line.unwrap();
        for &(here, there) in &shared {
            assert_eq!(row.text(here), line.text(there));
        }
    }
}

#[test]
fn what_is_no_workbook_is_named() {
    let zip =
        |names: &[&str]| names.iter().fold(Workbook::default(), |book, name| book.part(name, "x")).bytes();
    let mut truncated = Workbook::default().sheet("表", "", &[&["机关编号"], &["A1"]]).bytes();
    truncated.truncate(truncated.len() / 2);
    check_refused(truncated, code::FILE_UNREADABLE);
    check_refused(b"PK\x03\x04 and nothing more".to_vec(), code::FILE_UNREADABLE);
    // No sheet at all, and sheets with nothing in them.
    check_refused(zip(&[]), code::FILE_EMPTY);
    check_refused(Workbook::default().sheet("表", "", &[]).bytes(), code::FILE_EMPTY);
    check_refused(
        Workbook::default().sheet("表", "state=\"hidden\"", &[&["机关编号"]]).bytes(),
        code::FILE_EMPTY,
    );
}

#[test]
fn a_small_archive_cannot_fill_the_memory() {
    let rows: &[&[&str]] = &[&["机关编号"], &["A1"]];
    let book = || Workbook::default().sheet("表", "", rows);
    check_refused(book().part("xl/media/zeros.bin", vec![0; 5 << 20]).bytes(), code::ARCHIVE_RATIO);
    check_refused(
        book().texts("<sst uniqueCount=\"99999999999999\"><si><t>a</t></si></sst>").bytes(),
        code::FILE_UNREADABLE,
    );
    let entities =
        "<!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
    check_refused(book().texts(entities).bytes(), code::FILE_UNREADABLE);
    assert_eq!(read(book().bytes()).unwrap().0.len(), 1);
}

#[test]
fn a_directory_that_lies_about_sizes_is_found_out() {
    let mut bytes = Workbook::default()
        .sheet("表", "", &[&["机关编号"], &["A1"]])
        .texts("<sst></sst>".repeat(50))
        .bytes();
    // The unpacked size of the shared texts, in the directory at the end of the archive.
    let name = b"xl/sharedStrings.xml";
    let entry = bytes.windows(name.len()).rposition(|window| window == name).unwrap() - 46;
    assert_eq!(&bytes[entry..entry + 4], b"PK\x01\x02");
    assert_eq!(bytes[entry + 24..entry + 28], 550u32.to_le_bytes());
    bytes[entry + 24..entry + 28].copy_from_slice(&10u32.to_le_bytes());
    check_refused(bytes, code::FILE_UNREADABLE);
}

#[test]
fn a_stream_that_cannot_go_back_is_read_too() {
    let bytes = Workbook::default().sheet("表", "", &[&["机关编号"], &["A1"]]).bytes();
    let mut sheet = sheet::open_stream(Cursor::new(bytes), "-", &[AGENCIES]).unwrap();
    assert_eq!(sheet.rows().count(), 1);
}

#[test]
fn a_table_dropped_half_way_leaves_nothing_behind() {
    let rows: Vec<[&str; 1]> = std::iter::once(["机关编号"]).chain((0..5_000).map(|_| ["A"])).collect();
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 1]>::as_slice).collect();
    let bytes = Workbook::default().sheet("表", "", &rows).bytes();
    let mut sheet = sheet::open(Cursor::new(bytes), "a.xlsx").unwrap();
    assert!(sheet.rows().next().unwrap().is_ok());
    assert!(!sheet.is_whole());
}
