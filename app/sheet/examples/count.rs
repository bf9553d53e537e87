//! Counts the rows of tables and the items of JSON files, for measuring:
//! `cargo run --release -p sheet --example count -- FILE...`

use std::fs::File;
use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout();
    for name in std::env::args().skip(1) {
        let file = File::open(&name)?;
        let counted = if name.contains(".json") { items(file, &name) } else { rows(file, &name) };
        match counted {
            Ok((taken, refused, bytes)) => {
                writeln!(out, "{name}: {taken} taken, {refused} refused, {bytes} bytes in them")?;
            }
            Err(fault) => writeln!(out, "{name}: {}", fault.problem.code)?,
        }
    }
    Ok(())
}

fn rows(file: File, name: &str) -> Result<(u64, u64, usize), record::Fault> {
    let mut sheet = sheet::open(file, name)?;
    let (mut taken, mut refused, mut bytes) = (0, 0, 0);
    let mut row = sheet::Row::default();
    while let Some(result) = sheet.read(&mut row) {
        if result.is_err() {
            refused += 1;
            continue;
        }
        taken += 1;
        bytes += row.texts().map(str::len).sum::<usize>();
    }
    Ok((taken, refused, bytes))
}

fn items(file: File, name: &str) -> Result<(u64, u64, usize), record::Fault> {
    let mut items = sheet::json::open(file, name, &["releases", "records"])?;
    let (mut taken, mut refused, mut bytes) = (0, 0, 0);
    let mut item = sheet::json::Item::default();
    while let Some(result) = items.read(&mut item) {
        if result.is_err() {
            refused += 1;
            continue;
        }
        taken += 1;
        bytes += item.text.len();
    }
    Ok((taken, refused, bytes))
}
