//! What opens the commitments of a leaf: every field of a version with its value and its salt.
//!
//! A version's facts are flattened to their scalars by JSON Pointer ([`flatten`]). Each field is committed to by
//! `HMAC-SHA256(salt, field ‖ 0x00 ‖ value)` under a 32-byte salt of its own ([`Commitment`]), and the RFC 6962 root over
//! the commitments, in the bytewise order of the field names, stands in the leaf ([`fields_root`]). Who has the leaf and
//! these openings can recompute the root; who takes value and salt of a field away leaves a commitment that says nothing,
//! and the root as it was.
//!
//! A value is committed to as JSON text and served as that text inside a JSON string: `"value":"\"海港区\""`,
//! `"value":"12.50"`. So no reader's way to print numbers can change a byte, and a field is recomputed with nothing more
//! than HMAC.

mod check;
mod commitment;
mod fields;
mod mismatch;
mod pointer;
mod strict;
mod wire;

use record::Ref;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use commitment::{Commitment, Salt, Seed, commitment, fields_root, salt};
pub use fields::{flatten, unflatten};
pub use mismatch::Mismatch;
pub use pointer::{escape, is_pointer};
pub use strict::read;

/// A field that can be read: its value and what proves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The field, by JSON Pointer (RFC 6901) into the facts.
    pub field: String,
    /// The value as JSON text: a string in quotes, a number, `true`, `false`, `null`, `[]` or `{}`.
    pub value: String,
    /// The salt of this field.
    pub salt: Salt,
}

/// A field that was taken away: the commitment stays, and says nothing without the salt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The field, by JSON Pointer.
    pub field: String,
    /// What was committed to.
    pub commitment: Commitment,
    /// The index of the leaf that says why it is gone.
    pub redacted_by: u64,
}

/// One field of a version as served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "wire::Wire", into = "wire::Wire")]
pub enum Field {
    /// It can be read.
    Open(Opening),
    /// It was taken away.
    Gone(Gone),
}

impl Field {
    /// The name of the field, a JSON Pointer.
    pub fn name(&self) -> &str {
        match self {
            Field::Open(Opening { field, .. }) | Field::Gone(Gone { field, .. }) => field,
        }
    }

    /// What the leaf commits to.
    pub fn commitment(&self) -> Commitment {
        match self {
            Field::Open(opening) => commitment(&opening.salt, &opening.field, &opening.value),
            Field::Gone(gone) => gone.commitment,
        }
    }
}

/// A row about a field of a version in which something was redacted, as the database keeps it once the seed is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The field, by JSON Pointer.
    pub field: String,
    /// Its salt, or the index of the leaf that took it away.
    pub salt: Result<Salt, u64>,
    /// What was committed to.
    pub commitment: Commitment,
}

/// Everything that opens one leaf, as it is served with the record.
///
/// ```
/// use ledger::leaf::{Leaf, LeafKind};
/// use ledger::opening::{Openings, Seed};
/// use record::{Instant, Kind, Ref};
/// let facts = serde_json::json!({"name": "秦皇岛", "days": 12});
/// let record = Ref::new(Kind::Approval, "A-1");
/// let openings = Openings::of(record.clone(), 1, 7, &Seed::new(&[1; 32]), &facts);
///
/// let at = Instant::parse("2026-11-23T08:00:00Z").unwrap();
/// let leaf = Leaf::version(LeafKind::Publish, record, 1, at, openings.root().unwrap());
/// let served = serde_json::to_string(&openings).unwrap();
/// assert_eq!(Openings::parse(&served).unwrap().check(&leaf), Ok(()));
/// assert!(Openings::parse(&served.replace("12", "13")).unwrap().check(&leaf).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Openings {
    /// The record, as in the leaf: `kind/key`.
    #[serde(with = "wire::reference")]
    pub record: Ref,
    /// Which version of the record.
    pub revision: u64,
    /// The index of the leaf in the log.
    pub index: u64,
    /// The fields, in the bytewise order of their names.
    pub fields: Vec<Field>,
}

impl Openings {
    /// The openings of a version nothing was taken from. `index` is its leaf's place in the log.
    pub fn of(record: Ref, revision: u64, index: u64, seed: &Seed, facts: &Value) -> Openings {
        let opening =
            |(field, value): (String, String)| Field::Open(Opening { salt: seed.salt(&field), field, value });
        Openings { record, revision, index, fields: flatten(facts).into_iter().map(opening).collect() }
    }

    /// The openings of a version something was taken from: the salts that were kept, and the facts that are left.
    ///
    /// What the facts hold in the place of a field that is gone is not looked at.
    ///
    /// # Errors
    /// [`Mismatch::Lost`] where a salt was kept but the facts lack the field, or its value is not the one committed to;
    /// [`Mismatch::Stray`] where the facts have a field nothing was kept of.
    pub fn kept(
        record: Ref,
        revision: u64,
        index: u64,
        facts: &Value,
        mut rows: Vec<Kept>,
    ) -> Result<Openings, Mismatch> {
        rows.sort_by(|a, b| a.field.cmp(&b.field));
        let values = flatten(facts);
        let stray = values.iter().map(|(field, _)| field).find(|field| {
            let known = rows.binary_search_by(|row| row.field.cmp(field)).is_ok();
            // A list or object that lost its last field is a field itself now, and what lies below a field that is
            // gone is what was put in its place.
            let emptied =
                || rows.iter().any(|row| row.salt.is_err() && pointer::lie_in_line(&row.field, field));
            !known && !emptied()
        });
        if let Some(field) = stray {
            return Err(Mismatch::Stray { field: field.clone() });
        }
        let field = |row: Kept| match row.salt {
            Err(redacted_by) => {
                Ok(Field::Gone(Gone { field: row.field, commitment: row.commitment, redacted_by }))
            }
            Ok(salt) => {
                let at = values.binary_search_by(|(field, _)| field.cmp(&row.field));
                match at.ok().map(|at| values[at].1.clone()) {
                    Some(value) if commitment(&salt, &row.field, &value) == row.commitment => {
                        Ok(Field::Open(Opening { field: row.field, value, salt }))
                    }
                    _ => Err(Mismatch::Lost { field: row.field }),
                }
            }
        };
        let fields = rows.into_iter().map(field).collect::<Result<_, _>>()?;
        Ok(Openings { record, revision, index, fields })
    }

    /// Reads openings as served.
    ///
    /// # Errors
    /// [`Mismatch::Json`] where the text is not of this form or has a member that is unknown or stands twice. Whether the
    /// openings open anything is for [`Openings::check`].
    pub fn parse(text: &str) -> Result<Openings, Mismatch> {
        serde_json::from_str(text).map_err(|error| Mismatch::Json(error.to_string()))
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name() == name)
    }

    /// Takes value and salt of a field away. `redacted_by` is the index of the leaf that says why.
    ///
    /// # Errors
    /// [`Mismatch::Unknown`] where there is no such field that could still be read.
    pub fn redact(&mut self, name: &str, redacted_by: u64) -> Result<(), Mismatch> {
        let field = self.fields.iter_mut().find(|field| field.name() == name);
        match field {
            Some(field @ Field::Open(_)) => {
                let commitment = field.commitment();
                *field = Field::Gone(Gone { field: name.to_owned(), commitment, redacted_by });
                Ok(())
            }
            _ => Err(Mismatch::Unknown { field: name.to_owned() }),
        }
    }
}
