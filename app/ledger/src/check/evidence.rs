//! One record's part of a check: its leaf is in the tree, its openings open the leaf, and the page shows what they say.

use serde::{Deserialize, Serialize};

use super::fetched::Log;
use super::{Claim, Fault, REMOVED, Shown, What, agrees, plain};
use crate::leaf::{Leaf, LeafKind};
use crate::opening::{Field, Openings};
use crate::tree::{inclusion, leaf_hash};

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
        let leaf = Leaf::parse(self.leaf.as_bytes()).map_err(|_| wrong(What::Leaf))?;
        let record = leaf.record.as_ref().map(|it| format!("{}/{}", it.kind, it.key));
        let is_claimed = record.as_deref() == Some(claim.record.as_str())
            && leaf.revision == Some(claim.revision)
            && self.openings.index == claim.index
            && leaf.kind != LeafKind::Withhold;
        if !is_claimed {
            return Err(wrong(What::Leaf));
        }
        self.openings.check(&leaf).map_err(|_| {
            let held = leaf.fields.map(|root| root.to_string()).unwrap_or_default();
            let shown = self.openings.root().map(|root| root.to_string()).unwrap_or_default();
            Fault { record: claim.record.clone(), ..Fault::between(What::Fields, shown, held) }
        })?;
        let mut is_logged = is_included(claim.index, &self.leaf, log).map_err(wrong)?;
        for gone in self.openings.gone() {
            let taken = self.redactions.iter().find(|taken| taken.index == gone.redacted_by);
            let taken = taken.ok_or(wrong(What::Redaction))?;
            let leaf = Leaf::parse(taken.leaf.as_bytes()).map_err(|_| wrong(What::Redaction))?;
            self.openings.check_redaction(gone, &leaf).map_err(|_| wrong(What::Redaction))?;
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
