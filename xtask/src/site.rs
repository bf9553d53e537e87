//! `target/site`: every file a browser loads, under a name that carries its hash, beside its brotli and gzip twins.
//!
//! `manifest.json` leads from the plain name to the address: `{"main.css": "/assets/main.0123456789abcdef.css"}`, which
//! is the file `assets/main.0123456789abcdef.css`. A file that is there already is not written again, for its name says
//! what it holds.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::bundle::{self, Bundle};
use crate::house::{Care, House};
use crate::{Sentence, say, style};

/// Where the server shows the files; in `target/site` the same word is a folder.
const PREFIX: &str = "/assets/";

/// A file to publish, by its plain name.
struct Asset {
    name: String,
    bytes: Vec<u8>,
}

/// Builds whatever is not up to date.
pub(crate) fn build(house: &House, care: Care) -> Result<(), Sentence> {
    let bundles = say::step("Building the browser bundles", || bundle::build(house, care))?;
    say::step("Writing target/site", || {
        let css = style::build(&house.root.join("style/main.css"))?;
        let mut assets = vec![Asset { name: "main.css".to_owned(), bytes: css.into_bytes() }];
        assets.extend(bundles.into_iter().flat_map(of_bundle));
        assets.extend(public(&house.root.join("public"))?);
        publish(&house.site(), &assets, care)
    })
}

/// A bundle's script and module.
fn of_bundle(bundle: Bundle) -> [Asset; 2] {
    let module = format!("{}.wasm", bundle.name);
    let hashed = address(&module, &bundle.wasm);
    // The script looks for the module beside itself, under the name wasm-bindgen gave it.
    let given = format!("{}_bg.wasm", bundle.name);
    let script = bundle.script.replace(&given, hashed.trim_start_matches(PREFIX));
    [
        Asset { name: format!("{}.js", bundle.name), bytes: script.into_bytes() },
        Asset { name: module, bytes: bundle.wasm },
    ]
}

/// The files of `public/`, which lie flat.
fn public(folder: &Path) -> Result<Vec<Asset>, Sentence> {
    let entries =
        fs::read_dir(folder).map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    let mut assets = Vec::new();
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()) {
        let bytes = fs::read(&path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        assets.push(Asset { name, bytes });
    }
    Ok(assets)
}

fn publish(site: &Path, assets: &[Asset], care: Care) -> Result<(), Sentence> {
    let mut manifest = BTreeMap::new();
    let folder = site.join("assets");
    for asset in assets {
        let address = address(&asset.name, &asset.bytes);
        let path = folder.join(address.trim_start_matches(PREFIX));
        if !path.exists() {
            for (ending, twin) in twins(&asset.bytes, care)? {
                write(&folder.join(format!("{}{ending}", address.trim_start_matches(PREFIX))), &twin)?;
            }
            // Last, so that the file is never there without its twins.
            write(&path, &asset.bytes)?;
        }
        manifest.insert(asset.name.clone(), address);
    }
    let json = serde_json::to_vec_pretty(&manifest).expect("a map of strings is JSON");
    write(&site.join("manifest.json"), &json)?;
    remove_others(&folder, &manifest)
}

/// What an earlier build left and no page names any more.
fn remove_others(folder: &Path, manifest: &BTreeMap<String, String>) -> Result<(), Sentence> {
    let entries =
        fs::read_dir(folder).map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let plain = name.strip_suffix(".br").or_else(|| name.strip_suffix(".gz")).unwrap_or(&name);
        let named = manifest.values().any(|address| address.trim_start_matches(PREFIX) == plain);
        if !named {
            fs::remove_file(&path).map_err(|error| format!("{name} cannot be removed: {error}"))?;
        }
    }
    Ok(())
}

/// The compressed forms, as far as they are smaller.
fn twins(bytes: &[u8], care: Care) -> Result<Vec<(&'static str, Vec<u8>)>, Sentence> {
    let explain = |error| format!("A file of the site cannot be compressed: {error}");
    // The quick bundle is large and lives for minutes; all else is small enough for the best there is.
    let quality = if care == Care::Quick && bytes.len() > 200_000 { 4 } else { 11 };
    let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin: 22, ..Default::default() };
    let mut br = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut br, &parameters).map_err(explain)?;
    let mut encoder =
        flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(quality.min(9) as u32));
    encoder.write_all(bytes).map_err(explain)?;
    let gz = encoder.finish().map_err(explain)?;
    Ok([(".br", br), (".gz", gz)].into_iter().filter(|(_, twin)| twin.len() < bytes.len()).collect())
}

/// `main.css` and its bytes give `/assets/main.0123456789abcdef.css`.
fn address(name: &str, bytes: &[u8]) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{PREFIX}{stem}.{}.{ending}", hash(bytes))
}

/// Sixteen hexadecimal digits that change with the bytes.
pub(crate) fn hash(bytes: &[u8]) -> String {
    hex::encode(&Sha256::digest(bytes)[..8])
}

/// Writes a file whole or not at all.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Sentence> {
    let explain = |error| format!("{} cannot be written: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(explain)?;
    }
    let draft = path.with_extension("draft");
    fs::write(&draft, bytes).map_err(explain)?;
    fs::rename(&draft, path).map_err(explain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn css(text: &str) -> Asset {
        Asset { name: "main.css".to_owned(), bytes: text.repeat(40).into_bytes() }
    }

    #[test]
    fn a_changed_file_gets_a_new_name_and_the_old_one_goes() {
        let site = std::env::temp_dir().join(format!("sunhall-site-{}", std::process::id()));
        publish(&site, &[css("a{}")], Care::Quick).unwrap();
        publish(&site, &[css("b{}")], Care::Quick).unwrap();
        let mut names: Vec<String> = fs::read_dir(site.join("assets"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        let manifest = fs::read_to_string(site.join("manifest.json")).unwrap();
        fs::remove_dir_all(&site).unwrap();
        let address = address("main.css", &css("b{}").bytes);
        let file = address.trim_start_matches(PREFIX);
        assert_eq!(names, [file.to_owned(), format!("{file}.br"), format!("{file}.gz")]);
        assert!(manifest.contains(&address));
    }
}
