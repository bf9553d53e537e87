//! The clocks and colours of every sample case, against an independent clock.

use std::collections::HashMap;

use approvals::rules::card::Card;
use approvals::table::{self, CaseResult, Filter, Listed, Order};

use super::given::{Hall, rows};

const FILES: [&str; 5] =
    ["agencies.csv", "items.csv", "item_steps.csv", "approvals.csv", "approval_steps.csv"];

async fn all(hall: &Hall) -> HashMap<String, Listed> {
    let list = table::first(&hall.store, &Filter::default(), Order::Newest, 100_000).await;
    list.expect("the list is read").into_iter().map(|listed| (listed.number.clone(), listed)).collect()
}

fn card(word: &str) -> Card {
    match word {
        "绿" => Card::None,
        "提醒" => Card::Notice,
        "黄牌" => Card::Yellow,
        "红牌" => Card::Red,
        "红牌-超法定" => Card::RedStatutory,
        other => panic!("{other} is no colour"),
    }
}

fn check_decided(list: &HashMap<String, Listed>) {
    let expected = rows("approvals/approvals_expected.csv");
    assert_eq!(expected.len(), 5_000);
    for row in expected {
        let number = &row["业务编号"];
        let listed = list.get(number).unwrap_or_else(|| panic!("{number} is not listed"));
        let days = |column: &str| row[column].parse::<i64>().ok();
        let names = |column: &str| Some(row[column].clone()).filter(|names| !names.is_empty());
        assert_eq!(listed.card, card(&row["颜色"]), "{number}");
        assert_eq!(listed.days_used, days("计时工作日"), "{number}");
        assert_eq!(Some(listed.pause_days), days("暂停工作日"), "{number}");
        assert_eq!(Some(listed.extension_days), days("延期工作日"), "{number}");
        assert_eq!(listed.statutory_days, days("法定时限"), "{number}");
        assert_eq!(listed.promised_days, days("承诺时限"), "{number}");
        assert_eq!(listed.steps_over, names("超期步骤"), "{number}");
        assert_eq!(listed.steps_late, names("迟录步骤"), "{number}");
        assert_eq!(listed.steps_early, names("早录步骤"), "{number}");
        assert_eq!(listed.publication_days, days("公示用时工作日"), "{number}");
        assert_eq!(listed.publication_days.is_some_and(|days| days > 7), row["公示超期"] == "1", "{number}");
    }
}

#[tokio::test]
async fn every_decided_case_has_the_expected_clock() {
    for database in tests::databases() {
        let mut hall = Hall::on(database, "2026-11-23").await;
        let mut taken = Vec::new();
        for file in FILES.into_iter().chain(["approval_extensions.csv"]) {
            taken.push(hall.take(&format!("approvals/{file}")).await);
        }
        assert_eq!(taken, [169, 129, 788, 5_000, 30_738, 75]);
        check_decided(&all(&hall).await);
    }
}

#[tokio::test]
async fn the_order_of_the_files_makes_no_difference() {
    let mut hall = Hall::open("2026-11-23").await;
    for file in ["approval_extensions.csv"].into_iter().chain(FILES.into_iter().rev()) {
        hall.take(&format!("approvals/{file}")).await;
    }
    check_decided(&all(&hall).await);
}

#[tokio::test]
async fn every_open_case_has_the_expected_clock_on_its_day() {
    for database in tests::databases() {
        let mut hall = Hall::on(database, "2026-11-23").await;
        for file in ["items.csv", "in_progress.csv", "in_progress_steps.csv", "approval_extensions.csv"] {
            hall.take(&format!("approvals/{file}")).await;
        }
        // Imported on a later day, the clocks are read again for the day of the sample.
        let day = super::given::day("2026-06-30");
        let read = table::refresh_open(&hall.store, &hall.city, day).await.expect("the clocks are read");
        assert_eq!(
            table::refresh_open(&hall.store, &hall.city, day).await.ok(),
            Some(0),
            "once a day is enough"
        );
        let list = all(&hall).await;
        let (mut checked, mut hidden) = (0, 0);
        for row in rows("approvals/in_progress_expected.csv") {
            let number = &row["业务编号"];
            let Some(listed) = list.get(number) else {
                hidden += 1;
                continue;
            };
            let days = |column: &str| row[column].parse::<i64>().ok();
            assert_eq!(listed.result, CaseResult::Open);
            assert_eq!(listed.card, card(&row["颜色"]), "{number}");
            assert_eq!(listed.days_used, days("计时工作日"), "{number}");
            assert_eq!(Some(listed.pause_days), days("暂停工作日"), "{number}");
            assert_eq!(listed.statutory_days, days("法定时限"), "{number}");
            assert_eq!(listed.promised_days, days("承诺时限"), "{number}");
            let left = listed.promised_days.zip(listed.days_used).map(|(promised, used)| promised - used);
            assert_eq!(left, days("剩余工作日"), "{number}");
            assert_eq!(listed.steps_over.clone().unwrap_or_default(), row["超期步骤"], "{number}");
            checked += 1;
        }
        // Two of the open cases are natural persons' and stand in no list.
        assert_eq!((checked, hidden, read), (78, 2, 78));
    }
}
