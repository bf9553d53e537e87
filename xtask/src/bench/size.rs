//! What a first visit costs: the page and every file it brings, as they travel.

use std::collections::BTreeSet;
use std::path::Path;

use super::report::{Goal, Report};
use super::server::Server;
use super::{Bench, http, remove_database, submissions};
use crate::Sentence;

const PAGES: [&str; 5] = ["/", "/approvals", "/trading", "/credit", "/methods"];

/// Adds up each page with its files.
pub(super) fn measure(bench: &Bench, database: &Path, report: &mut Report) -> Result<(), Sentence> {
    let server = Server::sunhall(bench, database, &[])?;
    for page in PAGES {
        let text = String::from_utf8_lossy(&http::get(&server.address, page, "identity")?.body).into_owned();
        let files = loaded(&text);
        let mut bytes = http::get(&server.address, page, "br")?.body.len();
        for file in &files {
            bytes += http::get(&server.address, file, "br")?.body.len();
        }
        report.add(format!("first visit of {page}"), bytes as f64 / 1024.0, "KB", Goal::AtMost(40.0));
        let wasm = files.iter().filter(|file| file.ends_with(".wasm")).count();
        report.add(format!("WASM files on {page}"), wasm as f64, "", Goal::AtMost(0.0));
    }
    reporting(bench, report)?;
    for (name, file) in manifest(bench)? {
        let bytes = http::get(&server.address, &file, "br")?.body.len();
        report.add(format!("{name}, compressed"), bytes as f64 / 1024.0, "KB", Goal::None);
    }
    Ok(())
}

/// The form of a report with all that it brings: the page and its files, and at the first touch what seals it. In a small city: where no
/// public log is kept, no list of recipients can be believed, and nothing is sealed on the device.
fn reporting(bench: &Bench, report: &mut Report) -> Result<(), Sentence> {
    let database = bench.house.target.join("bench").join("reporting.db");
    let server = submissions::serve(bench, &database)?;
    let form = |coding| http::post(&server.address, "/report", "kind=report&division=130302", coding);
    let text = String::from_utf8_lossy(&form("identity")?.body).into_owned();
    if !text.contains("browser_seal") {
        return Err("The form of a report does not bring what seals it".to_owned());
    }
    let mut files = loaded(&text);
    files.extend(
        manifest(bench)?.into_iter().filter(|(name, _)| name.starts_with("browser_seal")).map(|it| it.1),
    );
    // Pages of one reader alone are packed as they leave, by gzip.
    let mut bytes = form("gzip")?.body.len();
    for file in &files {
        bytes += http::get(&server.address, file, "br")?.body.len();
    }
    report.add("the form of a report, with what seals it", bytes as f64 / 1024.0, "KB", Goal::AtMost(300.0));
    drop(server);
    remove_database(&database);
    Ok(())
}

/// The files a browser loads by itself for this page. The bundle's own address stands in a `<meta>`, and is not.
fn loaded(html: &str) -> BTreeSet<String> {
    html.split('<')
        .filter(|tag| {
            tag.starts_with("script ")
                || tag.starts_with("img ")
                || tag.starts_with("link rel=\"stylesheet\"")
                || tag.starts_with("link rel=\"icon\"")
                || tag.starts_with("link rel=\"modulepreload\"")
                || tag.starts_with("link rel=\"preload\"")
        })
        .filter_map(|tag| {
            let after = tag.split_once("src=\"").or_else(|| tag.split_once("href=\""))?.1;
            Some(after.split('"').next()?.to_owned())
        })
        .filter(|address| address.starts_with('/'))
        .collect()
}

fn manifest(bench: &Bench) -> Result<Vec<(String, String)>, Sentence> {
    let path = bench.house.site().join("manifest.json");
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("The manifest cannot be read: {error}"))?;
    let map: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&text).map_err(|error| format!("The manifest does not parse: {error}"))?;
    Ok(map.into_iter().map(|(name, file)| (name, file.as_str().unwrap_or_default().to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use super::loaded;

    #[test]
    fn only_what_a_browser_loads_by_itself_counts() {
        let html = r#"<link rel="stylesheet" href="/assets/main.1.css"><link rel="canonical" href="/x">
            <meta name="bundle" content="/assets/browser.1.js"><script type="module" src="/assets/boot.1.js"></script>"#;
        assert_eq!(loaded(html).into_iter().collect::<Vec<_>>(), ["/assets/boot.1.js", "/assets/main.1.css"]);
    }
}
