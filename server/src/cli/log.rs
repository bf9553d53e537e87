//! `sunhall log key | fsck | verify | redact`: what an operator does with the public log.

use super::{city_arg, config_of, database_arg, fail, log_key_arg, today_arg};
use crate::config::Config;
use crate::{log_key, migrations, sequence};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use ledger::fsck::{Checked, Finding, fsck};
use ledger::key::VerifierKey;
use ledger::policy::{Policy, Witness};
use ledger::redact::{NotRedacted, Redacted, Request, redact};
use ledger::verify::{Trusted, verify};
use record::Kind;
use staff::audit::Verified;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use store::Store;

/// Something was found.
const FOUND: u8 = 1;
/// The check could not be made.
const NOT_CHECKED: u8 = 2;

pub(super) fn commands() -> [Command; 4] {
    let with_store = |name: &'static str, about: &'static str| {
        Command::new(name).about(about).arg(database_arg()).arg(city_arg()).arg(log_key_arg())
    };
    let checks = |name: &'static str, about: &'static str| {
        with_store(name, about)
            .arg(
                Arg::new("key")
                    .long("key")
                    .value_name("VKEY")
                    .help("The log's public key, where its private one is not at hand"),
            )
            .after_help("Ends with 0 if all holds, 1 if something was found, 2 if it could not be checked.")
    };
    [
        with_store("key", "Prints the public key of the log; makes the private one where there is no log yet"),
        checks("fsck", "Checks the log against itself: entries, tiles, root, signature"),
        checks("verify", "Checks the log against itself, and every version and the staff's audit against the log").arg(
            Arg::new("policy")
                .long("policy")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("Witnesses whose signatures are checked, as a C2SP tlog-policy"),
        ),
        with_store("redact", "Takes a field of a record away for good, because the law demands it")
            .arg(
                Arg::new("record")
                    .required(true)
                    .value_name("KIND/KEY")
                    .help("The record, such as approval/QHD2026112300001"),
            )
            .arg(
                Arg::new("field")
                    .required(true)
                    .value_name("POINTER")
                    .help("The field, such as /case/applicant/name"),
            )
            .arg(
                Arg::new("ground")
                    .long("ground")
                    .required(true)
                    .value_name("WORDS")
                    .help("The article of the law; readers see it, so it says nothing of the person"),
            )
            .arg(
                Arg::new("approver")
                    .long("approver")
                    .required(true)
                    .value_name("WHO")
                    .action(ArgAction::Append)
                    .help("Who approved, by function; give it twice at least"),
            )
            .arg(today_arg())
            .after_help("Stop the server first where it uses the same SQLite file: the file can then be cleared at once."),
    ]
}

pub(super) async fn run(name: &str, matches: &ArgMatches) -> ExitCode {
    let config = match config_of(matches) {
        Ok(config) => config,
        Err(error) => return not_checked(error),
    };
    let store = match Store::open(&config.database, migrations()).await {
        Ok(store) => store,
        Err(error) => return not_checked(error),
    };
    let code = match name {
        "key" => match log_key::find(&config, &store).await {
            Ok(signer) => {
                let _ = writeln!(std::io::stdout(), "{}", signer.key());
                ExitCode::SUCCESS
            }
            Err(error) => fail(error),
        },
        "redact" => take_away(&config, &store, matches).await,
        check => checked(check, &config, &store, matches).await,
    };
    store.close().await;
    code
}

fn not_checked(sentence: impl std::fmt::Display) -> ExitCode {
    fail(sentence);
    ExitCode::from(NOT_CHECKED)
}

async fn checked(name: &str, config: &Config, store: &Store, matches: &ArgMatches) -> ExitCode {
    let (key, witnesses) = match trusted(config, store, matches).await {
        Ok(trusted) => trusted,
        Err(sentence) => return not_checked(sentence),
    };
    let mut tell = |finding: Finding| {
        let _ = writeln!(std::io::stdout(), "{finding}");
    };
    // What staff did is a tree of its own, whose roots are leaves of this log.
    let audited = match name {
        "verify" => staff::audit::verify(store, &mut tell).await,
        _ => Ok(Verified::default()),
    };
    let audited = match audited {
        Ok(audited) => audited,
        Err(error) => return not_checked(error),
    };
    let checked = if name == "fsck" {
        fsck(store, &key, &mut tell).await
    } else {
        let is_public = |kind: Kind, facts: &str| sequence::is_public(kind, facts);
        let trusted = Trusted { key: &key, witnesses: &witnesses, is_public: &is_public };
        verify(store, &trusted, &mut tell).await
    };
    match checked {
        Ok(Checked { entries, findings }) => {
            if audited.rows > 0 {
                let Verified { rows, uncovered, .. } = audited;
                let _ = writeln!(
                    std::io::stdout(),
                    "{rows} rows of the audit checked, {uncovered} of them newer than its last public root"
                );
            }
            match findings + audited.findings {
                0 => {
                    let _ = writeln!(std::io::stdout(), "{entries} leaves checked, all as it should be");
                    ExitCode::SUCCESS
                }
                findings => {
                    let _ = writeln!(std::io::stdout(), "{entries} leaves checked, {findings} findings");
                    ExitCode::from(FOUND)
                }
            }
        }
        Err(error) => not_checked(error),
    }
}

/// The log's key and its witnesses.
async fn trusted(
    config: &Config,
    store: &Store,
    matches: &ArgMatches,
) -> Result<(VerifierKey, Vec<Witness>), String> {
    let key = match matches.get_one::<String>("key") {
        Some(key) => key.trim().parse().map_err(|error| format!("--key: {error}"))?,
        None => log_key::find(config, store).await.map_err(|error| error.to_string())?.key().clone(),
    };
    let Ok(Some(policy)) = matches.try_get_one::<PathBuf>("policy") else { return Ok((key, Vec::new())) };
    let text = std::fs::read_to_string(policy)
        .map_err(|error| format!("{} cannot be read: {error}", policy.display()))?;
    let policy = Policy::parse(&text).map_err(|error| format!("{}: {error}", policy.display()))?;
    Ok((key, policy.witnesses().to_vec()))
}

async fn take_away(config: &Config, store: &Store, matches: &ArgMatches) -> ExitCode {
    let text = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    let named = text("record").split_once('/').and_then(|(kind, key)| Some((Kind::parse(kind)?, key)));
    let Some((kind, key)) = named else {
        return fail("Name the record by its kind and key, like approval/QHD2026112300001");
    };
    let approvers: Vec<String> = matches.get_many("approver").into_iter().flatten().cloned().collect();
    let offset = config.city.utc_offset_minutes;
    let request = Request {
        kind,
        key,
        field: text("field"),
        ground: text("ground"),
        approvers: &approvers,
        now: config.clock.now(offset),
    };
    match of_kind(config, store, &request).await {
        Ok(redacted) if redacted.leaves.is_empty() => {
            let _ =
                writeln!(std::io::stdout(), "It was taken away before; what was left of it is cleared away");
            ExitCode::SUCCESS
        }
        Ok(redacted) => {
            let leaves: Vec<String> = redacted.leaves.iter().map(u64::to_string).collect();
            let _ = writeln!(std::io::stdout(), "Taken away; leaf {} says so", leaves.join(", "));
            ExitCode::SUCCESS
        }
        Err(error) => fail(error),
    }
}

/// Lets the slice whose record it is follow.
async fn of_kind(config: &Config, store: &Store, request: &Request<'_>) -> Result<Redacted, NotRedacted> {
    match request.kind {
        Kind::Approval | Kind::Item | Kind::Agency => {
            let today = config.clock.today(config.city.utc_offset_minutes);
            redact(store, &approvals::table::Register::new(&config.city, today), request).await
        }
        Kind::Process => redact(store, &trading::table::Register::new(&config.city), request).await,
        Kind::Enterprise | Kind::CreditRecord | Kind::Penalty => {
            redact(store, &credit::table::Register, request).await
        }
    }
}
