//! One member of staff.

use record::{Id, Instant};

/// How far an account has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A one-time code was given out; nobody can sign in yet.
    Invited,
    /// Somebody signs in with it.
    Active,
    /// Nobody signs in with it any more. It stays, because what was done by it stays.
    Closed,
}

impl State {
    /// The word in the table.
    pub const fn as_str(self) -> &'static str {
        match self {
            State::Invited => "invited",
            State::Active => "active",
            State::Closed => "closed",
        }
    }

    /// The state of this word.
    pub fn parse(word: &str) -> Option<State> {
        [State::Invited, State::Active, State::Closed].into_iter().find(|state| state.as_str() == word)
    }
}

/// One member of staff. There is no shared account and none that exists from the start (ASVS 6.3.2).
///
/// ```
/// use staff::Account;
/// assert_eq!(Account::name_of(" Intake-1 ").as_deref(), Some("intake-1"));
/// assert_eq!(Account::name_of("a b"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Names it in every record; says nothing about the person.
    pub id: Id,
    /// What one signs in with.
    pub name: String,
    /// What colleagues read, such as "Intake officer A".
    pub title: String,
    /// The unit the person belongs to: the code of a receiver.
    pub unit: String,
    /// How far it has come.
    pub state: State,
    /// When it was made.
    pub created: Instant,
}

impl Account {
    /// Longest name and longest title, in characters.
    pub const LONGEST: usize = 40;

    /// A name to sign in with, in its one form: 3 to 40 small letters, digits, dots, hyphens; `None` for anything else.
    pub fn name_of(typed: &str) -> Option<String> {
        let name = typed.trim().to_lowercase();
        let fits = (3..=Account::LONGEST).contains(&name.len())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte))
            && name.as_bytes()[0].is_ascii_alphanumeric();
        fits.then_some(name)
    }
}
