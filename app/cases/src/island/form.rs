//! The plain form around the sealer: read by the names of its controls, so that it stays the form that works without scripts, and judged
//! by the very rules of the server.

use record::Day;
use seal::{Identity, Report, Subject};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, File, FormData, HtmlFormElement};

use super::Words;
use crate::case::{Channel, Kind};
use crate::rules::receive::{Draft, Offered, Problem, check};
use crate::rules::routing::{Organisation, Route, route};

/// What the form holds, once it is in order.
pub(super) struct Filled {
    /// Who reads it.
    pub(super) route: Route,
    pub(super) report: Report,
    pub(super) identity: Identity,
    pub(super) files: Vec<File>,
}

/// The form that an element stands in.
pub(super) fn around(element: &Element) -> Option<HtmlFormElement> {
    element.closest("form").ok()??.dyn_into().ok()
}

/// From now on the form is sent by `send` alone, whether its button is touched or Enter is pressed in a field.
pub(super) fn take_over(form: &HtmlFormElement, send: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        event.prevent_default();
        send();
    });
    // The form lives as long as the page, and so must what listens to it.
    let _ = form.add_event_listener_with_callback("submit", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Sends the form as if there were no script; [`take_over`] is not asked.
pub(super) fn send_plainly(form: &HtmlFormElement) {
    let _ = form.submit();
}

/// Forgets what was typed, and shows nothing but the sealer.
pub(super) fn clear(form: &HtmlFormElement) {
    form.reset();
    let children = form.children();
    for child in (0..children.length()).filter_map(|place| children.item(place)) {
        let holds_it = child.query_selector("leptos-island").is_ok_and(|found| found.is_some());
        if !holds_it && !child.matches("leptos-island").unwrap_or(false) {
            let _ = child.set_attribute("hidden", "");
        }
    }
}

/// The form as typed, with its files.
fn typed(form: &HtmlFormElement) -> (Draft, Vec<File>) {
    let Ok(data) = FormData::new_with_form(form) else { return Default::default() };
    let text = |name: &str| data.get(name).as_string().unwrap_or_default().trim().to_owned();
    let files: Vec<File> = data
        .get_all("files")
        .iter()
        .filter_map(|file: JsValue| file.dyn_into::<File>().ok())
        // An empty control holds one file without a name.
        .filter(|file| !file.name().is_empty())
        .collect();
    let draft = Draft {
        division: text("division"),
        receiver: text("receiver"),
        is_head: !text("is_head").is_empty(),
        level_above: !text("level_above").is_empty(),
        unit: text("unit"),
        person: text("person"),
        post: text("post"),
        what: text("what"),
        when: text("when"),
        place: text("place"),
        evidence: text("evidence"),
        name: text("name"),
        id_number: text("id_number"),
        phone: text("phone"),
        address: text("address"),
        came: String::new(),
        files: files.iter().map(|file| file.size() as u64).collect(),
    };
    (draft, files)
}

/// Reads the form, and says all that is wrong with it at once.
pub(super) fn read(
    form: &HtmlFormElement,
    organisation: &Organisation,
    today: Day,
) -> Result<Filled, Vec<Problem>> {
    let (draft, files) = typed(form);
    let divisions: Vec<&str> = organisation.divisions.iter().map(|(code, _)| code.as_str()).collect();
    let receivers: Vec<&str> = organisation.receivers.iter().map(|receiver| receiver.code.as_str()).collect();
    let offered = Offered { divisions: &divisions, receivers: &receivers };
    let plain = check(&draft, Kind::Report, Channel::Web, offered, today)?;
    let route = route(organisation, Kind::Report, &plain.about, plain.choice);
    let report = Report {
        subject: Subject { unit: draft.unit, person: draft.person, post: draft.post },
        what: draft.what,
        when: draft.when,
        place: draft.place,
        evidence: draft.evidence,
        files: Vec::new(),
    };
    let identity = Identity {
        name: draft.name,
        id_number: draft.id_number,
        phone: draft.phone,
        address: draft.address,
        files: Vec::new(),
    };
    Ok(Filled { route, report, identity, files })
}

/// Each problem with its field's id in the page and its sentence; the control is marked for who cannot see the list.
pub(super) fn located(form: &HtmlFormElement, problems: &[Problem], words: &Words) -> Vec<(String, String)> {
    let marked = form.query_selector_all("[aria-invalid]").ok();
    let marked = marked.iter().flat_map(|list| (0..list.length()).filter_map(|place| list.item(place)));
    for control in marked.filter_map(|node| node.dyn_into::<Element>().ok()) {
        let _ = control.remove_attribute("aria-invalid");
    }
    let place = |problem: &Problem| {
        let control = form.query_selector(&format!("[name=\"{}\"]", problem.field)).ok().flatten();
        if let Some(control) = &control {
            let _ = control.set_attribute("aria-invalid", "true");
        }
        (control.map(|control| control.id()).unwrap_or_default(), words.problem(problem))
    };
    problems.iter().map(place).collect()
}
