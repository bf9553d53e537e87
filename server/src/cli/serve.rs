//! `sunhall serve`: from flags to a listening server, and down again when it is told to stop.

use super::{city_arg, config_of, database_arg, fail, log_key_arg, staff_key_arg, switch, today_arg};
use crate::config::Config;
use crate::edge::headers::Fixed;
use crate::edge::{self, Front};
use crate::hall::Hall;
use crate::site::Files;
use crate::{
    case_days, log, log_key, memory, meter, migrations, sequence, staff_audit, staff_key, staff_office,
};
use clap::{Arg, ArgMatches, Command, value_parser};
use ledger::key::Signer;
use std::error::Error;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use store::Store;
use tokio::net::{TcpListener, lookup_host};
use tokio::signal::unix::{SignalKind, signal};
use tracing::{error, info};

pub(super) fn command() -> Command {
    Command::new("serve")
        .about("Answers readers until it is told to stop")
        .arg(database_arg())
        .arg(
            Arg::new("listen")
                .long("listen")
                .env("SUNHALL_LISTEN")
                .value_name("ADDR")
                .default_value("localhost:3000")
                .help("Host and port to listen on; behind a proxy, keep it on this machine"),
        )
        .arg(
            Arg::new("site")
                .long("site")
                .env("SUNHALL_SITE")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .default_value("target/site")
                .help("The folder with the built style sheet and scripts"),
        )
        .arg(city_arg())
        .arg(today_arg())
        .arg(
            Arg::new("metrics")
                .long("metrics")
                .env("SUNHALL_METRICS")
                .value_name("ADDR")
                .value_parser(value_parser!(SocketAddr))
                .help("Shows metrics at this private address, such as 127.0.0.1:9100; nowhere by default"),
        )
        .arg(
            Arg::new("rate")
                .long("rate")
                .env("SUNHALL_RATE")
                .value_name("N")
                .value_parser(value_parser!(u32))
                .default_value("50")
                .help("Pages a second one address may have made anew; 0 sets no limit, for benchmarks"),
        )
        .arg(switch("no-cache", "Makes every page anew, for benchmarks"))
        .arg(staff_key_arg())
        .arg(log_key_arg())
        .arg(
            Arg::new("log-memory")
                .long("log-memory")
                .env("SUNHALL_LOG_MEMORY")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("Where the largest signed checkpoint is remembered; beside the SQLite file by default"),
        )
        .arg(
            Arg::new("log-policy")
                .long("log-policy")
                .env("SUNHALL_LOG_POLICY")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("The witnesses that are to see the log, and how many are enough: a C2SP tlog-policy"),
        )
        .arg(switch("no-log", "Appends nothing to the public log, for benchmarks"))
}

pub(super) async fn run(matches: &ArgMatches) -> ExitCode {
    let config = match config_of(matches) {
        Ok(config) => config,
        Err(error) => return fail(error),
    };
    log::start();
    memory::close();
    edge::log_panics();
    match serve(config).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(error),
    }
}

async fn serve(mut config: Config) -> Result<(), Box<dyn Error>> {
    // Before anything is counted; unused, the counters cost nothing.
    let figures = config.metrics.and_then(|address| Some((meter::start()?, address)));
    let files = Files::read(&config.site, &Fixed::new(config.is_https()))?;
    let listeners = listen(&config.listen).await?;
    let store = Store::open(&config.database, migrations()).await?;
    let key = if config.keeps_log { Some(log_key::find(&config, &store).await) } else { None };
    if let Some(Ok(signer)) = &key {
        config.log.key = signer.key().to_string();
    }
    let door = config.door.clone();
    let vault = match staff_key::find(&config, &store).await {
        Ok(vault) => Some(vault),
        Err(reason) => {
            let reason = reason.to_string();
            error!(reason, "Staff cannot come in");
            None
        }
    };
    let office = staff_office::office(&config, vault);
    let hall = Hall::staffed(config, store, files, office).await?;
    if let Some((figures, address)) = figures {
        meter::show(figures, address).await.map_err(|error| {
            format!("Metrics cannot be shown at {address}: {error}. Give another --metrics")
        })?;
    }
    let watch = tokio::spawn(Arc::clone(&hall).watch());
    let keep = tokio::spawn(keep_log(Arc::clone(&hall), key));
    let audit = tokio::spawn(staff_audit::keep(Arc::clone(&hall)));
    let days = tokio::spawn(case_days::keep(Arc::clone(&hall)));
    for listener in &listeners {
        let address = listener.local_addr()?;
        info!(%address, "Listening");
        // On standard output, where a person or a script waits for it; a closed pipe stops nobody.
        let _ = writeln!(io::stdout(), "Sunhall listens on http://{address}");
    }
    edge::serve(listeners, Front::new(&hall), door, stopped()).await;
    watch.abort();
    keep.abort();
    audit.abort();
    days.abort();
    hall.store.close().await;
    info!("Stopped");
    Ok(())
}

/// Appends to the public log, if it has a key; without one it says so, and the pages are served all the same.
async fn keep_log(hall: Arc<Hall>, key: Option<Result<Signer, log_key::NoKey>>) {
    match key {
        Some(Ok(signer)) => sequence::keep(hall, signer).await,
        Some(Err(reason)) => {
            let reason = reason.to_string();
            error!(reason, "The log stands still");
            hall.standing.set(|state| state.stopped = Some(reason));
        }
        None => {}
    }
}

/// Listens on every address of a host: `localhost` is two on most machines.
async fn listen(host: &str) -> Result<Vec<TcpListener>, Box<dyn Error>> {
    let cannot = |error: io::Error| format!("{host} cannot be listened on: {error}. Give another --listen");
    let mut listeners: Vec<TcpListener> = Vec::new();
    let mut refused = None;
    for mut address in lookup_host(host).await.map_err(cannot)? {
        // With port 0 the machine chooses; the second address takes the same one.
        if let (0, Some(first)) = (address.port(), listeners.first()) {
            address.set_port(first.local_addr()?.port());
        }
        match TcpListener::bind(address).await {
            Ok(listener) => listeners.push(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(cannot(error).into()),
            // A machine may know the name of an address family it does not have.
            Err(error) => refused = Some(error),
        }
    }
    match refused {
        Some(error) if listeners.is_empty() => Err(cannot(error).into()),
        _ => Ok(listeners),
    }
}

/// Resolves at SIGTERM or ctrl-c.
pub(super) async fn stopped() {
    let mut terminate = signal(SignalKind::terminate()).expect("a process may listen for SIGTERM");
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
