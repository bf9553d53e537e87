//! The two things we do to HTML by hand: escape a text, and take out the marks that only hydration needs.

use leptos::prelude::*;
use leptos::tachys::view::Position;
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

/// Appends pieces of markup.
pub(crate) fn push(markup: &mut String, pieces: &[&str]) {
    for piece in pieces {
        markup.push_str(piece);
    }
}

/// Appends a view.
pub(crate) fn push_view(markup: &mut String, view: impl IntoView) {
    view.to_html_with_buf(markup, &mut Position::FirstChild, true, false, vec![]);
}

const ISLAND: &str = "<leptos-island";
const ISLAND_END: &str = "</leptos-island>";

/// Takes out the comments that Leptos leaves between neighbouring texts, from byte `from` on. Checkers of HTML
/// call `<!>` a bogus comment. Inside an island they stay, because hydration counts them, spelt as the empty comment that every
/// parser makes of them. Text is escaped, so every `<!` after the doctype is such a mark.
pub(crate) fn without_markers(html: String, from: usize) -> String {
    let mut clean = String::with_capacity(html.len());
    clean.push_str(&html[..from]);
    let mut rest = &html[from..];
    let mut has_island = rest.contains(ISLAND);
    while let Some(at) = marker(rest) {
        let island = has_island.then(|| rest.find(ISLAND)).flatten();
        if let Some(start) = island.filter(|start| *start < at) {
            let end = start + end_of_island(&rest[start..]).unwrap_or(rest.len() - start);
            clean.push_str(&rest[..end].replace("<!>", "<!---->"));
            rest = &rest[end..];
        } else {
            has_island = island.is_some();
            clean.push_str(&rest[..at]);
            let close = if rest[at..].starts_with("<!--") { "-->" } else { ">" };
            rest = rest[at..].split_once(close).map_or("", |(_, after)| after);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str) {
        assert_eq!(without_markers(before.to_owned(), 0), after);
    }

    #[test]
    fn marks_go_and_words_stay() {
        check("<p>a<!>b</p>", "<p>ab</p>");
        check("<p><!--<() />-->x!</p>!", "<p>x!</p>!");
        check("!<!><!>", "!");
        check("", "");
    }

    #[test]
    fn marks_inside_an_island_stay() {
        check(
            "a<!>b<leptos-island data-component=\"X\">1<!>2</leptos-island>c<!>d",
            "ab<leptos-island data-component=\"X\">1<!---->2</leptos-island>cd",
        );
        check(
            "<!><leptos-island>1<leptos-island>2<!></leptos-island><!></leptos-island><!>",
            "<leptos-island>1<leptos-island>2<!----></leptos-island><!----></leptos-island>",
        );
        check(
            "<leptos-island></leptos-island>a<!>b<leptos-island><!>",
            "<leptos-island></leptos-island>ab<leptos-island><!---->",
        );
    }

    #[test]
    fn the_doctype_stays() {
        assert_eq!(without_markers("<!DOCTYPE html><p>a<!>b".to_owned(), 15), "<!DOCTYPE html><p>ab");
    }
}
