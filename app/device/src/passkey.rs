//! What a passkey derives: 32 bytes that nothing but it can give for what it was asked (Web Authentication Level 3, section 10.1.4,
//! `prf`). The signature that comes with them is thrown away, and nothing of it leaves the device.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use zeroize::Zeroizing;

use crate::chance;

/// How long somebody may look for a key.
const LONGEST_MILLISECONDS: u32 = 120_000;

/// A passkey that may answer, and what it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What its authenticator calls it, in hexadecimal digits.
    pub credential: String,
    /// What it derives from.
    pub salt: [u8; 32],
}

/// What came of it.
pub struct Given {
    /// Which passkey answered.
    pub credential: String,
    /// What it derived.
    pub bytes: Zeroizing<[u8; 32]>,
}

/// Nothing came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotGiven {
    /// Somebody cancelled, waited too long, or has none of them here.
    Cancelled,
    /// The browser or the authenticator cannot do this.
    Unable,
}

/// Asks for one of these passkeys, with its owner before it.
///
/// # Errors
/// [`NotGiven`].
pub async fn derived(asked: &[Asked]) -> Result<Given, NotGiven> {
    let begun = begin(asked).ok_or(NotGiven::Unable)?;
    let shown = JsFuture::from(begun).await.map_err(|_| NotGiven::Cancelled)?;
    read(&shown).ok_or(NotGiven::Unable)
}

fn begin(asked: &[Asked]) -> Option<Promise> {
    let challenge = chance::<32>()?;
    let (allowed, salts) = (Array::new(), Object::new());
    for Asked { credential, salt } in asked {
        let id = hex::decode(credential).ok()?;
        let bytes = Uint8Array::from(id.as_slice());
        allowed.push(&object(&[("type", "public-key".into()), ("id", bytes.into())])?);
        let salt = object(&[("first", Uint8Array::from(salt.as_slice()).into())])?;
        Reflect::set(&salts, &url_text(&id)?.into(), &salt).ok()?;
    }
    let prf = object(&[("evalByCredential", salts.into())])?;
    let public = object(&[
        ("challenge", Uint8Array::from(challenge.as_slice()).into()),
        ("allowCredentials", allowed.into()),
        ("userVerification", "required".into()),
        ("timeout", LONGEST_MILLISECONDS.into()),
        ("extensions", object(&[("prf", prf)])?),
    ])?;
    let credentials = at(&at(&web_sys::window()?.into(), "navigator")?, "credentials")?;
    let get: Function = at(&credentials, "get")?.dyn_into().ok()?;
    get.call1(&credentials, &object(&[("publicKey", public)])?).ok()?.dyn_into().ok()
}

fn read(shown: &JsValue) -> Option<Given> {
    let results: Function = at(shown, "getClientExtensionResults")?.dyn_into().ok()?;
    let results = results.call0(shown).ok()?;
    let first = at(&at(&at(&results, "prf")?, "results")?, "first")?;
    let derived = Zeroizing::new(Uint8Array::new(&first).to_vec());
    let bytes = Zeroizing::new(<[u8; 32]>::try_from(derived.as_slice()).ok()?);
    Some(Given { credential: hex::encode(Uint8Array::new(&at(shown, "rawId")?).to_vec()), bytes })
}

/// The value of a name; none where there is none.
fn at(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

fn object(pairs: &[(&str, JsValue)]) -> Option<JsValue> {
    let object = Object::new();
    for (name, value) in pairs {
        Reflect::set(&object, &(*name).into(), value).ok()?;
    }
    Some(object.into())
}

/// Bytes as names of passkeys are written: base 64 for addresses, without padding.
fn url_text(bytes: &[u8]) -> Option<String> {
    let letters: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let text = web_sys::window()?.btoa(&letters).ok()?;
    Some(text.trim_end_matches('=').replace('+', "-").replace('/', "_"))
}
