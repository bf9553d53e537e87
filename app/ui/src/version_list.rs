//! The versions of one record, newest first: when each was entered, from which file, for what reason, whether late, and
//! what changed in plain words.

use crate::tag::{Tag, Tone};
use crate::visit::Visit;
use leptos::prelude::*;
use record::{Difference, Instant, Sentence};

/// What a version did to its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Published the record for the first time.
    First,
    /// Published it again after it had been taken down or hidden.
    Again,
    /// Changed what stood before.
    Changed(Difference),
    /// Took the record down; a sentence where its register says more about it.
    Withdrawn(Option<Sentence>),
    /// Was not public when it was entered, so nothing is told of it.
    NotPublic,
    /// Was public once and was taken down later, so nothing is told of it any more.
    TakenDown,
}

/// One version as its history tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    /// 1, 2, 3 … of this record.
    pub revision: i64,
    /// When it was entered here.
    pub entered: Instant,
    /// The hash of the file it came from.
    pub source: String,
    /// Who handed it in, where the record says so.
    pub by: Option<String>,
    /// Why an earlier version was corrected, in the words of who did it.
    pub reason: Option<String>,
    /// What it did.
    pub what: What,
    /// What was entered later than the rules allow; each sentence says what late means.
    pub late: Vec<Sentence>,
    /// What else a reader should know about how it came here.
    pub notes: Vec<Sentence>,
}

/// Letters of a file's hash that a reader compares.
const SHORT: usize = 12;

/// The versions of one record.
///
/// *When to use*: at the end of a record's page. *When not to*: for what happened in the world ([`crate::Timeline`]).
/// *What a screen reader hears*: the heading, "list of three", then each version with its time and its changes.
#[component]
pub fn VersionList<'a>(
    /// The reader's request.
    visit: &'a Visit,
    /// The versions, the newest first.
    versions: Vec<VersionLine>,
    /// Whose versions they are, where the page has those of another record as well.
    #[prop(optional, into)]
    title: Option<String>,
) -> impl IntoView {
    let body = match versions.as_slice() {
        [one] => single(visit, one),
        several => {
            let lines = several.iter().map(|version| line(visit, version)).collect::<Vec<_>>();
            view! { <ol class="version-list__versions">{lines}</ol> }.into_any()
        }
    };
    let title = match title {
        Some(title) => view! { <h3>{title}</h3> }.into_any(),
        None => view! { <h2>{visit.t("history-title")}</h2> }.into_any(),
    };
    view! {
        <section class="version-list">
            {title}
            {body}
        </section>
    }
}

/// A record nobody has corrected has one line.
fn single(visit: &Visit, version: &VersionLine) -> AnyView {
    let what = match &version.what {
        What::First => visit.tn("history-first-on", &[("when", visit.moment(version.entered).into())]),
        _ => format!("{}{}{}", entered(visit, version), visit.t("history-stop"), plain(visit, version)),
    };
    view! {
        <p>
            {what} " " <span class="muted">{origin(visit, version)}</span>
        </p>
        {marks(visit, version)}
    }
    .into_any()
}

fn line(visit: &Visit, version: &VersionLine) -> AnyView {
    view! {
        <li class="version-list__version">
            <p class="version-list__line">
                <b>{visit.tn("history-version", &[("n", version.revision.into())])}</b>
                " "
                {entered(visit, version)}
            </p>
            <p class="muted">{origin(visit, version)} {reason(visit, version)}</p>
            {marks(visit, version)}
            {changes(visit, version)}
        </li>
    }
    .into_any()
}

fn entered(visit: &Visit, version: &VersionLine) -> String {
    visit.tn("history-when", &[("when", visit.moment(version.entered).into())])
}

/// The file, and who handed it in.
fn origin(visit: &Visit, version: &VersionLine) -> AnyView {
    let short: String = version.source.chars().take(SHORT).collect();
    let by = version
        .by
        .as_deref()
        .map(|by| format!("{}{}", visit.t("history-stop"), visit.tn("history-by", &[("by", by.into())])));
    view! {
        {visit.t("history-file")}
        " "
        <span class="fixed" title=version.source.clone()>
            {short}
        </span>
        {by}
    }
    .into_any()
}

fn reason(visit: &Visit, version: &VersionLine) -> Option<String> {
    if matches!(version.what, What::NotPublic | What::TakenDown) {
        return None;
    }
    let said = match &version.reason {
        Some(reason) => visit.tn("history-reason", &[("reason", reason.as_str().into())]),
        None if version.revision > 1 => visit.t("history-no-reason").to_owned(),
        None => return None,
    };
    Some(format!("{}{said}", visit.t("history-stop")))
}

fn marks(visit: &Visit, version: &VersionLine) -> AnyView {
    let late = version.late.iter().map(|sentence| {
        view! {
            <p>
                <Tag tone=Tone::Warn text=visit.t("history-late") />
                " "
                {visit.said(sentence)}
            </p>
        }
    });
    let late: Vec<_> = late.collect();
    let notes = version.notes.iter().map(|sentence| view! { <p class="muted">{visit.said(sentence)}</p> });
    let notes: Vec<_> = notes.collect();
    (late, notes).into_any()
}

fn changes(visit: &Visit, version: &VersionLine) -> AnyView {
    let lines = |sentences: &[Sentence]| -> Vec<_> {
        sentences.iter().map(|sentence| view! { <li>{visit.said(sentence)}</li> }).collect()
    };
    let What::Changed(difference) = &version.what else {
        return view! { <p>{plain(visit, version)}</p> }.into_any();
    };
    if difference.is_empty() {
        return view! { <p>{visit.t("history-same")}</p> }.into_any();
    }
    let told = (!difference.told.is_empty()).then(|| view! { <ul>{lines(&difference.told)}</ul> });
    let others = (!difference.others.is_empty()).then(|| {
        let n = difference.others.len();
        let title = match difference.told.is_empty() {
            true => visit.tn("history-fields", &[("n", n.into())]),
            false => visit.tn("history-more", &[("n", n.into())]),
        };
        view! {
            <details>
                <summary>{title}</summary>
                <ul>{lines(&difference.others)}</ul>
            </details>
        }
    });
    (told, others).into_any()
}

/// What a version did, where it changed no field.
fn plain(visit: &Visit, version: &VersionLine) -> String {
    match &version.what {
        What::First => visit.t("history-first").to_owned(),
        What::Again => visit.t("history-again").to_owned(),
        What::Withdrawn(None) => visit.t("history-withdrawn").to_owned(),
        What::Withdrawn(Some(sentence)) => visit.said(sentence),
        What::NotPublic => visit.t("history-not-public").to_owned(),
        What::TakenDown => visit.t("history-taken-down").to_owned(),
        What::Changed(_) => visit.t("history-same").to_owned(),
    }
}

/// Everything a version says of itself, a sentence a line: what a feed holds.
pub(crate) fn sentences(visit: &Visit, version: &VersionLine) -> Vec<String> {
    let mut said = match &version.what {
        What::Changed(difference) if !difference.is_empty() => {
            difference.all().map(|sentence| visit.said(sentence)).collect()
        }
        _ => vec![plain(visit, version)],
    };
    said.extend(version.late.iter().chain(&version.notes).map(|sentence| visit.said(sentence)));
    if let Some(reason) = &version.reason {
        said.push(visit.tn("history-reason", &[("reason", reason.as_str().into())]));
    }
    said.extend(version.by.as_deref().map(|by| visit.tn("history-by", &[("by", by.into())])));
    said
}

/// One version before it is told: what is common to the versions of all registers.
#[derive(Clone, Debug)]
pub struct Kept<T> {
    /// 1, 2, 3 … of its record.
    pub revision: i64,
    /// When it was entered here.
    pub entered: Instant,
    /// The hash of the file it came from.
    pub source: String,
    /// Why an earlier version was corrected.
    pub reason: Option<String>,
    /// Whether it takes the record back.
    pub withdrawn: bool,
    /// What may be told of it; `None` where it was not public.
    pub facts: Option<T>,
}

/// How a register tells one of its versions.
pub trait Telling<T> {
    /// What changed from one version to the next.
    fn difference(&self, before: &T, after: &Kept<T>) -> Difference;
    /// What of it was entered later than the rules allow.
    fn late(&self, before: Option<&T>, after: &Kept<T>) -> Vec<Sentence>;
    /// What else should be known about how it came here.
    fn notes(&self, _before: Option<&T>, _after: &Kept<T>) -> Vec<Sentence> {
        Vec::new()
    }
    /// Who handed it in.
    fn by(&self, facts: &T) -> Option<String>;
    /// What is left to say of a version that took its record down.
    fn withdrawal(&self, _gone: &Kept<T>) -> Option<Sentence> {
        None
    }
}

/// Tells the versions of one record, the newest first. What was taken down stays down: of the versions before a
/// withdrawal nothing is told but that they were, and the version after it is compared with none of them.
pub fn told<T>(versions: &[Kept<T>], register: &impl Telling<T>) -> Vec<VersionLine> {
    let mut is_down = false;
    let mut lines = Vec::with_capacity(versions.len());
    for (place, version) in versions.iter().enumerate() {
        let older = versions.get(place + 1);
        let facts = version.facts.as_ref().filter(|_| !is_down && !version.withdrawn);
        let before = older.filter(|older| !older.withdrawn).and_then(|older| older.facts.as_ref());
        let what = match (facts, before) {
            _ if version.withdrawn => What::Withdrawn(register.withdrawal(version)),
            _ if is_down => What::TakenDown,
            (None, _) => What::NotPublic,
            (Some(_), Some(before)) => What::Changed(register.difference(before, version)),
            (Some(_), None) => {
                let known =
                    versions[place + 1..].iter().any(|older| older.withdrawn || older.facts.is_some());
                if known { What::Again } else { What::First }
            }
        };
        let is_told = facts.is_some() || version.withdrawn && !is_down;
        lines.push(VersionLine {
            revision: version.revision,
            entered: version.entered,
            source: version.source.clone(),
            by: facts.and_then(|facts| register.by(facts)),
            // A reason may repeat what was taken down.
            reason: version.reason.clone().filter(|_| is_told),
            what,
            late: if is_told { register.late(before, version) } else { Vec::new() },
            notes: if facts.is_some() { register.notes(before, version) } else { Vec::new() },
        });
        is_down |= version.withdrawn;
    }
    lines
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    let day = |days| record::Word::Day(visit.today().plus(days));
    let moved = Sentence::of_field(visit.t("example-decided").into(), Some(day(-6)), Some(day(0)));
    let line = |revision, what| VersionLine {
        revision,
        entered: visit.now(),
        source: "3f9c12ab77e05d1c".to_owned(),
        by: Some(visit.t("example-bureau").to_owned()),
        reason: (revision > 1).then(|| visit.t("example-unit-words").to_owned()),
        what,
        late: Vec::new(),
        notes: Vec::new(),
    };
    let named =
        Sentence::of_field(visit.t("example-applicant").into(), None, Some(visit.t("example-shop").into()));
    let changed = Difference { told: moved.into_iter().collect(), others: named.into_iter().collect() };
    vec![
        ("one version", {
            let versions = vec![line(1, What::First)];
            view! { <VersionList visit=visit versions=versions /> }.into_any()
        }),
        ("corrected", {
            let versions = vec![line(2, What::Changed(changed)), line(1, What::First)];
            view! { <VersionList visit=visit versions=versions /> }.into_any()
        }),
    ]
}
