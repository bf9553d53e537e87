//! The built files: style sheet, scripts, icons, the browser bundle. Read once at the start and answered
//! from memory; their names hold the hash of their content, so a browser may keep them for good.

use crate::cache::Entry;
use crate::edge::headers::Fixed;
use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderValue, VARY};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::fs;
use std::path::Path;

/// Where all built files stand on the site.
pub(crate) const PREFIX: &str = "/assets/";

/// The built files by their address.
#[derive(Debug, Default)]
pub struct Files {
    /// Logical name to address: what pages ask for.
    pub names: BTreeMap<String, String>,
    entries: HashMap<String, Entry>,
}

/// The built files are not all there.
#[derive(Debug)]
pub struct Unbuilt(String);

impl fmt::Display for Unbuilt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. Run `cargo xtask build`, or give the folder it made with --site", self.0)
    }
}

impl std::error::Error for Unbuilt {}

impl Files {
    /// Reads `manifest.json` (logical name to address) and each file it names, with its `.br` and `.gz`
    /// twins where the build found them smaller.
    pub fn read(folder: &Path, fixed: &Fixed) -> Result<Self, Unbuilt> {
        let place = folder.join("manifest.json");
        let text = fs::read_to_string(&place)
            .map_err(|error| Unbuilt(format!("The site is not built: {}: {error}", place.display())))?;
        let names: BTreeMap<String, String> = serde_json::from_str(&text)
            .map_err(|error| Unbuilt(format!("{} is damaged: {error}", place.display())))?;
        let mut entries = HashMap::new();
        for address in names.values() {
            let inside = address.strip_prefix(PREFIX).filter(|name| !name.contains(['/', '\\']));
            let Some(name) = inside else {
                return Err(Unbuilt(format!("{}: {address} does not begin with {PREFIX}", place.display())));
            };
            let path = folder.join("assets").join(name);
            let body = fs::read(&path)
                .map_err(|error| Unbuilt(format!("{} is missing: {error}", path.display())))?;
            let twin = |ending: &str| {
                let twin = path.with_file_name(format!("{name}.{ending}"));
                fs::read(twin).ok().map(Bytes::from)
            };
            let entry = Entry::packed(headers(name, fixed), body.into(), twin("gz"), twin("br"));
            entries.insert(address.clone(), entry);
        }
        Ok(Self { names, entries })
    }

    /// The file at an address.
    pub(crate) fn get(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path)
    }
}

fn headers(name: &str, fixed: &Fixed) -> HeaderMap {
    let kind = match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    fixed.set(&mut headers);
    headers
}
