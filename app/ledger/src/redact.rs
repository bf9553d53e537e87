//! Taking a field of a published record away for good, because the law demands it: its value and its salt are deleted, a
//! leaf says that it was done, on what ground and who approved, and every other proof stays as it was.
//!
//! What is left of the field is its commitment: 32 bytes that cannot be tried out, since the salt that was 256 bits of
//! randomness is gone.

use record::{Instant, Kind, Ref};
use serde_json::Value;
use store::import::{Published, Register};
use store::{NewLeaf, Store, Version, Write};

use crate::leaf::Redaction;
use crate::opening::{self, Kept, Openings, Seed, commitment, flatten, is_pointer};
use crate::outbox::unit_fields;
use crate::table;
use crate::verify::REMOVED;

/// What is to be taken away, and on whose word.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// What the record is.
    pub kind: Kind,
    /// Which record.
    pub key: &'a str,
    /// The field, by JSON Pointer into the facts.
    pub field: &'a str,
    /// Why it has to go: the article of the law, in words that say nothing of the person.
    pub ground: &'a str,
    /// Who approved; two at least, and not the same.
    pub approvers: &'a [String],
    /// When.
    pub now: Instant,
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redacted {
    /// The indices of the leaves that say so, one for each version the field was taken from.
    pub leaves: Vec<u64>,
}

/// Why nothing was taken away.
#[derive(Debug)]
pub enum NotRedacted {
    /// The rules say no, in one sentence.
    Refused(String),
    /// The database did not do it.
    Store(store::Error),
}

impl std::fmt::Display for NotRedacted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NotRedacted::Refused(sentence) => f.write_str(sentence),
            NotRedacted::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for NotRedacted {}

impl From<store::Error> for NotRedacted {
    fn from(error: store::Error) -> NotRedacted {
        NotRedacted::Store(error)
    }
}

type Result<T> = std::result::Result<T, NotRedacted>;

fn refused<T>(sentence: impl Into<String>) -> Result<T> {
    Err(NotRedacted::Refused(sentence.into()))
}

/// Takes a field away from every version of a record that holds it, brings the slice's lists and the search up to date,
/// and clears away what the database keeps of the value and its salts.
///
/// # Errors
/// [`NotRedacted::Refused`] says what stands against it; then nothing was changed. Where only the clearing away failed,
/// asking again with the same words does it.
pub async fn redact(store: &Store, register: &impl Register, request: &Request<'_>) -> Result<Redacted> {
    rules(request)?;
    let mut write = store.write().await?;
    write.begin_redaction().await?;
    let versions = write.history(request.kind, request.key).await?;
    let mut redacted = Redacted::default();
    let mut traces = Vec::new();
    let mut before = false;
    for version in &versions {
        match one(&mut write, register, request, version, &mut traces).await? {
            Taken::Now(leaf) => redacted.leaves.push(leaf),
            Taken::Before => before = true,
            Taken::Nothing => {}
        }
    }
    if redacted.leaves.is_empty() && before {
        // It is gone from the records; what an earlier run could not clear away is cleared now.
        drop(write);
        store.erase_traces(None).await?;
        return Ok(redacted);
    }
    if redacted.leaves.is_empty() {
        return refused(format!("No version of {} holds {}", request.key, request.field));
    }
    follow(&mut write, register, request).await?;
    write.forget_staged(request.kind, request.key).await?;
    for text in &traces {
        if let Ok(text) = std::str::from_utf8(text) {
            write.forget_quoted(text, REMOVED).await?;
        }
    }
    write.end_redaction().await?;
    write.commit().await?;
    store.erase_traces(Some(&traces)).await?;
    Ok(redacted)
}

/// What can be said before the record is looked at.
fn rules(request: &Request<'_>) -> Result<()> {
    let mut approvers: Vec<&str> = request.approvers.iter().map(|approver| approver.trim()).collect();
    approvers.sort_unstable();
    approvers.dedup();
    if approvers.iter().filter(|approver| !approver.is_empty()).count() < 2 {
        return refused("Name two people who approved, and not the same one twice");
    }
    if request.ground.trim().is_empty() {
        return refused("Name the ground: the article of the law it is done under");
    }
    if !is_pointer(request.field) || request.field.is_empty() {
        return refused("Name the field by its pointer, like /case/applicant/name");
    }
    if unit_fields(request.kind).contains(&request.field) {
        return refused("The unit responsible stands in the leaf itself and cannot be taken away");
    }
    if request.kind == Kind::Process {
        return refused(
            "A contracting process is compiled from releases that are kept as they came. Have the publisher correct the release",
        );
    }
    Ok(())
}

/// What became of one version.
enum Taken {
    /// It does not hold the field.
    Nothing,
    /// The field was taken away before: what stands there is what was put in its place.
    Before,
    /// It was taken away now, and this leaf says so.
    Now(u64),
}

/// Takes the field from one version.
async fn one(
    write: &mut Write,
    register: &impl Register,
    request: &Request<'_>,
    version: &Version,
    traces: &mut Vec<Vec<u8>>,
) -> Result<Taken> {
    let field = request.field;
    let facts = opening::read(&version.facts).map_err(|error| damaged(version, &error))?;
    let Some(value) = facts.pointer(field) else { return Ok(was_taken(write, version, field).await?) };
    let fields = flatten(&facts);
    if !fields.iter().any(|(name, _)| name == field) {
        return refused(format!("{field} is no field but holds several; name one of them"));
    }
    if value.as_str() == Some(request.key) {
        return refused("The number of the record stands in the leaf itself and cannot be taken away");
    }
    let leaf = table::version_leaf(write, version.seq).await?;
    let Some((target, seed)) = leaf else {
        return refused("The record has no leaf in the log yet. Start the server once, then try again");
    };
    let mut kept = match seed {
        Some(seed) => {
            traces.push(seed.to_vec());
            let seed = Seed::new(&seed);
            let kept = |(field, value): &(String, String)| {
                let salt = seed.salt(field);
                Kept { field: field.clone(), salt: Ok(salt), commitment: commitment(&salt, field, value) }
            };
            fields.iter().map(kept).collect()
        }
        None => table::kept_in(write, version.seq).await?,
    };
    let Some(row) = kept.iter_mut().find(|row| row.field == field) else { return Ok(Taken::Nothing) };
    let Ok(salt) = row.salt else { return Ok(Taken::Before) };
    traces.push(salt.0.to_vec());
    traces.extend(value.as_str().filter(|text| !text.is_empty()).map(|text| text.as_bytes().to_vec()));
    let left = without(&facts, field, |facts| register.reads(version.kind, facts));
    let Some(left) = left else {
        return refused(format!(
            "The record could not be read without {field}. Take the record back instead"
        ));
    };
    let redaction = Redaction {
        target,
        field: field.to_owned(),
        ground: request.ground.trim().to_owned(),
        approvers: request.approvers.iter().map(|approver| approver.trim().to_owned()).collect(),
    };
    let leaf =
        NewLeaf { kind: "redact", version: Some(version.seq), at: request.now, note: redaction.note() };
    let Some(position) = write.append_leaf(leaf).await? else {
        return refused(
            "Versions older than the log wait for their leaves. Start the server once, then try again",
        );
    };
    let position = table::count(position);
    row.salt = Err(position);
    // Whoever checks the page must find everything else as it was.
    let read = opening::read(&left).map_err(|error| damaged(version, &error))?;
    let record = Ref::new(version.kind, version.key.as_str());
    Openings::kept(record, 1, target, &read, kept.clone()).map_err(|error| damaged(version, &error))?;
    table::keep_salts(write, version.seq, seed.is_some(), field, &kept).await?;
    write.replace_facts(version.seq, &left).await?;
    Ok(Taken::Now(position))
}

/// A version that lacks the field may have lost it to a redaction.
async fn was_taken(write: &mut Write, version: &Version, field: &str) -> store::Result<Taken> {
    let kept = table::kept_in(write, version.seq).await?;
    let gone = kept.iter().any(|row| row.field == field && row.salt.is_err());
    Ok(if gone { Taken::Before } else { Taken::Nothing })
}

/// The facts without the field: first with words in the place of a text, then with nothing there, then without the member.
fn without(facts: &Value, field: &str, reads: impl Fn(&str) -> bool) -> Option<String> {
    let replaced = |with: Value| {
        let mut facts = facts.clone();
        *facts.pointer_mut(field)? = with;
        Some(facts.to_string())
    };
    let text = facts.pointer(field)?.is_string().then(|| replaced(Value::from(REMOVED))).flatten();
    let removed = || {
        let (above, name) = field.rsplit_once('/')?;
        let name = name.replace("~1", "/").replace("~0", "~");
        let mut facts = facts.clone();
        // A member of a list cannot go: those behind it would take other places.
        facts.pointer_mut(above)?.as_object_mut()?.shift_remove(&name);
        Some(facts.to_string())
    };
    [text, replaced(Value::Null), removed()].into_iter().flatten().find(|facts| reads(facts))
}

/// Lets the slice's lists and the search follow the version that stands.
async fn follow(write: &mut Write, register: &impl Register, request: &Request<'_>) -> Result<()> {
    let current = write.current(request.kind, &[request.key.to_owned()]).await?;
    let published: Vec<Published> = current
        .into_iter()
        .map(|version| Published {
            kind: version.kind,
            key: version.key,
            seq: version.seq,
            // To a list this is a record that it has: one that is new it would not look for.
            revision: version.revision.max(2),
            withdrawn: version.withdrawn,
            entered: version.entered,
            facts: version.facts,
        })
        .collect();
    register.publish(write, &published).await?;
    Ok(())
}

fn damaged(version: &Version, what: &dyn std::fmt::Display) -> NotRedacted {
    NotRedacted::Refused(format!("Version {} cannot be read: {what}. Run `sunhall log verify`", version.seq))
}
