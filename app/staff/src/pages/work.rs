//! What somebody has to do, what falls due, and what somebody looks for.

use axum::response::Response;
use leptos::prelude::*;
use record::Day;
use ui::{Column, Panel, Table, Tag, Visit, cells};

use super::{headed, interests};
use crate::desk::{desk, unit_name};
use crate::pages::proposals::line;
use crate::two_hands::Proposal;
use crate::work::{WorkItem, WorkList};
use crate::{Account, Actor};

pub(crate) fn show(
    visit: &Visit,
    actor: &Actor,
    lists: Vec<WorkList>,
    waiting: &[Proposal],
    accounts: &[Account],
    said: Option<Day>,
) -> Response {
    let dues = || {
        lists
            .iter()
            .filter(|list| !list.is_aside)
            .flat_map(|list| &list.items)
            .filter_map(|item| item.due.as_ref())
    };
    let late = dues().filter(|due| due.is_late).count();
    let today = dues().filter(|due| due.is_today).count();
    let title = if late + today == 0 {
        visit.t("staff-work-quiet").to_owned()
    } else {
        visit.tn("staff-work-due", &[("today", today.into()), ("late", late.into())])
    };
    let (aside, main): (Vec<_>, Vec<_>) = lists.into_iter().partition(|list| list.is_aside);
    let is_empty = main.iter().all(|list| list.items.is_empty());
    let main = main
        .into_iter()
        .filter(|list| !list.items.is_empty())
        .map(|list| table(visit, list))
        .collect::<Vec<_>>();
    let aside = aside
        .into_iter()
        .filter(|list| !list.items.is_empty())
        .map(|list| panel(visit, list))
        .collect::<Vec<_>>();
    let second = (!waiting.is_empty()).then(|| {
        let lines = waiting.iter().map(|proposal| {
            view! {
                <li class="work__line">
                    <a href=visit.href(&format!("/staff/proposals/{}", proposal.id))>{line(visit, proposal, accounts)}</a>
                    <span class="muted">
                        {visit.tn("staff-work-until", &[("moment", visit.moment(proposal.expires).into())])}
                    </span>
                </li>
            }
        });
        view! {
            <Panel title=visit.t("staff-work-second")>
                <ul class="plain work__lines">{lines.collect::<Vec<_>>()}</ul>
            </Panel>
        }
    });
    let declare = interests::asked_for(visit, actor, said);
    let body = view! {
        <p class="muted">{unit_name(visit, &actor.unit).to_owned()}</p>
        {declare}
        <div class="two">
            <div>
                {is_empty.then(|| view! { <p>{visit.t("staff-work-none")}</p> })}
                {main}
            </div>
            <div>
                {second}
                {aside}
            </div>
        </div>
    };
    desk(visit, actor, visit.t("staff-place-work"), headed(visit, &title, &[], body))
}

fn due(item: &WorkItem) -> Option<impl IntoView + use<>> {
    item.due.as_ref().map(|due| view! { <Tag tone=due.tone text=due.text.clone() /> })
}

fn table(visit: &Visit, list: WorkList) -> AnyView {
    let columns = vec![
        Column::name(visit.t("staff-work-number")),
        Column::text(visit.t("staff-work-source")),
        Column::text(visit.t("staff-work-subject")),
        Column::text(visit.t("staff-work-limit")),
        Column::text(visit.t("staff-work-stage")),
        Column::text(visit.t("staff-work-next")),
    ];
    let rows = list
        .items
        .into_iter()
        .map(|item| {
            cells![
                view! { <a href=visit.href(&item.path)>{item.name.clone()}</a> },
                item.source.clone(),
                item.subject.clone(),
                due(&item),
                item.stage.clone(),
                item.next.clone(),
            ]
        })
        .collect();
    let more = list.more.map(|(name, path)| {
        view! {
            <p>
                <a href=visit.href(&path)>{name}</a>
            </p>
        }
    });
    view! {
        <Table caption=list.title columns=columns rows=rows />
        {more}
    }
    .into_any()
}

fn panel(visit: &Visit, list: WorkList) -> AnyView {
    let lines = list
        .items
        .into_iter()
        .map(|item| {
            view! {
                <li class="work__line">
                    <a href=visit.href(&item.path)>{item.name.clone()}</a>
                    {due(&item)}
                    <span class="muted">{item.next.clone()}</span>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let more = list.more.map(|(name, path)| view! { <p><a href=visit.href(&path)>{name}</a></p> });
    view! {
        <Panel title=list.title>
            <ul class="plain work__lines">{lines}</ul>
            {more}
        </Panel>
    }
    .into_any()
}

pub(crate) fn find(visit: &Visit, actor: &Actor, words: &str, lists: Vec<WorkList>) -> Response {
    let title = visit.t("staff-search-title");
    let found: usize = lists.iter().map(|list| list.items.len()).sum();
    let tables = lists
        .into_iter()
        .filter(|list| !list.items.is_empty())
        .map(|list| table(visit, list))
        .collect::<Vec<_>>();
    let said = (!words.is_empty())
        .then(|| view! { <p>{visit.tn("staff-search-found", &[("n", found.into()), ("words", words.to_owned().into())])}</p> });
    let body = view! {
        {said}
        {tables}
        <p class="muted">{visit.t("staff-search-about")}</p>
    };
    desk(visit, actor, title, headed(visit, title, &[], body))
}
