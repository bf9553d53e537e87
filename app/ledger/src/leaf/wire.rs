//! The members of a leaf as they stand in its text, in their order, and what belongs to which kind.

use record::{Instant, Kind, Ref};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{FORMAT, Leaf, LeafKind, Malformed, Redaction};

/// A leaf as text. The order of these members is the order of every leaf ever written, so it never changes.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "the members of a leaf")]
pub(super) struct Wire {
    v: u64,
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    record: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revision: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    previous: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fields: Option<String>,
    documents: Vec<String>,
    approvers: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<Value>,
}

impl Wire {
    pub(super) fn read(bytes: &[u8]) -> Result<Wire, Malformed> {
        serde_json::from_slice(bytes).map_err(|error| Malformed::Json(error.to_string()))
    }
}

impl From<Leaf> for Wire {
    fn from(leaf: Leaf) -> Wire {
        Wire {
            v: FORMAT,
            kind: leaf.kind.as_str().to_owned(),
            record: leaf.record.map(|record| format!("{}/{}", record.kind, record.key)),
            revision: leaf.revision,
            previous: leaf.previous,
            unit: leaf.unit,
            at: leaf.at.to_string(),
            fields: leaf.fields.map(|root| root.to_string()),
            documents: leaf.documents,
            approvers: leaf.approvers,
            note: leaf.note,
        }
    }
}

impl TryFrom<Wire> for Leaf {
    type Error = Malformed;

    fn try_from(wire: Wire) -> Result<Leaf, Malformed> {
        if wire.v != FORMAT {
            return Err(Malformed::Format(wire.v));
        }
        let Some(kind) = LeafKind::parse(&wire.kind) else { return Err(Malformed::Kind(wire.kind)) };
        let record =
            wire.record.map(|text| reference(&text).ok_or(Malformed::Wrong("record"))).transpose()?;
        let fields =
            wire.fields.map(|text| text.parse().map_err(|_| Malformed::Wrong("fields"))).transpose()?;
        let leaf = Leaf {
            kind,
            record,
            revision: wire.revision,
            previous: wire.previous,
            unit: wire.unit,
            at: Instant::parse(&wire.at).ok_or(Malformed::Wrong("at"))?,
            fields,
            documents: wire.documents,
            approvers: wire.approvers,
            note: wire.note,
        };
        shape(&leaf)?;
        Ok(leaf)
    }
}

/// `approval/QHD2026112300001`: the kind ends at the first slash, the key may have slashes of its own.
pub(crate) fn reference(text: &str) -> Option<Ref> {
    let (kind, key) = text.split_once('/')?;
    Some(Ref::new(Kind::parse(kind)?, key)).filter(|record| !record.key.is_empty())
}

/// Whether the members belong together.
pub(super) fn shape(leaf: &Leaf) -> Result<(), Malformed> {
    let must = |there: bool, needed: bool, member| match (there, needed) {
        (false, true) => Err(Malformed::Missing(member)),
        (true, false) => Err(Malformed::Surplus(member)),
        _ => Ok(()),
    };
    let about = leaf.kind.is_about_a_record();
    must(leaf.record.is_some(), about, "record")?;
    must(leaf.revision.is_some(), about, "revision")?;
    must(leaf.fields.is_some(), leaf.kind.is_a_version(), "fields")?;
    // The first version of a record has no leaf before it, and every later one has.
    let first = leaf.kind != LeafKind::Redact && leaf.revision == Some(1);
    must(leaf.previous.is_some(), about && !first, "previous")?;
    let revision_fits = match (leaf.kind, leaf.revision) {
        (LeafKind::Publish, revision) => revision == Some(1),
        (LeafKind::Correct | LeafKind::Restore, Some(revision)) => revision > 1,
        (_, revision) => revision != Some(0),
    };
    must_be(revision_fits, "revision")?;
    must_be(leaf.record.as_ref().is_none_or(|record| !record.key.is_empty()), "record")?;
    must_be(leaf.unit.as_ref().is_none_or(|unit| !unit.trim().is_empty()), "unit")?;
    must_be(leaf.documents.iter().all(|document| is_document(document)), "documents")?;
    must_be(leaf.approvers.iter().all(|approver| is_hex(approver, 8)), "approvers")?;
    must_be(leaf.note.as_ref().is_none_or(Value::is_object), "note")?;
    if leaf.kind.is_a_version() {
        return Ok(());
    }
    let note = leaf.note.as_ref().ok_or(Malformed::Missing("note"))?;
    if leaf.kind == LeafKind::Redact {
        // The leaf that held the field is the newest of the record or one before it.
        let target = Redaction::read(note)?.target;
        must_be(leaf.previous.is_some_and(|newest| newest >= target), "note")?;
    }
    Ok(())
}

fn must_be(right: bool, member: &'static str) -> Result<(), Malformed> {
    if right { Ok(()) } else { Err(Malformed::Wrong(member)) }
}

fn is_document(text: &str) -> bool {
    text.strip_prefix("sha256:").is_some_and(|digits| is_hex(digits, 64))
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
