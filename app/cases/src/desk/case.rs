//! The page of one case: loads all that may be seen of it, and hands it to `show`.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use record::Calendar;
use staff::templates::{self, Offered};
use staff::{Action, Colleague, Object, ObjectKind, Role};
use ui::Bundle;
use zeroize::Zeroizing;

use super::act::{actions, consenting, proposals_of};
use super::forms::{Fields, assignment, form};
use super::recusal::Recusal;
use super::seat::{Answered, Found, Halt, Seat};
use super::show;
use crate::pages::{Errors, unit_name};
use crate::routes::private;
use crate::rules::acts::{Act, open_acts};
use crate::rules::clock::{Due, dues};
use crate::rules::stage::Refusal;
use crate::table::{self, Message, Opening, Proposal, Proposed};

/// What a page of a case shows besides the case.
#[derive(Default)]
pub(crate) struct Page {
    /// What was done: the word in the address.
    pub(crate) done: String,
    /// Why something was not done.
    pub(crate) refusal: Option<Refusal>,
    /// What is missing in a form.
    pub(crate) errors: Errors,
    /// The act whose form is open.
    pub(crate) open: Option<Act>,
    /// The template that a message is to begin with; empty where none was asked for.
    pub(crate) template: String,
    /// What stands in the field of a message: what was typed, or the template.
    pub(crate) text: Zeroizing<String>,
}

/// All that the page shows.
pub(crate) struct Shown<'a> {
    /// Who looks at it.
    pub(crate) seat: &'a Seat,
    /// The case.
    pub(crate) found: &'a Found,
    /// Its limits.
    pub(crate) dues: Vec<Due>,
    /// What waits for others, each with whether this actor may agree.
    pub(crate) proposals: Vec<(Proposal, bool)>,
    /// The messages, still sealed.
    pub(crate) messages: Vec<Message>,
    /// Who asked for the identity.
    pub(crate) openings: Vec<Opening>,
    /// How many may not touch it.
    pub(crate) excluded: u64,
    /// The words of a complaint.
    pub(crate) words: Option<String>,
    /// Cases joined to this one and cases it is linked with, by their numbers.
    pub(crate) joined: Vec<String>,
    /// The same of links.
    pub(crate) linked: Vec<String>,
    /// How many sealed files there are.
    pub(crate) files: usize,
    /// The texts a message can begin with.
    pub(crate) templates: Vec<Offered>,
    /// Everyone who works here, for titles.
    pub(crate) colleagues: Vec<Colleague>,
    /// Who of them can be given the case.
    pub(crate) eligible: Vec<Colleague>,
    /// Who of these has not confirmed this year that all interests are declared, by what colleagues call them.
    pub(crate) unconfirmed: Vec<String>,
    /// Whether a passkey opens the keys of whoever looks at it.
    pub(crate) by_passkey: bool,
}

impl Shown<'_> {
    /// What colleagues call an account.
    pub(crate) fn title(&self, account: &str) -> String {
        let known = self.colleagues.iter().find(|it| it.account == account);
        known.map_or_else(|| self.seat.visit.t("cases-desk-former").to_owned(), |it| it.title.clone())
    }
}

/// Whoever had to come in again, or to show the second factor, is led back to the address a form was sent to: from there to the
/// page the form stands on.
pub(crate) async fn to_case(seat: Seat, Path(named): Path<String>) -> Answered {
    let found = seat.find(&named).await?;
    seat.permit(Action::CaseRead, &found.object).await?;
    let to = seat.visit.href(&format!("/staff/cases/{}", found.case.head().number));
    Ok(private(Redirect::to(&to).into_response()))
}

/// The same from the form that stands on the list.
pub(crate) async fn to_list(seat: Seat) -> Answered {
    Ok(private(Redirect::to(&seat.visit.href("/staff/cases")).into_response()))
}

/// `GET /staff/cases/{case}`
pub(crate) async fn show(
    seat: Seat,
    Path(named): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Answered {
    let found = seat.find(&named).await?;
    let asked = Fields(pairs);
    let (done, template) = (asked.get("done").to_owned(), asked.get("template").to_owned());
    page(&seat, &found, Page { done, template, ..Page::default() }, StatusCode::OK).await
}

/// The text of a template with the places filled in that the case knows; nothing where none was asked for.
fn begun(shown: &Shown<'_>, name: &str) -> Option<String> {
    let (visit, case) = (&shown.seat.visit, &shown.found.case);
    let template = shown.templates.iter().find(|it| it.name == name)?;
    shown.seat.may(Action::TemplateUse, &Object::of(ObjectKind::Template)).then_some(())?;
    let unit = unit_name(visit, case.unit());
    let day = visit.day(visit.today());
    let places = [
        ("案号", case.head().number.as_str()),
        ("number", case.head().number.as_str()),
        ("单位", unit),
        ("unit", unit),
        ("日期", day.as_str()),
        ("day", day.as_str()),
    ];
    Some(template.filled(&places))
}

/// The page, under a status.
pub(crate) async fn page(seat: &Seat, found: &Found, mut page: Page, status: StatusCode) -> Answered {
    seat.permit(Action::CaseRead, &found.object).await?;
    let shown = load(seat, found).await?;
    if let Some(text) = begun(&shown, &page.template) {
        page.text = Zeroizing::new(text);
    }
    let body = show::case(&shown, &page, possible(seat, found, &shown, &page));
    let title = found.case.head().number.clone();
    Ok(staff::desk_page(&seat.visit, &seat.actor, status, &title, body, Some(Bundle::Staff)))
}

async fn load<'a>(seat: &'a Seat, found: &'a Found) -> Result<Shown<'a>, Halt> {
    let (store, case) = (&seat.store, &found.case);
    let id = &case.head().id;
    let colleagues = staff::colleagues(store, seat.visit.today()).await?;
    let mut proposals = Vec::new();
    for proposal in proposals_of(seat, found).await? {
        let (action, approving) = match &proposal.act {
            Proposed::Deed(deed) => actions(deed),
            Proposed::Exclusion { .. } => (Action::CaseExclude, Action::CaseExcludeApprove),
        };
        let object = found.object.clone().author(Some(&proposal.author));
        let is_own = proposal.author == seat.actor.account || proposal.consents.contains(&seat.actor.account);
        let may = !is_own && seat.may(consenting(seat, &object, action, approving), &object);
        proposals.push((proposal, may));
    }
    let viewer = seat.everywhere();
    let (joined, linked) =
        (table::joined_to(store, &viewer, id).await?, table::linked_to(store, &viewer, id).await?);
    // What colleagues declared is opened for whoever gives the case to somebody, and for nobody else.
    let eligible = match seat.may(Action::CaseAssign, &found.object) && case.state().is_open() {
        true => eligible(seat, found, &colleagues).await?,
        false => Vec::new(),
    };
    Ok(Shown {
        seat,
        found,
        dues: dues(case, seat.visit.today(), Calendar::china()),
        proposals,
        messages: table::messages(store, id, false).await?,
        openings: table::openings(store, id).await?,
        excluded: table::excluded_count(store, id).await?,
        words: table::words(store, id).await?,
        joined: numbers(seat, joined).await?,
        linked: numbers(seat, linked).await?,
        files: table::attachments(store, id).await?.len(),
        templates: templates::offered(store).await?,
        unconfirmed: unconfirmed(seat, &eligible).await?,
        colleagues,
        eligible,
        by_passkey: seat.has_passkey().await?,
    })
}

/// Who of these has not confirmed what they declared within a year: a tie may be missing.
async fn unconfirmed(seat: &Seat, eligible: &[Colleague]) -> Result<Vec<String>, Halt> {
    if eligible.is_empty() {
        return Ok(Vec::new());
    }
    let complete = staff::interests::complete(&seat.store, seat.visit.today()).await?;
    let silent = eligible.iter().filter(|it| !complete.contains(&it.account));
    Ok(silent.map(|it| it.title.clone()).collect())
}

/// Who of the unit's officers can join the team.
async fn eligible(seat: &Seat, found: &Found, colleagues: &[Colleague]) -> Result<Vec<Colleague>, Halt> {
    let (case, unit) = (&found.case, found.case.unit());
    let recusal = Recusal::of(seat, found, colleagues).await?;
    let can = |it: &&Colleague| {
        it.holds(Role::CaseOfficer, unit)
            && !case.team().contains(&it.account)
            && recusal.lets(&it.account, unit)
    };
    Ok(colleagues.iter().filter(can).cloned().collect())
}

async fn numbers(seat: &Seat, ids: Vec<record::Id>) -> Result<Vec<String>, Halt> {
    let mut numbers = Vec::with_capacity(ids.len());
    for id in ids {
        numbers.extend(table::case(&seat.store, &id).await?.map(|case| case.head().number.clone()));
    }
    Ok(numbers)
}

/// The forms of what is possible in this state and allowed to this actor.
fn possible(seat: &Seat, found: &Found, shown: &Shown<'_>, page: &Page) -> Vec<leptos::prelude::AnyView> {
    let (visit, today) = (&seat.visit, seat.visit.today());
    let mut forms = Vec::new();
    let may = |action| seat.may(action, &found.object);
    if may(Action::CaseAssign) && found.case.state().is_open() {
        forms.push(assignment(visit, found, &shown.eligible, &shown.unconfirmed));
    }
    for act in open_acts(&found.case, today, Calendar::china()) {
        if may(action_of(act)) {
            forms.push(form(visit, found, act, &page.errors, page.open == Some(act)));
        }
    }
    forms
}

/// What the policy is asked for before an act is offered; it is asked again for the very deed.
fn action_of(act: Act) -> Action {
    match act {
        Act::Accept => Action::CaseAccept,
        Act::Refuse => Action::CaseRefuse,
        Act::Transfer | Act::Raise | Act::ObjectToTransfer | Act::HandOver => Action::CaseTransfer,
        Act::Join | Act::Part => Action::CaseMerge,
        Act::Answer | Act::Execute | Act::FindNothing | Act::Dismiss => Action::CaseClose,
        Act::Reopen | Act::Review | Act::ReviewFinally | Act::Recheck => Action::CaseReopen,
        _ => Action::CaseEvent,
    }
}
