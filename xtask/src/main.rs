//! What a developer types: `cargo xtask serve`, `test`, `build`, `bench`, `fmt`.
//!
//! `house` knows where things stand, `setup` installs what is missing, `style`, `bundle` and `site` make the files a
//! browser loads, and each command has a file of its own. An error here is one sentence for the person at the terminal.

mod bench;
mod build;
mod bundle;
mod house;
mod say;
mod serve;
mod setup;
mod site;
mod style;
mod test;

use std::env;
use std::process::ExitCode;

use house::House;

/// What went wrong, as one sentence with what to do about it.
type Sentence = String;

const USAGE: &str = "\
cargo xtask serve [--listen ADDR] [--size small|city] [--release]
                             set up what is missing, build, load the demo city, serve http://127.0.0.1:3000
cargo xtask test [--full]    set up what is missing, then everything that CI runs; --full: the long ones too
cargo xtask build [--release]    the program, and the files a browser loads in target/site
cargo xtask bench [NAME...]  the benchmarks, as a table and as JSON
cargo xtask fmt              bring all code into its one form";

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    match run(&command, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            say::error(&sentence);
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, arguments: &[String]) -> Result<(), Sentence> {
    let house = House::find()?;
    match command {
        "serve" => serve::run(&house, arguments),
        "test" => test::run(&house, arguments),
        "build" => build::run(&house, arguments),
        "bench" => bench::run(&house, arguments),
        "fmt" => house.cargo(&["fmt", "--all"]),
        "" | "help" | "--help" => {
            say::line(USAGE);
            Ok(())
        }
        other => Err(format!("There is no command {other}\n\n{USAGE}")),
    }
}

/// Takes `--name` out of the arguments and says whether it was there.
fn flag(arguments: &mut Vec<String>, name: &str) -> bool {
    let before = arguments.len();
    arguments.retain(|argument| argument != name);
    arguments.len() < before
}

/// Takes `--name VALUE` out of the arguments.
fn value(arguments: &mut Vec<String>, name: &str) -> Result<Option<String>, Sentence> {
    let Some(place) = arguments.iter().position(|argument| argument == name) else { return Ok(None) };
    if place + 1 == arguments.len() {
        return Err(format!("{name} wants a value"));
    }
    arguments.remove(place);
    Ok(Some(arguments.remove(place)))
}

/// Refuses what no one has taken.
fn nothing_left(arguments: &[String]) -> Result<(), Sentence> {
    match arguments.first() {
        None => Ok(()),
        Some(argument) => Err(format!("{argument} is not known here\n\n{USAGE}")),
    }
}
