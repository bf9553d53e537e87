//! The grounds on which someone may not touch a case.

use record::worded;
use serde::{Deserialize, Serialize};

worded! {
    /// Why someone may not touch a case. 信访工作条例 art. 28; 监察法 (2024), recusal; 检举控告工作规则.
    Ground {
        /// They are whom it is about.
        Subject = "subject",
        /// They work in the unit it is about.
        Unit = "unit",
        /// They work in a unit below it, or take orders from whom it is about.
        Below = "below",
        /// Whom it is about takes orders from them.
        Leads = "leads",
        /// They declared kinship, earlier work or a holding.
        Interest = "interest",
        /// They handled what is complained of.
        Handler = "handler",
        /// They were excluded from a case that this one is linked with.
        Linked = "linked",
        /// The reporter named them, and two have confirmed it or not yet decided.
        Named = "named",
    }
}

/// Which receiving unit stands above which.
pub trait Chart {
    /// Whether a unit is the other one, or stands below it.
    fn is_within(&self, code: &str, of: &str) -> bool;
}

/// Whom a case is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Their account, if they have one here.
    pub account: Option<String>,
    /// Their name, as the reporter wrote it.
    pub name: Option<String>,
    /// The receiving unit they work in, if it is one.
    pub unit: Option<String>,
    /// Any other unit, by its code or name.
    pub workplace: Option<String>,
}

/// What an officer declared: yearly, and whenever something changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interest {
    /// Someone near to them, by name.
    Person(String),
    /// A unit or enterprise they worked for, hold a part of, or where someone near to them works.
    Unit(String),
}

/// Who could handle a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// The account.
    pub account: String,
    /// The name.
    pub name: String,
    /// The receiving unit.
    pub unit: String,
    /// The accounts they take orders from, the nearest first.
    pub line: Vec<String>,
    /// What they declared.
    pub interests: Vec<Interest>,
}

/// Whether an officer named by the reporter is to be excluded for that.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// Nobody has decided; until then they do not touch it.
    #[default]
    Waits,
    /// Two have found that there is something to it.
    Confirmed(String, String),
    /// Two have found that there is not.
    Declined(String, String),
}

impl Confirmation {
    /// Whether the named officer is kept away. One person deciding twice decides nothing.
    fn keeps_away(&self) -> bool {
        !matches!(self, Confirmation::Declined(first, second) if first != second)
    }
}

/// An officer named by the reporter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Naming {
    /// The account.
    pub account: String,
    /// What was decided.
    pub confirmation: Confirmation,
}

/// What a case is about, as far as recusal asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// Whom it is about.
    pub subjects: Vec<Subject>,
    /// Who handled the public record complained of.
    pub handlers: Vec<String>,
    /// Who was excluded from cases it is linked with.
    pub linked: Vec<String>,
    /// Whom the reporter does not want to have it.
    pub named: Vec<Naming>,
}

/// Every ground on which this officer may not touch the case; none is a ground to doubt the officer.
///
/// See docs/rules/cases-recusal.md.
pub fn grounds(matter: &Matter, officer: &Officer, chart: &impl Chart) -> Vec<Ground> {
    let account = officer.account.as_str();
    let any = |fits: &dyn Fn(&Subject) -> bool| matter.subjects.iter().any(fits);
    let is_subject = |it: &Subject| {
        it.account.as_deref() == Some(account)
            || it.name.as_deref().is_some_and(|name| same(name, &officer.name))
    };
    let is_in_unit = |it: &Subject| it.unit.as_deref() == Some(officer.unit.as_str());
    let is_below = |it: &Subject| {
        let unit = it.unit.as_deref();
        let below = |unit: &str| unit != officer.unit && chart.is_within(&officer.unit, unit);
        unit.is_some_and(below) || it.account.as_ref().is_some_and(|subject| officer.line.contains(subject))
    };
    let has_interest = |it: &Subject| officer.interests.iter().any(|interest| touches(interest, it));
    let named = matter.named.iter().find(|named| named.account == account);
    [
        (Ground::Subject, any(&is_subject)),
        (Ground::Unit, any(&is_in_unit)),
        (Ground::Below, any(&is_below)),
        (Ground::Interest, any(&has_interest)),
        (Ground::Handler, matter.handlers.iter().any(|handler| handler == account)),
        (Ground::Linked, matter.linked.iter().any(|excluded| excluded == account)),
        (Ground::Named, named.is_some_and(|named| named.confirmation.keeps_away())),
    ]
    .into_iter()
    .filter_map(|(ground, is_so)| is_so.then_some(ground))
    .collect()
}

/// Whether someone a subject takes orders from is this officer. Asked apart, because it needs the subject as an officer.
pub fn leads(matter: &Matter, officer: &Officer, pool: &[Officer]) -> bool {
    let of_subject = |it: &&Officer| {
        matter.subjects.iter().any(|subject| {
            subject.account.as_deref() == Some(it.account.as_str())
                || subject.name.as_deref().is_some_and(|name| same(name, &it.name))
        })
    };
    pool.iter().filter(of_subject).any(|subject| subject.line.contains(&officer.account))
}

fn touches(interest: &Interest, subject: &Subject) -> bool {
    match interest {
        Interest::Person(person) => subject.name.as_deref().is_some_and(|name| same(name, person)),
        Interest::Unit(unit) => {
            let workplaces = [subject.unit.as_deref(), subject.workplace.as_deref()];
            workplaces.into_iter().flatten().any(|workplace| same(workplace, unit))
        }
    }
}

/// Whether two names are the same but for spaces, case and full-width letters. A person with the same name as the subject is
/// excluded as well: two of an intake can find that out without the case.
pub(crate) fn same(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    !one.is_empty() && one == other
}

/// A name as it is compared.
pub(crate) fn plain(text: &str) -> String {
    let half = |letter: char| match u32::from(letter) {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(letter),
        _ => letter,
    };
    let letters = text.chars().map(half).filter(|it| !it.is_whitespace() && *it != '·' && *it != '\u{3000}');
    letters.flat_map(char::to_lowercase).collect()
}
