//! What we take from others, read from `deny.toml`: licences a city may pass on, crates we decided against, one source.
//! cargo-deny reads the same file and looks more closely; this test needs nothing that is not in the lock file.

use std::collections::BTreeSet;

use cargo_metadata::{MetadataCommand, Package};
use toml::{Table, Value};

use super::{none, root};

fn packages() -> Vec<Package> {
    let metadata = MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .other_options(["--locked".to_owned()])
        .exec()
        .expect("the lock file is up to date");
    metadata.packages
}

fn deny() -> Table {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml is there");
    text.parse().expect("deny.toml is TOML")
}

/// A list in a section of `deny.toml`.
fn list<'a>(deny: &'a Table, section: &str, name: &str) -> &'a [Value] {
    deny.get(section)
        .and_then(|section| section.get(name)?.as_array())
        .unwrap_or_else(|| panic!("deny.toml has no {section}.{name}"))
}

fn word<'a>(entry: &'a Value, name: &str) -> &'a str {
    entry.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[test]
fn every_licence_may_be_passed_on() {
    let deny = deny();
    let allowed: BTreeSet<&str> = list(&deny, "licenses", "allow").iter().filter_map(Value::as_str).collect();
    let found = packages()
        .iter()
        .filter(|package| !package.license.as_deref().is_some_and(|licence| permits(licence, &allowed)))
        .map(|package| format!("{} {}: {:?}", package.name, package.version, package.license))
        .collect();
    none("A licence that is not in deny.toml", found);
}

#[test]
fn what_we_decided_against_stays_out() {
    let deny = deny();
    let packages = packages();
    let found = list(&deny, "bans", "deny")
        .iter()
        .filter(|ban| packages.iter().any(|package| package.name.as_str() == word(ban, "crate")))
        .map(|ban| format!("{}: {}", word(ban, "crate"), word(ban, "reason")))
        .collect();
    none("A crate we decided against", found);
}

#[test]
fn everything_comes_from_one_registry() {
    let deny = deny();
    let allowed: Vec<&str> =
        list(&deny, "sources", "allow-registry").iter().filter_map(Value::as_str).collect();
    let found = packages()
        .iter()
        .filter_map(|package| {
            Some((package, package.source.as_ref()?.repr.trim_start_matches("registry+").to_owned()))
        })
        .filter(|(_, source)| !allowed.contains(&source.as_str()))
        .map(|(package, source)| format!("{}: {source}", package.name))
        .collect();
    none("A crate from elsewhere", found);
}

/// An older copy beside ours would be linked in its place, and below 3.51.3 SQLite can corrupt its write-ahead log.
#[test]
fn there_is_one_sqlite_and_it_is_new_enough() {
    let packages = packages();
    let sqlite: Vec<&Package> =
        packages.iter().filter(|package| package.name.as_str() == "libsqlite3-sys").collect();
    assert_eq!(sqlite.len(), 1, "more than one SQLite in the tree");
    assert!(
        (sqlite[0].version.major, sqlite[0].version.minor) >= (0, 37),
        "SQLite is too old: {}",
        sqlite[0].version
    );
    let sqlx = packages.iter().filter(|package| package.name.as_str() == "sqlx-core").count();
    assert_eq!(sqlx, 1, "more than one sqlx in the tree");
}

/// Whether an SPDX expression can be met with the allowed licences.
fn permits(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    // Some old crates write a slash for OR. "A WITH exception" is allowed as a whole or as A.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut place = 0;
    any(&words, &mut place, allowed)
}

fn any(words: &[&str], place: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let mut met = all(words, place, allowed);
    while words.get(*place) == Some(&"OR") {
        *place += 1;
        // The right side is read whatever the left one says.
        met |= all(words, place, allowed);
    }
    met
}

fn all(words: &[&str], place: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let mut met = one(words, place, allowed);
    while words.get(*place) == Some(&"AND") {
        *place += 1;
        met &= one(words, place, allowed);
    }
    met
}

fn one(words: &[&str], place: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let word = words.get(*place).copied().unwrap_or_default();
    *place += 1;
    if word == "(" {
        let met = any(words, place, allowed);
        *place += 1;
        return met;
    }
    if words.get(*place) == Some(&"WITH") {
        let exception = words.get(*place + 1).copied().unwrap_or_default();
        *place += 2;
        return allowed.contains(word) || allowed.contains(format!("{word} WITH {exception}").as_str());
    }
    allowed.contains(word)
}

#[test]
fn an_expression_is_met_by_either_side_of_or_and_both_of_and() {
    let allowed = BTreeSet::from(["MIT", "Unicode-3.0"]);
    for (expression, met) in [
        ("MIT OR Apache-2.0", true),
        ("Apache-2.0/MIT", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("MIT AND BSD-3-Clause", false),
        ("Apache-2.0 WITH LLVM-exception OR MIT", true),
        ("GPL-3.0-only", false),
    ] {
        assert_eq!(permits(expression, &allowed), met, "{expression}");
    }
}
