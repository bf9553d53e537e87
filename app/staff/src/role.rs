//! What a member of staff is there for.

use serde::{Deserialize, Serialize};

/// One of ten duties. A person holds roles by [`crate::Grant`], each in one unit.
///
/// ```
/// use staff::Role;
/// assert_eq!(Role::parse("case-officer"), Some(Role::CaseOfficer));
/// assert_eq!(Role::parse("king"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Enters what comes by letter, telephone or over the counter.
    WindowClerk,
    /// Decides what of the citizens' words is shown.
    Moderator,
    /// Takes reports in, accepts or refuses them, proposes who handles them.
    IntakeOfficer,
    /// Handles the cases that were assigned.
    CaseOfficer,
    /// Is the second hand at the closing of a case and at a refusal; comes from another team.
    Reviewer,
    /// Keeps the second share of every identity; sits in another unit.
    Custodian,
    /// Sees what falls due in a unit and below it, and grants roles with another.
    Supervisor,
    /// Publishes what another wrote.
    Publisher,
    /// Reads what was done by whom, and no case.
    Auditor,
    /// Keeps accounts and keys, and reads no case.
    Administrator,
}

impl Role {
    /// All ten, in the order of a case.
    pub const ALL: [Role; 10] = [
        Role::WindowClerk,
        Role::Moderator,
        Role::IntakeOfficer,
        Role::CaseOfficer,
        Role::Reviewer,
        Role::Custodian,
        Role::Supervisor,
        Role::Publisher,
        Role::Auditor,
        Role::Administrator,
    ];

    /// The two that the command line may give, because they can bring in all others together and no one of them alone.
    pub const FIRST: [Role; 2] = [Role::Administrator, Role::Supervisor];

    /// The word in tables, forms and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::WindowClerk => "window-clerk",
            Role::Moderator => "moderator",
            Role::IntakeOfficer => "intake-officer",
            Role::CaseOfficer => "case-officer",
            Role::Reviewer => "reviewer",
            Role::Custodian => "custodian",
            Role::Supervisor => "supervisor",
            Role::Publisher => "publisher",
            Role::Auditor => "auditor",
            Role::Administrator => "administrator",
        }
    }

    /// The role of this word.
    pub fn parse(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == word)
    }
}
