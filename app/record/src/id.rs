//! An identifier made by the caller.

use serde::{Deserialize, Deserializer, Serialize};

/// A UUID as text in lower case, version 7 where the portal makes it, so that identifiers sort by the time they were made.
///
/// It is never made here: whoever calls a rule passes it in, so that the rule gives the same answer every time.
///
/// ```
/// use record::Id;
/// let id = Id::parse("01931D2C-7f00-7abc-8def-0123456789ab").unwrap();
/// assert_eq!(id.as_str(), "01931d2c-7f00-7abc-8def-0123456789ab");
/// assert!(Id::parse("12").is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// Reads the 36 characters of a UUID; `None` if they are not.
    pub fn parse(text: &str) -> Option<Id> {
        let dashes = [8, 13, 18, 23];
        let fits = text.len() == 36
            && text.bytes().enumerate().all(|(index, byte)| {
                if dashes.contains(&index) { byte == b'-' } else { byte.is_ascii_hexdigit() }
            });
        fits.then(|| Id(text.to_ascii_lowercase()))
    }

    /// The 36 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        let text = String::deserialize(deserializer)?;
        Id::parse(&text).ok_or_else(|| serde::de::Error::custom("not a UUID"))
    }
}
