//! Where a case can be handled: in its unit, or one level up if too many there may not touch it. It never stalls.

use serde::{Deserialize, Serialize};

use crate::case::Kind;
use crate::rules::routing::Organisation;
use ::recusal::{Ground, Matter, Officer, grounds, leads};

/// A case is assigned by two, so a unit where fewer may touch it cannot form a team.
const TEAM_NEEDS: usize = 2;

/// Where a case ends up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The units that may not have it, in order.
    pub passed: Vec<Passed>,
    /// Who may.
    pub seat: Seat,
}

/// A unit that may not have a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// Its code.
    pub unit: String,
    /// How many of its officers are excluded.
    pub excluded: usize,
    /// How many it has.
    pub of: usize,
}

/// Who handles a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seat {
    /// A unit.
    Unit {
        /// Its code.
        unit: String,
        /// Who may be assigned: nobody else gets a key.
        eligible: Vec<String>,
        /// Who may not, and why.
        excluded: Vec<(String, Vec<Ground>)>,
    },
    /// Nobody in this city: the level above the city has it, and the reporter is told how to reach that.
    Outside,
}

/// Where a case about this matter can be handled, beginning at `unit`.
///
/// A unit may not have it if more than half of its officers are excluded or if fewer than two are left; then the next one
/// above that takes such cases is asked. Everyone not found eligible is denied. See docs/rules/cases-recusal.md.
pub fn settle(
    matter: &Matter,
    kind: Kind,
    unit: &str,
    officers: &[Officer],
    organisation: &Organisation,
) -> Settled {
    let mut passed = Vec::new();
    let mut here = Some(unit);
    // No more steps than there are units, wherever they lead.
    for _ in 0..=organisation.receivers.len() {
        let Some(unit) = here else { break };
        let pool: Vec<&Officer> = officers.iter().filter(|officer| officer.unit == unit).collect();
        let mut eligible = Vec::new();
        let mut excluded = Vec::new();
        for officer in &pool {
            let mut found = grounds(matter, officer, organisation);
            if leads(matter, officer, officers) {
                found.push(Ground::Leads);
            }
            match found.is_empty() {
                true => eligible.push(officer.account.clone()),
                false => excluded.push((officer.account.clone(), found)),
            }
        }
        if excluded.len() * 2 <= pool.len() && eligible.len() >= TEAM_NEEDS {
            let unit = unit.to_owned();
            return Settled { passed, seat: Seat::Unit { unit, eligible, excluded } };
        }
        passed.push(Passed { unit: unit.to_owned(), excluded: excluded.len(), of: pool.len() });
        here = organisation.next_above(unit, kind).map(|above| above.code.as_str());
    }
    Settled { passed, seat: Seat::Outside }
}
