//! The page of a case, for a device that keeps the receipt to itself: the portal is told by what it finds the case, and answers with the
//! page that everyone gets, its messages still sealed. They are opened here, and what is added is sealed here, to a key that the receipt
//! vouches for.
#![expect(missing_docs, reason = "the macro makes a struct of the properties and has no place for its words")]

use std::rc::Rc;

use device::sentences;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::Id;
use seal::message::{Letter, read};
use seal::{Context, Object, Receipt, ReceiptFault, ReceiptKeys, Role, officer};
use serde::de::DeserializeOwned;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, FormData, HtmlElement, HtmlFormElement, HtmlTemplateElement};

use crate::{Exchange, Pass, Posted, Sent};
use device::form::{around, take_over};

sentences! {
    /// The sentences, in the reader's language.
    pub struct ReaderWords {
        /// The button.
        pub show: String,
        /// While the case is looked for.
        pub looking: String,
        /// It cannot work on this device.
        pub unable: String,
        /// What the plain way means.
        pub plain_about: String,
        /// The plain way.
        pub plain: String,
        /// Nobody has this receipt.
        pub unknown: String,
        /// No answer came.
        pub unreachable: String,
        /// The key of the case is not believed, so nothing was sealed.
        pub forged: String,
        /// Why a receipt was misread: its length, a character, the check.
        pub faults: [String; 3],
    }
}

impl ReaderWords {
    fn fault(&self, fault: ReceiptFault) -> String {
        let place = match fault {
            ReceiptFault::Length(_) => 0,
            ReceiptFault::Character => 1,
            ReceiptFault::Check => 2,
        };
        self.faults[place].clone()
    }
}

/// What is said about words that the public reads is read by who moderates them.
const FOR_MODERATORS: &str = "appeal-words";

/// What the device holds as long as the page is open.
struct Held {
    keys: ReceiptKeys,
    action: String,
    words: ReaderWords,
}

/// Stands in the form that asks for a receipt, in the place of its button.
#[island]
pub fn Reader(
    /// The sentences.
    words: ReaderWords,
    /// Where the plain way begins.
    plain: String,
) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let (awake, wake) = signal(false);
    let (busy, keep_busy) = signal(false);
    let (said, say) = signal(String::new());
    let given = words.clone();
    Effect::new(move |_| {
        let Some(form) = root.get().and_then(|root| around(&root)) else { return };
        let (own, words) = (form.clone(), given.clone());
        let look = move || {
            if busy.get_untracked() {
                return;
            }
            let Some(typed) = value_of(&own, "receipt") else { return };
            let receipt = match Receipt::parse(&typed) {
                Ok(receipt) => receipt,
                Err(fault) => return say.set(words.fault(fault)),
            };
            keep_busy.set(true);
            say.set(words.looking.clone());
            let held = Rc::new(Held { keys: receipt.keys(), action: own.action(), words: words.clone() });
            let (own, words) = (own.clone(), words.clone());
            spawn_local(async move {
                match held.ask(Vec::new()).await {
                    Asked::Shown => own.reset(),
                    Asked::Unknown => say.set(words.unknown.clone()),
                    Asked::Unreachable => say.set(words.unreachable.clone()),
                }
                keep_busy.set(false);
            });
        };
        take_over(&form, look);
        wake.set(true);
    });
    view! {
        <div data-wake="form" data-scripted hidden node_ref=root>
            <p role="status" class=move || if busy.get() { "" } else { "field__error" }>
                {said}
            </p>
            <button class="button" type="submit" prop:disabled=move || !awake.get() || busy.get() disabled>
                {words.show.clone()}
            </button>
            <div data-failed hidden>
                <p role="alert">{words.unable.clone()}</p>
                <p>
                    {words.plain_about.clone()} " " <a href=plain>{words.plain.clone()}</a>
                </p>
            </div>
        </div>
    }
}

/// What came of a request.
enum Asked {
    /// The page is shown.
    Shown,
    /// There is no such case.
    Unknown,
    /// No answer came.
    Unreachable,
}

impl Held {
    /// Asks for the page, with what is to be done, and puts it in the place of what is shown.
    async fn ask(self: &Rc<Self>, pairs: Vec<(String, String)>) -> Asked {
        let pass = Pass::of(&self.keys).to_string();
        let pairs = [vec![("pass".to_owned(), pass)], pairs].concat();
        let escaped = |text: &str| String::from(js_sys::encode_uri_component(text));
        let body: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("accept", "text/html")];
        let Ok(answer) = device::post(&self.action, body.join("&").as_bytes(), &headers).await else {
            return Asked::Unreachable;
        };
        let page = String::from_utf8_lossy(&answer.body);
        match self.put(&page) {
            Some(()) => Asked::Shown,
            None if answer.status >= 500 || answer.status == 429 => Asked::Unreachable,
            None => Asked::Unknown,
        }
    }

    /// Puts the main part of a page of a case in the place of the one that is shown. Nothing where it is no page of a case.
    fn put(self: &Rc<Self>, page: &str) -> Option<()> {
        let document = document()?;
        let template: HtmlTemplateElement = document.create_element("template").ok()?.dyn_into().ok()?;
        template.set_inner_html(page);
        let main = template.content().query_selector("main").ok()??;
        let case = main.query_selector("[data-case]").ok()??;
        // None where the case is gone and its leaf is not: the page says so.
        let exchange: Option<Exchange> = told(&case, "data-exchange");
        self.open(&main, exchange.as_ref());
        self.take_over(&main, exchange.map(Rc::new).as_ref());
        document.query_selector("main").ok()??.replace_with_with_node_1(&main).ok()?;
        // Who cannot see the page hears where it begins.
        let title: HtmlElement = main.query_selector("h1").ok()??.dyn_into().ok()?;
        title.set_tab_index(-1);
        title.focus().ok()?;
        web_sys::window()?.scroll_to_with_x_and_y(0.0, 0.0);
        Some(())
    }

    /// Opens the messages. What does not open keeps the page's words for that.
    fn open(&self, main: &Element, exchange: Option<&Exchange>) {
        let Some(exchange) = exchange else { return };
        for place in all(main, "[data-letter]") {
            let Some(posted) = told::<Posted>(&place, "data-letter") else { continue };
            let context = place_of(exchange, posted.epoch, posted.number, posted.role);
            if let Ok(text) = read(&context, &posted.sealed, &self.keys.reply) {
                place.set_text_content(Some(&text));
            }
        }
    }

    /// From now on each form of the page is sent by this device, its words sealed.
    fn take_over(self: &Rc<Self>, main: &Element, exchange: Option<&Rc<Exchange>>) {
        for form in all(main, "form[method=post]") {
            let Ok(form) = form.dyn_into::<HtmlFormElement>() else { continue };
            let (held, exchange, own) = (self.clone(), exchange.cloned(), form.clone());
            let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
                event.prevent_default();
                let pressed = js_sys::Reflect::get(&event, &"submitter".into()).ok();
                let pressed = pressed.and_then(|it| it.dyn_into::<Element>().ok());
                let (held, exchange, own) = (held.clone(), exchange.clone(), own.clone());
                spawn_local(async move {
                    let said = match held.filled(&own, exchange.as_deref(), pressed.as_ref()) {
                        Some(pairs) => match held.ask(pairs).await {
                            Asked::Shown => return,
                            _ => &held.words.unreachable,
                        },
                        None => &held.words.forged,
                    };
                    complain(&own, said);
                });
            });
            let _ = form.add_event_listener_with_callback("submit", listener.as_ref().unchecked_ref());
            listener.forget();
        }
    }

    /// What a form says, its words sealed; nothing where they cannot be, and then nothing is sent.
    fn filled(
        &self,
        form: &HtmlFormElement,
        exchange: Option<&Exchange>,
        pressed: Option<&Element>,
    ) -> Option<Vec<(String, String)>> {
        // The receipt is not in this page; the words go sealed.
        let names =
            all(form, "input[name], select[name]").into_iter().filter_map(|it| it.get_attribute("name"));
        let mut pairs: Vec<(String, String)> = names
            .filter(|name| !matches!(name.as_str(), "pass" | "receipt" | "text"))
            .filter_map(|name| Some((name.clone(), value_of(form, &name)?)))
            .collect();
        let first = || form.query_selector("button[name=do]").ok().flatten();
        let act = pressed.cloned().or_else(first).and_then(|it| it.get_attribute("value"));
        let act = act?;
        let text = value_of(form, "text").unwrap_or_default();
        if act == FOR_MODERATORS {
            pairs.push(("text".to_owned(), text));
        } else if !text.trim().is_empty() {
            let number = value_of(form, "message")?.parse().ok()?;
            let sent = self.sealed(exchange?, number, text.trim())?;
            pairs.push(("letter".to_owned(), serde_json::to_string(&sent).ok()?));
        }
        pairs.push(("do".to_owned(), act));
        Some(pairs)
    }

    fn sealed(&self, exchange: &Exchange, number: u32, text: &str) -> Option<Sent> {
        let own = officer(&self.keys.sign);
        let newest = exchange.keys.newest(&exchange.portal, &exchange.case, &own).ok()?;
        let context = place_of(exchange, newest.epoch, number, Role::Reporter);
        let letter = Letter::seal(&context, text, &newest.key, &self.keys.reply.public()).ok()?;
        let signature = letter.sign(&context, &self.keys.sign);
        Some(Sent { epoch: newest.epoch, letter, signature })
    }
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect()
}

/// What the page says in an attribute, as JSON.
fn told<T: DeserializeOwned>(element: &Element, attribute: &str) -> Option<T> {
    serde_json::from_str(&element.get_attribute(attribute)?).ok()
}

fn place_of(exchange: &Exchange, epoch: u32, number: u32, role: Role) -> Context {
    let case: &Id = &exchange.case;
    Context::of_case(&exchange.portal, case.as_str(), epoch, Object::Message, role)
        .with(Object::Message, number)
}

fn value_of(form: &HtmlFormElement, name: &str) -> Option<String> {
    let data = FormData::new_with_form(form).ok()?;
    let value: JsValue = data.get(name);
    value.as_string()
}

/// Says above a form why it was not sent.
fn complain(form: &HtmlFormElement, said: &str) {
    let Some(place) = document().and_then(|document| document.create_element("p").ok()) else { return };
    let _ = place.set_attribute("role", "alert");
    let _ = place.set_attribute("class", "field__error");
    place.set_text_content(Some(said));
    for before in all(form, ":scope > [role=alert]") {
        before.remove();
    }
    let _ = form.prepend_with_node_1(&place);
}
