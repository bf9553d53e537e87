//! What is published of a process: its compiled release, and which releases that stands on. One version of the record is
//! one such JSON object.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::merge::{Dated, compile};

/// A release (or a record without releases) that was received, with its text.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its number in its process: 1 for the first that was received.
    pub n: i64,
    /// Whether it is a whole record.
    pub is_record: bool,
    /// The publisher's identifier.
    pub id: String,
    /// The date as written.
    pub date: String,
    /// The same in microseconds since 1970.
    pub at: i64,
    /// Its tags.
    pub tags: Vec<String>,
    /// How many findings break the standard.
    pub errors: i64,
    /// SHA-256 of its text, in hexadecimal.
    pub hash: String,
    /// The head of its package.
    pub package: String,
    /// Its text as received.
    pub raw: String,
}

/// A release as a version of the process names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its number in its process.
    pub n: i64,
    /// Whether it is a record without releases.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_record: bool,
    /// The publisher's identifier.
    pub id: String,
    /// The date as written.
    pub date: String,
    /// Its tags.
    pub tag: Vec<String>,
    /// How many findings break the standard.
    pub errors: i64,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: String,
}

/// Everything that is published of one process.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// The identifier.
    pub ocid: String,
    /// The compiled release.
    pub compiled: Value,
    /// Whether the publisher compiled it; otherwise it was compiled here, from the releases below.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_publisher: bool,
    /// The releases, in the order of their dates.
    pub releases: Vec<Named>,
    /// The head of the package of the newest release.
    pub package: Value,
}

/// The facts of a process of which these releases were received.
///
/// A record that a publisher compiled is used where no newer release was received; the standard never merges it with
/// the releases it was made from.
pub fn facts(ocid: &str, mut held: Vec<Held>) -> Facts {
    held.sort_by_key(|held| (held.at, held.n));
    let newest_release = held.iter().rfind(|held| !held.is_record).map(|held| held.at);
    let newest_record = held.iter().rfind(|held| held.is_record);
    let record = newest_record.filter(|record| newest_release.is_none_or(|release| record.at >= release));
    let compiled = record.and_then(|record| json(&record.raw).get("compiledRelease").cloned());
    let by_publisher = compiled.is_some();
    let compiled = compiled.filter(Value::is_object).unwrap_or_else(|| {
        let releases = held.iter().filter(|held| !held.is_record);
        let dated = |held: &Held| Dated { at: held.at, date: held.date.clone(), release: json(&held.raw) };
        compile(ocid, releases.map(dated).collect())
    });
    let package = held.last().map(|newest| json(&newest.package)).unwrap_or_default();
    let named = |held: Held| Named {
        n: held.n,
        is_record: held.is_record,
        id: held.id,
        date: held.date,
        tag: held.tags,
        errors: held.errors,
        sha256: held.hash,
    };
    Facts {
        ocid: ocid.to_owned(),
        compiled,
        by_publisher,
        releases: held.into_iter().map(named).collect(),
        package,
    }
}

impl Facts {
    /// The facts as the register keeps them.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("facts are text, numbers and JSON")
    }

    /// Whether every release conforms to the standard.
    pub fn conforms(&self) -> bool {
        self.releases.iter().all(|release| release.errors == 0)
    }

    /// The date of the first release with this tag.
    pub fn first_tagged(&self, tag: &str) -> Option<&str> {
        self.releases
            .iter()
            .find(|release| release.tag.iter().any(|each| each == tag))
            .map(|r| r.date.as_str())
    }
}

/// Text that was JSON when it was received.
fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn held(n: i64, at: i64, is_record: bool, raw: Value) -> Held {
        let date = format!("2026-01-0{at}T00:00:00Z");
        let (tags, hash, package) =
            (vec!["tender".to_owned()], format!("{n}"), json!({"uri": format!("p{n}")}).to_string());
        Held {
            n,
            is_record,
            id: format!("r{n}"),
            date,
            at,
            tags,
            errors: 0,
            hash,
            package,
            raw: raw.to_string(),
        }
    }

    #[test]
    fn releases_are_compiled_in_the_order_of_their_dates_whatever_came_first() {
        let facts = facts(
            "o",
            vec![
                held(1, 2, false, json!({"tender": {"id": "t", "status": "complete"}})),
                held(2, 1, false, json!({"tender": {"id": "t", "status": "active", "title": "A"}})),
            ],
        );
        assert_eq!(facts.compiled["tender"], json!({"id": "t", "status": "complete", "title": "A"}));
        assert_eq!(facts.releases.iter().map(|release| release.n).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(facts.package["uri"], "p1");
        assert_eq!(serde_json::from_str::<Facts>(&facts.to_json()).unwrap(), facts);
    }

    #[test]
    fn a_publishers_compilation_counts_until_a_newer_release_comes() {
        let record = json!({"ocid": "o", "compiledRelease": {"tender": {"title": "compiled"}}});
        let release = json!({"tender": {"title": "release"}});
        let title = |held| facts("o", held).compiled["tender"]["title"].clone();
        assert_eq!(title(vec![held(1, 2, true, record.clone())]), "compiled");
        assert_eq!(
            title(vec![held(1, 2, true, record.clone()), held(2, 1, false, release.clone())]),
            "compiled"
        );
        assert_eq!(title(vec![held(1, 2, true, record), held(2, 3, false, release)]), "release");
    }
}
