//! One record's part of a check: its leaf is in the tree, its openings open the leaf, and the page shows what they say.

use serde::{Deserialize, Serialize};

use super::fetched::Log;
use super::{Claim, Fault, REMOVED, Shown, What, agrees, plain};
use crate::opening::{Field, Gone, Openings, fields_root};
use crate::tree::{Hash, inclusion, leaf_hash};

/// What the portal serves to prove one version of a record: `/log/records/{kind}/{key}/{revision}.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The leaf, byte for byte.
    pub leaf: String,
    /// What opens it.
    pub openings: Openings,
    /// The leaves that say why fields are gone; none where all are there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redactions: Vec<Taken>,
}

/// A leaf that took a field away, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taken {
    /// Its index in the log.
    pub index: u64,
    /// The leaf, byte for byte.
    pub leaf: String,
}

impl Evidence {
    /// Reads what was served.
    ///
    /// # Errors
    /// [`What::Unreadable`] where it is not of this form.
    pub fn parse(text: &str) -> Result<Evidence, Fault> {
        serde_json::from_str(text).map_err(|_| Fault::of(What::Unreadable))
    }

    /// The leaves that have to be in the tree.
    pub(super) fn indices(&self, claim: &Claim) -> impl Iterator<Item = u64> {
        std::iter::once(claim.index).chain(self.redactions.iter().map(|taken| taken.index))
    }

    /// Whether the openings open the leaf of the claim, and that leaf is in the log; `false` while no checkpoint covers it.
    pub(super) fn is_logged(&self, claim: &Claim, log: &Log) -> Result<bool, Fault> {
        let wrong = |what| Fault::about(what, &claim.record);
        let line = Line::read(&self.leaf).ok_or(wrong(What::Leaf))?;
        let own = &self.openings;
        let is_claimed = line.is_about(claim)
            && matches!(line.kind.as_str(), "publish" | "correct" | "restore")
            && format!("{}/{}", own.record.kind, own.record.key) == claim.record
            && (own.revision, own.index) == (claim.revision, claim.index);
        if !is_claimed {
            return Err(wrong(What::Leaf));
        }
        // One order, so that no field stands twice.
        let is_ordered = own.fields.windows(2).all(|pair| pair[0].name() < pair[1].name());
        let commitments: Vec<_> = own.fields.iter().map(Field::commitment).collect();
        let root = fields_root(&commitments);
        if !is_ordered || line.fields != Some(root) {
            let held = line.fields.map(|root| root.to_string()).unwrap_or_default();
            let fault = Fault::between(What::Fields, root.to_string(), held);
            return Err(Fault { record: claim.record.clone(), ..fault });
        }
        let mut is_logged = is_included(claim.index, &self.leaf, log).map_err(wrong)?;
        for gone in own.gone() {
            let taken = self.redactions.iter().find(|taken| taken.index == gone.redacted_by);
            let taken = taken.ok_or(wrong(What::Redaction))?;
            let line = Line::read(&taken.leaf).filter(|line| line.is_about(claim) && line.takes(claim, gone));
            if line.is_none() {
                return Err(wrong(What::Redaction));
            }
            is_logged &= is_included(taken.index, &taken.leaf, log).map_err(wrong)?;
        }
        Ok(is_logged)
    }

    /// Every field that can be read, with its JSON value.
    pub(super) fn values(&self) -> impl Iterator<Item = (String, String)> {
        self.openings.fields.iter().filter_map(|field| match field {
            Field::Open(opening) => Some((opening.field.clone(), opening.value.clone())),
            Field::Gone(_) => None,
        })
    }

    /// Where the page shows something else.
    pub(super) fn against(&self, claim: &Claim, shown: &[Shown], offset_minutes: i32) -> Vec<Fault> {
        let of_this = shown.iter().filter(|shown| shown.record == claim.record);
        of_this
            .filter_map(|shown| {
                let (what, held) = match self.openings.field(&shown.field) {
                    Some(Field::Open(opening)) => {
                        if agrees(shown.form, &shown.text, &opening.value, offset_minutes) {
                            return None;
                        }
                        (What::Field, plain(&opening.value))
                    }
                    Some(Field::Gone(_)) if shown.text.trim() == REMOVED => return None,
                    Some(Field::Gone(_)) => (What::Gone, String::new()),
                    None => (What::Field, String::new()),
                };
                Some(Fault {
                    what,
                    record: claim.record.clone(),
                    field: shown.field.clone(),
                    shown: shown.text.trim().to_owned(),
                    held,
                })
            })
            .collect()
    }
}

/// What of a leaf decides. [`crate::leaf::Leaf`] reads all of it and more strictly; here its text is held by its hash, and a
/// phone need not download what only a writer needs.
#[derive(Deserialize)]
struct Line {
    v: u64,
    kind: String,
    record: Option<String>,
    revision: Option<u64>,
    fields: Option<Hash>,
    note: Option<Note>,
}

/// What a redaction says of what it took.
#[derive(Deserialize)]
struct Note {
    target: Option<u64>,
    field: Option<String>,
}

impl Line {
    fn read(text: &str) -> Option<Line> {
        serde_json::from_str(text).ok().filter(|line: &Line| line.v == 1)
    }

    fn is_about(&self, claim: &Claim) -> bool {
        self.record.as_deref() == Some(claim.record.as_str()) && self.revision == Some(claim.revision)
    }

    /// Whether it says that this field was taken away.
    fn takes(&self, claim: &Claim, gone: &Gone) -> bool {
        let note = self.note.as_ref().filter(|_| self.kind == "redact" && gone.redacted_by > claim.index);
        note.is_some_and(|note| {
            note.target == Some(claim.index) && note.field.as_deref() == Some(gone.field.as_str())
        })
    }
}

/// Whether the entry stands at its place, below the root and in the bundle; `false` while no checkpoint covers it.
fn is_included(index: u64, leaf: &str, log: &Log) -> Result<bool, What> {
    if index >= log.tree.size {
        return Ok(false);
    }
    let hash = leaf_hash(leaf.as_bytes());
    let proof = inclusion::prove(index, log.tree.size, &log.tiles).map_err(|_| What::Tile)?;
    inclusion::verify(index, log.tree.size, &hash, &proof, &log.tree.root).map_err(|_| What::Included)?;
    match log.entry(index) {
        Some(entry) if entry == leaf.as_bytes() => Ok(true),
        _ => Err(What::Tile),
    }
}
