//! Pages a second: made anew, from the cache, and beside a bare server that answers the same bytes.

use std::fs;
use std::io::BufRead;
use std::path::{Path, PathBuf};

use super::report::{Goal, Report};
use super::server::Server;
use super::{Bench, http, load};
use crate::{Sentence, say, site};

pub(super) const CONNECTIONS: u32 = 16;

/// One kind of page: a name, and the addresses that are asked for.
struct Kind {
    name: &'static str,
    paths: Vec<String>,
}

/// Measures each kind of page.
pub(super) fn measure(bench: &Bench, database: &Path, report: &mut Report) -> Result<(), Sentence> {
    let kinds = say::step("Choosing addresses", || kinds(bench, database))?;
    for kind in &kinds {
        let file = bench.house.target.join("bench").join(format!("{}.txt", kind.name));
        site::write(&file, kind.paths.join("\n").as_bytes())?;
        let bare = bare(bench, database, kind, &file)?;
        let anew = {
            let server = Server::sunhall(bench, database, &["--no-cache"])?;
            load::run(bench.house, &server.address, &file, CONNECTIONS, bench.seconds)?
        };
        let kept = kept(bench, database, kind)?;
        report.add(format!("{}: bare server, same bytes", kind.name), bare, "pages/s", Goal::None);
        report.add(format!("{}: made anew", kind.name), anew.per_second, "pages/s", Goal::None);
        report.add(
            format!("{}: made anew, of the bare", kind.name),
            anew.per_second / bare,
            "",
            Goal::AtLeast(0.1),
        );
        report.add(format!("{}: made anew, p99", kind.name), anew.p99_ms, "ms", Goal::AtMost(10.0));
        report.add(format!("{}: from the cache", kind.name), kept, "pages/s", Goal::None);
        report.add(
            format!("{}: from the cache, of the bare", kind.name),
            kept / bare,
            "",
            Goal::AtLeast(0.6),
        );
    }
    two_words(bench, database, report)
}

/// The bare server with the bytes of the first page of this kind.
fn bare(bench: &Bench, database: &Path, kind: &Kind, file: &Path) -> Result<f64, Sentence> {
    let page = bench.house.target.join("bench").join(format!("{}.html", kind.name));
    {
        let server = Server::sunhall(bench, database, &["--no-cache"])?;
        let answer = http::get(&server.address, &kind.paths[0], "identity")?;
        if answer.status != 200 {
            return Err(format!("{} answers {}", kind.paths[0], answer.status));
        }
        site::write(&page, &answer.body)?;
    }
    let server = Server::bare(bench, &page)?;
    Ok(load::run(bench.house, &server.address, file, CONNECTIONS, bench.seconds)?.per_second)
}

/// So few addresses that all are kept after the first second.
fn kept(bench: &Bench, database: &Path, kind: &Kind) -> Result<f64, Sentence> {
    let file = bench.house.target.join("bench").join(format!("{}-few.txt", kind.name));
    let few: Vec<String> = kind.paths.iter().take(200).cloned().collect();
    site::write(&file, few.join("\n").as_bytes())?;
    let server = Server::sunhall(bench, database, &[])?;
    load::run(bench.house, &server.address, &file, CONNECTIONS, 2)?;
    Ok(load::run(bench.house, &server.address, &file, CONNECTIONS, bench.seconds)?.per_second)
}

/// A search for two words by one reader, a very common word among them.
fn two_words(bench: &Bench, database: &Path, report: &mut Report) -> Result<(), Sentence> {
    let words = [
        "许可 农药",
        "审批 网吧",
        "许可 昌黎",
        "公司 建设",
        "审批 有限公司",
        "许可 食品",
        "个体 经营",
        "设立 办学",
    ];
    let paths: Vec<String> = words.iter().map(|words| format!("/search?q={}", encoded(words))).collect();
    let file: PathBuf = bench.house.target.join("bench/two-words.txt");
    site::write(&file, paths.join("\n").as_bytes())?;
    let server = Server::sunhall(bench, database, &["--no-cache"])?;
    let load = load::run(bench.house, &server.address, &file, 1, bench.seconds)?;
    report.add("search for two words, one reader", load.per_second, "pages/s", Goal::None);
    report.add("search for two words, one reader, p99", load.p99_ms, "ms", Goal::AtMost(30.0));
    report.add("memory after the searches", server.memory_mb(), "MB", Goal::None);
    Ok(())
}

/// Lists in many orders and filters, records from all over the database, and searches.
fn kinds(bench: &Bench, database: &Path) -> Result<Vec<Kind>, Sentence> {
    let sample = sample(bench);
    if !sample.exists() {
        let server = Server::sunhall(bench, database, &["--no-cache"])?;
        site::write(&sample, numbers(&server.address, bench.approvals)?.join("\n").as_bytes())?;
    }
    let numbers =
        fs::read_to_string(&sample).map_err(|error| format!("The sample cannot be read: {error}"))?;
    let records: Vec<String> = numbers.lines().map(|number| format!("/approvals/{number}")).collect();
    if records.is_empty() {
        return Err("The database shows no approvals at /approvals.csv".to_owned());
    }
    let mut lists = vec!["/approvals".to_owned()];
    lists.extend(["yellow", "red", "none"].map(|card| format!("/approvals?card={card}")));
    let words =
        ["许可", "农药经营", "网吧", "昌黎", "海港区", "建设工程", "食品", "办学", "有限公司", "设立审批"];
    let searches = words.iter().map(|word| format!("/search?q={}", encoded(word))).collect();
    Ok(vec![
        Kind { name: "list", paths: lists },
        Kind { name: "record", paths: records },
        Kind { name: "search", paths: searches },
    ])
}

/// Where the numbers are kept that were drawn from a database: they are worth nothing once another one is loaded.
pub(super) fn sample(bench: &Bench) -> PathBuf {
    bench.house.target.join("bench").join(format!("numbers-{}.txt", bench.approvals))
}

/// A file with the addresses of records from all over the database.
pub(super) fn records(bench: &Bench, database: &Path) -> Result<PathBuf, Sentence> {
    let kinds = kinds(bench, database)?;
    let records = kinds.iter().find(|kind| kind.name == "record").ok_or("There are no records")?;
    let file = bench.house.target.join("bench").join(format!("records-{}.txt", bench.approvals));
    site::write(&file, records.paths.join("\n").as_bytes())?;
    Ok(file)
}

/// About two thousand case numbers, evenly from the whole export.
fn numbers(address: &str, approvals: u64) -> Result<Vec<String>, Sentence> {
    let every = (approvals / 2_000).max(1);
    let (status, reader) = http::open(address, "/approvals.csv", "identity")?;
    if status != 200 {
        return Err(format!("/approvals.csv answers {status}"));
    }
    let mut numbers = Vec::new();
    for (index, line) in reader.lines().skip(1).enumerate() {
        let line = line.map_err(|error| format!("/approvals.csv broke off: {error}"))?;
        let number = line.split(',').next().unwrap_or_default().trim_matches('"');
        // A quoted field may hold a line break; what follows it is no number.
        let is_number =
            number.len() > 8 && number.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
        if (index as u64).is_multiple_of(every) && is_number {
            numbers.push(number.to_owned());
        }
    }
    Ok(numbers)
}

/// Text as it stands in an address.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| if byte == b' ' { "+".to_owned() } else { format!("%{byte:02X}") }).collect()
}
