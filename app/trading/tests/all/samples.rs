//! The 400 projects of the sample city against the table that was made with them.

use std::collections::HashMap;

use serde_json::Value;
use trading::party::without_persons;
use trading::process::{Kind, Process, State};
use trading::rules::facts::Facts;
use trading::rules::money::Decimal;
use trading::table::Filter;

use super::given::{Hall, SAMPLES, sample};

fn rows(path: &str) -> Vec<HashMap<String, String>> {
    let mut reader = csv::Reader::from_path(sample(path)).expect("the sample is there");
    reader.deserialize().map(|row| row.expect("the sample is a table")).collect()
}

async fn process(hall: &Hall, ocid: &str) -> (Process, Facts) {
    let version = hall.store.version(record::Kind::Process, ocid).await.expect("it is read");
    let facts: Facts =
        serde_json::from_str(&version.expect("it is published").facts).expect("facts are read");
    (Process::read(ocid, &facts.compiled), facts)
}

#[tokio::test]
async fn every_project_is_as_the_table_says_on_both_databases() {
    for database in tests::databases() {
        let hall = Hall::with_samples(database).await;
        let list = hall.list(&Filter::default()).await;
        let list: HashMap<_, _> = list.into_iter().map(|listed| (listed.ocid.clone(), listed)).collect();
        let projects = rows("trading/projects.csv");
        assert_eq!((list.len(), projects.len()), (400, 400));
        for row in projects {
            let number = row["项目编号"].as_str();
            let some = |column: &str| Some(row[column].clone()).filter(|text| !text.is_empty());
            let money = |column: &str| some(column).and_then(|text| Decimal::parse(&text));
            let listed = &list[&row["ocid"]];
            let (process, facts) = process(&hall, &row["ocid"]).await;
            assert_eq!(listed.number, number);
            assert_eq!(listed.title, row["项目名称"], "{number}");
            let kind = match row["交易类别"].as_str() {
                "工程建设" => Kind::Construction,
                "土地矿业权" => Kind::LandMineral,
                "政府采购" => Kind::Procurement,
                _ => Kind::Property,
            };
            assert_eq!(listed.kind, kind, "{number}");
            assert_eq!(listed.method_details, row["交易方式"], "{number}");
            assert_eq!(listed.buyer, row["招标人"], "{number}");
            assert_eq!(listed.buyer_code, row["招标人统一社会信用代码"], "{number}");
            // The table's own division is where the work is done, which the releases do not say.
            assert_eq!(listed.district.as_deref(), row["招标人统一社会信用代码"].get(2..8), "{number}");
            assert_eq!(
                listed.estimate.as_ref().map(|value| value.number),
                money("预算或起始价_元"),
                "{number}"
            );
            assert_eq!(listed.notice_day.map(|day| day.to_string()), some("公告日期"), "{number}");
            assert_eq!(listed.tender_deadline, some("截止时间"), "{number}");
            // A process that was called off publishes no count, which the table has all the same.
            let counted = listed.state != State::Cancelled;
            assert_eq!(
                listed.bidders.map(|count| count.to_string()),
                some("投标人数").filter(|_| counted),
                "{number}"
            );
            let ended = match row["结果"].as_str() {
                "已成交" => matches!(listed.state, State::Awarded | State::Contracted),
                "流标" => listed.state == State::Unsuccessful,
                _ => listed.state == State::Cancelled,
            };
            assert!(ended, "{number}: {:?} is not {}", listed.state, row["结果"]);
            assert_eq!(listed.winner, some("中标人"), "{number}");
            assert_eq!(listed.winner_code, some("中标人统一社会信用代码"), "{number}");
            assert_eq!(listed.award_value.as_ref().map(|value| value.number), money("中标价_元"), "{number}");
            assert_eq!(listed.award_day.map(|day| day.to_string()), some("中标通知日期"), "{number}");
            assert_eq!(listed.contract_day.map(|day| day.to_string()), some("合同签订日期"), "{number}");
            let candidates = [process.award_period.start, process.award_period.end];
            let candidates = candidates.map(|moment| moment.map(|moment| moment.day.to_string()));
            assert_eq!(candidates, [some("候选人公示起"), some("候选人公示止")], "{number}");
            assert_eq!(Some(facts.releases.len().to_string()), some("发布数"), "{number}");
            assert!(listed.conforms, "{number}");
        }
        for row in rows("trading/sales.csv") {
            let (process, _) = process(&hall, &row["ocid"]).await;
            let sale = process.sale.expect("land, mines and property are sold");
            let starting_price = sale.starting_price.map(|value| value.number);
            assert_eq!(starting_price, Decimal::parse(&row["起始价_元"]), "{}", row["ocid"]);
        }
    }
}

#[tokio::test]
async fn what_was_received_is_kept_whole() {
    let hall = Hall::with_samples(tests::Database::sqlite()).await;
    for file in SAMPLES {
        let text = std::fs::read_to_string(sample(&format!("trading/{file}"))).expect("the sample is there");
        let package: Value = serde_json::from_str(&text).expect("the sample is JSON");
        for release in package["releases"].as_array().expect("the sample has releases") {
            let ocid = release["ocid"].as_str().expect("a release has an ocid");
            let kept = trading::table::raw(&hall.store, ocid).await.expect("it is read");
            let found = kept.iter().any(|(_, text)| {
                // Byte for byte a part of the file, and nothing in it changes on the way out.
                let value: Value = serde_json::from_str(text).expect("a release is JSON");
                value == *release && without_persons(&value).is_none()
            });
            assert!(found, "{}", release["id"]);
            assert!(kept.iter().all(|(_, kept)| text.contains(kept.as_str())), "{ocid}");
        }
    }
}
