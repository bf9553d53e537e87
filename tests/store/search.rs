//! One question, one answer, on both databases.

use record::{Count, Day, Kind};
use store::search::{Doc, find};
use store::{Store, sort_id};

use super::both;

async fn index(store: &Store, docs: &[(&str, &str, &str)]) {
    let docs: Vec<Doc> = docs
        .iter()
        .enumerate()
        .map(|(at, (key, day, words))| Doc {
            id: sort_id(Day::parse(day).unwrap(), at as i64 + 1),
            kind: if key.starts_with('E') { Kind::Enterprise } else { Kind::Approval },
            key: (*key).into(),
            title: (*words).into(),
            detail: String::new(),
            words: (*words).into(),
        })
        .collect();
    let mut write = store.write().await.unwrap();
    write.index(&docs).await.unwrap();
    write.commit().await.unwrap();
}

async fn keys(store: &Store, words: &str, kind: Option<Kind>) -> Vec<String> {
    find(store, words, kind, None, 20).await.unwrap().rows.into_iter().map(|hit| hit.record.key).collect()
}

const DOCS: &[(&str, &str, &str)] = &[
    ("A1", "2026-01-05", "海港区第一小学校舍建设 秦农许准〔2024〕0001号"),
    ("A2", "2026-03-05", "北戴河区学校食堂经营许可 91130322TE5T00LR2R"),
    ("E1", "2026-02-05", "秦皇岛学海教育咨询有限公司"),
    ("A3", "2025-02-05", "𠮷䶮便利店"),
];

#[tokio::test]
async fn two_characters_find_every_record_that_holds_them_newest_first() {
    both(|store| async move {
        index(&store, DOCS).await;
        assert_eq!(keys(&store, "学校", None).await, ["A2", "A1"]);
        assert_eq!(keys(&store, "學校", None).await, ["A2", "A1"], "traditional characters");
        assert_eq!(keys(&store, "海港区 学校", None).await, ["A1"], "all parts must be found");
        assert_eq!(keys(&store, "校学", None).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn one_character_finds_what_holds_it_anywhere() {
    both(|store| async move {
        index(&store, DOCS).await;
        assert_eq!(keys(&store, "学", None).await, ["A2", "E1", "A1"]);
        assert_eq!(keys(&store, "号", None).await, ["A1"], "at the very end of a text too");
        assert_eq!(keys(&store, "𠮷", None).await, ["A3"], "outside the basic plane");
    })
    .await;
}

#[tokio::test]
async fn codes_and_numbers_are_found_whatever_their_case_brackets_and_end() {
    both(|store| async move {
        index(&store, DOCS).await;
        assert_eq!(keys(&store, "91130322te5t00lr2r", None).await, ["A2"]);
        assert_eq!(keys(&store, "91130322", None).await, ["A2"]);
        assert_eq!(keys(&store, "许准(2024)0001号", None).await, ["A1"]);
        assert_eq!(keys(&store, "许准[2024]0002号", None).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_kind_narrows_and_nonsense_finds_nothing() {
    both(|store| async move {
        index(&store, DOCS).await;
        assert_eq!(keys(&store, "学", Some(Kind::Enterprise)).await, ["E1"]);
        for nonsense in ["", "   ", "\"", "* OR (", "' & !", "-", "NEAR/2"] {
            assert_eq!(keys(&store, nonsense, None).await, [""; 0], "{nonsense}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_record_indexed_again_is_found_by_its_new_words_alone() {
    both(|store| async move {
        index(&store, DOCS).await;
        index(&store, &[("A1", "2026-01-05", "山海关区医院")]).await;
        assert_eq!(keys(&store, "海港", None).await, [""; 0]);
        assert_eq!(keys(&store, "医院", None).await, ["A1"]);
    })
    .await;
}

#[tokio::test]
async fn pages_follow_one_another_without_gap_or_repetition() {
    both(|store| async move {
        let many: Vec<(String, String)> =
            (0..50).map(|n| (format!("A{n}"), format!("2026-{:02}-{:02}", n / 28 + 1, n % 28 + 1))).collect();
        let docs: Vec<(&str, &str, &str)> =
            many.iter().map(|(key, day)| (key.as_str(), day.as_str(), "道路维修")).collect();
        index(&store, &docs).await;
        let (mut before, mut seen) = (None, Vec::new());
        loop {
            let hits = find(&store, "道路", None, before, 20).await.unwrap();
            assert_eq!(hits.count, Count::Exact(50));
            seen.extend(hits.rows.into_iter().map(|hit| hit.record.key));
            before = hits.next;
            if before.is_none() {
                break;
            }
        }
        assert_eq!(seen, (0..50).rev().map(|n| format!("A{n}")).collect::<Vec<_>>());
    })
    .await;
}
