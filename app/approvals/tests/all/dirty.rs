//! Every broken table is reported as its description says, and the good rows of it go in.

use std::collections::BTreeSet;

use record::Level;

use super::given::{Hall, rows};

/// Rows that go in, by file.
const TAKEN: [(&str, u64); 20] = [
    ("01_gb18030.csv", 10),
    ("02_utf8_bom_crlf.csv", 8),
    ("03_utf16le.csv", 6),
    ("04_mixed_encoding.csv", 5),
    ("05_bad_uscc.csv", 4),
    ("06_duplicate_numbers.csv", 6),
    ("07_impossible_dates.csv", 6),
    ("08_missing_columns.csv", 0),
    ("09_extra_reordered_columns.csv", 5),
    ("10_huge_cell.csv", 2),
    ("11_formula_cells.csv", 7),
    ("12_formula_cells.xlsx", 3),
    ("13_ragged_rows.csv", 2),
    ("14_control_characters.csv", 2),
    ("15_empty.csv", 0),
    ("16_header_only.csv", 0),
    ("17_markup.csv", 4),
    ("18_personal_data_in_text.csv", 1),
    ("20_tab_separated.csv", 4),
    ("21_binary.csv", 0),
];

type Finding = (Option<u64>, String, String, Level);

fn expected(file: &str) -> BTreeSet<Finding> {
    let level = |word: &str| match word {
        "错误" => Some(Level::Error),
        "警告" => Some(Level::Warning),
        "提示" => Some(Level::Notice),
        "正常" => None,
        other => panic!("{other} is no level"),
    };
    rows("dirty/expected.csv")
        .into_iter()
        .filter(|row| row["文件"] == file)
        .filter_map(|row| {
            Some((row["行"].parse().ok(), row["列"].clone(), row["代码"].clone(), level(&row["级别"])?))
        })
        .collect()
}

async fn check(file: &str, taken: Option<u64>) {
    let mut hall = Hall::open("2026-11-23").await;
    let (summary, faults) = hall.import(&format!("dirty/{file}")).await;
    let expected = expected(file);
    // Where the description names no column, ours may.
    let columns: BTreeSet<(Option<u64>, &str)> =
        expected.iter().filter(|it| it.1.is_empty()).map(|it| (it.0, it.2.as_str())).collect();
    let found: BTreeSet<Finding> = faults
        .iter()
        .map(|fault| {
            let code = fault.problem.code.as_str();
            let line = fault.place.line;
            let open = columns.contains(&(line, code));
            let column = fault.problem.column.clone().filter(|_| !open).unwrap_or_default();
            (line, column, code.to_owned(), fault.problem.level)
        })
        .collect();
    assert_eq!(found, expected, "{file}");
    if let Some(taken) = taken {
        assert_eq!(summary.taken, taken, "{file}: {summary:?}");
    }
}

#[tokio::test]
async fn every_broken_table_is_reported_as_described() {
    for (file, taken) in TAKEN {
        check(file, Some(taken)).await;
    }
    check("26_high_ratio.xlsx", Some(0)).await;
}
