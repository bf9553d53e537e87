//! What a citizen gets to read, and a program to take away.

use std::collections::HashMap;

use super::given::{Hall, rows};

async fn hall() -> Hall {
    let mut hall = Hall::open("2026-11-23").await;
    for file in [
        "agencies.csv",
        "items.csv",
        "item_steps.csv",
        "approvals.csv",
        "approval_steps.csv",
        "approval_extensions.csv",
        "in_progress.csv",
        "in_progress_steps.csv",
    ] {
        hall.take(&format!("approvals/{file}")).await;
    }
    hall
}

fn contains(text: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(text.contains(wanted), "{wanted} is missing in:\n{text}");
    }
}

#[tokio::test]
async fn pages_and_files_say_what_is_published_and_nothing_else() {
    let hall = hall().await;
    let list = hall.get("/approvals").await;
    assert_eq!(list.status, 200);
    contains(&list.text, &["共 5,078 条", "after=", "/approvals.csv"]);
    let english = hall.get("/en/approvals?card=red&sort=longest").await;
    contains(&english.text, &["Red card", "lang=\"zh-CN\"", "/en/approvals/QHD", "noindex"]);
    let none = hall.get("/approvals?q=没有这样的字词").await;
    contains(&none.text, &["没有符合这些条件的办件"]);
    for query in ["card=purple", "from=2026-02-30", "unit=没有这个单位", "after=x"] {
        let bad = hall.get(&format!("/approvals?{query}")).await;
        assert_eq!(bad.status, 422, "{query}");
        contains(&bad.text, &["error-summary"]);
        assert_eq!(hall.get(&format!("/approvals.csv?{query}")).await.status, 422, "{query}");
    }

    // A case with a pause and late entries.
    let page = hall.get("/approvals/QHD2024111100001").await;
    assert_eq!(page.status, 200);
    contains(
        &page.text,
        &[
            "农药经营许可",
            "用了 0 个工作日",
            "暂停 12 个工作日（检验检测",
            "暂停：检验检测",
            "迟录",
            "秦农许准〔2024〕0001号",
            "长期有效",
            "/credit/92130322TE5T008Y77",
            "/approvals/items/130300-16-092",
            "data-wake=\"touch\"",
            "leptos-island",
            // A sole trader is not for search engines.
            "noindex",
        ],
    );
    // The operator's mark stands, and no more of the name.
    contains(&page.text, &["胡**"]);
    let red = hall.get("/en/approvals/QHD2025030300001").await;
    contains(&red.text, &["Red card: 14 working days beyond the promise", "13 working days late (limit 7)"]);
    assert!(!red.text.contains("noindex"));

    let items = hall.get("/approvals/items?q=农药").await;
    contains(&items.text, &["农药经营许可", "农业农村局"]);
    let item = hall.get("/approvals/items/130300-16-092").await;
    contains(&item.text, &["办理环节", "按承诺办完", "最近的办件"]);
    for address in ["/approvals/NO-SUCH", "/approvals/items/NO-SUCH", "/approvals/NO-SUCH.json"] {
        assert_eq!(hall.get(address).await.status, 404, "{address}");
    }

    // The files are the same query, row for row.
    let csv = hall.get("/approvals.csv?card=red").await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8; header=present");
    let expected =
        rows("approvals/approvals_expected.csv").iter().filter(|row| row["颜色"] == "红牌").count();
    let mut reader = csv::Reader::from_reader(csv.text.as_bytes());
    let found: Vec<HashMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    assert_eq!(found.iter().filter(|row| row["result"] != "open").count(), expected);
    assert!(found.iter().all(|row| row["card"] == "red"));
    let spreadsheet = hall.get("/approvals.csv?card=red&bom=1").await;
    assert!(spreadsheet.text.starts_with('\u{feff}'));
    let json = hall.get("/approvals.json?card=red").await;
    let json: Vec<serde_json::Value> = serde_json::from_str(&json.text).unwrap();
    assert_eq!(json.len(), found.len());
    assert!(json[0]["days_used"].is_number());
    let one = hall.get("/approvals/QHD2024111100001.json").await;
    let one: serde_json::Value = serde_json::from_str(&one.text).unwrap();
    assert_eq!((&one["pause_days"], &one["steps"][2]["entry"]), (&12.into(), &"late".into()));
    let row = hall.get("/approvals/QHD2024111100001.csv").await;
    assert_eq!(row.text.lines().count(), 2);
}

#[tokio::test]
async fn no_page_and_no_file_names_a_natural_person() {
    let hall = hall().await;
    let mut texts = hall.get("/approvals.csv").await.text;
    texts.push_str(&hall.get("/approvals.json").await.text);
    let restricted = rows("approvals/natural_persons_restricted.csv");
    for row in restricted.iter().step_by(20) {
        let page = hall.get(&format!("/approvals/{}", row["业务编号"])).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains(&row["公开姓名"]) && page.text.contains("noindex"));
        assert!(!page.text.contains(&row["姓名"]), "{}", row["业务编号"]);
        texts.push_str(&page.text);
        texts.push_str(&hall.get(&format!("/approvals/{}.json", row["业务编号"])).await.text);
    }
    for row in &restricted {
        for column in ["证件号码", "手机号码", "住址"] {
            assert!(!texts.contains(&row[column]), "{}: {column}", row["业务编号"]);
        }
    }
}
