//! What happened, in order, with when it happened and when it was entered.

use crate::content::Text;
use crate::visit::Visit;
use leptos::prelude::*;

/// Where an event stands in its course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is over.
    Done,
    /// The clock stood still.
    Pause,
    /// It is going on.
    Now,
    /// It is still to come.
    Next,
}

impl Stage {
    fn class(self) -> &'static str {
        match self {
            Stage::Done => "timeline__event",
            Stage::Pause => "timeline__event timeline__event--pause",
            Stage::Now => "timeline__event timeline__event--now",
            Stage::Next => "timeline__event timeline__event--next",
        }
    }
}

/// One thing that happened, or will.
pub struct Event {
    /// What.
    pub title: Text,
    /// When, as it is read; empty where nobody knows.
    pub when: Text,
    /// Where it stands.
    pub stage: Stage,
    /// By whom, how long it took, when it was entered.
    pub body: AnyView,
}

/// What happened, in order.
///
/// *When to use*: for the course of one record. *When not to*: for a list of records.
/// *What a screen reader hears*: "list of five", then each event with its time; the one going on
/// is "current step".
#[component]
pub fn Timeline(
    /// The events, the first one first.
    events: Vec<Event>,
) -> impl IntoView {
    let events = events
        .into_iter()
        .map(|Event { title, when, stage, body }| {
            view! {
                <li class=stage.class() aria-current=(stage == Stage::Now).then_some("step")>
                    <p class="timeline__line">
                        <b>{title}</b>
                        {(!when.is_empty()).then(|| view! { <span class="timeline__when">{when}</span> })}
                    </p>
                    {body}
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! { <ol class="timeline">{events}</ol> }
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    use crate::tag::{Tag, Tone};
    let event = |title, when, stage, body: AnyView| Event {
        title: visit.t(title).into(),
        when: visit.t(when).into(),
        stage,
        body,
    };
    let late = view! {
        <p>
            {visit.t("example-bureau")} " " <Tag tone=Tone::Warn text=visit.t("example-late") />
        </p>
        <p class="muted">{visit.t("example-entered")}</p>
    };
    let events = vec![
        event(
            "example-received",
            "example-received-when",
            Stage::Done,
            view! { <p>{visit.t("example-complete")}</p> }.into_any(),
        ),
        event("example-review", "example-review-when", Stage::Done, late.into_any()),
        event(
            "example-pause",
            "example-pause-when",
            Stage::Pause,
            view! { <p>{visit.t("example-pause-why")}</p> }.into_any(),
        ),
        event("example-decision", "example-decision-when", Stage::Now, ().into_any()),
        event("example-delivery", "example-delivery-when", Stage::Next, ().into_any()),
    ];
    vec![("timeline", view! { <Timeline events=events /> }.into_any())]
}
