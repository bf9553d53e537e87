//! What must not stand in a page: raw text areas, raw markup, styles of its own.

use super::{none, sources};

/// Written by the one component that escapes its text.
const TEXT_AREA: &str = "app/ui/src/text_area.rs";
/// Where finished markup may be set, each from text of ours that was escaped before: the text area; the pages of the rules, rendered
/// from `docs/rules` at build time or start, never from what a citizen typed; and the page of a case, which the reporter's device
/// takes from this server as a browser would, and in which it puts what it opens as text.
const RAW_MARKUP: [&str; 3] = [TEXT_AREA, "server/src/pages/methods.rs", "app/letters/src/reader.rs"];

/// Lines of a page's code that hold a word, outside the files where it is allowed.
fn lines_with(words: &[&str], allowed: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources(&["rs", "js"]) {
        let shown = source.ships() || source.path.starts_with("public/");
        if !shown || allowed.contains(&source.path.as_str()) {
            continue;
        }
        let code = source.code().take_while(|(_, line)| line.trim() != "#[cfg(test)]");
        for (number, line) in code.filter(|(_, line)| words.iter().any(|word| line.contains(word))) {
            found.push(format!("{}:{number}: {}", source.path, line.trim()));
        }
    }
    found
}

#[test]
fn only_the_component_writes_a_text_area() {
    none(
        "A raw text area, whose content Leptos does not escape: use <TextArea>",
        lines_with(&["<textarea"], &[TEXT_AREA]),
    );
}

#[test]
fn markup_is_set_raw_in_three_places_only() {
    let words = ["inner_html", "innerHTML", "insertAdjacentHTML", "document.write"];
    none("Raw markup, which could carry a stranger's script", lines_with(&words, &RAW_MARKUP));
}

#[test]
fn no_element_has_a_style_or_a_script_of_its_own() {
    let words = [" style=", "<style", " onclick=", " onload=", " onsubmit=", "javascript:"];
    none(
        "A style or script in the page, which its own content security policy refuses",
        lines_with(&words, &[]),
    );
}
