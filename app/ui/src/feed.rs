//! Atom feeds (RFC 4287): the versions of a register or of one record, newest first, told as on the page. Written by
//! hand like the sitemap: a feed is a dozen elements, and the crate for it would bring a second XML reader and a
//! calendar along.

use crate::html::push;
use crate::version_list::{VersionLine, sentences};
use crate::visit::Visit;
use axum::http::header::{CONTENT_TYPE, HeaderName};
use axum::response::{IntoResponse, Response};
use record::reference::escaped;
use record::{Instant, Kind};

/// A feed before it is written.
#[derive(Clone, Debug)]
pub struct Feed {
    /// What it is about: a register or a record.
    pub title: String,
    /// The page it tells of, without the language's prefix.
    pub page: String,
    /// The entries, the newest first.
    pub entries: Vec<FeedEntry>,
}

/// One version in a feed.
#[derive(Clone, Debug)]
pub struct FeedEntry {
    /// What the record is.
    pub kind: Kind,
    /// Its number or code.
    pub key: String,
    /// What a reader calls it.
    pub title: String,
    /// Its page, without the language's prefix.
    pub page: String,
    /// The version.
    pub version: VersionLine,
}

/// Tags of ours were made from this year on (RFC 4151: who held the name then).
const SINCE: &str = "2026";

impl Visit {
    /// Answers with a feed. Search engines may not keep it: sole traders stand in it.
    pub fn feed(&self, feed: &Feed) -> Response {
        let headers = [
            (CONTENT_TYPE, "application/atom+xml; charset=utf-8"),
            (HeaderName::from_static("x-robots-tag"), "noindex"),
        ];
        (headers, xml(self, feed)).into_response()
    }
}

fn xml(visit: &Visit, feed: &Feed) -> String {
    let base = &visit.site().base_url;
    let lang = visit.lang().code();
    // Without an entry nothing was ever changed; the day is the least that an empty feed can say truly.
    let updated = feed
        .entries
        .iter()
        .map(|entry| entry.version.entered)
        .max()
        .unwrap_or_else(|| Instant::start_of(visit.today(), visit.city().utc_offset_minutes));
    let title = format!("{} · {} · {}", feed.title, visit.t("shell-name"), visit.city_name());
    let publisher = visit.city().publisher(visit.lang());
    let mut xml = String::with_capacity(1_024 + feed.entries.len() * 1_024);
    push(
        &mut xml,
        &["<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\""],
    );
    push(&mut xml, &[" xml:lang=\"", lang, "\">\n"]);
    // The two languages of a feed are two feeds; an entry is one version in either.
    element(&mut xml, "id", &tag(base, &visit.href(visit.path())));
    element(&mut xml, "title", &title);
    element(&mut xml, "updated", &updated.to_string());
    link(&mut xml, "self", "application/atom+xml", &format!("{base}{}", visit.href(visit.path())));
    link(&mut xml, "alternate", "text/html", &format!("{base}{}", visit.href(&feed.page)));
    author(&mut xml, publisher);
    for entry in &feed.entries {
        xml.push_str("<entry>\n");
        let version = &entry.version;
        let id = format!("/{}/{}/{}", entry.kind.as_str(), escaped(&entry.key), version.revision);
        element(&mut xml, "id", &tag(base, &id));
        let revision = visit.tn("history-version", &[("n", version.revision.into())]);
        element(&mut xml, "title", &format!("{} · {revision}", entry.title));
        element(&mut xml, "updated", &version.entered.to_string());
        link(&mut xml, "alternate", "text/html", &format!("{base}{}", visit.href(&entry.page)));
        xml.push_str("<content type=\"html\">");
        text(&mut xml, &html(&sentences(visit, version)));
        xml.push_str("</content>\n</entry>\n");
    }
    xml.push_str("</feed>\n");
    xml
}

/// A name that stays when addresses move: `tag:` with the host of the hall (RFC 4151), without its port.
fn tag(base_url: &str, path: &str) -> String {
    let host = base_url.split_once("://").map_or(base_url, |(_, host)| host);
    let host = host.split(['/', ':']).next().unwrap_or_default();
    format!("tag:{host},{SINCE}:{}", path.trim_start_matches('/'))
}

fn html(sentences: &[String]) -> String {
    let mut html = String::from("<ul>");
    for sentence in sentences {
        push(&mut html, &["<li>", &crate::html::escape(sentence), "</li>"]);
    }
    html.push_str("</ul>");
    html
}

fn author(xml: &mut String, name: &str) {
    xml.push_str("<author>");
    element(xml, "name", name);
    xml.push_str("</author>\n");
}

fn element(xml: &mut String, name: &str, content: &str) {
    push(xml, &["<", name, ">"]);
    text(xml, content);
    push(xml, &["</", name, ">\n"]);
}

fn link(xml: &mut String, rel: &str, kind: &str, href: &str) {
    push(xml, &["<link rel=\"", rel, "\" type=\"", kind, "\" href=\""]);
    text(xml, href);
    xml.push_str("\"/>\n");
}

/// Text as XML 1.0 holds it: escaped, and without the characters it cannot hold at all.
fn text(xml: &mut String, text: &str) {
    let is_allowed = |letter: char| match letter {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        letter => !letter.is_control(),
    };
    let escaped = crate::html::escape(text);
    xml.extend(escaped.chars().filter(|letter| is_allowed(*letter)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_the_host_and_never_the_port() {
        assert_eq!(tag("https://hall.example", "/approval/A-1/2"), "tag:hall.example,2026:approval/A-1/2");
        assert_eq!(tag("http://127.0.0.1:3000", "/en/x.atom"), "tag:127.0.0.1,2026:en/x.atom");
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        let mut xml = String::new();
        text(&mut xml, "a\u{0}\u{8}b\u{b}\u{fffe}<c>&\"'\n");
        assert_eq!(xml, "ab&lt;c&gt;&amp;&quot;&#39;\n");
    }
}
