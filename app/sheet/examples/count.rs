//! Counts the rows of a table, for measuring: `cargo run --release -p sheet --example count -- FILE`.

use std::fs::File;
use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout();
    for name in std::env::args().skip(1) {
        let (mut rows, mut bytes, mut faults) = (0u64, 0usize, 0u64);
        match sheet::open(File::open(&name)?, &name) {
            Ok(mut sheet) => {
                let mut row = sheet::Row::default();
                while let Some(result) = sheet.read(&mut row) {
                    rows += 1;
                    faults += u64::from(result.is_err());
                    bytes += row.texts().map(str::len).sum::<usize>();
                }
            }
            Err(fault) => writeln!(out, "{name}: {}", fault.problem.code)?,
        }
        writeln!(out, "{name}: {rows} rows, {bytes} bytes in cells, {faults} faults")?;
    }
    Ok(())
}
