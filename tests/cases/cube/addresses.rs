//! The addresses of the desk: what each is sent, what it asks the policy, and what it answers whoever may. Nothing that is sent could
//! be taken, so that a permitted request changes nothing.

use axum::body::Body;
use axum::http::Request;
use keyring::parcel::{LetIn, NewEpoch, Released, Reply};
use seal::message::Letter;
use seal::{EpochKey, Sealed};
use serde_json::Value;
use staff::Action;
use tests::form::Form;

use super::people::Thing;
use crate::cases::given::PORTAL;

/// What an address asks the policy about, as far as the address says.
#[derive(Clone, Copy, Debug)]
pub(super) enum About {
    /// The case.
    Case,
    /// Who is behind it.
    Identity,
    /// The same, which somebody before has asked for.
    AskedIdentity,
    /// Its words.
    Words,
    /// A proposal about its words.
    ProposedWords,
}

/// One address.
pub(super) struct Address {
    pub(super) method: &'static str,
    /// `{case}` stands for a number, `{id}`, `{upload}` and `{item}` for what they say.
    pub(super) path: &'static str,
    pub(super) sends: Sends,
    /// What it asks, one after the other: the first that is denied decides.
    pub(super) asks: Vec<(Action, About)>,
    /// The answer to who may.
    pub(super) permitted: u16,
}

/// What stands in the body.
#[derive(Clone)]
pub(super) enum Sends {
    Nothing,
    Pairs(Vec<(&'static str, String)>),
    Json(Value),
}

use About::{AskedIdentity, Case, Identity, ProposedWords, Words};
use Action::{
    CaseAccept, CaseAssign, CaseClose, CaseEvent, CaseExclude, CaseMerge, CaseMessage, CaseRead, CaseRefuse,
    CaseReopen, CaseTransfer, Export, IdentityAsk, IdentityGrant, Moderate, ModerateReview, NoteWrite,
};

/// What a form sends.
type Sent = &'static [(&'static str, &'static str)];

/// What an act of the desk asks the policy, and what its form needs to be read.
const ACTS: &[(&str, Action, Sent)] = &[
    ("accept", CaseAccept, &[]),
    ("refuse", CaseRefuse, &[("word", "no_power")]),
    ("transfer", CaseTransfer, &[("word", "other_unit"), ("unit", "cdi-funing")]),
    ("raise", CaseTransfer, &[("word", "superior"), ("unit", "cdi")]),
    ("object_to_transfer", CaseTransfer, &[("reason", "why")]),
    ("hand_over", CaseTransfer, &[("reason", "a body")]),
    ("pass_on", CaseEvent, &[]),
    ("assess", CaseEvent, &[("word", "preliminary")]),
    ("assess", CaseClose, &[("word", "settle")]),
    ("talk", CaseEvent, &[("word", "preliminary")]),
    ("talk", CaseClose, &[("word", "settle")]),
    ("find_nothing", CaseClose, &[]),
    ("file", CaseEvent, &[]),
    ("send_to_trial", CaseEvent, &[]),
    ("send_back", CaseEvent, &[]),
    ("dismiss", CaseClose, &[]),
    ("try", CaseEvent, &[]),
    ("execute", CaseClose, &[]),
    ("answer", CaseClose, &[("word", "explained")]),
    ("feed_back", CaseEvent, &[]),
    ("extend", CaseEvent, &[("reason", "why")]),
    ("pause", CaseEvent, &[("word", "hearing")]),
    ("resume", CaseEvent, &[]),
    ("part", CaseMerge, &[]),
    ("answer_objection", CaseEvent, &[]),
    ("review", CaseReopen, &[("word", "upheld")]),
    ("review_finally", CaseReopen, &[("word", "upheld")]),
    ("reopen", CaseReopen, &[("word", "new_evidence")]),
    ("recheck", CaseReopen, &[("word", "yes")]),
];

/// Where the forms of a case are sent: asked for as a page, they lead back to the case.
const FORMS: [&str; 6] = [
    "/staff/cases/{case}/act",
    "/staff/cases/{case}/assign",
    "/staff/cases/{case}/consent",
    "/staff/cases/{case}/exclude",
    "/staff/cases/{case}/say",
    "/staff/cases/{case}/identity",
];

/// The acts that are walked, for the test that none is left out.
pub(super) fn acts() -> impl Iterator<Item = &'static str> {
    ACTS.iter().map(|(act, _, _)| *act)
}

fn get(path: &'static str, asks: &[(Action, About)], permitted: u16) -> Address {
    Address { method: "GET", path, sends: Sends::Nothing, asks: asks.to_vec(), permitted }
}

fn post(
    path: &'static str,
    pairs: &[(&'static str, &str)],
    asks: &[(Action, About)],
    permitted: u16,
) -> Address {
    let pairs = pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    Address { method: "POST", path, sends: Sends::Pairs(pairs), asks: asks.to_vec(), permitted }
}

fn json(path: &'static str, value: Value, asks: &[(Action, About)], permitted: u16) -> Address {
    Address { method: "POST", path, sends: Sends::Json(value), asks: asks.to_vec(), permitted }
}

/// Every address that is about one case. The pages that say what is wrong show the case, so they ask for that as well.
pub(super) fn of_a_case() -> Vec<Address> {
    let read = (CaseRead, Case);
    let mut addresses =
        vec![get("/staff/cases/{case}", &[read], 200), get("/staff/cases/{id}", &[read], 200)];
    addresses.extend(FORMS.map(|path| get(path, &[read], 303)));
    // What was meant for another state of the case is not done: 409.
    addresses.extend(ACTS.iter().map(|(act, action, fields)| {
        let pairs = [&[("act", *act), ("seq", "0")], *fields].concat();
        post("/staff/cases/{case}/act", &pairs, &[(*action, Case), read], 409)
    }));
    let sealed = || Sealed(vec![1]);
    let reply = Reply { number: 999, epoch: 1, letter: Letter { to_team: sealed(), to_reporter: sealed() } };
    let let_in = LetIn { account: "nobody".to_owned(), wrap: sealed() };
    let value = |it: Result<Value, _>| it.expect("it is JSON");
    let key = seal::Secret::from_bytes([1; 32]).public();
    let epoch = NewEpoch {
        key: EpochKey { epoch: 2, key, verify: String::new(), signature: String::new() },
        previous: sealed(),
        wraps: Vec::new(),
    };
    addresses.extend([
        post("/staff/cases/{case}/assign", &[("account", "")], &[(CaseAssign, Case), read], 422),
        post("/staff/cases/{case}/consent", &[("proposal", "")], &[read], 409),
        post("/staff/cases/{case}/exclude", &[("account", "")], &[(CaseExclude, Case), read], 422),
        post("/staff/cases/{case}/say", &[("do", "staff")], &[(CaseMessage, Case), read], 422),
        post("/staff/cases/{case}/say", &[("do", "note")], &[(NoteWrite, Case), read], 422),
        post("/staff/cases/{case}/identity", &[("reason", "")], &[(IdentityAsk, Identity), read], 422),
        get("/staff/cases/{case}/parcel", &[read], 200),
        get("/staff/cases/{case}/files/{upload}/0", &[read], 200),
        json("/staff/cases/{case}/messages", value(serde_json::to_value(reply)), &[(CaseMessage, Case)], 409),
        // A colleague of the team lets in by the same right as by which the case is worked on.
        json("/staff/cases/{case}/wraps", value(serde_json::to_value(let_in)), &[(CaseAssign, Case)], 409),
        // Nobody who was given the key is excluded, so that no new one is due.
        json("/staff/cases/{case}/epochs", value(serde_json::to_value(epoch)), &[(CaseExclude, Case)], 409),
        get("/staff/cases/{case}/export", &[(Export, Case)], 200),
        get("/staff/openings/{id}/1", &[(IdentityGrant, AskedIdentity)], 200),
        json(
            "/staff/openings/{id}/1",
            value(serde_json::to_value(Released { granted: sealed() })),
            &[(IdentityGrant, AskedIdentity)],
            409,
        ),
        get("/staff/openings/{id}/1/release", &[(IdentityGrant, AskedIdentity)], 200),
        post("/staff/openings/{id}/1/release", &[], &[(IdentityGrant, AskedIdentity)], 409),
        get("/staff/words/{item}", &[(Moderate, Words)], 200),
        post("/staff/words/{item}", &[("move", "show"), ("seq", "99")], &[(Moderate, Words)], 409),
        post(
            "/staff/words/{item}/consent",
            &[("proposal", "{proposal}")],
            &[(ModerateReview, ProposedWords)],
            409,
        ),
    ]);
    addresses
}

/// The addresses that are about no case: what they answer is said where they are walked.
pub(super) const OF_NO_CASE: [(&str, &str); 6] = [
    ("GET", "/staff/cases"),
    ("GET", "/staff/cases/bulk"),
    ("POST", "/staff/cases/bulk"),
    ("GET", "/staff/cases/intake"),
    ("GET", "/staff/openings"),
    ("GET", "/staff/words"),
];

/// A request to an address about a case, or about none that is there.
pub(super) fn request(address: &Address, thing: &Thing, cookie: &str) -> Request<Body> {
    let path = filled(address.path, thing);
    let builder = Request::builder().method(address.method).uri(path).header("host", PORTAL);
    let builder = builder.header("cookie", cookie).header("sec-fetch-site", "same-origin");
    let (content, body) = match &address.sends {
        Sends::Nothing => return builder.body(Body::empty()).unwrap(),
        Sends::Pairs(pairs) => {
            let escaped = |value: &str| record::reference::escaped(&filled(value, thing));
            let pairs: Vec<String> =
                pairs.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
            ("application/x-www-form-urlencoded", pairs.join("&"))
        }
        Sends::Json(value) => ("application/json", value.to_string()),
    };
    builder.header("content-type", content).body(Body::from(body)).unwrap()
}

/// A form of the intake in which nothing was filled in.
pub(super) fn empty_intake(cookie: &str) -> Request<Body> {
    Request::post("/staff/cases/intake/send")
        .header("host", PORTAL)
        .header("cookie", cookie)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", Form::content_type())
        .body(Body::from(Form::default().multipart()))
        .unwrap()
}

fn filled(text: &str, thing: &Thing) -> String {
    text.replace("{case}", &thing.number)
        .replace("{id}", thing.id.as_str())
        .replace("{upload}", thing.upload.as_str())
        .replace("{item}", thing.words.as_str())
        .replace("{proposal}", &thing.proposal)
}
