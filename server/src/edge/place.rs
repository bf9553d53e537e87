//! What sort of place an address is, as far as the edge has to know before a handler sees the request: who may keep the answer,
//! how long a body may be, and what may be written down of it.

use super::limits::Lane;
use axum::http::Method;

/// The entries of the public log.
pub(super) const ENTRIES: &str = "/log/tile/entries/";

/// Where someone reports, complains, or looks what became of it.
const OF_REPORTERS: [&str; 3] = ["/report", "/complain", "/case"];
/// Where the staff work.
const OF_STAFF: [&str; 1] = ["/staff"];
/// Where a body may be as long as its files are.
const WITH_FILES: [&str; 3] = ["/report/send", "/complain/send", "/staff/cases/intake/send"];
/// Where a browser sends what it has sealed.
const SEALED: [&str; 2] = ["/report/sealed", "/complain/sealed"];
/// Where a browser sends a sealed file, part by part.
pub(super) const PARTS: &str = "/report/parts/";

/// Whether a path is one of these, or stands below it.
fn is_at(path: &str, places: &[&str]) -> bool {
    places
        .iter()
        .any(|place| path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// What is nobody else's affair: it is kept by no cache, and never handed out as open data, whatever the address ends with.
pub(super) fn is_private(path: &str) -> bool {
    is_at(path, &OF_REPORTERS) || is_at(path, &OF_STAFF)
}

/// Of what a reporter asks for, neither the moment nor the page is written down.
pub(super) fn is_quiet(path: &str) -> bool {
    is_at(path, &OF_REPORTERS)
}

/// What may take as long as a slow line needs, as long as it moves.
pub(super) fn is_upload(method: &Method, path: &str) -> bool {
    *method == Method::POST && (is_at(path, &WITH_FILES) || path.starts_with(PARTS) || SEALED.contains(&path))
}

/// The registers as files and feeds, and nothing else, may be read by other sites.
pub(super) fn is_open_data(path: &str) -> bool {
    !is_private(path) && (path.ends_with(".csv") || path.ends_with(".json") || path.ends_with(".atom"))
}

/// What programs read of the public log, beside the pages that people read.
pub(super) fn is_log_file(path: &str) -> bool {
    matches!(path, "/log/checkpoint" | "/log/key")
        || path.starts_with("/log/tile/")
        || path.starts_with("/log/records/")
}

/// Forms of who has signed in already. The doors stay among the forms that anybody may send, so that nobody tries one password
/// after another.
fn is_at_a_desk(path: &str) -> bool {
    let is_door = ["/staff/sign-in", "/staff/join"].iter().any(|door| path.starts_with(door));
    path.starts_with("/staff/") && !is_door
}

/// The purse a request is paid from.
pub(super) fn lane(method: &Method, path: &str) -> Lane {
    match *method {
        Method::POST if path.starts_with(PARTS) => Lane::Parts,
        Method::POST if is_at_a_desk(path) => Lane::Desk,
        Method::POST => Lane::Forms,
        // A page is checked by a dozen small files.
        _ if is_log_file(path) => Lane::Pages,
        _ if is_open_data(path) => Lane::Data,
        _ => Lane::Pages,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_private_is_no_open_data_whatever_it_ends_with() {
        for path in
            ["/report", "/report/send", "/case", "/case/x.csv", "/staff/audit.json", "/complain/a.atom"]
        {
            assert!(is_private(path) && !is_open_data(path), "{path}");
        }
        for path in ["/cases", "/cases.csv", "/reports", "/staffing", "/", "/approvals.csv"] {
            assert!(!is_private(path) && !is_quiet(path), "{path}");
        }
        assert!(is_open_data("/cases.csv"));
        assert!(!is_quiet("/staff/cases"), "what the staff do is written down");
    }

    #[test]
    fn only_what_carries_files_may_take_long() {
        let post = |path| is_upload(&Method::POST, path);
        assert!(post("/report/send") && post("/complain/send"));
        assert!(post("/report/sealed") && post("/complain/sealed"));
        assert!(post("/report/parts/01931d2c-7f00-7abc-8def-0123456789ab/3"));
        assert!(!post("/report") && !post("/report/sends") && !post("/case") && !post("/large-type"));
        assert!(!is_upload(&Method::GET, "/report/send"));
    }

    #[test]
    fn a_file_in_parts_does_not_empty_the_purse_of_forms() {
        assert_eq!(lane(&Method::POST, "/report/parts/a/0"), Lane::Parts);
        assert_eq!(lane(&Method::POST, "/report/send"), Lane::Forms);
        assert_eq!(lane(&Method::POST, "/staff/sign-in/code"), Lane::Forms);
        assert_eq!(lane(&Method::POST, "/staff/join"), Lane::Forms);
        assert_eq!(lane(&Method::POST, "/staff/accounts"), Lane::Desk);
        assert_eq!(lane(&Method::POST, "/staffing"), Lane::Forms);
        assert_eq!(lane(&Method::GET, "/report/parts/a"), Lane::Pages);
        assert_eq!(lane(&Method::GET, "/cases.json"), Lane::Data);
    }
}
