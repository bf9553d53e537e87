//! Workbooks made for a test, part by part.
#![expect(clippy::unwrap_used, reason = "writing into memory does not fail")]
#![allow(dead_code, reason = "each test file uses its own part of this")]

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A workbook of sheets, each with the attributes of its entry and the XML of its rows.
#[derive(Default)]
pub(crate) struct Workbook {
    sheets: Vec<(&'static str, &'static str, String)>,
    texts: Option<String>,
    extra: Vec<(String, Vec<u8>)>,
    replaced: Vec<(String, Vec<u8>)>,
    properties: &'static str,
}

impl Workbook {
    pub(crate) fn sheet(mut self, name: &'static str, state: &'static str, rows: &[&[&str]]) -> Workbook {
        let rows = rows.iter().enumerate().map(|(index, cells)| {
            let cells: String =
                cells.iter().enumerate().map(|(column, xml)| cell(index + 1, column, xml)).collect();
            format!("<row r=\"{}\">{cells}</row>", index + 1)
        });
        self.sheets.push((name, state, rows.collect()));
        self
    }

    pub(crate) fn texts(mut self, xml: impl Into<String>) -> Workbook {
        self.texts = Some(xml.into());
        self
    }

    pub(crate) fn part(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Workbook {
        self.extra.push((name.to_owned(), bytes.into()));
        self
    }

    /// The workbook with other bytes in one of its parts.
    pub(crate) fn replace(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Workbook {
        self.replaced.push((name.to_owned(), bytes.into()));
        self
    }

    pub(crate) fn counting_from_1904(mut self) -> Workbook {
        self.properties = "<workbookPr date1904=\"1\"/>";
        self
    }

    pub(crate) fn bytes(self) -> Vec<u8> {
        const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut part = |name: &str, bytes: &[u8]| {
            let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            let other = self.replaced.iter().find(|(replaced, _)| replaced == name);
            zip.start_file(name, options).unwrap();
            zip.write_all(other.map_or(bytes, |(_, bytes)| bytes)).unwrap();
        };
        part(
            "_rels/.rels",
            format!("<Relationships><Relationship Id=\"r\" Type=\"{RELATION}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>").as_bytes(),
        );
        let (mut list, mut relations) = (String::new(), String::new());
        for (index, (name, state, rows)) in self.sheets.iter().enumerate() {
            list += &format!("<sheet name=\"{name}\" sheetId=\"{}\" {state} r:id=\"r{index}\"/>", index + 1);
            relations += &format!(
                "<Relationship Id=\"r{index}\" Type=\"{RELATION}/worksheet\" Target=\"worksheets/s{index}.xml\"/>"
            );
            let xml = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
            part(&format!("xl/worksheets/s{index}.xml"), xml.as_bytes());
        }
        let properties = self.properties;
        part(
            "xl/workbook.xml",
            format!("<workbook xmlns:r=\"{RELATION}\">{properties}<sheets>{list}</sheets></workbook>")
                .as_bytes(),
        );
        part("xl/_rels/workbook.xml.rels", format!("<Relationships>{relations}</Relationships>").as_bytes());
        // Style 1 shows a number as a day.
        part(
            "xl/styles.xml",
            b"<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
        );
        if let Some(texts) = &self.texts {
            part("xl/sharedStrings.xml", texts.as_bytes());
        }
        for (name, bytes) in &self.extra {
            part(name, bytes);
        }
        zip.finish().unwrap().into_inner()
    }
}

/// A cell: XML if it begins with `<`, `s:` and a style before a number, else a text.
fn cell(row: usize, column: usize, xml: &str) -> String {
    let place = format!("{}{row}", char::from(b'A' + u8::try_from(column).unwrap()));
    match xml {
        "" => String::new(),
        xml if xml.starts_with('<') => format!("<c r=\"{place}\">{xml}</c>"),
        xml if xml.starts_with("s:") => format!("<c r=\"{place}\" s=\"1\"><v>{}</v></c>", &xml[2..]),
        xml if xml.starts_with("t:") => format!("<c r=\"{place}\" t=\"s\"><v>{}</v></c>", &xml[2..]),
        text => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    }
}
