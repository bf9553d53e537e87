//! What somebody wants to do something to, as far as the decision needs to know it.

/// What kind of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ObjectKind {
    /// A report or complaint, with its messages and attachments.
    Case,
    /// Who a reporter is.
    Identity,
    /// Words of a citizen that may become public.
    Words,
    /// The public figures about cases.
    Funnel,
    /// What was done by whom.
    Audit,
    /// An account, its roles and sessions.
    Account,
    /// The list of keys that reports to a unit are sealed to.
    Manifest,
    /// A text that letters are made from.
    Template,
}

impl ObjectKind {
    /// All of them.
    pub const ALL: [ObjectKind; 8] = [
        ObjectKind::Case,
        ObjectKind::Identity,
        ObjectKind::Words,
        ObjectKind::Funnel,
        ObjectKind::Audit,
        ObjectKind::Account,
        ObjectKind::Manifest,
        ObjectKind::Template,
    ];

    /// The word in the audit.
    pub const fn as_str(self) -> &'static str {
        match self {
            ObjectKind::Case => "case",
            ObjectKind::Identity => "identity",
            ObjectKind::Words => "words",
            ObjectKind::Funnel => "funnel",
            ObjectKind::Audit => "audit",
            ObjectKind::Account => "account",
            ObjectKind::Manifest => "manifest",
            ObjectKind::Template => "template",
        }
    }

    /// The kind of this word.
    pub fn parse(word: &str) -> Option<ObjectKind> {
        ObjectKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether it tells something about a case: an administrator never reaches it.
    pub const fn is_of_a_case(self) -> bool {
        matches!(self, ObjectKind::Case | ObjectKind::Identity | ObjectKind::Words)
    }
}

/// A thing and how it stands to the one who asks. The slice that owns the thing makes it, from what its tables say.
///
/// ```
/// use staff::{Object, ObjectKind};
/// let case = Object::of(ObjectKind::Case).unit("cdi").key("A-2026-0193").assigned(true);
/// assert_eq!(case.unit.as_deref(), Some("cdi"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// What it is.
    pub kind: ObjectKind,
    /// Which one: its number or id. The audit keeps the hash of it.
    pub key: Option<String>,
    /// The unit that has it; none for what belongs to no unit.
    pub unit: Option<String>,
    /// Whether it was assigned to the one who asks.
    pub assigned: bool,
    /// Whether the one who asks is excluded from it.
    pub excluded: bool,
    /// The account that proposed or wrote it.
    pub author: Option<String>,
    /// The unit it complains about, as far as that is known.
    pub concerned_unit: Option<String>,
    /// The account it is about: the owner of a session, the holder of a role.
    pub owner: Option<String>,
}

impl Object {
    /// A thing of which nothing else is known. What is not known never opens a door.
    pub const fn of(kind: ObjectKind) -> Object {
        Object {
            kind,
            key: None,
            unit: None,
            assigned: false,
            excluded: false,
            author: None,
            concerned_unit: None,
            owner: None,
        }
    }

    /// The same thing under this number or id.
    pub fn key(mut self, key: impl Into<String>) -> Object {
        self.key = Some(key.into());
        self
    }

    /// The same thing in this unit.
    pub fn unit(mut self, unit: impl Into<String>) -> Object {
        self.unit = Some(unit.into());
        self
    }

    /// The same thing, assigned to the one who asks or not.
    pub fn assigned(mut self, assigned: bool) -> Object {
        self.assigned = assigned;
        self
    }

    /// The same thing, the one who asks excluded or not.
    pub fn excluded(mut self, excluded: bool) -> Object {
        self.excluded = excluded;
        self
    }

    /// The same thing, proposed or written by this account.
    pub fn author(mut self, author: Option<&str>) -> Object {
        self.author = author.map(str::to_owned);
        self
    }

    /// The same thing, complaining about this unit.
    pub fn concerned(mut self, unit: Option<&str>) -> Object {
        self.concerned_unit = unit.map(str::to_owned);
        self
    }

    /// The same thing, about this account.
    pub fn owner(mut self, owner: Option<&str>) -> Object {
        self.owner = owner.map(str::to_owned);
        self
    }
}
