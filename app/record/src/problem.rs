//! What is wrong with a piece of input, and where it stands.

use crate::Code;
use serde::{Deserialize, Serialize};

/// How grave a problem is.
///
/// ```
/// use record::Level;
/// assert_eq!(Level::parse("warning"), Some(Level::Warning));
/// assert!(Level::Error < Level::Notice, "the gravest comes first");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The row, or without a line the file, is refused.
    Error,
    /// The row is taken and the reader is told.
    Warning,
    /// Nothing to do; the reader may want to know.
    Notice,
}

impl Level {
    /// `error`, `warning` or `notice`, as in `--json` output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Notice => "notice",
        }
    }

    /// The level of this word.
    pub fn parse(word: &str) -> Option<Level> {
        [Level::Error, Level::Warning, Level::Notice].into_iter().find(|level| level.as_str() == word)
    }
}

/// Something the person who sent the input can put right. The sentence is made from the code by `ui` in the reader's language.
///
/// ```
/// use record::{Problem, code};
/// let problem = Problem::error(code::DATE_ORDER).in_column("有效期至").with("from", "2024-02-22");
/// assert_eq!(problem.column.as_deref(), Some("有效期至"));
/// assert!(problem.is_error());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Which finding.
    pub code: Code,
    /// Whether it refuses the row.
    pub level: Level,
    /// The column's name as the file has it.
    pub column: Option<String>,
    /// What the sentence names, such as the value found. Never personal information.
    pub args: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem of this level, of no column yet.
    pub const fn new(level: Level, code: Code) -> Problem {
        Problem { code, level, column: None, args: Vec::new() }
    }

    /// A problem that refuses the row or the file.
    pub const fn error(code: Code) -> Problem {
        Problem::new(Level::Error, code)
    }

    /// A problem that is told while the row is taken.
    pub const fn warning(code: Code) -> Problem {
        Problem::new(Level::Warning, code)
    }

    /// Something worth knowing that needs no action.
    pub const fn notice(code: Code) -> Problem {
        Problem::new(Level::Notice, code)
    }

    /// The same problem, in this column.
    pub fn in_column(mut self, column: impl Into<String>) -> Problem {
        self.column = Some(column.into());
        self
    }

    /// The same problem with a word for its sentence.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Problem {
        self.args.push((name, value.into()));
        self
    }

    /// Whether it refuses the row.
    pub fn is_error(&self) -> bool {
        self.level == Level::Error
    }
}

/// Where in a file a problem stands.
///
/// ```
/// use record::Place;
/// let place = Place::file("releases.json").at_path("releases/0/date");
/// assert_eq!((place.line, place.path.as_deref()), (None, Some("releases/0/date")));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Place {
    /// The file's name without its folder.
    pub file: String,
    /// The line, the header being line 1; none where the whole file is meant.
    pub line: Option<u64>,
    /// The path inside a JSON document, such as `releases/0/date`.
    pub path: Option<String>,
}

impl Place {
    /// The file as a whole.
    pub fn file(file: impl Into<String>) -> Place {
        Place { file: file.into(), line: None, path: None }
    }

    /// A line of the file, the header being line 1.
    pub fn line(file: impl Into<String>, line: u64) -> Place {
        Place { file: file.into(), line: Some(line), path: None }
    }

    /// The same place, at this path of a JSON document.
    pub fn at_path(mut self, path: impl Into<String>) -> Place {
        self.path = Some(path.into());
        self
    }
}

/// A problem with its place: what an import answers instead of a row.
///
/// ```
/// use record::{Fault, Place, Problem, code};
/// let fault = Fault::new(Place::line("licences.csv", 5), Problem::error(code::USCC_LENGTH));
/// assert_eq!(fault.place.line, Some(5));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: Problem,
}

impl Fault {
    /// A problem at a place.
    pub const fn new(place: Place, problem: Problem) -> Fault {
        Fault { place, problem }
    }
}
