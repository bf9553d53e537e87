//! Style sheet and components carry the same words, and colours have roles.

use std::collections::{BTreeMap, BTreeSet};

use super::{Source, none, sources};

fn sheets() -> Vec<Source> {
    let sheets: Vec<Source> =
        sources(&["css"]).into_iter().filter(|source| source.path.starts_with("style/")).collect();
    assert!(!sheets.is_empty(), "the style sheets have moved");
    sheets
}

/// The pages and components, without their tests.
fn pages() -> Vec<Source> {
    sources(&["rs"]).into_iter().filter(Source::ships).collect()
}

/// The text without what stands between `/*` and `*/`, its line breaks kept.
fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    for (index, part) in text.split("/*").enumerate() {
        let code = if index == 0 { part } else { part.split_once("*/").map_or("", |(_, code)| code) };
        kept.push_str(code);
    }
    kept
}

/// Every class a style sheet gives a form to, with the file that does.
fn styled() -> BTreeMap<String, String> {
    let mut classes = BTreeMap::new();
    for sheet in sheets() {
        let text = without_comments(&sheet.text);
        // What stands before an opening brace is a selector, or the condition of an at-rule, which holds no class.
        let mut begin = 0;
        for (place, letter) in text.char_indices() {
            match letter {
                '{' => {
                    for class in classes_of(&text[begin..place]) {
                        classes.entry(class).or_insert_with(|| sheet.path.clone());
                    }
                    begin = place + 1;
                }
                '}' | ';' => begin = place + 1,
                _ => {}
            }
        }
    }
    classes
}

fn classes_of(selector: &str) -> Vec<String> {
    selector
        .split('.')
        .skip(1)
        .map(|part| {
            part.split(|letter: char| !(letter.is_ascii_alphanumeric() || "-_".contains(letter))).next()
        })
        .filter_map(|class| {
            class.filter(|class| class.starts_with(|letter: char| letter.is_ascii_lowercase()))
        })
        .map(str::to_owned)
        .collect()
}

/// The words of every literal `class="…"` in the pages, with their place.
fn worn() -> Vec<(String, String)> {
    let mut worn = Vec::new();
    for page in pages() {
        for (number, line) in page.code() {
            for after in line.split("class=\"").skip(1) {
                let value = after.split('"').next().unwrap_or_default();
                for class in value.split_whitespace().filter(|class| !class.contains(['{', '}', '\\'])) {
                    worn.push((class.to_owned(), format!("{}:{number}", page.path)));
                }
            }
        }
    }
    worn
}

#[test]
fn every_class_in_a_page_is_in_the_style() {
    let styled = styled();
    let found = worn()
        .into_iter()
        .filter(|(class, _)| !styled.contains_key(class))
        .map(|(class, place)| format!("{place}: {class}"))
        .collect();
    none("A class without a form in style/", found);
}

#[test]
fn every_class_in_the_style_is_in_a_page() {
    // A class may be chosen by a function or put together from a stem, so any word of any text counts.
    let mut words = BTreeSet::new();
    for page in pages() {
        let letters = |letter: char| !(letter.is_ascii_alphanumeric() || "-_".contains(letter));
        words.extend(page.text.split(letters).map(str::to_owned));
    }
    let stems: Vec<&String> = words.iter().filter(|word| word.ends_with("--")).collect();
    let found = styled()
        .into_iter()
        .filter(|(class, _)| {
            !words.contains(class) && !stems.iter().any(|stem| class.starts_with(stem.as_str()))
        })
        .map(|(class, path)| format!("{path}: {class}"))
        .collect();
    none("A class in style/ that no page wears", found);
}

#[test]
fn colours_stand_in_the_tokens_alone() {
    let mut found = Vec::new();
    for sheet in sheets().into_iter().filter(|sheet| sheet.path != "style/tokens.css") {
        for line in without_comments(&sheet.text).lines() {
            let raw = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch("].iter().any(|word| line.contains(word));
            if raw || hexadecimal(line) {
                found.push(format!("{}: {}", sheet.path, line.trim()));
            }
        }
    }
    for page in pages() {
        for (number, line) in
            page.code().filter(|(_, line)| line.contains("fill=\"#") || line.contains("stroke=\"#"))
        {
            found.push(format!("{}:{number}: {}", page.path, line.trim()));
        }
    }
    none("A colour outside style/tokens.css", found);
}

/// Whether a declaration on this line holds `#abc` or the like.
fn hexadecimal(line: &str) -> bool {
    let value = line.split_once(':').map_or("", |(_, value)| value);
    value.split('#').skip(1).any(|after| {
        let digits = after.chars().take_while(char::is_ascii_hexdigit).count();
        let ends = after.chars().nth(digits).is_none_or(|letter| !letter.is_alphanumeric() && letter != '-');
        ends && matches!(digits, 3 | 4 | 6 | 8)
    })
}

#[test]
fn no_sheet_uses_what_old_phones_drop() {
    let mut found = Vec::new();
    for sheet in sheets() {
        for line in without_comments(&sheet.text)
            .lines()
            .filter(|line| line.contains("@layer") || line.contains("@container"))
        {
            found.push(format!("{}: {}", sheet.path, line.trim()));
        }
    }
    none("A rule that old web views ignore with all that stands in it", found);
}
