//! The clock of one case: what is used, what was promised, what the law allows, what does not count and why.

use leptos::prelude::*;
use ui::{ClockBar, Panel, Visit};

use super::record::RecordPage;
use crate::island::{Asked, RecomputeClock, Words};
use crate::item::Limits;
use crate::rules::card::Card;
use crate::rules::clock::{Clock, Course};
use crate::rules::progress::{Due, due};
use crate::step::Pause;

/// The panel of the clock.
pub(super) fn clock_panel(visit: &Visit, page: &RecordPage, course: &Course, clock: &Clock) -> AnyView {
    let open = course.decided.is_none();
    let Some(used) = clock.used_days else {
        return view! {
            <Panel title=visit.t("approvals-clock")>
                <p>{visit.t("approvals-clock-unknown")}</p>
            </Panel>
        }
        .into_any();
    };
    let key = if open { "approvals-clock-used-so-far" } else { "approvals-clock-used" };
    let bar = clock.limits.map(|limits| {
        view! {
            <ClockBar
                visit=visit
                used_days=used
                promised_days=Some(limits.promised_days)
                statutory_days=Some(limits.statutory_days)
            />
        }
    });
    let notes = notes(visit, page, course, clock);
    view! {
        <Panel title=visit.t("approvals-clock")>
            <p>
                <b>{visit.tn(key, &[("n", used.into())])}</b>
                {clock
                    .limits
                    .map(|limits| format!("{}{}", comma(visit), standing(visit, used, limits, open)))}
            </p>
            {bar}
            {notes}
            <div data-wake="touch">{recompute(visit, page, course, clock)}</div>
        </Panel>
    }
    .into_any()
}

fn comma(visit: &Visit) -> &'static str {
    match visit.lang() {
        record::Lang::Zh => "，",
        record::Lang::En => ", ",
    }
}

/// How the days used stand to the limits.
fn standing(visit: &Visit, used: u32, limits: Limits, open: bool) -> String {
    let sentence = |key, days: u32| visit.tn(key, &[("n", days.into())]);
    if used > limits.statutory_days {
        sentence("approvals-clock-over-law", used - limits.statutory_days)
    } else if used > limits.promised_days {
        sentence("approvals-clock-over", used - limits.promised_days)
    } else if open {
        sentence("approvals-clock-left", limits.promised_days - used)
    } else {
        sentence("approvals-clock-within", limits.promised_days)
    }
}

/// What does not count, what lengthens the limits, when the decision is due: a line each.
fn notes(visit: &Visit, page: &RecordPage, course: &Course, clock: &Clock) -> Vec<AnyView> {
    let mut notes: Vec<String> = Vec::new();
    if clock.limits.is_none() {
        notes.push(visit.t("approvals-clock-no-limits").to_owned());
    }
    notes.extend(
        course
            .steps
            .iter()
            .filter_map(|step| step.pause.as_ref())
            .map(|pause| paused(visit, pause, page.around.paused_days(course, pause))),
    );
    for extension in &page.approval.extensions {
        let words = [
            ("n", extension.days.into()),
            (
                "by",
                extension.approved_by.as_deref().unwrap_or(visit.t("approvals-clock-extension-by")).into(),
            ),
            ("reason", extension.reason.as_deref().unwrap_or(visit.t("approvals-clock-no-reason")).into()),
        ];
        notes.push(visit.tn("approvals-clock-extension", &words));
    }
    match due(course, clock, page.around.calendar) {
        Some(Due::By { promised, statutory }) => {
            let key = if statutory.day < page.around.today {
                "approvals-clock-due-over-law"
            } else if promised.day < page.around.today {
                "approvals-clock-due-over"
            } else {
                "approvals-clock-due"
            };
            let words = [
                ("promised", visit.day(promised.day).into()),
                ("statutory", visit.day(statutory.day).into()),
            ];
            notes.push(visit.tn(key, &words));
            if promised.provisional || statutory.provisional {
                notes.push(visit.t("approvals-clock-provisional").to_owned());
            }
        }
        Some(Due::AfterPause { left_days }) => {
            notes.push(visit.tn("approvals-clock-after-pause", &[("n", left_days.into())]));
        }
        None => {}
    }
    if clock.provisional {
        notes.push(visit.t("approvals-clock-provisional").to_owned());
    }
    notes.dedup();
    notes.into_iter().map(|note| view! { <p class="muted">{note}</p> }.into_any()).collect()
}

fn paused(visit: &Visit, pause: &Pause, days: u32) -> String {
    let reason = pause.reason.as_deref().unwrap_or(visit.t("approvals-clock-no-reason"));
    let mut words =
        vec![("n", days.into()), ("reason", reason.into()), ("from", visit.short_day(pause.from).into())];
    match pause.until {
        Some(until) => {
            words.push(("until", visit.short_day(until).into()));
            visit.tn("approvals-clock-pause", &words)
        }
        None => visit.tn("approvals-clock-pause-now", &words),
    }
}

/// The island that counts again in the browser, with everything it needs and no more.
fn recompute(visit: &Visit, page: &RecordPage, course: &Course, clock: &Clock) -> impl IntoView + use<> {
    let mut course = course.clone();
    for step in &mut course.steps {
        // The rule does not ask who, why and when it was written down, so the phone need not load it.
        step.handler = None;
        step.entered = None;
        step.name.clear();
        if let Some(pause) = &mut step.pause {
            pause.reason = None;
        }
    }
    let days = course
        .steps
        .iter()
        .flat_map(|step| [step.started, step.completed, step.pause.as_ref().map(|pause| pause.from)])
        .chain([
            course.accepted,
            course.decided,
            Some(page.around.today).filter(|_| course.decided.is_none()),
        ])
        .flatten();
    let first = days.clone().min().unwrap_or(page.around.today);
    let last = days.max().unwrap_or(page.around.today);
    let asked = Asked {
        course,
        today: page.around.today,
        leave: page.around.calendar.leave(first, last),
        yellow_percent: page.around.thresholds.yellow_percent,
        notice_working_days: page.around.thresholds.notice_working_days,
        used_days: clock.used_days,
        paused_days: clock.paused_days,
        card: clock.card,
    };
    let words = Words {
        recompute: visit.t("approvals-recompute").to_owned(),
        same: visit.t("approvals-recompute-same").to_owned(),
        differs: visit.t("approvals-recompute-differs").to_owned(),
        unknown: visit.t("approvals-recompute-unknown").to_owned(),
        cards: Card::ALL
            .map(|card| {
                visit.word(&format!("approvals-card-{}", card.as_str())).unwrap_or_default().to_owned()
            })
            .to_vec(),
        rule: visit.href("/methods/approval-clock"),
    };
    view! { <RecomputeClock asked=asked words=words /> }
}
