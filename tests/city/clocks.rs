//! Every clock of the register against an independent one.

use std::collections::BTreeMap;

use store::{Store, sql};

use super::data;

/// The word of the register for the colour of the expected files.
fn card(colour: &str) -> &'static str {
    match colour {
        "绿" => "none",
        "提醒" => "notice",
        "黄牌" => "yellow",
        "红牌" => "red",
        "红牌-超法定" => "red_statutory",
        other => panic!("{other} is no colour"),
    }
}

pub(super) async fn every_clock_comes_out_as_an_independent_one(store: &Store) {
    let rows =
        sql("SELECT number, days_used, promised_days, statutory_days, pause_days, card FROM approvals")
            .all(store)
            .await
            .expect("the register answers");
    let ours: BTreeMap<&str, _> = rows
        .iter()
        .map(|row| {
            let figures = [row.opt_int(1), row.opt_int(2), row.opt_int(3), row.opt_int(4)];
            (row.text(0), (figures, row.text(5)))
        })
        .collect();
    let (mut compared, mut wrong) = (0, Vec::new());
    for file in ["approvals/approvals_expected.csv", "approvals/in_progress_expected.csv"] {
        let mut expected = csv::Reader::from_path(data(file)).expect("the set is there");
        let header = expected.headers().expect("it has a header").clone();
        let place = |name: &str| header.iter().position(|column| column == name).expect("a known column");
        let columns = ["计时工作日", "承诺时限", "法定时限", "暂停工作日"].map(place);
        let colour = place("颜色");
        for row in expected.records() {
            let row = row.expect("the set is well formed");
            // An open case of a natural person is in no list; its page has a test of its own.
            let Some((figures, shown)) = ours.get(&row[0]) else {
                assert!(file.contains("in_progress"), "{} is missing", &row[0]);
                continue;
            };
            compared += 1;
            let wanted = columns.map(|column| row[column].parse::<i64>().ok());
            if *figures != wanted || *shown != card(&row[colour]) {
                wrong.push(format!("{}: {figures:?} {shown}, expected {wanted:?} {}", &row[0], &row[colour]));
            }
        }
    }
    assert!(compared > 5_000, "only {compared} clocks were compared");
    wrong.truncate(20);
    assert!(wrong.is_empty(), "{wrong:#?}");
}
