//! `sunhall witness`: sees to it that a log never takes back what it showed, for another body than the one that runs the log.

use super::fail;
use crate::clock::Clock;
use crate::log;
use crate::witness::{Desk, routes, secret};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};
use ledger::key::{KeyKind, VerifierKey};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;

pub(super) fn command() -> Command {
    Command::new("witness")
        .about("Watches over logs: signs a checkpoint only if it holds all that was seen before")
        .arg(
            Arg::new("listen")
                .long("listen")
                .env("SUNHALL_WITNESS_LISTEN")
                .value_name("ADDR")
                .default_value("127.0.0.1:8001")
                .help("Host and port to listen on; behind a proxy, keep it on this machine"),
        )
        .arg(
            Arg::new("key")
                .long("key")
                .env("SUNHALL_WITNESS_KEY")
                .value_name("FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath)
                .help("The witness's secret key; with --name, a new one is drawn where the file is missing"),
        )
        .arg(
            Arg::new("name")
                .long("name")
                .value_name("NAME")
                .help("The name of a new key, such as court.example/w1"),
        )
        .arg(
            Arg::new("state")
                .long("state")
                .env("SUNHALL_WITNESS_STATE")
                .value_name("DIR")
                .default_value("witness")
                .value_parser(value_parser!(PathBuf))
                .help("Where it writes down what it has seen; whoever loses it may sign a fork"),
        )
        .arg(
            Arg::new("log")
                .long("log")
                .value_name("VKEY")
                .required(true)
                .action(ArgAction::Append)
                .value_parser(|text: &str| text.parse::<VerifierKey>().map_err(|error| error.to_string()))
                .help("The key of a log to watch; may stand several times"),
        )
}

pub(super) async fn run(matches: &ArgMatches) -> ExitCode {
    log::start();
    match serve(matches).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => fail(sentence),
    }
}

async fn serve(matches: &ArgMatches) -> Result<(), String> {
    let path = |name: &str| matches.get_one::<PathBuf>(name).cloned().unwrap_or_default();
    let logs: Vec<VerifierKey> = matches.get_many("log").into_iter().flatten().cloned().collect();
    if let Some(key) = logs.iter().find(|key| key.kind() != KeyKind::Log) {
        return Err(format!("{key} is the key of a witness. Give the key of a log"));
    }
    let cosigner = secret::cosigner(&path("key"), matches.get_one::<String>("name").map(String::as_str))?;
    let desk = Desk::open(cosigner, logs, path("state"), Clock::System).map_err(|error| {
        format!("{} cannot be used: {error}. Give another --state", path("state").display())
    })?;
    let key = desk.key().to_string();
    let address = matches.get_one::<String>("listen").map_or("", String::as_str);
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| format!("{address} cannot be listened on: {error}. Give another --listen"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    // On standard output, where a person or a script waits for it; a closed pipe stops nobody.
    let _ = writeln!(io::stdout(), "{key}\nThe witness listens on http://{address}");
    axum::serve(listener, routes(Arc::new(desk)))
        .with_graceful_shutdown(super::serve::stopped())
        .await
        .map_err(|error| error.to_string())
}
