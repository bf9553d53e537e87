//! The two things we do to HTML by hand: escape a text, and take out the marks that only hydration needs.

use std::borrow::Cow;

/// Text that may stand anywhere in HTML: in an element, in a quoted attribute, in a `<textarea>`.
///
/// ```
/// assert_eq!(ui::escape("</textarea><script>"), "&lt;/textarea&gt;&lt;script&gt;");
/// ```
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}

const ISLAND: &str = "<leptos-island";
const ISLAND_END: &str = "</leptos-island>";

/// Takes out the comments that Leptos leaves between neighbouring texts, from byte `from` on. Readers of HTML call `<!>` a bogus
/// comment. Inside an island they stay, because hydration counts them. Text is escaped, so every
/// `<!` after the doctype is such a mark.
pub(crate) fn without_markers(html: String, from: usize) -> String {
    let mut clean = String::with_capacity(html.len());
    clean.push_str(&html[..from]);
    let mut rest = &html[from..];
    while let Some(at) = marker(rest) {
        let island = rest[..at].rfind(ISLAND).filter(|start| !rest[*start..at].contains(ISLAND_END));
        match island {
            // The mark belongs to an island: copy all of the island as it is.
            Some(start) => {
                let end = end_of_island(&rest[start..]).map_or(rest.len(), |length| start + length);
                clean.push_str(&rest[..end]);
                rest = &rest[end..];
            }
            None => {
                clean.push_str(&rest[..at]);
                let close = if rest[at..].starts_with("<!--") { "-->" } else { ">" };
                rest = rest[at..].split_once(close).map_or("", |(_, after)| after);
            }
        }
    }
    clean.push_str(rest);
    clean
}

/// Where the next `<!` stands. Looking for `!` alone is the fast way: it is rare, `<` is not.
fn marker(html: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    memchr::memchr_iter(b'!', bytes).find(|at| *at > 0 && bytes[at - 1] == b'<').map(|at| at - 1)
}

/// The length of the island that starts here, with islands inside it.
fn end_of_island(html: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        let close = html[at..].find(ISLAND_END)?;
        depth += html[at..at + close].matches(ISLAND).count();
        at += close + ISLAND_END.len();
        depth -= 1;
        if depth == 0 {
            return Some(at);
        }
    }
}
