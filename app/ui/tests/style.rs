//! What holds for the style sheets: flat classes, few bytes, nothing below fifteen pixels, one file a component.
//! That colours stand in the tokens and classes in the pages is held by the tidy tests of the whole house.

use record::Lang;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use ui::given;

fn style() -> PathBuf {
    tests::house().join("style")
}

/// Name and text of each sheet, without its comments.
fn sheets() -> Vec<(String, String)> {
    let main = fs::read_to_string(style().join("main.css")).expect("main.css is there");
    main.lines()
        .filter_map(|line| line.strip_prefix("@import \"")?.strip_suffix("\";"))
        .map(|name| {
            let text =
                fs::read_to_string(style().join(name)).unwrap_or_else(|_| panic!("{name} is not there"));
            (name.to_owned(), without_comments(&text))
        })
        .collect()
}

fn without_comments(text: &str) -> String {
    text.split("/*")
        .enumerate()
        .map(|(n, part)| if n == 0 { part } else { part.split_once("*/").map_or("", |(_, rest)| rest) })
        .collect()
}

#[test]
fn every_sheet_is_imported() {
    let imported: BTreeSet<String> = sheets().into_iter().map(|(name, _)| name).collect();
    for folder in ["", "components", "pages"] {
        for entry in fs::read_dir(style().join(folder)).expect("the folder is there") {
            let name =
                entry.expect("the folder can be read").file_name().into_string().expect("a plain name");
            if name.ends_with(".css") && name != "main.css" {
                let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
                assert!(imported.contains(&path), "{path} is not in main.css");
            }
        }
    }
}

#[test]
fn a_component_has_a_sheet_of_the_same_word() {
    let visit = given::visit(Lang::Zh);
    for component in ui::components(&visit) {
        assert!(style().join(format!("components/{}.css", component.name)).exists(), "{}", component.name);
        let source = tests::house().join(format!("app/ui/src/{}.rs", component.name.replace('-', "_")));
        assert!(source.exists(), "{}", source.display());
    }
}

#[test]
fn the_order_decides_and_nothing_is_important() {
    let mut bytes = 0;
    for (name, text) in sheets() {
        for never in ["!important", "@import", "url("] {
            assert!(!text.contains(never), "{name}: {never}");
        }
        assert!(
            !text.lines().any(|line| line.starts_with('#') || line.contains(" #")) || name == "tokens.css",
            "{name}: an id"
        );
        bytes += text.split_whitespace().map(str::len).sum::<usize>();
    }
    // The desk, the forms of reports and the sealer came to the registers: still less than a photograph, and loaded once.
    assert!(bytes < 32_000, "{bytes} bytes of style");
}

#[test]
fn no_type_is_smaller_than_fifteen_pixels() {
    for (name, text) in sheets() {
        for line in text.lines().map(str::trim) {
            if let Some(size) = line.strip_prefix("font-size: ").map(|size| size.trim_end_matches(';')) {
                // On paper sizes are points; everywhere else a size is a token, or nearly all of its surroundings.
                let fine = size.starts_with("var(--t") || size == ".95em" || size.ends_with("pt");
                assert!(fine, "{name}: {line}");
            }
        }
        for token in text.lines().filter_map(|line| line.trim().strip_prefix("--t")) {
            if let Some(rem) = token.split_once(": ").and_then(|(_, size)| size.strip_suffix("rem;")) {
                let pixels: f64 = rem.parse::<f64>().expect("a size is a number") * 16.0;
                assert!(pixels >= 15.0, "{name}: --t{token}");
            }
        }
    }
}
