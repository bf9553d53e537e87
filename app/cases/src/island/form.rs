//! The plain form around the sealer: read by the names of its controls, so that it stays the form that works without scripts, and judged
//! by the very rules of the server.

use record::Day;
use seal::{Identity, Report, Subject};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, File, FormData, HtmlFormElement};
use zeroize::Zeroize;

use super::Words;
use super::course::Stopped;
use super::files::{Looked, Way};
use crate::case::{Channel, Kind};
use crate::complaint::Open;
use crate::rules::receive::{Draft, Offered, Problem, check};
use crate::rules::routing::{Organisation, Route, route};

/// What the form holds, once it is in order.
pub(super) struct Filled {
    pub(super) kind: Kind,
    /// Who reads it.
    pub(super) route: Route,
    pub(super) report: Report,
    pub(super) identity: Identity,
    /// What is sent as it was typed: the words of a complaint. Of a report nothing is.
    pub(super) open: Option<Open>,
    /// Whether these may become public.
    pub(super) is_public: bool,
    pub(super) files: Vec<File>,
}

impl Drop for Filled {
    fn drop(&mut self) {
        self.report.zeroize();
        self.identity.zeroize();
    }
}

/// Sends the form as if there were no script; what took it over is not asked.
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

/// Calls `changed` now and whenever other files are chosen.
pub(super) fn watch_files(form: &HtmlFormElement, changed: impl Fn() + 'static) {
    changed();
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let chosen = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if chosen.is_some_and(|control| control.get_attribute("name").as_deref() == Some("files")) {
            changed();
        }
    });
    let _ = form.add_event_listener_with_callback("change", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// The files that are chosen.
pub(super) fn files(form: &HtmlFormElement) -> Vec<File> {
    let Ok(data) = FormData::new_with_form(form) else { return Vec::new() };
    data.get_all("files")
        .iter()
        .filter_map(|file: JsValue| file.dyn_into::<File>().ok())
        // An empty control holds one file without a name.
        .filter(|file| !file.name().is_empty())
        .collect()
}

/// What stands in a control; nothing where there is none, or a box that is not ticked.
fn text(data: &FormData, name: &str) -> String {
    data.get(name).as_string().unwrap_or_default().trim().to_owned()
}

/// The form as typed. A file that is left out weighs nothing that could be too much.
fn typed(data: &FormData, files: &[File], looked: &[Looked]) -> Draft {
    let text = |name: &str| text(data, name);
    let sizes = files.iter().zip(looked).map(|(file, looked)| match looked.way {
        Some(Way::LeaveOut) => 1,
        _ => file.size() as u64,
    });
    Draft {
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
        files: sizes.collect(),
    }
}

/// Reads the form, and says all that is wrong with it at once.
pub(super) fn read(
    form: &HtmlFormElement,
    looked: &[Looked],
    organisation: &Organisation,
    today: Day,
) -> Result<Filled, Stopped> {
    let data = FormData::new_with_form(form).map_err(|_| Stopped::Unable)?;
    let files = files(form);
    let draft = typed(&data, &files, looked);
    let kind = Kind::parse(&text(&data, "kind")).unwrap_or(Kind::Report);
    let divisions: Vec<&str> = organisation.divisions.iter().map(|(code, _)| code.as_str()).collect();
    let receivers: Vec<&str> = organisation.receivers.iter().map(|receiver| receiver.code.as_str()).collect();
    let offered = Offered { divisions: &divisions, receivers: &receivers };
    let plain = check(&draft, kind, Channel::Web, offered, today).map_err(Stopped::Wrong)?;
    let route = route(organisation, kind, &plain.about, plain.choice);
    let open = (kind != Kind::Report).then(|| Open::of(&draft));
    let is_public = open.is_some() && text(&data, "public") == "1";
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
    Ok(Filled { kind, route, report, identity, open, is_public, files })
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
