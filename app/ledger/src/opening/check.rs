//! Whether openings open a leaf, and whether what is gone was taken away openly.

use serde_json::Value;

use super::pointer::lie_in_line;
use super::{Field, Gone, Mismatch, Openings, fields_root, unflatten};
use crate::leaf::Leaf;
use crate::tree::Hash;

impl Openings {
    /// The root over the fields, as it should stand in the leaf.
    ///
    /// # Errors
    /// [`Mismatch`], where these are not, in their order, the fields of any facts. So there is one way to open a root, and
    /// openings that are accepted have one reading.
    pub fn root(&self) -> Result<Hash, Mismatch> {
        let ordered = self.fields.iter().zip(self.fields.iter().skip(1));
        if let Some((_, next)) = ordered.into_iter().find(|(field, next)| field.name() >= next.name()) {
            return Err(Mismatch::Order { field: next.name().to_owned() });
        }
        self.facts()?;
        let commitments: Vec<_> = self.fields.iter().map(Field::commitment).collect();
        Ok(fields_root(&commitments))
    }

    /// The facts that were opened, with `null` in the place of each field that is gone.
    ///
    /// # Errors
    /// [`Mismatch`], where these are the fields of no facts.
    pub fn facts(&self) -> Result<Value, Mismatch> {
        let names: Vec<&str> = self.fields.iter().map(Field::name).collect();
        // A field that said only "this is an object" leaves its members behind when it goes.
        let has_more = |gone: &str| {
            let from = names.partition_point(|name| *name <= gone);
            // Names between `/a` and `/a/0` in the order are those with a letter below the slash, such as `/a-b`.
            names[from..].iter().take_while(|name| name.starts_with(gone)).any(|name| lie_in_line(gone, name))
        };
        unflatten(self.fields.iter().filter_map(|field| match field {
            Field::Open(opening) => Some((opening.field.as_str(), opening.value.as_str())),
            Field::Gone(gone) if has_more(&gone.field) => None,
            Field::Gone(gone) => Some((gone.field.as_str(), "null")),
        }))
    }

    /// Whether these are the openings of this leaf.
    ///
    /// That the leaf is in the log at [`Openings::index`] is for an inclusion proof, and that a field that is gone was
    /// taken away openly for [`Openings::check_redaction`].
    ///
    /// # Errors
    /// [`Mismatch::Leaf`] where the leaf is about another version, [`Mismatch::Root`] where any name, value, salt or
    /// commitment is not the one committed to, and what [`Openings::root`] refuses.
    pub fn check(&self, leaf: &Leaf) -> Result<(), Mismatch> {
        let about = leaf.record.as_ref() == Some(&self.record) && leaf.revision == Some(self.revision);
        // The leaf before it cannot stand behind it.
        let after = leaf.previous.is_none_or(|previous| previous < self.index);
        let Some(root) = leaf.fields.filter(|_| about && after && leaf.kind.is_a_version()) else {
            return Err(Mismatch::Leaf);
        };
        if self.root()? == root { Ok(()) } else { Err(Mismatch::Root) }
    }

    /// The fields that were taken away.
    pub fn gone(&self) -> impl Iterator<Item = &Gone> {
        self.fields.iter().filter_map(|field| match field {
            Field::Gone(gone) => Some(gone),
            Field::Open(_) => None,
        })
    }

    /// Whether this leaf, which stands at `gone.redacted_by`, says that the field was taken away.
    ///
    /// # Errors
    /// [`Mismatch::Redaction`] where it says something else.
    pub fn check_redaction(&self, gone: &Gone, leaf: &Leaf) -> Result<(), Mismatch> {
        let about = leaf.record.as_ref() == Some(&self.record) && leaf.revision == Some(self.revision);
        let after = gone.redacted_by > self.index && leaf.previous.is_some_and(|it| it < gone.redacted_by);
        let says = leaf
            .redaction()
            .is_some_and(|redaction| redaction.target == self.index && redaction.field == gone.field);
        if about && after && says { Ok(()) } else { Err(Mismatch::Redaction { field: gone.field.clone() }) }
    }
}
