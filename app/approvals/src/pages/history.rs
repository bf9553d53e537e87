//! The versions of an approval as its page and its feeds tell them.

use leptos::prelude::*;
use record::{Difference, Sentence};
use store::Version;
use ui::{Kept, Telling, VersionLine, VersionList, Visit, told};

use super::record::RecordPage;
use crate::approval::Approval;
use crate::history::{difference, early, late};
use crate::table::Surroundings;

/// The section of the record's page.
pub(super) fn history(visit: &Visit, page: &RecordPage) -> AnyView {
    let versions = if page.history.is_empty() { std::slice::from_ref(page.version) } else { page.history };
    let versions = version_lines(versions, page.around, page.private);
    view! { <VersionList visit=visit versions=versions /> }.into_any()
}

/// The versions of one approval, the newest first. What was not public when it was entered is told only to the
/// applicant, who has shown the query code.
pub(crate) fn version_lines(versions: &[Version], around: Surroundings, private: bool) -> Vec<VersionLine> {
    let kept = versions.iter().map(|version| Kept {
        revision: version.revision,
        entered: version.entered,
        source: version.source.clone(),
        reason: version.reason.clone(),
        withdrawn: version.withdrawn,
        facts: public(version, private),
    });
    told(&kept.collect::<Vec<_>>(), &around)
}

/// The facts of a version that may be told.
pub(crate) fn public(version: &Version, private: bool) -> Option<Approval> {
    let approval: Approval = serde_json::from_str(&version.facts).ok()?;
    let may_be_told = approval.case.is_some() && (private || approval.is_public());
    (may_be_told && !version.withdrawn).then_some(approval)
}

impl Telling<Approval> for Surroundings {
    fn difference(&self, before: &Approval, after: &Kept<Approval>) -> Difference {
        after.facts.as_ref().map(|after| difference(before, after)).unwrap_or_default()
    }

    fn late(&self, before: Option<&Approval>, after: &Kept<Approval>) -> Vec<Sentence> {
        let Some(after) = &after.facts else { return Vec::new() };
        late(before, after, self.calendar, &self.thresholds, self.utc_offset_minutes)
    }

    fn notes(&self, before: Option<&Approval>, after: &Kept<Approval>) -> Vec<Sentence> {
        let Some(after) = &after.facts else { return Vec::new() };
        early(before, after, self.calendar, &self.thresholds, self.utc_offset_minutes)
    }

    fn by(&self, facts: &Approval) -> Option<String> {
        let case = facts.case.as_ref()?;
        Some(case.source.as_ref().unwrap_or(&case.unit).name.clone())
    }
}
