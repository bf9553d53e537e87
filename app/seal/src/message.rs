//! Messages between the team and the reporter. Each is sealed twice, once for either side, so that both can read the whole
//! exchange, and the portal between them cannot.

use ed25519_dalek::{Signature as Ed25519, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::verified::bytes;
use crate::{Context, Object, Public, SealFault, Sealed, Secret, open, seal};

const SIGNED: &[u8] = b"sunhall message v1\n";

/// One message, for both who may read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// Under the case's key.
    pub to_team: Sealed,
    /// Under the receipt's key.
    pub to_reporter: Sealed,
}

impl Letter {
    /// Seals a text for both. The context's number is the message's place in the exchange, its role the sender.
    ///
    /// # Errors
    /// [`SealFault`].
    pub fn seal(context: &Context, text: &str, case: &Public, reply: &Public) -> Result<Self, SealFault> {
        let place = context.with(Object::Message, context.number);
        let to = |key: &Public| seal(&place, text.as_bytes(), std::slice::from_ref(key));
        Ok(Self { to_team: to(case)?, to_reporter: to(reply)? })
    }

    /// What the reporter signs: the place and both files.
    fn to_sign(&self, context: &Context) -> Vec<u8> {
        let place = context.with(Object::Message, context.number).line();
        let length = |sealed: &Sealed| (sealed.0.len() as u64).to_be_bytes();
        [
            SIGNED,
            place.as_bytes(),
            b"\n",
            &length(&self.to_team),
            self.to_team.bytes(),
            &length(&self.to_reporter),
            self.to_reporter.bytes(),
        ]
        .concat()
    }

    /// The reporter's signature, by the receipt's key, in hexadecimal digits.
    pub fn sign(&self, context: &Context, seed: &[u8; 32]) -> String {
        hex::encode(SigningKey::from_bytes(seed).sign(&self.to_sign(context)).to_bytes())
    }

    /// Whether the reporter has signed it: the server asks before it stores, the team before it believes.
    pub fn is_signed(&self, context: &Context, sign_key: &str, signature: &str) -> bool {
        let key = bytes(sign_key).and_then(|key: [u8; 32]| VerifyingKey::from_bytes(&key).ok());
        let signature = bytes(signature).map(|signature| Ed25519::from_bytes(&signature));
        key.zip(signature)
            .is_some_and(|(key, signature)| key.verify_strict(&self.to_sign(context), &signature).is_ok())
    }
}

/// Reads either side's copy.
///
/// # Errors
/// [`SealFault`].
pub fn read(context: &Context, sealed: &Sealed, key: &Secret) -> Result<Zeroizing<String>, SealFault> {
    let text = open(&context.with(Object::Message, context.number), sealed.bytes(), key)?;
    std::str::from_utf8(&text).map(|text| Zeroizing::new(text.to_owned())).map_err(|_| SealFault::Broken)
}
