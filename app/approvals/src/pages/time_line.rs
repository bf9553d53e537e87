//! The course of one case, step by step: when each happened, when it was written down, how long it took.

use leptos::prelude::*;
use ui::{Event, Notice, Stage, Tag, Timeline, Tone, Visit};

use super::parts::data;
use super::record::RecordPage;
use crate::item::Item;
use crate::rules::clock::{Clock, Course, StepClock};
use crate::rules::entry::Entry;
use crate::step::{Pause, Step};

/// The steps so far, their pauses, and what is still to come.
pub(super) fn time_line(visit: &Visit, page: &RecordPage, course: &Course, clock: &Clock) -> AnyView {
    let steps = &page.approval.steps;
    if steps.is_empty() {
        return view! { <Notice title=visit.t("approvals-no-steps") /> }.into_any();
    }
    let unit = page.approval.case.as_ref().map(|case| case.unit.name.as_str());
    let mut events = Vec::with_capacity(steps.len() + 4);
    for (step, timed) in steps.iter().zip(&clock.steps) {
        events.push(event(visit, page, step, timed, unit));
        if let Some(pause) = &step.pause {
            events.push(pause_event(visit, pause, page.around.paused_days(course, pause)));
        }
    }
    if course.decided.is_none() {
        events.extend(page.item.into_iter().flat_map(|item| to_come(visit, item, steps)));
    }
    view! { <Timeline events=events /> }.into_any()
}

fn event(visit: &Visit, page: &RecordPage, step: &Step, timed: &StepClock, unit: Option<&str>) -> Event {
    let under_way = step.completed.is_none();
    let over = (timed.over_days > 0).then(|| {
        let text = visit.tn("approvals-step-over", &[("n", timed.over_days.into())]);
        view! { " " <Tag tone=Tone::Warn text=text /> }
    });
    let handler = step
        .handler
        .as_deref()
        .map(|name| format!(" · {}", visit.tn("approvals-step-handler", &[("name", name.into())])));
    let entered = step.entered.map(|entered| {
        let remark = match page.around.entry(step) {
            Some(Entry::Late { days }) => Some(visit.tn("approvals-step-late", &[("n", days.into())])),
            Some(Entry::Early) => Some(visit.t("approvals-step-early").to_owned()),
            Some(Entry::InTime) | None => None,
        };
        view! {
            <p class="muted">
                {visit.tn("approvals-step-entered", &[("when", visit.moment(entered).into())])}
                {remark.map(|remark| view! { " " <Tag tone=Tone::Warn text=remark /> })}
            </p>
        }
    });
    let body = view! {
        <p>
            {unit.map(|unit| data(visit, unit))}
            {handler}
            {over}
        </p>
        {entered}
    };
    Event {
        title: step.name.clone().into(),
        when: when(visit, step, timed).into(),
        stage: if under_way { Stage::Now } else { Stage::Done },
        body: body.into_any(),
    }
}

/// Days, limit and length of a step in one line.
fn when(visit: &Visit, step: &Step, timed: &StepClock) -> String {
    let mut parts = Vec::new();
    parts.extend(match (step.started, step.completed) {
        (Some(from), Some(until)) if from == until => Some(visit.day(from)),
        (Some(from), Some(until)) => {
            let words = [("from", visit.day(from).into()), ("until", visit.day(until).into())];
            Some(visit.tn("approvals-step-days", &words))
        }
        (Some(from), None) => Some(visit.tn("approvals-step-since", &[("from", visit.day(from).into())])),
        (None, Some(until)) => Some(visit.day(until)),
        (None, None) => None,
    });
    if step.completed.is_none() {
        parts.push(visit.t("approvals-step-now").to_owned());
    }
    parts.extend(step.limit_days.map(|days| visit.tn("approvals-step-limit", &[("n", days.into())])));
    parts.extend(timed.used_days.map(|days| visit.tn("approvals-step-used", &[("n", days.into())])));
    match visit.lang() {
        record::Lang::Zh => parts.join("，"),
        record::Lang::En => parts.join(", "),
    }
}

fn pause_event(visit: &Visit, pause: &Pause, days: u32) -> Event {
    let title = match pause.reason.as_deref() {
        Some(reason) => visit.tn("approvals-pause", &[("reason", reason.into())]),
        None => visit.t("approvals-pause-plain").to_owned(),
    };
    let when = match pause.until {
        Some(until) => {
            let words = [("from", visit.day(pause.from).into()), ("until", visit.day(until).into())];
            visit.tn("approvals-step-days", &words)
        }
        None => visit.tn("approvals-step-since", &[("from", visit.day(pause.from).into())]),
    };
    let counted = visit.tn("approvals-pause-days", &[("n", days.into())]);
    Event {
        title: title.into(),
        when: when.into(),
        stage: Stage::Pause,
        body: view! { <p>{counted}</p> }.into_any(),
    }
}

/// The steps of the item that an open case has not reached.
fn to_come(visit: &Visit, item: &Item, steps: &[Step]) -> Vec<Event> {
    let reached = steps.iter().map(|step| step.number).max().unwrap_or(0);
    item.steps
        .iter()
        .filter(|step| step.number > reached)
        .map(|step| Event {
            title: step.name.clone().into(),
            when: step
                .limit_days
                .map(|days| visit.tn("approvals-step-limit", &[("n", days.into())]))
                .unwrap_or_default()
                .into(),
            stage: Stage::Next,
            body: view! { <p class="muted">{visit.t("approvals-step-next")}</p> }.into_any(),
        })
        .collect()
}
