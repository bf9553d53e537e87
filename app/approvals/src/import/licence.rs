//! The licence row: one case, decided or open.

use std::collections::BTreeMap;

use record::{Problem, Uscc, code};
use serde::{Deserialize, Serialize};
use sheet::Reading;

use super::cells::{Here, district, free_text, in_order, key, text, unit};
use super::code_hash;
use crate::approval::{Applicant, ApplicantKind, Case, Decision, Outcome, State, Unit};
use crate::rules::masking::conceal;
use crate::rules::progress::{last_six, query_code};

/// What is laid aside of a licence row until its file is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Licence {
    /// What is published.
    pub(crate) case: Case,
    /// The hash of the query code, which is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) code_hash: Option<String>,
}

/// What the column of the current state says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Valid,
    Withdrawn,
    Open { paused: bool },
}

const STATUSES: [(&str, Status); 12] = [
    ("1", Status::Valid),
    ("有效", Status::Valid),
    ("2", Status::Withdrawn),
    ("无效", Status::Withdrawn),
    ("撤销", Status::Withdrawn),
    ("注销", Status::Withdrawn),
    ("撤回", Status::Withdrawn),
    ("办理中", Status::Open { paused: false }),
    ("在办", Status::Open { paused: false }),
    ("办理中（暂停）", Status::Open { paused: true }),
    ("暂停", Status::Open { paused: true }),
    ("已受理", Status::Open { paused: false }),
];

const OUTCOMES: [(&str, Outcome); 6] = [
    ("准予", Outcome::Granted),
    ("准予许可", Outcome::Granted),
    ("同意", Outcome::Granted),
    ("不予", Outcome::Refused),
    ("不予许可", Outcome::Refused),
    ("不同意", Outcome::Refused),
];

/// The codes besides the credit code that the double-publicity rule knows, in the order of its columns.
const OTHER_CODES: [&str; 5] = ["registration", "organisation", "tax", "institution", "society"];

const LICENCE_KINDS: [&str; 6] = ["普通", "特许", "认可", "核准", "登记", "其他"];

/// The key and the row, if nothing refuses it. All columns are read before that is decided, so that the
/// department hears of every mistake at once.
pub(super) fn licence(reading: &mut Reading, here: Here) -> Option<(String, Licence)> {
    let number = key(reading, "number");
    let item = key(reading, "item");
    let item_name = text(reading, "item_name");
    let applicant = applicant(reading);
    let title = free_text(reading, "title");
    let document = key(reading, "document");
    let licence_kind = licence_kind(reading);
    let certificate = text(reading, "certificate");
    let licence = text(reading, "licence");
    let content = free_text(reading, "content");
    let (status, decided) = decided(reading, here);
    let valid_from = reading.day("valid_from");
    let valid_until = reading.day("valid_until");
    in_order(reading, valid_from, valid_until, "valid_until");
    let unit_name = reading.required_text("unit_name");
    let unit_code = reading.uscc("unit");
    let district = district(reading, "district").or_else(|| Some(unit_code.as_ref()?.division().to_owned()));
    let source = unit(reading, "source_name", "source").filter(|source| source.name != unit_name);
    let remark = free_text(reading, "remark");
    let applied = reading.past_day("applied_on", here.today);
    let accepted = reading.past_day("accepted_on", here.today);
    in_order(reading, applied, accepted, "accepted_on");
    in_order(reading, accepted.or(applied), decided, "decided_on");
    let published = reading.past_day("published_on", here.today);
    in_order(reading, decided, published, "published_on");
    let outcome = reading.choice("outcome", &OUTCOMES);
    let state = match decided {
        Some(on) => State::Decided(Decision {
            outcome: outcome.unwrap_or_else(|| outcome_of(document.as_deref(), content.as_deref())),
            on,
            title,
            document: required(reading, "document", document.clone())?,
            certificate,
            licence,
            content,
            valid_from,
            valid_until,
            published,
            withdrawn: status == Some(Status::Withdrawn),
        }),
        None => {
            if applied.is_none() && accepted.is_none() && !reading.is_refused() {
                reading.note("applied_on", Problem::error(code::DATE_MISSING));
            }
            State::Open { paused: status == Some(Status::Open { paused: true }) }
        }
    };
    let key = match (number, decided) {
        (Some(number), _) => number,
        (None, Some(_)) => document?,
        // The day of a decision that could not be read has been told; only an open case lacks its number here.
        (None, None) if reading.is_refused() => return None,
        (None, None) => required(reading, "number", None)?,
    };
    let (applicant, person_code) = applicant?;
    let mut case = Case {
        item,
        item_name,
        applicant,
        unit: Unit { code: unit_code.map(|uscc| uscc.as_str().to_owned()), name: unit_name },
        source,
        licence_kind,
        district,
        applied,
        accepted,
        remark,
        state,
    };
    let code_hash = hash(reading, &key, person_code);
    conceal(&mut case);
    (!reading.is_refused()).then_some((key, Licence { case, code_hash }))
}

/// The status and the day of the decision, which only an open case may lack.
fn decided(reading: &mut Reading, here: Here) -> (Option<Status>, Option<record::Day>) {
    let status = reading.choice("status", &STATUSES);
    let open = matches!(status, Some(Status::Open { .. }));
    let decided = if open {
        reading.past_day("decided_on", here.today)
    } else {
        reading.required_past_day("decided_on", here.today)
    };
    (status, decided)
}

/// The applicant, and the number of a natural person that is used for a query code and for nothing else.
fn applicant<'r>(reading: &mut Reading<'r>) -> Option<(Applicant, Option<&'r str>)> {
    let name = reading.required_text("applicant");
    let kind = reading.required_choice(
        "applicant_kind",
        &[
            ("法人及非法人组织", ApplicantKind::Organization),
            ("法人", ApplicantKind::Organization),
            ("非法人组织", ApplicantKind::Organization),
            ("个体工商户", ApplicantKind::SoleTrader),
            ("自然人", ApplicantKind::Person),
        ],
    );
    // What stands in the column of a natural person's code is a person's number: it is not judged, kept or repeated.
    let (uscc, person_code) = match kind {
        Some(ApplicantKind::Person) => (None, Some(reading.cell("uscc").text)),
        Some(ApplicantKind::Organization) => (reading.required_uscc("uscc"), None),
        _ => (reading.uscc("uscc"), None),
    };
    let codes: BTreeMap<String, String> = if kind == Some(ApplicantKind::Organization) {
        OTHER_CODES.iter().filter_map(|name| Some(((*name).to_owned(), text(reading, name)?))).collect()
    } else {
        BTreeMap::new()
    };
    let representative = text(reading, "representative");
    // A code that begins with 92 is a sole trader's, whatever the column of the kind says: the stricter rule protects.
    let kind = match kind? {
        ApplicantKind::Organization if uscc.as_ref().is_some_and(Uscc::is_sole_trader) => {
            ApplicantKind::SoleTrader
        }
        kind => kind,
    };
    let uscc = uscc.map(|uscc| uscc.as_str().to_owned());
    Some((Applicant { kind, name, uscc, codes, representative }, person_code))
}

fn licence_kind(reading: &mut Reading) -> String {
    let kind = reading.required_text("licence_kind");
    if !kind.is_empty() && !LICENCE_KINDS.iter().any(|known| kind.starts_with(known)) {
        let problem =
            Problem::warning(code::VALUE_UNKNOWN).with("value", kind.chars().take(40).collect::<String>());
        reading.note("licence_kind", problem.with("allowed", LICENCE_KINDS.join(" | ")));
    }
    kind
}

/// Files in the plain form of 2018 do not say how a case ended, but their documents do.
fn outcome_of(document: Option<&str>, content: Option<&str>) -> Outcome {
    let refused = document.is_some_and(|document| document.contains("不准") || document.contains("不予"))
        || content.is_some_and(|content| content.starts_with("不予"));
    if refused { Outcome::Refused } else { Outcome::Granted }
}

fn required(reading: &mut Reading, name: &str, value: Option<String>) -> Option<String> {
    // A cell that is filled and could not be read has said so already.
    if value.is_none() && reading.cell(name).text.is_empty() {
        reading.note(name, Problem::error(code::VALUE_MISSING));
    }
    value
}

/// The hash of the query code: the column's own, as a code or already as a hash, else the last six characters of
/// a natural person's number. The code itself is forgotten here.
fn hash(reading: &mut Reading, number: &str, person_code: Option<&str>) -> Option<String> {
    let given = reading.cell("query_code").text;
    if given.len() == 64 && given.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(given.to_ascii_lowercase());
    }
    if !given.is_empty() {
        let code = query_code(given);
        if code.is_none() {
            reading.note("query_code", Problem::error(code::VALUE_FORMAT).with("value", "…"));
        }
        return Some(code_hash(number, &code?));
    }
    Some(code_hash(number, &last_six(person_code?)?))
}
