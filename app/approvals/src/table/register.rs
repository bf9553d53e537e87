//! What an import does to this slice: rows are folded into facts, and the lists follow the new versions.

use record::{City, Day, Kind};
use serde::de::DeserializeOwned;
use store::Write;
use store::import::{Decision, Group, Published, Staged};

use super::decide::decide_approvals;
use super::projection::Surroundings;
use super::publish::{Fresh, publish_approvals, remove};
use super::{items, refresh};
use crate::agency::Agency;
use crate::approval::{Approval, State};
use crate::import::{DECISION, ITEM, Licence};
use crate::item::Item;

/// The approvals' side of an import. Made once a run, with the day it runs on.
#[derive(Clone, Copy, Debug)]
pub struct Register {
    around: Surroundings,
}

impl Register {
    /// A register that reads the clocks of a city's open cases on `today`.
    pub fn new(city: &City, today: Day) -> Register {
        Register { around: Surroundings::of(city, today) }
    }
}

impl store::import::Register for Register {
    async fn decide(&self, write: &mut Write, groups: &[Group]) -> store::Result<Vec<Decision>> {
        match groups.first().map(|group| group.kind) {
            Some(Kind::Approval) => decide_approvals(write, groups).await,
            Some(Kind::Item) => Ok(groups.iter().map(decide_item).collect()),
            _ => Ok(groups.iter().map(decide_agency).collect()),
        }
    }

    async fn publish(&self, write: &mut Write, published: &[Published]) -> store::Result<()> {
        match published.first().map(|one| one.kind) {
            Some(Kind::Approval) => {
                let (gone, standing): (Vec<_>, Vec<_>) = published.iter().partition(|one| one.withdrawn);
                let gone = gone.into_iter().map(|one| one.key.clone()).collect::<Vec<_>>();
                remove(write, &gone).await?;
                let approvals: Vec<Fresh> = standing
                    .into_iter()
                    .filter_map(|one| {
                        Some(Fresh { approval: facts(&one.facts)?, seq: one.seq, is_new: one.revision == 1 })
                    })
                    .collect();
                publish_approvals(write, approvals, self.around).await
            }
            Some(Kind::Item) => {
                let items: Vec<(Item, i64)> =
                    published.iter().filter_map(|one| Some((facts(&one.facts)?, one.seq))).collect();
                items::publish(write, &items).await?;
                refresh::clocks_of_items(write, &items, self.around).await
            }
            Some(Kind::Agency) => {
                items::publish_agencies(write, published.iter().filter_map(|one| facts(&one.facts))).await
            }
            _ => Ok(()),
        }
    }

    fn reads(&self, kind: Kind, facts: &str) -> bool {
        match kind {
            Kind::Approval => serde_json::from_str::<Approval>(facts).is_ok(),
            Kind::Item => serde_json::from_str::<Item>(facts).is_ok(),
            _ => serde_json::from_str::<Agency>(facts).is_ok(),
        }
    }

    fn key_column(&self, row: &Staged) -> Option<&'static str> {
        match row.kind {
            Kind::Agency => Some("统一社会信用代码"),
            Kind::Item => Some("事项编码"),
            // A file without case numbers names its cases by their documents.
            _ if row.part == DECISION => {
                let licence: Option<Licence> = facts(&row.payload);
                let named_by_document = licence.is_some_and(|licence| match licence.case.state {
                    State::Decided(decision) => decision.document == row.key,
                    State::Open { .. } => false,
                });
                Some(if named_by_document { DOCUMENT_COLUMN } else { "业务编号" })
            }
            _ => Some("业务编号"),
        }
    }
}

pub(super) const DOCUMENT_COLUMN: &str = "行政许可决定文书号";

/// Facts and payloads are written by us; what does not parse was damaged on the disk and is left out of the
/// lists rather than stopping everything else. The version itself stays as it is.
pub(super) fn facts<T: DeserializeOwned>(json: &str) -> Option<T> {
    match serde_json::from_str(json) {
        Ok(facts) => Some(facts),
        Err(error) => {
            tracing::error!(%error, "A version or a staged row cannot be read and is passed over");
            None
        }
    }
}

pub(super) fn json(facts: &impl serde::Serialize) -> Option<String> {
    serde_json::to_string(facts).ok()
}

fn decide_agency(group: &Group) -> Decision {
    let agency = group.rows.last().and_then(|row| facts::<Agency>(&row.payload));
    Decision { facts: agency.as_ref().and_then(json), ..Decision::default() }
}

fn decide_item(group: &Group) -> Decision {
    let mut item = group
        .current
        .as_ref()
        .and_then(|version| facts::<Item>(&version.facts))
        .unwrap_or_else(|| Item { code: group.key.clone(), about: None, steps: Vec::new() });
    for row in &group.rows {
        if row.part == ITEM {
            item.about = facts(&row.payload).or(item.about);
        } else if let Some(step) = facts::<crate::item::ItemStep>(&row.payload) {
            item.steps.retain(|other| other.number != step.number);
            item.steps.push(step);
        }
    }
    item.steps.sort_by_key(|step| step.number);
    Decision { facts: json(&item), ..Decision::default() }
}
