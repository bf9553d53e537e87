//! The columns of the open data: the one list behind the files, the dictionary of the data page and the tests.

use sheet::{Datum, Exported};

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
    value: fn(&Listed) -> Datum<'_>,
}

const fn column(
    name: &'static str,
    holds: Holds,
    zh: &'static str,
    en: &'static str,
    value: fn(&Listed) -> Datum<'_>,
) -> Column {
    Column { name, holds, zh, en, value }
}

/// Every column, in the order of the files.
#[rustfmt::skip]
pub const COLUMNS: &[Column] = &[
    column("number", Holds::Text, "办件编号；没有编号的为许可决定文书号", "Case number; where there is none, the number of the decision document", |it| (&it.number).into()),
    column("item", Holds::Text, "事项编码", "Code of the permit item", |it| it.item.as_ref().into()),
    column("item_name", Holds::Text, "事项名称", "Name of the permit item", |it| (&it.title).into()),
    column("unit", Holds::Text, "许可机关的统一社会信用代码", "Unified social credit code of the deciding unit", |it| it.unit.as_ref().into()),
    column("unit_name", Holds::Text, "许可机关", "Name of the deciding unit", |it| (&it.unit_name).into()),
    column("district", Holds::Text, "区划代码（GB/T 2260）", "Division code (GB/T 2260)", |it| it.district.as_ref().into()),
    column("applicant", Holds::Text, "行政相对人名称；自然人只留姓氏", "Applicant; of natural persons the surname alone", |it| (&it.applicant).into()),
    column("applicant_kind", Holds::Word, "organization 法人及非法人组织、sole_trader 个体工商户、person 自然人", "organization, sole_trader or person", |it| it.applicant_kind.as_str().into()),
    column("uscc", Holds::Text, "申请人的统一社会信用代码；自然人为空", "Unified social credit code of the applicant; empty for natural persons", |it| it.uscc.as_ref().into()),
    column("licence_kind", Holds::Text, "许可类别：普通、特许、认可、核准、登记、其他", "Type of licence: 普通, 特许, 认可, 核准, 登记 or 其他", |it| (&it.licence_kind).into()),
    column("result", Holds::Word, "open 在办、granted 准予、refused 不予、withdrawn 准予后撤回", "open, granted, refused, or withdrawn after it was granted", |it| it.result.as_str().into()),
    column("paused", Holds::Number, "在办且计时暂停为 1，否则为 0", "1 where the clock of an open case stands still, else 0", |it| i64::from(it.standing_still).into()),
    column("document", Holds::Text, "行政许可决定文书号", "Number of the decision document", |it| it.document.as_ref().into()),
    column("licence", Holds::Text, "许可编号", "Number of the licence", |it| it.licence.as_ref().into()),
    column("applied_on", Holds::Day, "申请日期", "Day of application", |it| it.applied.into()),
    column("accepted_on", Holds::Day, "受理日期", "Day of acceptance", |it| it.accepted.into()),
    column("decided_on", Holds::Day, "决定日期", "Day of decision", |it| it.decided.into()),
    column("published_on", Holds::Day, "公示日期", "Day of publication by the unit", |it| it.published.into()),
    column("valid_from", Holds::Day, "有效期自", "First day of validity", |it| it.valid_from.into()),
    column("valid_until", Holds::Day, "有效期至；2099-12-31 为长期", "Last day of validity; 2099-12-31 is long term", |it| it.valid_until.into()),
    column("days_used", Holds::Number, "计时的工作日：受理之后到决定当日，减去暂停", "Working days that count: from the day after acceptance to the decision, less pauses", |it| it.days_used.into()),
    column("pause_days", Holds::Number, "暂停而不计入的工作日", "Working days of pauses, which do not count", |it| it.pause_days.into()),
    column("extension_days", Holds::Number, "延期的工作日，已含在两个时限中", "Working days of extensions, contained in both limits", |it| it.extension_days.into()),
    column("promised_days", Holds::Number, "承诺时限（工作日）", "Promised limit in working days", |it| it.promised_days.into()),
    column("statutory_days", Holds::Number, "法定时限（工作日）", "Statutory limit in working days", |it| it.statutory_days.into()),
    column("card", Holds::Word, "none 无牌、notice 提醒、yellow 黄牌、red 红牌、red_statutory 超过法定时限的红牌、unknown 缺日期或时限", "none, notice, yellow, red, red_statutory, or unknown where dates or limits are missing", |it| it.card.as_str().into()),
    column("steps_over", Holds::Text, "超过自身时限的环节，以顿号分开", "Steps beyond their own limits, divided by 、", |it| it.steps_over.as_ref().into()),
    column("steps_late", Holds::Text, "迟录的环节：完成后超过 1 个工作日才录入", "Steps keyed in more than one working day after completion", |it| it.steps_late.as_ref().into()),
    column("steps_early", Holds::Text, "早录的环节：完成之前就录入", "Steps keyed in before completion", |it| it.steps_early.as_ref().into()),
    column("publication_days", Holds::Number, "从决定到公示的工作日；期限 7 个", "Working days from decision to publication; the limit is 7", |it| it.publication_days.into()),
];

impl Exported for Listed {
    fn columns() -> impl Iterator<Item = &'static str> {
        COLUMNS.iter().map(|column| column.name)
    }

    fn cells(&self) -> impl Iterator<Item = Datum<'_>> {
        COLUMNS.iter().map(|column| (column.value)(self))
    }
}
