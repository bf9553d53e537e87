//! Words of the sources in the reader's language. What the sources say is Chinese; common words have an English one,
//! everything else stays as it is and is marked as Chinese.

use leptos::prelude::*;
use record::{Day, Lang};
use ui::{Tone, Visit};

use crate::enterprise::Standing;
use crate::rules::publication::Severity;

/// Words the sources use for classes, with the key of their translation.
const KNOWN: &[(&str, &str)] = &[
    ("有限公司", "credit-word-limited"),
    ("股份有限公司", "credit-word-stock"),
    ("个体工商户", "credit-word-sole-trader"),
    ("农民专业合作社", "credit-word-cooperative"),
    ("民办非企业单位", "credit-word-non-enterprise"),
    ("商贸", "credit-word-commerce"),
    ("农林牧渔", "credit-word-farming"),
    ("食品", "credit-word-food"),
    ("建筑施工", "credit-word-building"),
    ("制造", "credit-word-manufacturing"),
    ("信息技术", "credit-word-computing"),
    ("物流运输", "credit-word-transport"),
    ("物业环卫", "credit-word-property-care"),
    ("文旅", "credit-word-tourism"),
    ("房地产", "credit-word-real-estate"),
    ("医药", "credit-word-medicine"),
    ("教育培训", "credit-word-education"),
    ("能源环保", "credit-word-energy"),
    ("工程咨询", "credit-word-engineering"),
    ("荣誉", "credit-word-honour"),
    ("经营异常", "credit-word-abnormal"),
    ("欠税公告", "credit-word-tax-arrears"),
    ("合同违约", "credit-word-breach"),
    ("失信被执行人", "credit-word-judgment-debtor"),
    ("拖欠工资", "credit-word-wage-arrears"),
    ("警告", "credit-word-warning"),
    ("通报批评", "credit-word-criticism"),
    ("罚款", "credit-word-fine"),
    ("没收违法所得", "credit-word-confiscation"),
    ("责令停产停业", "credit-word-shutdown"),
    ("暂扣或吊销", "credit-word-suspension"),
    ("其他", "credit-word-other"),
];

/// A class in the reader's language; the source's word where nobody translated it.
pub(super) fn class(visit: &Visit, word: &str) -> String {
    let known = KNOWN.iter().find(|(source, _)| *source == word).and_then(|(_, key)| visit.word(key));
    known.unwrap_or(word).to_owned()
}

/// A text of the sources, marked as Chinese where the page is not.
pub(super) fn chinese(visit: &Visit, text: &str) -> AnyView {
    match visit.lang() {
        Lang::Zh => text.to_owned().into_any(),
        Lang::En => view! { <span lang="zh-CN">{text.to_owned()}</span> }.into_any(),
    }
}

/// A division by its code; the code where the city does not know it.
pub(super) fn division(visit: &Visit, code: &str) -> String {
    visit.city().division(code).map_or(code, |division| division.name(visit.lang())).to_owned()
}

/// Whether an enterprise exists, as a word and what it means to the reader.
pub(super) fn standing(visit: &Visit, standing: Standing) -> (Tone, &'static str) {
    match standing {
        Standing::Active => (Tone::Good, visit.t("credit-standing-active")),
        Standing::Dormant => (Tone::Notice, visit.t("credit-standing-dormant")),
        Standing::Revoked => (Tone::Bad, visit.t("credit-standing-revoked")),
        Standing::Cancelled => (Tone::Warn, visit.t("credit-standing-cancelled")),
        Standing::MovedAway => (Tone::Notice, visit.t("credit-standing-moved-away")),
    }
}

/// How grave an offence is. None of them is red: red says that something is wrong now.
pub(super) fn severity(visit: &Visit, severity: Severity) -> (Tone, &'static str) {
    match severity {
        Severity::Minor => (Tone::Plain, visit.t("credit-severity-minor")),
        Severity::Ordinary => (Tone::Notice, visit.t("credit-severity-ordinary")),
        Severity::Serious => (Tone::Warn, visit.t("credit-severity-serious")),
    }
}

/// A day, or that the source names none.
pub(super) fn day_or_none(visit: &Visit, day: Option<Day>) -> String {
    match day {
        Some(day) if day >= Day::LONG_TERM => visit.t("credit-long-term").to_owned(),
        Some(day) => visit.day(day),
        None => visit.t("credit-not-stated").to_owned(),
    }
}
