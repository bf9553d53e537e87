//! Which roles one person may hold together. Separation of duties: who keeps the accounts reads no case, who audits does
//! nothing that is audited, who holds the second share of identities holds no case.

use crate::{Grant, Role};

/// Pairs that one person never holds at the same time.
const APART: &[(Role, Role)] = &[
    // Who holds both shares of an identity could open it alone.
    (Role::Custodian, Role::IntakeOfficer),
    (Role::Custodian, Role::CaseOfficer),
    (Role::Custodian, Role::Reviewer),
    // The second hand at a closing is another team's.
    (Role::Reviewer, Role::CaseOfficer),
    (Role::Reviewer, Role::IntakeOfficer),
    (Role::Publisher, Role::Moderator),
];
/// Who holds one of these holds no other role at all.
const ALONE: [Role; 2] = [Role::Auditor, Role::Administrator];

/// The role already held that forbids a new one; `None` where it may be given.
///
/// ```
/// use record::Day;
/// use staff::{Grant, Role, rules::roles::forbidden_by};
/// let from = Day::parse("2026-11-23").unwrap();
/// let held = [Grant { role: Role::CaseOfficer, unit: "cdi".to_owned(), from, until: None }];
/// assert_eq!(forbidden_by(Role::Custodian, &held), Some(Role::CaseOfficer));
/// assert_eq!(forbidden_by(Role::IntakeOfficer, &held), None);
/// ```
pub fn forbidden_by(new: Role, held: &[Grant]) -> Option<Role> {
    held.iter().map(|grant| grant.role).find(|held| apart(new, *held))
}

fn apart(a: Role, b: Role) -> bool {
    let alone = a != b && (ALONE.contains(&a) || ALONE.contains(&b));
    alone || APART.contains(&(a, b)) || APART.contains(&(b, a))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_that_are_apart_are_so_both_ways_round() {
        for a in Role::ALL {
            assert!(!apart(a, a), "{a:?} may be held in two units");
            for b in Role::ALL {
                assert_eq!(apart(a, b), apart(b, a), "{a:?} {b:?}");
                if a != b && (ALONE.contains(&a) || ALONE.contains(&b)) {
                    assert!(apart(a, b), "{a:?} {b:?}");
                }
            }
        }
        assert!(
            apart(Role::Custodian, Role::IntakeOfficer) && !apart(Role::IntakeOfficer, Role::CaseOfficer)
        );
    }
}
