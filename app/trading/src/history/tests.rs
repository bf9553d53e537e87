//! What the versions of a process say, at the edges, in both languages.

use record::Lang;
use serde_json::{Value, json};

use super::*;
use crate::rules::facts::Named;

fn facts(compiled: Value) -> Facts {
    Facts {
        ocid: "ocds-1".to_owned(),
        compiled,
        by_publisher: false,
        releases: Vec::new(),
        package: json!({"publisher": {"name": "市公共资源交易中心"}}),
    }
}

fn process() -> Value {
    json!({
        "ocid": "ocds-1",
        "date": "2026-06-15T08:00:00+08:00",
        "tender": {
            "id": "T-1", "title": "道路养护", "status": "complete", "mainProcurementCategory": "works",
            "tenderPeriod": {"startDate": "2026-05-01T09:00:00+08:00", "endDate": "2026-05-21T09:00:00+08:00"},
            "value": {"amount": 1000000, "currency": "CNY"},
            "tenderers": [{"id": "A", "name": "甲建设有限公司"}, {"id": "B", "name": "乙建设有限公司"}]
        },
        "bids": {"details": [
            {"id": "B-1", "status": "valid", "tenderers": [{"id": "A", "name": "甲建设有限公司"}],
             "value": {"amount": 900000, "currency": "CNY"}}
        ]},
        "awards": [{"id": "A-1", "status": "active", "date": "2026-06-01T10:00:00+08:00",
                    "value": {"amount": 900000, "currency": "CNY"},
                    "suppliers": [{"id": "A", "name": "甲建设有限公司"}]}],
        "contracts": [{"id": "C-1", "awardID": "A-1", "status": "active",
                       "dateSigned": "2026-06-05T10:00:00+08:00",
                       "value": {"amount": 900000, "currency": "CNY"}}]
    })
}

/// The process with one place of it set.
fn with(pointer: &str, value: Value) -> Value {
    let mut process = process();
    *process.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is in the process")) = value;
    process
}

fn difference_of(before: &Value, after: &Value) -> Difference {
    difference(&facts(before.clone()), &facts(after.clone()))
}

fn told(before: &Value, after: &Value) -> Vec<String> {
    let (zh, en) = (ui::given::visit(Lang::Zh), ui::given::visit(Lang::En));
    let difference = difference_of(before, after);
    for sentence in difference.all() {
        assert!(!zh.said(sentence).contains("trading-"), "{sentence:?}");
        assert!(!en.said(sentence).contains("trading-"), "{sentence:?}");
    }
    difference.told.iter().map(|sentence| en.said(sentence)).collect()
}

#[test]
fn nothing_is_said_where_nothing_changed() {
    assert!(difference_of(&process(), &process()).is_empty());
    // The same sum in another spelling, and the same entries in the same order.
    let spelled: Value = serde_json::from_str(&process().to_string().replace("900000", "900000.00")).unwrap();
    assert!(difference_of(&process(), &spelled).is_empty());
}

#[test]
fn a_contract_raised_after_the_award_says_by_how_much_and_how_long_after() {
    let value = |amount: Value| with("/contracts/0/value/amount", amount);
    let check = |amount: Value, sentence: &str| {
        assert_eq!(told(&process(), &value(amount)), [sentence]);
    };
    check(
        json!(1_152_000),
        "Contract C-1 raised 28%, 14 days after the award: from CNY 900,000.00 to CNY 1,152,000.00",
    );
    check(
        json!(900_000.01),
        "Contract C-1 raised <0.1%, 14 days after the award: from CNY 900,000.00 to CNY 900,000.01",
    );
    check(
        json!(675_000),
        "Contract C-1 lowered 25%, 14 days after the award: from CNY 900,000.00 to CNY 675,000.00",
    );
    let on = |date: &str| {
        let mut after = value(json!(1_000_000));
        after["date"] = json!(date);
        told(&process(), &after)[0].clone()
    };
    assert!(on("2026-06-01T23:00:00+08:00").contains("raised 11.1%, on the day of the award: "));
    assert!(on("2026-06-02T00:01:00+08:00").contains(", one day after the award: "));
    // Said before the award was dated: then no number of days makes sense.
    assert_eq!(
        on("2026-05-31T10:00:00+08:00"),
        "Value of contract C-1 raised 11.1%, from CNY 900,000.00 to CNY 1,000,000.00"
    );
}

#[test]
fn sums_in_two_currencies_have_no_share() {
    let after = with("/contracts/0/value", json!({"amount": 900000, "currency": "USD"}));
    assert_eq!(
        told(&process(), &after),
        ["Value of contract C-1 changed from CNY 900,000.00 to USD 900,000"]
    );
    let before = with("/contracts/0/value", json!({"amount": 0, "currency": "CNY"}));
    assert_eq!(told(&before, &process()), ["Value of contract C-1 changed from CNY 0.00 to CNY 900,000.00"]);
    let guarani = |amount: i64| with("/tender/value", json!({"amount": amount, "currency": "PYG"}));
    assert_eq!(told(&guarani(1_000), &guarani(1_025)), ["Estimate raised 2.5%, from PYG 1,000 to PYG 1,025"]);
}

#[test]
fn a_deadline_moves_by_days_or_within_the_day() {
    let end = |text: &str| with("/tender/tenderPeriod/endDate", json!(text));
    let check = |text: &str, sentence: &str| assert_eq!(told(&process(), &end(text)), [sentence]);
    check(
        "2026-05-27T09:00:00+08:00",
        "Deadline for bids moved 6 days later, from 21 May 2026 to 27 May 2026",
    );
    check(
        "2026-05-20T09:00:00+08:00",
        "Deadline for bids moved one day earlier, from 21 May 2026 to 20 May 2026",
    );
    check(
        "2026-05-21T17:30:00+08:00",
        "Deadline for bids changed from 21 May 2026 09:00 to 21 May 2026 17:30",
    );
}

#[test]
fn bidders_and_winners_come_and_go() {
    let mut after = process();
    after["tender"]["tenderers"] =
        json!([{"id": "C", "name": "丙建设有限公司"}, {"id": "A", "name": "甲建设有限公司"}]);
    assert_eq!(told(&process(), &after), ["Bidder added: 丙建设有限公司", "Bidder removed: 乙建设有限公司"]);
    let mut after = process();
    after["awards"][0]["suppliers"] = json!([{"id": "B", "name": "乙建设有限公司"}]);
    assert_eq!(
        told(&process(), &after),
        ["Award A-1: 乙建设有限公司 added as winner", "Award A-1: 甲建设有限公司 is no longer winner"]
    );
    let mut after = process();
    after["bids"]["details"] = json!([
        {"id": "B-2", "status": "valid", "tenderers": [{"id": "B", "name": "乙建设有限公司"}]},
        {"id": "B-1", "status": "disqualified", "tenderers": [{"id": "A", "name": "甲建设有限公司"}],
         "value": {"amount": 810000, "currency": "CNY"}}
    ]);
    assert_eq!(
        told(&process(), &after),
        [
            "Bid B-2 added: 乙建设有限公司",
            "Bid B-1 of 甲建设有限公司 lowered 10%, from CNY 900,000.00 to CNY 810,000.00",
            "State of bid B-1 of 甲建设有限公司 changed from valid to ruled out",
        ]
    );
}

#[test]
fn awards_contracts_payments_and_documents_come_and_go() {
    let mut before = process();
    before["awards"] = json!([]);
    before["contracts"] = json!([]);
    assert_eq!(
        told(&before, &process()),
        [
            "State changed from open or being judged to contract signed",
            "Award A-1 added: 甲建设有限公司, CNY 900,000.00",
            "Contract C-1 added, CNY 900,000.00",
        ]
    );
    assert!(told(&process(), &before).contains(&"Contract C-1 removed; it was CNY 900,000.00".to_owned()));
    let mut after = process();
    after["contracts"][0]["implementation"] =
        json!({"transactions": [{"id": "P-1", "value": {"amount": 300000, "currency": "CNY"}}]});
    assert_eq!(told(&process(), &after), ["Payment P-1 added: CNY 300,000.00"]);
    let mut after = process();
    after["tender"]["documents"] = json!([{"id": "D-1", "title": "招标公告", "url": "https://a.example/1"}]);
    assert_eq!(told(&process(), &after), ["Document added: 招标公告"]);
    assert_eq!(told(&after, &process()), ["Document removed: 招标公告"]);
}

#[test]
fn a_release_is_told_once_and_how_long_it_took_to_come() {
    let named = |id: &str, date: &str| Named {
        n: 1,
        is_record: false,
        id: id.to_owned(),
        date: date.to_owned(),
        tag: vec!["contractAmendment".to_owned()],
        errors: 0,
        sha256: id.to_owned(),
    };
    let (before, mut after) = (facts(process()), facts(process()));
    after.releases.push(named("R-2", "2026-06-15T08:00:00+08:00"));
    let visit = ui::given::visit(Lang::En);
    let difference = difference(&before, &after);
    assert_eq!(visit.said(&difference.told[0]), "Release R-2 received: contract amended");
    let day = |text: &str| Day::parse(text).unwrap();
    let said =
        |entered: &str| released(Some(&before), &after, day(entered)).map(|sentence| visit.said(&sentence));
    let of = "Its newest release is of 15 June 2026; it was entered here";
    assert_eq!(said("2026-06-15"), Some(format!("{of} on the same day")));
    assert_eq!(said("2026-06-16"), Some(format!("{of} one day later")));
    assert_eq!(said("2026-06-29"), Some(format!("{of} 14 days later")));
    assert_eq!(said("2026-06-14"), None, "a release dated ahead of its entry is no delay");
    assert_eq!(released(Some(&after), &after, day("2026-06-29")), None);
    assert_eq!(publisher(&after).as_deref(), Some("市公共资源交易中心"));
}

#[test]
fn nothing_that_changed_goes_unsaid() {
    let mut checked = 0;
    for (field, _) in ledger::opening::flatten(&process()) {
        if field == "/ocid" {
            continue;
        }
        let changed = with(&field, json!("else"));
        checked += 1;
        assert!(!difference_of(&process(), &changed).is_empty(), "{field}");
        assert!(!difference_of(&changed, &process()).is_empty(), "{field}");
        told(&process(), &changed);
    }
    assert!(checked > 30, "only {checked} fields were changed");
}

#[test]
fn no_person_is_named_by_a_difference() {
    let mut after = process();
    after["parties"] = json!([{"id": "9", "name": "张三", "contactPoint": {"name": "李四"}}]);
    let visit = ui::given::visit(Lang::Zh);
    for difference in [difference_of(&process(), &after), difference_of(&after, &process())] {
        let text: String = difference.all().map(|sentence| visit.said(sentence)).collect();
        assert!(!text.contains("张三") && !text.contains("李四"), "{text}");
    }
}
