//! Tables as text: lines, quotation marks, encodings, packed files, limits.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its own data has failed")]

use flate2::{Compression, write::GzEncoder};
use record::{Code, code};
use sheet::{Limits, Sheet};
use std::io::{self, Cursor, Read, Write};

fn open(bytes: impl Into<Vec<u8>>) -> Result<Sheet, Code> {
    sheet::open(Cursor::new(bytes.into()), "a.csv").map_err(|fault| fault.problem.code)
}

/// Each row as its line and cells, or the line and the code of its fault.
fn told(sheet: &mut Sheet) -> Vec<String> {
    sheet
        .rows()
        .map(|result| match result {
            Ok(row) => format!("{} {}", row.line(), row.texts().collect::<Vec<_>>().join("|")),
            Err(fault) => format!("{} {}", fault.place.line.unwrap_or(0), fault.problem.code),
        })
        .collect()
}

fn check(file: &str, rows: &[&str]) {
    for ending in ["\n", "\r\n", "\r"] {
        // A bare carriage return inside quotation marks is no line of its own.
        if ending == "\r" && file.contains('"') {
            continue;
        }
        let mut sheet = open(file.replace('\n', ending)).unwrap();
        let told: Vec<String> = told(&mut sheet).iter().map(|row| row.replace(ending, "\n")).collect();
        assert_eq!(told, rows, "{file:?} with {ending:?}");
        assert!(sheet.is_whole());
    }
}

fn notices(sheet: &Sheet) -> Vec<Code> {
    sheet.notices().iter().map(|notice| notice.problem.code).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[test]
fn lines_are_the_physical_lines_of_the_file() {
    check("a,b\n1,2\n3,4\n", &["2 1|2", "3 3|4"]);
    check("a,b\n1,2\n3,4", &["2 1|2", "3 3|4"]);
    check("a,b\n\n1,2\n\n\n3,4\n,\n", &["3 1|2", "6 3|4"]);
    check("a,b\n1,\"x\ny\"\n3,4\n", &["2 1|x\ny", "4 3|4"]);
    check("\n\na,b\n1,2\n", &["4 1|2"]);
}

#[test]
fn quotation_marks_follow_the_standard() {
    check("a,b\n\"1,1\",\"say \"\"yes\"\"\"\n", &["2 1,1|say \"yes\""]);
    check("a,b\n\"\",\"\"\"\"\n", &["2 |\""]);
    check("a,b\n5\" pipe,2\n", &["2 5\" pipe|2"]);
    check("a,b\n\"x\"y,2\n3,4\n", &["2 CSV_QUOTE", "3 3|4"]);
    check("a,b\n1,2\n\"3,4\n5,6\n", &["2 1|2", "3 CSV_QUOTE"]);
    assert_eq!(open("\"a,b\n1,2\n").unwrap_err(), code::CSV_QUOTE);
}

#[test]
fn rows_of_another_width_are_refused_with_their_line() {
    check("a,b\n1\n1,2,3\n1,2,,\n1,2\n", &["2 ROW_FIELDS", "3 ROW_FIELDS", "4 1|2", "5 1|2"]);
}

#[test]
fn other_delimiters_are_read_and_told() {
    for (delimiter, name) in [('\t', "TAB"), (';', ";")] {
        let mut sheet = open(format!("a{delimiter}\"b,c,d\"\n1{delimiter}2,3\n")).unwrap();
        assert_eq!(sheet.header(), ["a", "b,c,d"]);
        assert_eq!(sheet.notices()[0].problem.args, [("delimiter", name.to_owned())]);
        assert_eq!(told(&mut sheet), ["2 1|2,3"]);
    }
    assert_eq!(open("only\n1\n").unwrap().notices(), []);
}

#[test]
fn a_late_character_still_decides_the_encoding() {
    let gb = encoding_rs::GB18030.encode("2,秦皇岛\n3,䶮𠮷\n").0.into_owned();
    let mut file = b"a,b\n".to_vec();
    file.extend(b"1,x\n".repeat(40_000));
    file.extend(&gb);
    file.extend("4,这一行是另一种编码\n".as_bytes());
    let mut sheet = open(file).unwrap();
    let rows = told(&mut sheet);
    assert_eq!(rows[40_000..], ["40002 2|秦皇岛", "40003 3|䶮𠮷", "40004 ENCODING_INVALID"]);
    assert_eq!(notices(&sheet), [code::ENCODING_GB18030]);
}

#[test]
fn utf16_of_both_orders_is_read_with_and_without_its_mark() {
    let text = "名称,日期,数\n甲,2025-01-01,1\n乙,2025-01-02,2\n";
    for (mark, unit) in [
        ("\u{feff}", u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ("", u16::to_le_bytes),
        ("\u{feff}", u16::to_be_bytes),
        ("", u16::to_be_bytes),
    ] {
        let bytes: Vec<u8> = format!("{mark}{text}").encode_utf16().flat_map(unit).collect();
        let mut sheet = open(bytes).unwrap();
        assert_eq!(told(&mut sheet), ["2 甲|2025-01-01|1", "3 乙|2025-01-02|2"]);
        assert_eq!(notices(&sheet), [code::ENCODING_UTF16]);
    }
    // Half of a pair of units spoils its own line and no other.
    let mut bytes: Vec<u8> = "\u{feff}名称\n甲".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.extend([0x00, 0xD8]);
    bytes.extend("\n乙\n".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(told(&mut open(bytes).unwrap()), ["2 ENCODING_INVALID", "3 乙"]);
}

#[test]
fn packed_files_are_unpacked_while_they_are_read() {
    let mut sheet = open(gzip("a,b\n1,2\n".as_bytes())).unwrap();
    assert_eq!(told(&mut sheet), ["2 1|2"]);
    assert!(sheet.is_whole());
    assert_eq!(open(gzip(&gzip(b"a,b\n1,2\n"))).unwrap_err(), code::FILE_TYPE);
    assert_eq!(open(gzip(b"")).unwrap_err(), code::FILE_EMPTY);
}

#[test]
fn a_packed_file_that_was_cut_is_not_whole() {
    let lines: String = (0..20_000).map(|number| format!("{number},{}\n", number * 7919)).collect();
    let mut packed = gzip(format!("a,b\n{lines}").as_bytes());
    packed.truncate(packed.len() - 100);
    let mut sheet = open(packed).unwrap();
    let rows = told(&mut sheet);
    assert_eq!(rows.last().unwrap(), "0 FILE_UNREADABLE");
    assert_eq!(rows[0], "2 0|0");
    assert!(!sheet.is_whole());
}

#[test]
fn a_packed_file_that_grows_out_of_proportion_is_refused() {
    let mut sheet =
        open(gzip(format!("a,b\n{}", format!("1,{}\n", "2".repeat(2_000)).repeat(3_000)).as_bytes()))
            .unwrap();
    assert_eq!(told(&mut sheet).last().unwrap(), "0 ARCHIVE_RATIO");
    assert!(!sheet.is_whole());
}

#[test]
fn what_is_no_table_is_named() {
    let found = |bytes: &[u8]| {
        let fault = sheet::open(Cursor::new(bytes.to_vec()), "a.csv").unwrap_err();
        assert_eq!(fault.problem.code, code::FILE_TYPE);
        fault.problem.args[0].1.clone()
    };
    assert_eq!(found(b"%PDF-1.7 ..."), "PDF");
    assert_eq!(found(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old workbook"), "XLS/DOC");
    assert_eq!(found(b"\r\n <HTML><table><tr>"), "HTML");
    for empty in ["", "\u{feff}", "\n\n \r\n"] {
        assert_eq!(open(empty).unwrap_err(), code::FILE_EMPTY, "{empty:?}");
    }
    assert_eq!(notices(&open("a,b\n\n,\n").unwrap()), [code::NO_ROWS]);
}

/// A file of one endless cell, which no memory could hold.
struct Endless {
    head: Cursor<&'static str>,
    left: u64,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.head.read(buffer)? {
            0 => {
                let count = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
                buffer[..count].fill(b'x');
                self.left -= count as u64;
                Ok(count)
            }
            count => Ok(count),
        }
    }
}

#[test]
fn an_endless_cell_is_a_fault_and_not_the_end_of_the_memory() {
    for (head, rows) in [("a,b\n1,2\n3,\"", "3 CSV_QUOTE"), ("a,b\n1,2\n3,", "3 CELL_TOO_LONG")] {
        let file = Endless { head: Cursor::new(head), left: 16 << 20 };
        let mut sheet = sheet::open_stream(file, "a.csv", &[]).unwrap();
        assert_eq!(told(&mut sheet), ["2 1|2", rows]);
    }
}

#[test]
fn the_longest_cell_is_counted_in_characters() {
    let check = |characters: usize, expected: &str| {
        for quote in ["", "\""] {
            let cell = "䶮".repeat(characters);
            let mut sheet = open(format!("a,b\n1,{quote}{cell}{quote}\n")).unwrap();
            let rows = told(&mut sheet);
            assert!(
                rows[0].starts_with(expected),
                "{characters} {quote} {}",
                &rows[0][..20.min(rows[0].len())]
            );
        }
    };
    check(4_000, "2 1|");
    check(4_001, "2 CELL_TOO_LONG");
    check(40_000, "2 CELL_TOO_LONG");
    let limits = Limits { columns: 3, ..Limits::default() };
    let wide = sheet::open_within(Cursor::new("a,b,c,d\n"), "a.csv", &[], &limits).unwrap_err();
    assert_eq!((wide.problem.code, wide.place.line), (code::FILE_TYPE, Some(1)));
}
