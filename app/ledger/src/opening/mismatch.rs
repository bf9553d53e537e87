//! Why openings do not open a leaf, or facts cannot be committed to.

/// Why openings were refused. The texts name fields, never values: they may reach a log.
///
/// ```
/// use ledger::opening::{Mismatch, read};
/// let twice = read(r#"{"a":{"b":1,"b":2}}"#).unwrap_err();
/// assert_eq!(twice, Mismatch::Twice { field: "/a/b".into() });
/// assert_eq!(twice.to_string(), "The field \"/a/b\" stands twice");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// It is not JSON of the form that is read here; in the words of the JSON reader.
    Json(String),
    /// There are no fields.
    Empty,
    /// A name is no JSON Pointer.
    Pointer {
        /// The name.
        field: String,
    },
    /// A member stands twice in its object.
    Twice {
        /// Its pointer.
        field: String,
    },
    /// A member has a name that the JSON reader keeps for itself.
    Reserved {
        /// Its pointer.
        field: String,
    },
    /// A field stands before one that sorts before it, or twice.
    Order {
        /// The later of the two.
        field: String,
    },
    /// A value is not the one text of a scalar, an empty list or an empty object.
    Value {
        /// Its field.
        field: String,
    },
    /// A field lies inside another one, or says of itself to be an object where that is no news.
    Overlap {
        /// The field.
        field: String,
    },
    /// Lists and objects lie deeper in each other than any facts do.
    Deep,
    /// There is no such field that could be read.
    Unknown {
        /// The field.
        field: String,
    },
    /// A salt was kept, but the value is not the one that was committed to.
    Lost {
        /// The field.
        field: String,
    },
    /// The facts have a field nothing was committed to.
    Stray {
        /// The field.
        field: String,
    },
    /// The leaf is about another record, another revision, or no version at all.
    Leaf,
    /// The root over the fields is not the one of the leaf.
    Root,
    /// The leaf that is said to have taken a field away does not say so.
    Redaction {
        /// The field.
        field: String,
    },
}

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Mismatch::Json(why) => write!(f, "The JSON cannot be read: {why}"),
            Mismatch::Empty => f.write_str("There are no fields"),
            Mismatch::Pointer { field } => write!(f, "The name {field:?} is no JSON Pointer"),
            Mismatch::Twice { field } => write!(f, "The field {field:?} stands twice"),
            Mismatch::Reserved { field } => write!(f, "The name of {field:?} is reserved"),
            Mismatch::Order { field } => write!(f, "The field {field:?} is out of order"),
            Mismatch::Value { field } => write!(f, "The value of {field:?} is not in its one canonical text"),
            Mismatch::Overlap { field } => write!(f, "The field {field:?} does not fit among the others"),
            Mismatch::Deep => f.write_str("The facts are nested too deep"),
            Mismatch::Unknown { field } => write!(f, "There is no field {field:?} to take away"),
            Mismatch::Lost { field } => write!(f, "The value of {field:?} is not the one committed to"),
            Mismatch::Stray { field } => write!(f, "Nothing was committed to of the field {field:?}"),
            Mismatch::Leaf => f.write_str("The leaf is not the one of this version"),
            Mismatch::Root => f.write_str("The fields do not have the root that stands in the leaf"),
            Mismatch::Redaction { field } => {
                write!(f, "The leaf named does not say that {field:?} was taken away")
            }
        }
    }
}

impl std::error::Error for Mismatch {}
