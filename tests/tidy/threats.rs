//! docs/THREATS.md promises that a test shows each control. Then the test must be there, under that name.

use std::collections::BTreeSet;

use super::{none, root, sources};

/// The names of all tests, and of the files that hold journeys in a browser.
fn known() -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for source in sources(&["rs", "mjs"]) {
        if source.path.starts_with("end2end/journeys/") {
            known.insert(source.path.clone());
        }
        for after in source.text.split("fn ").skip(1) {
            known.insert(after.split(['(', '<']).next().unwrap_or_default().to_owned());
        }
    }
    known
}

#[test]
fn every_control_is_shown_by_a_test_that_exists() {
    let page = std::fs::read_to_string(root().join("docs/THREATS.md")).expect("docs/THREATS.md is there");
    let known = known();
    let mut missing = Vec::new();
    for line in page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| what")) {
        let shown_by = line.split(" | ").nth(1).unwrap_or_default();
        let named: Vec<&str> = shown_by.split('`').skip(1).step_by(2).collect();
        if named.is_empty() {
            missing.push(format!("nothing shows: {line:.80}"));
        }
        // The folder stands before the first of its tests.
        let tests = named.iter().filter_map(|name| name.split(' ').next_back());
        missing.extend(tests.filter(|test| !known.contains(*test)).map(|test| format!("no test {test}")));
    }
    none("A promise in docs/THREATS.md that no test shows", missing);
}
