//! Releases as they were received: text never touched, findings beside it.

use record::Instant;
use sha2::{Digest, Sha256};
use store::{Row, Store, Value, Write, sql};

use crate::import::Form;
use crate::rules::conformance::Finding;
use crate::rules::facts::Held;

/// A release on its way into the table.
#[derive(Clone, Debug)]
pub(super) struct Received {
    /// Its process.
    pub(super) ocid: String,
    /// A release, or a record without releases.
    pub(super) form: Form,
    /// What is not as the standard says.
    pub(super) findings: Vec<Finding>,
    /// The release itself.
    pub(super) held: Held,
}

/// A release as the page of its process lists it; its text is asked for alone.
#[derive(Clone, Debug)]
pub struct Release {
    /// Its number in its process.
    pub n: i64,
    /// A release, or a record without releases.
    pub form: Form,
    /// The publisher's identifier.
    pub id: String,
    /// The date as written.
    pub date: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// What is not as the standard says.
    pub findings: Vec<Finding>,
    /// The head of its package, as JSON.
    pub package: String,
    /// SHA-256 of its text, in hexadecimal.
    pub hash: String,
    /// When it was entered here.
    pub entered: Option<Instant>,
}

/// SHA-256 in hexadecimal.
pub(super) fn hash(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

/// What was received of these processes before.
pub(super) async fn received(
    write: &mut Write,
    ocids: &[String],
) -> store::Result<Vec<(String, Form, Held)>> {
    let rows = write
        .select_in(
            "SELECT ocid, n, form, release_id, date, at, tags, errors, hash, package, raw
             FROM trading_releases
             WHERE ocid IN ",
            None,
            ocids,
        )
        .await?;
    Ok(rows
        .iter()
        .map(|row| {
            let form = Form::parse(row.text(2));
            let held = Held {
                n: row.int(1),
                is_record: form == Form::Record,
                id: row.text(3).to_owned(),
                date: row.text(4).to_owned(),
                at: row.int(5),
                tags: list(row, 6),
                errors: row.int(7),
                hash: row.text(8).to_owned(),
                package: row.text(9).to_owned(),
                raw: row.text(10).to_owned(),
            };
            (row.text(0).to_owned(), form, held)
        })
        .collect())
}

fn json(list: &impl serde::Serialize) -> String {
    serde_json::to_string(list).expect("a list of texts is JSON")
}

fn list<T: serde::de::DeserializeOwned>(row: &Row, column: usize) -> Vec<T> {
    serde_json::from_str(row.text(column)).unwrap_or_default()
}

/// Keeps releases. One whose process got no version in this transaction is passed over.
pub(super) async fn keep(
    write: &mut Write,
    received: Vec<Received>,
    entered: impl Fn(&str) -> Option<Instant>,
) -> store::Result<()> {
    let mut values = Vec::new();
    for Received { ocid, form, findings, held } in received {
        let Some(entered) = entered(&ocid) else { continue };
        values.extend([
            Value::from(ocid),
            Value::Int(held.n),
            Value::from(form.as_str()),
            Value::from(held.id),
            Value::from(held.date),
            Value::Int(held.at),
            Value::from(json(&held.tags)),
            Value::from(json(&findings)),
            Value::Int(held.errors),
            Value::from(held.package),
            Value::from(held.hash),
            Value::from(entered),
            Value::from(held.raw),
        ]);
    }
    write
        .insert_rows(
            "INSERT INTO trading_releases (ocid, n, form, release_id, date, at, tags, findings, errors, package, hash, entered, raw)",
            13,
            values,
            "",
        )
        .await
}

/// The releases of a process, in the order of their dates, without their text.
pub async fn releases(store: &Store, ocid: &str) -> store::Result<Vec<Release>> {
    let rows = sql("
        SELECT n, form, release_id, date, tags, findings, package, hash, entered
        FROM trading_releases
        WHERE ocid = $1
        ORDER BY at, n")
    .bind(ocid)
    .all(store)
    .await?;
    Ok(rows
        .iter()
        .map(|row| Release {
            n: row.int(0),
            form: Form::parse(row.text(1)),
            id: row.text(2).to_owned(),
            date: row.text(3).to_owned(),
            tags: list(row, 4),
            findings: list(row, 5),
            package: row.text(6).to_owned(),
            hash: row.text(7).to_owned(),
            entered: Instant::parse(row.text(8)),
        })
        .collect())
}

/// The text of one release.
pub async fn text_of(store: &Store, ocid: &str, n: i64) -> store::Result<Option<String>> {
    let row = sql("SELECT raw FROM trading_releases WHERE ocid = $1 AND n = $2")
        .bind(ocid)
        .bind(n)
        .one(store)
        .await?;
    Ok(row.map(|row| row.text(0).to_owned()))
}

/// The texts of all releases of a process, in the order of their dates, and whether each is a record.
pub async fn raw(store: &Store, ocid: &str) -> store::Result<Vec<(Form, String)>> {
    let rows = sql("SELECT form, raw FROM trading_releases WHERE ocid = $1 ORDER BY at, n")
        .bind(ocid)
        .all(store)
        .await?;
    Ok(rows.iter().map(|row| (Form::parse(row.text(0)), row.text(1).to_owned())).collect())
}

/// The heads of the packages that the releases of a process came in, each once.
pub async fn packages(store: &Store, ocid: &str) -> store::Result<Vec<String>> {
    let rows = sql("SELECT DISTINCT package FROM trading_releases WHERE ocid = $1 ORDER BY package")
        .bind(ocid)
        .all(store)
        .await?;
    Ok(rows.iter().map(|row| row.text(0).to_owned()).collect())
}
