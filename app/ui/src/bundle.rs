//! Which WebAssembly a page needs. There are four, so that a reader of the register does not download what seals a report, who
//! reports does not download what opens letters, and nobody but staff downloads what opens a case.

/// A bundle of islands, built from the crate of the same name.
///
/// ```
/// use ui::Bundle;
///
/// assert_eq!(Bundle::Public.when(true), Some(Bundle::Public));
/// assert_eq!(Bundle::Public.when(false), None);
/// assert_eq!(Bundle::Seal.name(), "browser_seal");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    /// What the register recomputes and checks.
    Public,
    /// What seals a report.
    Seal,
    /// What opens the letters of one's own report.
    Case,
    /// What opens a case.
    Staff,
}

impl Bundle {
    /// The crate, and with it the names of the built files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Public => "browser",
            Self::Seal => "browser_seal",
            Self::Case => "browser_case",
            Self::Staff => "browser_staff",
        }
    }

    /// This bundle, if the page has an island of it.
    pub fn when(self, is_needed: bool) -> Option<Self> {
        is_needed.then_some(self)
    }
}
