//! What the cases add to a colleague's own page and to the search: what falls due, what waits for a second person, what is found.

use record::Start;
use staff::{Action, Actor, Due, Object, ObjectKind, Role, Work, WorkItem, WorkList, authorize};
use store::Store;
use ui::{Tone, Visit};

use crate::case::Kind;
use crate::pages::unit_name;
use crate::table::{self, Filter, Listed, Viewer};

/// Lines of a list on the page.
const LINES: usize = 20;

/// The cases, as work.
#[derive(Clone, Copy, Debug, Default)]
pub struct Desk;

/// A future that is not named.
type Soon<'a> = std::pin::Pin<Box<dyn Future<Output = store::Result<Vec<WorkList>>> + Send + 'a>>;

impl Work for Desk {
    fn lists<'a>(&'a self, store: &'a Store, actor: &'a Actor, visit: &'a Visit) -> Soon<'a> {
        Box::pin(lists(store, actor, visit))
    }

    fn find<'a>(&'a self, store: &'a Store, actor: &'a Actor, visit: &'a Visit, words: &'a str) -> Soon<'a> {
        Box::pin(find(store, actor, visit, words))
    }
}

/// What the policy lets this actor list, or lets them of what is assigned to them; `None` where it is nothing.
fn viewer(actor: &Actor, visit: &Visit, is_mine: bool) -> Option<Viewer> {
    let may = |unit: &&record::Receiver| {
        let case = Object::of(ObjectKind::Case).unit(&unit.code).assigned(is_mine);
        authorize(actor, Action::CaseList, &case).is_ok()
    };
    let units: Vec<String> =
        visit.city().receivers.iter().filter(may).map(|unit| unit.code.clone()).collect();
    if units.is_empty() {
        return None;
    }
    Some(Viewer { account: actor.account.clone(), unit: actor.unit.clone(), units: Some(units) })
}

async fn lists(store: &Store, actor: &Actor, visit: &Visit) -> store::Result<Vec<WorkList>> {
    let mut lists = Vec::new();
    if actor.has(Role::CaseOfficer)
        && let Some(own) = viewer(actor, visit, true)
    {
        let filter = Filter { is_mine: true, ..Filter::default() };
        let page = table::list(store, &own, &filter, Start::Top, LINES).await?;
        let more = (visit.t("cases-desk-all-mine").to_owned(), "/staff/cases?mine=1".to_owned());
        lists.push(WorkList {
            title: visit.t("cases-desk-mine").to_owned(),
            items: page
                .rows
                .iter()
                .filter(|it| it.state != "closed")
                .map(|listed| item(visit, listed))
                .collect(),
            more: Some(more),
            is_aside: false,
        });
    }
    if let Some(wide) = viewer(actor, visit, false) {
        let filter = Filter { due_until: Some(visit.today().plus(7)), ..Filter::default() };
        let page = table::list(store, &wide, &filter, Start::Top, LINES).await?;
        lists.push(WorkList {
            title: visit.t("cases-desk-soon").to_owned(),
            items: page.rows.iter().map(|listed| item(visit, listed)).collect(),
            more: Some((visit.t("cases-desk-list").to_owned(), "/staff/cases".to_owned())),
            is_aside: false,
        });
    }
    lists.extend(waiting(store, actor, visit).await?);
    Ok(lists)
}

/// What waits for a second hand: proposals about cases, requests for an identity, words.
async fn waiting(store: &Store, actor: &Actor, visit: &Visit) -> store::Result<Vec<WorkList>> {
    let mut lists = Vec::new();
    let reads_cases =
        [Role::IntakeOfficer, Role::CaseOfficer, Role::Reviewer].iter().any(|role| actor.has(*role));
    if reads_cases {
        let everywhere = Viewer { account: actor.account.clone(), unit: actor.unit.clone(), units: None };
        let mut items = Vec::new();
        for proposal in table::proposals(store, &everywhere, None, actor.at).await? {
            let is_own = proposal.author == actor.account || proposal.consents.contains(&actor.account);
            let Some(case) = table::case(store, &proposal.case).await? else { continue };
            let object = Object::of(ObjectKind::Case)
                .unit(case.unit())
                .assigned(case.team().contains(&actor.account))
                .concerned(case.head().concerned_unit.as_deref());
            if is_own || authorize(actor, Action::CaseRead, &object).is_err() {
                continue;
            }
            let number = &case.head().number;
            items.push(plain(number, format!("/staff/cases/{number}"), visit.moment(proposal.expires)));
        }
        if !items.is_empty() {
            lists.push(aside(visit.t("cases-desk-waiting"), items));
        }
    }
    if actor.has(Role::Custodian) {
        let asked = table::asked(store, &actor.account, &actor.unit).await?;
        let items: Vec<WorkItem> = asked
            .iter()
            .map(|(case, opening)| {
                let reason =
                    visit.word(&format!("cases-reason-{}", opening.reason.as_str())).unwrap_or_default();
                let path = format!("/staff/openings/{case}/{}/release", opening.request);
                plain(unit_name(visit, &opening.unit), path, reason.to_owned())
            })
            .collect();
        lists.push(aside(visit.t("cases-desk-openings"), items));
    }
    if actor.has(Role::Moderator) {
        let mut items = Vec::new();
        let page = table::queue(store, &actor.account, &actor.unit, Start::Top, LINES, actor.at).await?;
        for found in page.rows {
            let name =
                found.source.rsplit('/').next().unwrap_or_default().chars().take(8).collect::<String>();
            items.push(plain(&name, format!("/staff/words/{}", found.id), String::new()));
        }
        lists.push(aside(visit.t("cases-desk-words-queue"), items));
    }
    Ok(lists)
}

fn aside(title: &str, items: Vec<WorkItem>) -> WorkList {
    WorkList { title: title.to_owned(), items, more: None, is_aside: true }
}

fn plain(name: &str, path: String, subject: String) -> WorkItem {
    WorkItem {
        name: name.to_owned(),
        path,
        source: String::new(),
        subject,
        due: None,
        stage: String::new(),
        next: String::new(),
    }
}

async fn find(store: &Store, actor: &Actor, visit: &Visit, words: &str) -> store::Result<Vec<WorkList>> {
    if words.trim().is_empty() {
        return Ok(Vec::new());
    }
    let may = |unit: &&record::Receiver| {
        authorize(actor, Action::Search, &Object::of(ObjectKind::Case).unit(&unit.code)).is_ok()
    };
    let units: Vec<String> =
        visit.city().receivers.iter().filter(may).map(|unit| unit.code.clone()).collect();
    // Who handles cases and nothing more finds their own alone.
    let is_mine = viewer(actor, visit, false).is_none();
    let seen = Viewer { account: actor.account.clone(), unit: actor.unit.clone(), units: Some(units) };
    let filter = Filter { is_mine, words: Some(words.to_owned()), ..Filter::default() };
    let page = table::list(store, &seen, &filter, Start::Top, LINES).await?;
    let items: Vec<WorkItem> = page.rows.iter().map(|listed| item(visit, listed)).collect();
    Ok(vec![WorkList { title: visit.t("cases-title").to_owned(), items, more: None, is_aside: false }])
}

/// A case as a line.
pub(super) fn item(visit: &Visit, listed: &Listed) -> WorkItem {
    let word =
        |begin: &str, word: &str| visit.word(&format!("{begin}-{word}")).unwrap_or_default().to_owned();
    let subject = match listed.kind {
        Kind::Report => visit.t("cases-desk-subject-sealed").to_owned(),
        kind => word("cases-kind", kind.as_str()),
    };
    let source = match listed.kind {
        Kind::Report if listed.channel == crate::case::Channel::Web => {
            word("cases-kind", Kind::Report.as_str())
        }
        _ => word("cases-channel", listed.channel.as_str()),
    };
    WorkItem {
        name: listed.number.clone(),
        path: format!("/staff/cases/{}", listed.number),
        source,
        subject,
        due: due(visit, listed),
        stage: listed.stage.map_or_else(String::new, |stage| word("cases-stage", stage.as_str())),
        next: next_step(visit, listed).to_owned(),
    }
}

/// What falls due next, in words.
pub(super) fn due(visit: &Visit, listed: &Listed) -> Option<Due> {
    let due = listed.due?;
    let left = due.by.days_since(visit.today());
    let (tone, text) = due_words(visit, left);
    Some(Due { text, tone, is_late: left < 0, is_today: left == 0 })
}

/// So many days to the last one.
pub(super) fn due_words(visit: &Visit, left_days: i64) -> (Tone, String) {
    match left_days {
        ..0 => (Tone::Bad, visit.tn("cases-desk-late", &[("n", (-left_days).into())])),
        0 => (Tone::Warn, visit.t("cases-desk-today").to_owned()),
        1..=3 => (Tone::Warn, visit.tn("cases-desk-left", &[("n", left_days.into())])),
        _ => (Tone::Notice, visit.tn("cases-desk-left", &[("n", left_days.into())])),
    }
}

/// What is to be done next, as far as the state says.
fn next_step(visit: &Visit, listed: &Listed) -> &'static str {
    let stage = listed.stage.map_or("", |stage| stage.as_str());
    let key = match listed.state.as_str() {
        "open" => format!("cases-todo-{stage}"),
        other => format!("cases-todo-{other}"),
    };
    visit.word(&key).unwrap_or_default()
}
