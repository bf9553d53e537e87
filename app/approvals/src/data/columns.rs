//! The columns of the open data: the one list behind the files, the dictionary of the data page and the tests.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::table::Listed;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text.
    Text,
    /// A word out of a fixed list.
    Word,
    /// `YYYY-MM-DD`.
    Day,
    /// A whole number.
    Number,
}

/// One column of the open data, described in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in CSV and JSON.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// What it means, in Chinese.
    pub zh: &'static str,
    /// What it means, in English.
    pub en: &'static str,
    value: fn(&Listed) -> Cell<'_>,
}

/// The value of one column of one row.
enum Cell<'a> {
    Text(Option<Cow<'a, str>>),
    Number(Option<i64>),
}

const fn column(
    name: &'static str,
    holds: Holds,
    zh: &'static str,
    en: &'static str,
    value: fn(&Listed) -> Cell<'_>,
) -> Column {
    Column { name, holds, zh, en, value }
}

fn text(text: &str) -> Cell<'_> {
    Cell::Text(Some(Cow::Borrowed(text)))
}

fn some(text: &Option<String>) -> Cell<'_> {
    Cell::Text(text.as_deref().map(Cow::Borrowed))
}

fn day(day: Option<record::Day>) -> Cell<'static> {
    Cell::Text(day.map(|day| Cow::Owned(day.to_string())))
}

/// Every column, in the order of the files.
#[rustfmt::skip]
pub const COLUMNS: &[Column] = &[
    column("number", Holds::Text, "办件编号；没有编号的为许可决定文书号", "Case number; where there is none, the number of the decision document", |it| text(&it.number)),
    column("item", Holds::Text, "事项编码", "Code of the permit item", |it| some(&it.item)),
    column("item_name", Holds::Text, "事项名称", "Name of the permit item", |it| text(&it.title)),
    column("unit", Holds::Text, "许可机关的统一社会信用代码", "Unified social credit code of the deciding unit", |it| some(&it.unit)),
    column("unit_name", Holds::Text, "许可机关", "Name of the deciding unit", |it| text(&it.unit_name)),
    column("district", Holds::Text, "区划代码（GB/T 2260）", "Division code (GB/T 2260)", |it| some(&it.district)),
    column("applicant", Holds::Text, "行政相对人名称；自然人只留姓氏", "Applicant; of natural persons the surname alone", |it| text(&it.applicant)),
    column("applicant_kind", Holds::Word, "organization 法人及非法人组织、sole_trader 个体工商户、person 自然人", "organization, sole_trader or person", |it| text(it.applicant_kind.as_str())),
    column("uscc", Holds::Text, "申请人的统一社会信用代码；自然人为空", "Unified social credit code of the applicant; empty for natural persons", |it| some(&it.uscc)),
    column("licence_kind", Holds::Text, "许可类别：普通、特许、认可、核准、登记、其他", "Type of licence: 普通, 特许, 认可, 核准, 登记 or 其他", |it| text(&it.licence_kind)),
    column("result", Holds::Word, "open 在办、granted 准予、refused 不予、withdrawn 准予后撤回", "open, granted, refused, or withdrawn after it was granted", |it| text(it.result.as_str())),
    column("paused", Holds::Number, "在办且计时暂停为 1，否则为 0", "1 where the clock of an open case stands still, else 0", |it| Cell::Number(Some(it.standing_still.into()))),
    column("document", Holds::Text, "行政许可决定文书号", "Number of the decision document", |it| some(&it.document)),
    column("licence", Holds::Text, "许可编号", "Number of the licence", |it| some(&it.licence)),
    column("applied_on", Holds::Day, "申请日期", "Day of application", |it| day(it.applied)),
    column("accepted_on", Holds::Day, "受理日期", "Day of acceptance", |it| day(it.accepted)),
    column("decided_on", Holds::Day, "决定日期", "Day of decision", |it| day(it.decided)),
    column("published_on", Holds::Day, "公示日期", "Day of publication by the unit", |it| day(it.published)),
    column("valid_from", Holds::Day, "有效期自", "First day of validity", |it| day(it.valid_from)),
    column("valid_until", Holds::Day, "有效期至；2099-12-31 为长期", "Last day of validity; 2099-12-31 is long term", |it| day(it.valid_until)),
    column("days_used", Holds::Number, "计时的工作日：受理之后到决定当日，减去暂停", "Working days that count: from the day after acceptance to the decision, less pauses", |it| Cell::Number(it.days_used)),
    column("pause_days", Holds::Number, "暂停而不计入的工作日", "Working days of pauses, which do not count", |it| Cell::Number(Some(it.pause_days))),
    column("extension_days", Holds::Number, "延期的工作日，已含在两个时限中", "Working days of extensions, contained in both limits", |it| Cell::Number(Some(it.extension_days))),
    column("promised_days", Holds::Number, "承诺时限（工作日）", "Promised limit in working days", |it| Cell::Number(it.promised_days)),
    column("statutory_days", Holds::Number, "法定时限（工作日）", "Statutory limit in working days", |it| Cell::Number(it.statutory_days)),
    column("card", Holds::Word, "none 无牌、notice 提醒、yellow 黄牌、red 红牌、red_statutory 超过法定时限的红牌、unknown 缺日期或时限", "none, notice, yellow, red, red_statutory, or unknown where dates or limits are missing", |it| text(it.card.as_str())),
    column("steps_over", Holds::Text, "超过自身时限的环节，以顿号分开", "Steps beyond their own limits, divided by 、", |it| some(&it.steps_over)),
    column("steps_late", Holds::Text, "迟录的环节：完成后超过 1 个工作日才录入", "Steps keyed in more than one working day after completion", |it| some(&it.steps_late)),
    column("steps_early", Holds::Text, "早录的环节：完成之前就录入", "Steps keyed in before completion", |it| some(&it.steps_early)),
    column("publication_days", Holds::Number, "从决定到公示的工作日；期限 7 个", "Working days from decision to publication; the limit is 7", |it| Cell::Number(it.publication_days)),
];

/// The cells of a row of CSV, in the order of [`COLUMNS`]. What is missing is empty.
pub fn csv_cells(listed: &Listed) -> impl Iterator<Item = Cow<'_, str>> {
    COLUMNS.iter().map(|column| match (column.value)(listed) {
        Cell::Text(text) => text.unwrap_or_default(),
        Cell::Number(number) => Cow::Owned(number.map(|number| number.to_string()).unwrap_or_default()),
    })
}

/// The row as a JSON object. What is missing is null.
pub fn json_object(listed: &Listed) -> Map<String, Value> {
    COLUMNS
        .iter()
        .map(|column| {
            let value = match (column.value)(listed) {
                Cell::Text(text) => text.map_or(Value::Null, |text| Value::String(text.into_owned())),
                Cell::Number(number) => number.map_or(Value::Null, Value::from),
            };
            (column.name.to_owned(), value)
        })
        .collect()
}
