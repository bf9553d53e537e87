//! `sunhall import`: carries departments' files into the records and says what is wrong with each row.

use super::{city_arg, config_of, database_arg, fail, lang_arg, lang_of, switch, today_arg};
use crate::intake::{self, Intake, Stopped};
use crate::migrations;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use record::{Fault, Lang};
use serde_json::json;
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::Store;
use store::import::{Progress, Summary};

/// Some rows were refused; the good ones are in.
const SOME_REFUSED: u8 = 1;
/// Nothing could be read.
const NOTHING_READ: u8 = 2;

pub(super) fn command() -> Command {
    Command::new("import")
        .about("Takes departments' files in; a row that cannot be taken is named with its line")
        .arg(
            Arg::new("kind")
                .required(true)
                .value_name("KIND")
                .value_parser(PossibleValuesParser::new(["approvals", "trading", "credit"]))
                .help("Which register; the file's own header tells which of its tables"),
        )
        .arg(
            Arg::new("files")
                .required(true)
                .num_args(1..)
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath)
                .help("CSV, XLSX, JSON or JSON lines, gzipped or not"),
        )
        .arg(database_arg())
        .arg(
            Arg::new("reason")
                .long("reason")
                .value_name("WORDS")
                .help("Why this corrects what stands; readers see it beside the new version"),
        )
        .arg(switch("json", "Prints the result as JSON"))
        .arg(lang_arg())
        .arg(city_arg())
        .arg(today_arg())
        .after_help("Ends with 0 if all was taken, 1 if some rows were refused, 2 if nothing could be read.")
}

pub(super) async fn run(matches: &ArgMatches) -> ExitCode {
    let config = match config_of(matches) {
        Ok(config) => config,
        Err(error) => return fail(error),
    };
    let secret = match crate::secret() {
        Ok(secret) => secret,
        Err(error) => {
            return fail(format_args!("The system gives no random bytes: {error}. Nothing was read"));
        }
    };
    let store = match Store::open(&config.database, migrations()).await {
        Ok(store) => store,
        Err(error) => return fail(error),
    };
    let offset = config.city.utc_offset_minutes;
    let kind = matches.get_one::<String>("kind").map_or("", String::as_str);
    let intake = Intake {
        store: &store,
        city: &config.city,
        reason: matches.get_one::<String>("reason").map(String::as_str),
        today: config.clock.today(offset),
        now: config.clock.now(offset),
        secret,
    };
    let mut sum = Summary::default();
    let mut faults = Vec::new();
    let mut read = 0;
    for path in matches.get_many::<PathBuf>("files").into_iter().flatten() {
        match intake.file(kind, path, &mut teller(path)).await {
            Ok((summary, found)) => {
                read += usize::from(!summary.file_refused);
                add(&mut sum, &summary);
                faults.extend(found);
            }
            Err(Stopped::Unreadable(error)) => {
                let _ = writeln!(io::stderr(), "{}: {error}. Check the path and the rights", path.display());
                sum.refused += 1;
            }
            Err(Stopped::Store(error)) => return fail(error),
        }
    }
    store.close().await;
    let lang = lang_of(matches);
    if matches.get_flag("json") {
        print_json(&sum, &faults, lang)
    } else {
        print_text(&sum, &faults, lang)
    }
    match (read, sum.refused) {
        (0, _) => ExitCode::from(NOTHING_READ),
        (_, 0) => ExitCode::SUCCESS,
        _ => ExitCode::from(SOME_REFUSED),
    }
}

/// A long file shows how far it has come, where somebody is watching.
fn teller(path: &Path) -> impl FnMut(Progress) + Send + use<> {
    let name = intake::name(path);
    let watched = io::stderr().is_terminal();
    move |progress| {
        let (word, rows) = match progress {
            Progress::Read(rows) => ("read", rows),
            Progress::Published(rows) => ("published", rows),
        };
        if watched && rows >= 4_096 {
            let _ = write!(io::stderr(), "\r{name}: {rows} rows {word}   ");
        }
    }
}

fn add(sum: &mut Summary, one: &Summary) {
    sum.taken += one.taken;
    sum.unchanged += one.unchanged;
    sum.refused += one.refused;
    sum.warned += one.warned;
}

fn print_json(sum: &Summary, faults: &[Fault], lang: Lang) {
    let faults: Vec<_> = faults
        .iter()
        .map(|fault| {
            json!({
                "file": fault.place.file,
                "line": fault.place.line,
                // For JSON the column is the path in the document.
                "column": fault.place.path.as_deref().or(fault.problem.column.as_deref()),
                "code": fault.problem.code.as_str(),
                "level": fault.problem.level.as_str(),
                "message": ui::fault(lang, &fault.problem),
            })
        })
        .collect();
    let result = json!({
        "taken": sum.taken, "unchanged": sum.unchanged, "refused": sum.refused, "warned": sum.warned,
        "faults": faults,
    });
    let _ = writeln!(io::stdout(), "{result}");
}

fn print_text(sum: &Summary, faults: &[Fault], lang: Lang) {
    let mut out = io::stdout().lock();
    for fault in faults {
        let place = &fault.place;
        let line = place.line.map(|line| format!(":{line}")).unwrap_or_default();
        let column = place.path.as_deref().or(fault.problem.column.as_deref());
        let column = column.map(|column| format!(" {column}")).unwrap_or_default();
        let sentence = ui::fault(lang, &fault.problem);
        let _ = writeln!(out, "{}{line}{column}: {sentence}", place.file);
    }
    let figures = [
        ("taken", sum.taken.into()),
        ("unchanged", sum.unchanged.into()),
        ("refused", sum.refused.into()),
        ("warned", sum.warned.into()),
    ];
    let closing = ui::sentence(lang, "import-summary", &figures).unwrap_or_default();
    let _ = writeln!(out, "{closing}");
}
