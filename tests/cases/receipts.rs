//! Receipts over the router: whatever leads nowhere is answered alike and costs the same work, whatever a person could have meant is
//! understood, nobody tries many, and none stands in an address or in the log (security.md's T25).

use std::io::Write;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use seal::{Receipt, demonstration};
use tests::Database;
use tracing_subscriber::fmt::MakeWriter;

use super::given::{House, PORTAL};
use crate::given::Answer;

/// What the server logged, at every level.
#[derive(Clone, Default)]
pub(super) struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Everything since the last look.
    pub(super) fn take(&self) -> String {
        String::from_utf8_lossy(&std::mem::take(&mut *self.0.lock().unwrap())).into_owned()
    }

    /// Listens on this thread for as long as the guard lives.
    pub(super) fn listen(&self) -> tracing::subscriber::DefaultGuard {
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(self.clone())
            .finish();
        tracing::subscriber::set_default(subscriber)
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Log;

    fn make_writer(&'a self) -> Log {
        self.clone()
    }
}

/// The statements that the database was asked since the last look, without their times.
fn statements(log: &Log) -> Vec<String> {
    let text = log.take();
    // A connection that is opened meanwhile is told how to behave: that belongs to no receipt.
    let lines = text.lines().filter(|line| line.contains("sqlx::query") && !line.contains("summary=\"SET "));
    let summary = |line: &str| Some(line.split_once("summary=")?.1.split(" db.statement").next()?.to_owned());
    lines.filter_map(summary).collect()
}

/// A status, all headers but the number of the request, and every byte.
fn told(answer: &Answer) -> (u16, Vec<String>, Vec<u8>) {
    let headers = answer.headers.iter().filter(|(name, _)| name.as_str() != "x-request-id");
    let mut headers: Vec<String> = headers.map(|(name, value)| format!("{name}: {value:?}")).collect();
    headers.sort();
    (answer.status.as_u16(), headers, answer.body.clone())
}

/// What leads nowhere: what nobody was given, what was misread, and what is no receipt at all.
fn wrong(receipt: &str) -> Vec<String> {
    let mut wrong: Vec<String> = (0..50).map(|n| demonstration::drawn(n).receipt.to_string()).collect();
    for place in receipt.match_indices(|letter| letter != '-').map(|(place, _)| place) {
        let other = if &receipt[place..=place] == "7" { "8" } else { "7" };
        wrong.push([&receipt[..place], other, &receipt[place + 1..]].concat());
        wrong.push([&receipt[..place], &receipt[place + 1..]].concat());
    }
    wrong.extend(["", " ", "x", "U", "回执", "0"].map(str::to_owned));
    wrong.push(format!("{receipt}0"));
    wrong.push("0".repeat(20_000));
    wrong
}

#[tokio::test]
async fn whatever_leads_nowhere_is_answered_alike_and_costs_the_same_statements() {
    let house = House::open(Database::postgres()).await;
    let receipt = house.reported("发生的事").await;
    let log = Log::default();
    let _here = log.listen();
    let mut answers = Vec::new();
    for typed in wrong(&receipt) {
        log.take();
        let answer = house.post("/case", "", &[("receipt", &typed)]).await;
        answers.push((told(&answer), statements(&log), typed));
    }
    let (first, asked, _) = &answers[0];
    assert!(first.0 == 422 && asked.len() > 1, "{asked:?}");
    for (answer, statements, typed) in &answers {
        assert_eq!((answer, statements), (first, asked), "{typed}");
    }
    // The right one is looked up by the same statements; only then is there a case to be read.
    log.take();
    assert_eq!(house.post("/case", "", &[("receipt", &receipt)]).await.status, 200);
    let right = statements(&log);
    assert!(right.len() > asked.len() && right.starts_with(asked), "{right:?} and {asked:?}");
}

#[tokio::test]
async fn a_receipt_is_understood_as_it_was_written_down() {
    let house = House::open(Database::sqlite()).await;
    let receipt = house.reported("发生的事").await;
    let wide = |letter: char| char::from_u32(u32::from(letter) + 0xfee0).unwrap();
    for typed in [
        receipt.to_lowercase(),
        receipt.replace('-', ""),
        receipt.replace('-', " "),
        format!("  {receipt}\n"),
        receipt.replace('0', "O").replace('1', "l"),
        receipt.replace('0', "o").replace('1', "I"),
        receipt.replace('-', "").chars().map(wide).collect(),
    ] {
        let answer = house.post("/case", "", &[("receipt", &typed)]).await;
        assert_eq!(answer.status, 200, "{typed}");
    }
}

#[tokio::test]
async fn nobody_tries_one_receipt_after_another() {
    let house = House::limited(Database::sqlite(), 50).await;
    let asked = |receipt: String, from: [u8; 4]| {
        let mut request = Request::post("/case")
            .header("host", PORTAL)
            .header("sec-fetch-site", "same-origin")
            .header("x-forwarded-for", "192.0.2.99")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(format!("receipt={receipt}")))
            .unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((from, 40_000))));
        request
    };
    let guesser = [192, 0, 2, 1];
    let mut looked_up = 0;
    for n in 0..200 {
        let answer = house.send(asked(demonstration::drawn(n).receipt.to_string(), guesser)).await;
        match answer.status.as_u16() {
            422 => looked_up += 1,
            429 => assert!(answer.header("retry-after").parse::<u64>().unwrap() > 0),
            other => panic!("{other}"),
        }
    }
    // Twenty at once, and one every three seconds from then on.
    assert!((20..40).contains(&looked_up), "{looked_up} of 200 were looked up");
    let other = house.send(asked(demonstration::drawn(1).receipt.to_string(), [192, 0, 2, 2])).await;
    assert_eq!(other.status, 422, "nobody else waits for it");
}

#[tokio::test]
async fn a_receipt_stands_in_no_address_and_in_no_line_of_the_log() {
    let log = Log::default();
    let _here = log.listen();
    let house = House::open(Database::postgres()).await;
    let receipt = house.reported("发生的事").await;
    let plain = house.get("/case", "").await;
    // Put into an address by hand, it is not read.
    let asked = house.get(&format!("/case?receipt={receipt}"), "").await;
    assert_eq!(asked.status, 200);
    assert!(!asked.text().contains("name=\"seq\""), "no case is shown");
    log.take();
    assert!(plain.text().contains("method=\"post\""));
    let shown = house.post("/case", "", &[("receipt", &receipt)]).await;
    let page = shown.text();
    for address in ["href=\"", "src=\"", "action=\""] {
        for address in page.split(address).skip(1) {
            assert!(!address.split('"').next().unwrap_or_default().contains(&receipt), "it is in a link");
        }
    }
    assert_eq!((shown.header("location"), shown.header("cache-control")), ("", "no-store"));
    let logged = log.take();
    assert!(logged.contains("sqlx"), "everything was logged");
    let keys = Receipt::parse(&receipt).unwrap().keys();
    for secret in [receipt.clone(), receipt.replace('-', ""), hex::encode(keys.lookup)] {
        assert!(!logged.contains(&secret), "a receipt, or what it opens, was logged");
    }
}
