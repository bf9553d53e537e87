//! The versions of a contracting process as its page and its feeds tell them.

use leptos::prelude::*;
use record::{Difference, Sentence};
use store::Version;
use ui::{Kept, Telling, VersionLine, VersionList, Visit, told};

use crate::history::{difference, publisher, released};
use crate::rules::facts::Facts;

/// The section of the process's page.
pub(super) fn history(visit: &Visit, versions: &[Version]) -> AnyView {
    let versions = version_lines(versions, visit.city().utc_offset_minutes);
    view! { <VersionList visit=visit versions=versions /> }.into_any()
}

/// The versions of one process, the newest first.
pub(crate) fn version_lines(versions: &[Version], utc_offset_minutes: i32) -> Vec<VersionLine> {
    let kept = versions.iter().map(|version| Kept {
        revision: version.revision,
        entered: version.entered,
        source: version.source.clone(),
        reason: version.reason.clone(),
        withdrawn: version.withdrawn,
        facts: serde_json::from_str(&version.facts).ok().filter(|_| !version.withdrawn),
    });
    told(&kept.collect::<Vec<_>>(), &Register { utc_offset_minutes })
}

/// How the register of trades tells its versions.
struct Register {
    utc_offset_minutes: i32,
}

impl Telling<Facts> for Register {
    fn difference(&self, before: &Facts, after: &Kept<Facts>) -> Difference {
        after.facts.as_ref().map(|after| difference(before, after)).unwrap_or_default()
    }

    /// No rule of trading says how soon a release must be entered here, so nothing is called late; see `notes`.
    fn late(&self, _: Option<&Facts>, _: &Kept<Facts>) -> Vec<Sentence> {
        Vec::new()
    }

    fn notes(&self, before: Option<&Facts>, after: &Kept<Facts>) -> Vec<Sentence> {
        let entered = after.entered.day(self.utc_offset_minutes);
        after.facts.as_ref().and_then(|after| released(before, after, entered)).into_iter().collect()
    }

    fn by(&self, facts: &Facts) -> Option<String> {
        publisher(facts)
    }
}
