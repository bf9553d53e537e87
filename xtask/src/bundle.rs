//! The browser bundles: the islands as WebAssembly, each with the script that loads them.
//!
//! cargo builds the crates at once, the wasm-bindgen library writes the scripts, and in release builds npm's `wasm-opt` makes
//! the modules smaller. The results are kept by the hash of what went in, so nothing is done twice.

use std::fs;
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::Sentence;
use crate::house::{Care, House, run};
use crate::{say, setup, site};

/// The crates, after which the files are named: for every reader, for who reports, for who reads on, for staff.
pub(crate) const NAMES: [&str; 4] = ["browser", "browser_seal", "browser_case", "browser_staff"];

/// Named one by one: with `--all-features` wasm-opt writes types that no browser knows.
const WASM_OPT: [&str; 7] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The two files of a bundle.
pub(crate) struct Bundle {
    /// The crate's name.
    pub(crate) name: &'static str,
    /// The script, an ES module. It asks for `{name}_bg.wasm`.
    pub(crate) script: String,
    /// The module.
    pub(crate) wasm: Vec<u8>,
}

/// Builds the bundles, or takes them from the last time.
pub(crate) fn build(house: &House, care: Care) -> Result<Vec<Bundle>, Sentence> {
    setup::wasm_target(house)?;
    let profile = match care {
        Care::Quick => "dev",
        Care::Release => "wasm",
    };
    let target = ["--target", "wasm32-unknown-unknown", "--profile", profile];
    let packages: Vec<&str> = NAMES.iter().flat_map(|name| ["--package", name]).collect();
    house.cargo(&[&["build", "--lib"], packages.as_slice(), target.as_slice()].concat())?;
    let optimiser = optimiser(house, care);
    NAMES.iter().map(|name| bound(house, name, care, optimiser.as_deref())).collect()
}

/// One bundle of what cargo has built.
fn bound(
    house: &House,
    name: &'static str,
    care: Care,
    optimiser: Option<&Path>,
) -> Result<Bundle, Sentence> {
    let folder = if care == Care::Quick { "debug" } else { "wasm" };
    let input = house.target.join("wasm32-unknown-unknown").join(folder).join(format!("{name}.wasm"));
    let bytes = fs::read(&input).map_err(|error| format!("{} cannot be read: {error}", input.display()))?;

    let key = site::hash(&[&bytes, WASM_OPT.join(" ").as_bytes(), &[u8::from(optimiser.is_some())]].concat());
    let kept = house.target.join("bundle").join(folder).join(name);
    if fs::read_to_string(kept.join("key")).ok().as_deref() != Some(key.as_str()) {
        make(name, &input, &kept, optimiser)?;
        site::write(&kept.join("key"), key.as_bytes())?;
    }
    let read =
        |file: String| fs::read(kept.join(&file)).map_err(|error| format!("{file} cannot be read: {error}"));
    let script = String::from_utf8_lossy(&read(format!("{name}.js"))?).into_owned();
    Ok(Bundle { name, script, wasm: read(format!("{name}_bg.wasm"))? })
}

fn optimiser(house: &House, care: Care) -> Option<PathBuf> {
    if care == Care::Quick {
        return None;
    }
    let found = house.npm_program("wasm-opt");
    if found.is_none() {
        say::note(
            "wasm-opt is not here, so the bundles stay larger: run `npm ci` in end2end for smaller ones",
        );
    }
    found
}

fn make(name: &str, input: &Path, kept: &Path, optimiser: Option<&Path>) -> Result<(), Sentence> {
    let _ = fs::remove_dir_all(kept);
    let mut output = Bindgen::new()
        .input_path(input)
        .out_name(name)
        .web(true)
        .map(|bindgen| bindgen.typescript(false).remove_producers_section(true).generate_output())
        .and_then(|output| output)
        .map_err(|error| format!("wasm-bindgen cannot read {name}: {error:#}"))?;
    // Every crate with bindings is named there; only those with scripts in them would need serving.
    let scripts = output.snippets().values().any(|scripts| !scripts.is_empty());
    if scripts || !output.local_modules().is_empty() {
        return Err(format!("{name} brings scripts of its own, which `public/boot.js` does not serve"));
    }
    output.emit(kept).map_err(|error| format!("{name} cannot be written: {error:#}"))?;
    let Some(optimiser) = optimiser else { return Ok(()) };
    let module = kept.join(format!("{name}_bg.wasm"));
    let small = kept.join("small.wasm");
    let mut command = std::process::Command::new(optimiser);
    command.args(WASM_OPT).arg(&module).arg("-o").arg(&small);
    say::step(&format!("Making {name} smaller with wasm-opt"), || run(command))?;
    fs::rename(&small, &module).map_err(|error| format!("{} cannot be replaced: {error}", module.display()))
}
