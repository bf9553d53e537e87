//! A visit for tests and examples: a city that is complete, on a fixed day.

use crate::page::Nav;
use crate::site::{LogFacts, Site, SiteFacts};
use crate::visit::{Visit, VisitSeed};
use record::{City, Day, Instant, Lang};
use std::collections::BTreeMap;

/// A visit to `/components` of Qinhuangdao's demonstration hall on 23 November 2026.
pub fn visit(lang: Lang) -> Visit {
    visit_to(lang, "/components", "")
}

/// A visit to a path and a query.
pub fn visit_to(lang: Lang, path: &str, query: &str) -> Visit {
    let city: City = serde_json::from_str(CITY).expect("the city of the tests has every field");
    let site = Site::new(SiteFacts {
        city,
        assets: BTreeMap::new(),
        demo: true,
        base_url: "https://sunhall.example".to_owned(),
        nav: Nav::ALL.to_vec(),
        log: LogFacts::default(),
    });
    let seed = VisitSeed {
        lang,
        path: path.to_owned(),
        query: query.to_owned(),
        today: Day::parse("2026-11-23").expect("the day is written right"),
        now: Instant::parse("2026-11-23T08:41:02Z").expect("the instant is written right"),
        large: false,
    };
    Visit::new(site, seed)
}

const CITY: &str = r#"{
    "name_zh": "秦皇岛市", "name_en": "Qinhuangdao", "utc_offset_minutes": 480,
    "telephones": [
        { "name_zh": "政务服务便民热线", "name_en": "Government hotline", "number": "12345" },
        { "name_zh": "纪检监察举报", "name_en": "Report wrongdoing", "number": "12388" }
    ],
    "error_telephone": "0335-3912345", "email": "hall@sunhall.example",
    "address_zh": "海港区红旗路 1 号政务服务中心 2 楼", "address_en": "Government Service Centre, 1 Hongqi Road, Haigang",
    "ocid_prefix": "ocds-abc123", "filing_number": "冀ICP备00000000号"
}"#;
