//! Files a newcomer can read: short, introduced, and true about each other.

use super::{none, root, sources, walk};

/// More than this is two nouns in one file.
const LINES: usize = 400;

#[test]
fn no_file_is_longer_than_400_lines() {
    let found = sources(&["rs", "css", "mjs", "js", "ts", "lua", "sql", "ftl"])
        .into_iter()
        .filter(|source| source.text.lines().count() > LINES)
        .map(|source| format!("{}: {} lines", source.path, source.text.lines().count()))
        .collect();
    none("A file of more than 400 lines", found);
}

#[test]
fn every_module_introduces_itself() {
    let found = sources(&["rs"])
        .into_iter()
        .filter(|source| !source.text.starts_with("//!"))
        .map(|source| source.path)
        .collect();
    none("A module without a first paragraph", found);
}

#[test]
fn the_map_names_only_what_exists() {
    let map = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md is there");
    let mut paths = Vec::new();
    walk(&root(), &mut |path| paths.push(path.to_owned()));
    // Inside a walk the map may say `rules/clock.rs` for a file of the slice it is in.
    let there = |word: &str| paths.iter().flat_map(|path| path.ancestors()).any(|path| path.ends_with(word));
    let found = quoted(&map)
        .filter(|word| looks_like_a_path(word))
        .filter(|word| !root().join(word).exists() && !there(word.trim_end_matches('/')))
        .map(str::to_owned)
        .collect();
    none("A path in ARCHITECTURE.md that is not there", found);
}

/// What stands between backticks on one line.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// `app/record/src/day.rs` and `city.toml` are paths; `/approvals/{number}`, `sqlite:x` and `a -> b` are not.
fn looks_like_a_path(word: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-".contains(letter);
    let endings = [".rs", ".md", ".toml", ".css", ".js", ".mjs", ".json", ".ftl", ".lua"];
    word.chars().all(plain)
        && !word.starts_with(['/', '.'])
        && (word.contains('/')
            || endings.iter().any(|ending| word.len() > ending.len() && word.ends_with(ending)))
}

#[test]
fn nothing_names_a_folder_of_one_machine() {
    let mut found = Vec::new();
    // Put together here, so that this file does not name them either.
    let folders = ["home", "root", "work", "Users"].map(|folder| format!("/{folder}/"));
    for source in sources(&["rs", "md", "toml", "css", "mjs", "js", "json", "lua", "sh", "ftl", "sql", "txt"])
    {
        for (number, line) in source.text.lines().enumerate() {
            for folder in &folders {
                let absolute = line.match_indices(folder.as_str()).any(|(place, _)| {
                    let before = line[..place].chars().next_back();
                    before.is_none_or(|letter| !letter.is_alphanumeric() && !"._-/}*~".contains(letter))
                });
                if absolute {
                    found.push(format!("{}:{}: {folder}", source.path, number + 1));
                }
            }
        }
    }
    none("A path that exists on one machine only", found);
}
