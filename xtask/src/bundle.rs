//! The browser bundle: the islands as WebAssembly, with the script that loads them.
//!
//! cargo builds `browser`, the wasm-bindgen library writes the script, and in release builds npm's `wasm-opt` makes the
//! module smaller. The result is kept by the hash of what went in, so nothing is done twice.

use std::fs;
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::Sentence;
use crate::house::{Care, House, run};
use crate::{say, setup, site};

/// The name both files carry; the script asks for `{NAME}_bg.wasm`.
pub(crate) const NAME: &str = "browser";

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

/// The two files of the bundle.
pub(crate) struct Bundle {
    /// The script, an ES module.
    pub(crate) script: String,
    /// The module.
    pub(crate) wasm: Vec<u8>,
}

/// Builds the bundle, or takes it from the last time.
pub(crate) fn build(house: &House, care: Care) -> Result<Bundle, Sentence> {
    setup::wasm_target(house)?;
    let profile = match care {
        Care::Quick => "dev",
        Care::Release => "wasm",
    };
    let target = ["--target", "wasm32-unknown-unknown", "--profile", profile];
    house.cargo(&[&["build", "--package", "browser", "--lib"], target.as_slice()].concat())?;
    let folder = if care == Care::Quick { "debug" } else { "wasm" };
    let input = house.target.join("wasm32-unknown-unknown").join(folder).join("browser.wasm");
    let bytes = fs::read(&input).map_err(|error| format!("{} cannot be read: {error}", input.display()))?;

    let optimiser = optimiser(house, care);
    let key = site::hash(&[&bytes, WASM_OPT.join(" ").as_bytes(), &[u8::from(optimiser.is_some())]].concat());
    let kept = house.target.join("bundle").join(folder);
    if fs::read_to_string(kept.join("key")).ok().as_deref() != Some(key.as_str()) {
        make(&input, &kept, optimiser.as_deref())?;
        site::write(&kept.join("key"), key.as_bytes())?;
    }
    let read =
        |name: String| fs::read(kept.join(&name)).map_err(|error| format!("{name} cannot be read: {error}"));
    let script = String::from_utf8_lossy(&read(format!("{NAME}.js"))?).into_owned();
    Ok(Bundle { script, wasm: read(format!("{NAME}_bg.wasm"))? })
}

fn optimiser(house: &House, care: Care) -> Option<PathBuf> {
    if care == Care::Quick {
        return None;
    }
    let found = house.npm_program("wasm-opt");
    if found.is_none() {
        say::note(
            "wasm-opt is not here, so the bundle stays larger: run `npm ci` in end2end for a smaller one",
        );
    }
    found
}

fn make(input: &Path, kept: &Path, optimiser: Option<&Path>) -> Result<(), Sentence> {
    let _ = fs::remove_dir_all(kept);
    let mut output = Bindgen::new()
        .input_path(input)
        .out_name(NAME)
        .web(true)
        .map(|bindgen| bindgen.typescript(false).remove_producers_section(true).generate_output())
        .and_then(|output| output)
        .map_err(|error| format!("wasm-bindgen cannot read the bundle: {error:#}"))?;
    // Every crate with bindings is named there; only those with scripts in them would need serving.
    let scripts = output.snippets().values().any(|scripts| !scripts.is_empty());
    if scripts || !output.local_modules().is_empty() {
        return Err("The bundle brings scripts of its own, which `public/boot.js` does not serve".to_owned());
    }
    output.emit(kept).map_err(|error| format!("The bundle cannot be written: {error:#}"))?;
    let Some(optimiser) = optimiser else { return Ok(()) };
    let module = kept.join(format!("{NAME}_bg.wasm"));
    let small = kept.join("small.wasm");
    let mut command = std::process::Command::new(optimiser);
    command.args(WASM_OPT).arg(&module).arg("-o").arg(&small);
    say::step("Making the browser bundle smaller with wasm-opt", || run(command))?;
    fs::rename(&small, &module).map_err(|error| format!("{} cannot be replaced: {error}", module.display()))
}
