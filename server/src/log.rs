//! The log: one JSON object a line, on standard error. What never stands in it is listed in
//! `docs/LOGGING.md` and held by the test below.

use std::io::Write;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::time::SystemTime;

/// What is logged unless `SUNHALL_LOG` says otherwise. The database driver is kept to warnings, because
/// its finer levels repeat statements.
const DEFAULT: &str = "info,sqlx=warn";

/// Silent whatever is asked for: these crates log the addresses of requests, and what authenticators say.
const NEVER: [&str; 3] = ["tower_http=off", "webauthn_rs=off", "webauthn_rs_core=off"];

/// Sends the log to standard error from here on.
pub(crate) fn start() {
    let filter = filter(&std::env::var("SUNHALL_LOG").unwrap_or_else(|_| DEFAULT.to_owned()));
    // A second start in one process, as tests do, keeps the first log.
    let _ = tracing::subscriber::set_global_default(subscriber(filter, std::io::stderr));
}

fn filter(wanted: &str) -> EnvFilter {
    NEVER.into_iter().fold(EnvFilter::new(wanted), |filter, never| {
        filter.add_directive(never.parse().expect("it is a directive"))
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given;
    use axum::body::Body;
    use axum::http::Request;
    use std::sync::{Arc, Mutex};

    /// Everything that was written.
    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn nothing_that_a_reader_sends_is_logged() {
        let paper = Paper::default();
        let pen = paper.clone();
        let subscriber = subscriber(filter("trace,tower_http=trace"), move || pen.clone());
        let guard = tracing::subscriber::set_default(subscriber);
        let given = given::hall(|_| {}).await;
        let canary = "CANARYzhangsan";
        for (method, path) in [
            ("GET", format!("/search?q={canary}")),
            ("GET", format!("/{canary}?{canary}={canary}")),
            ("GET", format!("/methods/{canary}")),
            ("GET", format!("/contact?page=/{canary}")),
            ("GET", format!("/%2e%2e/{canary}")),
            ("POST", format!("/large-type?{canary}")),
            (canary, "/".to_owned()),
        ] {
            let request = Request::builder()
                .method(method)
                .uri(path)
                .header("host", format!("{canary}.example"))
                .header("user-agent", canary)
                .header("referer", format!("https://{canary}.example/"))
                .header("cookie", format!("a={canary}"))
                .header("x-forwarded-for", "203.0.113.77")
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Body::from(format!("large=1&back=/{canary}")))
                .unwrap();
            let peer = Some("203.0.113.78".parse().unwrap());
            given.front.answer(request, peer).await;
        }
        drop(guard);
        let written = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
        assert_eq!(written.matches("\"message\":\"Answered\"").count(), 6, "{written}");
        for secret in [canary, "203.0.113"] {
            let line = written.lines().find(|line| line.contains(secret));
            assert_eq!(line, None);
        }
        assert!(written.contains("/methods/{rule}"), "the pattern of an address is logged: {written}");
    }

    #[test]
    fn an_error_is_cut_and_its_numbers_are_masked() {
        let said = crate::edge::mentionable("row 11010519491231002X of 13812345678 is damaged");
        assert!(!said.contains("11010519491231002X") && !said.contains("13812345678"), "{said}");
        assert!(crate::edge::mentionable(&"字".repeat(1000)).chars().count() <= 301);
    }
}
