//! The answer of a check, drawn where the page left room for it. Element by element and text by text: what a portal serves
//! is never read as markup here.

use web_sys::{Document, Element};

use super::Words;
use crate::phone::{Before, Looked, Unreachable};
use ledger::check::{Fault, Verdict, What, plain};

type Ended = Result<Looked, Unreachable>;

/// Which of the sentences, its shape and its class.
fn verdict(ended: &Ended) -> (usize, &'static str, &'static str) {
    match ended {
        Ok(looked) => match looked.report.verdict {
            Verdict::Witnessed => (0, "✓", "proof__verdict proof__verdict--green"),
            Verdict::Proven => (1, "▲", "proof__verdict proof__verdict--amber"),
            Verdict::Pending => (2, "○", "proof__verdict"),
            Verdict::Broken => (3, "■", "proof__verdict proof__verdict--red"),
        },
        Err(_) => (4, "○", "proof__verdict"),
    }
}

/// What came out, as one paragraph.
fn sentence(ended: &Ended, words: &Words) -> String {
    let (_, sentence) = &words.verdicts[verdict(ended).0];
    match ended {
        Ok(looked) => {
            let before = match looked.before {
                _ if looked.report.memory.is_none() => String::new(),
                Before::Forgetful => words.forgetful.clone(),
                Before::First => words.first.clone(),
                Before::Size(size) => words.again.replace("{size}", &size.to_string()),
            };
            let witnesses = looked.report.witnesses.join(", ");
            let sentence = sentence.replace("{size}", &looked.report.size.to_string());
            format!("{} {before}", sentence.replace("{witnesses}", &witnesses))
        }
        Err(Unreachable(address)) => sentence.replace("{address}", address),
    }
}

/// Draws into `place`, in the place of what stood there.
pub(super) fn draw(place: &Element, ended: &Ended, words: &Words) {
    let Some(document) = place.owner_document() else { return };
    place.set_text_content(None);
    let pen = Pen(document);
    let (which, shape, class) = verdict(ended);
    let line = pen.add(place, "p", class, "");
    // A screen reader hears the word; the shape is for the eye.
    if let Some(shape) = pen.add(&line, "span", "", shape) {
        let _ = shape.set_attribute("aria-hidden", "true");
    }
    pen.add(&line, "span", "", &format!(" {}", words.verdicts[which].0));
    pen.add(place, "p", "", &sentence(ended, words));
    let Ok(looked) = ended else { return };
    if !looked.report.faults.is_empty() {
        let list = pen.add(place, "ul", "proof__faults", "");
        for fault in &looked.report.faults {
            pen.fault(&list, fault, words);
        }
    }
    if matches!(looked.report.verdict, Verdict::Witnessed | Verdict::Proven) {
        pen.fields(place, looked, words);
    }
}

/// Where something may be drawn: an element, or one that could not be made.
trait Room {
    fn element(&self) -> Option<&Element>;
}

impl Room for Element {
    fn element(&self) -> Option<&Element> {
        Some(self)
    }
}

impl Room for Option<Element> {
    fn element(&self) -> Option<&Element> {
        self.as_ref()
    }
}

struct Pen(Document);

impl Pen {
    /// Adds an element with a text to another one.
    fn add(&self, to: &impl Room, tag: &str, class: &str, text: &str) -> Option<Element> {
        let element = self.0.create_element(tag).ok()?;
        if !class.is_empty() {
            element.set_class_name(class);
        }
        element.set_text_content(Some(text));
        to.element()?.append_child(&element).ok()?;
        Some(element)
    }

    /// One thing that does not agree, with both values side by side.
    fn fault(&self, list: &Option<Element>, fault: &Fault, words: &Words) {
        let place = What::ALL.iter().position(|what| *what == fault.what).unwrap_or_default();
        let said = words.faults.get(place).map(String::as_str).unwrap_or_default();
        let line = self.add(list, "li", "", &said.replace("{record}", &fault.record));
        if fault.shown.is_empty() && fault.held.is_empty() {
            return;
        }
        let values = self.add(&line, "dl", "", "");
        for (name, value) in [(&words.shown, &fault.shown), (&words.held, &fault.held)] {
            self.add(&values, "dt", "proof__name", name);
            self.add(&values, "dd", "proof__value", if value.is_empty() { &words.nothing } else { value });
        }
        if !fault.field.is_empty() {
            self.add(&line, "code", "", &format!("{} {}", fault.record, fault.field));
        }
    }

    /// Every field that was proven, to be opened by who wants to see them.
    fn fields(&self, place: &Element, looked: &Looked, words: &Words) {
        let fields = &looked.report.fields;
        let details = self.add(place, "details", "", "");
        self.add(&details, "summary", "", &words.fields.replace("{n}", &fields.len().to_string()));
        let list = self.add(&details, "dl", "", "");
        for (record, field, value) in fields {
            self.add(&list, "dt", "proof__name", &format!("{record} {field}"));
            self.add(&list, "dd", "proof__value", &plain(value));
        }
    }
}
