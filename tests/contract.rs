//! What programs rely on, as text: each `contract/*.txt` is a script of requests and of what must come back.
//!
//! ```text
//! # A comment.
//! GET /approvals.json?unit=11130300MB1234567A
//! with accept-encoding: gzip
//! status == 200
//! header content-type == application/json
//! header vary contains Accept-Encoding
//! header set-cookie absent
//! body contains "number":
//! body lacks 130302199001011234
//! keep etag
//!
//! GET /approvals.json?unit=11130300MB1234567A
//! with if-none-match: {etag}
//! status == 304
//! ```
//!
//! `POST /large-type` sends the line `send …` as a form. Every line that does not hold is told, with its number.

use std::collections::BTreeMap;
use std::fs;

use axum::body::Body;
use axum::http::Request;
use tests::Database;

use crate::given::{Answer, House};

/// One request of a script, with the lines that follow it.
#[derive(Default)]
struct Exchange {
    line: usize,
    method: String,
    address: String,
    headers: Vec<(String, String)>,
    form: String,
    claims: Vec<(usize, String)>,
}

#[tokio::test]
async fn every_script_holds_on_sqlite() {
    every_script_holds(Database::sqlite()).await;
}

#[tokio::test]
async fn every_script_holds_on_postgresql() {
    every_script_holds(Database::postgres()).await;
}

async fn every_script_holds(database: Database) {
    let folder = tests::house().join("tests/contract");
    let house = House::with_samples(database).await;
    let mut scripts: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    scripts.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    scripts.sort();
    assert!(!scripts.is_empty(), "the scripts have moved");
    let mut broken = Vec::new();
    for path in scripts {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for (line, claim) in play(&house, &fs::read_to_string(&path).unwrap()).await {
            broken.push(format!("contract/{name}:{line}: {claim}"));
        }
    }
    assert!(broken.is_empty(), "what programs rely on has moved:\n  {}\n", broken.join("\n  "));
}

/// Plays a script and gives back what did not hold.
async fn play(house: &House, script: &str) -> Vec<(usize, String)> {
    let mut kept: BTreeMap<String, String> = BTreeMap::new();
    let mut broken = Vec::new();
    for exchange in read(script) {
        let mut request = Request::builder()
            .method(exchange.method.as_str())
            .uri(fill(&exchange.address, &kept))
            .header("host", "127.0.0.1:3000");
        if exchange.method == "POST" {
            request = request
                .header("content-type", "application/x-www-form-urlencoded")
                .header("content-length", exchange.form.len());
        }
        for (name, value) in &exchange.headers {
            request = request.header(name, fill(value, &kept));
        }
        let request =
            request.body(Body::from(exchange.form.clone())).expect("a request that can be written down");
        let answer = house.send(request).await;
        for (line, claim) in &exchange.claims {
            if let Some(name) = claim.strip_prefix("keep ") {
                kept.insert(name.to_owned(), answer.header(name).to_owned());
            } else if let Err(instead) = holds(&answer, claim) {
                let asked = format!("{} {} (line {})", exchange.method, exchange.address, exchange.line);
                broken.push((*line, format!("{claim}   but {instead}, after {asked}")));
            }
        }
    }
    broken
}

fn read(script: &str) -> Vec<Exchange> {
    let mut exchanges: Vec<Exchange> = Vec::new();
    for (index, text) in script.lines().enumerate() {
        let (line, text) = (index + 1, text.trim());
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"].contains(&word) {
            let (method, address) = (word.to_owned(), rest.to_owned());
            exchanges.push(Exchange { line, method, address, ..Exchange::default() });
            continue;
        }
        let exchange = exchanges.last_mut().expect("a script begins with a request");
        match word {
            "with" => {
                let (name, value) = rest.split_once(": ").expect("with NAME: VALUE");
                exchange.headers.push((name.to_owned(), value.to_owned()));
            }
            "send" => exchange.form = rest.to_owned(),
            _ => exchange.claims.push((line, text.to_owned())),
        }
    }
    exchanges
}

/// Puts kept values in the place of `{name}`.
fn fill(text: &str, kept: &BTreeMap<String, String>) -> String {
    kept.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// Whether a claim holds; if not, what is there instead.
fn holds(answer: &Answer, claim: &str) -> Result<(), String> {
    let mut words = claim.splitn(2, ' ');
    let (subject, rest) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    match subject {
        "status" => compare(answer.status.as_str(), rest),
        "body" => {
            let body = answer.text();
            let begin: String = body.chars().take(200).collect();
            compare(&body, rest).map_err(|_| format!("it begins with {begin:?}"))
        }
        "header" => {
            let (name, rest) = rest.split_once(' ').unwrap_or((rest, ""));
            match rest {
                "absent" if answer.headers.contains_key(name) => {
                    Err(format!("it is {:?}", answer.header(name)))
                }
                "absent" => Ok(()),
                "present" if answer.headers.contains_key(name) => Ok(()),
                "present" => Err("it is absent".to_owned()),
                _ => compare(answer.header(name), rest),
            }
        }
        _ => panic!("{claim:?} is not a claim: write status, header or body"),
    }
}

fn compare(got: &str, claim: &str) -> Result<(), String> {
    let (relation, wanted) = claim.split_once(' ').unwrap_or((claim, ""));
    let holds = match relation {
        "==" => got == wanted,
        "!=" => got != wanted,
        "contains" => got.contains(wanted),
        "lacks" => !got.contains(wanted),
        "begins" => got.starts_with(wanted),
        "matches" => like(wanted, got),
        _ => panic!("{relation:?} is not a relation: write ==, !=, contains, lacks, begins or matches"),
    };
    if holds { Ok(()) } else { Err(format!("it is {got:?}")) }
}

/// Whether a text is like a pattern in which `*` stands for anything.
fn like(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    for part in parts {
        let Some(place) = rest.find(part) else { return false };
        rest = &rest[place + part.len()..];
    }
    pattern.ends_with('*') || rest.is_empty()
}
