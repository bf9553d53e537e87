//! An authenticator made of a hundred lines, so that a test can let it lie about anything: the origin, the domain, who looked on, its
//! counter. Web Authentication Level 3, sections 6.1 and 6.5; keys and signatures by ECDSA on P-256.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Somebody was there, somebody was known again, a key comes with it (section 6.1).
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const WITH_KEY: u8 = 0x40;

/// One passkey on one authenticator.
#[derive(Clone)]
pub(crate) struct Authenticator {
    pub(crate) key: SigningKey,
    pub(crate) credential: Vec<u8>,
    /// The user handle it was given when it was made.
    pub(crate) handle: String,
    /// Where the browser that speaks for it says the page is.
    pub(crate) origin: String,
    /// The domain it believes to sign for.
    pub(crate) party: String,
    /// Whether it knows its owner again.
    pub(crate) verifies: bool,
    /// How often it has signed; 0 where it does not count.
    pub(crate) counter: u32,
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Authenticator {
    /// One for this portal, with the key of this number.
    pub(crate) fn new(number: u8) -> Authenticator {
        Authenticator {
            key: SigningKey::from_slice(&[number; 32]).unwrap(),
            credential: vec![number; 32],
            handle: String::new(),
            origin: "https://sunhall.example".to_owned(),
            party: "sunhall.example".to_owned(),
            verifies: true,
            counter: 0,
        }
    }

    fn client_data(&self, kind: &str, question: &Value) -> Vec<u8> {
        let challenge = question["publicKey"]["challenge"].as_str().unwrap();
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let flags = flags | PRESENT | if self.verifies { VERIFIED } else { 0 };
        let party: [u8; 32] = Sha256::digest(&self.party).into();
        [&party[..], &[flags], &self.counter.to_be_bytes()].concat()
    }

    /// The key as COSE writes it (RFC 9052, section 7): EC2, ES256, P-256.
    fn public(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let head = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        [&head[..], point.x().unwrap(), &[0x22, 0x58, 0x20], point.y().unwrap()].concat()
    }

    /// Makes the passkey that was asked for.
    pub(crate) fn make(&mut self, question: &Value) -> Value {
        self.handle = question["publicKey"]["user"]["id"].as_str().unwrap().to_owned();
        let length = u16::try_from(self.credential.len()).unwrap().to_be_bytes();
        let data = [&self.data(WITH_KEY)[..], &[0; 16], &length, &self.credential, &self.public()].concat();
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": data}
        let head =
            [&[0xa3, 0x63][..], b"fmt", &[0x64], b"none", &[0x67], b"attStmt", &[0xa0, 0x68], b"authData"];
        let object = [&head.concat()[..], &[0x58, u8::try_from(data.len()).unwrap()], &data].concat();
        json!({
            "id": text(&self.credential), "rawId": text(&self.credential), "type": "public-key", "extensions": {},
            "response": { "attestationObject": text(&object),
                          "clientDataJSON": text(&self.client_data("webauthn.create", question)), "transports": ["internal"] },
        })
    }

    /// Answers a question with it.
    pub(crate) fn show(&self, question: &Value) -> Value {
        let data = self.data(0);
        let client = self.client_data("webauthn.get", question);
        let signed = [&data[..], &Sha256::digest(&client)].concat();
        let signature: Signature = self.key.sign(&signed);
        json!({
            "id": text(&self.credential), "rawId": text(&self.credential), "type": "public-key", "extensions": {},
            "response": { "authenticatorData": text(&data), "clientDataJSON": text(&client),
                          "signature": text(signature.to_der().as_bytes()), "userHandle": self.handle },
        })
    }
}
