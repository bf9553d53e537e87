//! Which crate may know which: the arrows point down only, and no slice knows another.

use std::collections::BTreeMap;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

use super::{none, root};

/// What each crate of ours may depend on, among ours.
const ARROWS: [(&str, &[&str]); 25] = [
    ("record", &[]),
    ("ledger", &["record", "store", "ui"]),
    // What of the log a record's page shows: the sealer takes the log's rules to a phone, and not this.
    ("proof", &["ledger", "record", "store", "ui"]),
    ("sheet", &["record"]),
    // Sealing is pure: it knows the nouns, and nothing that could keep or send a plaintext.
    ("seal", &["record"]),
    // A picture of a text, on the server and in the browser.
    ("qr", &[]),
    // What an island needs of the reader's own device.
    ("device", &["record"]),
    // Who may not touch a case: asked by the server, and by an officer's device.
    ("recusal", &["record"]),
    ("keyring", &["device", "record", "recusal", "seal"]),
    ("letters", &["device", "record", "seal"]),
    ("store", &["record"]),
    ("ui", &["qr", "record"]),
    // Its audit is a tree like the public log's, with its roots in it.
    ("staff", &["keyring", "ledger", "record", "seal", "store", "ui"]),
    ("approvals", &["ledger", "proof", "record", "sheet", "store", "ui"]),
    ("trading", &["ledger", "proof", "record", "sheet", "store", "ui"]),
    ("credit", &["ledger", "proof", "record", "sheet", "store", "ui"]),
    (
        "cases",
        &[
            "device", "keyring", "ledger", "letters", "qr", "record", "recusal", "seal", "sheet", "staff",
            "store", "ui",
        ],
    ),
    ("browser", &["approvals", "credit", "proof", "trading"]),
    ("browser_seal", &["cases"]),
    ("browser_case", &["letters"]),
    ("browser_staff", &["keyring"]),
    (
        "server",
        &[
            "approvals",
            "cases",
            "credit",
            "ledger",
            "record",
            "seal",
            "sheet",
            "staff",
            "store",
            "trading",
            "ui",
        ],
    ),
    // What tests need from outside the house; it knows nothing of it.
    ("tests", &[]),
    ("xtask", &["tests"]),
    // The yardstick of the benchmarks, which is no server of ours, and citizens who seal what they send to it.
    ("bench", &["record", "seal", "tests"]),
];

/// What a slice may bring to the browser, where every kilobyte is paid for by a phone.
const IN_THE_BROWSER: [&str; 4] = ["leptos", "record", "serde", "serde_json"];

/// What only one crate may know, and why.
const ALONE: [(&str, &str, &str); 7] = [
    ("sqlx", "store", "only `store` knows which database there is"),
    ("libsqlite3-sys", "store", "only `store` knows which database there is"),
    ("rusqlite", "store", "only `store` knows which database there is"),
    ("calamine", "sheet", "only `sheet` reads what people upload"),
    ("fluent-syntax", "ui", "only `ui` knows the languages' files"),
    ("webauthn-rs", "staff", "only the staff's office checks passkeys, and never a browser"),
    ("fast_qr", "qr", "only `qr` knows what a camera reads"),
];

fn metadata() -> Metadata {
    MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .no_deps()
        .exec()
        .expect("cargo knows the workspace")
}

fn ours(metadata: &Metadata) -> BTreeMap<&str, &Package> {
    metadata.packages.iter().map(|package| (package.name.as_str(), package)).collect()
}

#[test]
fn arrows_point_down_only() {
    let metadata = metadata();
    let ours = ours(&metadata);
    let mut found = Vec::new();
    for (name, package) in &ours {
        let Some((_, allowed)) = ARROWS.iter().find(|(from, _)| from == name) else {
            found.push(format!("{name} has no place among the arrows"));
            continue;
        };
        for dependency in package.dependencies.iter().filter(|it| ours.contains_key(it.name.as_str())) {
            // A test may arrange with what stands below it and with the helper for databases.
            let tested = dependency.kind == DependencyKind::Development
                && (dependency.name == "tests" || *name == "tests");
            if !allowed.contains(&dependency.name.as_str()) && !tested {
                found.push(format!("{name} -> {}", dependency.name));
            }
        }
    }
    none("An arrow that is not drawn in ARCHITECTURE.md", found);
}

#[test]
fn a_slice_brings_little_to_the_browser() {
    let metadata = metadata();
    let ours = ours(&metadata);
    let mut found = Vec::new();
    for slice in ["approvals", "trading", "credit"] {
        let Some(package) = ours.get(slice) else { continue };
        for dependency in package.dependencies.iter().filter(|it| it.kind == DependencyKind::Normal) {
            let native = dependency
                .target
                .as_ref()
                .is_some_and(|target| target.to_string().contains("not(target_family"));
            if !native && !IN_THE_BROWSER.contains(&dependency.name.as_str()) {
                found.push(format!("{slice} -> {}", dependency.name));
            }
        }
    }
    none("A dependency of a slice that would ship to the browser", found);
}

#[test]
fn some_things_are_known_in_one_place() {
    let metadata = metadata();
    let mut found = Vec::new();
    for package in metadata.packages.iter() {
        for (what, owner, why) in ALONE {
            let knows = package.dependencies.iter().any(|it| it.name == what);
            if knows && package.name.as_str() != owner {
                found.push(format!("{} -> {what}: {why}", package.name));
            }
        }
    }
    none("A dependency that belongs to another crate", found);
}
