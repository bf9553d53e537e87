//! Handing a file to the reader, without asking anybody for it: it exists in the memory of the page until it is saved.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, HtmlAnchorElement};

/// How long the browser may take to fetch what it is to save, before the address of it is taken back.
const FETCH_MILLISECONDS: i32 = 10_000;

/// A file that is put together in pieces. They lie with the browser, which may put large ones on its disk for as long as the page is
/// open, and not in our memory.
pub struct Pieces(Array);

impl Pieces {
    /// Nothing yet.
    #[expect(
        clippy::new_without_default,
        reason = "on the server there is no array, and nobody may make one by accident"
    )]
    pub fn new() -> Self {
        Self(Array::new())
    }

    /// The next bytes.
    pub fn add(&self, bytes: &[u8]) {
        let piece = Array::of1(&Uint8Array::from(bytes));
        if let Ok(blob) = Blob::new_with_u8_array_sequence(&piece) {
            self.0.push(&blob);
        }
    }

    /// Offers the first so many bytes of it as a file of this name. Nothing where the browser cannot.
    pub fn save(self, length: u64, name: &str) -> Option<()> {
        let whole = Blob::new_with_blob_sequence(&self.0).ok()?;
        // Whatever it is, it is saved and not shown: what a stranger has made does not run in this page's name.
        let kind = "application/octet-stream";
        let file = whole.slice_with_f64_and_f64_and_content_type(0.0, length as f64, kind).ok()?;
        if file.size() != length as f64 {
            return None;
        }
        let url = Reflect::get(&js_sys::global(), &"URL".into()).ok()?;
        let call = move |name: &str, with: &JsValue| -> Option<JsValue> {
            let function: Function = Reflect::get(&url, &name.into()).ok()?.dyn_into().ok()?;
            function.call1(&url, with).ok()
        };
        let address = call("createObjectURL", &file)?;
        let document = web_sys::window()?.document()?;
        let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
        link.set_href(&address.as_string()?);
        link.set_download(name);
        link.click();
        spawn_local(async move {
            crate::pause(FETCH_MILLISECONDS).await;
            call("revokeObjectURL", &address);
        });
        Some(())
    }
}
