//! What a reader gets: pages, redirects, exports and refusals.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use record::{Instant, Lang};
use tower::ServiceExt;
use ui::VisitSeed;

use super::*;
use crate::table::tests::{day, empty, filled, take};

/// What a reader got.
struct Got {
    status: u16,
    location: String,
    text: String,
    robots: String,
}

async fn ask(store: &Store, lang: Lang, today: &str, address: &str) -> Got {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let seed = VisitSeed {
        lang,
        path: path.to_owned(),
        query: query.to_owned(),
        today: day(today),
        now: Instant::parse(&format!("{today}T04:00:00Z")).unwrap(),
        large: false,
    };
    let site = ui::given::visit(lang).site().clone();
    let request = Request::get(address).extension(site).extension(seed).body(Body::empty()).unwrap();
    let response = routes().with_state(store.clone()).oneshot(request).await.unwrap();
    let header = |name: &str| {
        response.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    };
    let (status, location, robots) = (response.status().as_u16(), header("location"), header("x-robots-tag"));
    let bytes = to_bytes(response.into_body(), 64 << 20).await.unwrap();
    Got { status, location, text: String::from_utf8(bytes.to_vec()).unwrap(), robots }
}

#[tokio::test]
async fn every_page_answers_in_both_languages_without_a_missing_word() {
    let database = ::tests::Database::sqlite();
    let store = filled(&database).await;
    for lang in Lang::ALL {
        for (address, status) in [
            ("/credit", 200),
            ("/credit?has=negative&order=capital&industry=食品", 200),
            ("/credit?q=不存在的企业名称甲乙丙丁", 200),
            ("/credit?code=", 422),
            ("/credit?code=91130302TE5T000083", 422),
            ("/credit/91130302TE5T000082", 200),
            ("/credit/92130302TE5T00083P", 200),
            ("/credit/914403001922038216", 404),
            ("/credit/abc", 404),
            ("/credit/records", 200),
            ("/credit/records?good=0&severity=serious", 200),
            ("/credit/penalties", 200),
            ("/credit/penalties?from=2026-02-30", 422),
            ("/credit/penalties/CF202604010003", 200),
            ("/credit/penalties/CF202505130054", 200),
            ("/credit/penalties/CF202412190004", 410),
            ("/credit/penalties/none", 404),
        ] {
            let address = address
                .replace("食品", "%E9%A3%9F%E5%93%81")
                .replace("不存在的企业名称甲乙丙丁", "%E7%94%B2%E4%B9%99");
            let got = ask(&store, lang, "2026-06-30", &address).await;
            assert_eq!(got.status, status, "{address}");
            assert!(got.text.contains("<h1>"), "{address}");
            assert!(!got.text.contains("credit-word-") && !got.text.contains(">credit-"), "{address}");
        }
    }
}

#[tokio::test]
async fn a_code_leads_to_its_enterprise_and_a_wrong_one_says_why() {
    let database = ::tests::Database::sqlite();
    let store = filled(&database).await;
    let got = ask(&store, Lang::Zh, "2026-06-30", "/credit?code=91130302te5t+000082").await;
    assert_eq!((got.status, got.location.as_str()), (303, "/credit/91130302TE5T000082"));
    let got = ask(&store, Lang::En, "2026-06-30", "/credit/91130302te5t000082").await;
    assert_eq!((got.status, got.location.as_str()), (308, "/en/credit/91130302TE5T000082"));
    let got = ask(&store, Lang::Zh, "2026-06-30", "/credit?code=91130302TE5T00008I").await;
    let why = "第 18 位“I”不会出现在代码里，可能是“1”";
    assert_eq!(got.status, 422);
    // Once in the summary, once at the field; the island keeps silent until the next key.
    assert_eq!(got.text.matches(&format!("{why}<")).count(), 2, "{}", got.text);
    assert!(got.text.contains(r##"href="#code""##));
    for address in ["/credit?code=11010519491231002X", "/credit/11010519491231002X"] {
        let got = ask(&store, Lang::Zh, "2026-06-30", address).await;
        assert_eq!(
            (got.status, got.location.as_str()),
            (303, "/credit?person=1"),
            "a person's number is not kept"
        );
    }
    let got = ask(&store, Lang::Zh, "2026-06-30", "/credit?person=1").await;
    assert!(got.status == 422 && got.text.contains("这是居民身份号码"));
}

#[tokio::test]
async fn numbers_lead_to_what_they_name() {
    let database = ::tests::Database::sqlite();
    let store = filled(&database).await;
    let check = async |address: &str, location: &str| {
        let got = ask(&store, Lang::Zh, "2026-06-30", address).await;
        assert_eq!((got.status, got.location.as_str()), (303, location), "{address}");
    };
    check("/credit?q=CF202604010003", "/credit/penalties/CF202604010003").await;
    check("/credit?q=XY00001", "/credit/93130321TE5T00585P").await;
    // A natural person has a line and no page.
    check("/credit/penalties/CF202509110009", "/credit/penalties?q=CF202509110009").await;
    let got = ask(&store, Lang::Zh, "2026-06-30", "/credit/penalties?q=CF202509110009").await;
    assert!(got.text.contains("丁** · 自然人") && got.text.contains("noindex"));
    assert!(!got.text.contains("/credit/penalties/CF202509110009"));
}

#[tokio::test]
async fn an_enterprise_shows_what_the_other_registers_decided() {
    let database = ::tests::Database::sqlite();
    let store = filled(&database).await;
    let got = ask(&store, Lang::Zh, "2026-06-30", "/credit/91130302TE5T000082").await;
    for part in [
        "农药经营许可",
        "/approvals/QHD1",
        "办公设备采购",
        "123,456.00 元",
        "/trading/ocds-1",
        "tel:12345",
        "龚静伟",
    ] {
        assert!(got.text.contains(part), "{part}");
    }
    assert!(!got.text.contains("noindex"));
    let trader = ask(&store, Lang::Zh, "2026-06-30", "/credit/92130302TE5T00083P").await;
    assert!(trader.text.contains("noindex") && trader.text.contains("陆**"));
    let data = ask(&store, Lang::Zh, "2026-06-30", "/credit/92130302TE5T00083P.json").await;
    assert_eq!((data.status, data.robots.as_str()), (200, "noindex"));
    assert!(data.text.contains(r#""enterprise":{"uscc":"92130302TE5T00083P""#), "{}", data.text);
}

#[tokio::test]
async fn nothing_is_shown_after_its_day_and_nothing_repaired() {
    let database = ::tests::Database::sqlite();
    let store = filled(&database).await;
    // Repaired on 2023-09-23; its period ran to 2024-03-30.
    let check = async |today: &str, expected: bool| {
        let page = ask(&store, Lang::Zh, today, "/credit/91130303TE5T00JU46").await;
        assert_eq!(page.text.contains("XY00197"), expected, "page on {today}");
        let data = ask(&store, Lang::Zh, today, "/credit/records.json?q=XY00197").await;
        assert_eq!(data.text.contains("XY00197"), expected, "data on {today}");
    };
    check("2023-09-22", true).await;
    check("2023-09-23", false).await;
    check("2024-01-01", false).await;
}

#[tokio::test]
async fn a_tombstone_says_rule_day_and_reason_and_nothing_else() {
    let database = ::tests::Database::sqlite();
    let store = filled(&database).await;
    for address in [
        "/credit/penalties/CF202505130054",
        "/credit/penalties?q=CF202505130054",
        "/credit/92130302TE5T006573",
    ] {
        let got = ask(&store, Lang::Zh, "2026-06-30", address).await;
        assert!(
            got.text.contains("2025年7月2日") && got.text.contains("主要证据不足，自行撤销"),
            "{address}"
        );
        assert!(!got.text.contains("5.0326") && !got.text.contains("50,326"), "{address}");
    }
    let page = ask(&store, Lang::Zh, "2026-06-30", "/credit/penalties/CF202505130054").await;
    assert!(page.text.contains("第四十八条") && !page.text.contains("玥浒汽修部"));
    assert!(page.text.contains("从未公示过原内容"));
}

#[tokio::test]
async fn a_late_withdrawal_is_told() {
    let database = ::tests::Database::sqlite();
    let store = empty(&database).await;
    let header = "处罚编号,行政相对人名称,行政相对人代码_1(统一社会信用代码),行政处罚决定书文号,处罚类别,\
                  处罚决定日期,处罚机关,状态,变更或撤销日期,变更或撤销原因\n";
    let row = "CF1,河北渺汀生物科技有限公司,91130302TE5T000082,1号,罚款,2026-03-02,某局";
    take(&store, "a.csv", format!("{header}{row},有效,,\n").into(), "2026-03-10").await;
    take(&store, "b.csv", format!("{header}{row},已变更,2026-04-03,行政复议决定变更\n").into(), "2026-04-10")
        .await;
    let got = ask(&store, Lang::Zh, "2026-04-11", "/credit/penalties/CF1").await;
    assert!(got.text.contains("不晚于 2026年4月9日") && got.text.contains("晚于期限"), "{}", got.text);
}

#[tokio::test]
async fn the_data_are_the_whole_list_with_the_filters_of_the_page() {
    let database = ::tests::Database::sqlite();
    let store = filled(&database).await;
    let rows = async |address: &str| {
        let got = ask(&store, Lang::Zh, "2026-06-30", address).await;
        assert_eq!((got.status, got.robots.as_str()), (200, "noindex"), "{address}");
        if address.contains(".json") {
            let rows: Vec<serde_json::Value> = serde_json::from_str(&got.text).unwrap();
            return rows.len();
        }
        csv::Reader::from_reader(got.text.as_bytes()).records().inspect(|row| assert!(row.is_ok())).count()
    };
    for form in ["csv", "json"] {
        assert_eq!(rows(&format!("/credit.{form}")).await, 800);
        assert_eq!(rows(&format!("/credit/records.{form}")).await, 197);
        let penalties = rows(&format!("/credit/penalties.{form}")).await;
        let serious = rows(&format!("/credit/penalties.{form}?severity=serious")).await;
        assert!(0 < serious && serious < penalties);
        assert_eq!(rows(&format!("/credit.{form}?q=%21%21")).await, 0);
    }
    let csv = ask(&store, Lang::Zh, "2026-06-30", "/credit.csv").await;
    let spreadsheet = ask(&store, Lang::Zh, "2026-06-30", "/credit.csv?bom=1").await;
    assert_eq!(spreadsheet.text.strip_prefix('\u{feff}'), Some(csv.text.as_str()));
    let got = ask(&store, Lang::Zh, "2026-06-30", "/credit/penalties.json?q=CF202504070001").await;
    assert_eq!(got.text, "[\n]\n", "it ended in April");
    let got = ask(&store, Lang::Zh, "2026-06-30", "/credit/penalties.json?q=CF202511050002").await;
    assert!(got.text.contains(r#""fine_yuan":48598.00"#), "{}", got.text);
}

#[test]
fn every_column_has_its_words_in_both_languages() {
    use crate::data::{ENTERPRISE_COLUMNS, PENALTY_COLUMNS, RECORD_COLUMNS};
    for lang in Lang::ALL {
        let visit = ui::given::visit(lang);
        for name in ENTERPRISE_COLUMNS.iter().chain(&RECORD_COLUMNS).chain(&PENALTY_COLUMNS) {
            let key = format!("credit-column-{}", name.replace('_', "-"));
            assert!(visit.word(&key).is_some(), "{key}");
        }
    }
}
