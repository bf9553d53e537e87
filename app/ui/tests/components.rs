//! Every example of every component: its markup as it was looked at, and what must hold for all of them.

use leptos::prelude::*;
use record::Lang;
use std::collections::BTreeSet;
use ui::given;

/// The markup with a tag a line, so that a change shows where it is.
fn lines(html: &str) -> String {
    html.replace("<!>", "").replace("><", ">\n<")
}

#[test]
fn every_component_looks_as_it_was_approved() {
    let visit = given::visit(Lang::Zh);
    for component in ui::components(&visit) {
        let examples: Vec<String> = component
            .examples
            .into_iter()
            .map(|(state, view)| format!("-- {state}\n{}\n", lines(&view.to_html())))
            .collect();
        insta::assert_snapshot!(component.name, examples.concat());
    }
}

/// The values of an attribute, in order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.match_indices(&start).filter_map(|(at, _)| html[at + start.len()..].split('"').next()).collect()
}

#[test]
fn nothing_inline_stands_in_any_example() {
    for lang in Lang::ALL {
        let visit = given::visit(lang);
        let html = visit.html(|| ui::components_page(&visit));
        for inline in [" style=", "<style", "<script", " onclick=", " onload=", "javascript:"] {
            assert!(!html.contains(inline), "{inline}");
        }
    }
}

#[test]
fn an_id_stands_once_and_every_reference_has_its_id() {
    let visit = given::visit(Lang::Zh);
    let html = visit.html(|| ui::components_page(&visit));
    let ids = values(&html, "id");
    let once: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), once.len(), "an id stands twice among {ids:?}");
    let references = ["for", "aria-describedby", "aria-labelledby"];
    for id in references.iter().flat_map(|name| values(&html, name)).flat_map(str::split_whitespace) {
        assert!(once.contains(id), "{id} is named but does not exist");
    }
    for href in values(&html, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
        assert!(once.contains(href), "#{href} leads nowhere");
    }
}

#[test]
fn every_control_has_its_label() {
    let visit = given::visit(Lang::En);
    let html = visit.html(|| ui::components_page(&visit));
    let labels: BTreeSet<&str> = values(&html, "for").into_iter().collect();
    for control in ["<input", "<select", "<textarea"] {
        for (at, _) in html.match_indices(control) {
            let tag = html[at..].split('>').next().expect("a tag ends");
            let named = tag.contains(" aria-label=")
                || tag.contains("type=\"hidden\"")
                || values(tag, "id").iter().any(|id| labels.contains(id));
            assert!(named, "{tag} has no label");
        }
    }
}
