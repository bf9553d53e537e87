//! A rule is recomputed by a citizen's phone, so it sees nothing but its arguments; and what differs between server
//! and browser is said in one list, not all over a file.

use super::{none, sources};

/// What a rule must not name. The day, the id and the history are passed in.
const IMPURE: [&str; 16] = [
    "std::time",
    "SystemTime",
    "std::fs",
    "std::net",
    "std::env",
    "std::io",
    "std::thread",
    "sqlx",
    "store::",
    "sheet::",
    "ui::",
    "axum",
    "tokio",
    "leptos",
    "tracing",
    "uuid",
];

#[test]
fn rules_see_nothing_but_their_arguments() {
    let mut found = Vec::new();
    for source in sources(&["rs"]) {
        let is_rule = source.path.ends_with("/rules.rs")
            || source.path.contains("/rules/")
            || source.path.ends_with("/src/history.rs")
            || source.path.contains("/src/history/");
        // What a rule says is put into words by its tests.
        if !source.ships() || !source.path.starts_with("app/") || !is_rule {
            continue;
        }
        // Tests of a rule may read its cases from a file.
        let code = source.code().take_while(|(_, line)| line.trim() != "#[cfg(test)]");
        for (number, line) in code {
            for word in IMPURE.iter().filter(|word| line.contains(**word)) {
                found.push(format!("{}:{number}: {word}", source.path));
            }
        }
    }
    none("A rule that could answer differently tomorrow", found);
}

#[test]
fn server_and_browser_part_only_in_a_list_of_modules() {
    let mut found = Vec::new();
    for source in sources(&["rs"]).into_iter().filter(|source| source.path.starts_with("app/")) {
        let lines: Vec<(usize, &str)> = source.code().collect();
        for (place, (number, line)) in
            lines.iter().enumerate().filter(|(_, (_, line))| line.contains("target_family"))
        {
            let next =
                lines[place + 1..].iter().map(|(_, line)| line.trim()).find(|line| !line.starts_with("#["));
            let listed = next.is_some_and(|next| {
                ["mod ", "pub mod ", "pub use ", "use ", "pub(crate) mod "]
                    .iter()
                    .any(|word| next.starts_with(word))
            });
            if !source.path.ends_with("/src/lib.rs") || !listed {
                found.push(format!("{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    none("cfg(target_family) away from the list of modules in lib.rs", found);
}
