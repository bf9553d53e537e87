//! The statements of the slice on both databases.

use std::fs::File;

use record::{Count, Day, Instant, Kind, Ref, Start, Uscc};
use store::import::{Summary, run};
use store::{Migration, Store};

use super::*;
use crate::import::read;
use crate::penalty::Entry;

/// What other registers publish, as far as this slice asks for it.
const VIEWS: &str = "
    CREATE TABLE given_approvals (
        uscc TEXT, number TEXT, item_name TEXT, unit_name TEXT, decided_on TEXT, result TEXT, card TEXT, sort BIGINT
    );
    CREATE VIEW public_approvals AS
    SELECT uscc, number, item_name, unit_name, decided_on, result, card, sort FROM given_approvals;
    CREATE TABLE given_awards (
        uscc TEXT, ocid TEXT, title TEXT, buyer TEXT, amount TEXT, currency TEXT, award_day TEXT, role TEXT, sort BIGINT
    );
    CREATE VIEW public_awards AS
    SELECT uscc, ocid, title, buyer, amount, currency, award_day, role, sort FROM given_awards;
    INSERT INTO given_approvals (uscc, number, item_name, unit_name, decided_on, result, card, sort)
    VALUES ('91130302TE5T000082', 'QHD1', '农药经营许可', '市农业农村局', '2026-03-02', 'granted', 'none', 1),
           ('91130302TE5T000082', 'QHD2', '食品经营许可', '市市场监督管理局', NULL, 'open', 'none', 2);
    INSERT INTO given_awards (uscc, ocid, title, buyer, amount, currency, award_day, role, sort)
    VALUES ('91130302TE5T000082', 'ocds-1', '办公设备采购', '市财政局', '123456', 'CNY', '2026-05-06', 'supplier', 1),
           ('91130302TE5T000082', 'ocds-1', '办公设备采购', '市财政局', '123456', 'CNY', '2026-05-06', 'tenderer', 1),
           ('91130302TE5T000082', 'ocds-2', '道路养护', '市交通局', NULL, NULL, NULL, 'tenderer', 2);";

fn with_views() -> Vec<Migration> {
    let mut all = migrations();
    all.push(store::migration(202611230399, "views of other registers", VIEWS));
    all
}

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// An empty register on a database.
pub(crate) async fn empty(database: &::tests::Database) -> Store {
    Store::open(database.url(), with_views()).await.unwrap()
}

/// Imports a text as a file, entered at noon of `today`.
pub(crate) async fn take(store: &Store, name: &str, text: Vec<u8>, today: &str) -> Summary {
    let hash = format!("{name} {}", text.len());
    let now = Instant::parse(&format!("{today}T04:00:00Z")).unwrap();
    let file = store::import::File { name, hash: &hash, reason: None, now, secret: [7; 32] };
    run(store, &Register, file, read(std::io::Cursor::new(text), name, day(today)), &mut |_| {})
        .await
        .unwrap()
}

/// The register with the sample data.
pub(crate) async fn filled(database: &::tests::Database) -> Store {
    let store = empty(database).await;
    for name in ["credit/enterprises.csv", "credit/records.csv", "penalties/penalties.csv"] {
        let path = ::tests::data(name);
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut File::open(path).unwrap(), &mut bytes).unwrap();
        let summary = take(&store, name, bytes, "2026-06-30").await;
        assert_eq!((summary.refused, summary.warned), (0, 0), "{name}");
    }
    store
}

#[tokio::test]
async fn the_lists_show_what_is_public_on_the_day_on_both_databases() {
    for database in ::tests::databases() {
        let store = filled(&database).await;
        let today = day("2026-06-30");
        assert_eq!(totals(&store, today).await.unwrap()[0], Count::Exact(800));
        let everything = RecordFilter::default();
        let page = records(&store, &everything, today, Start::Top, 500).await.unwrap();
        // The sample's own column counts 197 public records on that day.
        assert_eq!((page.count, page.rows.len()), (Count::Exact(197), 197));
        assert!(
            page.rows.iter().all(|row| { crate::rules::publication::window_of_record(row).holds(today) })
        );
        let later = records(&store, &everything, day("2099-01-01"), Start::Top, 5).await.unwrap();
        assert_eq!(later.count, Count::Exact(0), "every period of the sample ends");
        let negative = RecordFilter { good: Some(false), ..RecordFilter::default() };
        let negative = records(&store, &negative, today, Start::Top, 500).await.unwrap();
        assert!(negative.rows.iter().all(|row| !row.is_honour()));
        assert_eq!(totals(&store, today).await.unwrap()[2], Count::Exact(negative.rows.len() as u64));
    }
}

#[tokio::test]
async fn every_page_of_a_list_joins_the_next_without_gap_or_repeat() {
    for database in ::tests::databases() {
        let store = filled(&database).await;
        let today = day("2026-06-30");
        for order in Order::ALL {
            let filter =
                EnterpriseFilter { order, kind: Some("有限公司".into()), ..EnterpriseFilter::default() };
            let mut seen = Vec::new();
            let (mut start, mut back) = (Start::Top, None);
            loop {
                let page = enterprises(&store, &filter, today, start, 100).await.unwrap();
                assert_eq!(page.count, Count::Exact(635));
                if seen.len() == 200 {
                    back = page.previous;
                }
                seen.extend(page.rows.iter().map(|row| row.enterprise.uscc));
                let Some(next) = page.next else { break };
                start = Start::asked(Some(&next), None);
            }
            assert_eq!(seen.len(), 635, "{order:?}");
            let mut unique = seen.clone();
            unique.sort_unstable();
            unique.dedup();
            assert_eq!(unique.len(), 635, "{order:?}");
            // Back from the third page the rows come in the same order.
            let back = Start::asked(None, back.as_deref());
            let page = enterprises(&store, &filter, today, back, 100).await.unwrap();
            let rows: Vec<Uscc> = page.rows.iter().map(|row| row.enterprise.uscc).collect();
            assert_eq!(rows, seen[100..200], "{order:?}");
        }
    }
}

#[tokio::test]
async fn an_enterprise_is_found_by_name_former_name_and_code() {
    for database in ::tests::databases() {
        let store = filled(&database).await;
        let check = async |words: &str, expected: &[&str]| {
            let filter = EnterpriseFilter { words: Some(words.into()), ..EnterpriseFilter::default() };
            let page = enterprises(&store, &filter, day("2026-06-30"), Start::Top, 20).await.unwrap();
            let found: Vec<&str> = page.rows.iter().map(|row| row.enterprise.name.as_str()).collect();
            assert_eq!(found, expected, "{words}");
        };
        check("河北渺汀生物", &["河北渺汀生物科技有限公司"]).await;
        check("91130302te5t000082", &["河北渺汀生物科技有限公司"]).await;
        check("!!", &[]).await;
        let filter = EnterpriseFilter {
            words: Some("秦皇岛洲颢环保科技".into()),
            ..EnterpriseFilter::default()
        };
        let page = enterprises(&store, &filter, day("2026-06-30"), Start::Top, 20).await.unwrap();
        assert_eq!(page.rows[0].enterprise.former_name.as_deref(), Some("秦皇岛洲颢环保科技有限公司"));
    }
}

#[tokio::test]
async fn one_enterprise_has_its_own_records_and_those_of_other_registers() {
    let database = ::tests::Database::sqlite();
    let store = filled(&database).await;
    let today = day("2026-06-30");
    for has in Has::ALL {
        let filter = EnterpriseFilter { has: Some(has), ..EnterpriseFilter::default() };
        let page = enterprises(&store, &filter, today, Start::Top, 500).await.unwrap();
        assert!(!page.rows.is_empty());
        for row in page.rows {
            let uscc = &row.enterprise.uscc;
            let found = records_of(&store, uscc, today).await.unwrap();
            let honours = found.iter().filter(|record| record.is_honour()).count() as u64;
            let penalties = penalties_of(&store, uscc, today).await.unwrap();
            let standing = penalties.iter().filter(|entry| !entry.is_withdrawn()).count() as u64;
            assert_eq!(
                row.counts,
                Counts { honours, negatives: found.len() as u64 - honours, penalties: standing }
            );
            let number = match has {
                Has::Honour => row.counts.honours,
                Has::Negative => row.counts.negatives,
                Has::Penalty => row.counts.penalties,
            };
            assert!(number > 0, "{has:?} {uscc}");
        }
    }
    let uscc = Uscc::parse("91130302TE5T000082").unwrap();
    let approved = approvals(&store, &uscc).await.unwrap();
    assert_eq!(approved.rows.iter().map(|row| row.number.as_str()).collect::<Vec<_>>(), ["QHD2", "QHD1"]);
    let awarded = awards(&store, &uscc).await.unwrap();
    let seen: Vec<(&str, bool)> = awarded.rows.iter().map(|row| (row.ocid.as_str(), row.won)).collect();
    assert_eq!((seen, awarded.count), (vec![("ocds-2", false), ("ocds-1", true)], Count::Exact(2)));
}

#[tokio::test]
async fn a_revoked_penalty_becomes_a_tombstone_everywhere() {
    for database in ::tests::databases() {
        let store = empty(&database).await;
        let header = "处罚编号,行政相对人名称,行政相对人代码_1(统一社会信用代码),行政处罚决定书文号,处罚类别,\
                      违法行为类型,处罚决定日期,处罚机关,状态,变更或撤销日期,变更或撤销原因\n";
        let row = "CF1,河北渺汀生物科技有限公司,91130302TE5T000082,1号,罚款,串通投标,2026-03-02,某局";
        let first = format!("{header}{row},有效,,\n");
        assert_eq!(take(&store, "a.csv", first.into(), "2026-03-10").await.taken, 1);
        let second = format!("{header}{row},已撤销,2026-04-03,主要证据不足\n");
        assert_eq!(take(&store, "b.csv", second.into(), "2026-04-07").await.taken, 1);
        let found =
            penalties(&store, &PenaltyFilter::default(), day("2026-04-07"), Start::Top, 5).await.unwrap();
        let [Entry::Withdrawn(tombstone)] = &found.rows[..] else {
            panic!("one tombstone, not {:?}", found.rows)
        };
        assert_eq!(tombstone.withdrawal.reason, "主要证据不足");
        let versions = store.versions(Kind::Penalty, "CF1").await.unwrap();
        assert_eq!((versions.len(), versions[0].withdrawn), (2, true));
        let hits = store::search::find(&store, "串通投标", None, None, 5).await.unwrap();
        assert!(hits.rows.is_empty(), "the offence is not found any more");
        let after =
            penalties(&store, &PenaltyFilter::default(), day("2027-03-03"), Start::Top, 5).await.unwrap();
        assert!(after.rows.is_empty());
        assert!(penalty(&store, "CF1").await.unwrap().unwrap().is_withdrawn());
    }
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing_and_a_document_is_one_penalty() {
    let database = ::tests::Database::sqlite();
    let store = filled(&database).await;
    let text = std::fs::read(::tests::data("penalties/penalties.csv")).unwrap();
    // A blank line makes other bytes of the same rows.
    let again = take(&store, "penalties/again.csv", [text, b"\n".to_vec()].concat(), "2026-06-30").await;
    assert_eq!((again.taken, again.unchanged, again.refused), (0, 400, 0));
    let row = "行政相对人名称,行政相对人代码_1(统一社会信用代码),行政处罚决定书文号,处罚类别,处罚决定日期,处罚机关\n\
               别的公司,91130302TE5T000082,山水罚决〔2025〕001号,罚款,2025-04-07,某局\n";
    let other = take(&store, "other.csv", row.into(), "2026-06-30").await;
    assert_eq!((other.taken, other.refused, other.warned), (0, 1, 1));
}

#[tokio::test]
async fn the_search_page_learns_what_it_may_show() {
    let database = ::tests::Database::sqlite();
    let store = filled(&database).await;
    let hits =
        store::search::find(&store, "河北砚湄港口装卸有限公司", Some(Kind::Penalty), None, 20).await.unwrap();
    let found: Vec<Ref> = hits.rows.into_iter().map(|hit| hit.record).collect();
    assert_eq!(found.len(), 3);
    let shown = shown(&store, day("2026-06-30"), &found).await.unwrap();
    let mut keys: Vec<&str> = shown.iter().map(|record| record.key.as_str()).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["CF202512030394", "CF202601270168"], "the third ended in 2025");
}

#[tokio::test]
async fn the_week_counts_what_the_sample_holds() {
    for database in ::tests::databases() {
        let store = filled(&database).await;
        let week = week(&store, day("2026-06-14")).await.unwrap();
        assert_eq!(week.weeks.len(), 12);
        assert_eq!(week.weeks.last().unwrap().0, day("2026-06-14"));
        assert_eq!(week.newest.len(), 5);
        assert!(week.changed >= week.repaired && week.changed > 0);
        assert!(week.newest.windows(2).all(|pair| pair[0].decided_on >= pair[1].decided_on));
    }
}
