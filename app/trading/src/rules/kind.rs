//! Which of the four kinds of public resource trading a process is. OCDS has no field for it, so the publisher's own
//! Chinese words decide: what the notice is called, how the procedure is called, what the title says. See docs/ocds.md.

use serde_json::Value;

use crate::process::Kind;

/// The words of each kind, from the surest to the weakest. A word is looked for in one field alone.
const NOTICES: [(&str, Kind); 8] = [
    ("出让公告", Kind::LandMineral),
    ("转让公告", Kind::Property),
    ("招租公告", Kind::Property),
    ("采购公告", Kind::Procurement),
    ("磋商公告", Kind::Procurement),
    ("谈判公告", Kind::Procurement),
    ("询价公告", Kind::Procurement),
    ("招标公告", Kind::Construction),
];
const METHODS: [(&str, Kind); 12] = [
    ("挂牌转让", Kind::Property),
    ("网络竞价", Kind::Property),
    ("拍卖转让", Kind::Property),
    ("协议出让", Kind::LandMineral),
    ("挂牌", Kind::LandMineral),
    ("拍卖", Kind::LandMineral),
    ("划拨", Kind::LandMineral),
    ("竞争性", Kind::Procurement),
    ("询价", Kind::Procurement),
    ("单一来源", Kind::Procurement),
    ("框架协议", Kind::Procurement),
    ("征集", Kind::Procurement),
];
const TITLES: [(&str, Kind); 12] = [
    ("使用权", Kind::LandMineral),
    ("采矿权", Kind::LandMineral),
    ("探矿权", Kind::LandMineral),
    ("股权转让", Kind::Property),
    ("产权转让", Kind::Property),
    ("资产处置", Kind::Property),
    ("经营权", Kind::Property),
    ("采购", Kind::Procurement),
    ("工程", Kind::Construction),
    ("施工", Kind::Construction),
    ("监理", Kind::Construction),
    ("勘察设计", Kind::Construction),
];

/// The kind of a compiled release; [`Kind::Other`] where no Chinese word says one.
///
/// ```
/// use serde_json::json;
/// use trading::{process::Kind, rules::kind::kind};
/// let notice = |title| json!({"tender": {"documents": [{"documentType": "tenderNotice", "title": title}]}});
/// assert_eq!(kind(&notice("出让公告")), Kind::LandMineral);
/// assert_eq!(kind(&json!({"tender": {"procurementMethodDetails": "Licitación Pública"}})), Kind::Other);
/// ```
pub fn kind(compiled: &Value) -> Kind {
    let tender = compiled.get("tender").unwrap_or(&Value::Null);
    let text =
        |object: &Value, field: &str| object.get(field).and_then(Value::as_str).unwrap_or("").to_owned();
    // The words of the city's own extension need no guessing.
    if let Some(kind) = Kind::parse(&text(tender, "tradingKind")) {
        return kind;
    }
    let notices = tender.get("documents").and_then(Value::as_array).into_iter().flatten();
    let notices = notices.filter(|document| text(document, "documentType") == "tenderNotice");
    let notices: Vec<String> = notices.map(|document| text(document, "title")).collect();
    let title = text(tender, "title");
    let by_words = notices
        .iter()
        .find_map(|notice| found(&NOTICES, notice))
        .or_else(|| found(&METHODS, &text(tender, "procurementMethodDetails")))
        .or_else(|| found(&TITLES, &title));
    if let Some(kind) = by_words {
        return kind;
    }
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let planning = compiled.get("planning").unwrap_or(&Value::Null);
    if text(planning, "rationale").contains("采购") {
        return Kind::Procurement;
    }
    match text(tender, "mainProcurementCategory").as_str() {
        "works" if chinese(&title) => Kind::Construction,
        "goods" | "services" if chinese(&title) => Kind::Procurement,
        _ => Kind::Other,
    }
}

fn found(words: &[(&str, Kind)], text: &str) -> Option<Kind> {
    words.iter().find(|(word, _)| text.contains(word)).map(|(_, kind)| *kind)
}
