//! Whether a second hand may let a proposal stand. The roles are looked at by the policy; here it is about the two people,
//! the thing and the time.

use record::Instant;

use crate::Role;

/// A proposal lives for so long: 72 hours.
pub const LIVES_SECONDS: i64 = 72 * 3_600;

/// Why a proposal cannot be approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotApproved {
    /// The one who proposed it cannot be the second hand.
    SameHand,
    /// Somebody has decided it.
    Decided,
    /// Its time is over.
    Expired,
    /// What it is about has changed since it was proposed: it must be proposed anew.
    Changed,
    /// Two administrators alone cannot let it stand: one of the two must be a supervisor.
    AdministratorsAlone,
    /// There is no such proposal.
    Unknown,
}

impl NotApproved {
    /// The key of the sentence that says so.
    pub const fn key(self) -> &'static str {
        match self {
            NotApproved::SameHand => "staff-two-same-hand",
            NotApproved::Decided => "staff-two-decided",
            NotApproved::Expired => "staff-two-expired",
            NotApproved::Changed => "staff-two-changed",
            NotApproved::AdministratorsAlone => "staff-two-administrators",
            NotApproved::Unknown => "staff-two-unknown",
        }
    }
}

/// What is known of a proposal when somebody wants to approve it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Who proposed it.
    pub author: &'a str,
    /// Who wants to approve it.
    pub approver: &'a str,
    /// Until when it lives.
    pub expires: Instant,
    /// The hash of the thing when it was proposed.
    pub proposed: &'a str,
    /// The hash of the thing as it stands.
    pub stands: &'a str,
}

/// Decides all that two servers need not agree about; who comes first is the database's to say.
///
/// # Errors
/// Says why not.
pub fn may_stand(asked: Asked<'_>, now: Instant) -> Result<(), NotApproved> {
    if asked.author == asked.approver {
        return Err(NotApproved::SameHand);
    }
    if now >= asked.expires {
        return Err(NotApproved::Expired);
    }
    if asked.proposed != asked.stands {
        return Err(NotApproved::Changed);
    }
    Ok(())
}

/// Accounts, roles and keys are not given by administrators alone.
pub fn beyond_administrators(author: &[Role], approver: &[Role]) -> Result<(), NotApproved> {
    let supervised = author.contains(&Role::Supervisor) || approver.contains(&Role::Supervisor);
    if supervised { Ok(()) } else { Err(NotApproved::AdministratorsAlone) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_stands_by_another_hand_in_time_for_the_same_thing() {
        let expires = Instant::parse("2026-11-26T01:00:00Z").unwrap();
        let asked = Asked { author: "a", approver: "b", expires, proposed: "h", stands: "h" };
        let now = expires.plus_seconds(-1);
        assert_eq!(may_stand(asked, now), Ok(()));
        assert_eq!(may_stand(asked, expires), Err(NotApproved::Expired));
        assert_eq!(may_stand(Asked { approver: "a", ..asked }, now), Err(NotApproved::SameHand));
        assert_eq!(may_stand(Asked { stands: "other", ..asked }, now), Err(NotApproved::Changed));
    }

    #[test]
    fn two_administrators_give_nothing() {
        use Role::{Administrator, Supervisor};
        assert_eq!(beyond_administrators(&[Administrator], &[Supervisor]), Ok(()));
        assert_eq!(beyond_administrators(&[Supervisor], &[Administrator]), Ok(()));
        assert_eq!(beyond_administrators(&[Supervisor], &[Supervisor]), Ok(()));
        assert_eq!(
            beyond_administrators(&[Administrator], &[Administrator]),
            Err(NotApproved::AdministratorsAlone)
        );
    }
}
