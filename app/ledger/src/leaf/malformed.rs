//! Why a text is no leaf, or a leaf cannot be written.

/// Why a leaf was refused.
///
/// ```
/// use ledger::leaf::{Leaf, Malformed};
/// let error = Leaf::parse(br#"{"v":2}"#).unwrap_err();
/// assert!(matches!(error, Malformed::Json(_)));
/// assert_eq!(Malformed::Missing("record").to_string(), "The leaf lacks `record`, which its kind needs");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// It is no JSON object with the members of a leaf; in the words of the JSON reader.
    Json(String),
    /// It would read as a leaf, but its text is not the one text of that leaf.
    NotCanonical,
    /// It is longer than an entry may be.
    TooLong {
        /// How long it is.
        bytes: usize,
    },
    /// Its format is a later one.
    Format(u64),
    /// Its kind is not known.
    Kind(String),
    /// A member is missing that its kind needs.
    Missing(&'static str),
    /// A member stands where its kind has none.
    Surplus(&'static str),
    /// A member says what it cannot say.
    Wrong(&'static str),
}

impl std::fmt::Display for Malformed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Malformed::Json(why) => write!(f, "The leaf is not the JSON of a leaf: {why}"),
            Malformed::NotCanonical => f.write_str("The leaf is not written in its one canonical text"),
            Malformed::TooLong { bytes } => {
                write!(f, "The leaf has {bytes} bytes, more than the {} of an entry", super::BYTES_AT_MOST)
            }
            Malformed::Format(format) => write!(f, "The leaf has format {format}, and only 1 is known here"),
            Malformed::Kind(kind) => write!(f, "The leaf is of an unknown kind, {kind:?}"),
            Malformed::Missing(member) => write!(f, "The leaf lacks `{member}`, which its kind needs"),
            Malformed::Surplus(member) => write!(f, "The leaf has `{member}`, which its kind does not have"),
            Malformed::Wrong(member) => write!(f, "The leaf's `{member}` is not well formed"),
        }
    }
}

impl std::error::Error for Malformed {}
