//! `sunhall demo`: fills an empty database with a city that does not exist.

use super::{city_arg, config_of, database_arg, fail, today_arg};
use crate::demo::{Occasion, Size, fill};
use crate::migrations;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command, value_parser};
use std::io::Write;
use std::process::ExitCode;
use store::Store;

pub(super) fn command() -> Command {
    Command::new("demo")
        .about("Fills an empty database with an invented city")
        .arg(database_arg())
        .arg(
            Arg::new("seed")
                .long("seed")
                .value_name("N")
                .value_parser(value_parser!(u64))
                .default_value("1")
                .help("The same seed gives the same city"),
        )
        .arg(
            Arg::new("size")
                .long("size")
                .value_name("SIZE")
                .value_parser(PossibleValuesParser::new(["small", "city", "province"]))
                .default_value("small")
                .help("small: 2,400 approvals; city: 200,000; province: 10,000,000, for benchmarks"),
        )
        .arg(
            Arg::new("approvals")
                .long("approvals")
                .value_name("N")
                .value_parser(value_parser!(u64))
                .help("Another number of approvals than the size has, for benchmarks"),
        )
        .arg(city_arg())
        .arg(today_arg())
}

pub(super) async fn run(matches: &ArgMatches) -> ExitCode {
    let config = match config_of(matches) {
        Ok(config) => config,
        Err(error) => return fail(error),
    };
    let named = matches.get_one::<String>("size").and_then(|name| Size::named(name)).unwrap_or(Size::SMALL);
    let size =
        matches.get_one::<u64>("approvals").map_or(named, |approvals| named.with_approvals(*approvals));
    let seed = matches.get_one::<u64>("seed").copied().unwrap_or(1);
    let store = match Store::open(&config.database, migrations()).await {
        Ok(store) => store,
        Err(error) => return fail(error),
    };
    match store.is_empty().await {
        Ok(true) => {}
        Ok(false) => {
            return fail(
                "This database holds records already. Give another --database, so that invented records never \
                 stand beside real ones",
            );
        }
        Err(error) => return fail(error),
    }
    let offset = config.city.utc_offset_minutes;
    let occasion = Occasion {
        seed,
        city: &config.city,
        today: config.clock.today(offset),
        now: config.clock.now(offset),
    };
    let mut said = ("", 0);
    let mut say = |what: &'static str, done: u64| {
        // A line for each kind of record, and one for every quarter million of a long one.
        if what != said.0 || done / 250_000 > said.1 {
            let _ = writeln!(std::io::stderr(), "  {what}: {done} so far");
            said = (what, done / 250_000);
        }
    };
    match fill(&store, size, &occasion, &mut say).await {
        Ok(()) => {
            store.close().await;
            ExitCode::SUCCESS
        }
        Err(error) => fail(error),
    }
}
