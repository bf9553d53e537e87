//! The shape of the house, held by tests: what is written in the contributor's guide and can be read off the files.
//!
//! Each test collects all it finds and names file and line, so that one run is enough to mend everything.

mod arrows;
mod licences;
mod pages;
mod purity;
mod shape;
mod style;
mod threats;

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the checkout.
struct Source {
    /// From the root, with `/` on every machine.
    path: String,
    text: String,
}

impl Source {
    /// Whether it is compiled into what a citizen meets: not a test, nor an example.
    fn ships(&self) -> bool {
        let of_house = self.path.starts_with("app/") || self.path.starts_with("server/");
        let aside = self.path.contains("/tests/")
            || self.path.contains("/examples/")
            || self.path.ends_with("/tests.rs");
        of_house && !aside
    }

    /// Lines with their numbers, without those that are only a comment.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    tests::house()
}

/// Every file of ours with one of these endings.
fn sources(endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    walk(&root(), &mut |path| {
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        if !endings.contains(&ending.as_ref()) {
            return;
        }
        // What is not text is not a source, whatever it is called.
        let Ok(text) = fs::read_to_string(path) else { return };
        let inside = path.strip_prefix(root()).expect("the walk begins at the root");
        found.push(Source { path: inside.to_string_lossy().replace('\\', "/"), text });
    });
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn walk(folder: &Path, visit: &mut impl FnMut(&Path)) {
    // Built, installed and copied files are not ours to judge.
    const FOREIGN: [&str; 7] =
        ["target", "node_modules", ".git", "test-results", "report", "screenshots", "data"];
    for path in
        fs::read_dir(folder).expect("a folder can be read").filter_map(|entry| Some(entry.ok()?.path()))
    {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && !FOREIGN.contains(&name.as_ref()) {
            walk(&path, visit);
        } else if path.is_file() {
            visit(&path);
        }
    }
}

/// Fails with everything that was found, one a line.
#[track_caller]
fn none(rule: &str, found: Vec<String>) {
    assert!(found.is_empty(), "{rule}:\n  {}\n", found.join("\n  "));
}
