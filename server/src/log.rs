//! The log: one JSON object a line, on standard error. What never stands in it is listed in
//! `docs/LOGGING.md` and held by the test below.

use std::io::Write;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::time::SystemTime;

/// What is logged unless `SUNHALL_LOG` says otherwise. The database driver is kept to warnings, because
/// its finer levels repeat statements.
const DEFAULT: &str = "info,sqlx=warn";

/// Sends the log to standard error from here on.
pub fn start() {
    let filter = EnvFilter::try_from_env("SUNHALL_LOG").unwrap_or_else(|_| EnvFilter::new(DEFAULT));
    // A second start in one process, as tests do, keeps the first log.
    let _ = tracing::subscriber::set_global_default(subscriber(filter, std::io::stderr));
}

fn subscriber<W>(filter: EnvFilter, writer: W) -> impl tracing::Subscriber
where
    W: for<'w> MakeWriter<'w, Writer: Write> + Send + Sync + 'static,
{
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        .with_timer(SystemTime)
        .with_env_filter(filter)
        .with_writer(writer)
        .finish()
}
