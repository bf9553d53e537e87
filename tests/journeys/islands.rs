//! Every island in a page has its counterpart in the page's bundle. The two are built apart, and an island whose export is
//! missing would stay asleep without a word.

use std::collections::BTreeMap;
use std::fs;

use tests::Database;

use crate::given::{House, site};

/// Pages that show each island at least once.
const PAGES: [&str; 4] =
    ["/credit", "/en/credit", "/approvals/QHD2024111100001", "/en/approvals/QHD2024111100001"];

#[tokio::test]
async fn every_island_in_a_page_has_its_export_in_the_bundle() {
    let house = House::with_samples(Database::sqlite()).await;
    // The island and the bundle that the page names.
    let mut islands = BTreeMap::new();
    for page in PAGES {
        let answer = house.get(page).await;
        assert!(answer.status.is_success(), "{page} answers {}", answer.status);
        let html = answer.text();
        let bundle = between(&html, "<meta name=\"bundle\" content=\"", "\"").next();
        let bundle = bundle.unwrap_or_else(|| panic!("{page} names no bundle")).rsplit('/').next();
        let name = bundle.and_then(|file| file.split('.').next()).unwrap_or_default().to_owned();
        for island in between(&html, "data-component=\"", "\"") {
            islands.insert(island.to_owned(), name.clone());
        }
    }
    assert!(islands.len() >= 2, "the pages show only {islands:?}");
    // `cargo xtask test` builds the site first and says where; a single test may run without it.
    let Some(site) = site() else { return };
    let script = |bundle: &str| {
        let file = fs::read_dir(site.join("assets"))
            .expect("the site has files")
            .filter_map(|entry| Some(entry.ok()?.path()))
            .find(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                name.starts_with(&format!("{bundle}.")) && name.ends_with(".js")
            })
            .unwrap_or_else(|| panic!("the site has no bundle {bundle}"));
        fs::read_to_string(file).expect("the bundle can be read")
    };
    let missing: Vec<_> = islands
        .iter()
        .filter(|(island, bundle)| !script(bundle).contains(&format!("function {island}(")))
        .collect();
    assert!(missing.is_empty(), "islands without an export: {missing:?}");
}

/// What stands between two texts, each time.
fn between<'a>(html: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(start).skip(1).filter_map(move |after| after.split(end).next())
}
