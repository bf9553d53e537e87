//! Every table of the slice, row by row: what is taken, what is refused and why.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Cursor;
use std::path::PathBuf;

use super::*;
use crate::rules::publication::{Publication, of_penalty, of_record, promptness};
use crate::{CreditRecord, Enterprise, penalty::Entry};
use record::Calendar;

fn data(name: &str) -> PathBuf {
    ::tests::data(name)
}

fn today() -> Day {
    Day::parse("2026-06-30").unwrap()
}

fn rows_of(name: &str) -> (Vec<Staged>, Vec<Fault>) {
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for item in read(File::open(data(name)).unwrap(), name, today()) {
        match item {
            Ok(row) => rows.push(row),
            Err(fault) => faults.push(fault),
        }
    }
    (rows, faults)
}

/// Line, code and level of a finding.
type Told = (Option<u64>, &'static str, Level);

fn rows_of_text(text: &str) -> (Vec<Staged>, Vec<Told>) {
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for item in read(Cursor::new(text.to_owned()), "a.csv", today()) {
        match item {
            Ok(row) => rows.push(row),
            Err(fault) => faults.push((fault.place.line, fault.problem.code.0, fault.problem.level)),
        }
    }
    (rows, faults)
}

fn facts<T: serde::de::DeserializeOwned>(rows: &[Staged]) -> Vec<T> {
    rows.iter().map(|row| serde_json::from_str(&row.payload).unwrap()).collect()
}

#[test]
fn every_sample_goes_in_without_a_word() {
    for (name, count) in
        [("credit/enterprises.csv", 800), ("credit/records.csv", 300), ("penalties/penalties.csv", 400)]
    {
        let (rows, faults) = rows_of(name);
        assert_eq!((rows.len(), faults), (count, Vec::new()), "{name}");
    }
}

#[test]
fn what_is_public_on_the_last_day_of_june_is_what_the_source_says() {
    let (rows, _) = rows_of("credit/records.csv");
    let records: BTreeMap<String, CreditRecord> =
        facts::<CreditRecord>(&rows).into_iter().map(|record| (record.key.clone(), record)).collect();
    let mut table = csv::Reader::from_path(data("credit/records.csv")).unwrap();
    let mut seen = 0;
    for row in table.deserialize::<BTreeMap<String, String>>() {
        let row = row.unwrap();
        let record = &records[&row["记录编号"]];
        let is_public = matches!(of_record(record, today()), Publication::Public { .. });
        assert_eq!(is_public, row["截至20260630是否公示"] == "1", "{}", record.key);
        let window = crate::rules::publication::window_of_record(record);
        assert_eq!(window.holds(today()), is_public, "{}", record.key);
        seen += 1;
    }
    assert_eq!(seen, 300);
}

#[test]
fn the_periods_of_every_penalty_are_those_of_its_severity() {
    let (rows, _) = rows_of("penalties/penalties.csv");
    let (mut standing, mut withdrawn, mut late, mut persons) = (0, 0, 0, 0);
    for entry in facts::<Entry>(&rows) {
        match &entry {
            Entry::Standing(penalty) => {
                standing += 1;
                assert_eq!(penalty.publish_min, penalty.severity.publish_min(penalty.decided_on));
                assert_eq!(penalty.publish_until, penalty.severity.publish_until(penalty.decided_on));
                late += u32::from(promptness(penalty, Calendar::china()).unwrap().days_late > 0);
                if penalty.party.uscc().is_none() {
                    persons += 1;
                    assert!(penalty.party.name().ends_with('*') && penalty.legal_representative.is_none());
                }
            }
            Entry::Withdrawn(tombstone) => {
                withdrawn += 1;
                let answer = of_penalty(&entry, Calendar::china(), today());
                assert!(matches!(answer, Publication::Withdrawn { .. }), "{}", tombstone.key);
            }
        }
    }
    assert_eq!((standing, withdrawn), (383, 17));
    assert!((10..40).contains(&late), "about six in a hundred are late, not {late}");
    assert!((20..40).contains(&persons), "about eight in a hundred are persons, not {persons}");
}

#[test]
fn sole_traders_are_masked_before_anything_is_kept() {
    let (rows, _) = rows_of("credit/enterprises.csv");
    let traders: Vec<Enterprise> =
        facts::<Enterprise>(&rows).into_iter().filter(Enterprise::is_sole_trader).collect();
    assert_eq!(traders.len(), 89);
    for trader in traders {
        assert!(trader.legal_representative.unwrap().ends_with('*'));
        assert!(trader.address.unwrap().ends_with("***"));
    }
    let (rows, faults) = rows_of_text(
        "企业名称,统一社会信用代码,类型,登记状态,法定代表人,住所\n\
         海港区岚榆五金店,92130302TE5T00083P,个体工商户,存续,陆小凤,河北省秦皇岛市海港区建设路12号3单元\n",
    );
    assert_eq!(faults, []);
    assert!(!rows[0].payload.contains("小凤") && !rows[0].payload.contains("12号"), "{}", rows[0].payload);
}

#[test]
fn the_broken_amounts_are_told_as_expected() {
    let (rows, faults) = rows_of("dirty/19_amounts_penalties.csv");
    let found: Vec<(u64, String, &str, Level)> = faults
        .iter()
        .map(|fault| {
            let problem = &fault.problem;
            (fault.place.line.unwrap(), problem.column.clone().unwrap(), problem.code.0, problem.level)
        })
        .collect();
    let mut expected = Vec::new();
    let mut table = csv::Reader::from_path(data("dirty/expected.csv")).unwrap();
    for row in table.records() {
        let row = row.unwrap();
        if &row[0] == "19_amounts_penalties.csv" && &row[4] != "正常" {
            let level = if &row[4] == "错误" { Level::Error } else { Level::Warning };
            expected.push((row[1].parse().unwrap(), row[2].to_owned(), row[3].to_owned(), level));
        }
    }
    let expected: Vec<(u64, String, &str, Level)> = expected
        .iter()
        .map(|(line, column, code, level)| (*line, column.clone(), code.as_str(), *level))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(rows.len(), 7);
    let fines: Vec<Option<String>> = facts::<Entry>(&rows)
        .into_iter()
        .map(|entry| match entry {
            Entry::Standing(penalty) => penalty.fine.map(record::Fen::wan),
            Entry::Withdrawn(_) => panic!("none is withdrawn"),
        })
        .collect();
    let wan = |text: &str| Some(text.to_owned());
    assert_eq!(
        fines,
        [wan("1234.5"), wan("12.5"), wan("12.5"), wan("50000"), wan("0.00001"), None, wan("0")]
    );
}

const PENALTY: &str = "行政相对人名称,行政相对人类别,行政相对人代码_1(统一社会信用代码),行政处罚决定书文号,处罚类别,\
                       处罚决定日期,处罚机关,备注,状态,变更或撤销日期,变更或撤销原因\n";

#[test]
fn a_row_is_told_all_that_is_wrong_with_it() {
    let check = |row: &str, expected: &[(&'static str, Level)]| {
        let (_, faults) = rows_of_text(&format!("{PENALTY}{row}\n"));
        let found: Vec<(&str, Level)> = faults.iter().map(|(_, code, level)| (*code, *level)).collect();
        assert_eq!(found, expected, "{row}");
    };
    check("甲公司,,91130302TE5T000082,1号,罚款,2026-03-02,某局,,,,", &[]);
    check(
        "甲公司,,,1号,罚款,,,,,,",
        &[("USCC_MISSING", Level::Error), ("DATE_MISSING", Level::Error), ("VALUE_MISSING", Level::Error)],
    );
    check("甲公司,,91130302TE5T000082,1号,罚款,2026-07-01,某局,,,,", &[("DATE_FUTURE", Level::Error)]);
    check("张三,自然人,11010519491231002X,1号,罚款,2026-03-02,某局,,,,", &[("PII_ID", Level::Error)]);
    check(
        "甲公司,,91130302TE5T000082,1号,罚款,2026-03-02,某局,电话15459962889,,,",
        &[("PII_PHONE", Level::Error)],
    );
    check(
        "甲公司,,91130302TE5T000082,1号,罚款,2026-03-02,某局,,已撤销,,",
        &[("DATE_MISSING", Level::Error), ("VALUE_MISSING", Level::Error)],
    );
    check(
        "甲公司,,91130302TE5T000082,1号,罚款,2026-03-02,某局,,已撤销,2026-03-01,证据不足",
        &[("DATE_ORDER", Level::Error)],
    );
    check("甲公司,,91130302TE5T000082,1号,罚款,2026-03-02,某局,,作废,,", &[("VALUE_UNKNOWN", Level::Error)]);
}

#[test]
fn a_withdrawn_penalty_keeps_no_party_and_no_fact() {
    let (rows, faults) = rows_of_text(&format!(
        "{PENALTY}甲公司,,91130302TE5T000082,1号,罚款,2026-03-02,某局,说明,已撤销,2026-04-03,主要证据不足\n"
    ));
    assert_eq!(faults, []);
    assert_eq!(
        rows[0].payload,
        r#"{"key":"1号","uscc":"91130302TE5T000082","document":"1号","authority":{"name":"某局"},"decided_on":"2026-03-02","publish_until":"2027-03-02","withdrawal":{"why":"revoked","on":"2026-04-03","reason":"主要证据不足"}}"#
    );
}

#[test]
fn a_negative_record_without_severity_is_refused_and_an_early_repair_is_told() {
    let header = "记录编号,企业名称,统一社会信用代码,记录类别,记录名称,认定机关,认定日期,严重程度,公示截止期,信用修复日期\n";
    let check = |row: &str, expected: &[&str]| {
        let (_, faults) = rows_of_text(&format!("{header}{row}\n"));
        assert_eq!(faults.iter().map(|(_, code, _)| *code).collect::<Vec<_>>(), expected, "{row}");
    };
    check("1,甲,91130302TE5T000082,欠税公告,欠税,税务局,2026-01-05,,,", &["VALUE_MISSING"]);
    check("1,甲,91130302TE5T000082,欠税公告,欠税,税务局,2026-01-05,一般,,2026-02-01", &["DATE_ORDER"]);
    check("1,甲,91130302TE5T000082,欠税公告,欠税,税务局,2026-01-05,一般,2027-06-01,", &["VALUE_RANGE"]);
    check("1,甲,91130302TE5T000082,荣誉,奖,市政府,2026-01-05,,,", &[]);
}

#[test]
fn a_file_of_no_known_table_is_refused_as_a_whole() {
    let (rows, faults) = rows_of_text("企业名称,统一社会信用代码,类型\n甲,91130302TE5T000082,有限公司\n");
    assert!(rows.is_empty());
    assert_eq!(faults, [(Some(1), "COLUMN_MISSING", Level::Error)]);
    for broken in ["", "\u{0}\u{1}\u{2}", "a,b\n1,2\n"] {
        assert!(rows_of_text(broken).0.is_empty());
    }
}

#[test]
fn a_plain_number_in_a_workbook_is_the_day_it_counts() {
    assert_eq!(serial_day("45717", false), Day::parse("2025-03-01"));
    assert_eq!(serial_day("44255", true), Day::parse("2025-03-01"));
    assert_eq!(serial_day("20250301", false), None);
}
