//! What in a release is not as OCDS 1.1.5 says. Nothing here refuses a release: it is kept as received, and each
//! finding is shown beside it with its place. See docs/ocds.md.

use record::{Code, Level, Problem, code};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashSet;

use super::schema;

/// One release's findings beyond these are counted, not listed: a page and a row of the database stay small.
const LISTED_AT_MOST: usize = 300;

/// One place where a release is not as the standard says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What is wrong: one of the `OCDS_…` codes.
    pub code: Code,
    /// Where: the JSON path inside the release.
    pub path: String,
    /// What stood there, or what should have.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
}

impl Finding {
    pub(crate) fn new(code: Code, path: &str, what: String) -> Finding {
        Finding { code, path: path.to_owned(), what }
    }

    /// How grave it is: an error breaks the standard, a warning hinders the reader, a notice is worth knowing.
    pub fn level(&self) -> Level {
        match self.code {
            code::OCDS_DEPRECATED | code::OCDS_EXTENSION | code::OCDS_COMPILED => Level::Notice,
            code::OCDS_PREFIX | code::OCDS_PARTY | code::OCDS_MORE => Level::Warning,
            _ => Level::Error,
        }
    }

    /// The finding as every import reports its faults.
    pub fn problem(&self) -> Problem {
        let field = self.path.rsplit('/').find(|step| step.parse::<usize>().is_err()).unwrap_or(&self.path);
        Problem::new(self.level(), self.code).with("field", field).with("value", self.what.as_str())
    }
}

/// Whether a release with these findings conforms: remarks and warnings do not break the standard.
pub fn conforms(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.level() != Level::Error)
}

/// The findings of one release. `path` is its place in the file; `bids` says that its package uses the bid extension.
///
/// ```
/// use trading::rules::conformance::findings;
/// let release = serde_json::json!({"ocid": "ocds-qhd000-1", "id": "1", "date": "2026-03-01", "tag": ["bid"],
///     "initiationType": "tender"});
/// let found = findings(&release, "releases/0", true);
/// let found: Vec<_> = found.iter().map(|f| format!("{} {}", f.code, f.path)).collect();
/// assert_eq!(found, ["OCDS_DATETIME releases/0/date", "OCDS_CODELIST releases/0/tag"]);
/// ```
pub fn findings(release: &Value, path: &str, bids: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    let schema: &schema::Schema = if bids { &schema::WITH_BIDS } else { &schema::PLAIN };
    schema.findings(release, path, &mut findings);
    prefix(release, path, &mut findings);
    parties(release, path, &mut findings);
    once_a_field(&mut findings);
    let more = findings.len().saturating_sub(LISTED_AT_MOST);
    if more > 0 {
        findings.truncate(LISTED_AT_MOST);
        findings.push(Finding::new(code::OCDS_MORE, path, more.to_string()));
    }
    findings
}

/// The findings of what stands around the releases (or records) of a package.
pub fn header_findings(header: &Value, records: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    let schema: &schema::Schema = if records { &schema::RECORDS_HEADER } else { &schema::RELEASES_HEADER };
    schema.findings(header, "", &mut findings);
    findings
}

/// The form every validator checks: a prefix the standard's keepers give to a publisher.
fn prefix(release: &Value, path: &str, findings: &mut Vec<Finding>) {
    let Some(ocid) = release.get("ocid").and_then(Value::as_str) else { return };
    let given = ocid.strip_prefix("ocds-").and_then(|rest| rest.get(..6));
    if !given.is_some_and(|given| given.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())) {
        findings.push(Finding::new(code::OCDS_PREFIX, &join(path, "ocid"), ocid.chars().take(60).collect()));
    }
}

/// A buyer, bidder or supplier is a reference to `parties`; one that leads nowhere has no address and no identifier.
fn parties(release: &Value, path: &str, findings: &mut Vec<Finding>) {
    let known: HashSet<String> = list(release.get("parties")).filter_map(id).collect();
    let mut missing = |party: &Value, at: &str| {
        if party.is_object() && !id(party).is_some_and(|id| known.contains(&id)) {
            let name = party.get("name").and_then(Value::as_str).unwrap_or("");
            findings.push(Finding::new(code::OCDS_PARTY, &join(path, at), name.chars().take(60).collect()));
        }
    };
    let tender = release.get("tender");
    let of_tender = |field: &str| tender.and_then(|tender| tender.get(field));
    release.get("buyer").into_iter().for_each(|buyer| missing(buyer, "buyer"));
    of_tender("procuringEntity").into_iter().for_each(|party| missing(party, "tender/procuringEntity"));
    list(of_tender("tenderers")).for_each(|party| missing(party, "tender/tenderers"));
    for award in list(release.get("awards")) {
        list(award.get("suppliers")).for_each(|party| missing(party, "awards/suppliers"));
    }
    for bid in list(release.get("bids").and_then(|bids| bids.get("details"))) {
        list(bid.get("tenderers")).for_each(|party| missing(party, "bids/details/tenderers"));
    }
}

/// Warnings and remarks are said once a field, where they first occur; errors are said each.
fn once_a_field(findings: &mut Vec<Finding>) {
    let mut seen = HashSet::new();
    findings.retain(|finding| {
        let steps = finding.path.split('/').filter(|step| step.parse::<usize>().is_err());
        finding.level() == Level::Error || seen.insert((finding.code, steps.collect::<Vec<_>>().join("/")))
    });
}

fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice).iter()
}

/// An `id` as text: publishers write numbers too.
fn id(object: &Value) -> Option<String> {
    match object.get("id")? {
        Value::String(id) if !id.is_empty() => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

fn join(path: &str, step: &str) -> String {
    if path.is_empty() { step.to_owned() } else { format!("{path}/{step}") }
}
