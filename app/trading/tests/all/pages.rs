//! What a reader gets: pages in both languages, exports of the same query, and each release as it came.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use record::{Instant, Lang};
use serde_json::Value;
use std::io::Cursor;
use tower::ServiceExt;
use ui::VisitSeed;

use super::given::{Hall, sample, today};

struct Got {
    status: u16,
    location: String,
    robots: String,
    text: String,
}

async fn ask(hall: &Hall, lang: Lang, address: &str) -> Got {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let seed = VisitSeed {
        lang,
        path: path.to_owned(),
        query: query.to_owned(),
        today: today(),
        now: Instant::start_of(today(), 480),
        large: false,
    };
    let site = ui::given::visit(lang).site().clone();
    let request =
        Request::get(address).extension(site).extension(seed).body(Body::empty()).expect("a request");
    let response =
        trading::routes().with_state(hall.store.clone()).oneshot(request).await.expect("it answers");
    let header = |name: &str| {
        response
            .headers()
            .get(name)
            .map(|value| value.to_str().expect("ASCII").to_owned())
            .unwrap_or_default()
    };
    let (status, location, robots) = (response.status().as_u16(), header("location"), header("x-robots-tag"));
    let bytes = to_bytes(response.into_body(), 64 << 20).await.expect("it ends");
    Got { status, location, robots, text: String::from_utf8(bytes.to_vec()).expect("it is text") }
}

fn json(got: &Got) -> Value {
    serde_json::from_str(&got.text)
        .unwrap_or_else(|error| panic!("{error}: {}", &got.text[..200.min(got.text.len())]))
}

#[tokio::test]
async fn every_page_answers_in_both_languages_without_a_missing_word() {
    let hall = Hall::with_samples(tests::Database::sqlite()).await;
    hall.import(&sample("ocds/real/paraguay-2017-release-package.json")).await;
    hall.import(&sample("ocds/real/paraguay-2017-record-package.json")).await;
    hall.import(&sample("dirty/22_ocds_invalid.json")).await;
    for lang in Lang::ALL {
        for (address, status) in [
            ("/trading", 200),
            ("/trading?kind=land_mineral&state=contracted&sort=largest", 200),
            ("/trading?currency=PYG&sort=oldest&from=2015-01-01&to=2017-12-31", 200),
            ("/trading?q=%E9%81%93%E8%B7%AF&district=130322&method=open", 200),
            ("/trading?q=%E7%94%B2%E4%B9%99%E4%B8%99%E4%B8%81", 200),
            ("/trading?buyer=11130324TE5T00YP9B", 200),
            ("/trading?from=2026-02-30", 422),
            ("/trading/ocds-qhd000-GC-2024-0001", 200),
            ("/trading/ocds-qhd000-TK-2024-0015", 200),
            ("/trading/ocds-qhd000-ZC-2024-0014", 200),
            ("/trading/ocds-qhd000-CQ-2024-0018", 200),
            ("/trading/ocds-03ad3f-284437", 200),
            ("/trading/ocds-03ad3f-273637", 200),
            ("/trading/none", 404),
        ] {
            let got = ask(&hall, lang, address).await;
            assert_eq!(got.status, status, "{address}");
            assert!(got.text.contains("<h1>"), "{address}");
            assert!(!got.text.contains(">trading-") && !got.text.contains("fault-ocds"), "{address}");
        }
        // Every page that the samples give.
        for listed in hall.list(&Default::default()).await {
            let got = ask(&hall, lang, &format!("/trading/{}", listed.ocid)).await;
            assert_eq!(got.status, 200, "{}", listed.ocid);
            assert!(!got.text.contains(">trading-"), "{}", listed.ocid);
        }
    }
}

#[tokio::test]
async fn a_page_shows_every_bid_and_the_exact_price() {
    let hall = Hall::with_samples(tests::Database::sqlite()).await;
    let got = ask(&hall, Lang::Zh, "/trading/ocds-qhd000-GC-2024-0001").await;
    for shown in [
        "卢龙县下寨乡老旧小区改造工程",
        "秦皇岛霁岚钢结构工程有限公司",
        "23,954,729.00 元",
        "2,395.4729 万元",
        "27,870,000.00 元",
        "2024年6月18日 09:00",
        "2024年6月19日 至 2024年6月23日",
        "/credit/91130321TE5T00294T",
        "招标公告",
        "中标候选人公示",
        "rel=\"noopener nofollow external\"",
        "portal.example.cn",
        "/trading/ocds-qhd000-GC-2024-0001/releases/1.json",
    ] {
        assert!(got.text.contains(shown), "{shown}");
    }
    let process: Value = json(&ask(&hall, Lang::Zh, "/trading/ocds-qhd000-GC-2024-0001.json").await);
    let bids = process["records"][0]["compiledRelease"]["bids"]["details"].as_array().expect("bids");
    for bid in bids {
        let name = bid["tenderers"][0]["name"].as_str().expect("a name");
        assert!(got.text.contains(name), "{name}");
    }
    let sale = ask(&hall, Lang::Zh, "/trading/ocds-qhd000-TK-2024-0001").await;
    for shown in ["竞得人", "起始价", "最高报价", "出让公告", "2.73827604 亿元"] {
        assert!(sale.text.contains(shown), "{shown}");
    }
}

#[tokio::test]
async fn a_number_leads_to_its_process() {
    let hall = Hall::with_samples(tests::Database::sqlite()).await;
    let got = ask(&hall, Lang::En, "/trading?q=GC-2024-0001").await;
    assert_eq!((got.status, got.location.as_str()), (303, "/en/trading/ocds-qhd000-GC-2024-0001"));
    assert_eq!(ask(&hall, Lang::En, "/trading?q=GC-2024-0001&kind=property").await.status, 200);
}

#[tokio::test]
async fn the_exports_are_the_query_of_the_page() {
    let hall = Hall::with_samples(tests::Database::sqlite()).await;
    let csv = ask(&hall, Lang::Zh, "/trading.csv?kind=property").await;
    let mut rows = csv::Reader::from_reader(csv.text.as_bytes());
    assert_eq!(rows.headers().expect("a header"), &csv::StringRecord::from(trading::COLUMNS.to_vec()));
    assert_eq!(rows.records().count(), 40);
    let list = json(&ask(&hall, Lang::Zh, "/trading.json").await);
    let list = list.as_array().expect("a list");
    assert_eq!(list.len(), 400);
    let one = list.iter().find(|one| one["number"] == "GC-2024-0001").expect("it is there");
    assert_eq!(one["award_value"].to_string(), "23954729");
    assert_eq!(one["kind"], "construction");
    let none = json(&ask(&hall, Lang::Zh, "/trading.json?kind=other").await);
    assert_eq!(none, serde_json::json!([]));
    let package = json(&ask(&hall, Lang::Zh, "/trading/releases.json?kind=property").await);
    assert_eq!(package["publisher"]["name"], "秦皇岛市公共资源交易中心（样例数据）");
    assert_eq!(package["license"], "https://creativecommons.org/publicdomain/zero/1.0/");
    let text = std::fs::read_to_string(sample("trading/property_rights.json")).expect("the sample is there");
    let sample: Value = serde_json::from_str(&text).expect("the sample is JSON");
    let sorted = |package: &Value| {
        let mut releases: Vec<String> =
            package["releases"].as_array().expect("releases").iter().map(Value::to_string).collect();
        releases.sort();
        releases
    };
    assert_eq!(sorted(&package), sorted(&sample));
}

#[tokio::test]
async fn exporting_again_loses_no_field() {
    let hall = Hall::sqlite().await;
    let file = sample("ocds/real/paraguay-2017-release-package.json");
    hall.import(&file).await;
    let sample: Value =
        serde_json::from_str(&std::fs::read_to_string(file).expect("it is there")).expect("it is JSON");
    for release in sample["releases"].as_array().expect("releases") {
        let ocid = release["ocid"].as_str().expect("an ocid");
        let package = json(&ask(&hall, Lang::En, &format!("/trading/{ocid}.json")).await);
        let releases = package["records"][0]["releases"].as_array().expect("releases");
        assert!(releases.contains(release), "{}", release["id"]);
        let mut single = false;
        for n in 1..=releases.len() {
            single |=
                json(&ask(&hall, Lang::En, &format!("/trading/{ocid}/releases/{n}.json")).await) == *release;
        }
        assert!(single, "{}", release["id"]);
    }
    assert_eq!(ask(&hall, Lang::En, "/trading/ocds-03ad3f-284437/releases/9.json").await.status, 404);
    assert_eq!(ask(&hall, Lang::En, "/trading/ocds-03ad3f-284437/releases/x").await.status, 404);
}

#[tokio::test]
async fn a_person_is_nowhere_named() {
    let hall = Hall::sqlite().await;
    let release = r#"[{"ocid": "ocds-abc123-1", "id": "1", "date": "2026-01-01T00:00:00Z", "tag": ["award"],
        "initiationType": "tender", "language": "zh", "parties": [{"id": "7", "name": "张小明", "roles": ["supplier"]}],
        "tender": {"id": "T1", "title": "公房出租，联系人身份证11010519491231002X", "tenderers": [{"id": "7", "name": "张小明"}]},
        "awards": [{"id": "A", "status": "active", "suppliers": [{"id": "7", "name": "张小明"}],
            "value": {"amount": 1, "currency": "CNY"}}]}]"#;
    hall.import_from(Cursor::new(release), "p.json").await;
    for address in [
        "/trading",
        "/trading.csv",
        "/trading.json",
        "/trading/releases.json",
        "/trading/ocds-abc123-1",
        "/trading/ocds-abc123-1.json",
        "/trading/ocds-abc123-1/releases/1.json",
    ] {
        let got = ask(&hall, Lang::Zh, address).await;
        assert_eq!(got.status, 200, "{address}");
        assert!(!got.text.contains("张小明") && !got.text.contains("11010519491231002X"), "{address}");
        assert!(got.text.contains("张**"), "{address}");
        if address.ends_with(".json") {
            json(&got);
        }
        let hidden = got.robots == "noindex" || got.text.contains("noindex") || address == "/trading";
        assert!(hidden, "{address}");
    }
    // Nobody finds a person by a name that is not shown.
    let found = ask(&hall, Lang::Zh, "/trading?q=%E5%BC%A0%E5%B0%8F%E6%98%8E").await;
    assert!(!found.text.contains("ocds-abc123-1"));
}

#[tokio::test]
async fn what_a_publisher_writes_cannot_become_markup_or_a_formula() {
    let hall = Hall::sqlite().await;
    let release = r#"[{"ocid": "ocds-abc123-2", "id": "<b>1</b>", "date": "2026-01-01T00:00:00Z", "tag": ["tender"],
        "initiationType": "tender", "tender": {"id": "T<i>", "title": "=1+1<script>alert(1)</script>",
        "documents": [{"id": "1", "title": "x", "url": "javascript:alert(1)"}]}}]"#;
    hall.import_from(Cursor::new(release), "p.json").await;
    for address in ["/trading", "/trading/ocds-abc123-2"] {
        let got = ask(&hall, Lang::En, address).await;
        assert!(!got.text.contains("<script>alert") && !got.text.contains("javascript:"), "{address}");
    }
    assert!(ask(&hall, Lang::En, "/trading.csv?bom=1").await.text.contains(",'=1+1"));
}
