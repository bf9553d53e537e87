//! `sunhall officer`: what a key officer does, on a machine of their own and without a network. The list of those who can open reports
//! is worth as much as these keys are kept apart.

use super::{fail, parts};
use crate::log_key;
use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use seal::{Holder, HolderRole, Manifest, SignedManifest, StaffKey};
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
    let number = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("NUMBER").value_parser(value_parser!(u8)).help(help)
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
            Command::new("board")
                .about("Draws the key of a recovery board, and prints its line for the lists of recipients")
                .arg(file("file", "FILE", "Where the secret half is written; it must not exist"))
                .arg(
                    Arg::new("id")
                        .long("id")
                        .value_name("NAME")
                        .required(true)
                        .help("What the lists call the board, such as board-content"),
                )
                .arg(
                    Arg::new("role")
                        .long("role")
                        .value_name("ROLE")
                        .required(true)
                        .value_parser(["recovery-content", "recovery-identity"])
                        .help("What the board keeps a way back to"),
                ),
        )
        .subcommand(
            Command::new("part")
                .about("Parts a key among several people, of whom so many bring it back together")
                .arg(file("file", "FILE", "The secret key; the parts are written beside it"))
                .arg(number("of", "How many people get a part").default_value("5"))
                .arg(number("needs", "How many of them are needed").default_value("3")),
        )
        .subcommand(
            Command::new("join")
                .about("Brings a key back from its parts")
                .arg(file("file", "FILE", "Where the secret key is written; it must not exist"))
                .arg(file("parts", "PART", "The files of the parts").num_args(1..)),
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
        Some(("board", matches)) => {
            let text = |name: &str| matches.get_one::<String>(name).cloned().unwrap_or_default();
            board(&path(matches, "file"), text("id"), &text("role"))
        }
        Some(("part", matches)) => {
            let number = |name: &str| matches.get_one::<u8>(name).copied().unwrap_or_default();
            parts::part(&path(matches, "file"), number("of"), number("needs"))
        }
        Some(("join", matches)) => {
            let all: Vec<PathBuf> = matches.get_many("parts").unwrap_or_default().cloned().collect();
            parts::join(&path(matches, "file"), &all)
        }
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

/// Draws the key of a board. The file is one that every age program reads; the board parts it among its members by `sunhall officer part` (docs/STAFF.md).
fn board(file: &Path, id: String, role: &str) -> Result<String, String> {
    let cannot =
        |error: io::Error| format!("{} cannot be written: {error}. Give another file", file.display());
    let mut entropy = [0; 64];
    for half in entropy.chunks_mut(32) {
        half.copy_from_slice(&crate::secret().map_err(cannot)?);
    }
    let key = StaffKey::from_entropy(&entropy);
    log_key::create(file, &key.text()).map_err(cannot)?;
    let role = match role {
        "recovery-identity" => HolderRole::RecoveryIdentity,
        _ => HolderRole::RecoveryContent,
    };
    let holder = Holder { id, key: key.public(), role, verify: key.verify() };
    serde_json::to_string(&holder).map_err(|error| error.to_string())
}

/// A file's text.
pub(super) fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{} cannot be read: {error}", file.display()))
}

/// Adds a signature. What is signed is shown first, on standard error, where it does not get into the file.
fn sign(key: &Path, manifest: &Path) -> Result<String, String> {
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
    use seal::{Secret, TrustedOfficers, Wanted};

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
    fn the_key_of_a_board_is_one_that_age_reads_and_its_line_stands_in_a_list() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("board");
        let line = board(&file, "board-content".to_owned(), "recovery-content").unwrap();
        let holder: Holder = serde_json::from_str(&line).unwrap();
        assert_eq!((holder.id.as_str(), holder.role), ("board-content", HolderRole::RecoveryContent));
        let text = fs::read_to_string(&file).unwrap();
        let secret = Secret::parse(text.lines().next().unwrap()).unwrap();
        assert_eq!(secret.public(), holder.key);
        assert!(text.lines().skip(1).all(|line| line.starts_with("# ")), "the rest is a comment to age");
        assert!(board(&file, "board-content".to_owned(), "recovery-content").is_err(), "it exists");
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
