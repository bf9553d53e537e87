//! The versions of enterprises, credit records and penalties as pages and feeds tell them.

use leptos::prelude::*;
use record::{Calendar, Difference, Sentence};
use serde::de::DeserializeOwned;
use std::sync::Arc;
use store::Version;
use ui::{Kept, Telling, VersionLine, VersionList, Visit, told};

use crate::credit_record::CreditRecord;
use crate::enterprise::Enterprise;
use crate::history::{late, of_enterprise, of_penalty, of_record, withdrawal};
use crate::penalty::Entry;

/// The versions of an enterprise's page: its own, and those of its records that were ever corrected.
pub(crate) struct Histories {
    /// Of the enterprise's own facts, the newest first; none where the register does not have it.
    pub(crate) enterprise: Vec<Version>,
    /// Of each record that is public today.
    pub(crate) records: Vec<Arc<[Version]>>,
}

/// The section of an enterprise's page.
pub(super) fn of_page(visit: &Visit, histories: &Histories) -> AnyView {
    let own = (!histories.enterprise.is_empty()).then(|| {
        let versions = enterprise_lines(&histories.enterprise);
        view! { <VersionList visit=visit versions=versions /> }
    });
    let records = histories.records.iter().filter(|versions| versions.len() > 1).map(|versions| {
        let newest: Option<CreditRecord> = versions.first().and_then(facts);
        let name = newest.map(|record| format!("{} {}", record.name, record.key)).unwrap_or_default();
        let what = visit.t("history-title");
        let title = visit.tn("credit-history-of", &[("what", what.into()), ("which", name.into())]);
        let versions = record_lines(versions);
        view! { <VersionList visit=visit versions=versions title=title /> }
    });
    let records: Vec<_> = records.collect();
    (own, records).into_any()
}

/// The section of a penalty's page.
pub(super) fn of_penalty_page(visit: &Visit, versions: &[Version]) -> AnyView {
    let versions = penalty_lines(versions, visit.city().utc_offset_minutes);
    view! { <VersionList visit=visit versions=versions /> }.into_any()
}

/// The versions of an enterprise's own facts.
pub(crate) fn enterprise_lines(versions: &[Version]) -> Vec<VersionLine> {
    told(&kept::<Enterprise>(versions), &Enterprises)
}

/// The versions of a credit record.
pub(crate) fn record_lines(versions: &[Version]) -> Vec<VersionLine> {
    told(&kept::<CreditRecord>(versions), &Records)
}

/// The versions of a penalty, the one that took it down included.
pub(crate) fn penalty_lines(versions: &[Version], utc_offset_minutes: i32) -> Vec<VersionLine> {
    told(&kept::<Entry>(versions), &Penalties { utc_offset_minutes })
}

/// The facts of a version; `None` where they cannot be read.
pub(crate) fn facts<T: DeserializeOwned>(version: &Version) -> Option<T> {
    serde_json::from_str(&version.facts).ok()
}

fn kept<T: DeserializeOwned>(versions: &[Version]) -> Vec<Kept<T>> {
    let kept = versions.iter().map(|version| Kept {
        revision: version.revision,
        entered: version.entered,
        source: version.source.clone(),
        reason: version.reason.clone(),
        withdrawn: version.withdrawn,
        facts: facts(version),
    });
    kept.collect()
}

struct Enterprises;
struct Records;
struct Penalties {
    utc_offset_minutes: i32,
}

impl Telling<Enterprise> for Enterprises {
    fn difference(&self, before: &Enterprise, after: &Kept<Enterprise>) -> Difference {
        after.facts.as_ref().map(|after| of_enterprise(before, after)).unwrap_or_default()
    }

    fn late(&self, _: Option<&Enterprise>, _: &Kept<Enterprise>) -> Vec<Sentence> {
        Vec::new()
    }

    fn by(&self, _: &Enterprise) -> Option<String> {
        None
    }
}

impl Telling<CreditRecord> for Records {
    fn difference(&self, before: &CreditRecord, after: &Kept<CreditRecord>) -> Difference {
        after.facts.as_ref().map(|after| of_record(before, after)).unwrap_or_default()
    }

    fn late(&self, _: Option<&CreditRecord>, _: &Kept<CreditRecord>) -> Vec<Sentence> {
        Vec::new()
    }

    fn by(&self, facts: &CreditRecord) -> Option<String> {
        Some(facts.authority.clone())
    }
}

impl Telling<Entry> for Penalties {
    fn difference(&self, before: &Entry, after: &Kept<Entry>) -> Difference {
        match (before, &after.facts) {
            (Entry::Standing(before), Some(Entry::Standing(after))) => of_penalty(before, after),
            _ => Difference::default(),
        }
    }

    fn late(&self, before: Option<&Entry>, after: &Kept<Entry>) -> Vec<Sentence> {
        let entered = after.entered.day(self.utc_offset_minutes);
        let after = after.facts.as_ref();
        after.and_then(|after| late(before, after, entered, Calendar::china())).into_iter().collect()
    }

    fn by(&self, facts: &Entry) -> Option<String> {
        match facts {
            Entry::Standing(penalty) => {
                Some(penalty.source.as_ref().unwrap_or(&penalty.authority).name.clone())
            }
            Entry::Withdrawn(_) => None,
        }
    }

    fn withdrawal(&self, gone: &Kept<Entry>) -> Option<Sentence> {
        match &gone.facts {
            Some(Entry::Withdrawn(stone)) => Some(withdrawal(stone)),
            _ => None,
        }
    }
}
