//! Who may do what: one table for page, address, file, feed, export and search. What does not stand in it is denied.
//!
//! A line reads: the action, on which kinds of things, by which roles and how far each reaches, and what forbids it all the
//! same. `cases/policy.txt` says in letters what follows from it for every role; the tests walk both. The separation
//! of duties behind it is that of the Supervision Law (监察法) and of the rules on petitions: who accepts does not close, who
//! asks for an identity does not hold its second share, who keeps the accounts reads no case.

use crate::{Action, Actor, Grant, Object, ObjectKind, Role};

/// How far a role reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// Things of the unit the role is held in.
    Unit,
    /// Things of that unit and of those below it.
    Line,
    /// Things of every unit, and of none.
    All,
    /// Things of the unit that were assigned to the actor.
    Assigned,
}

/// What forbids an action although the role would allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unless {
    /// The actor proposed it. Nobody is the second hand of themselves.
    Author,
    /// It complains about the actor's unit, or one the actor holds a role in.
    Concerned,
    /// It is about the actor.
    Owner,
    /// The second factor was not shown within five minutes.
    Stale,
}

struct Line {
    action: Action,
    on: &'static [ObjectKind],
    by: &'static [(Role, Reach)],
    unless: &'static [Unless],
}

const fn line(
    action: Action,
    on: &'static [ObjectKind],
    by: &'static [(Role, Reach)],
    unless: &'static [Unless],
) -> Line {
    Line { action, on, by, unless }
}

use Action::*;
use ObjectKind::{Account, Audit, Case, Funnel, Identity, Manifest, Template, Words};
use Reach::{All, Assigned, Line as Below, Unit};
use Role::*;
use Unless::{Author, Concerned, Owner, Stale};

#[rustfmt::skip]
const TABLE: &[Line] = &[
    // A case from its first day to its last.
    line(CaseList, &[Case], &[(IntakeOfficer, Unit), (CaseOfficer, Assigned), (Reviewer, Below), (Supervisor, Below)], &[]),
    line(CaseLine, &[Case], &[(Auditor, All)], &[]),
    line(CaseRead, &[Case], &[(IntakeOfficer, Unit), (CaseOfficer, Assigned), (Reviewer, Below)], &[]),
    line(IntakeEnter, &[Case], &[(WindowClerk, Unit), (IntakeOfficer, Unit)], &[]),
    line(CaseAccept, &[Case], &[(IntakeOfficer, Unit)], &[]),
    line(CaseRefuse, &[Case], &[(IntakeOfficer, Unit)], &[]),
    line(CaseRefuseApprove, &[Case], &[(Reviewer, Below)], &[Author]),
    line(CaseAssign, &[Case], &[(IntakeOfficer, Unit)], &[]),
    line(CaseAssignApprove, &[Case], &[(IntakeOfficer, Below)], &[Author]),
    line(CaseExclude, &[Case], &[(IntakeOfficer, Unit), (CaseOfficer, Assigned)], &[]),
    line(CaseExcludeApprove, &[Case], &[(IntakeOfficer, Below), (Reviewer, Below)], &[Author]),
    line(CaseEvent, &[Case], &[(IntakeOfficer, Unit), (CaseOfficer, Assigned)], &[]),
    line(CaseMessage, &[Case], &[(IntakeOfficer, Unit), (CaseOfficer, Assigned)], &[]),
    line(NoteWrite, &[Case], &[(IntakeOfficer, Unit), (CaseOfficer, Assigned), (Reviewer, Below)], &[]),
    line(CaseMerge, &[Case], &[(IntakeOfficer, Unit)], &[]),
    line(CaseTransfer, &[Case], &[(IntakeOfficer, Unit)], &[]),
    line(CaseClose, &[Case], &[(CaseOfficer, Assigned)], &[]),
    line(CaseCloseApprove, &[Case], &[(Reviewer, Below)], &[Author]),
    line(CaseReopen, &[Case], &[(IntakeOfficer, Unit), (Reviewer, Below)], &[]),
    line(Search, &[Case], &[(IntakeOfficer, Unit), (CaseOfficer, Unit), (Reviewer, Below), (Supervisor, Below)], &[]),
    line(Export, &[Case], &[(IntakeOfficer, Unit), (CaseOfficer, Assigned), (Supervisor, Below), (Auditor, All)], &[Stale]),
    // Who a reporter is: one asks, another gives, and the reporter is told.
    line(IdentityAsk, &[Identity], &[(CaseOfficer, Assigned)], &[Stale]),
    line(IdentityGrant, &[Identity], &[(Custodian, All)], &[Author, Concerned, Stale]),
    line(IdentityOpen, &[Identity], &[(CaseOfficer, Assigned)], &[Stale]),
    // What is public: the unit concerned never moderates itself, an author never publishes.
    line(Moderate, &[Words], &[(Moderator, Below)], &[Concerned]),
    line(ModerateReview, &[Words], &[(Reviewer, Below)], &[Author, Concerned]),
    line(Publish, &[Words, Funnel], &[(Publisher, All)], &[Author, Concerned, Stale]),
    line(FunnelRead, &[Funnel], &[(Reviewer, All), (Supervisor, All), (Publisher, All), (Auditor, All)], &[]),
    // What was done by whom.
    line(AuditRead, &[Audit], &[(Auditor, All)], &[]),
    // Accounts and roles: given by two, ended by one.
    line(AccountRead, &[Account], &[(Supervisor, All), (Auditor, All), (Administrator, All)], &[]),
    line(AccountAdd, &[Account], &[(Supervisor, All), (Administrator, All)], &[Stale]),
    line(AccountApprove, &[Account], &[(Supervisor, All), (Administrator, All)], &[Author, Owner, Stale]),
    line(AccountRecover, &[Account], &[(Supervisor, All), (Administrator, All)], &[Owner, Stale]),
    line(AccountRecoverApprove, &[Account], &[(Supervisor, All), (Administrator, All)], &[Author, Owner, Stale]),
    line(AccountClose, &[Account], &[(Supervisor, All), (Administrator, All)], &[Owner, Stale]),
    line(RoleGrant, &[Account], &[(Supervisor, All), (Administrator, All)], &[Owner, Stale]),
    line(RoleApprove, &[Account], &[(Supervisor, All), (Administrator, All)], &[Author, Owner, Stale]),
    line(RoleEnd, &[Account], &[(Supervisor, All), (Administrator, All)], &[Stale]),
    line(SessionRevoke, &[Account], &[(Administrator, All)], &[]),
    line(Passkey, &[Account], &[], &[Stale]),
    line(KeySlot, &[Account], &[], &[Stale]),
    line(InterestDeclare, &[Account], &[], &[]),
    line(KeyManifest, &[Manifest], &[(Supervisor, All), (Administrator, All)], &[Stale]),
    line(KeyManifestApprove, &[Manifest], &[(Supervisor, All), (Administrator, All)], &[Author, Stale]),
    // Letters.
    line(TemplateUse, &[Template], &[(WindowClerk, All), (Moderator, All), (IntakeOfficer, All), (CaseOfficer, All),
                                     (Reviewer, All), (Supervisor, All)], &[]),
    line(TemplateEdit, &[Template], &[(Supervisor, All)], &[]),
];

/// What everybody may do to what is their own, whatever their role: end their sessions, keep their passkeys and keys, declare their
/// interests.
const OWN: &[Action] = &[SessionRevoke, Passkey, KeySlot, InterestDeclare];

/// Why somebody may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// No role allows it.
    NotAllowed,
    /// Excluded from the case: it is to look as if it did not exist.
    Excluded,
    /// The second hand must be another's.
    SameHand,
    /// The actor's own unit is the one complained about.
    Concerned,
    /// It is about the actor.
    Own,
    /// Allowed, once the second factor was shown again.
    StepUp,
}

impl Denied {
    /// The word in the audit.
    pub const fn as_str(self) -> &'static str {
        match self {
            Denied::NotAllowed => "not-allowed",
            Denied::Excluded => "excluded",
            Denied::SameHand => "same-hand",
            Denied::Concerned => "concerned",
            Denied::Own => "own",
            Denied::StepUp => "step-up",
        }
    }
}

/// The one decision: may this person do that to this thing?
///
/// # Errors
/// Says why not. Whatever is not known about the thing counts against the one who asks.
pub fn authorize(actor: &Actor, action: Action, object: &Object) -> Result<(), Denied> {
    let line = TABLE.iter().find(|line| line.action == action).ok_or(Denied::NotAllowed)?;
    if object.excluded {
        return Err(Denied::Excluded);
    }
    if !line.on.contains(&object.kind) || (object.kind.is_of_a_case() && actor.has(Administrator)) {
        return Err(Denied::NotAllowed);
    }
    let is_own = OWN.contains(&action) && object.owner.as_deref() == Some(actor.account.as_str());
    let reaches = |grant: &Grant| {
        line.by.iter().any(|(role, reach)| *role == grant.role && within(*reach, grant, actor, object))
    };
    if !is_own && !actor.grants.iter().any(reaches) {
        return Err(Denied::NotAllowed);
    }
    line.unless.iter().try_for_each(|unless| forbids(*unless, actor, object).map_or(Ok(()), Err))
}

/// Whether a page offers it. Who only has to show the second factor again is led there when they try.
pub fn offers(actor: &Actor, action: Action, object: &Object) -> bool {
    matches!(authorize(actor, action, object), Ok(()) | Err(Denied::StepUp))
}

/// Whether a thing lies within a role.
fn within(reach: Reach, grant: &Grant, actor: &Actor, object: &Object) -> bool {
    let unit = object.unit.as_deref();
    match reach {
        All => true,
        Unit => unit == Some(grant.unit.as_str()),
        Assigned => object.assigned && unit == Some(grant.unit.as_str()),
        Below => unit.is_some_and(|unit| actor.line.is_within(unit, &grant.unit)),
    }
}

fn forbids(unless: Unless, actor: &Actor, object: &Object) -> Option<Denied> {
    let (forbidden, why) = match unless {
        // A proposal of nobody knows has no second hand.
        Author => (object.author.as_deref().is_none_or(|author| author == actor.account), Denied::SameHand),
        Concerned => {
            (object.concerned_unit.as_deref().is_some_and(|unit| is_of(actor, unit)), Denied::Concerned)
        }
        Owner => (object.owner.as_deref() == Some(actor.account.as_str()), Denied::Own),
        Stale => (!actor.fresh, Denied::StepUp),
    };
    forbidden.then_some(why)
}

/// Whether somebody belongs to a unit or to one below it, or holds a role there.
fn is_of(actor: &Actor, unit: &str) -> bool {
    let mut units =
        std::iter::once(actor.unit.as_str()).chain(actor.grants.iter().map(|grant| grant.unit.as_str()));
    units.any(|own| actor.line.is_within(own, unit))
}

#[cfg(test)]
mod tests;
