//! Every island in a page has its counterpart in the bundle. The two are built apart, and an island whose export is
//! missing would stay asleep without a word.

use std::collections::BTreeSet;
use std::fs;

use tests::Database;

use crate::given::{House, site};

/// Pages that show each island at least once.
const PAGES: [&str; 4] =
    ["/credit", "/en/credit", "/approvals/QHD2024111100001", "/en/approvals/QHD2024111100001"];

#[tokio::test]
async fn every_island_in_a_page_has_its_export_in_the_bundle() {
    let house = House::with_samples(Database::sqlite()).await;
    let mut islands = BTreeSet::new();
    for page in PAGES {
        let answer = house.get(page).await;
        assert!(answer.status.is_success(), "{page} answers {}", answer.status);
        let html = answer.text();
        let names = html.split("data-component=\"").skip(1).filter_map(|after| after.split('"').next());
        islands.extend(names.map(str::to_owned));
    }
    assert!(islands.len() >= 2, "the pages show only {islands:?}");
    // `cargo xtask test` builds the site first and says where; a single test may run without it.
    let Some(site) = site() else { return };
    let bundle = fs::read_dir(site.join("assets"))
        .expect("the site has files")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("browser.") && name.ends_with(".js")
        })
        .expect("the site has a bundle");
    let script = fs::read_to_string(bundle).expect("the bundle can be read");
    let missing: Vec<_> =
        islands.iter().filter(|island| !script.contains(&format!("function {island}("))).collect();
    assert!(missing.is_empty(), "islands without an export: {missing:?}");
}
