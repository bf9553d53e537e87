//! What an operator types: `sunhall serve | demo | import | explain | log | user | witness`.

mod check;
mod demo;
mod explain;
mod import;
mod log;
mod officer;
mod parts;
mod serve;
mod user;
mod witness;

use crate::clock::Clock;
use crate::config::Config;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};
use record::{Day, Lang};
use std::ffi::OsString;
use std::fmt::Display;
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

/// A mistake the operator can mend: said in one sentence on standard error.
pub(crate) const FAILED: u8 = 1;

/// Runs the program and says how it ended: 0 done, 1 failed (of an import: some rows refused),
/// 2 not understood (of an import: nothing read).
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let matches = match command().try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(message) => {
            // Help goes to standard output, a mistake to standard error; a closed pipe is not ours to mend.
            let _ = message.print();
            return ExitCode::from(u8::try_from(message.exit_code()).unwrap_or(FAILED));
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    match runtime {
        Ok(runtime) => runtime.block_on(dispatch(&matches)),
        Err(error) => fail(format_args!("The program could not start its threads: {error}")),
    }
}

async fn dispatch(matches: &ArgMatches) -> ExitCode {
    match matches.subcommand() {
        Some(("serve", matches)) => serve::run(matches).await,
        Some(("demo", matches)) => demo::run(matches).await,
        Some(("import", matches)) => import::run(matches).await,
        Some(("explain", matches)) => explain::run(matches),
        Some(("log", matches)) => match matches.subcommand() {
            Some(("check", matches)) => check::run(matches),
            Some((name, matches)) => log::run(name, matches).await,
            None => fail("Give a command. `sunhall log --help` lists them"),
        },
        Some(("user", matches)) => user::run(matches).await,
        Some(("officer", matches)) => officer::run(matches),
        Some(("witness", matches)) => witness::run(matches).await,
        _ => fail("Give a command. `sunhall --help` lists them"),
    }
}

/// Says what went wrong and what to do.
pub(crate) fn fail(sentence: impl Display) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "sunhall: {sentence}");
    ExitCode::from(FAILED)
}

fn command() -> Command {
    Command::new("sunhall")
        .about("Publishes what a city decides, so that anyone can check it")
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .max_term_width(100)
        .subcommand(serve::command())
        .subcommand(demo::command())
        .subcommand(import::command())
        .subcommand(explain::command())
        .subcommand(
            Command::new("log")
                .about("Works on the public log")
                .subcommand_required(true)
                .subcommand(check::command())
                .subcommands(log::commands()),
        )
        .subcommand(user::command())
        .subcommand(officer::command())
        .subcommand(witness::command())
        .after_help(
            "Every flag with a variable beside it may be set by that variable instead.\n\
             SUNHALL_LOG sets what is logged, such as `warn` or `info,sqlx=debug`.",
        )
}

/// `--database URL`.
pub(crate) fn database_arg() -> Arg {
    Arg::new("database")
        .long("database")
        .env("SUNHALL_DATABASE")
        .value_name("URL")
        .default_value("sqlite:sunhall.db")
        // An address may hold a password, which help must not repeat from the environment.
        .hide_env_values(true)
        .help("Where the records are: sqlite:PATH or postgres://USER@HOST/NAME")
}

/// `--city FILE`.
pub(crate) fn city_arg() -> Arg {
    Arg::new("city")
        .long("city")
        .env("SUNHALL_CITY")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
        .help("The city's own facts; without it, those of Qinhuangdao that came with the program")
}

/// `--log-key FILE`.
pub(crate) fn log_key_arg() -> Arg {
    Arg::new("log-key")
        .long("log-key")
        .env("SUNHALL_LOG_KEY")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
        .help("The key of the public log; made beside the SQLite file where there is no log yet")
}

/// `--staff-key FILE`.
pub(crate) fn staff_key_arg() -> Arg {
    Arg::new("staff-key")
        .long("staff-key")
        .env("SUNHALL_STAFF_KEY_FILE")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .help(
            "The key of what staff keep secret; made beside the SQLite file where there are no accounts yet",
        )
}

/// `--today DAY`.
pub(crate) fn today_arg() -> Arg {
    Arg::new("today")
        .long("today")
        .env("SUNHALL_TODAY")
        .value_name("DAY")
        .value_parser(|text: &str| Day::parse(text).ok_or("a day reads like 2026-11-23"))
        .help("Holds the day still, for demonstrations and tests")
}

/// `--lang zh|en`: the language of what is said about a file.
pub(crate) fn lang_arg() -> Arg {
    Arg::new("lang")
        .long("lang")
        .env("SUNHALL_LANG")
        .value_name("LANG")
        .value_parser(PossibleValuesParser::new(["zh", "en"]))
        .default_value("zh")
        .help("The language of what is said about a file")
}

/// The language chosen by [`lang_arg`].
pub(crate) fn lang_of(matches: &ArgMatches) -> Lang {
    match matches.get_one::<String>("lang").map(String::as_str) {
        Some("en") => Lang::En,
        _ => Lang::Zh,
    }
}

/// The configuration from the flags a command has; those it has not keep their defaults.
pub(crate) fn config_of(matches: &ArgMatches) -> Result<Config, crate::Unusable> {
    let path = |name: &str| matches.try_get_one::<PathBuf>(name).ok().flatten();
    let text = |name: &str| matches.try_get_one::<String>(name).ok().flatten();
    let mut config = Config::new(path("city").map(PathBuf::as_path))?;
    if let Some(database) = text("database") {
        config.database.clone_from(database);
    }
    if let Some(listen) = text("listen") {
        config.listen.clone_from(listen);
    }
    if let Some(site) = path("site") {
        config.site.clone_from(site);
    }
    if let Ok(Some(day)) = matches.try_get_one::<Day>("today") {
        config.clock = Clock::Frozen(*day);
    }
    if let Ok(Some(metrics)) = matches.try_get_one::<SocketAddr>("metrics") {
        config.metrics = Some(*metrics);
    }
    if let Ok(Some(rate)) = matches.try_get_one::<u32>("rate") {
        config.rate = *rate;
    }
    if let Some(file) = path("log-policy") {
        config.with_policy(file)?;
    }
    config.log_key = path("log-key").cloned();
    config.staff_key = path("staff-key").cloned();
    config.log_memory = path("log-memory").cloned();
    config.keeps_log = !matches.try_get_one::<bool>("no-log").ok().flatten().is_some_and(|no_log| *no_log);
    if matches.try_get_one::<bool>("no-cache").ok().flatten().is_some_and(|no_cache| *no_cache) {
        config.cache_bytes = 0;
    }
    Ok(config)
}

/// A flag without a value.
pub(crate) fn switch(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serve_config(args: &[&str]) -> Config {
        let args = ["sunhall", "serve"].iter().chain(args);
        let matches = command().try_get_matches_from(args).expect("the flags are right");
        config_of(matches.subcommand_matches("serve").expect("serve was asked for")).expect("it is usable")
    }

    #[test]
    fn the_commands_are_put_together_right() {
        command().debug_assert();
    }

    #[test]
    fn flags_decide_and_the_rest_has_defaults() {
        let config =
            serve_config(&["--listen", "127.0.0.1:0", "--today", "2026-11-23", "--no-cache", "--rate", "0"]);
        assert_eq!(config.listen, "127.0.0.1:0");
        assert_eq!(config.clock, Clock::Frozen(Day::parse("2026-11-23").unwrap()));
        assert_eq!((config.cache_bytes, config.rate), (0, 0));
        assert_eq!(config.database, "sqlite:sunhall.db");
        assert_eq!(serve_config(&[]).clock, Clock::System);
    }

    #[test]
    fn what_is_not_understood_is_refused_with_a_reason() {
        for args in [
            vec!["sunhall", "serve", "--today", "23.11.2026"],
            vec!["sunhall", "serve", "--metrics", "everywhere"],
            vec!["sunhall", "sing"],
            vec!["sunhall", "user", "add", "intake-1"],
            vec!["sunhall", "user", "add", "intake-1", "--role", "case-officer"],
        ] {
            let message = command().try_get_matches_from(&args).expect_err("nobody can mean that");
            assert_eq!(message.exit_code(), 2, "{args:?}");
        }
    }
}
