//! Opening who a reporter is: an officer of the team asks with a reason, someone of another unit grants or declines, and the
//! reporter reads all of it.

use record::{Instant, worded};

/// A request that nobody has answered is over after so long.
const LIVES_SECONDS: i64 = 72 * 60 * 60;

worded! {
    /// Why it is asked for. The reporter reads the reason; no other words reach the page.
    Reason {
        /// To check that the name is real, which the rules on real-name reports ask for.
        Verify = "verify",
        /// To ask for something that cannot be asked through the portal.
        Contact = "contact",
        /// For a witness's statement.
        Testimony = "testimony",
        /// To protect the reporter.
        Protect = "protect",
        /// To pay a reward.
        Reward = "reward",
        /// Because the report seems to be a false accusation; only with the approval of a city-level body.
        FalseAccusation = "false_accusation",
    }
}

worded! {
    /// Why it cannot be.
    Refusal {
        /// Who asks is not in the team.
        Team = "team",
        /// Who decides also asked, or belongs to the same unit.
        Hands = "hands",
        /// One of them is excluded from the case.
        Excluded = "excluded",
        /// It was decided already, or there is nothing to decide.
        State = "state",
        /// It was asked too long ago.
        Over = "over",
    }
}

/// Someone with a hand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person<'a> {
    /// The account.
    pub account: &'a str,
    /// The unit.
    pub unit: &'a str,
    /// Whether they are in the team of the case.
    pub is_in_team: bool,
    /// Whether they are excluded from it.
    pub is_excluded: bool,
}

/// Whether this person may ask.
///
/// # Errors
/// What stands against it.
pub fn may_ask(asker: Person<'_>) -> Result<(), Refusal> {
    match asker {
        Person { is_excluded: true, .. } => Err(Refusal::Excluded),
        Person { is_in_team: false, .. } => Err(Refusal::Team),
        _ => Ok(()),
    }
}

/// Whether this person may decide about a request: never who asked, never one of the same unit or of the team.
/// security of identities: one share with the team, the other with custodians of another unit.
///
/// # Errors
/// What stands against it.
pub fn may_decide(
    custodian: Person<'_>,
    asker: &str,
    asker_unit: &str,
    asked: Instant,
    now: Instant,
) -> Result<(), Refusal> {
    if custodian.is_excluded {
        return Err(Refusal::Excluded);
    }
    if custodian.account == asker || custodian.unit == asker_unit || custodian.is_in_team {
        return Err(Refusal::Hands);
    }
    if now.seconds_since(asked) > LIVES_SECONDS { Err(Refusal::Over) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKER: Person<'static> =
        Person { account: "o1", unit: "cdi", is_in_team: true, is_excluded: false };
    const OTHER: Person<'static> =
        Person { account: "k1", unit: "inspection", is_in_team: false, is_excluded: false };

    #[test]
    fn only_the_team_asks() {
        assert_eq!(may_ask(ASKER), Ok(()));
        assert_eq!(may_ask(Person { is_in_team: false, ..ASKER }), Err(Refusal::Team));
        assert_eq!(may_ask(Person { is_excluded: true, ..ASKER }), Err(Refusal::Excluded));
    }

    #[test]
    fn only_another_unit_decides_and_within_three_days() {
        let asked = Instant::parse("2026-11-23T01:00:00Z").unwrap();
        let decide = |by, later| may_decide(by, "o1", "cdi", asked, asked.plus_seconds(later));
        assert_eq!(decide(OTHER, 60), Ok(()));
        assert_eq!(decide(OTHER, LIVES_SECONDS), Ok(()));
        assert_eq!(decide(OTHER, LIVES_SECONDS + 1), Err(Refusal::Over));
        assert_eq!(decide(Person { account: "o1", ..OTHER }, 60), Err(Refusal::Hands));
        assert_eq!(decide(Person { unit: "cdi", ..OTHER }, 60), Err(Refusal::Hands));
        assert_eq!(decide(Person { is_in_team: true, ..OTHER }, 60), Err(Refusal::Hands));
        assert_eq!(decide(Person { is_excluded: true, ..OTHER }, 60), Err(Refusal::Excluded));
    }
}
