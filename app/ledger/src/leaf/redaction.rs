//! What a redact leaf says: which field of which leaf is gone, on what ground, and who approved. Never the value.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Malformed;
use crate::opening::is_pointer;

/// The note of a redact leaf.
///
/// ```
/// use ledger::leaf::Redaction;
/// let redaction = Redaction {
///     target: 41,
///     field: "/case/applicant/name".into(),
///     ground: "PIPL art. 47: the purpose has been achieved".into(),
///     approvers: vec!["data protection officer".into(), "publisher".into()],
/// };
/// assert_eq!(Redaction::read(&redaction.note()), Ok(redaction));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redaction {
    /// The index of the leaf whose version held the field.
    pub target: u64,
    /// The field, by JSON Pointer.
    pub field: String,
    /// Why it had to go: the article of the law, in words that say nothing of the person.
    pub ground: String,
    /// Who approved: key ids once staff sign, until then the functions of those who did.
    pub approvers: Vec<String>,
}

impl Redaction {
    /// The note of the leaf.
    pub fn note(&self) -> Value {
        json!({
            "target": self.target,
            "field": self.field,
            "ground": self.ground,
            "approvers": self.approvers,
        })
    }

    /// Reads the note of a redact leaf.
    ///
    /// # Errors
    /// [`Malformed::Wrong`] where a member is missing, unknown or empty, the field is no pointer, or nobody approved.
    pub fn read(note: &Value) -> Result<Redaction, Malformed> {
        let redaction = Redaction::deserialize(note).map_err(|_| Malformed::Wrong("note"))?;
        let named = redaction.approvers.iter().all(|approver| !approver.trim().is_empty());
        let grounded = !redaction.ground.trim().is_empty();
        if !is_pointer(&redaction.field) || !grounded || !named || redaction.approvers.is_empty() {
            return Err(Malformed::Wrong("note"));
        }
        Ok(redaction)
    }
}
