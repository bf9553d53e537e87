//! What is being asked for: an address is checked and brought into one form before anything else
//! looks at it, so that two spellings of one page are one page in the cache.

use record::Lang;
use std::borrow::Cow;

/// Longest address answered; a search of some hundred Chinese characters fits many times.
const LONGEST: usize = 8 * 1024;

/// An address in its one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// From the prefix: `/en/...` is English, all else Chinese.
    pub lang: Lang,
    /// The path without the language.
    pub path: String,
    /// The query in its one form, without its question mark.
    pub query: String,
}

/// Why an address has no page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// Longer than anything we link to.
    TooLong,
    /// Nothing can stand there.
    Nowhere,
    /// The page stands at this neighbouring address.
    Elsewhere(String),
}

impl Target {
    /// Reads path and query as they came.
    pub(crate) fn read(path: &str, query: Option<&str>) -> Result<Self, Wrong> {
        if path.len() + query.map_or(0, str::len) > LONGEST {
            return Err(Wrong::TooLong);
        }
        if !is_plain(path) {
            return Err(Wrong::Nowhere);
        }
        let query = normal_query(query.unwrap_or_default()).into_owned();
        if let Some(place) = neighbour(path) {
            let mark = if query.is_empty() { "" } else { "?" };
            return Err(Wrong::Elsewhere(format!("{place}{mark}{query}")));
        }
        let (lang, path) = split(path);
        Ok(Self { lang, path: path.to_owned(), query })
    }

    /// Path and query as one text.
    pub(crate) fn path_and_query(&self) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        format!("{}{mark}{}", self.path, self.query)
    }
}

/// Takes the language off the path.
pub(crate) fn split(path: &str) -> (Lang, &str) {
    match path.strip_prefix("/en") {
        Some(rest) if rest.starts_with('/') => (Lang::En, rest),
        _ => (Lang::Zh, path),
    }
}

/// `/approvals/` for `/approvals`, and `/en` for `/en/`.
fn neighbour(path: &str) -> Option<Cow<'_, str>> {
    if path == "/en" {
        return Some(Cow::Borrowed("/en/"));
    }
    if path == "/" || path == "/en/" {
        return None;
    }
    path.strip_suffix('/').map(Cow::Borrowed)
}

/// A path that names one thing and hides nothing: absolute, valid UTF-8 once decoded, without empty or
/// dotted segments, control characters or backslashes. An encoded slash may stand in it, for there are
/// documents and contracting processes with a slash in their number; it divides nothing.
fn is_plain(path: &str) -> bool {
    if !path.starts_with('/') || path.contains("//") {
        return false;
    }
    path[1..].split('/').all(|segment| {
        let Some(bytes) = decoded(segment) else { return false };
        let Ok(text) = std::str::from_utf8(&bytes) else { return false };
        let is_dotted = text.split('/').any(|part| part == "." || part == "..");
        !is_dotted && !text.contains(|c: char| c.is_control() || c == '\\')
    })
}

/// The bytes a segment stands for; `None` where a `%` is followed by no two hexadecimal digits.
fn decoded(segment: &str) -> Option<Cow<'_, [u8]>> {
    if !segment.contains('%') {
        return Some(Cow::Borrowed(segment.as_bytes()));
    }
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let digit = |at: usize| after.get(at).and_then(|&byte| char::from(byte).to_digit(16));
            bytes.push(u8::try_from(digit(0)? * 16 + digit(1)?).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    Some(Cow::Owned(bytes))
}

/// The name in a pair of the query.
fn name(pair: &str) -> &str {
    pair.split_once('=').map_or(pair, |(name, _)| name)
}

/// The query with its pairs in the order of their names; without what advertisers and WeChat add when a
/// link is passed on, and without the empty pairs a form sends for each field left blank. A form in which
/// all was left blank stays as it is: the page may have something to say about that.
pub(crate) fn normal_query(query: &str) -> Cow<'_, str> {
    if query.is_empty() {
        return Cow::Borrowed("");
    }
    let shared = query.contains("isappinstalled=");
    let own = |pair: &&str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let foreign = name.starts_with("utm_")
            || matches!(name, "isappinstalled" | "gclid" | "fbclid" | "spm" | "nsukey" | "wxshare_count")
            || (shared && name == "from" && matches!(value, "singlemessage" | "groupmessage" | "timeline"));
        !name.is_empty() && !foreign
    };
    let is_filled = |pair: &&str| pair.split_once('=').is_none_or(|(_, value)| !value.is_empty());
    let pairs = || query.split('&');
    if pairs().all(|pair| own(&pair) && is_filled(&pair)) && pairs().is_sorted_by(|a, b| name(a) <= name(b)) {
        return Cow::Borrowed(query);
    }
    let own: Vec<&str> = pairs().filter(own).collect();
    let mut filled: Vec<&str> = own.iter().copied().filter(is_filled).collect();
    if filled.is_empty() {
        filled = own;
    }
    // A stable sort: the same name twice keeps its order, which the page may mind.
    filled.sort_by_key(|pair| name(pair));
    Cow::Owned(filled.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> Result<Target, Wrong> {
        let (path, query) = address.split_once('?').map_or((address, None), |(p, q)| (p, Some(q)));
        Target::read(path, query)
    }

    #[test]
    fn the_language_is_the_prefix() {
        assert_eq!(read("/en/approvals").unwrap().lang, Lang::En);
        assert_eq!(read("/en/approvals").unwrap().path, "/approvals");
        assert_eq!(read("/en/").unwrap().path, "/");
        assert_eq!(read("/").unwrap().lang, Lang::Zh);
        assert_eq!(read("/english").unwrap().path, "/english");
    }

    #[test]
    fn a_page_beside_its_address_is_pointed_to() {
        for (asked, place) in [
            ("/en", "/en/"),
            ("/approvals/", "/approvals"),
            ("/en/approvals/?q=a", "/en/approvals?q=a"),
            ("/en?utm_source=x", "/en/"),
        ] {
            assert_eq!(read(asked), Err(Wrong::Elsewhere(place.to_owned())), "{asked}");
        }
    }

    #[test]
    fn nothing_stands_at_a_twisted_address() {
        for address in [
            "/../etc/passwd",
            "/assets/../../city.toml",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/a/%2E",
            "/a/./b",
            "//evil.example/",
            "/a//b",
            "/assets/..%2f..%2fcity.toml",
            "/a%5cb",
            "/a\\b",
            "/a%00b",
            "/a%0d%0ab",
            "/%",
            "/%f",
            "/%zz",
            "/%ff%fe",
            "/%c0%ae%c0%ae/",
            "",
            "*",
        ] {
            assert_eq!(read(address), Err(Wrong::Nowhere), "{address}");
        }
        assert!(read("/credit/%E5%AD%A6%E6%A0%A1").is_ok());
        assert!(read("/trading/ocds-a%2Fb%20c").is_ok());
        assert_eq!(read(&format!("/{}", "a".repeat(9000))), Err(Wrong::TooLong));
        assert_eq!(read(&format!("/search?q={}", "a".repeat(9000))), Err(Wrong::TooLong));
    }

    #[test]
    fn two_spellings_of_a_query_are_one() {
        for (query, normal) in [
            ("", ""),
            ("q=a", "q=a"),
            ("q=&unit=b&item=", "unit=b"),
            ("unit=b&q=a", "q=a&unit=b"),
            ("kind=b&kind=a", "kind=b&kind=a"),
            ("q=a&&", "q=a"),
            ("=x&a", "a"),
            ("code=", "code="),
            ("unit=&q=", "q=&unit="),
            ("person", "person"),
            ("q=a&utm_source=x&from=timeline&isappinstalled=0", "q=a"),
            ("from=2026-01-01&isappinstalled=0", "from=2026-01-01"),
            ("from=timeline", "from=timeline"),
        ] {
            assert_eq!(normal_query(query), normal, "{query}");
        }
    }
}
