//! A correction and what a reader sees of it: on the record's page, in the feed of its register and in its own.

use quick_xml::events::Event;
use tests::Database;

use crate::given::{Answer, House};

const REASON: &str = "录入时日期写错";
const CASE: &str = "QHD2024111100001";
const PENALTY: &str = "CF202604010003";
const PROCESS: &str = "ocds-qhd000-GC-2024-0075";

/// A feed as a reader's program takes it apart.
#[derive(Debug, Default)]
struct Atom {
    lang: String,
    head: Part,
    entries: Vec<Part>,
}

/// The elements of a feed or of an entry.
#[derive(Debug, Default)]
struct Part {
    texts: Vec<(String, String)>,
    links: Vec<(String, String)>,
}

impl Part {
    fn text(&self, name: &str) -> &str {
        let found: Vec<&str> =
            self.texts.iter().filter(|(known, _)| known == name).map(|(_, text)| text.as_str()).collect();
        assert_eq!(found.len(), 1, "{name} stands once in {self:?}");
        found[0]
    }

    fn link(&self, rel: &str) -> &str {
        let found = self.links.iter().find(|(known, _)| known == rel);
        &found.unwrap_or_else(|| panic!("no link {rel} in {self:?}")).1
    }
}

/// Reads a feed, and holds it against what RFC 4287 demands of every feed.
fn atom(answer: &Answer) -> Atom {
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("cache-control"), "public, max-age=0, must-revalidate");
    assert_eq!(answer.header("x-robots-tag"), "noindex");
    let text = answer.text();
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut feed = Atom::default();
    let mut open: Vec<String> = Vec::new();
    loop {
        let event = reader.read_event().expect("the feed is well-formed XML");
        let is_entry = open.iter().any(|name| name == "entry");
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.name().as_ref().to_owned();
                let attributes: Vec<(String, String)> = element
                    .attributes()
                    .map(|attribute| {
                        let attribute = attribute.expect("an attribute is written once and quoted");
                        let key = attribute.key.as_ref().to_owned();
                        let value = attribute.value.into_owned();
                        (key, quick_xml::escape::unescape(&value).unwrap().into_owned())
                    })
                    .collect();
                let attribute = |key: &str| {
                    attributes
                        .iter()
                        .find(|(known, _)| known == key)
                        .map(|(_, value)| value.clone())
                        .unwrap_or_default()
                };
                match name.as_str() {
                    "feed" => {
                        assert_eq!(attribute("xmlns"), "http://www.w3.org/2005/Atom");
                        feed.lang = attribute("xml:lang");
                    }
                    "entry" => feed.entries.push(Part::default()),
                    "link" => {
                        let part = if is_entry { feed.entries.last_mut().unwrap() } else { &mut feed.head };
                        part.links.push((attribute("rel"), attribute("href")));
                    }
                    _ => {
                        let part = if is_entry { feed.entries.last_mut().unwrap() } else { &mut feed.head };
                        part.texts.push((name.clone(), String::new()));
                    }
                }
                if matches!(event, Event::Start(_)) {
                    open.push(name);
                }
            }
            Event::End(_) => drop(open.pop()),
            Event::Text(_) | Event::GeneralRef(_) => {
                let piece = match &event {
                    Event::Text(text) => (**text).to_owned(),
                    Event::GeneralRef(name) => {
                        let name = &**name;
                        quick_xml::escape::unescape(&format!("&{name};")).unwrap().into_owned()
                    }
                    _ => String::new(),
                };
                let part = if is_entry { feed.entries.last_mut() } else { Some(&mut feed.head) };
                if let (Some(name), Some(part)) = (open.last(), part)
                    && let Some((known, text)) = part.texts.last_mut()
                    && known == name
                {
                    text.push_str(&piece);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    for part in std::iter::once(&feed.head).chain(&feed.entries) {
        assert!(part.text("id").starts_with("tag:"), "{part:?}");
        assert!(!part.text("title").is_empty(), "{part:?}");
        assert!(record::Instant::parse(part.text("updated")).is_some(), "{part:?}");
        assert!(part.link("alternate").starts_with("http"), "{part:?}");
    }
    assert!(!feed.head.text("name").is_empty(), "a feed has an author");
    assert!(feed.head.link("self").starts_with("http"));
    let mut ids: Vec<&str> = feed.entries.iter().map(|entry| entry.text("id")).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), feed.entries.len(), "two entries have one id");
    let updated: Vec<&str> = feed.entries.iter().map(|entry| entry.text("updated")).collect();
    assert!(updated.is_sorted_by(|newer, older| newer >= older), "{updated:?}");
    feed
}

/// The line of a sample with this text in it, under the head of its file, changed.
fn line(file: &str, key: &str, change: impl Fn(&str) -> String) -> String {
    let text = std::fs::read_to_string(tests::data(file)).unwrap();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let head = lines.next().unwrap();
    let line = lines.find(|line| line.starts_with(key)).unwrap_or_else(|| panic!("{key} is in {file}"));
    let changed = change(line);
    assert_ne!(line, changed, "the correction changes something");
    format!("{head}\n{changed}\n")
}

fn lacks(text: &str, words: &[&str]) {
    for word in words {
        assert!(!text.contains(word), "{word} stands in:\n{text}");
    }
}

fn has(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "{word} is missing in:\n{text}");
    }
}

async fn corrected(database: Database) -> House {
    let house = House::with_samples(database).await;
    let case = line("approvals/approvals.csv", CASE, |line| line.replace("2024-12-09", "2024-12-15"));
    house.correct("approvals", "correction.csv", &case, REASON).await;
    let penalty = line("penalties/penalties.csv", PENALTY, |line| {
        line.replace(",有效,,", ",已撤销,2026-11-02,主要证据不足")
    });
    house.correct("credit", "revoked.csv", &penalty, REASON).await;
    let package = std::fs::read_to_string(tests::data("trading/construction.json")).unwrap();
    let mut package: serde_json::Value = serde_json::from_str(&package).unwrap();
    let releases = package["releases"].as_array().unwrap();
    let mut release =
        releases.iter().find(|one| one["ocid"] == PROCESS && one["contracts"].is_array()).unwrap().clone();
    release["id"] = "GC-2024-0075-R9".into();
    release["tag"] = serde_json::json!(["contractAmendment"]);
    release["date"] = "2026-11-20T11:00:00+08:00".into();
    release["contracts"][0]["value"]["amount"] = 51_024_221.44.into();
    package["releases"] = serde_json::json!([release]);
    house.correct("trading", "amendment.json", &package.to_string(), REASON).await;
    house
}

#[tokio::test]
async fn a_correction_is_seen_on_sqlite() {
    a_correction_is_seen(corrected(Database::sqlite()).await).await;
}

#[tokio::test]
async fn a_correction_is_seen_on_postgresql() {
    a_correction_is_seen(corrected(Database::postgres()).await).await;
}

async fn a_correction_is_seen(house: House) {
    approvals(&house).await;
    trading(&house).await;
    credit(&house).await;
    persons(&house).await;
    enough(&house).await;
}

async fn approvals(house: &House) {
    let page = house.get(&format!("/en/approvals/{CASE}")).await.text();
    let moved = "Published moved 6 days later, from 9 December 2024 to 15 December 2024";
    has(
        &page,
        &[
            "Version 3",
            moved,
            "Reason: 录入时日期写错",
            "First published",
            "working days after the decision; 7 allowed",
        ],
    );
    has(
        &page,
        &[
            &format!("href=\"/en/approvals/{CASE}/changes.atom\""),
            "rel=\"alternate\" type=\"application/atom+xml\"",
        ],
    );
    let page = house.get(&format!("/approvals/{CASE}")).await.text();
    has(&page, &["第 3 版", "推迟 6 天", "理由：录入时日期写错", "首次公开", "迟录"]);

    let register = atom(&house.get("/en/approvals.atom").await);
    assert_eq!((register.lang.as_str(), register.entries.len()), ("en", 50));
    let newest = &register.entries[0];
    assert!(newest.text("title").contains(CASE) && newest.text("title").ends_with("Version 3"));
    has(newest.text("content"), &[moved, REASON]);
    assert!(newest.link("alternate").ends_with(&format!("/en/approvals/{CASE}")));
    let chinese = atom(&house.get("/approvals.atom").await);
    assert_eq!(chinese.lang, "zh-CN");
    assert_eq!(chinese.entries[0].text("id"), newest.text("id"), "a version is one entry in either language");
    assert_ne!(chinese.head.text("id"), register.head.text("id"));
    has(chinese.entries[0].text("content"), &["推迟 6 天"]);

    let answer = house.get(&format!("/approvals/{CASE}/changes.atom")).await;
    let own = atom(&answer);
    // The licence row, its steps from another file, and the correction.
    assert_eq!(own.entries.len(), 3);
    assert!(own.entries[0].text("id").ends_with(&format!("2026:approval/{CASE}/3")));
    let again = axum::http::Request::get(format!("/approvals/{CASE}/changes.atom"))
        .header("host", "127.0.0.1:3000")
        .header("if-none-match", answer.header("etag"))
        .body(axum::body::Body::empty())
        .unwrap();
    assert_eq!(house.send(again).await.status, 304);
    assert_eq!(house.get("/approvals/NO-SUCH/changes.atom").await.status, 404);
}

async fn trading(house: &House) {
    let page = house.get(&format!("/en/trading/{PROCESS}")).await.text();
    has(
        &page,
        &[
            "Version 2",
            "Contract GC-2024-0075-C1 raised 28%, ",
            " days after the award: ",
            "contract amended",
        ],
    );
    let page = house.get(&format!("/trading/{PROCESS}")).await.text();
    has(&page, &["合同 GC-2024-0075-C1 上调 28%", "收到发布 GC-2024-0075-R9"]);
    let register = atom(&house.get("/trading.atom").await);
    has(register.entries[0].text("content"), &["上调 28%", REASON]);
    let own = atom(&house.get(&format!("/en/trading/{PROCESS}/changes.atom")).await);
    assert_eq!(own.entries.len(), 2);
    has(own.entries[1].text("content"), &["First published"]);
    assert_eq!(house.get("/trading/ocds-none/changes.atom").await.status, 404);
}

async fn credit(house: &House) {
    // What was taken down is gone from the history as from the page: only that it was, when and why.
    let content = ["秦皇岛市栀浒职业培训学校", "串通投标", "506,947"];
    let page = house.get(&format!("/en/credit/penalties/{PENALTY}")).await.text();
    has(
        &page,
        &["Version 2", "Penalty revoked on 2 November 2026: 主要证据不足", "after the last day allowed"],
    );
    has(&page, &["Was taken down later"]);
    lacks(&page, &content);
    let own = house.get(&format!("/credit/penalties/{PENALTY}/changes.atom")).await;
    lacks(&own.text(), &content);
    assert_eq!(atom(&own).entries.len(), 1);
    let register = house.get("/en/credit.atom").await;
    lacks(&register.text(), &content);
    let register = atom(&register);
    has(register.entries[0].text("content"), &["Penalty revoked on 2 November 2026"]);
    // A record nobody corrected has one line and no list.
    let page = house.get("/en/credit/91130302TE5T000082").await.text();
    has(&page, &["First published 23 November 2026", "/en/credit/91130302TE5T000082/changes.atom"]);
    lacks(&page, &["version-list__versions"]);
    assert!(!atom(&house.get("/credit/91130302TE5T000082/changes.atom").await).entries.is_empty());
    for address in [
        "/credit/914403001922038216/changes.atom",
        "/credit/abc/changes.atom",
        "/credit/penalties/none/changes.atom",
    ] {
        assert_eq!(house.get(address).await.status, 404, "{address}");
    }
    // A natural person has a line in the list, but neither a page nor a feed.
    assert_eq!(house.get("/credit/penalties/CF202509110009/changes.atom").await.status, 404);
}

/// Open cases of natural persons stand in no feed, until they are decided.
async fn persons(house: &House) {
    let open = std::fs::read_to_string(tests::data("approvals/in_progress.csv")).unwrap();
    house.correct("approvals", "in_progress.csv", &open, REASON).await;
    let number = "QHD2026062600003";
    assert_eq!(house.get(&format!("/approvals/{number}")).await.status, 404);
    assert_eq!(house.get(&format!("/approvals/{number}/changes.atom")).await.status, 404);
    let feed = house.get("/approvals.atom").await;
    lacks(&feed.text(), &[number, "QHD2026062400003"]);
    has(&feed.text(), &["QHD2026062900007"]);

    let decided = line("approvals/in_progress.csv", number, |line| {
        let mut cells: Vec<&str> = line.split(',').collect();
        (cells[12], cells[13], cells[18]) = ("决定书", "秦自然许准〔2026〕9001号", "2026-07-06");
        (cells[23], cells[30], cells[31]) = ("1", "准予", "2026-07-08");
        (cells[16], cells[17], cells[19], cells[20]) = ("L-1", "准予", "2026-07-06", "2099-12-31");
        cells.join(",")
    });
    house.correct("approvals", "decided.csv", &decided, REASON).await;
    let page = house.get(&format!("/en/approvals/{number}")).await.text();
    has(&page, &["Version 2", "First published", "Not shown: it was not public when it was entered"]);
    lacks(&page, &["Decided on 6 July 2026: "]);
    let own = atom(&house.get(&format!("/approvals/{number}/changes.atom")).await);
    assert_eq!(own.entries.len(), 1, "the version that was not public is no entry");
    let register = house.get("/approvals.atom").await;
    assert_eq!(register.text().matches(&format!("approval/{number}/")).count(), 1);
}

/// Every list names its feed, in the head and where a reader sees it.
async fn enough(house: &House) {
    for (page, feed) in [
        ("/approvals", "/approvals.atom"),
        ("/en/trading", "/en/trading.atom"),
        ("/credit", "/credit.atom"),
        ("/credit/penalties", "/credit.atom"),
    ] {
        let html = house.get(page).await.text();
        assert!(html.matches(&format!("href=\"{feed}\"")).count() >= 2, "{page} does not name {feed} twice");
    }
}
