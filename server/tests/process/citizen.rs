//! What citizens send, and the two ways it goes: sealed on their own device, or as a form that the server seals.

use seal::demonstration::{self, Drawn};
use seal::{Attached, Draft, Identity, Object, Report, Role};
use sha2::{Digest, Sha256};
use std::io;
use tests::form::{Form, hidden};
use tests::http::{self, Answer, Request};

use super::program::{PORTAL, UNIT, today};

const JSON: (&str, &str) = ("content-type", "application/json");
const PAIRS: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// The words of one report or complaint.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    pub(crate) unit: String,
    pub(crate) person: String,
    pub(crate) what: String,
    pub(crate) evidence: String,
    pub(crate) name: String,
    pub(crate) phone: String,
    pub(crate) address: String,
    /// A file's name and content.
    pub(crate) file: Option<(String, Vec<u8>)>,
}

/// A report as a browser sends it that has sealed it: files first, part by part, then one body.
pub(crate) struct Sealed {
    pub(crate) drawn: Drawn,
    part: Option<Part>,
    body: Vec<u8>,
}

struct Part {
    path: String,
    hash: String,
    bytes: Vec<u8>,
}

impl Sealed {
    /// Seals the report of this number.
    pub(crate) fn of(number: u64, said: &Said) -> Sealed {
        let drawn = demonstration::drawn(number);
        let to = demonstration::verified(PORTAL, UNIT, today());
        let part = said.file.as_ref().map(|(_, content)| {
            let upload = demonstration::drawn(number + (1 << 40)).id;
            let place =
                seal::Context::of_case(PORTAL, drawn.id.as_str(), 1, Object::Attachment, Role::Reporter);
            let sealed =
                seal::seal(&place.with(Object::Attachment, 1), content, &[drawn.keys.case.public()]).unwrap();
            let hash = hex::encode(Sha256::digest(&sealed.0));
            Part { path: format!("/report/parts/{upload}/0"), hash, bytes: sealed.0 }
        });
        let files = part.iter().map(|part| Attached {
            upload: record::Id::parse(part.path.split('/').nth(3).unwrap()).unwrap(),
            object: Object::Attachment,
            number: 1,
            bytes: part.bytes.len() as u64,
            sha256: part.hash.clone(),
        });
        let (mut report, mut identity) = (Report::default(), Identity::default());
        report.subject.unit.clone_from(&said.unit);
        report.subject.person.clone_from(&said.person);
        report.what.clone_from(&said.what);
        report.evidence.clone_from(&said.evidence);
        identity.name.clone_from(&said.name);
        identity.phone.clone_from(&said.phone);
        identity.address.clone_from(&said.address);
        let draft = Draft { report, identity, files: files.collect() };
        let submission =
            seal::submit(&draft, &to, &drawn.receipt, &drawn.keys, &drawn.id, Role::Reporter).unwrap();
        Sealed { drawn, part, body: serde_json::to_vec(&submission).unwrap() }
    }

    /// Sends it; sent again, it is the same bytes.
    pub(crate) fn send(&self, address: &str) -> io::Result<Answer> {
        if let Some(part) = &self.part {
            let headers = [("x-part-sha256", part.hash.as_str()), ("x-submission", self.drawn.id.as_str())];
            let request = Request { method: "POST", path: &part.path, headers: &headers, body: &part.bytes };
            let answer = http::send(address, request)?;
            if !matches!(answer.status, 200 | 201) {
                return Ok(answer);
            }
        }
        let request = Request { method: "POST", path: "/report/sealed", headers: &[JSON], body: &self.body };
        http::send(address, request)
    }

    /// Everything that left the device.
    pub(crate) fn bodies(&self) -> impl Iterator<Item = &[u8]> {
        self.part.iter().map(|part| part.bytes.as_slice()).chain([self.body.as_slice()])
    }
}

/// Asks for the second step of a form, which has the receipt on it.
pub(crate) fn form(address: &str, kind: &str) -> io::Result<Answer> {
    let (path, first) = match kind {
        "report" => ("/report?plain=1", "division=130302&plain=1"),
        _ => ("/complain", "division=130302&kind=complaint"),
    };
    http::send(address, Request { method: "POST", path, headers: &[PAIRS], body: first.as_bytes() })
}

/// The form of that page, filled in.
pub(crate) fn filled(page: &Answer, said: &Said) -> Form {
    assert_eq!(page.status, 200, "{}", page.text());
    let mut form = hidden(&page.text()).with("kept", "1");
    for (name, value) in [
        ("unit", &said.unit),
        ("person", &said.person),
        ("what", &said.what),
        ("evidence", &said.evidence),
        ("name", &said.name),
        ("phone", &said.phone),
        ("address", &said.address),
    ] {
        if !value.is_empty() {
            form = form.with(name, value);
        }
    }
    match &said.file {
        Some((name, content)) => form.file(name, content),
        None => form,
    }
}

/// Sends a filled form.
pub(crate) fn send(address: &str, kind: &str, form: &Form) -> io::Result<Answer> {
    let path = if kind == "report" { "/report/send" } else { "/complain/send" };
    let content = Form::content_type();
    let headers = [("content-type", content.as_str())];
    http::send(address, Request { method: "POST", path, headers: &headers, body: &form.multipart() })
}

/// The page of a case, by its receipt.
pub(crate) fn look(address: &str, receipt: &str) -> io::Result<Answer> {
    let body = format!("receipt={receipt}");
    http::send(address, Request { method: "POST", path: "/case", headers: &[PAIRS], body: body.as_bytes() })
}
