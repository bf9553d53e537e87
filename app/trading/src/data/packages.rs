//! Packages of the standard: one process as a record package, a list as a release package. What was received goes out
//! as it came in, byte for byte, unless it holds what identifies a person.

use std::collections::BTreeSet;

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use record::reference::escaped;
use record::{Cursor, Start};
use serde_json::{Map, Value, json};
use sheet::Format;
use sheet::download::{Pieces, answer};
use store::Store;

use crate::import::Form as Received;
use crate::party::without_persons;
use crate::process::Process;
use crate::rules::facts::Facts;
use crate::table::{Filter, Order, packages, page, raw};

/// Processes read at a time: each may have many releases.
const PROCESSES: usize = 100;

/// A received text as it may go out.
fn public(text: String) -> String {
    let value: Value = serde_json::from_str(&text).unwrap_or_default();
    without_persons(&value).map_or(text, |masked| masked.to_string())
}

fn json_answer(text: String, process: Option<&Process>) -> Response {
    let mut response = ([(header::CONTENT_TYPE, "application/json")], text).into_response();
    if process.is_none_or(Process::names_a_sole_trader) {
        let name = HeaderName::from_static("x-robots-tag");
        response.headers_mut().insert(name, HeaderValue::from_static("noindex"));
    }
    response
}

/// One release, exactly as received.
pub(crate) fn release(text: String) -> Response {
    json_answer(public(text), None)
}

/// One process as a record package: all its releases, and the compiled release.
pub(crate) async fn record_package(
    store: &Store,
    process: &Process,
    facts: &Facts,
    base_url: &str,
    published: &str,
) -> store::Result<Response> {
    let texts = raw(store, &process.ocid).await?;
    let heads = packages(store, &process.ocid).await?;
    let mut around = Around::default();
    heads.iter().for_each(|head| around.add(head));
    let releases: Vec<String> = texts
        .iter()
        .filter(|(form, _)| *form == Received::Release)
        .map(|(_, text)| public(text.clone()))
        .collect();
    let record = match texts.iter().rfind(|(form, _)| *form == Received::Record) {
        // The publisher's own record, where the releases behind it never came.
        Some((_, text)) if releases.is_empty() => public(text.clone()),
        _ => {
            let compiled = without_persons(&facts.compiled).unwrap_or_else(|| facts.compiled.clone());
            format!(
                "{{\"ocid\":{},\"releases\":[{}],\"compiledRelease\":{compiled}}}",
                Value::from(process.ocid.as_str()),
                releases.join(",")
            )
        }
    };
    let uri = format!("{base_url}/trading/{}.json", escaped(&process.ocid));
    let head = around.head(&uri, published, &facts.package);
    // The records stand last, so that a reader knows whose they are before they come.
    let head = Value::Object(head).to_string();
    let package = format!("{},\"records\":[{record}]}}\n", head.strip_suffix('}').unwrap_or(&head));
    Ok(json_answer(package, Some(process)))
}

/// The releases of every process of a list, as one release package.
pub(crate) async fn releases(
    store: Store,
    filter: Filter,
    order: Order,
    uri: String,
    published: String,
    publisher: String,
) -> store::Result<Response> {
    let mut read = page(&store, &filter, order, Start::Top, PROCESSES).await?;
    Ok(answer(Format::Json, "releases", async move |pieces: Pieces<store::Error>| {
        let mut around = Around::default();
        let mut begins = true;
        pieces.send(b"{\"releases\":[".to_vec()).await?;
        loop {
            let mut bytes = Vec::new();
            for listed in &read.rows {
                packages(&store, &listed.ocid).await?.iter().for_each(|head| around.add(head));
                for text in releases_of(&store, &listed.ocid).await? {
                    bytes.extend_from_slice(if begins { b"\n" } else { b",\n" });
                    bytes.extend_from_slice(public(text).as_bytes());
                    begins = false;
                }
            }
            pieces.send(bytes).await?;
            let Some(cursor) = read.next.as_deref().and_then(Cursor::parse) else { break };
            read = page(&store, &filter, order, Start::After(cursor), PROCESSES).await?;
        }
        // Extensions and licences are known only now that every release has passed.
        let head = around.head(&uri, &published, &json!({"publisher": {"name": publisher}}));
        let head = Value::Object(head).to_string();
        pieces.send(format!("\n],{}\n", head.strip_prefix('{').unwrap_or(&head)).into_bytes()).await
    }))
}

/// The releases of a process; of a record that came without them, its compiled release.
async fn releases_of(store: &Store, ocid: &str) -> store::Result<Vec<String>> {
    let texts = raw(store, ocid).await?;
    let has_releases = texts.iter().any(|(form, _)| *form == Received::Release);
    Ok(texts
        .into_iter()
        .filter_map(|(form, text)| match form {
            Received::Release => Some(text),
            Received::Record if has_releases => None,
            Received::Record => {
                let record: Value = serde_json::from_str(&text).unwrap_or_default();
                record.get("compiledRelease").filter(|compiled| compiled.is_object()).map(Value::to_string)
            }
        })
        .collect())
}

/// What the packages said around the releases that go out together.
#[derive(Default)]
struct Around {
    extensions: BTreeSet<String>,
    publishers: BTreeSet<String>,
    licences: BTreeSet<String>,
    policies: BTreeSet<String>,
}

impl Around {
    fn add(&mut self, head: &str) {
        let head: Value = serde_json::from_str(head).unwrap_or_default();
        let extensions = head.get("extensions").and_then(Value::as_array).into_iter().flatten();
        self.extensions.extend(extensions.filter_map(Value::as_str).map(str::to_owned));
        self.publishers.extend(head.get("publisher").map(Value::to_string));
        let mut text = |field: &str, into: fn(&mut Around) -> &mut BTreeSet<String>| {
            let text = head.get(field).and_then(Value::as_str).map(str::to_owned);
            into(self).extend(text);
        };
        text("license", |around| &mut around.licences);
        text("publicationPolicy", |around| &mut around.policies);
    }

    /// The head of a package. Publisher, licence and policy are said where all releases share them: a package has room
    /// for one of each.
    fn head(&self, uri: &str, published: &str, otherwise: &Value) -> Map<String, Value> {
        let one = |all: &BTreeSet<String>| if all.len() == 1 { all.first().cloned() } else { None };
        let mut head = Map::new();
        head.insert("uri".into(), uri.into());
        head.insert("version".into(), "1.1".into());
        head.insert("publishedDate".into(), published.into());
        let publisher = one(&self.publishers).and_then(|text| serde_json::from_str(&text).ok());
        let publisher = publisher.or_else(|| otherwise.get("publisher").cloned());
        head.insert("publisher".into(), publisher.unwrap_or_else(|| json!({"name": ""})));
        if !self.extensions.is_empty() {
            head.insert("extensions".into(), self.extensions.iter().cloned().collect::<Vec<_>>().into());
        }
        for (field, all) in [("license", &self.licences), ("publicationPolicy", &self.policies)] {
            if let Some(text) = one(all) {
                head.insert(field.into(), text.into());
            }
        }
        head
    }
}
