//! Requests to the portal. Each ends: with an answer, or after a time in which nobody would still wait.

use std::fmt;

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCache, RequestInit, Response};

use crate::timer;

/// How long one request may take: a part of one megabyte over a slow line of 20 KB a second.
const LONGEST_MILLISECONDS: i32 = 60_000;

/// What came back.
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// Whether the status is one of success.
    pub fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Nothing came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreachable;

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no answer came")
    }
}

/// Asks for an address of this portal, and never takes a copy that was kept.
///
/// # Errors
/// [`Unreachable`].
pub async fn get(path: &str) -> Result<Answer, Unreachable> {
    send(path, &RequestInit::new()).await
}

/// As [`get`], and says that only JSON is understood.
///
/// # Errors
/// [`Unreachable`].
pub async fn get_json(path: &str) -> Result<Answer, Unreachable> {
    let asked = RequestInit::new();
    asked.set_headers(&headers(&[("accept", "application/json")])?);
    send(path, &asked).await
}

/// Sends bytes.
///
/// # Errors
/// [`Unreachable`]: whether they arrived is not known, so that the same may have to be sent again.
pub async fn post(path: &str, bytes: &[u8], with: &[(&str, &str)]) -> Result<Answer, Unreachable> {
    let asked = RequestInit::new();
    asked.set_method("POST");
    asked.set_headers(&headers(with)?);
    asked.set_body(&Uint8Array::from(bytes));
    send(path, &asked).await
}

/// Sends JSON.
///
/// # Errors
/// As [`post`].
pub async fn post_json(path: &str, json: &str) -> Result<Answer, Unreachable> {
    post(path, json.as_bytes(), &[("content-type", "application/json"), ("accept", "application/json")]).await
}

fn headers(with: &[(&str, &str)]) -> Result<JsValue, Unreachable> {
    let headers = Headers::new().map_err(|_| Unreachable)?;
    for (name, value) in with {
        headers.set(name, value).map_err(|_| Unreachable)?;
    }
    Ok(headers.into())
}

async fn send(path: &str, asked: &RequestInit) -> Result<Answer, Unreachable> {
    asked.set_cache(RequestCache::NoStore);
    let begun = web_sys::window().ok_or(Unreachable)?.fetch_with_str_and_init(path, asked);
    let response: Response = in_time(begun).await?.dyn_into().map_err(|_| Unreachable)?;
    let body = in_time(response.array_buffer().map_err(|_| Unreachable)?).await?;
    Ok(Answer { status: response.status(), body: Uint8Array::new(&body).to_vec() })
}

/// What is promised, unless the time runs out: the timer's value is undefined, and no answer is.
async fn in_time(promised: Promise) -> Result<JsValue, Unreachable> {
    let first = Promise::race(&Array::of2(&promised, &timer(LONGEST_MILLISECONDS)));
    JsFuture::from(first).await.ok().filter(|value| !value.is_undefined()).ok_or(Unreachable)
}
