//! One approval: who asked a unit for what, how far it has come, and what was decided.
//! The value is exactly what is published about it; what must not be published never enters it.

use std::collections::BTreeMap;

use record::Day;
use serde::{Deserialize, Serialize};

use crate::step::{Extension, Step};

/// One approval as published, put together from the rows of several files.
///
/// A case may be known by its steps before its licence row arrives, so `case` can be empty; such an
/// approval is kept but not shown, because nobody can say yet whose it is.
///
/// ```
/// let approval = approvals::approval::Approval::named("QHD2024111100001");
/// assert!(approval.case.is_none() && approval.steps.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The case number, or the number of the decision document where the file had no case numbers.
    pub number: String,
    /// The licence row or the row of an open case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Case>,
    /// The steps so far, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// The extensions granted, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
}

impl Approval {
    /// An approval of which only the number is known yet.
    pub fn named(number: &str) -> Approval {
        Approval { number: number.to_owned(), case: None, steps: Vec::new(), extensions: Vec::new() }
    }

    /// The decision, if there is one.
    pub fn decision(&self) -> Option<&Decision> {
        match &self.case.as_ref()?.state {
            State::Decided(decision) => Some(decision),
            State::Open { .. } => None,
        }
    }

    /// Whether the public may find this approval in lists, searches and files.
    /// A natural person's open case is shown only to who knows its number and query code.
    pub fn is_public(&self) -> bool {
        self.case.as_ref().is_some_and(|case| {
            case.applicant.kind != ApplicantKind::Person || matches!(case.state, State::Decided(_))
        })
    }

    /// The day the list sorts by: the decision, else the newest step, else the application.
    pub fn day(&self) -> Option<Day> {
        let case = self.case.as_ref()?;
        if let State::Decided(decision) = &case.state {
            return Some(decision.on);
        }
        let newest = self.steps.iter().filter_map(|step| step.completed.or(step.started)).max();
        newest.into_iter().chain(case.accepted).chain(case.applied).max()
    }

    /// Working days added to both limits by all extensions together.
    pub fn extension_days(&self) -> u32 {
        self.extensions.iter().map(|extension| extension.days).sum()
    }
}

/// What the licence row says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Code of the permit item; files in the plain 双公示 form do not have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Name of the item as the row gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_name: Option<String>,
    /// Who asked.
    pub applicant: Applicant,
    /// Who decides.
    pub unit: Unit,
    /// Who handed in the row, where that is not the deciding unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Unit>,
    /// 普通, 特许, 认可, 核准, 登记 or 其他.
    pub licence_kind: String,
    /// Division code of the deciding unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Day of the application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applied: Option<Day>,
    /// Day of acceptance: the clock runs from the working day after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Day>,
    /// The unit's remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// Open or decided.
    pub state: State,
}

impl Case {
    /// What a citizen would call this case.
    pub fn title(&self) -> &str {
        let decision = match &self.state {
            State::Decided(decision) => Some(decision),
            State::Open { .. } => None,
        };
        self.item_name
            .as_deref()
            .or(decision.and_then(|decision| decision.certificate.as_deref()))
            .or(decision.and_then(|decision| decision.title.as_deref()))
            .unwrap_or(&self.licence_kind)
    }
}

/// Where a case stands. A decided case has a day and a document; an open one cannot have them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Not decided yet.
    Open {
        /// The unit says that its clock stands still.
        paused: bool,
    },
    /// Decided.
    Decided(Decision),
}

/// The decision and its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Granted or refused.
    pub outcome: Outcome,
    /// Day of the decision.
    pub on: Day,
    /// Name of the decision document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Number of the decision document.
    pub document: String,
    /// Name of the certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// Number of the licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// What was permitted or refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// First day of validity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Day>,
    /// Last day of validity; 2099-12-31 means long term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Day>,
    /// Day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Day>,
    /// The licence was withdrawn later; the record stays, as a fact about the past.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 准予
    Granted,
    /// 不予
    Refused,
}

/// Who asked, as far as it may be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    /// Which of the three kinds.
    pub kind: ApplicantKind,
    /// The name; of a natural person only the masked form.
    pub name: String,
    /// Unified social credit code; never that of a natural person, who has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uscc: Option<String>,
    /// Other codes of a legal person, by name: `registration`, `organisation`, `tax`, `institution`, `society`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, String>,
    /// Legal representative; the operator of a sole trader only in masked form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<String>,
}

/// The three kinds of applicant of the double-publicity rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicantKind {
    /// 法人及非法人组织
    Organization,
    /// 个体工商户
    SoleTrader,
    /// 自然人
    Person,
}

impl ApplicantKind {
    /// All kinds, in the order of the rule.
    pub const ALL: [ApplicantKind; 3] =
        [ApplicantKind::Organization, ApplicantKind::SoleTrader, ApplicantKind::Person];

    /// The word used in columns and fluent keys.
    pub fn as_str(self) -> &'static str {
        match self {
            ApplicantKind::Organization => "organization",
            ApplicantKind::SoleTrader => "sole_trader",
            ApplicantKind::Person => "person",
        }
    }

    /// Reads the word of a column back.
    pub fn parse(word: &str) -> Option<ApplicantKind> {
        ApplicantKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A public body named in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its unified social credit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Its name.
    pub name: String,
}
