//! One record as JSON, with its steps, pauses and extensions.

use serde_json::{Map, Value, json};
use store::Version;

use crate::approval::{Approval, State};
use crate::item::Limits;
use crate::rules::entry::Entry;
use crate::table::{Listed, Surroundings};

/// The record as one JSON object: the columns of the list, then what only one record has room for.
pub fn json_of(
    approval: &Approval,
    limits: Option<Limits>,
    around: Surroundings,
    version: &Version,
) -> Option<Map<String, Value>> {
    let listed = Listed::of(approval, limits, 0, around)?;
    let case = approval.case.as_ref()?;
    let mut object = sheet::object(&listed);
    object.insert("representative".into(), json!(case.applicant.representative));
    object.insert("other_codes".into(), json!(case.applicant.codes));
    object.insert("source_name".into(), json!(case.source.as_ref().map(|source| &source.name)));
    object.insert("remark".into(), json!(case.remark));
    if let State::Decided(decision) = &case.state {
        object.insert("document_title".into(), json!(decision.title));
        object.insert("certificate".into(), json!(decision.certificate));
        object.insert("content".into(), json!(decision.content));
    }
    object.insert("steps".into(), steps(approval, limits, around));
    let extensions = approval.extensions.iter().map(|extension| {
        json!({ "days": extension.days, "approved_by": extension.approved_by, "reason": extension.reason })
    });
    object.insert("extensions".into(), extensions.collect());
    object.insert(
        "version".into(),
        json!({ "revision": version.revision, "entered": version.entered, "reason": version.reason }),
    );
    Some(object)
}

fn steps(approval: &Approval, limits: Option<Limits>, around: Surroundings) -> Value {
    let clock = around.clock(approval, limits);
    approval
        .steps
        .iter()
        .zip(&clock.steps)
        .map(|(step, timed)| {
            let (entry, days_late) = match around.entry(step) {
                Some(Entry::InTime) => (Some("in_time"), None),
                Some(Entry::Late { days }) => (Some("late"), Some(days)),
                Some(Entry::Early) => (Some("early"), None),
                None => (None, None),
            };
            json!({
                "number": step.number,
                "name": step.name,
                "limit_days": step.limit_days,
                "days_used": timed.used_days,
                "days_over": timed.over_days,
                "started_on": step.started,
                "completed_on": step.completed,
                "paused_from": step.pause.as_ref().map(|pause| pause.from),
                "paused_until": step.pause.as_ref().and_then(|pause| pause.until),
                "pause_reason": step.pause.as_ref().and_then(|pause| pause.reason.as_ref()),
                "entered_at": step.entered,
                "entry": entry,
                "entry_days_late": days_late,
                "handler": step.handler,
            })
        })
        .collect()
}
