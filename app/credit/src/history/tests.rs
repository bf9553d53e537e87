//! What the versions of the register say, at the edges, in both languages.

use record::{Lang, Uscc};

use super::*;
use crate::credit_record::Finding;
use crate::enterprise::Standing;
use crate::penalty::{Office, Party, Withdrawal};
use crate::rules::publication::Severity;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn uscc() -> Uscc {
    Uscc::parse("91130302TE5T000082").unwrap()
}

fn enterprise() -> Enterprise {
    Enterprise {
        uscc: uscc(),
        register_number: None,
        name: "河北渺汀生物科技有限公司".to_owned(),
        former_name: None,
        kind: "有限公司".to_owned(),
        industry: None,
        district: Some("130302".to_owned()),
        town: None,
        standing: Standing::Active,
        founded_on: None,
        legal_representative: None,
        capital: Some(Fen(100_000_000)),
        address: None,
    }
}

fn penalty() -> Penalty {
    Penalty {
        key: "CF1".to_owned(),
        party: Party::Organisation { uscc: uscc(), name: "河北渺汀生物科技有限公司".to_owned() },
        legal_representative: None,
        document: "秦市监罚决〔2026〕1号".to_owned(),
        offence: None,
        findings: None,
        basis: None,
        kinds: vec!["警告".to_owned()],
        content: None,
        fine: Some(Fen(1_000_000)),
        confiscated: None,
        licence: None,
        decided_on: day("2026-06-24"),
        valid_until: None,
        authority: Office { name: "市市场监督管理局".to_owned(), uscc: None },
        source: None,
        remark: None,
        severity: Severity::Ordinary,
        severity_stated: true,
        publish_min: day("2026-09-24"),
        publish_until: day("2027-06-24"),
        published_on: Some(day("2026-06-26")),
    }
}

fn record(repaired_on: Option<Day>) -> CreditRecord {
    CreditRecord {
        key: "XY1".to_owned(),
        uscc: uscc(),
        enterprise: "河北渺汀生物科技有限公司".to_owned(),
        category: "经营异常".to_owned(),
        name: "未按时年报".to_owned(),
        authority: "市市场监督管理局".to_owned(),
        decided_on: day("2026-06-24"),
        document: None,
        finding: Finding::Negative {
            severity: Severity::Ordinary,
            publish_min: day("2026-09-24"),
            publish_until: day("2027-06-24"),
            repaired_on,
        },
    }
}

/// The sentences that come first, in English; in Chinese they must at least have words.
fn told(difference: &Difference) -> Vec<String> {
    let (zh, en) = (ui::given::visit(Lang::Zh), ui::given::visit(Lang::En));
    for sentence in difference.all() {
        assert!(!zh.said(sentence).contains("credit-"), "{sentence:?}");
        assert!(!en.said(sentence).contains("credit-"), "{sentence:?}");
    }
    difference.told.iter().map(|sentence| en.said(sentence)).collect()
}

#[test]
fn an_enterprise_says_what_became_of_it() {
    assert!(of_enterprise(&enterprise(), &enterprise()).is_empty());
    let after = Enterprise {
        standing: Standing::MovedAway,
        capital: Some(Fen(128_000_000)),
        industry: Some("食品".to_owned()),
        ..enterprise()
    };
    let difference = of_enterprise(&enterprise(), &after);
    assert_eq!(
        told(&difference),
        [
            "Registration changed from active to moved away",
            "Registered capital raised 28%, from CNY 1,000,000.00 to CNY 1,280,000.00",
        ]
    );
    assert_eq!(difference.others.len(), 1, "the industry");
}

#[test]
fn a_penalty_says_what_was_corrected() {
    assert!(of_penalty(&penalty(), &penalty()).is_empty());
    let after = Penalty {
        kinds: vec!["警告".to_owned(), "罚款".to_owned()],
        fine: Some(Fen(500_000)),
        decided_on: day("2026-06-23"),
        severity: Severity::Minor,
        severity_stated: false,
        ..penalty()
    };
    let difference = of_penalty(&penalty(), &after);
    assert_eq!(
        told(&difference),
        [
            "Kinds of penalty changed from 警告 to 警告、罚款",
            "Fine lowered 50%, from CNY 10,000.00 to CNY 5,000.00",
            "Decided moved one day earlier, from 24 June 2026 to 23 June 2026",
            "Severity changed from ordinary to minor",
        ]
    );
    assert_eq!(difference.others.len(), 1, "whether the source stated the severity");
    let unpriced = Penalty { fine: None, ..penalty() };
    assert_eq!(told(&of_penalty(&penalty(), &unpriced)), ["Fine removed; it was CNY 10,000.00"]);
    assert_eq!(told(&of_penalty(&unpriced, &penalty())), ["Fine entered: CNY 10,000.00"]);
}

#[test]
fn a_repair_is_told_once() {
    let repaired = record(Some(day("2026-10-08")));
    let difference = of_record(&record(None), &repaired);
    assert_eq!(
        (told(&difference), difference.others.len()),
        (vec!["Repaired on 8 October 2026".to_owned()], 0)
    );
    assert_eq!(told(&of_record(&repaired, &record(None))), ["The repair of 8 October 2026 was taken back"]);
    let honour = CreditRecord { finding: Finding::Honour { valid_until: None }, ..record(None) };
    assert_eq!(
        told(&of_record(&record(None), &honour))[0],
        "Honour or negative record changed from Negative records to Honours"
    );
}

#[test]
fn late_is_what_the_law_calls_late() {
    let english = |sentence: Option<Sentence>| sentence.map(|said| ui::given::visit(Lang::En).said(&said));
    let calendar = Calendar::china();
    let published = |text| Entry::Standing(Box::new(Penalty { published_on: Some(day(text)), ..penalty() }));
    let entered = day("2026-07-10");
    // Seven working days after Wednesday 24 June 2026 is Friday 3 July.
    assert_eq!(english(late(None, &published("2026-07-03"), entered, calendar)), None);
    let prompt = published("2026-07-06");
    assert_eq!(
        english(late(None, &prompt, entered, calendar)).as_deref(),
        Some("Published by its authority 8 working days after the decision; 7 allowed")
    );
    assert_eq!(late(Some(&prompt), &prompt, entered, calendar), None, "the version before said it");

    let stone = Entry::Withdrawn(Tombstone {
        key: "CF1".to_owned(),
        uscc: Some(uscc()),
        document: "秦市监罚决〔2026〕1号".to_owned(),
        authority: penalty().authority,
        decided_on: day("2026-06-24"),
        publish_until: day("2027-06-24"),
        withdrawal: Withdrawal {
            why: Why::Revoked, on: day("2026-07-06"), reason: "证据不足".to_owned()
        },
    });
    // Three working days after Monday 6 July is Thursday 9 July.
    assert_eq!(late(Some(&prompt), &stone, day("2026-07-09"), calendar), None);
    assert_eq!(
        english(late(Some(&prompt), &stone, day("2026-07-10"), calendar)).as_deref(),
        Some(
            "Left this register on 10 July 2026, one day after the last day allowed \
             (3 working days after it was changed or revoked)"
        )
    );
    assert_eq!(late(None, &stone, day("2026-12-01"), calendar), None, "it never stood here");
    let Entry::Withdrawn(stone) = stone else { return };
    assert_eq!(
        english(Some(withdrawal(&stone))).as_deref(),
        Some("Penalty revoked on 6 July 2026: 证据不足")
    );
}
