//! What a reader sets up for themselves: the size of the type. It is kept in a cookie that says nothing
//! else, and pages are cached by it.

use crate::edge::target::Target;
use axum::Form;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ui::Visit;

/// A year: who needs large type needs it tomorrow as well.
const LARGE: &str = "large=1; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly";
const STANDARD: &str = "large=0; Path=/; Max-Age=0; SameSite=Lax; HttpOnly";

/// Sets the size and goes back to the page the reader came from.
pub(crate) async fn large_type(visit: Visit, Form(fields): Form<Vec<(String, String)>>) -> Response {
    let field =
        |wanted: &str| fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let mut cookie = if field("large") == Some("1") { LARGE } else { STANDARD }.to_owned();
    if visit.site().base_url.starts_with("https://") {
        cookie.push_str("; Secure");
    }
    let back = field("back").and_then(own_page).unwrap_or_else(|| visit.href("/"));
    let mut response = StatusCode::SEE_OTHER.into_response();
    for (name, value) in [(header::LOCATION, back), (header::SET_COOKIE, cookie)] {
        if let Ok(value) = HeaderValue::try_from(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// The address if it is a page of this site. Anything else would let a stranger's form send the reader on
/// to a stranger's site under our name.
pub(super) fn own_page(address: &str) -> Option<String> {
    let address = address.split('#').next().unwrap_or_default();
    let (path, query) = match address.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (address, None),
    };
    let target = Target::read(path, query).ok()?;
    let is_text = address.bytes().all(|byte| byte.is_ascii_graphic());
    is_text.then(|| format!("{}{}", target.lang.prefix(), target.path_and_query()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_is_sent_back_to_a_page_of_ours_and_nowhere_else() {
        for (address, back) in [
            ("/", "/"),
            ("/en/", "/en/"),
            ("/en/approvals?q=a", "/en/approvals?q=a"),
            ("/search?q=%E5%AD%A6%E6%A0%A1", "/search?q=%E5%AD%A6%E6%A0%A1"),
        ] {
            assert_eq!(own_page(address).as_deref(), Some(back), "{address}");
        }
        for address in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/",
            "javascript:alert(1)",
            "/a/../../b",
            "/%5cevil.example",
            "/a\r\nSet-Cookie: b=c",
            "/a b",
            "evil.example",
        ] {
            assert_eq!(own_page(address), None, "{address}");
        }
    }
}
