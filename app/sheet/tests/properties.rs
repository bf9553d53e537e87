//! Whatever the bytes, reading ends, nothing panics, and what was written comes back.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its own data has failed")]

mod given;

use given::Workbook;
use proptest::prelude::*;
use record::code;
use sheet::table::{Table, optional, required};
use sheet::{CsvWriter, Flavour, Row, json};
use std::io::{self, Cursor, Read};

/// A reader that gives a few bytes at a time, as a pipe does.
struct Drops {
    bytes: Cursor<Vec<u8>>,
    size: usize,
}

impl Read for Drops {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let size = self.size.min(buffer.len());
        self.bytes.read(&mut buffer[..size])
    }
}

const ANY: Table = Table {
    name: "any",
    columns: &[required("a", "a"), optional("b", "b"), optional("c", "c"), optional("d", "d")],
};

/// Reads everything that can be read, with every reader of values.
fn read_all(reader: impl Read + Send + 'static) -> Vec<String> {
    let opened = sheet::open_stream(reader, "x", &[ANY]);
    let Ok(mut sheet) = opened else { return vec![format!("{:?}", opened.unwrap_err())] };
    let columns = sheet.columns(&[ANY]);
    let mut told = Vec::new();
    let mut row = Row::default();
    while let Some(result) = sheet.read(&mut row) {
        told.push(format!("{result:?} {row:?}"));
        let Ok(columns) = &columns else { continue };
        let mut reading = columns.reading(&row);
        for name in ["a", "b", "c", "d"] {
            reading.free_text(name);
            reading.required_day(name);
            reading.required_uscc(name);
            reading.wan(name);
            reading.yuan(name);
            reading.instant(name);
            reading.required_number(name, 0..=9);
            reading.required_choice(name, &[("是", true), ("否", false)]);
        }
        reading.finish();
    }
    told
}

fn read_json(bytes: Vec<u8>) -> Vec<String> {
    match json::open(Cursor::new(bytes), "x", &["a", "releases"]) {
        Ok(mut items) => {
            let told = items.by_ref().map(|item| format!("{item:?}")).collect();
            items.head();
            told
        }
        Err(fault) => vec![format!("{fault:?}")],
    }
}

fn odd_table() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<&[u8]> = vec![
        b"a",
        b"b",
        b",",
        b",",
        b"\n",
        b"\n",
        b"\"",
        b"\r\n",
        b"\t",
        b"2025-03-01",
        b"\xFF",
        b"\0",
        b"45717",
        b"=1+1",
        b"9.1E+17",
        b"\xC7\xD8\xBB\xCA\xB5\xBA",
        b"\x81\x30\x81\x30",
        "秦皇岛".as_bytes(),
        "１２．５万".as_bytes(),
        "\u{feff}".as_bytes(),
        "\u{202e}".as_bytes(),
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..80)
        .prop_map(|pieces| [b"a,b\n", pieces.concat().as_slice()].concat())
}

fn odd_json() -> impl Strategy<Value = String> {
    let pieces = vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"a\"",
        "\"a\":",
        "\"releases\":[",
        "1",
        "-0.5e3",
        "null",
        "true",
        " ",
        "\n",
        "\\",
        "\\u0061",
        "\"\\ud83d\\ude00\"",
        "中",
        "{}",
        "[]",
        "{\"a\":1}",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_read_to_their_end(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read_all(Cursor::new(bytes.clone()));
        read_json(bytes.clone());
        let _ = json::check(&bytes);
    }

    #[test]
    fn known_beginnings_and_any_bytes_are_read_to_their_end(
        start in prop::sample::select(vec![&b"PK\x03\x04"[..], b"\x1F\x8B\x08\0", b"\xFF\xFE", b"\xFE\xFF", b"\xEF\xBB\xBF", b"\x84\x31\x95\x33"]),
        bytes in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let bytes = [start, &bytes].concat();
        read_all(Cursor::new(bytes.clone()));
        read_json(bytes);
    }

    #[test]
    fn odd_tables_read_alike_however_they_arrive(bytes in odd_table(), size in 1usize..9) {
        let whole = read_all(Cursor::new(bytes.clone()));
        prop_assert_eq!(read_all(Drops { bytes: Cursor::new(bytes), size }), whole);
    }

    #[test]
    fn what_is_written_is_read_again(
        rows in prop::collection::vec(prop::collection::vec("[a-c,\"\n\r\t '=中𠮷]{0,5}", 3), 1..6),
        flavour in prop::sample::select(vec![Flavour::Plain, Flavour::Spreadsheet]),
    ) {
        let mut csv = CsvWriter::new(Vec::new(), flavour);
        csv.row(["x", "名称", "z"]).unwrap();
        for row in &rows {
            csv.row(row).unwrap();
        }
        let mut sheet = sheet::open(Cursor::new(csv.into_inner()), "x").unwrap();
        let read: Vec<Vec<String>> =
            sheet.rows().map(|row| row.unwrap().texts().map(str::to_owned).collect()).collect();
        let is_filled = |row: &&Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
        let written: Vec<Vec<String>> = rows.iter().filter(is_filled).cloned().collect();
        if flavour == Flavour::Plain {
            prop_assert_eq!(read, written);
        } else {
            // An apostrophe makes a blank cell a filled one, so rows are compared by what no cell begins with.
            prop_assert!(read.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
        }
    }

    #[test]
    fn a_text_that_passes_is_one_that_parsers_take(text in odd_json()) {
        let parsed: Result<serde_json::Value, _> = serde_json::from_str(&text);
        match json::check(text.as_bytes()) {
            Ok(()) => prop_assert!(parsed.is_ok(), "{text}"),
            Err(finding) if finding.problem.code == code::JSON_SYNTAX => prop_assert!(parsed.is_err(), "{text}"),
            Err(finding) => prop_assert_eq!(finding.problem.code, code::JSON_DUPLICATE_KEY),
        }
        read_json(text.into_bytes());
    }

    #[test]
    fn a_broken_workbook_is_read_to_its_end(place in 0usize..400, byte in any::<u8>(), cut in 0usize..60) {
        let mut xml = b"<worksheet><dimension ref=\"A1:C3\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c><c r=\"B1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>45717</v></c><c r=\"B2\" t=\"b\"><v>1</v></c><c r=\"C2\"><f t=\"shared\" ref=\"C2:C3\" si=\"0\">A2</f><v>7</v></c></row><row r=\"3\"><c r=\"A3\" t=\"e\"><v>#REF!</v></c></row></sheetData></worksheet>".to_vec();
        let place = place.min(xml.len() - 1);
        xml[place] = byte;
        xml.drain(place..(place + cut).min(xml.len()));
        let book = Workbook::default().sheet("表", "", &[]).texts("<sst><si><t>b</t></si></sst>").replace("xl/worksheets/s0.xml", xml);
        read_all(Cursor::new(book.bytes()));
    }

    #[test]
    fn a_broken_archive_is_refused_or_read(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = Workbook::default().sheet("表", "", &[&["a", "b"], &["1", "2"]]).bytes();
        let place = place.index(bytes.len());
        bytes[place] = byte;
        read_all(Cursor::new(bytes));
    }
}
