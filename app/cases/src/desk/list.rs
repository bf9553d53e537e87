//! The work list: what is there to do, what falls due first on top, with what can be done to several at once.

use axum::extract::Query;
use axum::http::StatusCode;
use leptos::prelude::*;
use record::{Day, Start};
use staff::{Action, Object, ObjectKind, Role};
use ui::{
    Answer, Button, Choice, Column, Fields as Filters, Input, Notice, Offer, Pager, Table, Tag, Tone, Visit,
    Weight, cells,
};

use super::forms::Fields;
use super::seat::{Answered, Seat};
use super::work::item;
use crate::case::Kind;
use crate::stage::Stage;
use crate::table::{self, Filter, Listed, Numbers};

/// Lines of a page.
const PAGE: usize = 20;

/// `GET /staff/cases`
pub(crate) async fn show(seat: Seat, Query(pairs): Query<Vec<(String, String)>>) -> Answered {
    let asked = Fields(pairs);
    let is_wide = seat.sees_more_than_own();
    if !is_wide && !seat.actor.has(Role::CaseOfficer) {
        // Nobody's list: the denial is written down.
        seat.permit(Action::CaseList, &Object::of(ObjectKind::Case).unit(&seat.actor.unit)).await?;
    }
    let is_mine = !is_wide || asked.get("mine") == "1";
    let filter = Filter {
        is_mine,
        due_until: Day::parse(asked.get("due")),
        stage: Stage::parse(asked.get("stage")),
        state: Some(asked.get("state").to_owned()).filter(|state| !state.is_empty()),
        kind: Kind::parse(asked.get("kind")),
        words: Some(asked.get("q").to_owned()).filter(|words| !words.is_empty()),
    };
    let start = start(&asked);
    let viewer = seat.viewer(is_mine);
    let page = table::list(&seat.store, &viewer, &filter, start, PAGE).await?;
    let numbers = table::numbers(&seat.store, &viewer, seat.visit.today()).await?;
    let visit = &seat.visit;
    let may_bulk = seat.actor.has(Role::IntakeOfficer);
    let title = visit.t("cases-desk-list");
    let head = head(visit, numbers);
    let enter = seat
        .may(Action::IntakeEnter, &Object::of(ObjectKind::Case).unit(&seat.actor.unit))
        .then(|| view! { <a class="button button--second" href=visit.href("/staff/cases/intake")>{visit.t("cases-desk-intake")}</a> });
    let colleagues = staff::colleagues(&seat.store, visit.today()).await?;
    let body = view! {
        {done(visit, &asked)}
        <h1>{head}</h1>
        <p class="report-form__do">{enter}</p>
        {filters(visit, &asked, is_wide)}
        {lines(visit, &page.rows, may_bulk)}
        <Pager visit=visit count=page.count previous=page.previous next=page.next />
        {may_bulk.then(|| bulk(visit, &seat, &colleagues))}
    };
    Ok(staff::desk_page(visit, &seat.actor, StatusCode::OK, title, body.into_any(), None))
}

fn start(asked: &Fields) -> Start {
    use record::Cursor;
    match (Cursor::parse(asked.get("after")), Cursor::parse(asked.get("before"))) {
        (Some(cursor), _) => Start::After(cursor),
        (None, Some(cursor)) => Start::Before(cursor),
        (None, None) => Start::Top,
    }
}

/// The heading says what matters: what is late, and what falls due.
fn head(visit: &Visit, numbers: Numbers) -> String {
    let counts =
        [("late", numbers.late.into()), ("soon", numbers.soon.into()), ("open", numbers.open.into())];
    match numbers.late {
        0 => visit.tn("cases-desk-head", &counts),
        _ => visit.tn("cases-desk-head-late", &counts),
    }
}

/// What came of a bulk act.
fn done(visit: &Visit, asked: &Fields) -> Option<AnyView> {
    let (did, not) = (asked.number("did"), asked.number("not"));
    (did + not > 0).then(|| {
        let tone = if not == 0 { Tone::Good } else { Tone::Warn };
        let text = visit.tn("cases-desk-bulk-done", &[("did", did.into()), ("not", not.into())]);
        view! { <Notice title=text tone=tone /> }.into_any()
    })
}

fn filters(visit: &Visit, asked: &Fields, is_wide: bool) -> AnyView {
    let word =
        |begin: &str, word: &'static str| (word, visit.word(&format!("{begin}-{word}")).unwrap_or_default());
    let states = ["open", "talking", "shelved", "closed", "joined"].map(|state| word("cases-state", state));
    let stages = Stage::ALL.iter().map(|stage| word("cases-stage", stage.as_str()));
    let kinds = Kind::ALL.iter().map(|kind| word("cases-kind", kind.as_str()));
    let mut filters = Filters::new(visit, &[])
        .words(visit.t("cases-desk-words-or-number"), Some(asked.get("q")))
        .select("stage", visit.t("cases-desk-stage"), stages, Some(asked.get("stage")))
        .select("kind", visit.t("cases-fact-kind"), kinds, Some(asked.get("kind")))
        .more()
        .select("state", visit.t("cases-desk-state"), states, Some(asked.get("state")))
        .day("due", visit.t("cases-desk-due-until"), asked.get("due"));
    if is_wide {
        filters = filters.select(
            "mine",
            visit.t("cases-desk-whose"),
            [("1", visit.t("cases-desk-mine"))],
            Some(asked.get("mine")),
        );
    }
    filters.at("/staff/cases")
}

fn lines(visit: &Visit, listed: &[Listed], may_bulk: bool) -> AnyView {
    if listed.is_empty() {
        return view! { <p>{visit.t("cases-desk-none")}</p> }.into_any();
    }
    let mut columns = vec![
        Column::name(visit.t("cases-desk-number")),
        Column::text(visit.t("cases-desk-source")),
        Column::text(visit.t("cases-desk-subject")),
        Column::text(visit.t("cases-desk-limit")),
        Column::text(visit.t("cases-desk-stage")),
        Column::text(visit.t("cases-desk-next")),
    ];
    if may_bulk {
        columns.push(Column::text(visit.t("cases-desk-choose")));
    }
    let rows = listed
        .iter()
        .map(|it| {
            let work = item(visit, it);
            let due = work.due.map(|due| view! { <Tag tone=due.tone text=due.text /> });
            let mut row = cells![
                view! { <a href=visit.href(&work.path)>{work.name.clone()}</a> },
                work.source,
                work.subject,
                due,
                work.stage,
                work.next,
            ];
            if may_bulk {
                let label = visit.tn("cases-desk-choose-case", &[("number", (&work.name).into())]);
                row.push(ui::written(view! {
                    <input
                        class="choice__box"
                        type="checkbox"
                        name="case"
                        form="bulk"
                        value=format!("{}:{}", it.number, it.next_seq)
                        aria-label=label
                    />
                }));
            }
            row
        })
        .collect();
    view! { <Table caption=visit.t("cases-desk-list") columns=columns rows=rows quiet=true /> }.into_any()
}

/// What can be done to several cases at once; each is decided by itself.
fn bulk(visit: &Visit, seat: &Seat, colleagues: &[staff::Colleague]) -> AnyView {
    let acts = ["accept", "assign", "join"]
        .map(|act| Answer::new(act, visit.word(&format!("cases-bulk-{act}")).unwrap_or_default()));
    let is_officer = |it: &&staff::Colleague| {
        it.grants.iter().any(|grant| {
            grant.role == Role::CaseOfficer
                && seat.actor.units_as(Role::IntakeOfficer).any(|unit| unit == grant.unit)
        })
    };
    let people = Answer::list(
        visit.t("cases-choose"),
        colleagues.iter().filter(is_officer).map(|it| Answer::new(it.account.clone(), it.title.clone())),
    );
    view! {
        <details class="do">
            <summary class="do__title">{visit.t("cases-bulk")}</summary>
            <form id="bulk" method="post" action=visit.href("/staff/cases/bulk") novalidate>
                <p>{visit.t("cases-bulk-hint")}</p>
                <Choice name="act" id="bulk-act" label=visit.t("cases-bulk-what") answers=acts.to_vec() />
                <Choice
                    name="account"
                    id="bulk-account"
                    label=visit.t("cases-desk-officer")
                    answers=people
                    offer=Offer::List
                />
                <Input name="other" id="bulk-other" label=visit.t("cases-desk-other-case") autocomplete="off" />
                <Button text=visit.t("cases-bulk-do") weight=Weight::Second />
            </form>
        </details>
    }
    .into_any()
}
