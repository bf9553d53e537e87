//! Who takes in reports and complaints, and who stands above whom.

use crate::{City, DivisionLevel, Lang};
use serde::Deserialize;

/// What somebody can bring.
const TAKEN: [&str; 3] = ["report", "complaint", "suggestion"];

/// A unit that takes in reports and complaints, with its place in the line: what it must not judge itself goes to the one
/// above.
///
/// ```
/// use record::{DivisionLevel, Lang, Receiver};
/// let receiver: Receiver = serde_json::from_str(r#"{"code": "cdi-haigang", "name_zh": "海港区纪委监委",
///     "name_en": "Haigang Discipline Inspection", "level": "county", "division": "130302", "up": "cdi",
///     "takes": ["report"]}"#).unwrap();
/// assert_eq!(receiver.name(Lang::En), "Haigang Discipline Inspection");
/// assert_eq!((receiver.level, receiver.up.as_deref()), (DivisionLevel::County, Some("cdi")));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receiver {
    /// Its short name in the records, in small letters, such as `cdi-haigang`. It never changes.
    pub code: String,
    /// Its name in Chinese.
    pub name_zh: String,
    /// Its name in English.
    pub name_en: String,
    /// How high it stands.
    pub level: DivisionLevel,
    /// The division it answers for, by its code.
    pub division: String,
    /// The code of the receiver above it; none for the highest of the city.
    #[serde(default)]
    pub up: Option<String>,
    /// What it takes in: `report`, `complaint`, `suggestion`; nothing where it only keeps shares or audits.
    #[serde(default)]
    pub takes: Vec<String>,
}

impl Receiver {
    /// Its name.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.name_zh,
            Lang::En => &self.name_en,
        }
    }
}

impl City {
    /// The receiver of this code.
    pub fn receiver(&self, code: &str) -> Option<&Receiver> {
        self.receivers.iter().find(|receiver| receiver.code == code)
    }

    /// The receivers above this one, the nearest first.
    ///
    /// A file that leads in a circle gives each of them once.
    pub fn above<'a>(&'a self, code: &str) -> impl Iterator<Item = &'a Receiver> {
        let next = |receiver: &'a Receiver| self.receiver(receiver.up.as_deref()?);
        // As many steps as there are receivers lead out of every line that is not a circle.
        std::iter::successors(self.receiver(code).and_then(next), move |above| next(above))
            .take(self.receivers.len())
    }

    /// Whether a receiver is the other one or stands somewhere below it.
    pub fn is_within(&self, code: &str, of: &str) -> bool {
        code == of || self.above(code).any(|above| above.code == of)
    }

    /// What is wrong with the receivers, in a sentence for who wrote the file; none where they are sound.
    pub fn unsound_receiver(&self) -> Option<String> {
        for (index, receiver) in self.receivers.iter().enumerate() {
            let code = &receiver.code;
            let is_plain = !code.is_empty()
                && code
                    .bytes()
                    .all(|byte| byte == b'-' || byte.is_ascii_lowercase() || byte.is_ascii_digit());
            if !is_plain {
                return Some(format!(
                    "the receiver {code:?} needs a code of small letters, digits and hyphens"
                ));
            }
            if self.receivers[..index].iter().any(|before| before.code == *code) {
                return Some(format!("the receiver {code} stands there twice"));
            }
            if receiver.takes.iter().any(|kind| !TAKEN.contains(&kind.as_str())) {
                return Some(format!("the receiver {code} takes something other than {}", TAKEN.join(", ")));
            }
            if receiver.up.as_deref().is_some_and(|up| self.receiver(up).is_none()) {
                return Some(format!("nobody has the code that stands above the receiver {code}"));
            }
            if self.above(code).any(|above| above.code == *code) {
                return Some(format!("the receiver {code} stands above itself"));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn city(lines: &[(&str, Option<&str>)]) -> City {
        let receivers: Vec<serde_json::Value> = lines
            .iter()
            .map(|(code, up)| {
                serde_json::json!({ "code": code, "name_zh": code, "name_en": code, "level": "county",
                                    "division": "130302", "up": up })
            })
            .collect();
        serde_json::from_value(serde_json::json!({
            "name_zh": "秦皇岛市", "name_en": "Qinhuangdao", "utc_offset_minutes": 480, "email": "a@b.example",
            "address_zh": "", "address_en": "", "error_telephone": "12345", "ocid_prefix": "ocds-abc123",
            "receivers": receivers,
        }))
        .unwrap()
    }

    #[test]
    fn a_line_is_walked_upwards() {
        let city = city(&[
            ("town", Some("county")),
            ("county", Some("city")),
            ("city", None),
            ("port", Some("city")),
        ]);
        let above: Vec<&str> = city.above("town").map(|receiver| receiver.code.as_str()).collect();
        assert_eq!(above, ["county", "city"]);
        assert!(city.is_within("town", "city") && city.is_within("town", "town"));
        assert!(!city.is_within("city", "town") && !city.is_within("town", "port"));
        assert_eq!(city.above("nobody").count(), 0);
        assert_eq!(city.unsound_receiver(), None);
    }

    #[test]
    fn a_file_that_leads_nowhere_is_told() {
        for (lines, what) in [
            (vec![("a", Some("b"))], "nobody has the code that stands above the receiver a"),
            (vec![("a", Some("b")), ("b", Some("a"))], "the receiver a stands above itself"),
            (vec![("a", Some("a"))], "the receiver a stands above itself"),
            (vec![("a", None), ("a", None)], "the receiver a stands there twice"),
            (vec![("A b", None)], "the receiver \"A b\" needs a code of small letters, digits and hyphens"),
        ] {
            assert_eq!(city(&lines).unsound_receiver().as_deref(), Some(what));
        }
    }
}
