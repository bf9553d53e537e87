//! What was opened, as it is shown: text, and never markup.

use seal::{Identity, Report};

use super::DeskWords;

/// One part, with its title.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    pub(super) title: String,
    pub(super) text: String,
}

pub(super) fn of_report(report: &Report, words: &DeskWords) -> Vec<Said> {
    let texts = [
        &report.subject.unit,
        &report.subject.person,
        &report.subject.post,
        &report.what,
        &report.when,
        &report.place,
        &report.evidence,
    ];
    lines(&words.report, texts)
}

pub(super) fn of_identity(identity: &Identity, words: &DeskWords) -> Vec<Said> {
    lines(&words.identity, [&identity.name, &identity.id_number, &identity.phone, &identity.address])
}

/// What was said, each with its title; what was left empty is left out.
fn lines<const N: usize>(titles: &[String; N], texts: [&String; N]) -> Vec<Said> {
    titles
        .iter()
        .zip(texts)
        .filter(|(_, text)| !text.is_empty())
        .map(|(title, text)| Said { title: title.clone(), text: text.clone() })
        .collect()
}
