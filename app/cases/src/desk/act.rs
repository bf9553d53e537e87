//! What somebody does about a case. What one person may decide happens at once; all else is proposed and waits for the others.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use record::{Day, Id};
use staff::{Action, Object, Role};
use store::Write;

use super::case::{Page, page};
use super::forms::{Fields, deed};
use super::recusal::{self, Recusal};
use super::seat::{Answered, Found, Halt, Seat};
use crate::case::CaseFile;
use crate::event::{Actor, Deed, Event};
use crate::routes::private;
use crate::rules::acts::Act;
use crate::rules::hands;
use crate::rules::recusal::Ground;
use crate::rules::solved::may_recheck;
use crate::rules::stage::Refusal;
use crate::stage::{Disposition, Witness};
use crate::table::{self, Approved, Proposal, Proposed};

/// What the policy is asked for a deed, and what for agreeing to it.
pub(crate) fn actions(deed: &Deed) -> (Action, Action) {
    match deed {
        Deed::Accepted => (Action::CaseAccept, Action::CaseAccept),
        Deed::Refused { .. } => (Action::CaseRefuse, Action::CaseRefuseApprove),
        Deed::Assigned { .. } | Deed::Released { .. } => (Action::CaseAssign, Action::CaseAssignApprove),
        Deed::Transferred { .. } | Deed::TransferObjected { .. } | Deed::HandedOver { .. } => {
            (Action::CaseTransfer, Action::CaseAssignApprove)
        }
        Deed::Joined { .. } | Deed::Parted | Deed::Linked { .. } => {
            (Action::CaseMerge, Action::CaseAssignApprove)
        }
        Deed::Reopened { .. }
        | Deed::Reviewed { .. }
        | Deed::FinallyReviewed { .. }
        | Deed::SolvedSaid { by: Witness::Recheck, .. } => (Action::CaseReopen, Action::CaseCloseApprove),
        Deed::Answered { .. }
        | Deed::Executed
        | Deed::NothingFound
        | Deed::Dismissed
        | Deed::Assessed { disposition: Disposition::Settle }
        | Deed::Talked { then: Disposition::Settle } => (Action::CaseClose, Action::CaseCloseApprove),
        _ => (Action::CaseEvent, Action::CaseCloseApprove),
    }
}

/// `POST /staff/cases/{case}/act`
pub(crate) async fn act(
    seat: Seat,
    Path(named): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answered {
    let found = seat.find(&named).await?;
    let fields = Fields(pairs);
    let Some(what) = Act::parse(fields.get("act")) else { return Err(seat.nothing()) };
    let deed = match deed(&seat, what, &fields).await? {
        Ok(deed) => deed,
        Err(errors) => {
            let shown = Page { errors, open: Some(what), ..Page::default() };
            return page(&seat, &found, shown, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let (action, _) = actions(&deed);
    seat.permit(action, &found.object).await?;
    if matches!(deed, Deed::SolvedSaid { .. }) && !may_recheck(&found.case, &seat.actor.unit) {
        return refused(&seat, &found, Refusal::Actor).await;
    }
    let happened = Day::parse(fields.get("happened")).unwrap_or(seat.visit.today());
    match enter(&seat, &found, deed, action, happened, fields.number("seq")).await? {
        Ok(done) => Ok(back(&seat, &found, done)),
        Err(refusal) => refused(&seat, &found, refusal).await,
    }
}

/// `POST /staff/cases/{case}/assign`: proposes that an officer of the unit joins the team, or lets one go.
pub(crate) async fn assign(
    seat: Seat,
    Path(named): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answered {
    let found = seat.find(&named).await?;
    seat.permit(Action::CaseAssign, &found.object).await?;
    let fields = Fields(pairs);
    let account = fields.get("account").to_owned();
    let is_leaving = fields.get("do") == "release" && found.case.team().contains(&account);
    let unit = found.case.unit();
    let colleagues = staff::colleagues(&seat.store, seat.visit.today()).await?;
    let is_officer = colleagues.iter().any(|it| it.account == account && it.holds(Role::CaseOfficer, unit));
    let can = is_officer && Recusal::of(&seat, &found, &colleagues).await?.lets(&account, unit);
    // Whoever may not touch the case is not told apart from one who is no officer: nobody learns here why.
    if !is_leaving && !can {
        let errors = vec![("assign-account".into(), seat.visit.t("cases-desk-assign-missing").into())];
        let shown = Page { errors, ..Page::default() };
        return page(&seat, &found, shown, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let deed = if is_leaving { Deed::Released { account } } else { Deed::Assigned { account } };
    match enter(&seat, &found, deed, Action::CaseAssign, seat.visit.today(), fields.number("seq")).await? {
        Ok(done) => Ok(back(&seat, &found, done)),
        Err(refusal) => refused(&seat, &found, refusal).await,
    }
}

/// Enters or proposes a deed, and writes it down; the word of what was done.
pub(crate) async fn enter(
    seat: &Seat,
    found: &Found,
    deed: Deed,
    action: Action,
    happened: Day,
    seq: u32,
) -> Result<Result<&'static str, Refusal>, Halt> {
    let (case, now) = (&found.case.head().id, seat.office.now());
    let account = seat.actor.account.clone();
    let mut write = seat.store.write().await?;
    let done = match hands::others(&deed) {
        0 => {
            let actor = Actor::Staff(account);
            let event = Event { seq, happened, entered: now, actor, approvals: Vec::new(), deed };
            table::enter(&mut write, case, event, seat.moment()).await?.map(|_| "entered")
        }
        // The page was made for another state of the case: what would be proposed is not what was meant.
        _ if seq != found.case.next_seq() => Err(Refusal::Overtaken),
        _ => {
            let (id, act) = (seat.office.id()?, Proposed::Deed(deed));
            table::propose(&mut write, id, case, &account, act, happened, now, seat.moment())
                .await?
                .map(|_| "proposed")
        }
    };
    if done.is_ok() {
        seat.audit(&mut write, action, &found.object).await?;
        write.commit_unseen().await?;
    }
    Ok(done)
}

/// `POST /staff/cases/{case}/consent`: agrees to a proposal, or takes one's own back.
pub(crate) async fn consent(
    seat: Seat,
    Path(named): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answered {
    let found = seat.find(&named).await?;
    let fields = Fields(pairs);
    let waiting = proposals_of(&seat, &found).await?;
    let asked = Id::parse(fields.get("proposal"));
    let Some(proposal) = waiting.into_iter().find(|it| Some(&it.id) == asked.as_ref()) else {
        return refused(&seat, &found, Refusal::Overtaken).await;
    };
    let (action, approving) = match &proposal.act {
        Proposed::Deed(deed) => actions(deed),
        Proposed::Exclusion { .. } => (Action::CaseExclude, Action::CaseExcludeApprove),
    };
    let object = found.object.clone().author(Some(&proposal.author));
    let mut write;
    if fields.get("do") == "withdraw" {
        seat.permit(action, &found.object).await?;
        write = seat.store.write().await?;
        if !table::withdraw(&mut write, &proposal.id, &seat.actor.account).await? {
            drop(write);
            return refused(&seat, &found, Refusal::Actor).await;
        }
        seat.audit(&mut write, action, &object).await?;
        write.commit_unseen().await?;
        return Ok(back(&seat, &found, "withdrawn"));
    }
    let approving = consenting(&seat, &object, action, approving);
    seat.permit(approving, &object).await?;
    // Asked before anything is written, and only where it decides something.
    let recusal = match &proposal.act {
        Proposed::Deed(Deed::Assigned { .. }) | Proposed::Exclusion { .. } => {
            let colleagues = staff::colleagues(&seat.store, seat.visit.today()).await?;
            Some(Recusal::of(&seat, &found, &colleagues).await?)
        }
        Proposed::Deed(_) => None,
    };
    // Something may have been declared since it was proposed.
    if let (Proposed::Deed(Deed::Assigned { account }), Some(recusal)) = (&proposal.act, &recusal)
        && !recusal.lets(account, found.case.unit())
    {
        return refused(&seat, &found, Refusal::Actor).await;
    }
    write = seat.store.write().await?;
    let now = seat.office.now();
    let approved = table::approve(&mut write, &proposal.id, &seat.actor.account, now, seat.moment()).await?;
    let done = match approved {
        Approved::Waits { .. } => "agreed",
        Approved::Done(case) => match move_up(&seat, &mut write, &found, &proposal, &case, recusal).await? {
            true => "moved",
            false => "entered",
        },
        Approved::Refused(refusal) => {
            drop(write);
            return refused(&seat, &found, refusal).await;
        }
    };
    seat.audit(&mut write, approving, &object).await?;
    write.commit_unseen().await?;
    Ok(back(&seat, &found, done))
}

/// Where an exclusion leaves too few in the unit, the case goes up with it: naming everyone stops nothing. Whether it went.
async fn move_up(
    seat: &Seat,
    write: &mut Write,
    found: &Found,
    proposal: &Proposal,
    case: &CaseFile,
    recusal: Option<Recusal>,
) -> Result<bool, Halt> {
    let (Proposed::Exclusion { .. }, Some(recusal)) = (&proposal.act, recusal) else { return Ok(false) };
    let by = (proposal.author.as_str(), seat.actor.account.as_str());
    let excluded = table::exclusions_in(write, &case.head().id).await?;
    let outside = seat.visit.t("cases-level-above");
    let Some(deed) = recusal.moves(found, excluded, outside) else { return Ok(false) };
    let event = recusal::event(seat, case.next_seq(), deed, by);
    Ok(table::enter(write, &case.head().id, event, seat.moment()).await?.is_ok())
}

/// Collective study takes colleagues of the team as well as reviewers: who may propose such a deed may agree to another's.
pub(crate) fn consenting(seat: &Seat, object: &Object, action: Action, approving: Action) -> Action {
    let is_studied = approving == Action::CaseCloseApprove && !seat.may(approving, object);
    if is_studied && seat.may(action, object) { action } else { approving }
}

/// The proposals about this case that wait.
pub(crate) async fn proposals_of(seat: &Seat, found: &Found) -> Result<Vec<table::Proposal>, Halt> {
    let case = Some(&found.case.head().id);
    Ok(table::proposals(&seat.store, &seat.everywhere(), case, seat.office.now()).await?)
}

/// `POST /staff/cases/{case}/exclude`: proposes that somebody may not touch it.
pub(crate) async fn exclude(
    seat: Seat,
    Path(named): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answered {
    let found = seat.find(&named).await?;
    seat.permit(Action::CaseExclude, &found.object).await?;
    let fields = Fields(pairs);
    let (account, ground) = (fields.get("account"), Ground::parse(fields.get("ground")));
    let colleagues = staff::colleagues(&seat.store, seat.visit.today()).await?;
    let is_known = colleagues.iter().any(|it| it.account == account);
    let (Some(ground), true) = (ground, is_known) else {
        let errors = vec![("exclude-account".into(), seat.visit.t("cases-desk-exclude-missing").into())];
        let shown = Page { errors, ..Page::default() };
        return page(&seat, &found, shown, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let (now, id) = (seat.office.now(), seat.office.id()?);
    let act = Proposed::Exclusion { account: account.to_owned(), ground };
    let (case, author) = (&found.case.head().id, &seat.actor.account);
    let mut write = seat.store.write().await?;
    let proposed =
        table::propose(&mut write, id, case, author, act, seat.visit.today(), now, seat.moment()).await?;
    if let Err(refusal) = proposed {
        drop(write);
        return refused(&seat, &found, refusal).await;
    }
    seat.audit(&mut write, Action::CaseExclude, &found.object).await?;
    write.commit_unseen().await?;
    Ok(back(&seat, &found, "proposed"))
}

/// The page again, with why it was not done.
pub(crate) async fn refused(seat: &Seat, found: &Found, refusal: Refusal) -> Answered {
    // What stands now, and not what stood when the page was made.
    let found = seat.find(found.case.head().id.as_str()).await?;
    let shown = Page { refusal: Some(refusal), ..Page::default() };
    page(seat, &found, shown, StatusCode::CONFLICT).await
}

/// To the page of the case, which says what was done.
pub(crate) fn back(seat: &Seat, found: &Found, done: &str) -> axum::response::Response {
    let to = seat.visit.href(&format!("/staff/cases/{}?done={done}", found.case.head().number));
    private(Redirect::to(&to).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::ReopenGround;

    #[test]
    fn what_ends_a_case_is_asked_as_closing_and_agreed_by_another_team() {
        for deed in [Deed::Executed, Deed::NothingFound, Deed::Assessed { disposition: Disposition::Settle }]
        {
            assert_eq!(actions(&deed), (Action::CaseClose, Action::CaseCloseApprove), "{deed:?}");
        }
        assert_eq!(actions(&Deed::PassedOn).0, Action::CaseEvent);
        assert_eq!(actions(&Deed::Reopened { ground: ReopenGround::NewEvidence }).0, Action::CaseReopen);
        assert_eq!(
            actions(&Deed::Assigned { account: String::new() }),
            (Action::CaseAssign, Action::CaseAssignApprove)
        );
    }
}
