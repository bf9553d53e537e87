//! A field as it is served. One form with members that may be missing, because serde cannot tell variants without a tag
//! apart and keep numbers exact; what belongs together is checked here.

use serde::{Deserialize, Serialize};

use super::{Field, Gone, Opening};

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "the members of a field")]
pub(super) struct Wire {
    field: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    commitment: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    redacted_by: Option<u64>,
}

impl From<Field> for Wire {
    fn from(field: Field) -> Wire {
        match field {
            Field::Open(Opening { field, value, salt }) => Wire {
                field,
                value: Some(value),
                salt: Some(salt.to_string()),
                commitment: None,
                redacted_by: None,
            },
            Field::Gone(Gone { field, commitment, redacted_by }) => Wire {
                field,
                value: None,
                salt: None,
                commitment: Some(commitment.to_string()),
                redacted_by: Some(redacted_by),
            },
        }
    }
}

impl TryFrom<Wire> for Field {
    type Error = String;

    fn try_from(wire: Wire) -> Result<Field, String> {
        let field = wire.field;
        match (wire.value, wire.salt, wire.commitment, wire.redacted_by) {
            (Some(value), Some(salt), None, None) => {
                let salt =
                    salt.parse().map_err(|_| format!("the salt of {field:?} is not 32 bytes of base64"))?;
                Ok(Field::Open(Opening { field, value, salt }))
            }
            (None, None, Some(commitment), Some(redacted_by)) => {
                let commitment = commitment
                    .parse()
                    .map_err(|_| format!("the commitment of {field:?} is not 32 bytes of base64"))?;
                Ok(Field::Gone(Gone { field, commitment, redacted_by }))
            }
            _ => Err(format!(
                "the field {field:?} needs a value and a salt, or a commitment and what it was redacted by"
            )),
        }
    }
}

/// A record as `kind/key`, as it stands in the leaf.
pub(super) mod reference {
    use record::Ref;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(in super::super) fn serialize<S: Serializer>(record: &Ref, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}/{}", record.kind, record.key))
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Ref, D::Error> {
        let text = String::deserialize(deserializer)?;
        crate::leaf::reference(&text).ok_or_else(|| de::Error::custom(format!("{text:?} is no record")))
    }
}
