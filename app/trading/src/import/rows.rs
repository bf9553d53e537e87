//! One release or record of a file into a row: what identifies it, what is wrong with it, and its text as received.

use record::{Day, Fault, Instant, Kind, Level, Place, Problem, code};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use store::import::Staged;

use crate::party::texts;
use crate::rules::conformance::{Finding, findings};

/// An identifier longer than this is a mistake, and would not fit an address.
const ID_AT_MOST: usize = 300;

/// What stood around a release in its package.
#[derive(Clone, Debug)]
pub(crate) struct Package {
    /// The head of the package as JSON text.
    pub(crate) head: Box<RawValue>,
    /// Whether it declares the bid extension.
    pub(crate) bids: bool,
}

/// A release, or a record that came without its releases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// A release.
    Release,
    /// A whole record, of which only the compiled release can be read.
    Record,
}

impl Form {
    /// The word of the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Form::Release => "release",
            Form::Record => "record",
        }
    }

    /// The form of this word.
    pub fn parse(word: &str) -> Form {
        if word == "record" { Form::Record } else { Form::Release }
    }
}

/// A row as it is laid aside between reading and publishing. It holds no place in the file, so that the same release in
/// two files is the same row.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Payload {
    pub(crate) form: Form,
    pub(crate) id: String,
    pub(crate) date: String,
    /// Microseconds since 1970.
    pub(crate) at: i64,
    pub(crate) tags: Vec<String>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) package: Box<RawValue>,
    pub(crate) raw: Box<RawValue>,
}

/// Where a row stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'a> {
    pub(crate) file: &'a str,
    /// Its number among the rows of the file, from 1.
    pub(crate) row: u64,
    /// Its path; empty where the row is the whole document.
    pub(crate) path: &'a str,
}

type Out = Vec<Result<Staged, Fault>>;

impl At<'_> {
    fn path(&self, step: &str) -> String {
        match (self.path.is_empty(), step.is_empty()) {
            (true, _) => step.to_owned(),
            (_, true) => self.path.to_owned(),
            _ => format!("{}/{step}", self.path),
        }
    }

    pub(crate) fn fault(&self, step: &str, problem: Problem) -> Fault {
        Fault::new(Place::line(self.file, self.row).at_path(self.path(step)), problem)
    }

    fn report(&self, findings: &[Finding], step: &str, out: &mut Out) {
        for finding in findings {
            let path =
                if step.is_empty() { finding.path.clone() } else { format!("{step}/{}", finding.path) };
            out.push(Err(self.fault(&path, finding.problem())));
        }
    }
}

/// A release into its row; only one without ocid, id or date is refused.
pub(crate) fn release(text: String, package: &Arc<Package>, at: At<'_>, out: &mut Out) {
    let Some((raw, release)) = parsed(text, at, out) else { return };
    let found = findings(&release, "", package.bids);
    let (ocid, id) = (name(&release, "ocid"), name(&release, "id"));
    let date = release.get("date").and_then(Value::as_str).unwrap_or("").trim().to_owned();
    let instant = instant(&date);
    let refused = refusals(&release, &[("ocid", &ocid), ("id", &id), ("date", &date)], instant, at, out);
    if refused {
        return;
    }
    let payload = Payload {
        form: Form::Release,
        id,
        date,
        at: instant.unwrap_or_default(),
        tags: texts(release.get("tag")),
        findings: found,
        package: package.head.clone(),
        raw,
    };
    stage(ocid, payload, at, "", out);
}

/// The releases of a record, or the record itself where it came without them.
pub(crate) fn record(text: String, package: &Arc<Package>, at: At<'_>, out: &mut Out) {
    #[derive(Deserialize)]
    struct Parts<'a> {
        #[serde(borrow, default)]
        releases: Option<&'a RawValue>,
    }
    let Some((raw, record)) = parsed(text, at, out) else { return };
    let full = |release: &Value| release.get("id").is_some() && release.get("tag").is_some();
    let releases = record.get("releases").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let are_full = !releases.is_empty() && releases.iter().all(full);
    if are_full && let Ok(Parts { releases: Some(list) }) = serde_json::from_str::<Parts<'_>>(raw.get()) {
        let list: Vec<&RawValue> = serde_json::from_str(list.get()).unwrap_or_default();
        for (index, each) in list.into_iter().enumerate() {
            let path = at.path(&format!("releases/{index}"));
            release(each.get().to_owned(), package, At { path: &path, ..at }, out);
        }
    }
    let compiled = record.get("compiledRelease").filter(|compiled| compiled.is_object());
    if are_full && compiled.is_none() {
        return;
    }
    let found = compiled.map(|compiled| findings(compiled, "", package.bids)).unwrap_or_default();
    let ocid = name(&record, "ocid");
    let newest =
        releases.iter().filter_map(|link| link.get("date")?.as_str()).max_by_key(|date| instant(date));
    let date =
        compiled.and_then(|compiled| compiled.get("date")?.as_str()).or(newest).unwrap_or("").to_owned();
    let instant = instant(&date);
    if refusals(&record, &[("ocid", &ocid), ("compiledRelease/date", &date)], instant, at, out) {
        return;
    }
    let id = compiled.map(|compiled| name(compiled, "id")).filter(|id| !id.is_empty());
    let mut tags = compiled.map(|compiled| texts(compiled.get("tag"))).unwrap_or_default();
    if tags.is_empty() {
        tags.push("compiled".to_owned());
    }
    let payload = Payload {
        form: Form::Record,
        id: id.unwrap_or_else(|| format!("record {date}")),
        date,
        at: instant.unwrap_or_default(),
        tags,
        findings: found,
        package: package.head.clone(),
        raw,
    };
    if !are_full {
        out.push(Err(at.fault("", Problem::notice(code::OCDS_COMPILED))));
    }
    stage(ocid, payload, at, if compiled.is_some() { "compiledRelease" } else { "" }, out);
}

/// The text as received beside what it says; `None`, and a fault, where it is no object.
fn parsed(text: String, at: At<'_>, out: &mut Out) -> Option<(Box<RawValue>, Value)> {
    // PostgreSQL keeps no NUL, and JSON can only write it as an escape, which stays an escape.
    let read =
        RawValue::from_string(text).and_then(|raw| Ok((serde_json::from_str::<Value>(raw.get())?, raw)));
    match read {
        Ok((value, raw)) if value.is_object() => return Some((raw, value)),
        Ok(_) => out.push(Err(at.fault("", Problem::error(code::OCDS_TYPE).with("value", "object")))),
        Err(_) => out.push(Err(at.fault("", Problem::error(code::JSON_SYNTAX)))),
    }
    None
}

/// An identifier as text: publishers write numbers too, which the findings say.
fn name(object: &Value, field: &str) -> String {
    match object.get(field) {
        Some(Value::String(name)) => name.trim().to_owned(),
        Some(Value::Number(name)) => name.to_string(),
        _ => String::new(),
    }
}

/// A date-time, or the beginning of a day where only that was given.
fn instant(text: &str) -> Option<i64> {
    let instant = Instant::parse(text).or_else(|| Day::parse(text).map(|day| Instant::start_of(day, 0)));
    instant.map(Instant::unix_micros)
}

/// What makes a release impossible to keep. Its other findings are not reported: nothing of it is published.
fn refusals(
    object: &Value,
    needed: &[(&str, &str)],
    instant: Option<i64>,
    at: At<'_>,
    out: &mut Out,
) -> bool {
    let before = out.len();
    for (field, value) in needed {
        let problem = match *value {
            "" if object.get(field).is_some_and(|value| !value.is_null() && !value.is_string()) => {
                code::OCDS_TYPE
            }
            "" => code::OCDS_REQUIRED,
            value if value.len() > ID_AT_MOST || value.chars().any(char::is_control) => code::OCDS_FORMAT,
            _ if field.ends_with("date") && instant.is_none() => code::OCDS_DATETIME,
            _ => continue,
        };
        let step = field.rsplit('/').next().unwrap_or(field);
        let problem = Problem::new(Level::Error, problem).with("field", step).with("value", short(value));
        out.push(Err(at.fault(field, problem)));
    }
    out.len() > before
}

fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}

fn stage(ocid: String, payload: Payload, at: At<'_>, step: &str, out: &mut Out) {
    let mut hash = Sha256::new();
    hash.update(payload.raw.get());
    hash.update(payload.package.get());
    // Two releases of one id but different content are two parts, so that the later one can be refused by its own name.
    let part = format!("{}:{}:{}", payload.form.as_str(), payload.id, hex::encode(&hash.finalize()[..16]));
    let findings = payload.findings.clone();
    let json = serde_json::to_string(&payload).expect("a payload is text, numbers and JSON");
    out.push(Ok(Staged {
        line: at.row,
        path: Some(at.path("id")),
        kind: Kind::Process,
        key: ocid,
        part,
        payload: json,
    }));
    at.report(&findings, step, out);
}
