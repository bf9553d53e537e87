//! Every deliberately broken table of `tests/data/dirty` is reported as its `expected.csv` says, as far as a reader of
//! tables can see it: what only a rule can know (order of dates, duplicates, a fine of nothing) is the slices' part.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own data has failed")]

use record::{Day, Fault, Level};
use sheet::table::{Table, optional, required};
use sheet::{Row, json};
use std::collections::BTreeSet;
use std::fs::File;
use std::path::PathBuf;

const USCC: &str = "行政相对人代码_1(统一社会信用代码)";

const LICENCES: Table = Table {
    name: "licences",
    columns: &[
        required("行政相对人名称", "holder"),
        required("行政相对人类别", "holder_kind"),
        required(USCC, "uscc"),
        optional("法定代表人", "representative"),
        required("行政许可决定文书名称", "document"),
        required("行政许可决定文书号", "document_number"),
        required("许可类别", "kind"),
        optional("许可证书名称", "certificate"),
        optional("许可编号", "licence_number"),
        required("许可内容", "content"),
        required("许可决定日期", "decided_on"),
        optional("有效期自", "valid_from"),
        optional("有效期至", "valid_until"),
        required("许可机关", "authority"),
        optional("许可机关统一社会信用代码", "authority_uscc"),
        optional("当前状态", "state"),
        optional("数据来源单位", "source"),
        optional("数据来源单位统一社会信用代码", "source_uscc"),
        optional("备注", "remark"),
    ],
};

const PENALTIES: Table = Table {
    name: "penalties",
    columns: &[
        required("行政相对人名称", "holder"),
        required(USCC, "uscc"),
        required("行政处罚决定书文号", "document_number"),
        required("处罚类别", "kind"),
        optional("罚款金额(万元)", "fine"),
        required("处罚决定日期", "decided_on"),
        required("处罚机关", "authority"),
    ],
};

/// What only the rules of a slice can find.
const OF_THE_SLICES: [&str; 8] = [
    "DATE_ORDER",
    "DUPLICATE_IDENTICAL",
    "DUPLICATE_CONFLICT",
    "AMOUNT_ZERO",
    "OCDS_DATETIME",
    "OCDS_CODELIST",
    "OCDS_REQUIRED",
    "OCDS_TYPE",
];

fn dirty(name: &str) -> PathBuf {
    tests::data("dirty").join(name)
}

fn open(name: &str) -> File {
    File::open(dirty(name)).unwrap()
}

fn today() -> Day {
    Day::new(2026, 6, 30).unwrap()
}

/// Line, column or path, code, level.
type Told = (Option<u64>, String, String, String);

fn told(fault: &Fault) -> Told {
    let column = fault.problem.column.clone().or(fault.place.path.clone()).unwrap_or_default();
    (fault.place.line, column, fault.problem.code.to_string(), fault.problem.level.as_str().to_owned())
}

/// Reads a file as an import would, and gives the rows taken with all that was told.
fn read(name: &str) -> (Vec<Row>, Vec<Fault>) {
    let tables = [LICENCES, PENALTIES];
    let (mut sheet, columns) = match sheet::open_table(open(name), name, &tables) {
        Ok(opened) => opened,
        Err(faults) => return (Vec::new(), faults),
    };
    let (mut taken, mut faults) = (Vec::new(), Vec::new());
    let mut row = Row::default();
    while let Some(result) = sheet.read(&mut row) {
        if let Err(fault) = result {
            faults.push(fault);
            continue;
        }
        let mut reading = columns.reading(&row);
        reading.required_text("holder");
        reading.required_uscc("uscc");
        reading.required_text("document_number");
        if columns.table() == "penalties" {
            reading.wan("fine");
        } else {
            reading.text("licence_number");
            reading.required_text("content");
            reading.day("valid_from");
            reading.day("valid_until");
            reading.free_text("remark");
        }
        reading.required_past_day("decided_on", today());
        let problems = reading.finish();
        if !problems.iter().any(record::Problem::is_error) {
            taken.push(row.clone());
        }
        faults.extend(problems.into_iter().map(|it| Fault::new(record::Place::line(name, row.line()), it)));
    }
    assert!(sheet.is_whole(), "{name} is read to its end");
    faults.extend(sheet.notices().iter().cloned());
    (taken, faults)
}

fn expected(name: &str) -> BTreeSet<Told> {
    let mut list = sheet::open(open("expected.csv"), "expected.csv").unwrap();
    let rows: Vec<Row> = list.rows().map(Result::unwrap).collect();
    let level = |word: &str| match word {
        "错误" => Level::Error,
        "警告" => Level::Warning,
        _ => Level::Notice,
    };
    rows.iter()
        .filter(|row| row.text(0) == name && row.text(4) != "正常")
        .filter(|row| !OF_THE_SLICES.contains(&row.text(3)))
        .map(|row| {
            let line = row.text(1).parse().ok();
            (line, row.text(2).to_owned(), row.text(3).to_owned(), level(row.text(4)).as_str().to_owned())
        })
        .collect()
}

/// Everything expected is told, nothing else is, and this many rows are taken.
fn check(name: &str, rows: usize) {
    let (taken, faults) = read(name);
    let found: BTreeSet<Told> = faults.iter().map(told).collect();
    assert_eq!(found, expected(name), "{name}");
    assert_eq!(taken.len(), rows, "{name}");
}

#[test]
fn every_table_is_reported_as_expected() {
    check("01_gb18030.csv", 10);
    check("02_utf8_bom_crlf.csv", 8);
    check("03_utf16le.csv", 6);
    check("04_mixed_encoding.csv", 5);
    check("05_bad_uscc.csv", 4);
    check("06_duplicate_numbers.csv", 9);
    check("07_impossible_dates.csv", 7);
    check("08_missing_columns.csv", 0);
    check("09_extra_reordered_columns.csv", 5);
    check("10_huge_cell.csv", 2);
    check("11_formula_cells.csv", 7);
    check("12_formula_cells.xlsx", 3);
    check("13_ragged_rows.csv", 2);
    check("14_control_characters.csv", 2);
    check("15_empty.csv", 0);
    check("16_header_only.csv", 0);
    check("17_markup.csv", 4);
    check("18_personal_data_in_text.csv", 1);
    check("19_amounts_penalties.csv", 7);
    check("20_tab_separated.csv", 4);
    check("21_binary.csv", 0);
    check("26_high_ratio.xlsx", 0);
}

#[test]
fn characters_of_four_bytes_are_kept() {
    let (rows, _) = read("01_gb18030.csv");
    let all: String = rows.iter().flat_map(Row::texts).collect();
    assert!(all.contains('䶮') && all.contains('𠮷'));
}

#[test]
fn no_fault_repeats_a_personal_number() {
    for name in ["05_bad_uscc.csv", "18_personal_data_in_text.csv"] {
        let told = format!("{:?}", read(name).1);
        for number in ["130300199001011234", "130399197310110862", "15459962889", "6222020000000000000"] {
            assert!(!told.contains(number), "{name}: {told}");
        }
    }
}

/// Reads a JSON file item by item and gives the number of items with all that was told.
fn read_json(name: &str) -> (usize, bool, Vec<Fault>) {
    let mut items = json::open(open(name), name, &["releases", "records"]).unwrap();
    let (mut taken, mut faults) = (0, Vec::new());
    for item in items.by_ref() {
        match item {
            Ok(_) => taken += 1,
            Err(fault) => faults.push(fault),
        }
    }
    (taken, items.is_whole(), faults)
}

#[test]
fn every_json_file_is_reported_as_expected() {
    assert_eq!(read_json("22_ocds_invalid.json").0, 6);
    assert!(read_json("22_ocds_invalid.json").1);
    for name in ["23_json_truncated.json", "24_json_deep.json", "25_json_duplicate_keys.json"] {
        let (_, is_whole, faults) = read_json(name);
        // The line is told as well, which the list leaves open.
        let found: BTreeSet<Told> =
            faults.iter().map(|fault| (None, told(fault).1, told(fault).2, told(fault).3)).collect();
        assert_eq!(found, expected(name), "{name}");
        assert!(!is_whole, "nothing of {name} is published");
        assert!(json::check(&std::fs::read(dirty(name)).unwrap()).is_err(), "{name}");
    }
}
