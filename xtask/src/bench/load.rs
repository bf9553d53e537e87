//! The load: `wrk`, with as many connections as asked for, on the same machine as the server.

use std::path::Path;

use serde_json::Value;

use crate::Sentence;
use crate::house::{House, output, succeeds};

/// What a load told.
pub(super) struct Load {
    pub(super) per_second: f64,
    pub(super) p99_ms: f64,
}

/// Names what is missing.
pub(super) fn wrk() -> Result<(), Sentence> {
    // It prints its version with an exit code of its own, so only starting it counts.
    if std::process::Command::new("wrk").arg("--version").output().is_ok() || succeeds("wrk", &["--version"])
    {
        return Ok(());
    }
    Err("The benchmarks need wrk: install it, on Debian the package wrk".to_owned())
}

/// Asks for the addresses of a file, in random order, for some seconds.
pub(super) fn run(
    house: &House,
    address: &str,
    paths: &Path,
    connections: u32,
    seconds: u64,
) -> Result<Load, Sentence> {
    let script = house.root.join("bench/paths.lua");
    let connections = format!("-c{connections}");
    let arguments = [
        "-t1",
        &connections,
        &format!("-d{seconds}s"),
        "--timeout",
        "10s",
        "-s",
        &script.to_string_lossy(),
        &format!("http://{address}"),
        "--",
        &paths.to_string_lossy(),
    ]
    .map(str::to_owned);
    let text = output("wrk", &arguments).ok_or("wrk failed")?;
    let line = text.lines().find_map(|line| line.strip_prefix("RESULT ")).ok_or("wrk told no result")?;
    let result: Value =
        serde_json::from_str(line).map_err(|error| format!("wrk's result does not parse: {error}"))?;
    let figure = |name: &str| result[name].as_f64().unwrap_or_default();
    if figure("failed") > 0.0 {
        return Err(format!("{} of {} requests failed", figure("failed"), figure("requests")));
    }
    Ok(Load { per_second: figure("requests") / figure("seconds"), p99_ms: figure("p99_ms") })
}
