//! `sunhall officer`: what a key officer does, on a machine of their own and without a network. The list of those who can open reports
//! is worth as much as these keys are kept apart.

use super::fail;
use crate::log_key;
use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use seal::{Manifest, SignedManifest};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(super) fn command() -> Command {
    let file = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name)
            .value_name(value)
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
            .help(help)
    };
    Command::new("officer")
        .about("Works for a key officer, on a machine of their own")
        .subcommand_required(true)
        .subcommand(
            Command::new("key")
                .about("Draws a new key, and prints the public half for the city's file")
                .arg(file("file", "FILE", "Where the secret half is written; it must not exist")),
        )
        .subcommand(
            Command::new("sign")
                .about("Shows a list of recipients, and prints it with the officer's signature added")
                .arg(file("key", "FILE", "The officer's secret key").long("key"))
                .arg(file(
                    "manifest",
                    "MANIFEST",
                    "The list as JSON, with the signatures it has so far or without any",
                )),
        )
}

pub(super) fn run(matches: &ArgMatches) -> ExitCode {
    let path =
        |matches: &ArgMatches, name: &str| matches.get_one::<PathBuf>(name).cloned().unwrap_or_default();
    let said = match matches.subcommand() {
        Some(("key", matches)) => draw(&path(matches, "file")),
        Some(("sign", matches)) => sign(&path(matches, "key"), &path(matches, "manifest")),
        _ => Err("Give a command. `sunhall officer --help` lists them".to_owned()),
    };
    match said {
        Ok(text) => {
            let _ = writeln!(io::stdout(), "{text}");
            ExitCode::SUCCESS
        }
        Err(sentence) => fail(sentence),
    }
}

/// Draws a key. Gives back its public half.
fn draw(file: &Path) -> Result<String, String> {
    let cannot =
        |error: io::Error| format!("{} cannot be written: {error}. Give another file", file.display());
    let seed = crate::secret().map_err(cannot)?;
    log_key::create(file, &format!("{}\n", hex::encode(seed))).map_err(cannot)?;
    Ok(seal::officer(&seed))
}

/// Adds a signature. What is signed is shown first, on standard error, where it does not get into the file.
fn sign(key: &Path, manifest: &Path) -> Result<String, String> {
    let read = |file: &Path| {
        fs::read_to_string(file).map_err(|error| format!("{} cannot be read: {error}", file.display()))
    };
    let mut seed = [0; 32];
    hex::decode_to_slice(read(key)?.trim(), &mut seed)
        .map_err(|_| format!("{} is no key that `sunhall officer key` has drawn", key.display()))?;
    let text = read(manifest)?;
    let mut signed =
        parsed(&text).ok_or_else(|| format!("{} is no list of recipients", manifest.display()))?;
    let said: Manifest = serde_json::from_str(&signed.manifest)
        .map_err(|error| format!("{} is no list of recipients: {error}", manifest.display()))?;
    let _ = write!(io::stderr(), "{}", shown(&said));
    let signature = said.sign(&seed);
    signed.signatures.retain(|other| other.officer != signature.officer);
    signed.signatures.push(signature);
    serde_json::to_string(&signed).map_err(|error| error.to_string())
}

/// A list with its signatures so far, or one that nobody has signed, in whatever form somebody wrote it.
fn parsed(text: &str) -> Option<SignedManifest> {
    serde_json::from_str(text).ok().or_else(|| {
        let manifest: Manifest = serde_json::from_str(text).ok()?;
        Some(SignedManifest { manifest: manifest.canonical(), signatures: Vec::new() })
    })
}

/// What an officer compares with what was agreed, before the signature counts.
fn shown(manifest: &Manifest) -> String {
    let holders = manifest.holders.iter().map(|holder| {
        let role = serde_json::to_string(&holder.role).unwrap_or_default();
        format!("  {} {}: {}\n", role.trim_matches('"'), holder.id, holder.key)
    });
    format!(
        "You sign for {} at {}, from {} to {}:\n{}",
        manifest.unit,
        manifest.portal,
        manifest.issued,
        manifest.expires,
        holders.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::Day;
    use seal::{Holder, HolderRole, Secret, StaffKey, TrustedOfficers, Wanted};

    fn manifest() -> Manifest {
        let day = |text| Day::parse(text).unwrap();
        let holders = HolderRole::ALL.into_iter().zip(1..).map(|(role, number)| Holder {
            id: format!("holder-{number}"),
            key: Secret::from_bytes([number; 32]).public(),
            role,
            verify: StaffKey::from_entropy(&[number; 64]).verify(),
        });
        Manifest {
            expires: day("2026-11-30"),
            holders: holders.collect(),
            issued: day("2026-11-23"),
            portal: "hall.example".to_owned(),
            unit: "cdi".to_owned(),
            version: Manifest::VERSION,
        }
    }

    #[test]
    fn two_officers_sign_one_after_the_other_and_the_browser_believes_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let keys = ["one", "two"].map(|name| draw(&path(name)).unwrap()).to_vec();
        fs::write(path("list"), serde_json::to_string_pretty(&manifest()).unwrap()).unwrap();
        fs::write(path("list-1"), sign(&path("one"), &path("list")).unwrap()).unwrap();
        // Signing twice counts once.
        fs::write(path("list-1"), sign(&path("one"), &path("list-1")).unwrap()).unwrap();
        let signed: SignedManifest =
            serde_json::from_str(&sign(&path("two"), &path("list-1")).unwrap()).unwrap();
        assert_eq!(signed.signatures.len(), 2);
        let officers = TrustedOfficers { keys, threshold: 2 };
        let wanted = Wanted { portal: "hall.example", unit: "cdi", today: Day::parse("2026-11-25").unwrap() };
        assert!(signed.verify(&officers, &wanted).is_ok());
    }

    #[test]
    fn a_key_is_never_written_over_and_a_stranger_cannot_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        draw(&file).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(draw(&file).is_err());
    }

    #[test]
    fn an_officer_sees_what_is_signed() {
        let shown = shown(&manifest());
        assert!(shown.starts_with(
            "You sign for cdi at hall.example, from 2026-11-23 to 2026-11-30:\n  team holder-1: age1"
        ));
    }

    #[test]
    fn what_is_no_list_is_not_signed() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        draw(&path("key")).unwrap();
        for text in ["", "{}", "[]"] {
            fs::write(path("list"), text).unwrap();
            assert!(sign(&path("key"), &path("list")).is_err());
        }
        fs::write(path("list"), serde_json::to_string(&manifest()).unwrap()).unwrap();
        fs::write(path("no-key"), "secret").unwrap();
        assert!(sign(&path("no-key"), &path("list")).is_err());
    }
}
