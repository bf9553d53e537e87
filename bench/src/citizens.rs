//! `citizens WAY ADDRESS PORTAL DAY PER_SECOND SECONDS`: sends reports at a fixed pace, whether the answers keep up or not, and tells
//! how long each waited from the moment it was due. `citizens receipts ADDRESS PORTAL DAY NUMBER` looks up receipts that lead nowhere.
//!
//! Everything is made ready before the first is sent: a browser seals while its citizen still types, and a form was open before it
//! was filled in. Each goes over a connection of its own, as from a telephone.

use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use record::Day;
use seal::demonstration;
use seal::{Draft, Identity, Report, Role, Verified};
use tests::form::{Form, hidden};
use tests::http::{self, Answer, Request};
use tokio::time::Instant;

/// As many can wait at once as come in two seconds: an answer later than that makes the next one late, and both are told.
const CITIZENS: usize = 100;
const PAIRS: [(&str, &str); 1] = [("content-type", "application/x-www-form-urlencoded")];
/// What the unit and the day of a report take, about as long as most are.
const WORDS: &str = "窗口要求另交一份材料的费用，没有收据，也没有说明依据。";

/// A request that is ready to go, and the status it is to get.
struct Ready {
    path: &'static str,
    content: String,
    body: Vec<u8>,
    taken: u16,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [way, address, portal, day, rest @ ..] = arguments.as_slice() else {
        return Err("citizens WAY ADDRESS PORTAL DAY PER_SECOND SECONDS".into());
    };
    let numbers = rest.iter().map(|text| text.parse()).collect::<Result<Vec<u64>, _>>()?;
    let today = Day::parse(day).ok_or("a day reads like 2026-11-23")?;
    let told = match (way.as_str(), numbers.as_slice()) {
        ("receipts", [number]) => receipts(address, *number)?,
        (way, [per_second, seconds]) => {
            let number = per_second * seconds;
            let ready = match way {
                "sealed" => sealed(portal, today, number)?,
                "complaint" | "report" => plain(address, way, number)?,
                other => return Err(format!("there is no way {other}").into()),
            };
            paced(address, &ready, *per_second)?
        }
        _ => return Err("the numbers are missing".into()),
    };
    writeln!(io::stdout(), "{told}")?;
    Ok(())
}

fn draft() -> Draft {
    let (mut report, mut identity) = (Report::default(), Identity::default());
    "某局".clone_into(&mut report.subject.unit);
    report.what = WORDS.repeat(10);
    "一位举报人".clone_into(&mut identity.name);
    "13800000000".clone_into(&mut identity.phone);
    Draft { report, identity, files: Vec::new() }
}

/// Reports as a browser has sealed them.
fn sealed(portal: &str, today: Day, number: u64) -> Result<Vec<Ready>, Box<dyn Error>> {
    let to: Verified = demonstration::verified(portal, "cdi-haigang", today);
    let mut ready = Vec::new();
    for n in 0..number {
        let drawn = demonstration::drawn(n);
        let sent = seal::submit(&draft(), &to, &drawn.receipt, &drawn.keys, &drawn.id, Role::Reporter)
            .map_err(|fault| fault.key())?;
        let (content, body) = ("application/json".to_owned(), serde_json::to_vec(&sent)?);
        ready.push(Ready { path: "/report/sealed", content, body, taken: 201 });
    }
    Ok(ready)
}

/// Forms that were opened and filled in.
fn plain(address: &str, way: &str, number: u64) -> Result<Vec<Ready>, Box<dyn Error>> {
    let (first, path, pairs) = match way {
        "report" => ("/report?plain=1", "/report/send", "division=130302&plain=1"),
        _ => ("/complain", "/complain/send", "division=130302&kind=complaint"),
    };
    let mut ready = Vec::new();
    for _ in 0..number {
        let request = Request { method: "POST", path: first, headers: &PAIRS, body: pairs.as_bytes() };
        let page = http::send(address, request)?;
        let form =
            hidden(&page.text()).with("kept", "1").with("unit", "某局").with("what", &WORDS.repeat(10));
        let form = form.with("name", "一位市民").with("phone", "13800000000");
        ready.push(Ready { path, content: Form::content_type(), body: form.multipart(), taken: 303 });
    }
    Ok(ready)
}

/// Sends each at its moment; what came of it, as JSON.
fn paced(address: &str, ready: &[Ready], per_second: u64) -> Result<String, Box<dyn Error>> {
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    let due = |place: usize| start + Duration::from_secs_f64(place as f64 / per_second as f64);
    let citizen = || -> Result<Vec<f64>, String> {
        let mut waited = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(one) = ready.get(place) else { return Ok(waited) };
            thread::sleep(due(place).saturating_duration_since(Instant::now()));
            let headers = [("content-type", one.content.as_str())];
            let request = Request { method: "POST", path: one.path, headers: &headers, body: &one.body };
            let answer = http::send(address, request).map_err(|error| error.to_string())?;
            if answer.status != one.taken {
                return Err(format!("{}: {} {}", one.path, answer.status, answer.text()));
            }
            waited.push(due(place).elapsed().as_secs_f64() * 1_000.0);
        }
    };
    let waited: Result<Vec<Vec<f64>>, String> = thread::scope(|scope| {
        let citizens: Vec<_> = (0..CITIZENS).map(|_| scope.spawn(citizen)).collect();
        citizens.into_iter().map(|it| it.join().map_err(|_| "a citizen has failed".to_owned())?).collect()
    });
    let mut waited = waited?.concat();
    let seconds = start.elapsed().as_secs_f64();
    waited.sort_by(f64::total_cmp);
    let part = |of_hundred: usize| waited[(waited.len() * of_hundred / 100).min(waited.len() - 1)];
    Ok(format!(
        r#"{{"per_second": {}, "p50_ms": {}, "p99_ms": {}}}"#,
        waited.len() as f64 / seconds,
        part(50),
        part(99)
    ))
}

/// Looks up receipts that nobody has and receipts that were misread, in turn, and compares the times (Welch's test).
fn receipts(address: &str, number: u64) -> Result<String, Box<dyn Error>> {
    let timed = |receipt: &str| -> io::Result<(f64, Answer)> {
        let body = format!("receipt={receipt}");
        let start = Instant::now();
        let request = Request { method: "POST", path: "/case", headers: &PAIRS, body: body.as_bytes() };
        let answer = http::send(address, request)?;
        Ok((start.elapsed().as_secs_f64() * 1e6, answer))
    };
    let (mut unknown, mut misread) = (Vec::new(), Vec::new());
    for n in 0..number {
        let receipt = demonstration::drawn(n).receipt.to_string();
        // One letter is another: its check characters no longer fit.
        let other = if receipt.starts_with('0') { "1" } else { "0" };
        let wrong = [other, &receipt[1..]].concat();
        let ((first, one), (second, two)) = (timed(&receipt)?, timed(&wrong)?);
        if one.status != 422 || one.body != two.body {
            return Err("the answers differ".into());
        }
        unknown.push(first);
        misread.push(second);
    }
    let ((a, va), (b, vb)) = (spread(&mut unknown), spread(&mut misread));
    let t = (a - b) / (va + vb).sqrt();
    Ok(format!(r#"{{"unknown_us": {a}, "misread_us": {b}, "t": {t}}}"#))
}

/// The mean, and its variance. The slowest tenth tells of the machine and not of the receipt.
fn spread(times: &mut Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    times.truncate(times.len() * 9 / 10);
    let count = times.len() as f64;
    let mean = times.iter().sum::<f64>() / count;
    let variance = times.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (mean, variance / count)
}

#[cfg(test)]
mod times {
    use super::spread;

    #[test]
    fn the_slowest_tenth_does_not_count() {
        let mut times = vec![1.0, 3.0, 1.0, 3.0, 1.0, 3.0, 1.0, 3.0, 2.0, 900.0];
        assert_eq!(spread(&mut times), (2.0, 1.0 / 9.0));
    }
}
