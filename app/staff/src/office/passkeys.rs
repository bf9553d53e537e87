//! What authenticators sign, checked (Web Authentication Level 3, sections 7.1 and 7.2). The one place that knows the library: what it
//! must remember between a question and its answer it gives out as text, for a table and never for a cookie.
//!
//! A passkey must say that it has seen its owner: a finger, a face, a PIN. So it is both factors at once (NIST SP 800-63B-4,
//! section 3.1.7), and nobody types a name at the door that a stranger could try.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::Account;
use crate::rules::passkey::{ANSWER_SECONDS, Party};

/// The passkeys of one portal.
#[derive(Clone)]
pub struct Passkeys(Arc<Inner>);

struct Inner {
    webauthn: Webauthn,
    party: Party,
}

impl fmt::Debug for Passkeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Passkeys").field("party", &self.0.party).finish_non_exhaustive()
    }
}

/// What a browser is asked, and what must be remembered until it answers.
pub(crate) struct Question {
    /// The question, as JSON.
    pub(crate) json: String,
    /// What is remembered.
    pub(crate) state: String,
}

/// A passkey that was made just now.
pub(crate) struct Made {
    /// What its authenticator calls it, in hexadecimal digits.
    pub(crate) credential: String,
    /// What its answers are checked against.
    pub(crate) record: String,
}

/// Why an answer opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It is not the answer to the question.
    Wrong,
    /// It is, but its counter went back: there may be two of this passkey (section 6.1.1).
    Copied,
}

/// A question could not be put together.
#[derive(Debug)]
pub(crate) struct Unasked(String);

impl fmt::Display for Unasked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a question for passkeys could not be put together: {}", self.0)
    }
}

impl std::error::Error for Unasked {}

impl From<WebauthnError> for Unasked {
    fn from(error: WebauthnError) -> Unasked {
        Unasked(error.to_string())
    }
}

impl From<serde_json::Error> for Unasked {
    fn from(error: serde_json::Error) -> Unasked {
        Unasked(error.to_string())
    }
}

/// An answer of a passkey that is there already, before it was checked.
pub(crate) struct Shown(PublicKeyCredential);

impl Shown {
    /// Reads it; none where it is none.
    pub(crate) fn read(sent: &str) -> Option<Shown> {
        serde_json::from_str(sent).ok().map(Shown)
    }

    /// What its authenticator calls it, in hexadecimal digits.
    pub(crate) fn credential(&self) -> String {
        hex::encode(self.0.get_credential_id())
    }

    /// The account that was written into it when it was made, if it says so.
    pub(crate) fn account(&self) -> Option<String> {
        let handle = self.0.get_user_unique_id()?;
        Uuid::from_slice(handle).ok().map(|id| id.to_string())
    }
}

impl Passkeys {
    /// Those of a portal at this public address; none where no browser would make any. `name` is shown by some browsers.
    pub fn of(address: &str, name: &str) -> Option<Passkeys> {
        let party = Party::of(address)?;
        let origin = Url::parse(&party.origin).ok()?;
        let builder = WebauthnBuilder::new(&party.id, &origin).ok()?.rp_name(name);
        let webauthn = builder.timeout(Duration::from_secs(ANSWER_SECONDS.unsigned_abs())).build().ok()?;
        Some(Passkeys(Arc::new(Inner { webauthn, party })))
    }

    /// The one origin they are used at.
    pub fn origin(&self) -> &str {
        &self.0.party.origin
    }

    /// Whether they are used on one's own machine alone.
    pub fn are_local(&self) -> bool {
        self.0.party.id == "localhost"
    }

    /// Asks for a new passkey of an account, not on an authenticator that holds one of `held`.
    pub(crate) fn ask_for_new(&self, account: &Account, held: &[&str]) -> Result<Question, Unasked> {
        let id = Uuid::parse_str(account.id.as_str()).map_err(|error| Unasked(error.to_string()))?;
        let held: Vec<_> = held.iter().filter_map(|digits| hex::decode(digits).ok()).collect();
        let (asked, state) =
            self.0.webauthn.start_passkey_registration(id, &account.name, &account.title, Some(held))?;
        let mut asked = serde_json::to_value(asked)?;
        let public = &mut asked["publicKey"];
        // It must be found without a name: whoever checks its owner keeps a list of them as well.
        public["authenticatorSelection"]["residentKey"] = json!("required");
        public["authenticatorSelection"]["requireResidentKey"] = json!(true);
        // Some authenticators open keys later only if they are told so now.
        public["extensions"]["prf"] = json!({});
        Ok(Question { json: asked.to_string(), state: serde_json::to_string(&state)? })
    }

    /// The passkey that was made, if it is the answer to that question.
    pub(crate) fn made(&self, state: &str, sent: &str) -> serde_json::Result<Option<Made>> {
        let state: PasskeyRegistration = serde_json::from_str(state)?;
        let Ok(sent) = serde_json::from_str::<RegisterPublicKeyCredential>(sent) else { return Ok(None) };
        let Ok(passkey) = self.0.webauthn.finish_passkey_registration(&sent, &state) else { return Ok(None) };
        let record = serde_json::to_string(&passkey)?;
        Ok(Some(Made { credential: hex::encode(passkey.cred_id()), record }))
    }

    /// Asks for one of these passkeys; for any at all where none is named.
    pub(crate) fn ask_for(&self, credentials: &[&str]) -> Result<Question, Unasked> {
        let (asked, state) = self.0.webauthn.start_discoverable_authentication()?;
        let mut asked = serde_json::to_value(asked)?;
        // Somebody has pressed a button: it is not offered in passing.
        asked.as_object_mut().map(|asked| asked.remove("mediation"));
        let named: Vec<Value> = credentials
            .iter()
            .filter_map(|digits| hex::decode(digits).ok())
            .map(|bytes| json!({ "type": "public-key", "id": URL_SAFE_NO_PAD.encode(bytes) }))
            .collect();
        asked["publicKey"]["allowCredentials"] = Value::Array(named);
        Ok(Question { json: asked.to_string(), state: serde_json::to_string(&state)? })
    }

    /// Checks an answer against a record; what the next one is to be checked against.
    pub(crate) fn check(
        &self,
        state: &str,
        shown: &Shown,
        record: &str,
    ) -> serde_json::Result<Result<String, Refused>> {
        let state: DiscoverableAuthentication = serde_json::from_str(state)?;
        let mut passkey: Passkey = serde_json::from_str(record)?;
        match self.0.webauthn.finish_discoverable_authentication_v2(&shown.0, state, &passkey) {
            Ok(result) if result.user_verified() => {
                passkey.update_credential(&result);
                serde_json::to_string(&passkey).map(Ok)
            }
            Err(WebauthnError::CredentialPossibleCompromise) => Ok(Err(Refused::Copied)),
            Ok(_) | Err(_) => Ok(Err(Refused::Wrong)),
        }
    }
}
