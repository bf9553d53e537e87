//! `sunhall explain RULE CASE.json`: runs one rule on one case and says what it decided. The case files of
//! `docs/rules/` can be given as they are; so can a case that a citizen doubts, written in the same form.

use super::fail;
use approvals::rules::clock::{Course, clock};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use credit::rules::publication::{of_penalty, of_record};
use record::{Calendar, Day, Thresholds};
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// The case could not be read.
const NOT_READ: u8 = 2;
/// A case was decided otherwise than it expected.
const OTHERWISE: u8 = 1;

pub(super) fn command() -> Command {
    Command::new("explain")
        .about("Runs a rule on a case and says what it decided and why")
        .arg(
            Arg::new("rule")
                .required(true)
                .value_name("RULE")
                .value_parser(PossibleValuesParser::new(["approval-clock", "credit-publication"]))
                .help("A page of docs/rules"),
        )
        .arg(
            Arg::new("case")
                .required(true)
                .value_name("CASE.json")
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath)
                .help("One case, or a file of cases as in app/approvals/cases and app/credit/cases"),
        )
        .after_help("Ends with 0, with 1 if a case expected another answer, with 2 if it could not be read.")
}

/// One case: what the rule needs, the day it is asked on, and perhaps the answer somebody expects.
#[derive(Deserialize)]
struct Case {
    #[serde(default)]
    name: String,
    #[serde(default)]
    why: String,
    today: Day,
    /// For `approval-clock`.
    course: Option<Value>,
    #[serde(default)]
    thresholds: Option<Thresholds>,
    /// For `credit-publication`.
    record: Option<Value>,
    penalty: Option<Value>,
    expected: Option<Value>,
}

pub(super) fn run(matches: &ArgMatches) -> ExitCode {
    let rule = matches.get_one::<String>("rule").map_or("", String::as_str);
    let Some(path) = matches.get_one::<PathBuf>("case") else { return fail("Give a case") };
    let cases =
        match std::fs::read_to_string(path).map_err(|error| error.to_string()).and_then(|text| read(&text)) {
            Ok(cases) => cases,
            Err(error) => {
                fail(format_args!("{} cannot be read: {error}", path.display()));
                return ExitCode::from(NOT_READ);
            }
        };
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{rule}: docs/rules/{rule}.md");
    let mut otherwise = false;
    for case in cases {
        let decided = match decide(rule, &case) {
            Ok(decided) => decided,
            Err(error) => {
                fail(format_args!("{}: {error}", case.name));
                return ExitCode::from(NOT_READ);
            }
        };
        let as_expected = case.expected.as_ref().map(|expected| holds(&decided, expected));
        otherwise |= as_expected == Some(false);
        let _ = writeln!(out, "\n{} (on {})", case.name, case.today);
        if !case.why.is_empty() {
            let _ = writeln!(out, "{}", case.why);
        }
        let _ = writeln!(out, "{decided:#}");
        if as_expected == Some(false) {
            let expected = case.expected.unwrap_or_default();
            let _ = writeln!(out, "Expected was: {expected:#}");
        }
    }
    if otherwise { ExitCode::from(OTHERWISE) } else { ExitCode::SUCCESS }
}

/// A file of cases, or one case alone.
fn read(text: &str) -> Result<Vec<Case>, String> {
    let mut value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let cases = match value.get_mut("cases") {
        Some(cases) => cases.take(),
        None => json!([value]),
    };
    serde_json::from_value(cases).map_err(|error| error.to_string())
}

fn decide(rule: &str, case: &Case) -> Result<Value, String> {
    let wrong = |error: serde_json::Error| error.to_string();
    let calendar = Calendar::china();
    if rule == "approval-clock" {
        let course = case.course.clone().ok_or("a case of approval-clock has a course")?;
        let course: Course = serde_json::from_value(course).map_err(wrong)?;
        let thresholds = case.thresholds.unwrap_or_default();
        let clock = clock(&course, case.today, calendar, &thresholds);
        return serde_json::to_value(clock).map_err(wrong);
    }
    let publication = match (&case.record, &case.penalty) {
        (Some(record), _) => of_record(&serde_json::from_value(record.clone()).map_err(wrong)?, case.today),
        (_, Some(penalty)) => {
            of_penalty(&serde_json::from_value(penalty.clone()).map_err(wrong)?, calendar, case.today)
        }
        _ => return Err("a case of credit-publication has a record or a penalty".to_owned()),
    };
    serde_json::to_value(publication).map_err(wrong)
}

/// Whether the answer says all that is expected of it; it may say more.
fn holds(decided: &Value, expected: &Value) -> bool {
    match (decided, expected) {
        (Value::Object(decided), Value::Object(expected)) => {
            expected.iter().all(|(name, value)| holds(decided.get(name).unwrap_or(&Value::Null), value))
        }
        (decided, expected) => decided == expected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cases_of_the_rules_are_explained_as_they_expect() {
        for (rule, text) in [
            ("approval-clock", include_str!("../../../app/approvals/cases/approval-clock.json")),
            ("credit-publication", include_str!("../../../app/credit/cases/credit-publication.json")),
        ] {
            let cases = read(text).unwrap();
            assert!(cases.len() > 3);
            for case in cases {
                let decided = decide(rule, &case).unwrap();
                assert!(holds(&decided, case.expected.as_ref().unwrap()), "{}: {decided}", case.name);
            }
        }
    }

    #[test]
    fn a_case_that_is_none_is_refused_with_a_reason() {
        assert!(read("[]").is_err());
        assert!(read("{\"today\": \"tomorrow\"}").is_err());
        let empty = read("{\"today\": \"2026-11-23\"}").unwrap();
        assert!(decide("approval-clock", &empty[0]).is_err());
        assert!(decide("credit-publication", &empty[0]).is_err());
        let said = holds(&json!({"a": 1, "b": {"c": 2}}), &json!({"b": {"c": 3}}));
        assert!(!said);
    }
}
