//! Recusal as far as the server can see: the unit a complaint is about, what colleagues declared, and who was excluded before.
//! Whom a report is about is sealed; that is matched on the device of an intake officer.

use record::Lang;
use recusal::{Person, Place as Spot, Watch};
use staff::{Colleague, Role, interests};

use super::seat::{Found, Halt, Seat};
use crate::event::{Actor, Deed, Event, TransferGround};
use crate::rules::recusal::{
    Confirmation, Interest, Matter, Naming, Officer, Seat as Place, Subject, grounds, settle,
};
use crate::rules::routing::Organisation;
use crate::table::{self, Exclusion};

/// Everyone who could handle a case, and what this one is about.
pub(crate) struct Recusal {
    officers: Vec<Officer>,
    matter: Matter,
    organisation: Organisation,
}

impl Recusal {
    /// What is known for a case.
    pub(crate) async fn of(seat: &Seat, found: &Found, colleagues: &[Colleague]) -> Result<Recusal, Halt> {
        let organisation = Organisation::of(seat.visit.city());
        let declared = interests::standing(&seat.store, &seat.office).await.map_err(Halt::Failure)?;
        let officers = officers(colleagues, &declared, &organisation);
        Ok(Recusal { officers, matter: matter(seat, found).await?, organisation })
    }

    /// Whether this account may be given the case in this unit.
    pub(crate) fn lets(&self, account: &str, unit: &str) -> bool {
        let mut here = self.officers.iter().filter(|it| it.account == account && it.unit == unit);
        here.next().is_some_and(|officer| grounds(&self.matter, officer, &self.organisation).is_empty())
    }

    /// What the device of an officer who opens the case needs to find out the rest: those of the unit and of the units above it who are
    /// not excluded yet.
    pub(crate) fn watch(self, seat: &Seat, found: &Found, colleagues: &[Colleague], salt: String) -> Watch {
        let unit = found.case.unit();
        let above = |code: &str| self.organisation.above(code).map(|it| it.code.clone()).collect::<Vec<_>>();
        let near = above(unit);
        let excluded = |account: &str| self.matter.named.iter().any(|it| it.account == account);
        let is_asked = |it: &Officer| (it.unit == unit || near.contains(&it.unit)) && !excluded(&it.account);
        let officers: Vec<Officer> = self.officers.iter().filter(|it| is_asked(it)).cloned().collect();
        let places = self.organisation.receivers.iter().map(|receiver| Spot {
            code: receiver.code.clone(),
            names: names(seat, &receiver.code),
            above: above(&receiver.code),
        });
        let person = |it: &Colleague| Person {
            account: it.account.clone(),
            name: it.title.clone(),
            line: line(&it.unit, &it.account, colleagues, &self.organisation),
        };
        Watch::new(salt, places.collect(), colleagues.iter().map(person).collect(), &officers)
    }

    /// Where the case goes now that these are excluded, as the transaction that excludes the last of them sees them: nowhere while
    /// enough are left; one or more levels up, or out of the city, where too many of its unit may not touch it.
    pub(crate) fn moves(mut self, found: &Found, excluded: Vec<Exclusion>, outside: &str) -> Option<Deed> {
        self.matter.named = excluded.into_iter().map(named).collect();
        let (case, unit) = (&found.case, found.case.unit());
        let settled = settle(&self.matter, case.head().kind, unit, &self.officers, &self.organisation);
        match settled.seat {
            Place::Unit { unit: there, .. } if there == unit => None,
            Place::Unit { unit: to, .. } => Some(Deed::Transferred { to, ground: TransferGround::Recusal }),
            Place::Outside => Some(Deed::HandedOver { body: outside.to_owned() }),
        }
    }
}

/// The event of such a move: by the two who found the exclusion.
pub(crate) fn event(seat: &Seat, seq: u32, deed: Deed, by: (&str, &str)) -> Event {
    Event {
        seq,
        happened: seat.visit.today(),
        entered: seat.office.now(),
        actor: Actor::Staff(by.0.to_owned()),
        approvals: vec![by.1.to_owned()],
        deed,
    }
}

/// Whoever takes in or handles cases, once for each unit in which they do. They take orders from the supervisors of that unit
/// and of those above it.
fn officers(
    colleagues: &[Colleague],
    declared: &[(String, interests::Interest)],
    organisation: &Organisation,
) -> Vec<Officer> {
    let mut officers: Vec<Officer> = Vec::new();
    for colleague in colleagues {
        let handles = |role| matches!(role, Role::IntakeOfficer | Role::CaseOfficer);
        let mut units: Vec<&str> =
            colleague.grants.iter().filter(|it| handles(it.role)).map(|it| it.unit.as_str()).collect();
        units.sort_unstable();
        units.dedup();
        for unit in units {
            officers.push(Officer {
                account: colleague.account.clone(),
                name: colleague.title.clone(),
                unit: unit.to_owned(),
                line: line(unit, &colleague.account, colleagues, organisation),
                interests: interests_of(&colleague.account, declared),
            });
        }
    }
    officers
}

fn line(unit: &str, own: &str, colleagues: &[Colleague], organisation: &Organisation) -> Vec<String> {
    let above = organisation.above(unit).map(|it| it.code.as_str());
    std::iter::once(unit)
        .chain(above)
        .flat_map(|unit| {
            colleagues.iter().filter(move |it| {
                it.account != own
                    && it.grants.iter().any(|grant| grant.role == Role::Supervisor && grant.unit == unit)
            })
        })
        .map(|it| it.account.clone())
        .collect()
}

fn interests_of(account: &str, declared: &[(String, interests::Interest)]) -> Vec<Interest> {
    declared
        .iter()
        .filter(|(of, _)| of == account)
        .map(|(_, interest)| match interest.sort {
            interests::Sort::Person => Interest::Person(interest.words.clone()),
            interests::Sort::Unit => Interest::Unit(interest.words.clone()),
        })
        .collect()
}

/// What a case is about, as far as it is not sealed.
async fn matter(seat: &Seat, found: &Found) -> Result<Matter, Halt> {
    let id = &found.case.head().id;
    // A unit can be declared by its code or by what it is called in either language.
    let subjects = found.case.head().concerned_unit.iter().flat_map(|code| {
        let subject =
            |name| Subject { unit: Some(code.clone()), workplace: Some(name), ..Subject::default() };
        names(seat, code).into_iter().map(subject)
    });
    let excluded = table::exclusions(&seat.store, id).await?;
    Ok(Matter {
        subjects: subjects.collect(),
        handlers: Vec::new(),
        linked: table::excluded_from_linked(&seat.store, id).await?,
        named: excluded.into_iter().map(named).collect(),
    })
}

/// What a receiving unit is called, in every language.
fn names(seat: &Seat, code: &str) -> Vec<String> {
    let receiver = seat.visit.city().receiver(code);
    Lang::ALL.into_iter().filter_map(|lang| Some(receiver?.name(lang).to_owned())).collect()
}

fn named(excluded: Exclusion) -> Naming {
    let (first, second) = excluded.by;
    Naming { account: excluded.account, confirmation: Confirmation::Confirmed(first, second) }
}
