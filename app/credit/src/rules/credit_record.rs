//! Whether a row of the credit records can be believed. A negative record without a severity is refused: how
//! long it may be published hangs on it.

use record::{Day, Level, code};

use super::cells::{Cells, Judged};
use super::publication::Severity;
use crate::credit_record::{CreditRecord, Finding, GOOD_CATEGORIES};

/// Columns of the table, the required ones first.
pub const REQUIRED: [&str; 7] =
    ["记录编号", "企业名称", "统一社会信用代码", "记录类别", "记录名称", "认定机关", "认定日期"];
/// Columns that may be missing.
pub const OPTIONAL: [&str; 6] =
    ["有效期至", "严重程度", "最短公示期满", "公示截止期", "信用修复日期", "来源文号"];
/// Columns that are known and not kept: a source's points are not a score, and whether a record is public on a
/// day is computed here.
pub const IGNORED: [&str; 2] = ["分值", "截至20260630是否公示"];

/// Judges one row.
pub fn judge(mut cells: Cells<'_>, today: Day) -> Judged<CreditRecord> {
    let key = cells.required_number("记录编号");
    let uscc = cells.required_uscc("统一社会信用代码");
    let enterprise = cells.required("企业名称");
    let category = cells.required("记录类别");
    let name = cells.required("记录名称");
    let authority = cells.required("认定机关");
    let decided_on = cells.required_day("认定日期", today);
    let document = cells.number("来源文号");
    let finding = if GOOD_CATEGORIES.contains(&category.as_str()) {
        honour(&mut cells, decided_on)
    } else {
        negative(&mut cells, decided_on, today)
    };
    let parts = uscc.zip(decided_on).zip(finding);
    let record = parts.map(|((uscc, decided_on), finding)| CreditRecord {
        key,
        uscc,
        enterprise,
        category,
        name,
        authority,
        decided_on,
        document,
        finding,
    });
    cells.judged(record)
}

fn honour(cells: &mut Cells<'_>, decided_on: Option<Day>) -> Option<Finding> {
    let valid_until = cells.day("有效期至");
    cells.in_order(Level::Error, decided_on, valid_until, "有效期至");
    Some(Finding::Honour { valid_until })
}

fn negative(cells: &mut Cells<'_>, decided_on: Option<Day>, today: Day) -> Option<Finding> {
    let severity = severity(cells);
    if cells.is_empty("严重程度") {
        cells.note(Level::Error, code::VALUE_MISSING, "严重程度");
    }
    let periods = severity.zip(decided_on).map(|(severity, on)| periods(cells, severity, on));
    let repaired_on = cells.past_day("信用修复日期", today);
    cells.in_order(Level::Error, decided_on, repaired_on, "信用修复日期");
    let (publish_min, publish_until) = periods?;
    if repaired_on >= decided_on {
        cells.in_order(Level::Warning, Some(publish_min), repaired_on, "信用修复日期");
    }
    Some(Finding::Negative { severity: severity?, publish_min, publish_until, repaired_on })
}

/// The severity a source states; a word that is not known is a fault.
pub(super) fn severity(cells: &mut Cells<'_>) -> Option<Severity> {
    let word = cells.text("严重程度")?;
    let severity = Severity::named(&word);
    if severity.is_none() {
        cells.unknown("严重程度", &word);
    }
    severity
}

/// Earliest repair and last day of publication: the source's where it states them, the law's where it does not.
/// A source may publish for a shorter time than the law allows, never for a longer one.
pub(super) fn periods(cells: &mut Cells<'_>, severity: Severity, decided_on: Day) -> (Day, Day) {
    let longest = severity.publish_until(decided_on);
    let publish_min = cells.day("最短公示期满").unwrap_or_else(|| severity.publish_min(decided_on));
    let stated = cells.day("公示截止期");
    cells.in_order(Level::Error, Some(decided_on), stated, "公示截止期");
    if stated.is_some_and(|stated| stated > longest) {
        cells.note(Level::Warning, code::VALUE_RANGE, "公示截止期");
    }
    (publish_min, stated.unwrap_or(longest).min(longest))
}
